/* SPDX-License-Identifier: Apache-2.0 */
/* verify - is a filing what was signed, by whom, and is it in the log? */
#include "cmd/recording.h"
#include "cmd/trusting.h"
#include "cmd/verbs.h"
#include "cmd/verification.h"
#include "core/base/limits.h"
#include "core/filing/filing.h"
#include "core/log/auditlog.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Is this filing in the log, byte for byte? */
static enum status
look_up(struct session *s, const char *path, struct verification *x,
    struct log_record *r)
{
	const struct pos at = { x->file, 0, 0 };
	struct auditlog *log = NULL;
	struct error err = { 0 };

	if (auditlog_open(path, AUDITLOG_READ, &log, &err) == ST_OK &&
	    auditlog_find(log, x->facts.id, &x->index, &err) == ST_OK)
		auditlog_get(log, x->index, &s->mem, r, &err);
	if (err.code == ST_REF) {
		x->reason = "not-logged";
		err.code = ST_VERIFY;
		findings_error(&s->findings, ST_VERIFY, at,
		    "filing %.*s is not in the log %s (not-logged)",
		    STR_ARG(x->facts.id), path);
	} else if (err.code != ST_OK) {
		findings_take(&s->findings, &err);
	} else if (memcmp(r->leaf.sha256, x->v.sha256, SHA256_SIZE) != 0) {
		x->reason = "other-bytes-logged";
		err.code = ST_VERIFY;
		findings_error(&s->findings, ST_VERIFY, at,
		    "the log has other bytes of filing %.*s "
		    "(other-bytes-logged)",
		    STR_ARG(x->facts.id));
	} else {
		x->logged = true;
	}
	auditlog_close(log);
	return err.code;
}

/* What a command line asks for. */
struct asking {
	struct trusting trusting;
	const char *log; /* or NULL */
	bool recompute;
	struct unsealing_options *unsealing;
	struct words inputs; /* folders in which they are sought */
	struct seek seek;
};

/* What is told of it, and the exit code. */
static void
conclude(struct verification *x)
{
	static const struct {
		enum status st;
		const char *reason;
	} outcome[] = {
		[REPLAY_NOT_ASKED] = { ST_OK, "" },
		[REPLAY_SAME] = { ST_OK, "" },
		[REPLAY_DIFFERS] = { ST_VERIFY, "recomputed-differs" },
		[REPLAY_MISSING] = { ST_NOINPUT, "not-replayable" },
		[REPLAY_FAILED] = { ST_SCHEMA, "not-recomputed" },
	};

	x->st = outcome[x->again].st;
	x->reason = outcome[x->again].reason;
}

static void
examine_receipt(struct session *s, struct asking *a, struct str text,
    struct verification *x)
{
	x->receipt = true;
	if (!a->recompute) {
		x->reason = "receipt";
		x->st = findings_error(&s->findings, ST_VERIFY,
		    ((struct pos){ x->file, 0, 0 }),
		    "a receipt is not signed: expected --recompute, which "
		    "computes its verdicts again");
		return;
	}
	x->again = replay_receipt(s, &a->seek, x->file, text, &s->findings);
	conclude(x);
}

/* The log has kept the inputs of what is in it. */
static void
recompute(struct session *s, struct asking *a, const struct log_record *r,
    struct verification *x)
{
	struct str opening = { NULL, 0 };
	struct error err = { 0 };
	xmlDoc *clear = NULL;

	for (size_t i = 0; x->logged && i < r->leaf.ninput; i++) {
		seek_in_bytes(&a->seek, r->input[i], &err);
		if (str_is(r->leaf.input[i].role, "opening"))
			opening = r->input[i];
	}
	findings_take(&s->findings, &err);
	x->st = unsealing_all(s, x->file, x->v.doc, &x->unsealed, opening,
	    &clear, &x->uncompared);
	x->again = x->st == ST_OK ? replay_filing(s, &a->seek, x->file, clear,
					&s->findings)
		   : x->st == ST_NOINPUT ? REPLAY_MISSING
					 : REPLAY_FAILED;
	xmlFreeDoc(clear);
	conclude(x);
}

static void
examine_filing(struct session *s, struct asking *a, struct str text,
    struct verification *x)
{
	struct findings *f = &s->findings;
	struct log_record r = { .input = NULL };
	struct error err = { 0 };

	x->st = verify_signed(text, x->file, &a->trusting.trust, &x->v, f);
	x->reason = x->st == ST_OK ? "" : verify_reason_word(x->v.reason);
	if (x->st != ST_OK)
		return;
	x->st = filing_check_bytes(x->v.doc, text, x->file, &x->reason, f);
	x->holds_together = x->st == ST_OK;
	if (x->st != ST_OK)
		return;
	x->st = filing_facts(x->v.doc, &s->mem, &x->facts, &err);
	if (x->st != ST_OK)
		findings_take(f, &err);
	else if (a->log != NULL)
		x->st = look_up(s, a->log, x, &r);
	if (x->st == ST_OK)
		x->st = unsealing_open(
		    a->unsealing, s, x->v.doc, &x->unsealed, &x->reason);
	if (x->st == ST_OK && a->recompute)
		recompute(s, a, &r, x);
}

/*
 * A file that is too large for a filing, and does not begin as what a check has
 * written, which may be as large as it likes: it is not loaded, since it may be
 * larger than memory.  What has no size is seen when it is read.
 */
static bool
is_too_large(const char *path, size_t *size)
{
	char start[100];
	struct stat sb;
	ssize_t n;
	int fd;

	if (stat(path, &sb) != 0 || !S_ISREG(sb.st_mode) ||
	    (uint64_t)sb.st_size <= LIMIT_FILING)
		return false;
	*size = (size_t)sb.st_size;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false; /* which is told where it is loaded */
	n = pread(fd, start, sizeof(start), 0);
	close(fd);
	return n >= 0 && !replay_is_receipt((struct str){ start, (size_t)n });
}

static void
refuse_size(struct session *s, struct verification *x, size_t size)
{
	const struct pos at = { x->file, 0, 0 };

	x->reason = verify_reason_word(VERIFY_SIZE);
	x->st = findings_error(&s->findings, ST_VERIFY, at,
	    "%zu bytes: expected at most %zu [%s]", size, LIMIT_FILING,
	    x->reason);
}

static void
examine(struct session *s, struct asking *a, struct verification *x)
{
	struct bytes b = { 0 };
	struct error err = { 0 };
	struct str text;
	size_t size;

	x->reason = "";
	if (is_too_large(x->file, &size)) {
		refuse_size(s, x, size);
		return;
	}
	x->st = file_load(x->file, LIMIT_FILE, &b, &err);
	if (x->st != ST_OK) {
		findings_take(&s->findings, &err);
		return;
	}
	text = (struct str){ b.p, b.n };
	if (replay_is_receipt(text))
		examine_receipt(s, a, text, x);
	else
		examine_filing(s, a, text, x);
	bytes_free(&b);
}

/* Where the inputs may be. */
static enum status
open_seek(struct asking *a, struct error *err)
{
	if (!a->recompute)
		return a->inputs.n == 0
			   ? ST_OK
			   : error_set(err, ST_USAGE, pos_none,
				 "--inputs without --recompute: expected "
				 "both");
	for (size_t i = 0; i < a->inputs.n; i++)
		if (seek_in_folder(&a->seek, a->inputs.word[i], err) != ST_OK)
			return err->code;
	return seek_in_packs(&a->seek, err);
}

/* The gravest exit code: unreadable before refused before fine. */
static int
examine_all(struct session *s, struct asking *a, struct verifications *all,
    struct error *err)
{
	int code = 0;

	all->list = TAKE(&s->mem, struct verification, s->rest.n + 1);
	if (s->rest.n == 0)
		error_set(err, ST_USAGE, pos_none,
		    "no file named: expected a filing or, with --recompute, "
		    "a receipt");
	else if (all->list == NULL)
		error_set(err, ST_NOMEM, pos_none, "out of memory");
	else if (unsealing_check(a->unsealing, s->rest.n, err) == ST_OK &&
		 trusting_load(&a->trusting, err) == ST_OK &&
		 open_seek(a, err) == ST_OK)
		for (; all->n < s->rest.n; all->n++) {
			struct verification *x = &all->list[all->n];

			x->file = s->rest.word[all->n];
			examine(s, a, x);
			if (code < status_exit_code(x->st))
				code = status_exit_code(x->st);
		}
	return code;
}

/* Those of the filings that the log has. */
static enum status
refer(struct session *s, const struct recording *r,
    const struct verifications *all, struct log_entry *e, struct error *err)
{
	struct str *list = TAKE(&s->mem, struct str, all->n + 1);
	struct auditlog *log = NULL;

	if (list == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (auditlog_open(r->log, AUDITLOG_READ, &log, err) != ST_OK)
		return err->code;
	for (size_t i = 0; i < all->n; i++) {
		const struct str id = all->list[i].facts.id;
		struct error ignored = { 0 };
		bool twice = false;
		uint64_t index;

		for (size_t k = 0; k < e->nrefers; k++)
			twice |= str_eq(list[k], id);
		if (id.n > 0 && !twice &&
		    auditlog_find(log, id, &index, &ignored) == ST_OK)
			list[e->nrefers++] = id;
	}
	auditlog_close(log);
	e->refers = list;
	return ST_OK;
}

static int
record(struct session *s, const struct recording *r,
    const struct verifications *all, int code)
{
	struct log_input answer = { STR("report"), STR("verify.json"), STR(""),
		true };
	struct log_entry e = {
		.kind = STR("verification"), .input = &answer, .ninput = 1
	};
	struct error err = { 0 };

	if (r->log == NULL)
		return code;
	answer.body =
	    recording_text(s, OUT_JSON, verifications_emit, all, &err);
	e.result = verifications_verdict(all, &s->mem);
	if (err.code == ST_OK)
		refer(s, r, all, &e, &err);
	return recording_add(s, r, &e, code, &err);
}

int
cmd_verify(struct session *s, int argc, char **argv)
{
	struct verifications all = { .findings = &s->findings };
	struct asking a = { .unsealing = &all.unsealing };
	struct recording rec = recording_none;
	const struct option_spec table[] = { TRUSTING_OPTIONS(&a.trusting),
		{ "log", '\0', OPTION_TEXT, &a.log, "LOG",
		    "the filing must be in this log" },
		{ "checks", '\0', OPTION_FLAG, &all.name_checks, NULL,
		    "name every check that was made, in a table" },
		{ "recompute", '\0', OPTION_FLAG, &a.recompute, NULL,
		    "compute every verdict and number again" },
		{ "inputs", '\0', OPTION_LIST, &a.inputs, "FOLDER",
		    "where the files for that are; repeatable" },
		UNSEALING_OPTIONS(&all.unsealing), RECORDING_OPTIONS(&rec) };
	const struct usage usage = { "FILE... [OPTION...]", table,
		sizeof(table) / sizeof(table[0]),
		"Checks signature, schema, arithmetic and id of filings. Whom "
		"to trust comes from\nyou, never from the filing: name "
		"--cert, --ca, or --any-signer.\nWith --recompute filings, and "
		"receipts of retrace check, are computed again from\nfiles "
		"that are found by their digest.\n" };
	struct error err = { 0 };
	int code;

	if (session_options(s, &usage, argc, argv, &code)) {
		all.log_asked = a.log != NULL;
		code = 0;
		if (recording_check(&rec, &err) == ST_OK)
			code = examine_all(s, &a, &all, &err);
		session_messages(s);
		if (err.code == ST_OK)
			outputs_write(&s->out, verifications_emit, &all, &err);
		code = err.code != ST_OK ? session_fail(s, &err)
					 : record(s, &rec, &all, code);
		for (size_t i = 0; i < all.n; i++)
			verified_free(&all.list[i].v);
	}
	trusting_free(&a.trusting);
	words_free(&a.inputs);
	unsealing_free(&all.unsealing);
	seek_free(&a.seek);
	return code;
}
