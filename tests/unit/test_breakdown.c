/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of breakdown: what is added up part by part is what the roll-up says
 * of the whole, element by element, stage by stage, country by country.
 */
#include "core/report/trace/breakdown.h"

#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#define RULE \
	"<rule id=\"r\" clause=\"a\" title=\"T\" title-zh=\"Z\"><trigger>" \
	"<presence of=\"all\" origin=\"o\" is=\"above\" limit=\"0 g\" " \
	"clause=\"a\"/></trigger></rule>"
#define LEAVES 5
#define ROUNDS 60

static uint64_t state;

static unsigned
pick(unsigned n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(state >> 33) % n;
}

static const char *const countries[] = { "CN", "AU", "JP" };

/* A product of which no mass of an assembly is stated: nothing is capped. */
static void
invent(struct make *m)
{
	static const char *const amounts[] = { "0.3", "[0.1,0.2]", "(0,0.05)",
		"0.01" };
	static const char *const shares[] = { "1", "0.5", "0.25" };
	char part[16];

	make_init(m);
	make_item(m, "TOP", NULL)->flags |= ITEM_COMPLETE;
	make_item(m, "SUB", NULL)->flags |= ITEM_COMPLETE;
	make_use(m, "TOP", "SUB", "3");
	for (int i = 0; i < LEAVES; i++) {
		snprintf(part, sizeof(part), "L%d", i);
		make_item(m, part, "10")->form =
		    pick(2) ? FORM_MAGNET : FORM_UNKNOWN;
		if (pick(4) > 0)
			make_line(m, part, "Nd", amounts[pick(4)], true);
		if (pick(2) > 0)
			make_line(m, part, "Dy", amounts[pick(4)], true);
		if (pick(2) > 0)
			make_complete(m, part);
		for (unsigned k = pick(4); k > 0; k--)
			make_origin(m, part,
			    (enum stage)pick(STAGE_COMPONENT + 1),
			    countries[pick(3)], shares[pick(3)]);
		make_use(m, i % 2 == 0 ? "TOP" : "SUB", part, "2");
		if (pick(3) == 0)
			make_use(m, "TOP", part, "0.5");
	}
	make_linked(m);
}

/* What breakdown writes, as JSON of its one product. */
static json_t *
written(struct court *court, struct make *m, enum breakdown_by by,
    const char *members)
{
	struct error err = { 0 };
	struct style style = { .plain = true };
	uint32_t root = make_find(m, "TOP");
	struct checked c = { .bom = &m->b,
		.book = &court->book,
		.trace = court->trace,
		.findings = &court->f,
		.tool_sha256 = "" };
	struct held h = { .checked = &c, .root = &root, .nroot = 1 };
	json_t *document, *rows;
	char *text = NULL;
	size_t n = 0;
	FILE *to = open_memstream(&text, &n);

	ck_assert_int_eq(
	    breakdown_write(to, OUT_JSON, &style, &h, by, &err), ST_OK);
	fclose(to);
	document = json_loads(text, 0, NULL);
	ck_assert_ptr_nonnull(document);
	free(text);
	rows = json_object_get(
	    json_array_get(json_object_get(document, "breakdown"), 0), members);
	ck_assert_ptr_nonnull(rows);
	json_incref(rows);
	json_decref(document);
	return rows;
}

static void
same_amount(json_t *amount, const struct exact *x)
{
	const char *low = json_string_value(json_object_get(amount, "low"));
	const char *high = json_string_value(json_object_get(amount, "high"));
	char want[NUM_TEXT];

	num_format_exact(want, x->lo);
	ck_assert_str_eq(low, want);
	if (x->hi_infinite) {
		ck_assert_ptr_null(high);
	} else {
		num_format_exact(want, x->hi);
		ck_assert_str_eq(high, want);
	}
	ck_assert_int_eq(
	    json_is_true(json_object_get(amount, "low_open")), x->lo_open);
}

static void
roll(struct court *court, const struct make *m)
{
	static const struct compile_options options = { .report = true,
		.no_rules = true };
	struct error err = { 0 };

	court_read(court, RULE);
	court_compile(court, &m->b, &options);
	ck_assert_int_eq(trace_run(&m->b, &court->book.plan, 1, &court->trace,
			     &court->f, &err),
	    ST_OK);
}

/* The root's amount of a channel of its own, rolled up as a whole. */
static void
whole(const struct make *m, const struct channel *ch, struct exact *out)
{
	const struct plan plan = { .channel = ch, .nchannel = 1 };
	struct findings f = { 0 };
	struct error err = { 0 };
	uint32_t root = make_find(m, "TOP");
	struct trace *t = NULL;

	ck_assert_int_eq(trace_run(&m->b, &plan, 1, &t, &f, &err), ST_OK);
	ck_assert_int_eq(
	    trace_exact(t, COLUMN_CHANNEL(0), &root, 1, out, &err), ST_OK);
	trace_free(t);
	findings_free(&f);
}

START_TEST(stages_and_countries_are_those_of_the_whole)
{
	size_t named = 0;

	for (uint64_t round = 0; round < ROUNDS; round++) {
		struct court court;
		struct make m;
		struct exact x;
		json_t *rows, *row;
		size_t i;

		state = round * 31 + 7;
		invent(&m);
		roll(&court, &m);
		rows = written(&court, &m, BY_ORIGIN, "stages");
		exact_init(&x);
		json_array_foreach(rows, i, row)
		{
			struct channel ch = { .elements = ALL_ELEMENTS,
				.policy = POLICY_ANY_STAGE };
			const char *country =
			    json_string_value(json_object_get(row, "country"));
			int stage = stage_find(str_of(
			    json_string_value(json_object_get(row, "stage"))));

			ch.stages = (uint8_t)(1u << stage);
			snprintf(ch.country[0], sizeof(ch.country[0]), "%s",
			    country != NULL ? country : "ZZ");
			whole(&m, &ch, &x);
			same_amount(json_object_get(row, "rare_earth"), &x);
			named += country != NULL;
		}
		json_decref(rows);
		exact_clear(&x);
		court_close(&court);
		make_free(&m);
	}
	ck_assert_uint_gt(named, ROUNDS);
}
END_TEST

START_TEST(parties_add_up_to_the_product)
{
	static const char *const party[] = { "", "A", "B" };

	for (uint64_t round = 0; round < ROUNDS; round++) {
		struct error err = { 0 };
		struct court court;
		struct make m;
		struct exact x;
		json_t *rows, *row;
		double low = 0, high = 0;
		uint32_t root;
		size_t i;

		state = round * 13 + 3;
		invent(&m);
		for (uint32_t k = 0; k < m.b.nitem; k++)
			m.b.item[k].maker =
			    bom_text(&m.b, str_of(party[pick(3)]));
		roll(&court, &m);
		root = make_find(&m, "TOP");
		rows = written(&court, &m, BY_MAKER, "parties");
		exact_init(&x);
		json_array_foreach(rows, i, row)
		{
			json_t *a = json_object_get(row, "of_origin");
			struct error ignored = { 0 };
			mpq_t q;

			mpq_init(q);
			num_read(str_of(json_string_value(
				     json_object_get(a, "low"))),
			    pos_none, q, &ignored);
			low += mpq_get_d(q);
			num_read(str_of(json_string_value(
				     json_object_get(a, "high"))),
			    pos_none, q, &ignored);
			high += mpq_get_d(q);
			mpq_clear(q);
		}
		ck_assert_int_eq(
		    trace_exact(court.trace, court.book.report.origin[NELEM],
			&root, 1, &x, &err),
		    ST_OK);
		ck_assert_double_eq_tol(low, mpq_get_d(x.lo), 1e-9);
		ck_assert_double_eq_tol(high, mpq_get_d(x.hi), 1e-9);
		json_decref(rows);
		exact_clear(&x);
		court_close(&court);
		make_free(&m);
	}
}
END_TEST

START_TEST(elements_are_those_of_the_roll_up)
{
	struct error err = { 0 };
	struct court court;
	struct make m;
	struct exact x;
	json_t *rows;
	uint32_t root;

	state = 4;
	invent(&m);
	roll(&court, &m);
	root = make_find(&m, "TOP");
	rows = written(&court, &m, BY_ELEMENT, "elements");
	ck_assert_uint_eq(json_array_size(rows), NELEM + 1);
	exact_init(&x);
	for (size_t e = 0; e <= NELEM; e++) {
		json_t *row = json_array_get(rows, e);

		ck_assert_int_eq(
		    trace_exact(court.trace, court.book.report.every[e], &root,
			1, &x, &err),
		    ST_OK);
		same_amount(json_object_get(row, "total"), &x);
	}
	json_decref(rows);
	exact_clear(&x);
	court_close(&court);
	make_free(&m);
}
END_TEST

static void
add(TCase *tc)
{
	xml_start();
	tcase_add_test(tc, stages_and_countries_are_those_of_the_whole);
	tcase_add_test(tc, parties_add_up_to_the_product);
	tcase_add_test(tc, elements_are_those_of_the_roll_up);
}

int
main(void)
{
	return run_suite("breakdown", add);
}
