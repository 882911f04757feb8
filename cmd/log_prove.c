/* SPDX-License-Identifier: Apache-2.0 */
/* log_prove - proofs for somebody else: that a filing was logged, and that a
 * log was only added to. */
#include "cmd/log.h"
#include "core/log/heads.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum status
log_head_option(struct session *s, struct auditlog *log, const char *option,
    const char *word, struct log_head *out, struct error *err)
{
	uint64_t size;

	if (word == NULL)
		return heads_newest(log, &s->mem, out, err);
	if (log_size_option(option, word, &size, err) != ST_OK)
		return err->code;
	return heads_get(log, size, &s->mem, out, err);
}

/* ---- prove */

struct receipt_source {
	struct session *s;
	struct arena *mem;
	struct auditlog *log;
	unsigned shown; /* enum log_shown */
	bool part;      /* of an excerpt */
	struct log_record record;
	struct str text; /* the record, as it was logged */
	struct log_head head;
	struct str proof;
};

/* What a person finds in the folder, and how to check it. */
static struct str
readme(const struct receipt_source *r, struct error *err)
{
	static const char form[] =
	    "The %s %.*s is entry %" PRIu64 " (counted from 0) of the log\n"
	    "%.*s. A signed checkpoint of that log, which covers %" PRIu64
	    "\nentr%s, commits to it: the log cannot drop or change the "
	    "%s without\nthis folder showing it.\n\n"
	    "%s%s"
	    "record.txt         what the log recorded of it, with the SHA-256 "
	    "of its files\n"
	    "proof.tlog-proof   the way from the record to the checkpoint, and "
	    "the\n                   checkpoint with those who co-signed it "
	    "(C2SP tlog-proof)\n"
	    "checkpoint.txt     the same checkpoint as the log signed it\n"
	    "%s"
	    "log.pub            the log's public key\n\n"
	    "%s"
	    "To check it, without a network:\n\n"
	    "    retrace log check FOLDER --public-key LOG.PUB\n\n"
	    "where LOG.PUB is the key as you were given it when the log was "
	    "set up, or\nby somebody whom you trust: log.pub in this folder is "
	    "only a copy, and proves\nnothing by itself. Any other software "
	    "for the C2SP formats does as well, and\nthe page auditlog-1.md "
	    "of retrace shows how to do it with openssl and\nsha256sum "
	    "alone.\n";
	const bool filing = leaf_is_filing(r->record.leaf.kind);
	const char *what = filing ? "filing" : "event";
	/* Of an excerpt; a receipt never has the other files. */
	const bool less =
	    r->part && ((filing && (r->shown & LOG_SHOW_FILING) == 0) ||
			   (r->record.leaf.ninput > 0 &&
			       (r->shown & LOG_SHOW_INPUTS) == 0));
	const size_t room = sizeof(form) + 1000;
	char *p = TAKE(r->mem, char, room);
	int n;

	if (p == NULL) {
		error_set(err, ST_NOMEM, pos_none, "out of memory");
		return (struct str){ NULL, 0 };
	}
	n = snprintf(p, room, form, what, STR_ARG(r->record.leaf.id),
	    r->record.index, STR_ARG(str_clip(r->head.c.origin, NOTE_NAME_MAX)),
	    r->head.c.size, r->head.c.size == 1 ? "y" : "ies", what,
	    filing && (r->shown & LOG_SHOW_FILING) != 0
		? "filing.xml         the signed filing, byte by byte\n"
		: "",
	    (r->shown & LOG_SHOW_INPUTS) != 0
		? "blob               its other files, each named by its "
		  "SHA-256\n"
		: "",
	    r->head.ntoken > 0 ? "timestamp-N.tst    a time-stamp over "
				 "checkpoint.txt (RFC 3161)\n"
			       : "",
	    less ? "Files that are not here were kept back. Their SHA-256 "
		   "stands in record.txt:\nwho gets one of them later can hold "
		   "it against that. FOLDER below is the one\nthat holds this "
		   "one.\n\n"
		 : "");
	return (struct str){ p, (size_t)n };
}

/* Each file once, under its digest. */
static enum status
save_inputs(
    const struct receipt_source *r, const char *folder, struct error *err)
{
	char path[PATH_MAX], hex[SHA256_HEX], name[SHA256_HEX + 8];
	struct stat sb;

	snprintf(path, sizeof(path), "%s/blob", folder);
	if (r->record.leaf.ninput > 0)
		file_make_folder(path, err);
	for (size_t i = 0; err->code == ST_OK && i < r->record.leaf.ninput;
	     i++) {
		digest_hex(r->record.leaf.input[i].sha256, hex);
		snprintf(name, sizeof(name), "blob/%s", hex);
		snprintf(path, sizeof(path), "%s/%s", folder, name);
		if (stat(path, &sb) != 0)
			log_save(r->s, folder, name, r->record.input[i], err);
	}
	return err->code;
}

/* A folder that is whole, or not there: files are the last thing made. */
static enum status
save_receipt(
    const struct receipt_source *r, const char *folder, struct error *err)
{
	struct str vkey = auditlog_vkey(r->log), text = readme(r, err);
	const size_t room = vkey.n + 2;
	char *line = TAKE(r->mem, char, room);
	char name[40];

	if (err->code != ST_OK)
		return err->code;
	if (line == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	snprintf(line, room, "%.*s\n", STR_ARG(vkey));
	if (file_new_folder(folder, err) != ST_OK)
		return err->code;
	if (leaf_is_filing(r->record.leaf.kind) &&
	    (r->shown & LOG_SHOW_FILING) != 0)
		log_save(r->s, folder, "filing.xml", r->record.file, err);
	if ((r->shown & LOG_SHOW_INPUTS) != 0)
		save_inputs(r, folder, err);
	log_save(r->s, folder, "record.txt", r->text, err);
	log_save(r->s, folder, "proof.tlog-proof", r->proof, err);
	log_save(r->s, folder, "checkpoint.txt", r->head.note, err);
	for (size_t i = 0; i < r->head.ntoken; i++) {
		snprintf(name, sizeof(name), "timestamp-%zu.tst", i + 1);
		log_save(r->s, folder, name, r->head.token[i], err);
	}
	log_save(
	    r->s, folder, "log.pub", (struct str){ line, vkey.n + 1 }, err);
	return log_save(r->s, folder, "README.txt", text, err);
}

enum status
log_save_receipt(struct session *s, struct auditlog *log, uint64_t index,
    unsigned shown, const char *folder, struct error *err)
{
	struct arena a = { 0 };
	struct receipt_source r = {
		.s = s, .mem = &a, .log = log, .shown = shown, .part = true
	};
	enum status st =
	    (shown & LOG_SHOW_INPUTS) != 0
		? auditlog_get(log, index, &a, &r.record, err)
		: auditlog_get_filing(log, index, &a, &r.record, err);

	if (st == ST_OK &&
	    leaf_write(&r.record.leaf, &a, &r.text, err) == ST_OK &&
	    heads_best(log, index, &a, &r.head, err) == ST_OK &&
	    heads_prove(log, &r.head, index, &a, &r.proof, err) == ST_OK)
		save_receipt(&r, folder, err);
	arena_free(&a);
	return err->code;
}

static enum status
prove(struct receipt_source *r, const char *at, const char *save,
    struct error *err)
{
	struct session *s = r->s;
	uint64_t index;

	if (s->rest.n != 2)
		return error_set(err, ST_USAGE, pos_none,
		    "expected a log and the id of a filing");
	if (auditlog_open(s->rest.word[0], AUDITLOG_READ, &r->log, err) !=
		ST_OK ||
	    auditlog_find(r->log, str_of(s->rest.word[1]), &index, err) !=
		ST_OK ||
	    auditlog_get_filing(r->log, index, &s->mem, &r->record, err) !=
		ST_OK ||
	    leaf_write(&r->record.leaf, &s->mem, &r->text, err) != ST_OK)
		return err->code;
	if (!leaf_is_filing(r->record.leaf.kind))
		return error_set(err, ST_REF, pos_none,
		    "entry %llu is of kind \"%.*s\": expected a filing",
		    (unsigned long long)index, STR_ARG(r->record.leaf.kind));
	if (at == NULL)
		heads_best(r->log, index, &s->mem, &r->head, err);
	else
		log_head_option(s, r->log, "at", at, &r->head, err);
	if (err->code != ST_OK || heads_prove(r->log, &r->head, index, &s->mem,
				      &r->proof, err) != ST_OK)
		return err->code;
	return save != NULL ? save_receipt(r, save, err)
			    : file_write("-", r->proof, FILE_PUBLIC, err);
}

int
log_prove(struct session *s, int argc, char **argv)
{
	const char *at = NULL, *save = NULL;
	const struct option_spec table[] = {
		{ "save", '\0', OPTION_TEXT, &save, "FOLDER",
		    "put the filing and all that proves it there" },
		{ "at", '\0', OPTION_TEXT, &at, "SIZE",
		    "lead to the checkpoint of so many entries" },
	};
	const struct usage usage = { "LOG FILING", table,
		sizeof(table) / sizeof(table[0]),
		"Without --save: prints the proof alone. It leads to the "
		"newest checkpoint for which\nsomebody else vouches, by a "
		"co-signature or a time-stamp; if there is none, to the\n"
		"newest.\n" };
	struct receipt_source r = {
		.s = s, .mem = &s->mem, .shown = LOG_SHOW_FILING
	};
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	prove(&r, at, save, &err);
	auditlog_close(r.log);
	if (err.code != ST_OK)
		return session_fail(s, &err);
	if (save != NULL && !s->quiet)
		printf("%s: entry %" PRIu64 ", proven to a checkpoint of "
		       "%" PRIu64 " with %zu co-signature%s and %zu "
		       "time-stamp%s\n",
		    save, r.record.index, r.head.c.size, r.head.nwitness,
		    r.head.nwitness == 1 ? "" : "s", r.head.ntoken,
		    r.head.ntoken == 1 ? "" : "s");
	return 0;
}

/* ---- consistency */

/* From where: a number of entries, or a checkpoint that was kept. */
static enum status
read_from(struct session *s, struct auditlog *log, const char *word,
    uint64_t *size, struct error *err)
{
	const struct pos at = { word, 1, 0 };
	struct checkpoint c;
	struct str note;

	if (checkpoint_number(str_of(word), size))
		return ST_OK;
	if (file_text(word, NOTE_SIZE_MAX, &s->mem, &note, err) != ST_OK ||
	    heads_recognize(log, note, at, &c, err) != ST_OK)
		return err->code;
	*size = c.size;
	return ST_OK;
}

static enum status
prove_growth(struct session *s, struct auditlog *log, const char *from,
    const char *to, struct error *err)
{
	uint64_t old = 0, size = 0;
	struct log_head head;
	struct str proof;

	if (from == NULL)
		return error_set(err, ST_USAGE, pos_none,
		    "--from is missing: expected an older checkpoint, or its "
		    "number of entries");
	if (read_from(s, log, from, &old, err) != ST_OK ||
	    (to != NULL && read_from(s, log, to, &size, err) != ST_OK) ||
	    (to != NULL ? heads_get(log, size, &s->mem, &head, err)
			: heads_newest(log, &s->mem, &head, err)) != ST_OK ||
	    heads_prove_growth(log, &head, old, &s->mem, &proof, err) != ST_OK)
		return err->code;
	return file_write("-", proof, FILE_PUBLIC, err);
}

int
log_consistency(struct session *s, int argc, char **argv)
{
	const char *from = NULL, *to = NULL;
	const struct option_spec table[] = {
		{ "from", '\0', OPTION_TEXT, &from, "CHECKPOINT",
		    "the older one: its file, or its number of entries" },
		{ "to", '\0', OPTION_TEXT, &to, "CHECKPOINT",
		    "the newer one; the newest, if left out" },
	};
	const struct usage usage = { "[LOG] --from CHECKPOINT", table,
		sizeof(table) / sizeof(table[0]),
		"Prints the proof, and the newer checkpoint. A witness takes "
		"the same text as a\nrequest: see retrace witness cosign.\n" };
	struct auditlog *log = NULL;
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	if (log_open(s, &log, &err) == ST_OK)
		prove_growth(s, log, from, to, &err);
	return log_done(s, log, &err);
}
