/* SPDX-License-Identifier: Apache-2.0 */
/* test_screen - what is shipped, what is counted, and the exit code. */
#include "core/rules/screen.h"

#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#define RULE(id, more) \
	"<rule id=\"" id "\" clause=\"a\" title=\"T\" title-zh=\"Z\" " more \
	"><trigger><presence of=\"all\" origin=\"o\" is=\"above\" " \
	"limit=\"0 g\"/></trigger></rule>"

/* ROOT (steel, complete) holds CHINESE; SPARE is a root of its own. */
static void
make_product(struct make *m)
{
	make_init(m);
	make_item(m, "ROOT", "1000");
	make_complete(m, "ROOT")->scope = SCOPE_OWN;
	make_item(m, "CHINESE", "10");
	make_complete(m, "CHINESE");
	make_line(m, "CHINESE", "Nd", "0.3", true);
	make_origin(m, "CHINESE", STAGE_MINING, "CN", "1");
	make_item(m, "STEEL", "10");
	make_complete(m, "STEEL");
	make_item(m, "SPARE", "10");
	make_complete(m, "SPARE");
	make_use(m, "ROOT", "CHINESE", "1");
	make_use(m, "ROOT", "STEEL", "1");
}

START_TEST(roots_flagged_and_named_items_are_shipped)
{
	struct arena a = { 0 };
	struct make m;
	uint8_t *shipped;
	uint32_t steel;

	make_product(&m);
	m.b.item[1].flags |= ITEM_SHIPPED; /* CHINESE */
	make_linked(&m);
	steel = make_find(&m, "STEEL");
	shipped = screen_shipped(&a, &m.b, NULL, 0);
	ck_assert_int_eq(shipped[make_find(&m, "ROOT")], 1);
	ck_assert_int_eq(shipped[make_find(&m, "SPARE")], 1);
	ck_assert_int_eq(shipped[make_find(&m, "CHINESE")], 1);
	ck_assert_int_eq(shipped[steel], 0);
	shipped = screen_shipped(&a, &m.b, &steel, 1);
	ck_assert_int_eq(shipped[steel], 1);
	arena_free(&a);
	make_free(&m);
}
END_TEST

START_TEST(verdicts_are_counted_apart_for_what_is_not_shipped)
{
	struct arena a = { 0 };
	struct tally in, out;
	struct court c;
	struct make m;
	uint8_t *shipped;

	make_product(&m);
	make_item(&m, "SILENT", "5");
	make_linked(&m);
	court_read(&c, RULE("r", "hypothetical=\"yes\""));
	court_compile(&c, &m.b, NULL);
	court_judge(&c, &m.b);
	shipped = screen_shipped(&a, &m.b, NULL, 0);
	in = screen_count(&c.j, VARIANT_LAW, 0, shipped, 1);
	ck_assert_uint_eq(in.triggered, 1);
	ck_assert_uint_eq(in.clear, 1);
	ck_assert_uint_eq(in.undecided[GAP_SILENT], 1);
	ck_assert_uint_eq(tally_undecided(&in), 1);
	out = screen_count(&c.j, VARIANT_LAW, 0, shipped, 0);
	ck_assert_uint_eq(out.triggered, 1);
	ck_assert_uint_eq(out.clear, 1);
	ck_assert_uint_eq(tally_undecided(&out), 0);
	arena_free(&a);
	court_close(&c);
	make_free(&m);
}
END_TEST

static const struct code {
	const char *rules;
	bool chinese, silent; /* is such an item a root? */
	bool as_if;
	int code;
} codes[] = {
	{ RULE("r", "hypothetical=\"yes\""), false, false, false, 0 },
	{ RULE("r", "hypothetical=\"yes\""), false, true, false, 2 },
	{ RULE("r", "hypothetical=\"yes\""), true, false, false, 1 },
	{ RULE("r", "hypothetical=\"yes\""), true, true, false, 1 },
	{ RULE("r", "from=\"2026-01-01\""), true, true, false, 1 },
	{ RULE("r", "from=\"2026-03-01\""), true, true, false, 0 },
	{ RULE("r", "from=\"2026-03-01\""), true, true, true, 1 },
	{ RULE("r", "from=\"2025-01-01\" until=\"2026-02-27\""), true, true,
	    false, 0 },
	{ RULE("r", "from=\"2026-03-01\"") RULE("s", "from=\"2025-03-01\""),
	    false, true, false, 2 },
};

START_TEST(only_what_is_shipped_and_holds_makes_the_exit_code)
{
	const struct code *x = &codes[_i];
	struct arena a = { 0 };
	struct court c;
	struct make m;

	make_init(&m);
	make_item(&m, "STEEL", "10");
	make_complete(&m, "STEEL");
	if (x->silent)
		make_item(&m, "SILENT", "10");
	if (x->chinese) {
		make_item(&m, "CHINESE", "10");
		make_complete(&m, "CHINESE");
		make_line(&m, "CHINESE", "Nd", "0.3", true);
		make_origin(&m, "CHINESE", STAGE_MINING, "CN", "1");
	}
	make_linked(&m);
	court_read(&c, x->rules);
	court_compile(&c, &m.b, NULL);
	court_judge(&c, &m.b);
	ck_assert_int_eq(
	    screen_exit_code(&c.j, VARIANT_LAW,
		screen_shipped(&a, &m.b, NULL, 0), 20260228, x->as_if),
	    x->code);
	arena_free(&a);
	court_close(&c);
	make_free(&m);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, roots_flagged_and_named_items_are_shipped);
	tcase_add_test(t, verdicts_are_counted_apart_for_what_is_not_shipped);
	tcase_add_loop_test(t,
	    only_what_is_shipped_and_holds_makes_the_exit_code, 0,
	    (int)LENGTH(codes));
}

int
main(void)
{
	xml_start();
	return run_suite("screen", add);
}
