/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_outcomes - what follows by the installed laws, against tables of cases
 * that a lawyer can read: tests/data/outcomes/PACK.tsv, a row for each clause
 * and more.
 */
#include "core/base/xml.h"
#include "core/rules/deal/deal.h"
#include "tests/unit/dealing.h"
#include "tests/unit/run.h"

#include <stdlib.h>

enum { CLAUSE, RULE, VERDICT, FACTS, OUTCOME, BY, DUTIES, ASKS, COLUMNS };

struct row {
	char *field[COLUMNS];
	unsigned line;
};

static size_t
cut(char *text, char sep, char **piece, size_t max)
{
	size_t n = 0;

	for (char *p = text; p != NULL && n < max; n++) {
		piece[n] = p;
		p = strchr(p, sep);
		if (p != NULL)
			*p++ = '\0';
	}
	return n;
}

/* ---- facts as words, made into a transaction ---- */

struct words {
	char shipment[200], party[900], use[100], answer[4000];
};

/* Buyer "b" by itself, or below what holds it: "60%,80%" from the top. */
static void
put_buyer(struct words *w, const char *on, char *stakes)
{
	char *share[8];
	size_t n = stakes != NULL ? cut(stakes, ',', share, 8) : 0;

	str_add(w->party, sizeof(w->party),
	    "<party id=\"b\" name=\"B\" role=\"consignee end-user\" "
	    "others=\"not-listed\" %s/>\n",
	    on);
	for (size_t i = 0; i < n; i++)
		str_add(w->party, sizeof(w->party),
		    "<party id=\"h%zu\" name=\"H\" others=\"not-listed\" "
		    "%s/>\n",
		    i,
		    i == 0 ? "on=\"mofcom-control-list\""
			   : "not-on=\"mofcom-control-list "
			     "mofcom-watch-list\"");
	for (size_t i = 0; i < n; i++) {
		str_add(w->party, sizeof(w->party),
		    "<stake owner=\"h%zu\" of=\"", i);
		if (i + 1 < n)
			str_add(w->party, sizeof(w->party), "h%zu", i + 1);
		else
			str_add(w->party, sizeof(w->party), "b");
		str_add(w->party, sizeof(w->party), "\" share=\"%.*s %%\"/>\n",
		    (int)strlen(share[i]) - 1, share[i]);
	}
}

static bool
is_given(const struct words *w, const char *question)
{
	char word[100];

	snprintf(word, sizeof(word), "question=\"%s\"", question);
	return strstr(w->answer, word) != NULL;
}

static void
put_answer(struct words *w, const char *question, const char *is)
{
	str_add(w->answer, sizeof(w->answer),
	    "<answer question=\"%s\" is=\"%s\"/>\n", question, is);
}

#define CLEAN "not-on=\"mofcom-control-list mofcom-watch-list\""

static void
put_fact(struct words *w, char *key, char *value)
{
	if (strcmp(key, "to") == 0 || strcmp(key, "from") == 0 ||
	    strcmp(key, "exported") == 0)
		str_add(
		    w->shipment, sizeof(w->shipment), " %s=\"%s\"", key, value);
	else if (strcmp(key, "use") == 0)
		snprintf(w->use, sizeof(w->use), "<end-use category=\"%s\"/>\n",
		    value);
	else if (strcmp(key, "on") == 0)
		snprintf(w->party, sizeof(w->party),
		    "<party id=\"b\" name=\"B\" role=\"consignee end-user\" "
		    "on=\"%s\"/>\n",
		    value);
	else if (strcmp(key, "stakes") == 0)
		put_buyer(w, CLEAN, value);
	else
		put_answer(w, key, value);
}

/* "clean": nobody on a list, every other question is answered no. */
static void
put_clean(struct words *w, const struct pack *p)
{
	for (size_t k = 0; k < p->decisions->nquestion; k++) {
		const struct pack_question *q = &p->decisions->question[k];

		if ((q->derived == DERIVED_NOT ||
			(q->derived == DERIVED_USED &&
			    strstr(w->use, "military") == NULL)) &&
		    !is_given(w, q->id))
			put_answer(w, q->id, "no");
	}
	if (w->party[0] == '\0')
		put_buyer(w, CLEAN, NULL);
}

static void
make_deal(char *facts, const struct pack *p, char *out, size_t size)
{
	char *word[24], *half[2];
	size_t n = cut(facts, ' ', word, 24);
	struct words w = { 0 };
	bool clean = false;

	for (size_t i = 0; i < n; i++)
		if (strcmp(word[i], "clean") == 0)
			clean = true;
		else if (cut(word[i], '=', half, 2) == 2)
			put_fact(&w, half[0], half[1]);
	if (clean)
		put_clean(&w, p);
	snprintf(out, size, "<shipment%s/>\n%s%s%s", w.shipment, w.party, w.use,
	    w.answer);
}

/* ---- what follows, as words ---- */

static void
put_ids(char *out, size_t size, uint64_t set, const struct decision *list)
{
	for (size_t i = 0; i < CELLS_MOST; i++)
		if ((set >> i & 1) != 0)
			str_add(out, size, "%s%s", out[0] != '\0' ? "," : "",
			    list[i].id);
	if (out[0] == '\0')
		str_add(out, size, "-");
}

static void
put_asked(char *out, size_t size, uint64_t set, const struct decisions *d)
{
	for (size_t i = 0; i < d->nvariable; i++) {
		const struct variable *v = &d->variable[i];

		if ((set >> i & 1) != 0)
			str_add(out, size, "%s%s", out[0] != '\0' ? "," : "",
			    v->kind == VARIABLE_ANSWER ? d->question[v->of].id
			    : v->kind == VARIABLE_COUNTRY
				? country_of_word((enum country_of)v->of)
			    : v->kind == VARIABLE_VERDICT  ? "verdict"
			    : v->kind == VARIABLE_DOMESTIC ? "domestic"
							   : "end-use");
	}
	if (out[0] == '\0')
		str_add(out, size, "-");
}

static enum verdict
verdict_named(const char *word)
{
	for (int v = 0; v < VERDICT_COUNT; v++)
		if (strcmp(verdict_name((enum verdict)v), word) == 0)
			return (enum verdict)v;
	ck_abort_msg("no verdict %s", word);
	return VERDICT_CLEAR;
}

static void
hold(const struct row *r, const struct pack *p, struct findings *f)
{
	char text[6000], by[500] = "", duties[500] = "", asks[900] = "";
	const struct deal_parts parts = {
		.pack = &p, .npack = 1, .law = 20261201
	};
	struct deal_parts with = parts;
	struct transaction t;
	struct error err = { 0 };
	struct decided out;
	struct deal deal;
	size_t rule = pack_find_rule(p, r->field[RULE]);

	ck_assert_msg(
	    rule < p->nrule, "%u: no rule %s", r->line, r->field[RULE]);
	make_deal(r->field[FACTS], p, text, sizeof(text));
	dealing_must(&t, text, f);
	with.t = &t;
	if (deal_make(&deal, &with, f, &err) != ST_OK)
		ck_abort_msg("%s line %u: %s", p->id, r->line, err.text);
	ck_assert(deal_decide(&deal, 0, rule, verdict_named(r->field[VERDICT]),
	    0, DATE_NONE, &out));
	put_ids(by, sizeof(by), out.reached, p->decisions->decision);
	put_ids(duties, sizeof(duties), out.duty, p->decisions->duty);
	put_asked(asks, sizeof(asks), out.matters, p->decisions);
	if (strcmp(outcome_word((enum outcome)out.outcome),
		r->field[OUTCOME]) != 0 ||
	    (strcmp(r->field[BY], "*") != 0 && strcmp(by, r->field[BY]) != 0) ||
	    strcmp(duties, r->field[DUTIES]) != 0 ||
	    strcmp(asks, r->field[ASKS]) != 0)
		ck_abort_msg("%s line %u: %s by %s, duties %s, asks %s", p->id,
		    r->line, outcome_word((enum outcome)out.outcome), by,
		    duties, asks);
	deal_free(&deal);
	transaction_free(&t);
}

static const char *const packs[] = { "cn-trace", "cn-mofcom-18-2025",
	"cn-mofcom-57-2025", "cn-mofcom-61-2025", "us-dfars-225-7052",
	"eu-crma-28-29" };

START_TEST(what_follows_is_as_the_table_has_it)
{
	struct findings f = { 0 };
	struct error err = { 0 };
	struct bytes tsv = { 0 };
	char path[100], *line[400];
	struct pack p;
	size_t n, cases = 0;

	ck_assert_int_eq(pack_open(&p, packs[_i], &f), ST_OK);
	snprintf(path, sizeof(path), "tests/data/outcomes/%s.tsv", packs[_i]);
	if (file_load(path, 1 << 20, &tsv, &err) != ST_OK)
		ck_abort_msg("%s", err.text);
	n = cut(tsv.p, '\n', line, 400);
	ck_assert_uint_lt(n, 400);
	for (unsigned i = 0; i < n; i++) {
		struct row r = { .line = i + 1 };

		if (line[i][0] == '#' || line[i][0] == '\0' ||
		    strncmp(line[i], "clause\t", 7) == 0)
			continue;
		ck_assert_msg(cut(line[i], '\t', r.field, COLUMNS) == COLUMNS,
		    "%s:%u: too few columns", path, r.line);
		hold(&r, &p, &f);
		cases++;
	}
	ck_assert_uint_gt(cases, 0);
	bytes_free(&tsv);
	pack_free(&p);
	findings_free(&f);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, what_follows_is_as_the_table_has_it, 0, LENGTH(packs));
}

int
main(void)
{
	xml_start();
	return run_suite("outcomes", add);
}
