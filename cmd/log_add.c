/* SPDX-License-Identifier: Apache-2.0 */
/* log_add - an entry for what happened beside filings. */
#include "cmd/log.h"
#include "core/log/event.h"
#include "core/report/check/output_json.h"

#include <inttypes.h>
#include <string.h>

struct add_options {
	struct event_said said;
	struct words files, refers;
	const char *key;
	struct passphrase_source pass;
	bool dry_run;
};

/* What was added, or would be. */
struct added {
	const struct auditlog *log;
	const struct log_entry *e;
	const struct log_receipt *r;
	bool dry_run;
};

static void
text_added(FILE *to, const struct added *x)
{
	const struct log_receipt *r = x->r;

	fprintf(to, "%-8.*s %s\n", STR_ARG(x->e->kind), r->id);
	if (x->dry_run)
		fprintf(to, "complete; nothing was logged%s\n",
		    r->already ? ": it is in the log already" : "");
	else
		fprintf(to, "logged   entry %" PRIu64 " at %s%s\n", r->index,
		    r->time, r->already ? ", as it was before" : "");
}

static enum status
emit_added(const struct page *page, const void *result, struct error *err)
{
	const struct added *x = result;
	struct json j = { .to = page->to, .lines = page->format == OUT_JSONL };

	(void)err;
	if (page->format == OUT_TABLE) {
		text_added(page->to, x);
		return ST_OK;
	}
	output_json_begin(&j, "log-add");
	json_put_str(&j, "origin", auditlog_origin(x->log));
	json_begin_object(&j, "entry");
	json_put_text(&j, "id", x->r->id);
	json_put_str(&j, "kind", x->e->kind);
	json_put_bool(&j, "logged", x->r->already || !x->dry_run);
	json_put_bool(&j, "already", x->r->already);
	if (x->r->already || !x->dry_run) {
		json_put_count(&j, "index", x->r->index);
		json_put_text(&j, "time", x->r->time);
	}
	json_end_object(&j);
	json_end_object(&j);
	return ST_OK;
}

static enum status
tell(struct session *s, const struct added *x, struct error *err)
{
	session_messages(s);
	if (x->r->clock_behind > 0)
		fprintf(stderr,
		    "retrace: warning: the clock is %" PRId64 " s behind the "
		    "last entry of the log\n",
		    x->r->clock_behind);
	return outputs_write(&s->out, emit_added, x, err);
}

static enum status
check_line(
    const struct session *s, const struct add_options *o, struct error *err)
{
	if (s->rest.n != 2)
		return error_set(err, ST_USAGE, pos_none,
		    "expected a log and what happened: receipt, answer, key, "
		    "predecessor, rules, assumptions, policy, verification or "
		    "export");
	if (o->key == NULL && !o->dry_run)
		return error_set(err, ST_USAGE, pos_none,
		    "--log-key is missing: expected the key of the log");
	return passphrase_check(&o->pass, err);
}

static enum status
add(struct session *s, struct add_options *o, struct error *err)
{
	struct auditlog *log = NULL;
	struct log_entry e;
	struct log_receipt r;
	const struct added x = { NULL, &e, &r, o->dry_run };
	struct added told = x;

	if (check_line(s, o, err) != ST_OK ||
	    auditlog_open(s->rest.word[0],
		o->dry_run ? AUDITLOG_READ : AUDITLOG_WRITE, &log,
		err) != ST_OK)
		return err->code;
	o->said.kind = s->rest.word[1];
	o->said.file = o->files.word;
	o->said.nfile = o->files.n;
	o->said.refers = o->refers.word;
	o->said.nrefers = o->refers.n;
	told.log = log;
	if (event_make(&o->said, log, &s->mem, &e, &s->findings) != ST_OK)
		*err = s->findings.first;
	/* Before anybody is asked for a passphrase. */
	else if (auditlog_preview(log, &e, &s->mem, &r, err) == ST_OK &&
		 (o->dry_run ||
		     (log_unlock(log, o->key, &o->pass, err) == ST_OK &&
			 auditlog_append(log, &e, &s->mem, &r, err) == ST_OK)))
		tell(s, &told, err);
	auditlog_close(log);
	return err->code;
}

static const char notes[] =
    "What happened, and what an entry of it needs beside --actor:\n"
    "  receipt       the authority has a filing, and says so: --refers, "
    "--date,\n"
    "                --number and --file\n"
    "  answer        it decides on a filing, or asks: the same, and --result\n"
    "  key           a signer has a new certificate: --file, and --file\n"
    "                old-certificate=FILE\n"
    "  predecessor   the log that this one goes on from: --file with a "
    "checkpoint of it\n"
    "  rules         a rule pack is adopted: --file with its rules.xml, or an "
    "installed\n"
    "                id; --date from when\n"
    "  assumptions   a file of assumptions is adopted: --file\n"
    "  policy        a policy of the company is adopted: --file\n"
    "  verification  somebody verified the log, or filings: --result\n"
    "  export        something was handed to somebody: --party, --date, and "
    "--file or\n"
    "                --refers\n"
    "Documents are stored in the log. The same twice is one entry, but for "
    "verification.\nA filing is added by retrace file. A passphrase that no "
    "option names comes from\nRETRACE_LOG_PASSPHRASE, or is asked for.\n";

int
log_add(struct session *s, int argc, char **argv)
{
	struct add_options o = {
		.said = { .tool = "retrace " RETRACE_VERSION,
		    .now = date_now() },
		.pass = { .variable = "RETRACE_LOG_PASSPHRASE",
		    .prompt = "Passphrase of the log's key",
		    .prefix = "log-" },
	};
	const struct option_spec table[] = {
		{ "actor", '\0', OPTION_TEXT, &o.said.actor, "NAME",
		    "who did it: a person, a role" },
		{ "file", '\0', OPTION_LIST, &o.files, "[ROLE=]FILE",
		    "a document that belongs to it; repeatable" },
		{ "refers", '\0', OPTION_LIST, &o.refers, "ID",
		    "the entry that it is about, as its id begins; "
		    "repeatable" },
		{ "date", '\0', OPTION_TEXT, &o.said.date, "DATE",
		    "of the document, or from when something holds" },
		{ "number", '\0', OPTION_TEXT, &o.said.number, "TEXT",
		    "that the document bears" },
		{ "party", '\0', OPTION_TEXT, &o.said.party, "NAME",
		    "from whom it came, or to whom it went" },
		{ "result", '\0', OPTION_TEXT, &o.said.result, "TEXT",
		    "what came of it, in a few words" },
		{ "note", '\0', OPTION_TEXT, &o.said.note, "TEXT",
		    "what else is to be known, in one line" },
		{ "log-key", '\0', OPTION_TEXT, &o.key, "FILE",
		    "the key of the log" },
		PASSPHRASE_OPTIONS("log-", &o.pass, "the log's key"),
		{ "dry-run", '\0', OPTION_FLAG, &o.dry_run, NULL,
		    "check everything, write nothing" },
	};
	const struct usage usage = { "LOG KIND --actor NAME --log-key FILE "
				     "[OPTION...]",
		table, sizeof(table) / sizeof(table[0]), notes };
	struct error err = { 0 };
	int code;

	if (session_options(s, &usage, argc, argv, &code))
		code = add(s, &o, &err) == ST_OK ? 0 : session_fail(s, &err);
	words_free(&o.files);
	words_free(&o.refers);
	return code;
}
