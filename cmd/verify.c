/* SPDX-License-Identifier: Apache-2.0 */
/* verify - is a filing what was signed, by whom, and is it in the log? */
#include "cmd/recording.h"
#include "cmd/replay.h"
#include "cmd/trusting.h"
#include "cmd/unsealing.h"
#include "cmd/verbs.h"
#include "core/base/limits.h"
#include "core/filing/filing.h"
#include "core/log/auditlog.h"
#include "core/report/output_json.h"
#include "core/report/totals_json.h"

#include <inttypes.h>
#include <string.h>

/* What was found out about one file. */
struct verification {
	const char *file;
	enum status st; /* ST_OK: it holds */
	const char *reason;
	struct verified v;
	struct filing_facts facts;
	bool holds_together; /* its arithmetic, id, verdicts */
	bool logged;         /* found in the log, with these bytes */
	uint64_t index;
	bool receipt;        /* a record of verdicts, which nobody signed */
	enum replayed again; /* what computing it again gave */
	size_t uncompared;   /* values that it keeps back */
	struct unsealed unsealed;
};

struct verifications {
	struct verification *list; /* [n] */
	size_t n;
	bool log_asked;
	bool name_checks;
	struct unsealing_options unsealing;
	const struct findings *findings;
};

static const struct column columns[] = {
	{ "file", "File", 0 },
	{ "result", "Result", 0 },
	{ "reason", "Reason", 0 },
	{ "filing", "Filing", 0 },
	{ "product", "Product", 0 },
	{ "kind", "Kind", COLUMN_HIDDEN },
	{ "basis", "Basis", COLUMN_HIDDEN },
	{ "rules", "Rules", COLUMN_HIDDEN },
	{ "signer", "Signer", 0 },
	{ "signer_known", "Signer known", COLUMN_HIDDEN },
	{ "signed", "Signed", 0 },
	{ "stamped", "Time-stamped", COLUMN_HIDDEN },
	{ "stamper", "By", COLUMN_HIDDEN },
	{ "stamper_known", "By whom you know", COLUMN_HIDDEN },
	{ "sha256", "SHA-256", COLUMN_HIDDEN },
	{ "logged", "In the log", 0 },
	{ "recomputed", "Computed again", COLUMN_HIDDEN },
	{ "sealed", "Sealed", COLUMN_HIDDEN },
	{ "opened", "Opened", COLUMN_HIDDEN },
};

static void
put_row(struct table *t, const struct verification *x, bool log_asked)
{
	const bool ok = x->st == ST_OK;
	char time[DATE_TIME_TEXT] = "", stamp[DATE_TIME_TEXT] = "";
	char hex[SHA256_HEX] = "", place[32] = "";
	char sealed[24], opened[24];

	snprintf(sealed, sizeof(sealed), "%zu",
	    x->unsealed.sealed.n - x->unsealed.opened);
	snprintf(opened, sizeof(opened), "%zu", x->unsealed.opened);

	if (ok && !x->receipt) {
		date_time_format(x->v.signing_time, time);
		digest_hex(x->v.sha256, hex);
	}
	if (ok && x->v.stamped)
		date_time_format(x->v.stamp_time, stamp);
	if (x->logged)
		snprintf(place, sizeof(place), "entry %" PRIu64, x->index);
	table_put_text(t, x->file);
	table_put(
	    t, ok ? STR("holds") : STR("refused"), ok ? TONE_GOOD : TONE_BAD);
	table_put_text(t, x->reason);
	table_put(t, x->facts.id, TONE_NONE);
	table_put(t, x->facts.product, TONE_NONE);
	table_put(t, x->facts.kind, TONE_NONE);
	table_put(t, x->facts.basis, TONE_NONE);
	table_put(t, x->facts.rules, TONE_NONE);
	table_put(t, x->v.signer, TONE_NONE);
	table_put_text(t, !ok || x->receipt ? "" : x->v.known ? "yes" : "no");
	table_put_text(t, time);
	table_put_text(t, stamp);
	table_put(t, x->v.stamper, TONE_NONE);
	table_put_text(t, !ok || !x->v.stamped ? ""
			  : x->v.stamper_known ? "yes"
					       : "no");
	table_put_text(t, hex);
	table_put_text(t, log_asked ? place : "not asked");
	table_put_text(t, replayed_word(x->again));
	table_put_text(t, !ok || x->receipt ? "" : sealed);
	table_put_text(t, !ok || x->receipt ? "" : opened);
}

static void
put_check(FILE *to, const struct style *s, bool ok, const char *name)
{
	fprintf(to, "  %s%s%s%*s%s\n", tone_start(s, ok ? TONE_GOOD : TONE_BAD),
	    ok ? "ok" : "refused", tone_end(s, ok ? TONE_GOOD : TONE_BAD),
	    ok ? 9 : 4, "", name);
}

/* Each check that was made, in its order. */
static void
put_checks(FILE *to, const struct style *s, const struct verification *x)
{
	static const char *const of_filing[] = {
		"the id is that of the content",
		"margins, verdicts, shares and oxides fit their numbers",
		"kind, basis and outcomes fit the verdicts",
		"what people have to say is there"
	};
	const size_t n = sizeof(of_filing) / sizeof(of_filing[0]);
	const char *refused = verify_check_name(x->v.passed);

	for (size_t i = 0; i < x->v.passed; i++)
		put_check(to, s, true, verify_check_name(i));
	if (refused != NULL)
		put_check(to, s, false, refused);
	else if (!x->holds_together)
		put_check(to, s, false, "it does not hold together");
	else
		for (size_t i = 0; i < n; i++)
			put_check(to, s, true, of_filing[i]);
}

/* For the eye: one block a file. */
static void
put_words(FILE *to, const struct style *s, const struct unsealing_options *u,
    const struct verification *x)
{
	const bool ok = x->st == ST_OK;
	enum tone tone = ok ? TONE_GOOD : TONE_BAD;
	char time[DATE_TIME_TEXT];

	text_put(to, str_of(x->file));
	fprintf(to, ": %s%s%s", tone_start(s, tone), ok ? "HOLDS" : "REFUSED",
	    tone_end(s, tone));
	if (!ok) {
		fprintf(
		    to, "%s%s\n", x->reason[0] != '\0' ? ": " : "", x->reason);
		return;
	}
	if (x->receipt) {
		fputs(": computed again, every verdict and number is the "
		      "same\n",
		    to);
		return;
	}
	date_time_format(x->v.signing_time, time);
	fputs("\n  product    ", to);
	text_put(to, x->facts.product);
	fputs("\n  filing     ", to);
	text_put(to, x->facts.id);
	fputs("\n  rules      ", to);
	text_put(to, x->facts.rules);
	fputs(x->facts.hypothetical ? " (hypothetical)" : "", to);
	fputs("\n  signed by  ", to);
	text_put(to, x->v.signer);
	fprintf(to, "%s\n  signed on  %s, as the signer says\n",
	    x->v.known ? "" : " (not known to you)", time);
	if (x->v.stamped) {
		date_time_format(x->v.stamp_time, time);
		fprintf(to, "  stamped on %s, as it says: ", time);
		text_put(to, x->v.stamper);
		fputs(x->v.stamper_known ? "\n" : " (not known to you)\n", to);
	}
	if (x->logged)
		fprintf(to, "  logged     entry %" PRIu64 "\n", x->index);
	if (x->again == REPLAY_SAME)
		fputs(
		    "  recomputed every verdict and number is the same\n", to);
	if (x->uncompared > 0)
		fprintf(to,
		    "             %zu sealed values were not compared\n",
		    x->uncompared);
	unsealing_put(to, u, &x->unsealed);
}

/* What the goods of each filing that holds come to. */
static void
put_totals(struct json *j, const struct verifications *all)
{
	json_begin_array(j, "totals");
	for (size_t i = 0; i < all->n; i++)
		if (all->list[i].st == ST_OK && !all->list[i].receipt)
			totals_json(j, all->list[i].file,
			    xmlDocGetRootElement(all->list[i].v.doc));
	json_end_array(j);
}

static enum status
emit(const struct page *page, const void *result, struct error *err)
{
	const struct verifications *all = result;
	struct json j = { .to = page->to, .lines = page->format == OUT_JSONL };
	struct table t;
	enum status st;

	if (page->format == OUT_TABLE) {
		for (size_t i = 0; i < all->n; i++) {
			const struct verification *x = &all->list[i];

			put_words(page->to, &page->style, &all->unsealing, x);
			if (all->name_checks && !x->receipt &&
			    (x->st == ST_OK || x->st == ST_VERIFY))
				put_checks(page->to, &page->style, x);
		}
		return ST_OK;
	}
	if (page->format == OUT_JSON) {
		output_json_begin(&j, "verify");
		json_begin_array(&j, "rows");
	}
	table_begin(&t, page->to, page->format, &page->style, columns,
	    sizeof(columns) / sizeof(columns[0]), &j);
	for (size_t i = 0; i < all->n; i++)
		put_row(&t, &all->list[i], all->log_asked);
	st = table_end(&t, err);
	if (page->format == OUT_JSON) {
		json_end_array(&j);
		if (all->unsealing.open != NULL && all->list[0].st == ST_OK)
			unsealing_put_json(&j, &all->list[0].unsealed);
		put_totals(&j, all);
		output_json_messages(&j, all->findings);
		json_end_object(&j);
	}
	return st;
}

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

static void
examine(struct session *s, struct asking *a, struct verification *x)
{
	struct bytes b = { 0 };
	struct error err = { 0 };
	struct str text;

	x->reason = "";
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

/* "2 hold, 1 refused"; of one file what it is refused for. */
static struct str
verdict_of(struct session *s, const struct verifications *all)
{
	size_t room = 120, held = 0;
	char *text = TAKE(&s->mem, char, room);

	for (size_t i = 0; i < all->n; i++)
		held += all->list[i].st == ST_OK;
	if (text == NULL)
		return STR("out of memory");
	if (all->n == 1)
		snprintf(text, room, "%s%s%s", held ? "holds" : "refused",
		    all->list[0].reason[0] != '\0' ? ": " : "",
		    all->list[0].reason);
	else
		snprintf(
		    text, room, "%zu hold, %zu refused", held, all->n - held);
	return str_of(text);
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
	answer.body = recording_text(s, OUT_JSON, emit, all, &err);
	e.result = verdict_of(s, all);
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
			outputs_write(&s->out, emit, &all, &err);
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
