/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rules/recourse/recourse.h"

#include "tests/unit/build.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#define RULE(scope, trigger) \
	"<rule id=\"r\" clause=\"a\" hypothetical=\"yes\" title=\"T\" " \
	"title-zh=\"Z\">" scope "<trigger>" trigger "</trigger></rule>"
#define SHARE(is, limit) \
	RULE("", "<mass-share of=\"dy\" origin=\"o\" is=\"" is \
		 "\" limit=\"" limit "\"/>")
#define ANY \
	RULE("", "<presence of=\"all\" origin=\"o\" is=\"above\" " \
		 "limit=\"0 g\"/>")

/* A product, a rule, and what is found. */
struct sought {
	struct make m;
	struct court c;
	uint8_t shipped[16], keep[16];
	struct recourse_basis basis;
	struct recourse r;
};

static void
part(struct sought *s, const char *name, const char *dy, const char *country)
{
	make_item(&s->m, name, "10")->form = FORM_OXIDE;
	make_line(&s->m, name, "Dy", dy, false);
	make_complete(&s->m, name);
	make_origin(&s->m, name, STAGE_ALL, country, "1");
}

static void
top(struct sought *s, const char *name, const char *mass)
{
	make_item(&s->m, name, mass)->flags |= ITEM_COMPLETE | ITEM_SHIPPED;
}

static void
judge_by(struct sought *s, const char *rule)
{
	make_linked(&s->m);
	court_read(&s->c, rule);
	court_compile(&s->c, &s->m.b, NULL);
	court_judge(&s->c, &s->m.b);
	for (uint32_t i = 0; i < s->m.b.nitem && i < 16; i++)
		s->shipped[i] = (s->m.b.item[i].flags & ITEM_SHIPPED) != 0;
	s->basis.ask = (struct ask_basis){ &s->m.b, &s->c.book, &s->c.j,
		s->c.trace, s->shipped, 1, 0, false };
	memcpy(s->basis.country, "AU", 3);
	s->basis.keep = s->keep;
	s->basis.as_if_in_force = true;
}

static void
seek(struct sought *s)
{
	struct error err = { 0 };

	if (recourse_find(&s->r, &s->basis, &err) != ST_OK)
		ck_abort_msg("%s", err.text);
}

static bool
is_chosen(const struct sought *s, const char *name)
{
	for (size_t i = 0; i < s->r.nitem; i++)
		if (s->r.item[i] == make_find(&s->m, name))
			return true;
	return false;
}

static void
close(struct sought *s)
{
	recourse_free(&s->r);
	court_close(&s->c);
	make_free(&s->m);
}

/* 4 + 2 + 1 + 1 of 8000 g: without the first it is 0.05 % to the digit. */
static void
at_the_limit(struct sought *s)
{
	static const char *const name[] = { "A", "B", "C", "D" };
	static const char *const dy[] = { "4", "2", "1", "1" };

	memset(s, 0, sizeof(*s));
	make_init(&s->m);
	top(s, "P", "8000");
	for (int i = 0; i < 4; i++) {
		part(s, name[i], dy[i], "CN");
		make_use(&s->m, "P", name[i], "1");
	}
}

START_TEST(a_limit_that_is_met_to_the_digit_is_decided_exactly)
{
	struct sought s;

	at_the_limit(&s);
	judge_by(&s, SHARE("above", "0.05 %"));
	seek(&s);
	ck_assert_uint_eq(s.r.n, 1);
	ck_assert(is_chosen(&s, "A") && s.r.optimal);
	close(&s);
	at_the_limit(&s);
	judge_by(&s, SHARE("at-least", "0.05 %"));
	seek(&s);
	ck_assert_uint_eq(s.r.n, 2);
	ck_assert(is_chosen(&s, "A") && s.r.optimal);
	ck_assert_int_eq(mpq_cmp_ui(s.r.cost, 2, 1), 0);
	close(&s);
}
END_TEST

START_TEST(of_alternatives_one_is_enough)
{
	struct use_note note = { 0 };
	struct sought s;
	uint32_t place;

	memset(&s, 0, sizeof(s));
	make_init(&s.m);
	top(&s, "P", "100");
	part(&s, "A", "1", "CN");
	part(&s, "B", "1", "CN");
	part(&s, "C", "1", "CN");
	note.place = bom_text(&s.m.b, STR("x"));
	place = bom_note(&s.m.b, note);
	make_use(&s.m, "P", "A", "1")->note = place;
	make_use(&s.m, "P", "B", "1")->note = place;
	make_use(&s.m, "P", "C", "1");
	judge_by(&s, ANY);
	seek(&s);
	ck_assert(s.r.optimal);
	ck_assert_uint_eq(s.r.n, 2);
	ck_assert(is_chosen(&s, "C"));
	ck_assert(is_chosen(&s, "A") != is_chosen(&s, "B"));
	recourse_free(&s.r);
	s.basis.settle = true; /* now neither may be there */
	seek(&s);
	ck_assert_uint_eq(s.r.n, 3);
	close(&s);
}
END_TEST

START_TEST(a_part_of_two_products_is_cheaper_than_one_of_each)
{
	struct sought s;

	memset(&s, 0, sizeof(s));
	make_init(&s.m);
	top(&s, "P", "1000");
	top(&s, "Q", "1000");
	part(&s, "A", "6", "CN");
	part(&s, "B", "6", "CN");
	part(&s, "C", "5.5", "CN");
	make_use(&s.m, "P", "A", "1");
	make_use(&s.m, "Q", "B", "1");
	make_use(&s.m, "P", "C", "1");
	make_use(&s.m, "Q", "C", "1");
	judge_by(&s, SHARE("above", "0.6 %"));
	seek(&s);
	ck_assert(s.r.optimal);
	ck_assert_uint_eq(s.r.n, 1);
	ck_assert(is_chosen(&s, "C"));
	recourse_free(&s.r);
	s.keep[make_find(&s.m, "C")] = 1;
	seek(&s);
	ck_assert(s.r.optimal);
	ck_assert_uint_eq(s.r.n, 2);
	close(&s);
}
END_TEST

START_TEST(a_supplier_is_left_with_all_his_parts)
{
	struct sought s;

	at_the_limit(&s);
	s.m.b.item[2].maker = bom_text(&s.m.b, STR("M"));
	s.m.b.item[3].maker = s.m.b.item[4].maker = s.m.b.item[2].maker;
	judge_by(&s, SHARE("above", "0.05 %"));
	s.basis.by = RECOURSE_SUPPLIERS;
	s.keep[1] = 1;
	seek(&s);
	ck_assert(s.r.optimal);
	ck_assert_uint_eq(s.r.n, 1);
	ck_assert_uint_eq(s.r.nitem, 3);
	close(&s);
}
END_TEST

static enum blocked
why(const char *rule, const char *keep)
{
	struct sought s;
	enum blocked found;

	at_the_limit(&s);
	make_line(&s.m, "P", "Nd", keep == NULL ? "1" : "0", false)->scope =
	    SCOPE_OWN;
	make_origin(&s.m, "P", STAGE_ALL, "CN", "1");
	judge_by(&s, rule);
	if (keep != NULL)
		s.keep[make_find(&s.m, keep)] = 1;
	seek(&s);
	ck_assert_uint_eq(s.r.ntarget, 1);
	found = s.r.target[0].blocked ? (enum blocked)s.r.target[0].why
				      : (enum blocked) - 1;
	ck_assert_uint_eq(s.r.nblocked, s.r.target[0].blocked);
	close(&s);
	return found;
}

START_TEST(what_nothing_changes_says_why)
{
	static const char every[] =
	    RULE("", "<presence of=\"dy\" is=\"above\" limit=\"0 g\"/>");
	ck_assert_int_eq(why(every, "A"), BLOCKED_EVERY);
	ck_assert_int_eq(why(ANY, "B"), BLOCKED_KEPT);
	ck_assert_int_eq(why(ANY, NULL), BLOCKED_OWN);
}
END_TEST

START_TEST(declarations_settle_at_best_what_they_can)
{
	struct sought s;

	memset(&s, 0, sizeof(s));
	make_init(&s.m);
	top(&s, "P", "1000");
	make_item(&s.m, "A", "100");
	make_item(&s.m, "B", "30");
	make_item(&s.m, "C", "30");
	make_use(&s.m, "P", "A", "1");
	make_use(&s.m, "P", "B", "1");
	make_use(&s.m, "P", "C", "1");
	judge_by(&s, SHARE("above", "5 %"));
	s.basis.declare = true;
	seek(&s);
	ck_assert(s.r.optimal);
	ck_assert_uint_eq(s.r.n, 2); /* 30 g of 1000 g are left */
	ck_assert(is_chosen(&s, "A"));
	close(&s);
}
END_TEST

START_TEST(a_source_in_a_country_that_counts_is_refused)
{
	struct error err = { 0 };
	struct sought s;

	at_the_limit(&s);
	judge_by(&s, ANY);
	memcpy(s.basis.country, "CN", 3);
	ck_assert_int_eq(recourse_find(&s.r, &s.basis, &err), ST_USAGE);
	court_close(&s.c);
	make_free(&s.m);
}
END_TEST

static struct recourse_costs costs;

/* The findings of a table of costs, or "" if it is read. */
static const char *
read_costs(const char *text)
{
	static char said[ERROR_TEXT + 40];
	struct findings f = { 0 };
	struct make m;

	make_init(&m);
	make_item(&m, "A", NULL);
	make_item(&m, "B", NULL)->maker = bom_text(&m.b, STR("M"));
	make_item(&m, "B", NULL)->maker = bom_text(&m.b, STR("N"));
	make_linked(&m);
	said[0] = '\0';
	if (recourse_costs_read(&costs, &m.b, "c.csv", str_of(text), &f) !=
	    ST_OK)
		snprintf(said, sizeof(said), "%u:%u: %s", f.first.at.line,
		    f.first.at.col, f.first.text);
	findings_free(&f);
	make_free(&m);
	return said;
}

static void
refuses(const char *text, const char *start)
{
	const char *said = read_costs(text);

	ck_assert_msg(strncmp(said, start, strlen(start)) == 0, "%s", said);
	recourse_costs_free(&costs);
}

START_TEST(costs_are_read_with_their_currency)
{
	ck_assert_str_eq(read_costs("part,maker,supplier,cost,currency\n"
				    "A,,,12.5,EUR\nB,N,,0.25,EUR\n,,S,7,EUR\n"),
	    "");
	ck_assert_uint_eq(costs.n, 3);
	ck_assert_uint_eq(costs.list[0].item, 0);
	ck_assert_uint_eq(costs.list[1].item, 2);
	ck_assert_uint_eq(costs.list[2].item, BOM_NONE);
	ck_assert_int_eq(mpq_cmp_ui(costs.list[1].cost, 1, 4), 0);
	recourse_costs_free(&costs);
	refuses("part,cost\nZ,1\n", "2:1: no item \"Z\"");
	refuses("part,cost\nB,1\n", "2:1: \"B\" is more than one item");
	refuses("part,cost\nA,-1\n", "2:3: a cost below zero");
	refuses("part,cost\nA,x\n", "2:3: ");
	refuses("part,cost\nA,1\nA,2\n", "3:0: the same again");
	refuses("part,cost,currency\nA,1,EUR\nA,2,USD\n", "3:5: currency");
	refuses("part,price\nA,1\n", "1:6: column \"price\"");
	refuses("supplier,part,cost\n,,1\n", "2:1: no part and no supplier");
	refuses("maker,cost\nM,1\n", "1:1: no column \"part\"");
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, a_limit_that_is_met_to_the_digit_is_decided_exactly);
	tcase_add_test(tc, of_alternatives_one_is_enough);
	tcase_add_test(tc, a_part_of_two_products_is_cheaper_than_one_of_each);
	tcase_add_test(tc, a_supplier_is_left_with_all_his_parts);
	tcase_add_test(tc, what_nothing_changes_says_why);
	tcase_add_test(tc, declarations_settle_at_best_what_they_can);
	tcase_add_test(tc, a_source_in_a_country_that_counts_is_refused);
	tcase_add_test(tc, costs_are_read_with_their_currency);
}

int
main(void)
{
	return run_suite("recourse", add);
}
