/* SPDX-License-Identifier: Apache-2.0 */
/* rules - the rule packs that are installed, and what stands in them. */
#include "cmd/verbs.h"
#include "core/report/output_json.h"
#include "core/rules/origins.h"

#include <stdlib.h>

static const struct column columns[] = {
	{ "pack", "Pack", 0 },
	{ "version", "Version", COLUMN_HIDDEN },
	{ "rule", "Rule", 0 },
	{ "title", "What it asks", 0 },
	{ "state", "State", 0 },
	{ "standing", "Standing", COLUMN_HIDDEN },
	{ "counts", "Counts", COLUMN_HIDDEN },
	{ "on", "Judged", 0 },
	{ "limit", "Limit", 0 },
	{ "from", "From", COLUMN_HIDDEN },
	{ "until", "Until", COLUMN_HIDDEN },
	{ "law_read_until", "Law read until", COLUMN_HIDDEN },
	{ "clause", "Clause", COLUMN_HIDDEN },
	{ "source", "Source", COLUMN_HIDDEN },
	{ "path", "File", COLUMN_HIDDEN },
};
#define NCOLUMN (sizeof(columns) / sizeof(columns[0]))

static void
put_date(struct table *t, date_day day)
{
	char text[DATE_TEXT] = "";

	if (day != DATE_NONE)
		date_format(day, text);
	table_put_text(t, text);
}

static void
put_rule(
    struct table *t, const struct pack *p, const struct rule *r, date_day as_of)
{
	const struct rule_test *test = &r->test[r->ntest - 1];
	struct rule_standing s = rule_standing_on(r, as_of);
	char state[STATE_TEXT], limit[80] = "";

	if (test->kind != TEST_ITEM)
		snprintf(limit, sizeof(limit), "%s %s",
		    comparator_sign(test->compare), test->limit_text);
	rule_standing_text(r, &s, state);
	table_put_text(t, p->id);
	table_put_text(t, p->version);
	table_put_text(t, r->id);
	table_put_text(t, r->title[LANGUAGE_EN]);
	table_put_text(t, rule_state_name(s.state));
	table_put_text(t, state);
	table_put_text(t, rule_state_counts(s.state, false) ? "yes" : "no");
	table_put_text(t, r->on ? "yes" : "with --also");
	table_put_text(t, limit);
	put_date(t, r->from);
	put_date(t, r->until);
	put_date(t, p->read_until);
	table_put_text(t, r->clause != NULL ? r->clause->id : "");
	table_put_text(t, r->clause != NULL ? r->clause->source : "");
	table_put_text(t, p->path);
}

static enum status
emit_list(const struct page *page, const void *result, struct error *err)
{
	const struct session *s = result;
	struct json j = { .to = page->to, .lines = page->format == OUT_JSONL };
	struct table t;
	enum status st;

	if (page->format == OUT_JSON) {
		output_json_begin(&j, "rules");
		json_begin_array(&j, "rows");
	}
	table_begin(
	    &t, page->to, page->format, &page->style, columns, NCOLUMN, &j);
	for (size_t i = 0; i < s->npack; i++)
		for (size_t k = 0; k < s->pack[i].nrule; k++)
			put_rule(
			    &t, &s->pack[i], &s->pack[i].rule[k], s->in.as_of);
	st = table_end(&t, err);
	if (page->format == OUT_JSON) {
		json_end_array(&j);
		json_end_object(&j);
	}
	return st;
}

/* Every installed pack takes the place of what --rules would name. */
static enum status
name_installed(struct session *s, struct error *err)
{
	struct pack_entry *list = NULL;
	size_t n = 0;

	if (pack_list(&s->mem, &list, &n, err) != ST_OK)
		return err->code;
	for (size_t i = 0; i < n; i++)
		if (!words_add(&s->in.packs, list[i].path))
			return error_set(
			    err, ST_NOMEM, pos_none, "out of memory");
	return ST_OK;
}

/* What one test asks, in one line. */
static void
show_test(FILE *to, const struct style *style, const struct rule_test *t)
{
	char words[ORIGIN_TEXT] = "", line[ORIGIN_TEXT + 400];

	if (t->kind != TEST_ITEM) {
		if (t->origin != NULL)
			origin_subject(words, t->origin);
		snprintf(line, sizeof(line), "Limit: %s %s of %s%s%s.",
		    comparator_sign(t->compare), t->limit_text,
		    t->of->title[LANGUAGE_EN], words[0] != '\0' ? " " : "",
		    words);
	} else if (t->origin != NULL) {
		origin_countries(words, t->origin);
		snprintf(line, sizeof(line), "The item itself: made %s %s.",
		    t->origin->technology ? "by technology of" : "in", words);
	} else {
		return;
	}
	text_wrap(to, style, 2, 0, str_of(line));
}

/* What each policy of the pack means, once. */
static void
show_origins(FILE *to, const struct style *style, const struct pack *p)
{
	char words[ORIGIN_TEXT], line[ORIGIN_TEXT + 200];

	if (p->norigin > 0)
		fputs("\nOrigins:\n", to);
	for (size_t i = 0; i < p->norigin; i++) {
		const struct origin_rule *o = &p->origin[i];

		origin_words(words, o);
		snprintf(line, sizeof(line), "%s: %s%s%s (clause %s)", o->id,
		    o->name != NULL ? o->name : "", o->name != NULL ? ": " : "",
		    words, o->clause != NULL ? o->clause->id : "");
		text_wrap(to, style, 2, 0, str_of(line));
	}
}

static void
show_rule(
    FILE *to, const struct style *style, const struct rule *r, date_day as_of)
{
	struct rule_standing s = rule_standing_on(r, as_of);
	char state[STATE_TEXT], line[1200];

	rule_standing_text(r, &s, state);
	fprintf(to, "\n%s: %s\n", r->id, r->title[LANGUAGE_EN]);
	fprintf(to, "  %s\n", r->title[LANGUAGE_ZH]);
	snprintf(line, sizeof(line), "Standing: %s.%s", state,
	    r->on ? "" : " Off unless named with --also.");
	text_wrap(to, style, 2, 0, str_of(line));
	for (size_t i = 0; i < r->ntest; i++)
		show_test(to, style, &r->test[i]);
}

static enum status
emit_show(const struct page *page, const void *result, struct error *err)
{
	const struct session *s = result;

	if (page->format != OUT_TABLE)
		return emit_list(page, result, err);
	for (size_t i = 0; i < s->npack; i++) {
		const struct pack *p = &s->pack[i];
		char day[DATE_TEXT], line[1200];

		date_format(p->read_until, day);
		fprintf(page->to, "%s%s, version %s: %s\n", i > 0 ? "\n" : "",
		    p->id, p->version, p->title[LANGUAGE_EN]);
		fprintf(
		    page->to, "  file %s\n  law read until %s\n", p->path, day);
		for (size_t k = 0; k < p->nrule; k++)
			show_rule(
			    page->to, &page->style, &p->rule[k], s->in.as_of);
		show_origins(page->to, &page->style, p);
		fputs("\nSources:\n", page->to);
		for (size_t k = 0; k < p->clauses.n; k++) {
			const struct clause *c = &p->clauses.list[k];

			snprintf(line, sizeof(line), "%s: %s (%s; %s)", c->id,
			    c->quote,
			    clause_standing_name(
				(enum clause_standing)c->standing),
			    c->source);
			text_wrap(page->to, &page->style, 2, 0, str_of(line));
		}
	}
	return ST_OK;
}

/* The options of list and show; PACKs become the packs of the session. */
static bool
rules_options(
    struct session *s, const char *words, int argc, char **argv, int *code)
{
	const struct option_spec table[] = { { "as-of", '\0', OPTION_DATE,
	    &s->in.as_of, "DATE", "the state on that day (today)" } };
	const struct usage usage = { "[PACK...]", table, 1, words };

	if (!session_options(s, &usage, argc, argv, code))
		return false;
	s->in.packs = s->rest;
	s->rest = (struct words){ 0 };
	return true;
}

/* Opens the packs, warns where their law may be out of date, prints. */
static int
rules_print(struct session *s,
    enum status (*emit)(const struct page *, const void *, struct error *),
    struct error *err)
{
	if (err->code != ST_OK || session_open(s, err) != ST_OK ||
	    outputs_write(&s->out, emit, s, err) != ST_OK)
		return session_fail(s, err);
	for (size_t i = 0; i < s->npack; i++)
		pack_warn(&s->pack[i], s->in.as_of, &s->findings);
	session_messages(s);
	return 0;
}

static int
rules_list(struct session *s, int argc, char **argv)
{
	struct error err = { 0 };
	int code;

	if (!rules_options(s, "Without PACK: all that are installed.\n", argc,
		argv, &code))
		return code;
	if (s->in.packs.n == 0)
		name_installed(s, &err);
	return rules_print(s, emit_list, &err);
}

static int
rules_show(struct session *s, int argc, char **argv)
{
	struct error err = { 0 };
	int code;

	if (!rules_options(s, "Without PACK: cn-trace.\n", argc, argv, &code))
		return code;
	return rules_print(s, emit_show, &err);
}

static int
rules_check(struct session *s, int argc, char **argv)
{
	const struct usage usage = { "FILE...", NULL, 0,
		"Each FILE is a rules.xml; its clauses.tsv lies beside it.\n" };
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	if (s->rest.n == 0) {
		error_set(&err, ST_USAGE, pos_none,
		    "no file named: expected a rules.xml");
		return session_fail(s, &err);
	}
	for (size_t i = 0; i < s->rest.n; i++)
		if (pack_check(s->rest.word[i], &s->findings) == ST_OK)
			fprintf(stderr, "%s: valid\n", s->rest.word[i]);
	err = s->findings.first;
	if (err.code != ST_OK)
		return session_fail(s, &err);
	session_messages(s);
	return 0;
}

int
cmd_rules(struct session *s, int argc, char **argv)
{
	static const struct command sub[] = {
		{ "list", rules_list, NEED_RULES,
		    "rules and their state, one a line" },
		{ "show", rules_show, NEED_RULES,
		    "a pack with the source of every figure" },
		{ "check", rules_check, 0, "is a rules.xml valid?" },
	};

	return session_subverb(
	    s, sub, sizeof(sub) / sizeof(sub[0]), argc, argv);
}
