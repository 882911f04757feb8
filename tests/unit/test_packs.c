/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_packs - the installed laws: each against a table of cases that a lawyer
 * can read, tests/data/packs/PACK.tsv, a row for each clause and more; and what
 * some of them say in particular.
 */
#include "core/rules/pack/pack_review.h"
#include "core/rules/pack/state.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CLAUSE, RULE, DAY, ITEM, IN, ORIGIN, VERDICT, COUNTS, ENTRY, COLUMNS };

struct row {
	char *field[COLUMNS];
	unsigned line;
	const char *file;
};

/* Cuts at each sep; the number of pieces, at most max. */
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

static enum form
form_named(const char *word)
{
	enum form f = strcmp(word, "unknown") == 0 ? FORM_UNKNOWN
						   : form_find(str_of(word));

	ck_assert_msg(f != FORM_COUNT, "no form %s", word);
	return f;
}

/* "magnet:Nd,Dy@0.025": 100 g of it; "glass:~Ce": used, not contained. */
static void
make_goods(struct make *m, char *text)
{
	char *half[2], *element[NELEM], *part[2];
	size_t n = cut(text, ':', half, 2);

	make_item(m, "GOODS", "100")->form = (uint8_t)form_named(half[0]);
	n = n < 2 ? 0 : cut(half[1], ',', element, NELEM);
	for (size_t i = 0; i < n; i++) {
		bool share = cut(element[i], '@', part, 2) == 2;

		bool aid = part[0][0] == '~';

		make_line(
		    m, "GOODS", part[0] + aid, share ? part[1] : "0.01", true)
		    ->process = aid;
	}
	make_complete(m, "GOODS")->scope = SCOPE_OWN;
}

/* "separation:AU,magnet:CN", of all rare earths in the goods; "made:CN", of
 * what holds them. */
static void
make_history(struct make *m, char *text)
{
	char *event[8], *half[2];
	size_t n = cut(text, ',', event, 8);

	for (size_t i = 0; i < n; i++) {
		ck_assert_uint_eq(cut(event[i], ':', half, 2), 2);
		if (strcmp(half[0], "made") == 0) {
			make_origin(m, "WHOLE", STAGE_COMPONENT, half[1], "1");
			continue;
		}
		make_origin(m, "GOODS",
		    strcmp(half[0], "all") == 0
			? STAGE_ALL
			: (enum stage)stage_find(str_of(half[0])),
		    half[1], "1");
	}
}

static void
check_entry(const struct row *r, const struct rule *rule, const char *verdict,
    enum form form)
{
	const struct list_entry *e =
	    strcmp(verdict, "clear") != 0 ? rule_entry(rule, form) : NULL;
	const char *code = e != NULL ? e->code : "-";

	if (strcmp(code, r->field[ENTRY]) != 0)
		ck_abort_msg("%s:%u: entry %s, expected %s", r->file, r->line,
		    code, r->field[ENTRY]);
}

static void
check_row(const struct pack *pack, struct row *r)
{
	size_t at = pack_find_rule(pack, r->field[RULE]);
	const char *judged = "GOODS", *verdict;
	const struct pack *packs[1] = { pack };
	struct compile_options options = {
		.only = (const char *const *)&r->field[RULE], .nonly = 1
	};
	struct rule_standing standing;
	struct error err = { 0 };
	struct court c = { 0 };
	enum form form;
	struct make m;
	date_day day;
	bool counts;

	ck_assert_msg(at < pack->nrule, "%s:%u: no rule %s", r->file, r->line,
	    r->field[RULE]);
	ck_assert_msg(
	    clauses_find(&pack->clauses, str_of(r->field[CLAUSE])) != NULL,
	    "%s:%u: no clause %s", r->file, r->line, r->field[CLAUSE]);
	make_init(&m);
	make_goods(&m, r->field[ITEM]);
	if (strcmp(r->field[ORIGIN], "-") != 0)
		make_history(&m, r->field[ORIGIN]);
	form = (enum form)m.b.item[0].form;
	if (strcmp(r->field[IN], "-") != 0) {
		char *part[2];
		const char *count =
		    cut(r->field[IN], '*', part, 2) == 2 ? part[1] : "1";

		judged = "WHOLE";
		form = form_named(part[0]);
		make_item(&m, judged, "100000")->form = (uint8_t)form;
		make_complete(&m, judged)->scope = SCOPE_OWN;
		make_use(&m, judged, "GOODS", count);
	}
	make_linked(&m);
	if (rulebook_compile(&c.book, packs, 1, &m.b, &options, &err) != ST_OK)
		ck_abort_msg("%s", err.text);
	court_judge(&c, &m.b);
	verdict = verdict_name(
	    judgement_verdict(&c.j, VARIANT_LAW, 0, make_find(&m, judged)));
	if (strcmp(verdict, r->field[VERDICT]) != 0)
		ck_abort_msg("%s:%u: %s: %s, expected %s", r->file, r->line,
		    r->field[RULE], verdict, r->field[VERDICT]);
	check_entry(r, &pack->rule[at], verdict, form);
	ck_assert_int_eq(
	    date_read(str_of(r->field[DAY]), pos_none, &day, &err), ST_OK);
	standing = rule_standing_on(&pack->rule[at], day);
	counts = rule_state_counts(standing.state, false);
	if (counts != (strcmp(r->field[COUNTS], "yes") == 0))
		ck_abort_msg("%s:%u: counts on %s: %d, expected %s", r->file,
		    r->line, r->field[DAY], counts, r->field[COUNTS]);
	court_close(&c);
	make_free(&m);
}

/* Every rule of the pack must be seen to trigger, and not to. */
static void
note_verdict(const struct pack *pack, const struct row *r, unsigned *seen)
{
	size_t at = pack_find_rule(pack, r->field[RULE]);

	if (at < pack->nrule)
		seen[at] |= strcmp(r->field[VERDICT], "triggered") == 0 ? 1 : 2;
}

static const struct table_of {
	const char *pack;
	const char *elsewhere; /* rules that other tests see trigger */
} tables[] = {
	{ "cn-trace", "" },
	{ "cn-mofcom-18-2025", "" },
	{ "cn-mofcom-57-2025", "" },
	{ "cn-mofcom-61-2025",
	    "limb-i limb-i-target limb-ii-part-1 limb-ii-magnet "
	    "limb-ii-target" },
	{ "us-dfars-225-7052", "" },
	{ "eu-crma-28-29", "" },
};

static bool
is_word_of(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = words; (p = strstr(p, word)) != NULL; p += n)
		if ((p == words || p[-1] == ' ') &&
		    (p[n] == ' ' || p[n] == '\0'))
			return true;
	return false;
}

static void
check_table(const struct pack *pack, const struct table_of *of,
    const char *path, char *text)
{
	unsigned *seen = calloc(pack->nrule + 1, sizeof(*seen)), line = 0;
	char *next;

	ck_assert_ptr_nonnull(seen);
	for (char *p = text; *p != '\0'; p = next) {
		struct row r = { .line = ++line, .file = path };

		next = p + strcspn(p, "\n");
		if (*next != '\0')
			*next++ = '\0';
		if (*p == '#' || *p == '\0' || strncmp(p, "clause\t", 7) == 0)
			continue;
		if (cut(p, '\t', r.field, COLUMNS) != COLUMNS)
			ck_abort_msg(
			    "%s:%u: expected %d columns", path, line, COLUMNS);
		note_verdict(pack, &r, seen);
		check_row(pack, &r);
	}
	for (size_t i = 0; i < pack->nrule; i++)
		ck_assert_msg(
		    seen[i] == 3 || is_word_of(of->elsewhere, pack->rule[i].id),
		    "%s: rule %s: seen %s", path, pack->rule[i].id,
		    seen[i] == 1   ? "only to trigger"
		    : seen[i] == 2 ? "never to trigger"
				   : "not at all");
	free(seen);
}

START_TEST(pack_says_of_each_case_what_its_table_says)
{
	struct findings f = { 0 };
	struct error err = { 0 };
	struct bytes bytes;
	struct pack pack;
	char path[100];

	snprintf(
	    path, sizeof(path), "tests/data/packs/%s.tsv", tables[_i].pack);
	ck_assert_int_eq(file_load(path, 1u << 20, &bytes, &err), ST_OK);
	ck_assert_int_eq(pack_open(&pack, tables[_i].pack, &f), ST_OK);
	check_table(&pack, &tables[_i], path, bytes.p);
	pack_free(&pack);
	bytes_free(&bytes);
	findings_free(&f);
}
END_TEST

static uint32_t
guises_of(const struct materials *m, const char *symbol)
{
	return m->guises[element_find(str_of(symbol))];
}

START_TEST(pack_of_no_61_selects_part_1)
{
	/* test-of: cn-mofcom-61-2025 part-1 */
	const uint32_t metal = 1u << GUISE_METAL, alloy = 1u << GUISE_ALLOY,
		       oxide = 1u << GUISE_OXIDE;
	static const char *const absent[] = { "La", "Ce", "Pr", "Nd", "Pm",
		"Eu", "Ho", "Er", "Tm", "Yb" };
	struct findings f = { 0 };
	const struct materials *m;
	struct pack p;

	ck_assert_int_eq(pack_open(&p, "cn-mofcom-61-2025", &f), ST_OK);
	m = &p.materials[0];
	ck_assert_str_eq(m->id, "part-1");
	for (size_t i = 0; i < sizeof(absent) / sizeof(absent[0]); i++)
		ck_assert(
		    !(m->elements >> element_find(str_of(absent[i])) & 1));
	ck_assert_uint_eq(guises_of(m, "Gd"), metal);
	ck_assert_uint_eq(guises_of(m, "Lu"), metal);
	ck_assert_uint_eq(guises_of(m, "Sc"), metal);
	ck_assert_uint_eq(guises_of(m, "Y"), metal);
	ck_assert_uint_eq(guises_of(m, "Sm"), metal | alloy);
	ck_assert_uint_eq(guises_of(m, "Dy"), metal | alloy | oxide);
	ck_assert_uint_eq(guises_of(m, "Tb"), metal | alloy | oxide);
	ck_assert_int_eq(p.read_until, 20260228);
	pack_free(&p);
	findings_free(&f);
}
END_TEST

START_TEST(pack_of_no_61_has_its_limit_inside)
{
	/* test-of: cn-mofcom-61-2025 1.i */
	/* test-of: cn-mofcom-61-2025 1.i.limit */
	struct findings f = { 0 };
	const struct rule_test *t;
	const struct rule *r;
	struct pack p;

	ck_assert_int_eq(pack_open(&p, "cn-mofcom-61-2025", &f), ST_OK);
	r = &p.rule[pack_find_rule(&p, "limb-i")];
	t = &r->test[r->ntest - 1];
	ck_assert_int_eq(t->kind, TEST_VALUE_SHARE);
	ck_assert_int_eq(t->compare, COMPARE_AT_LEAST);
	ck_assert_int_eq(mpq_cmp_ui(t->limit, 1, 1000), 0);
	ck_assert(!clause_is_law(rule_least_sure(r)));
	pack_free(&p);
	findings_free(&f);
}
END_TEST

START_TEST(pack_of_any_trace_is_hypothetical)
{
	/* test-of: cn-trace trace */
	/* test-of: cn-trace any-amount */
	/* test-of: cn-trace elements */
	struct findings f = { 0 };
	const struct rule *r;
	struct pack p;

	ck_assert_int_eq(pack_open(&p, "cn-trace", &f), ST_OK);
	ck_assert_uint_eq(p.nrule, 2);
	r = &p.rule[0];
	ck_assert(r->hypothetical && r->on);
	ck_assert_int_eq(r->test[0].kind, TEST_PRESENCE);
	ck_assert_int_eq(r->test[0].compare, COMPARE_ABOVE);
	ck_assert_int_eq(mpq_sgn(r->test[0].limit), 0);
	ck_assert_uint_eq(r->test[0].of->elements, ELEMENT_ALL);
	ck_assert(!clause_is_law(rule_least_sure(r)));
	r = &p.rule[1]; /* test-of: cn-trace using */
	ck_assert(r->hypothetical && !r->on && r->test[0].process);
	pack_free(&p);
	findings_free(&f);
}
END_TEST

START_TEST(pack_is_found_by_id_and_by_path)
{
	struct pack_entry *list = NULL;
	struct findings f = { 0 };
	struct error err = { 0 };
	struct arena a = { 0 };
	struct pack p;
	size_t n = 0;

	ck_assert_int_eq(pack_list(&a, &list, &n, &err), ST_OK);
	ck_assert_uint_ge(n, 2);
	for (size_t i = 0; i < n; i++) {
		ck_assert_int_eq(pack_check(list[i].path, &f), ST_OK);
		if (i > 0)
			ck_assert_int_lt(strcmp(list[i - 1].id, list[i].id), 0);
	}
	ck_assert_int_eq(pack_open(&p, "forms/cn-trace/rules.xml", &f), ST_OK);
	pack_free(&p);
	ck_assert_uint_eq(f.errors, 0);
	ck_assert_int_eq(pack_open(&p, "no-such-law", &f), ST_NOINPUT);
	ck_assert_ptr_null(p.rule);
	ck_assert_int_eq(pack_open(&p, "../cn-trace", &f), ST_NOINPUT);
	arena_free(&a);
	findings_free(&f);
}
END_TEST

static void
add(TCase *t)
{
	tcase_set_timeout(t, 120);
	tcase_add_loop_test(
	    t, pack_says_of_each_case_what_its_table_says, 0, LENGTH(tables));
	tcase_add_test(t, pack_of_no_61_selects_part_1);
	tcase_add_test(t, pack_of_no_61_has_its_limit_inside);
	tcase_add_test(t, pack_of_any_trace_is_hypothetical);
	tcase_add_test(t, pack_is_found_by_id_and_by_path);
}

int
main(void)
{
	return run_suite("packs", add);
}
