/* SPDX-License-Identifier: Apache-2.0 */
/* ask - which supplier answers would settle most undecided verdicts. */
#include "cmd/assuming.h"
#include "cmd/checking.h"
#include "cmd/dealing.h"
#include "cmd/questionnaires.h"
#include "cmd/verbs.h"
#include "core/report/ask/questions.h"
#include "core/report/assumptions.h"

/* Questions that are listed unless another number is asked for. */
#define TOP "20"

static enum status
emit(const struct page *page, const void *result, struct error *err)
{
	const struct asked *a = result;

	if (page->format == OUT_TABLE)
		assumptions_write(page->to, &page->style, a->checked);
	return questions_write(page->to, page->format, &page->style, a, err);
}

static enum status
ask(struct asked *a, struct inquiry *q, struct error *err)
{
	const struct checked *c = a->checked;
	struct ask_basis basis = { .bom = c->bom,
		.book = c->book,
		.judgement = c->judgement,
		.trace = c->trace,
		.shipped = c->shipped,
		.threads = session_threads(),
		.top = a->top,
		.suppliers = a->by_supplier };
	enum status st = ask_questions(q, &basis, err);

	a->inquiry = q;
	return st;
}

int
cmd_ask(struct session *s, int argc, char **argv)
{
	struct asked a = { .by_supplier = false };
	struct questionnaire_options sheets = { .folder = NULL };
	struct dealing deal = { .file = NULL };
	const char *top = TOP;
	const struct option_spec table[] = { SESSION_RULE_OPTIONS(s),
		SESSION_READ_OPTIONS(s),
		{ "transaction", '\0', OPTION_TEXT, &deal.file, "FILE",
		    "what goes out in a year, for limits of a year" },
		{ "top", '\0', OPTION_TEXT, &top, "N",
		    "list the N most useful questions (20; 0: all)" },
		{ "by-supplier", '\0', OPTION_FLAG, &a.by_supplier, NULL,
		    "list suppliers, by what all their answers could do" },
		{ "questionnaires", '\0', OPTION_TEXT, &sheets.folder, "DIR",
		    "write one questionnaire per supplier into this folder" },
		{ "lang", '\0', OPTION_CHOICE, &sheets.language, "both|en|zh",
		    "language of the questionnaires (both)" },
		{ "csv-separator", '\0', OPTION_CHOICE, &sheets.separator,
		    "comma|semicolon",
		    "of their tables; semicolon where a comma is decimal" },
		{ "force", '\0', OPTION_FLAG, &sheets.force, NULL,
		    "write over questionnaires that are there" },
		{ "dry-run", '\0', OPTION_FLAG, &sheets.dry_run, NULL,
		    "only say which questionnaires would be written" } };
	const struct usage usage = { "FILE... [OPTION...]", table,
		sizeof(table) / sizeof(table[0]),
		"The files make up one product, as for `retrace check`.  A "
		"question could settle\na verdict if some answer to it leaves "
		"it no longer undecided; surely, if every\nfull answer does.  "
		"What is assumed (--assume) is not asked.\nWithout --rules "
		"the pack is cn-trace.\n" };
	struct error err = { 0 };
	struct inquiry q = { 0 };
	struct checked c;
	int code;

	if (!session_options(s, &usage, argc, argv, &code)) {
		dealing_close(&deal);
		return code;
	}
	s->in.files = s->rest;
	s->rest = (struct words){ 0 };
	if (options_top(top, &a.top, &err) != ST_OK ||
	    dealing_read(&deal, s, &err) != ST_OK ||
	    session_open(s, &err) != ST_OK ||
	    dealing_judge(&deal, s, &err) != ST_OK ||
	    checking_fill(s, &c, &err) != ST_OK) {
		code = session_fail(s, &err);
		goto out;
	}
	session_messages(s);
	assuming_replace(s, &c);
	a.checked = &c;
	code = 0;
	sheets.quiet = s->quiet;
	if (ask(&a, &q, &err) != ST_OK ||
	    questionnaires_write(&a, &sheets, &err) != ST_OK ||
	    outputs_write(&s->out, emit, &a, &err) != ST_OK)
		code = session_fail(s, &err);
	inquiry_free(&q);
out:
	dealing_close(&deal);
	return code;
}
