/* SPDX-License-Identifier: Apache-2.0 */
/* test_alike - items of which nothing is known are judged once. */
#include "core/rules/judge.h"

#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

/* The evidence of a trace, and how often it was asked. */
static struct evidence from;
static size_t asked;

static void
count_bounds(const void *ctx, size_t column, uint32_t item, struct bounds *out)
{
	asked++;
	from.bounds(ctx, column, item, out);
}

/* A product of two leaves that say something, eight that say nothing, two of
 * them priced, and an assembly of such leaves alone. */
static void
make_product(struct make *m)
{
	char name[] = "0";

	make_init(m);
	make_item(m, "TOP", NULL);
	make_item(m, "MAGNET", "10");
	make_line(m, "MAGNET", "Dy", "1", false);
	make_item(m, "HEAVY", "5");
	for (int i = 0; i < 8; i++, name[0]++) {
		struct item *it = make_item(m, name, NULL);

		if (i % 4 != 3)
			continue;
		it->value = make_number(m, i == 3 ? "100" : "200");
		it->currency = bom_text(&m->b, STR("USD"));
	}
	make_use(m, "TOP", "MAGNET", "1");
	make_use(m, "TOP", "HEAVY", "1");
	for (name[0] = '0'; name[0] < '8'; name[0]++)
		make_use(m, "TOP", name, "2");
	make_item(m, "SUB", NULL);
	make_use(m, "TOP", "SUB", "3");
	make_use(m, "SUB", "0", "5");
	make_use(m, "SUB", "1", "7");
	make_linked(m);
}

/* By a rule on presence, and by one on prices. */
static const struct {
	const char *rule;
	size_t judged; /* items */
} rules[] = { { "<presence of=\"all\" origin=\"o\" is=\"above\" "
		"limit=\"0 g\"/>",
		  4 },
	{ "<value-share of=\"all\" origin=\"o\" is=\"at-least\" "
	  "limit=\"0.1 %\"/>",
	    6 } };

START_TEST(one_tells_the_verdict_of_all)
{
	struct judgement each, once;
	struct error err = { 0 };
	char text[400];
	struct court c;
	struct make m;
	size_t all;

	make_product(&m);
	snprintf(text, sizeof(text),
	    "<rule id=\"r\" clause=\"a\" title=\"T\" title-zh=\"Z\">"
	    "<trigger>%s</trigger></rule>",
	    rules[_i].rule);
	court_read(&c, text);
	court_compile(&c, &m.b, NULL);
	court_judge(&c, &m.b);
	from = c.evidence;
	c.evidence.bounds = count_bounds;
	asked = 0;
	ck_assert_int_eq(judge(&once, &c.book, &m.b, &c.evidence, &err), ST_OK);
	all = asked;
	c.evidence.plain = NULL;
	ck_assert_int_eq(judge(&each, &c.book, &m.b, &c.evidence, &err), ST_OK);
	/* one test, and one look at what is open, of each */
	ck_assert_uint_eq(all * m.b.nitem, (asked - all) * rules[_i].judged);
	ck_assert_mem_eq(once.cell[VARIANT_LAW], each.cell[VARIANT_LAW],
	    m.b.nitem * once.ncell);
	judgement_free(&once);
	judgement_free(&each);
	court_close(&c);
	make_free(&m);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(t, one_tells_the_verdict_of_all, 0, 2);
}

int
main(void)
{
	return run_suite("alike", add);
}
