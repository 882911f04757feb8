/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_limbs - bills of materials judged under our two packs: limb by limb, by
 * reading, by element and guise.
 */
#include "core/rules/judge.h"

#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

static struct pack *
open_pack(struct court *c, const char *id)
{
	memset(c, 0, sizeof(*c));
	ck_assert_int_eq(pack_open(&c->pack, id, &c->f), ST_OK);
	return &c->pack;
}

/* A linked product, held against a pack. */
static void
judge_by(struct court *c, const struct make *m, const char *id)
{
	open_pack(c, id);
	court_compile(c, &m->b, NULL);
	court_judge(c, &m->b);
}

/* An item with a known form, complete but for what is added to it. */
static void
make_formed(struct make *m, const char *part, const char *mass, enum form f)
{
	make_item(m, part, mass)->form = (uint8_t)f;
	make_complete(m, part)->scope = SCOPE_OWN;
}

START_TEST(any_trace_is_triggered_undecided_or_clear)
{
	/* test-of: cn-trace origin */
	struct court c;
	struct make m;

	make_init(&m);
	make_formed(&m, "CHINESE", "100", FORM_MAGNET);
	make_line(&m, "CHINESE", "Nd", "0.3", true);
	make_origin(&m, "CHINESE", STAGE_MINING, "CN", "1");
	make_formed(&m, "OPEN", "100", FORM_MAGNET);
	make_line(&m, "OPEN", "Nd", "0.3", true);
	make_formed(&m, "STEEL", "100", FORM_PART);
	make_item(&m, "SILENT", "100");
	open_pack(&c, "cn-trace");
	make_linked(&m);
	court_compile(&c, &m.b, NULL);
	ck_assert_uint_eq(c.book.nrule, 1); /* process-aids is off */
	court_judge(&c, &m.b);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "contained", "CHINESE"),
	    VERDICT_TRIGGERED);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "contained", "OPEN"),
	    VERDICT_UNDECIDED);
	ck_assert_int_eq(
	    judgement_gap(&c.j, VARIANT_LAW, 0, make_find(&m, "OPEN")),
	    GAP_ORIGIN);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "contained", "STEEL"),
	    VERDICT_CLEAR);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "contained", "SILENT"),
	    VERDICT_UNDECIDED);
	ck_assert_int_eq(
	    judgement_gap(&c.j, VARIANT_LAW, 0, make_find(&m, "SILENT")),
	    GAP_SILENT);
	court_close(&c);
	make_free(&m);
}
END_TEST

/* A motor with 1500 g of magnet of 2.5 % Dy from China: 37.5 g of it. */
static void
make_motor(struct make *m, const char *value, const char *oxide_price)
{
	struct item *motor;
	struct price *price;

	make_init(m);
	make_formed(m, "MAGNET", "1500", FORM_MAGNET);
	make_line(m, "MAGNET", "Dy", "0.025", true);
	make_origin(m, "MAGNET", STAGE_SEPARATION, "CN", "1");
	make_formed(m, "MOTOR", "10000", FORM_ASSEMBLY);
	motor = &m->b.item[1];
	if (value != NULL) {
		motor->value = make_number(m, value);
		motor->currency = bom_text(&m->b, STR("USD"));
	}
	make_use(m, "MOTOR", "MAGNET", "1");
	if (oxide_price != NULL) {
		uint32_t amount = make_number(m, oxide_price);
		uint32_t usd = bom_text(&m->b, STR("USD"));

		price = bom_add_price(&m->b);
		price->element = (uint32_t)element_find(STR("Dy"));
		price->guise = GUISE_OXIDE;
		price->currency = usd;
		price->amount = amount;
		price->date = 20250901;
	}
	make_linked(m);
}

static void
add_metal(struct make *m, const char *amount)
{
	uint32_t id = make_number(m, amount);
	uint32_t usd = bom_text(&m->b, STR("USD"));
	struct price *p = bom_add_price(&m->b);

	*p = (struct price){ .element = (uint32_t)element_find(STR("Dy")),
		.guise = GUISE_METAL,
		.currency = usd,
		.amount = id,
		.date = 20250901 };
}

static const struct motor {
	const char *value, *price; /* [USD], [USD per g of oxide] */
	enum verdict verdict;
} motors[] = {
	/* test-of: cn-mofcom-61-2025 1.i.value */
	/* 43.04 g of oxide: 9.64 USD at 224 USD/kg, 36.58 USD at 850 */
	{ "600", "0.224", VERDICT_TRIGGERED },
	{ "30000", "0.224", VERDICT_CLEAR },
	{ "30000", "0.850", VERDICT_TRIGGERED },
	{ NULL, "0.224", VERDICT_UNDECIDED },
	{ "600", NULL, VERDICT_UNDECIDED },
	{ NULL, NULL, VERDICT_UNDECIDED },
};

START_TEST(limb_i_holds_the_value_of_dy_against_the_motor)
{
	/* test-of: cn-mofcom-61-2025 part-2 */
	/* test-of: cn-mofcom-61-2025 1.i.sum */
	const struct motor *x = &motors[_i];
	struct court c;
	struct make m;

	make_motor(&m, x->value, x->price);
	judge_by(&c, &m, "cn-mofcom-61-2025");
	/* test-of: cn-mofcom-61-2025 1.i.reading.element */
	ck_assert_int_eq(
	    judgement_reading(&c.j, VARIANT_LAW,
		pack_find_rule(&c.pack, "limb-i"), 0, make_find(&m, "MOTOR")),
	    x->verdict);
	court_close(&c);
	make_free(&m);
}
END_TEST

static const struct {
	const char *value, *magnet, *price; /* [USD]; [USD per g of metal] */
	enum verdict law, reading[4];
	enum gap gap; /* of an undecided law */
} readings[] = {
	/* test-of: cn-mofcom-61-2025 1.i.reading.material */
	/* test-of: cn-mofcom-61-2025 1.i.reading.magnet */
	/* test-of: cn-mofcom-61-2025 1.i.reading.direct */
	/* 37.5 g Dy: 9.64 USD by its oxide, 11.25 USD by the metal */
	{ "30000", "132", "0.3", VERDICT_UNDECIDED,
	    { VERDICT_CLEAR, VERDICT_CLEAR, VERDICT_TRIGGERED,
		VERDICT_TRIGGERED },
	    GAP_READING },
	{ "10000", "132", "0.3", VERDICT_UNDECIDED,
	    { VERDICT_CLEAR, VERDICT_TRIGGERED, VERDICT_TRIGGERED,
		VERDICT_TRIGGERED },
	    GAP_READING },
	{ "600", "132", "0.3", VERDICT_TRIGGERED,
	    { VERDICT_TRIGGERED, VERDICT_TRIGGERED, VERDICT_TRIGGERED,
		VERDICT_TRIGGERED },
	    GAP_READING },
	{ "200000", "132", "0.3", VERDICT_CLEAR,
	    { VERDICT_CLEAR, VERDICT_CLEAR, VERDICT_CLEAR, VERDICT_CLEAR },
	    GAP_READING },
	/* what is not known is told before what the law leaves open */
	{ "600", NULL, NULL, VERDICT_UNDECIDED,
	    { VERDICT_TRIGGERED, VERDICT_UNDECIDED, VERDICT_UNDECIDED,
		VERDICT_UNDECIDED },
	    GAP_ORIGIN },
};

START_TEST(where_readings_differ_the_law_is_undecided)
{
	struct make m;
	struct court c;
	uint32_t motor;
	size_t rule;

	make_motor(&m, readings[_i].value, "0.224");
	if (readings[_i].price != NULL)
		add_metal(&m, readings[_i].price);
	if (readings[_i].magnet != NULL) {
		struct item *it = &m.b.item[make_find(&m, "MAGNET")];

		it->value = make_number(&m, readings[_i].magnet);
		it->currency = bom_text(&m.b, STR("USD"));
	}
	judge_by(&c, &m, "cn-mofcom-61-2025");
	rule = pack_find_rule(&c.pack, "limb-i");
	motor = make_find(&m, "MOTOR");
	for (size_t k = 0; k < 4; k++)
		ck_assert_int_eq(
		    judgement_reading(&c.j, VARIANT_LAW, rule, k, motor),
		    readings[_i].reading[k]);
	ck_assert_int_eq(judgement_verdict(&c.j, VARIANT_LAW, rule, motor),
	    readings[_i].law);
	if (readings[_i].law == VERDICT_UNDECIDED)
		ck_assert_int_eq(judgement_gap(&c.j, VARIANT_LAW, rule, motor),
		    readings[_i].gap);
	court_close(&c);
	make_free(&m);
}
END_TEST

START_TEST(limb_i_leaves_out_what_is_no_magnet_of_part_2)
{
	/* test-of: cn-mofcom-61-2025 part-2.elements */
	struct court c;
	struct make m;

	make_init(&m);
	make_formed(&m, "ND-ONLY", "100", FORM_MAGNET);
	make_line(&m, "ND-ONLY", "Nd,Pr", "0.3", true);
	make_origin(&m, "ND-ONLY", STAGE_MINING, "CN", "1");
	make_formed(&m, "PHOSPHOR", "1", FORM_PHOSPHOR);
	make_line(&m, "PHOSPHOR", "Tb", "0.08", true);
	make_origin(&m, "PHOSPHOR", STAGE_MINING, "CN", "1");
	make_linked(&m);
	judge_by(&c, &m, "cn-mofcom-61-2025");
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-i", "ND-ONLY"),
	    VERDICT_CLEAR);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-iii-magnet", "ND-ONLY"),
	    VERDICT_CLEAR);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-i", "PHOSPHOR"),
	    VERDICT_CLEAR);
	court_close(&c);
	make_free(&m);
}
END_TEST

/* Of which metal, alloy or oxide a target was made is not said by its form. */
static const struct target {
	const char *element;
	enum form form;
	enum verdict limb_i, limb_iii;
} targets[] = {
	{ "Dy", FORM_TARGET, VERDICT_UNDECIDED, VERDICT_TRIGGERED },
	{ "Gd", FORM_TARGET, VERDICT_UNDECIDED, VERDICT_TRIGGERED },
	{ "La", FORM_TARGET, VERDICT_CLEAR, VERDICT_CLEAR },
	{ "Gd", FORM_ASSEMBLY, VERDICT_CLEAR, VERDICT_CLEAR },
};

START_TEST(targets_are_judged_for_the_seven_elements)
{
	/* test-of: cn-mofcom-61-2025 1.i.target */
	/* test-of: cn-mofcom-61-2025 part-2.target */
	const struct target *x = &targets[_i];
	struct court c;
	struct make m;

	make_init(&m);
	make_formed(&m, "TARGET", "1000", x->form);
	make_line(&m, "TARGET", x->element, "0.99", true);
	make_origin(&m, "TARGET", STAGE_METAL, "CN", "1");
	make_linked(&m);
	judge_by(&c, &m, "cn-mofcom-61-2025");
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-i-target", "TARGET"),
	    x->limb_i);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-iii-target", "TARGET"),
	    x->limb_iii);
	court_close(&c);
	make_free(&m);
}
END_TEST

/* Part 1 has oxides of Tb and Dy, no other, and no La, Ce, Pr, Nd at all. */
static const struct part_1 {
	const char *element;
	enum form form;
	enum verdict verdict;
} part_1[] = {
	{ "Dy", FORM_OXIDE, VERDICT_TRIGGERED },
	{ "Tb", FORM_OXIDE, VERDICT_TRIGGERED },
	{ "Sm", FORM_OXIDE, VERDICT_CLEAR },
	{ "Y", FORM_OXIDE, VERDICT_CLEAR },
	{ "Sm", FORM_METAL, VERDICT_TRIGGERED },
	{ "Sm", FORM_ALLOY, VERDICT_TRIGGERED },
	{ "Gd", FORM_METAL, VERDICT_TRIGGERED },
	{ "Gd", FORM_ALLOY, VERDICT_CLEAR },
	{ "Nd", FORM_METAL, VERDICT_CLEAR },
	{ "Dy", FORM_SALT, VERDICT_CLEAR },
	{ "Dy", FORM_MATERIAL, VERDICT_UNDECIDED },
	{ "Dy", FORM_UNKNOWN, VERDICT_UNDECIDED },
};

START_TEST(part_1_is_told_by_element_and_guise)
{
	const struct part_1 *x = &part_1[_i];
	struct court c;
	struct make m;

	make_init(&m);
	make_formed(&m, "ITEM", "1000", x->form);
	make_line(&m, "ITEM", x->element, "0.9", true);
	make_origin(&m, "ITEM", STAGE_SEPARATION, "CN", "1");
	make_linked(&m);
	judge_by(&c, &m, "cn-mofcom-61-2025");
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-iii-part-1", "ITEM"),
	    x->verdict);
	court_close(&c);
	make_free(&m);
}
END_TEST

START_TEST(limb_iii_looks_at_the_item_itself)
{
	/* test-of: cn-mofcom-61-2025 1.iii */
	/* test-of: cn-mofcom-61-2025 1.iii.itself */
	struct court c;
	struct make m;

	make_motor(&m, "600", "0.224");
	judge_by(&c, &m, "cn-mofcom-61-2025");
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-iii-magnet", "MAGNET"),
	    VERDICT_TRIGGERED);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-iii-magnet", "MOTOR"),
	    VERDICT_CLEAR);
	/* where the motor was made is not said */
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-iii-assembly", "MOTOR"),
	    VERDICT_UNDECIDED);
	court_close(&c);
	make_free(&m);
}
END_TEST

static const struct technology {
	const char *stage_of, *all_of; /* separation; every stage; or NULL */
	enum verdict verdict;
} technologies[] = {
	{ "CN", NULL, VERDICT_TRIGGERED },
	{ NULL, "CN", VERDICT_TRIGGERED },
	{ "JP", NULL, VERDICT_UNDECIDED },
	{ NULL, "JP", VERDICT_CLEAR },
	{ NULL, NULL, VERDICT_UNDECIDED },
};

START_TEST(limb_ii_asks_whose_technology_was_used)
{
	/* test-of: cn-mofcom-61-2025 1.ii */
	/* test-of: cn-mofcom-61-2025 1.ii.stages */
	const struct technology *x = &technologies[_i];
	struct court c;
	struct make m;

	make_init(&m);
	make_formed(&m, "MAGNET", "1500", FORM_MAGNET);
	make_line(&m, "MAGNET", "Dy", "0.025", true);
	make_complete(&m, "MAGNET");
	make_formed(&m, "MOTOR", "10000", FORM_ASSEMBLY);
	make_use(&m, "MOTOR", "MAGNET", "1");
	make_origin(&m, "MAGNET", STAGE_ALL, "JP", "1");
	if (x->stage_of != NULL)
		strcpy(make_origin(&m, "MAGNET", STAGE_SEPARATION, "", "1")
			   ->technology,
		    x->stage_of);
	if (x->all_of != NULL)
		strcpy(
		    make_origin(&m, "MAGNET", STAGE_ALL, "", "1")->technology,
		    x->all_of);
	make_linked(&m);
	judge_by(&c, &m, "cn-mofcom-61-2025");
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-ii-magnet", "MAGNET"),
	    x->verdict);
	/* a product around it is not itself made with that technology */
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-ii-magnet", "MOTOR"),
	    VERDICT_CLEAR);
	court_close(&c);
	make_free(&m);
}
END_TEST

static const struct made {
	const char *country[2], *share[2];
	enum verdict verdict;
} mades[] = {
	{ { "CN", NULL }, { "1", NULL }, VERDICT_TRIGGERED },
	{ { "DE", NULL }, { "1", NULL }, VERDICT_CLEAR },
	{ { "CN", NULL }, { "0.5", NULL }, VERDICT_UNDECIDED },
	{ { "DE", NULL }, { "0.5", NULL }, VERDICT_UNDECIDED },
	{ { "DE", "JP" }, { "0.5", "0.5" }, VERDICT_CLEAR },
	{ { "DE", "CN" }, { "0.5", "0.5" }, VERDICT_UNDECIDED },
	{ { "HK", NULL }, { "1", NULL }, VERDICT_CLEAR },
};

START_TEST(limb_iii_asks_where_an_assembly_was_made)
{
	/* test-of: cn-mofcom-61-2025 1.iii.assembly */
	/* test-of: cn-mofcom-61-2025 origin */
	const struct made *x = &mades[_i];
	struct court c;
	struct make m;

	make_init(&m);
	make_formed(&m, "MAGNET", "1500", FORM_MAGNET);
	make_line(&m, "MAGNET", "Dy", "0.025", true);
	make_formed(&m, "MOTOR", "10000", FORM_ASSEMBLY);
	make_use(&m, "MOTOR", "MAGNET", "1");
	for (int i = 0; i < 2 && x->country[i] != NULL; i++)
		make_origin(
		    &m, "MOTOR", STAGE_COMPONENT, x->country[i], x->share[i]);
	make_linked(&m);
	judge_by(&c, &m, "cn-mofcom-61-2025");
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-iii-assembly", "MOTOR"),
	    x->verdict);
	court_close(&c);
	make_free(&m);
}
END_TEST

START_TEST(process_aids_are_judged_only_when_named)
{
	const char *also = "process-aids";
	const char *wrong = "process-aid";
	struct compile_options o = { .also = &also, .nalso = 1 };
	const struct pack *pack;
	struct error err = { 0 };
	struct content *line;
	struct rulebook none;
	struct court c;
	struct make m;

	make_init(&m);
	make_formed(&m, "LENS", "100", FORM_GLASS);
	line = make_line(&m, "LENS", "Ce", "0.2", false);
	line->process = 1;
	make_origin(&m, "LENS", STAGE_MINING, "CN", "1");
	pack = open_pack(&c, "cn-trace");
	make_linked(&m);
	court_compile(&c, &m.b, &o);
	ck_assert_uint_eq(c.book.nrule, 2);
	court_judge(&c, &m.b);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "contained", "LENS"),
	    VERDICT_CLEAR);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "process-aids", "LENS"),
	    VERDICT_TRIGGERED);
	o.also = &wrong;
	ck_assert_int_eq(
	    rulebook_compile(&none, &pack, 1, &m.b, &o, &err), ST_USAGE);
	ck_assert_uint_eq(none.nrule, 0);
	court_close(&c);
	make_free(&m);
}
END_TEST

START_TEST(a_policy_stands_beside_the_law)
{
	static const char policy_xml[] =
	    "<policy xmlns=\"urn:retrace:policy:1\" id=\"acme\">"
	    "<trace-floor share=\"10 ppm\" reason=\"little\" author=\"R\" "
	    "until=\"2026-12-31\"/></policy>";
	struct policy p;
	struct compile_options o = { .policy = &p };
	struct court c;
	struct make m;

	make_init(&m);
	make_formed(&m, "TRACE", "1000", FORM_PART);
	make_line(&m, "TRACE", "Ce", "0.000001", true);
	make_origin(&m, "TRACE", STAGE_MINING, "CN", "1");
	make_formed(&m, "MORE", "1000", FORM_PART);
	make_line(&m, "MORE", "Ce", "0.0001", true);
	make_origin(&m, "MORE", STAGE_MINING, "CN", "1");
	open_pack(&c, "cn-trace");
	ck_assert_int_eq(policy_read_bytes(
			     &p, "policy.xml", STR(policy_xml), 20260301, &c.f),
	    ST_OK);
	make_linked(&m);
	court_compile(&c, &m.b, &o);
	court_judge(&c, &m.b);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "contained", "TRACE"),
	    VERDICT_TRIGGERED);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_POLICY, "contained", "TRACE"),
	    VERDICT_CLEAR);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_POLICY, "contained", "MORE"),
	    VERDICT_TRIGGERED);
	court_close(&c);
	policy_free(&p);
	make_free(&m);
}
END_TEST

START_TEST(a_plan_holds_each_sum_once)
{
	struct compile_options o = { .report = true };
	struct court c;
	struct make m;

	make_motor(&m, "600", "0.224");
	open_pack(&c, "cn-mofcom-61-2025");
	court_compile(&c, &m.b, &o);
	for (size_t i = 0; i < c.book.plan.nchannel; i++)
		for (size_t k = 0; k < i; k++)
			ck_assert(memcmp(&c.book.plan.channel[i],
				      &c.book.plan.channel[k],
				      sizeof(struct channel)) != 0);
	/* limb-i and limb-i-target share one numerator */
	ck_assert_uint_eq(c.book.rule[0].test[VARIANT_LAW][1].amount[0],
	    c.book.rule[1].test[VARIANT_LAW][2].amount[0]);
	ck_assert_str_eq(c.book.report.origin_rule->id, "chinese");
	ck_assert_uint_ne(c.book.report.every[NELEM], COLUMN_NONE);
	ck_assert_uint_ne(c.book.report.origin[0], COLUMN_NONE);
	court_close(&c);
	make_free(&m);
}
END_TEST

START_TEST(a_detail_shows_the_whole_sum)
{
	struct verdict_detail d;
	struct error err = { 0 };
	char text[NUM_TEXT];
	struct court c;
	struct make m;

	make_motor(&m, "600", "0.224");
	judge_by(&c, &m, "cn-mofcom-61-2025");
	verdict_detail_init(&d);
	ck_assert_int_eq(judgement_detail(&c.j, VARIANT_LAW, 0, 1,
			     make_find(&m, "MOTOR"), true, &d, &err),
	    ST_OK);
	ck_assert_int_eq(d.verdict, VERDICT_TRIGGERED);
	num_format(text, d.numerator.lo, 4, NUM_NEAREST);
	ck_assert_str_eq(text, "9.641");
	num_format(text, d.denominator.hi, 4, NUM_NEAREST);
	ck_assert_str_eq(text, "600");
	num_format(text, d.margin.lo, 4, NUM_NEAREST);
	ck_assert_str_eq(text, "9.041");
	ck_assert(str_is(bom_text_get(&m.b, d.currency), "USD"));
	ck_assert(!d.value_missing && !d.not_sharp);
	verdict_detail_clear(&d);
	court_close(&c);
	make_free(&m);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, any_trace_is_triggered_undecided_or_clear);
	tcase_add_loop_test(t, limb_i_holds_the_value_of_dy_against_the_motor,
	    0, (int)LENGTH(motors));
	tcase_add_loop_test(
	    t, where_readings_differ_the_law_is_undecided, 0, LENGTH(readings));
	tcase_add_test(t, limb_i_leaves_out_what_is_no_magnet_of_part_2);
	tcase_add_loop_test(t, targets_are_judged_for_the_seven_elements, 0,
	    (int)LENGTH(targets));
	tcase_add_loop_test(
	    t, part_1_is_told_by_element_and_guise, 0, (int)LENGTH(part_1));
	tcase_add_loop_test(
	    t, limb_ii_asks_whose_technology_was_used, 0, LENGTH(technologies));
	tcase_add_test(t, limb_iii_looks_at_the_item_itself);
	tcase_add_loop_test(
	    t, limb_iii_asks_where_an_assembly_was_made, 0, (int)LENGTH(mades));
	tcase_add_test(t, process_aids_are_judged_only_when_named);
	tcase_add_test(t, a_policy_stands_beside_the_law);
	tcase_add_test(t, a_plan_holds_each_sum_once);
	tcase_add_test(t, a_detail_shows_the_whole_sum);
}

int
main(void)
{
	xml_start();
	return run_suite("limbs", add);
}
