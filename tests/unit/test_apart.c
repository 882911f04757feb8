/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_apart - limits of parts, articles, products and homogeneous materials,
 * and of each element alone: small products, and which thing decides them.
 */
#include "core/rules/apart.h"

#include "core/bom/bom.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#define TWO \
	"<materials id=\"two\" title=\"T\" title-zh=\"Z\" clause=\"a\"><some " \
	"elements=\"Nd Dy\"/></materials>"
#define RULE(id, scope, attributes) \
	"<rule id=\"" id "\" clause=\"a\" title=\"T\" title-zh=\"Z\">" scope \
	"<trigger><mass-share of=\"two\" is=\"above\" limit=\"1 " \
	"%\" " attributes "/></trigger></rule>"

static const char rules[] =
    TWO RULE("item", "", "") RULE("part", "", "per=\"part\"")
	RULE("material", "", "per=\"homogeneous-material\"") RULE("article", "",
	    "per=\"article\"") RULE("product", "", "per=\"product\"")
	    RULE("each", "", "each=\"element\"")
		RULE("both", "", "per=\"part\" each=\"element\"") RULE("scoped",
		    "<scope><item forms=\"product\"/></scope>", "per=\"part\"")
		    RULE("named", "", "per=\"part\" per-forms=\"magnet\"");

struct fixture {
	struct make m;
	struct court c;
};

static struct item *
good(struct fixture *f, const char *part, enum form form, const char *mass,
    const char *nd, const char *dy)
{
	struct item *it = make_item(&f->m, part, mass);
	uint32_t at = (uint32_t)(it - f->m.b.item);

	it->form = (uint8_t)form;
	it->flags |= ITEM_COMPLETE;
	if (nd != NULL)
		make_line(&f->m, part, "Nd", nd, false);
	if (dy != NULL)
		make_line(&f->m, part, "Dy", dy, false);
	return &f->m.b.item[at];
}

static void
hold(struct fixture *f)
{
	make_linked(&f->m);
	court_read(&f->c, rules);
	court_compile(&f->c, &f->m.b, NULL);
	court_judge(&f->c, &f->m.b);
}

static void
fixture_close(struct fixture *f)
{
	court_close(&f->c);
	make_free(&f->m);
}

static enum verdict
of(const struct fixture *f, const char *rule, const char *part)
{
	return court_verdict(&f->c, &f->m, VARIANT_LAW, rule, part);
}

/* The part that decides; "" for none. */
static const char *
by(const struct fixture *f, const char *rule, const char *part,
    struct decider *d)
{
	for (size_t r = 0; r < f->c.book.nrule; r++)
		if (strcmp(f->c.book.rule[r].rule->id, rule) == 0)
			ck_assert(apart_decider(&f->c.j, VARIANT_LAW, r,
			    f->c.book.rule[r].rule->ntest - 1,
			    make_find(&f->m, part), d));
	return d->unit == BOM_NONE ? "" : bom_part(&f->m.b, d->unit).p;
}

static void
ck_by(const struct fixture *f, const char *rule, const char *part,
    const char *unit)
{
	struct decider d;
	const char *is = by(f, rule, part, &d);
	size_t n = strlen(unit);

	ck_assert_msg(strncmp(is, unit, n) == 0 && (n > 0 || is[0] == '\0'),
	    "%s of %s: %s", rule, part, is);
}

/* A motor of 10 kg: a rotor of 1 kg with 0.2 kg of magnets with 5 g of each. */
static void
motor(struct fixture *f)
{
	make_init(&f->m);
	good(f, "MOTOR", FORM_PRODUCT, "10000", NULL, NULL);
	good(f, "ROTOR", FORM_COMPONENT, "1000", NULL, NULL);
	good(f, "MAG", FORM_MAGNET, "100", "2.5", "2.5");
	good(f, "STEEL", FORM_MATERIAL, "800", NULL, NULL);
	good(f, "CASE", FORM_PART, "9000", NULL, NULL);
	make_use(&f->m, "MOTOR", "ROTOR", "1");
	make_use(&f->m, "MOTOR", "CASE", "1");
	make_use(&f->m, "ROTOR", "MAG", "2");
	make_use(&f->m, "ROTOR", "STEEL", "1");
}

START_TEST(each_level_has_its_own_denominator)
{
	struct fixture f;

	motor(&f);
	hold(&f);
	/* 10 g: 0.1 % of the motor, 1 % of the rotor, 5 % of the magnet */
	ck_assert_int_eq(of(&f, "item", "MOTOR"), VERDICT_CLEAR);
	ck_assert_int_eq(of(&f, "part", "MOTOR"), VERDICT_CLEAR);
	ck_assert_int_eq(of(&f, "product", "MOTOR"), VERDICT_CLEAR);
	ck_assert_int_eq(of(&f, "material", "MOTOR"), VERDICT_TRIGGERED);
	ck_assert_int_eq(of(&f, "article", "MOTOR"), VERDICT_TRIGGERED);
	ck_assert_int_eq(of(&f, "named", "MOTOR"), VERDICT_TRIGGERED);
	ck_by(&f, "part", "MOTOR", "ROTOR");
	ck_by(&f, "product", "MOTOR", "MOTOR");
	ck_by(&f, "material", "MOTOR", "MAG");
	ck_by(&f, "article", "MOTOR", "MAG");
	ck_by(&f, "material", "ROTOR", "MAG");
	/* nothing of the kind in it */
	ck_assert_int_eq(of(&f, "part", "MAG"), VERDICT_CLEAR);
	ck_by(&f, "part", "MAG", "");
	ck_by(&f, "article", "STEEL", "STEEL"); /* perhaps one */
	fixture_close(&f);
}
END_TEST

START_TEST(each_element_is_held_against_the_limit_alone)
{
	struct fixture f;
	struct decider d;

	make_init(&f.m);
	good(&f, "P", FORM_PART, "100", "0.9", "0.9");
	good(&f, "Q", FORM_PART, "100", "0.9", "1.1");
	hold(&f);
	ck_assert_int_eq(of(&f, "item", "P"), VERDICT_TRIGGERED);
	ck_assert_int_eq(of(&f, "each", "P"), VERDICT_CLEAR);
	ck_assert_int_eq(of(&f, "both", "P"), VERDICT_CLEAR);
	ck_assert_int_eq(of(&f, "each", "Q"), VERDICT_TRIGGERED);
	by(&f, "each", "Q", &d);
	for (size_t r = 0; r < f.c.book.nrule; r++)
		if (strcmp(f.c.book.rule[r].rule->id, "each") == 0)
			ck_assert_uint_eq(booked_test(&f.c.book.rule[r], d.test)
					      ->of->elements,
			    1u << element_find(STR("Dy")));
	fixture_close(&f);
}
END_TEST

START_TEST(the_scope_is_of_the_item_that_is_judged)
{
	struct fixture f;

	motor(&f);
	make_line(&f.m, "CASE", "Nd", "100", false);
	hold(&f);
	ck_assert_int_eq(of(&f, "part", "MOTOR"), VERDICT_TRIGGERED);
	ck_assert_int_eq(of(&f, "scoped", "MOTOR"), VERDICT_TRIGGERED);
	ck_assert_int_eq(of(&f, "scoped", "CASE"), VERDICT_CLEAR);
	ck_by(&f, "scoped", "MOTOR", "CASE");
	fixture_close(&f);
}
END_TEST

/* P with one of two parts, of which the first surely exceeds the limit. */
static void
with_choice(struct fixture *f, const char *second)
{
	uint32_t note;

	make_init(&f->m);
	good(f, "P", FORM_PRODUCT, "10000", NULL, NULL);
	good(f, "A", FORM_PART, "100", "2", NULL);
	good(f, "B", FORM_PART, "100", second, NULL);
	good(f, "REST", FORM_MATERIAL, "9900", NULL, NULL);
	note = bom_note(
	    &f->m.b, (struct use_note){ .place = bom_text(&f->m.b, STR("1")) });
	make_use(&f->m, "P", "A", "1")->note = note;
	make_use(&f->m, "P", "B", "1")->note = note;
	make_use(&f->m, "P", "REST", "1");
	hold(f);
}

START_TEST(an_alternative_decides_only_with_the_others)
{
	struct fixture f;
	struct decider d;

	with_choice(&f, "0.5");
	ck_assert_int_eq(of(&f, "part", "P"), VERDICT_UNDECIDED);
	ck_by(&f, "part", "P", "A");
	by(&f, "part", "P", &d);
	ck_assert(d.perhaps);
	fixture_close(&f);
	with_choice(&f, "1.5");
	ck_assert_int_eq(of(&f, "part", "P"), VERDICT_TRIGGERED);
	fixture_close(&f);
}
END_TEST

START_TEST(what_is_perhaps_there_triggers_nothing)
{
	struct fixture f;
	struct use *u;

	make_init(&f.m);
	good(&f, "P", FORM_PRODUCT, NULL, NULL, NULL);
	good(&f, "NONE", FORM_PRODUCT, NULL, NULL, NULL);
	good(&f, "A", FORM_PART, "100", "2", NULL);
	good(&f, "REST", FORM_PART, "9900", NULL, NULL);
	make_use(&f.m, "P", "REST", "1");
	make_use(&f.m, "NONE", "REST", "1");
	make_use(&f.m, "NONE", "A", "0");
	u = make_use(&f.m, "P", "A", "1");
	u->qty = BOM_NONE;
	hold(&f);
	ck_assert_int_eq(of(&f, "part", "P"), VERDICT_UNDECIDED);
	ck_assert_int_eq(of(&f, "part", "NONE"), VERDICT_CLEAR);
	ck_by(&f, "part", "NONE", "REST");
	fixture_close(&f);
}
END_TEST

START_TEST(a_form_that_is_not_known_is_perhaps_at_the_level)
{
	struct fixture f;

	make_init(&f.m);
	good(&f, "P", FORM_UNKNOWN, "100", "2", NULL);
	good(&f, "Q", FORM_UNKNOWN, "100", "0.5", NULL);
	good(&f, "PHANTOM", FORM_PART, "100", "2", NULL)->flags |= ITEM_PHANTOM;
	hold(&f);
	ck_assert_int_eq(of(&f, "part", "P"), VERDICT_UNDECIDED);
	ck_assert_int_eq(of(&f, "part", "Q"), VERDICT_CLEAR);
	ck_assert_int_eq(of(&f, "part", "PHANTOM"), VERDICT_CLEAR);
	/* some of what it is made of holds no less than the mean */
	ck_assert_int_eq(of(&f, "material", "P"), VERDICT_TRIGGERED);
	ck_assert_int_eq(of(&f, "material", "Q"), VERDICT_UNDECIDED);
	fixture_close(&f);
}
END_TEST

START_TEST(of_what_is_put_together_only_the_mean_is_known)
{
	struct fixture f;
	struct decider d;

	make_init(&f.m);
	good(&f, "DENSE", FORM_PART, "100", "2", NULL);
	good(&f, "THIN", FORM_PART, "100", "0.01", NULL);
	good(&f, "EMPTY", FORM_PART, "100", NULL, NULL);
	good(&f, "GLASS", FORM_GLASS, "100", "0.01", NULL);
	/* parts of an alloy are what it was made of */
	good(&f, "ALLOY", FORM_ALLOY, "100", NULL, NULL);
	good(&f, "METAL", FORM_METAL, "0.5", "0.5", NULL);
	good(&f, "IRON", FORM_METAL, "99.5", NULL, NULL);
	make_use(&f.m, "ALLOY", "METAL", "1");
	make_use(&f.m, "ALLOY", "IRON", "1");
	hold(&f);
	ck_assert_int_eq(of(&f, "material", "DENSE"), VERDICT_TRIGGERED);
	ck_assert_int_eq(of(&f, "material", "THIN"), VERDICT_UNDECIDED);
	ck_assert_int_eq(of(&f, "material", "EMPTY"), VERDICT_CLEAR);
	ck_assert_int_eq(of(&f, "material", "GLASS"), VERDICT_CLEAR);
	ck_assert_int_eq(of(&f, "material", "ALLOY"), VERDICT_CLEAR);
	ck_assert_int_eq(of(&f, "material", "METAL"), VERDICT_TRIGGERED);
	by(&f, "material", "THIN", &d);
	ck_assert(d.mean && !d.perhaps);
	by(&f, "material", "GLASS", &d);
	ck_assert(!d.mean);
	fixture_close(&f);
}
END_TEST

START_TEST(an_article_with_an_article_in_it_is_judged_by_that)
{
	struct fixture f;

	make_init(&f.m);
	/* 0.2 % of any article in the ring, and something beside it */
	good(&f, "RING", FORM_PART, "100", NULL, NULL);
	good(&f, "GLUED", FORM_PART, "100", "3", NULL);
	f.m.b.content[f.m.b.ncontent - 1].scope = SCOPE_OWN;
	good(&f, "CORE", FORM_PART, "50", "0.1", NULL);
	make_use(&f.m, "RING", "CORE", "2");
	make_use(&f.m, "GLUED", "CORE", "1");
	good(&f, "SOLID", FORM_PART, "100", "3", NULL);
	hold(&f);
	ck_assert_int_eq(of(&f, "article", "RING"), VERDICT_CLEAR);
	ck_by(&f, "article", "RING", "CORE");
	ck_assert_int_eq(of(&f, "part", "GLUED"), VERDICT_TRIGGERED);
	ck_assert_int_eq(of(&f, "article", "GLUED"), VERDICT_UNDECIDED);
	ck_by(&f, "article", "GLUED", "GLUED");
	ck_assert_int_eq(of(&f, "article", "SOLID"), VERDICT_TRIGGERED);
	fixture_close(&f);
}
END_TEST

START_TEST(a_product_in_a_kit_is_judged_by_itself)
{
	struct fixture f;

	make_init(&f.m);
	good(&f, "KIT", FORM_ASSEMBLY, "10000", NULL, NULL);
	good(&f, "PHONE", FORM_PRODUCT, "100", "2", NULL);
	good(&f, "BOX", FORM_PART, "9900", NULL, NULL);
	make_use(&f.m, "KIT", "PHONE", "1");
	make_use(&f.m, "KIT", "BOX", "1");
	hold(&f);
	ck_assert_int_eq(of(&f, "item", "KIT"), VERDICT_CLEAR);
	ck_assert_int_eq(of(&f, "product", "KIT"), VERDICT_TRIGGERED);
	ck_by(&f, "product", "KIT", "PHONE");
	fixture_close(&f);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, each_level_has_its_own_denominator);
	tcase_add_test(tc, each_element_is_held_against_the_limit_alone);
	tcase_add_test(tc, the_scope_is_of_the_item_that_is_judged);
	tcase_add_test(tc, an_alternative_decides_only_with_the_others);
	tcase_add_test(tc, what_is_perhaps_there_triggers_nothing);
	tcase_add_test(tc, a_form_that_is_not_known_is_perhaps_at_the_level);
	tcase_add_test(tc, of_what_is_put_together_only_the_mean_is_known);
	tcase_add_test(tc, an_article_with_an_article_in_it_is_judged_by_that);
	tcase_add_test(tc, a_product_in_a_kit_is_judged_by_itself);
}

int
main(void)
{
	return run_suite("apart", add);
}
