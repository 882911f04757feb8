/* SPDX-License-Identifier: Apache-2.0 */
/*
 * witness - co-sign checkpoints of logs, on another machine.
 *
 * Requests and co-signatures are files.  What the witness has seen is on the
 * disk before its signature is given out: whoever kills it in between asks
 * again from there; a signature is never forgotten.
 */
#include "core/log/witness.h"
#include "cmd/log.h"
#include "cmd/passphrase.h"
#include "cmd/verbs.h"
#include "core/base/limits.h"
#include "core/log/cosign.h"
#include "core/report/text.h"

#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* [bytes] Of the memory: two lines for each log. */
#define MEMORY_MAX ((size_t)WITNESS_LOGS_MAX * 1000)

#define VARIABLE "RETRACE_WITNESS_PASSPHRASE"

/* ---- the memory, held by one process at a time */

struct memory {
	const char *path;
	int fd; /* locked, or -1 */
	struct witness w;
};

/*
 * Locks the file that has the name, not one that somebody has just replaced.
 */
static enum status
lock(struct memory *m, bool write, struct error *err)
{
	const struct pos at = { m->path, 0, 0 };
	struct stat mine, named;

	for (;;) {
		m->fd = open(
		    m->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
		if (m->fd < 0)
			return error_sys(
			    err, ST_NOINPUT, at, "cannot be opened");
		if (fstat(m->fd, &mine) != 0 || !S_ISREG(mine.st_mode))
			return error_set(err, ST_NOINPUT, at,
			    "not a file: expected the memory of a witness");
		if (flock(m->fd, write ? LOCK_EX : LOCK_SH) != 0)
			return error_sys(err, ST_IO, at, "cannot be locked");
		if (stat(m->path, &named) == 0 && mine.st_ino == named.st_ino &&
		    mine.st_dev == named.st_dev)
			return ST_OK;
		close(m->fd);
		m->fd = -1;
	}
}

static enum status
memory_open(struct session *s, struct memory *m, bool write, struct error *err)
{
	struct str text;

	if (lock(m, write, err) != ST_OK ||
	    file_text(m->path, MEMORY_MAX, &s->mem, &text, err) != ST_OK)
		return err->code;
	return witness_read(
	    text, (struct pos){ m->path, 1, 0 }, &s->mem, &m->w, err);
}

static void
memory_close(struct memory *m)
{
	if (m->fd >= 0)
		close(m->fd);
}

/* On the disk when it returns ST_OK. */
static enum status
memory_keep(
    struct session *s, const struct memory *m, bool fresh, struct error *err)
{
	struct str text = witness_write(&s->mem, &m->w);

	if (text.p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	return (fresh ? file_write_new : file_write)(
	    m->path, text, FILE_PRIVATE, err);
}

/* ---- init */

struct init_options {
	const char *name, *key;
	struct passphrase_source pass;
	bool unprotected;
};

static enum status
make(struct session *s, const struct init_options *o, struct passphrase *pass,
    struct error *err)
{
	struct memory m = { .fd = -1 };
	struct note_signer *signer = NULL;
	char vkey[NOTE_VKEY_TEXT];

	if (s->rest.n != 1 || o->name == NULL || o->key == NULL)
		return error_set(err, ST_USAGE, pos_none,
		    "expected a new file, --name and --key");
	m.path = s->rest.word[0];
	if (access(m.path, F_OK) == 0)
		return error_set(err, ST_CREATE, (struct pos){ m.path, 0, 0 },
		    "exists already: expected a new name");
	if (passphrase_check(&o->pass, err) != ST_OK ||
	    (!o->unprotected && passphrase_get(pass, &o->pass, err) != ST_OK))
		return err->code;
	if (!o->unprotected && strlen(pass->text) < LIMIT_PASSPHRASE_LEAST)
		return error_set(err, ST_KEY, pos_none,
		    "the passphrase is shorter than %d characters: expected a "
		    "longer one, or --no-passphrase",
		    LIMIT_PASSPHRASE_LEAST);
	if (note_signer_new(str_of(o->name), &signer, err) == ST_OK &&
	    !note_witness_set(
		&m.w.own, str_of(o->name), note_signer_public(signer)->key))
		error_set(err, ST_CRYPTO, pos_none, "SHA-256 failed");
	if (err->code == ST_OK && note_signer_save(signer, o->key,
				      str_of(pass->text), err) == ST_OK) {
		if (memory_keep(s, &m, true, err) != ST_OK)
			unlink(o->key); /* made here, a moment ago */
		else if (note_verifier_format(&m.w.own, vkey))
			printf("%s\n", vkey);
	}
	note_signer_free(signer);
	return err->code;
}

static int
witness_init(struct session *s, int argc, char **argv)
{
	struct init_options o = {
		.pass = { .variable = VARIABLE,
		    .prompt = "New passphrase of the witness's key",
		    .prefix = "",
		    .twice = true },
	};
	const struct option_spec table[] = {
		{ "name", '\0', OPTION_TEXT, &o.name, "NAME",
		    "name of the witness for ever, as example.org/witness" },
		{ "key", '\0', OPTION_TEXT, &o.key, "FILE",
		    "where to put its key" },
		PASSPHRASE_OPTIONS("", &o.pass, "the key from now on"),
		{ "no-passphrase", '\0', OPTION_FLAG, &o.unprotected, NULL,
		    "leave the key unprotected" },
	};
	const struct usage usage = { "MEMORY --name NAME --key FILE", table,
		sizeof(table) / sizeof(table[0]),
		"Makes a key, and the file in which the witness remembers how "
		"far each log was.\nPrints the public key: those who rely on "
		"the witness keep it.\n" };
	struct passphrase pass = { "" };
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	make(s, &o, &pass, &err);
	passphrase_wipe(&pass);
	return err.code != ST_OK ? session_fail(s, &err) : 0;
}

/* ---- add */

static int
witness_add_log(struct session *s, int argc, char **argv)
{
	const struct usage usage = { "MEMORY LOG.PUB...", NULL, 0,
		"LOG.PUB is the public key of a log, as log init printed it. "
		"Compare it with the\nlog's owner before: from then on the "
		"witness goes by it.\n" };
	struct memory m = { .fd = -1 };
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	if (s->rest.n < 2)
		error_set(&err, ST_USAGE, pos_none,
		    "expected the memory of a witness, and keys of logs");
	m.path = s->rest.n > 0 ? s->rest.word[0] : "";
	if (err.code == ST_OK)
		memory_open(s, &m, true, &err);
	for (size_t i = 1; i < s->rest.n && err.code == ST_OK; i++) {
		struct note_verifier key;

		if (log_public_key(s, s->rest.word[i], &key, &err) == ST_OK)
			witness_add(&m.w, &key, &s->mem, &err);
	}
	if (err.code == ST_OK)
		memory_keep(s, &m, false, &err);
	memory_close(&m);
	return err.code != ST_OK ? session_fail(s, &err) : 0;
}

/* ---- show */

static int
witness_show(struct session *s, int argc, char **argv)
{
	const struct usage usage = { "MEMORY", NULL, 0,
		"The public key of the witness; then each log, and of how many "
		"entries its checkpoint\nwas that the witness co-signed "
		"last.\n" };
	struct memory m = { .fd = -1 };
	struct error err = { 0 };
	char vkey[NOTE_VKEY_TEXT];
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	m.path = s->rest.n > 0 ? s->rest.word[0] : "";
	if (s->rest.n != 1)
		error_set(&err, ST_USAGE, pos_none,
		    "expected the memory of a witness");
	else if (memory_open(s, &m, false, &err) == ST_OK &&
		 note_verifier_format(&m.w.own, vkey)) {
		printf("%s\n", vkey);
		for (size_t i = 0; i < m.w.n; i++) {
			text_put(stdout, str_of(m.w.log[i].key.name));
			printf("\t%" PRIu64 "\n", m.w.log[i].size);
		}
	}
	memory_close(&m);
	return err.code != ST_OK ? session_fail(s, &err) : 0;
}

/* ---- cosign */

struct cosign_options {
	const char *key, *save;
	struct passphrase_source pass;
};

static enum status
load_key(const struct cosign_options *o, const struct note_verifier *own,
    struct note_signer **out, struct error *err)
{
	struct passphrase pass = { "" };
	bool sealed = false;

	if (note_signer_is_sealed(o->key, &sealed, err) == ST_OK &&
	    (!sealed || passphrase_get(&pass, &o->pass, err) == ST_OK))
		note_signer_load(
		    o->key, str_of(own->name), str_of(pass.text), out, err);
	passphrase_wipe(&pass);
	if (err->code == ST_OK && memcmp(note_signer_public(*out)->key,
				      own->key, NOTE_PUBLIC_SIZE) != 0)
		error_set(err, ST_KEY, (struct pos){ o->key, 0, 0 },
		    "not the key of this witness");
	return err->code;
}

static enum status
cosign(struct session *s, const struct cosign_options *o, struct memory *m,
    struct error *err)
{
	struct note_signer *signer = NULL;
	struct witness_log seen;
	struct str request, body, line, text;
	char *p;

	if (s->rest.n != 2 || o->key == NULL)
		return error_set(err, ST_USAGE, pos_none,
		    "expected the memory of a witness, a request and --key");
	m->path = s->rest.word[0];
	if (passphrase_check(&o->pass, err) != ST_OK ||
	    memory_open(s, m, true, err) != ST_OK ||
	    file_text(s->rest.word[1], 2 * NOTE_SIZE_MAX, &s->mem, &request,
		err) != ST_OK ||
	    witness_judge(&m->w, request, (struct pos){ s->rest.word[1], 1, 0 },
		&seen, &body, err) != WITNESS_COSIGNS)
		return err->code;
	if (load_key(o, &m->w.own, &signer, err) == ST_OK)
		cosign_make(signer, body, date_now(), &s->mem, &line, err);
	note_signer_free(signer);
	if (err->code != ST_OK)
		return err->code;
	p = TAKE(&s->mem, char, line.n + 1);
	if (p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	memcpy(p, line.p, line.n);
	p[line.n] = '\n';
	text = (struct str){ p, line.n + 1 };
	witness_remember(&m->w, &seen);
	if (memory_keep(s, m, false, err) != ST_OK)
		return err->code;
	return file_write(
	    o->save != NULL ? o->save : "-", text, FILE_PUBLIC, err);
}

static int
witness_cosign(struct session *s, int argc, char **argv)
{
	struct cosign_options o = {
		.pass = { .variable = VARIABLE,
		    .prompt = "Passphrase of the witness's key",
		    .prefix = "" },
	};
	const struct option_spec table[] = {
		{ "key", '\0', OPTION_TEXT, &o.key, "FILE",
		    "the key of the witness" },
		PASSPHRASE_OPTIONS("", &o.pass, "the key"),
		{ "save", '\0', OPTION_TEXT, &o.save, "FILE",
		    "write the co-signature there" },
	};
	const struct usage usage = { "MEMORY REQUEST --key FILE", table,
		sizeof(table) / sizeof(table[0]),
		"REQUEST is what log consistency printed, from the number of "
		"entries that witness\nshow says. What does not go on from "
		"there is refused by name: unknown-log, shrunk,\nstale or "
		"fork. The owner keeps the answer with log "
		"add-cosignature.\n" };
	struct memory m = { .fd = -1 };
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	cosign(s, &o, &m, &err);
	memory_close(&m);
	return err.code != ST_OK ? session_fail(s, &err) : 0;
}

int
cmd_witness(struct session *s, int argc, char **argv)
{
	static const struct command sub[] = {
		{ "init", witness_init, 0, "make a witness and its key" },
		{ "add", witness_add_log, 0, "know one more log" },
		{ "cosign", witness_cosign, 0,
		    "co-sign a checkpoint that goes on from the last" },
		{ "show", witness_show, 0, "which logs it knows" },
	};

	return session_subverb(
	    s, sub, sizeof(sub) / sizeof(sub[0]), argc, argv);
}
