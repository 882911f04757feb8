/* SPDX-License-Identifier: Apache-2.0 */
/* rules - the rule packs that are installed, and what stands in them. */
#include "cmd/verbs.h"
#include "core/report/check/output_json.h"
#include "core/report/lawbook.h"
#include "core/rules/pack/pack_review.h"

#include <stdlib.h>

#define HIDDEN COLUMN_HIDDEN
/* The columns of either language; a program reads the same names. */
#define COLUMNS(pack, rule, what, what_zh, state, judged, limit) \
	{ \
		{ "pack", pack, 0 }, { "version", "Version", HIDDEN }, \
		    { "rule", rule, 0 }, { "title", "What it asks", what }, \
		    { "title_zh", "内容", what_zh }, { "state", state, 0 }, \
		    { "standing", "Standing", HIDDEN }, \
		    { "counts", "Counts", HIDDEN }, { "on", judged, 0 }, \
		    { "limit", limit, 0 }, { "from", "From", HIDDEN }, \
		    { "until", "Until", HIDDEN }, \
		    { "law_read_until", "Law read until", HIDDEN }, \
		    { "clause", "Clause", HIDDEN }, \
		    { "source", "Source", HIDDEN }, \
		    { "path", "File", HIDDEN }, \
	}
static const struct column columns[LANGUAGE_COUNT][16] = {
	[LANGUAGE_EN] =
	    COLUMNS("Pack", "Rule", 0, HIDDEN, "State", "Judged", "Limit"),
	[LANGUAGE_ZH] =
	    COLUMNS("规则包", "规则", HIDDEN, 0, "状态", "默认判定", "限值"),
};
#define NCOLUMN (sizeof(columns[0]) / sizeof(columns[0][0]))

/* What `list` and `show` print. */
struct printed {
	const struct session *s;
	int language;                /* enum language */
	const struct clauses *known; /* laws without a pack; or NULL */
};

/* Laws of which a user may ask why no pack is there. */
static void
put_known(const struct page *page, const struct printed *what)
{
	bool zh = what->language == LANGUAGE_ZH, english;
	char line[1200];

	if (what->known == NULL || what->known->n == 0)
		return;
	fputc('\n', page->to);
	text_wrap(page->to, &page->style, 0, 0,
	    zh ? STR("已知但不判定的规定：")
	       : STR("Known, and nothing is judged by them:"));
	for (size_t i = 0; i < what->known->n; i++) {
		const struct clause *c = &what->known->list[i];

		snprintf(line, sizeof(line), "%s: %s", c->id,
		    clause_summary(c, zh, &english));
		text_wrap(page->to, &page->style, 2, 0, str_of(line));
	}
}

static void
put_date(struct table *t, date_day day)
{
	char text[DATE_TEXT];

	date_or_blank(day, text);
	table_put_text(t, text);
}

/* people: in the words of the language; a program gets the same words always.
 */
static void
put_rule(struct table *t, const struct pack *p, const struct rule *r,
    date_day as_of, enum language l, bool people)
{
	struct rule_standing s = rule_standing_on(r, as_of);
	char state[STATE_TEXT], limit[RULE_LIMIT_TEXT];

	rule_limit_text(limit, r);
	rule_standing_text(r, &s, state);
	table_put_text(t, p->id);
	table_put_text(t, p->version);
	table_put_text(t, r->id);
	table_put_text(t, r->title[LANGUAGE_EN]);
	table_put_text(t, r->title[LANGUAGE_ZH]);
	table_put_text(t, people && l == LANGUAGE_ZH
			      ? lawbook_state_zh(s.state)
			      : rule_state_name(s.state));
	table_put_text(t, state);
	table_put_text(t, rule_state_counts(s.state, false) ? "yes" : "no");
	table_put_text(t, people && l == LANGUAGE_ZH
			      ? r->on ? "是" : "须用 --also"
			  : r->on ? "yes"
				  : "with --also");
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
	const struct printed *what = result;
	const struct session *s = what->s;
	enum language l = (enum language)what->language;
	struct json j = { .to = page->to, .lines = page->format == OUT_JSONL };
	struct table t;
	enum status st;

	if (page->format == OUT_JSON) {
		output_json_begin(&j, "rules");
		json_begin_array(&j, "rows");
	}
	table_begin(
	    &t, page->to, page->format, &page->style, columns[l], NCOLUMN, &j);
	for (size_t i = 0; i < s->npack; i++)
		for (size_t k = 0; k < s->pack[i].nrule; k++)
			put_rule(&t, &s->pack[i], &s->pack[i].rule[k],
			    s->in.days.law, l, page->format == OUT_TABLE);
	st = table_end(&t, err);
	if (page->format == OUT_JSON) {
		json_end_array(&j);
		json_end_object(&j);
	}
	if (page->format == OUT_TABLE)
		put_known(page, what);
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

static enum status
emit_show(const struct page *page, const void *result, struct error *err)
{
	const struct printed *what = result;
	const struct session *s = what->s;

	if (page->format != OUT_TABLE)
		return emit_list(page, result, err);
	for (size_t i = 0; i < s->npack; i++) {
		if (i > 0)
			fputc('\n', page->to);
		lawbook_write(page->to, &page->style, &s->pack[i],
		    s->in.days.law, (enum language)what->language);
	}
	return ST_OK;
}

/* The options of list and show; PACKs become the packs of the session. */
static bool
rules_options(struct printed *what, struct session *s, const char *words,
    int argc, char **argv, int *code)
{
	const struct option_spec table[] = {
		{ "as-of", '\0', OPTION_DATE, &s->in.days.law, "DATE",
		    "the state on that day (today)" },
		{ "lang", '\0', OPTION_CHOICE, &what->language, "en|zh",
		    "English or Chinese (en)" },
	};
	const struct usage usage = { "[PACK...]", table, 2, words };

	*what = (struct printed){ s, LANGUAGE_EN, NULL };
	if (!session_options(s, &usage, argc, argv, code))
		return false;
	s->in.packs = s->rest;
	s->rest = (struct words){ 0 };
	return true;
}

/* Opens the packs, warns where their law may be out of date, prints. */
static int
rules_print(const struct printed *what, struct session *s,
    enum status (*emit)(const struct page *, const void *, struct error *),
    struct error *err)
{
	if (err->code != ST_OK || session_open(s, err) != ST_OK ||
	    outputs_write(&s->out, emit, what, err) != ST_OK)
		return session_fail(s, err);
	for (size_t i = 0; i < s->npack; i++)
		pack_warn(&s->pack[i], s->in.days.law, &s->findings);
	session_messages(s);
	return 0;
}

static int
rules_list(struct session *s, int argc, char **argv)
{
	struct error err = { 0 };
	struct printed what;
	struct clauses known;
	int code;

	if (!rules_options(&what, s, "Without PACK: all that are installed.\n",
		argc, argv, &code))
		return code;
	if (s->in.packs.n == 0) {
		name_installed(s, &err);
		if (pack_not_judged(&s->mem, &known, &s->findings) == ST_OK)
			what.known = &known;
	}
	return rules_print(&what, s, emit_list, &err);
}

static int
rules_show(struct session *s, int argc, char **argv)
{
	struct error err = { 0 };
	struct printed what;
	int code;

	if (!rules_options(
		&what, s, "Without PACK: cn-trace.\n", argc, argv, &code))
		return code;
	return rules_print(&what, s, emit_show, &err);
}

static int
rules_check(struct session *s, int argc, char **argv)
{
	const struct usage usage = { "PACK...", NULL, 0,
		"Each PACK is the id of an installed one or a rules.xml, with "
		"its clauses.tsv and\nexceptions.tsv beside it.\n" };
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	if (s->rest.n == 0) {
		error_set(&err, ST_USAGE, pos_none,
		    "no pack named: expected its id or its rules.xml");
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
		{ "check", rules_check, 0,
		    "is a pack valid, and does it make sense?" },
	};

	return session_subverb(
	    s, sub, sizeof(sub) / sizeof(sub[0]), argc, argv);
}
