/* SPDX-License-Identifier: Apache-2.0 */
/* log_check - does a proof hold?  A folder that log prove saved, or a proof of
 * log consistency; neither takes the log itself. */
#include "cmd/checked_proof.h"
#include "core/base/limits.h"
#include "core/filing/filing.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *
in_folder(struct checking_proof *c, const char *name, struct error *err)
{
	const size_t n = strlen(c->path) + strlen(name) + 2;
	char *path = TAKE(&c->s->mem, char, n);

	if (path == NULL)
		error_set(err, ST_NOMEM, pos_none, "out of memory");
	else
		snprintf(path, n, "%s/%s", c->path, name);
	return path;
}

/* What comes from others may hold what nobody ever ends to read. */
static bool
is_plain(const char *path, struct error *err)
{
	struct stat sb;

	if (stat(path, &sb) == 0 && !S_ISREG(sb.st_mode))
		error_set(err, ST_NOINPUT, (struct pos){ path, 0, 0 },
		    "not a file: expected one, as log prove or log excerpt "
		    "saved it");
	return err->code == ST_OK;
}

static enum status
load(struct checking_proof *c, const char *name, size_t most, struct str *out,
    struct pos *at, struct error *err)
{
	const char *path = in_folder(c, name, err);

	if (path == NULL || !is_plain(path, err))
		return err->code;
	*at = (struct pos){ path, 1, 0 };
	return file_text(path, most, &c->s->mem, out, err);
}

/* Every witness that is asked for stands under the checkpoint, and holds. */
static enum status
check_witnesses(struct checking_proof *c, struct error *err)
{
	struct str body, lines;

	if (note_split(c->proof.checkpoint, c->proof.at, &body, &lines, err) !=
	    ST_OK)
		return err->code;
	while (lines.n > 0) {
		const char *end = memchr(lines.p, '\n', lines.n);
		struct str line = { lines.p, (size_t)(end - lines.p) };
		struct cosignature got;

		lines.p += line.n + 1;
		lines.n -= line.n + 1;
		if (!cosign_read(line, &got))
			continue;
		for (size_t i = 0; i < c->nwitness; i++) {
			struct log_witness *w = &c->witness[i];

			if (!cosign_is_by(&got, &w->key))
				continue;
			if (!cosign_holds(&got, &w->key, body))
				return error_set(err, ST_VERIFY, c->proof.at,
				    "cosignature: that of %s does not hold",
				    w->key.name);
			w->n++;
			w->time = got.time;
		}
	}
	for (size_t i = 0; i < c->nwitness; i++)
		if (c->witness[i].n == 0)
			return error_set(err, ST_VERIFY, c->proof.at,
			    "witness: not co-signed by %s",
			    c->witness[i].key.name);
	return ST_OK;
}

/* Time-stamps are over the checkpoint as the log alone signed it, which is
 * that of the proof. */
static enum status
check_stamps(struct checking_proof *c, struct error *err)
{
	const struct stamp_trust trust = {
		c->trusting.stampers.n > 0 ? &c->trusting.stampers : NULL,
		&c->trusting.crls,
	};
	struct checkpoint bare;
	struct str note, token;
	struct pos at;

	if (load(c, "checkpoint.txt", NOTE_SIZE_MAX, &note, &at, err) !=
		ST_OK ||
	    checkpoint_open(note, at, &c->key, &bare, err) != ST_OK)
		return err->code;
	if (bare.size != c->head.size ||
	    memcmp(bare.root, c->head.root, SHA256_SIZE) != 0)
		return error_set(err, ST_VERIFY, at,
		    "another checkpoint than that of the proof");
	for (size_t i = 0; i < HEADS_TOKENS_MAX; i++) {
		char name[40];

		snprintf(name, sizeof(name), "timestamp-%zu.tst", i + 1);
		if (load(c, name, LIMIT_STAMP, &token, &at, err) != ST_OK) {
			if (err->code != ST_NOINPUT || err->sys != ENOENT)
				return err->code;
			*err = (struct error){ 0 };
			break;
		}
		if (!stamp_holds(token, note, &trust, &c->s->mem, &c->stamp[i]))
			return error_set(err, ST_VERIFY, at, "timestamp: %s",
			    c->stamp[i].text);
		c->nstamp++;
	}
	if (c->trusting.must_be_stamped && c->nstamp == 0)
		return error_set(err, ST_VERIFY, at,
		    "no-timestamp: the checkpoint bears no time-stamp");
	return ST_OK;
}

/* A filing that is not there was kept back, if it is an excerpt: its digest
 * stands in the record. */
static enum status
is_kept_back(const struct checking_proof *c, struct error *err)
{
	if (c->excerpt && err->code == ST_NOINPUT && err->sys == ENOENT)
		*err = (struct error){ 0 };
	return err->code;
}

/* What lies in the folder blob is named by the record, and as it was logged. */
static enum status
check_inputs(struct checking_proof *c, struct error *err)
{
	const char *path = in_folder(c, "blob", err);
	const struct dirent *d;
	DIR *dir = path != NULL ? opendir(path) : NULL;

	while (
	    dir != NULL && err->code == ST_OK && (d = readdir(dir)) != NULL) {
		char name[sizeof(d->d_name) + 8], hex[SHA256_HEX];
		uint8_t now[SHA256_SIZE];
		struct bytes b = { 0 };
		const char *full;
		bool known = false;

		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
			continue;
		snprintf(name, sizeof(name), "blob/%s", d->d_name);
		full = in_folder(c, name, err);
		if (full == NULL || !is_plain(full, err) ||
		    file_load(full, (size_t)1 << 30, &b, err) != ST_OK)
			break;
		if (!digest_sha256((struct str){ b.p, b.n }, now))
			error_set(err, ST_CRYPTO, pos_none, "SHA-256 failed");
		digest_hex(now, hex);
		for (size_t i = 0; i < c->leaf.ninput; i++)
			known = known || memcmp(c->leaf.input[i].sha256, now,
					     SHA256_SIZE) == 0;
		if (err->code == ST_OK &&
		    (!known || strcmp(hex, d->d_name) != 0))
			error_set(err, ST_VERIFY, (struct pos){ full, 0, 0 },
			    "blob-digest: no file of this entry");
		c->nshown++;
		bytes_free(&b);
	}
	if (dir != NULL)
		closedir(dir);
	return err->code;
}

/* The filing is the one that was recorded, and was signed. */
static enum status
check_filing(struct checking_proof *c, struct error *err)
{
	struct filing_facts facts = { .id = { NULL, 0 } };
	struct findings f = { 0 };
	struct verified v = { 0 };
	struct trust trust = c->trusting.trust;
	uint8_t now[SHA256_SIZE];
	struct str file;
	struct pos at;

	/* The option asks for a time-stamp of the checkpoint here. */
	trust.must_be_stamped = false;
	if (load(c, "filing.xml", LIMIT_FILING, &file, &at, err) != ST_OK)
		return is_kept_back(c, err);
	c->shown = true;
	at.line = 0;
	if (!digest_sha256(file, now))
		return error_set(err, ST_CRYPTO, at, "SHA-256 failed");
	if (memcmp(now, c->leaf.sha256, SHA256_SIZE) != 0 ||
	    file.n != c->leaf.size)
		return error_set(err, ST_VERIFY, at,
		    "blob-digest: not the filing that was logged");
	if (verify_signed(file, at.file, &trust, &v, &f) != ST_OK ||
	    filing_check_bytes(v.doc, file, at.file, NULL, &f) != ST_OK)
		*err = f.first;
	else if (filing_facts(v.doc, &c->s->mem, &facts, err) == ST_OK &&
		 !str_eq(facts.id, c->leaf.id))
		error_set(err, ST_VERIFY, at,
		    "filing-id: the record is of another filing");
	c->signer = facts.id;
	verified_free(&v);
	findings_free(&f);
	return err->code;
}

static enum status
check_receipt(struct checking_proof *c, struct error *err)
{
	struct str record, text;
	struct pos at;

	if (load(c, "record.txt", LEAF_SIZE_MAX, &record, &at, err) != ST_OK ||
	    leaf_read(record, at, &c->s->mem, &c->leaf, err) != ST_OK ||
	    load(c, "proof.tlog-proof", 2 * NOTE_SIZE_MAX, &text, &at, err) !=
		ST_OK ||
	    proof_read(text, at, &c->proof, err) != ST_OK)
		return err->code;
	if (c->proof.kind != PROOF_INCLUSION)
		return error_set(
		    err, ST_SYNTAX, at, "not a proof for an entry");
	if (proof_check_inclusion(&c->proof, &c->key, record, &c->head, err) !=
		ST_OK ||
	    check_stamps(c, err) != ST_OK || check_inputs(c, err) != ST_OK)
		return err->code;
	c->shown = !leaf_is_filing(c->leaf.kind);
	return c->shown ? ST_OK : check_filing(c, err);
}

static enum status
check_growth(struct checking_proof *c, struct error *err)
{
	struct pos at = { c->path, 1, 0 };
	struct checkpoint old = { .size = 0 };
	struct str text, note;

	if (file_text(c->path, 2 * NOTE_SIZE_MAX, &c->s->mem, &text, err) !=
		ST_OK ||
	    proof_read(text, at, &c->proof, err) != ST_OK)
		return err->code;
	if (c->proof.kind != PROOF_GROWTH)
		return error_set(err, ST_SYNTAX, at,
		    "a proof of an entry: expected the folder of its receipt");
	if (c->known == NULL)
		return error_set(err, ST_USAGE, pos_none,
		    "--checkpoint is missing: expected the older checkpoint, "
		    "as you kept it");
	at.file = c->known;
	if (file_text(c->known, NOTE_SIZE_MAX, &c->s->mem, &note, err) !=
		ST_OK ||
	    checkpoint_open(note, at, &c->key, &old, err) != ST_OK)
		return err->code;
	return proof_check_growth(&c->proof, &c->key, &old, &c->head, err);
}

static int
is_receipt(const struct dirent *d)
{
	return strncmp(d->d_name, "entry-", 6) == 0;
}

static enum status
check_excerpt(
    const struct checking_proof *all, struct excerpt *x, struct error *err)
{
	struct dirent **list = NULL;
	int n = scandir(all->path, &list, is_receipt, versionsort);

	if (n <= 0)
		error_set(err, ST_NOINPUT, (struct pos){ all->path, 0, 0 },
		    "neither a receipt nor an excerpt: expected a folder that "
		    "log prove or log excerpt saved");
	x->c = TAKE(&all->s->mem, struct checking_proof, n > 0 ? (size_t)n : 1);
	if (x->c == NULL)
		error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (int i = 0; i < n; i++) {
		struct checking_proof *c = &x->c[x->n];

		if (err->code == ST_OK) {
			*c = *all;
			c->receipt = c->excerpt = true;
			c->path = in_folder(c, list[i]->d_name, err);
			c->witness = TAKE(
			    &all->s->mem, struct log_witness, c->nwitness + 1);
			if (c->witness == NULL)
				error_set(
				    err, ST_NOMEM, pos_none, "out of memory");
			else
				memcpy(c->witness, all->witness,
				    c->nwitness * sizeof(*c->witness));
		}
		if (err->code == ST_OK && check_receipt(c, err) == ST_OK &&
		    check_witnesses(c, err) == ST_OK) {
			x->n++;
			x->shown += c->shown && leaf_is_filing(c->leaf.kind);
			x->files += c->nshown;
		}
		free(list[i]);
	}
	free(list);
	return err->code;
}

static enum status
check(struct checking_proof *c, struct excerpt *x, struct error *err)
{
	struct stat sb, inside;
	const char *record;

	if (c->s->rest.n != 1)
		return error_set(err, ST_USAGE, pos_none,
		    "expected the folder of a receipt, or a proof");
	if (c->vkey == NULL)
		return error_set(err, ST_USAGE, pos_none,
		    "--public-key is missing: expected the log's key, as you "
		    "were given it");
	c->path = c->s->rest.word[0];
	if (stat(c->path, &sb) != 0)
		return error_sys(err, ST_NOINPUT, (struct pos){ c->path, 0, 0 },
		    "cannot be opened");
	record = in_folder(c, "record.txt", err);
	if (record == NULL)
		return err->code;
	c->excerpt = S_ISDIR(sb.st_mode) && stat(record, &inside) != 0;
	c->receipt = S_ISDIR(sb.st_mode) && !c->excerpt;
	if (log_public_key(c->s, c->vkey, &c->key, err) != ST_OK ||
	    log_witnesses(c->s, &c->witness_files, &c->witness, &c->nwitness,
		err) != ST_OK ||
	    trusting_load(&c->trusting, err) != ST_OK)
		return err->code;
	for (size_t i = 0; i < c->nwitness; i++)
		if (cosign_one_key(&c->witness[i].key, &c->key))
			return error_set(err, ST_VERIFY, pos_none,
			    "witness: %s has the key of the log itself: "
			    "expected that of somebody else",
			    c->witness[i].key.name);
	if (c->excerpt)
		return check_excerpt(c, x, err);
	if ((c->receipt ? check_receipt(c, err) : check_growth(c, err)) !=
	    ST_OK)
		return err->code;
	return check_witnesses(c, err);
}

int
log_check_proof(struct session *s, int argc, char **argv)
{
	struct checking_proof c = { .s = s };
	struct excerpt x = { .n = 0 };
	const struct checked_proof result = { &c, &x };
	const struct option_spec table[] = {
		TRUSTING_OPTIONS(&c.trusting),
		{ "public-key", '\0', OPTION_TEXT, &c.vkey, "FILE",
		    "what log init printed, as you kept it" },
		{ "checkpoint", '\0', OPTION_TEXT, &c.known, "FILE",
		    "of a proof of consistency: the older checkpoint" },
		{ "witness", '\0', OPTION_LIST, &c.witness_files, "FILE",
		    "the key of a witness who must have co-signed; "
		    "repeatable" },
	};
	const struct usage usage = { "RECEIPT|EXCERPT|PROOF --public-key FILE",
		table, sizeof(table) / sizeof(table[0]),
		"RECEIPT is a folder that log prove saved, EXCERPT one of log "
		"excerpt, PROOF what log\nconsistency printed. Needs neither "
		"the log nor a network; without --cert and --ca\nany signer "
		"will do.\n" };
	struct error err = { 0 };
	int code;

	if (session_options(s, &usage, argc, argv, &code)) {
		c.trusting.any_signer |=
		    c.trusting.pinned_files.n + c.trusting.authority_files.n ==
		    0;
		if (check(&c, &x, &err) == ST_OK)
			outputs_write(
			    &s->out, checked_proof_emit, &result, &err);
		code = err.code != ST_OK ? session_fail(s, &err) : 0;
	}
	words_free(&c.witness_files);
	trusting_free(&c.trusting);
	return code;
}
