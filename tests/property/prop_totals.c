/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: the totals of a document are what rational arithmetic gives for the
 * amounts and the quantities that it states, rounded outward once; and whatever
 * the amounts of one were before they were rounded, the totals hold them.
 */
#include "core/base/num.h"
#include "core/base/xml.h"
#include "core/chem/oxide.h"
#include "core/filing/filing.h"
#include "core/filing/profile/totals.h"
#include "tests/property/dice.h"
#include "tests/unit/run.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RUNS 400
#define MOST 6  /* products */
#define LINES 3 /* of goods, of one */
#define DIGITS 12

/* ---- what a document says ---- */

/* An end: text of at most 12 digits, and the same number; text "": none. */
struct end {
	char text[32];
	bool open;
};

struct amount {
	struct end lo, hi;
};

struct said {
	struct amount row[TOTALS_ROWS][TOTALS_AMOUNTS];
	bool none[TOTALS_ROWS];
	size_t nline;
	char quantity[LINES][24], unit[LINES][12];
};

static struct said said[MOST];
static size_t nsaid;
static bool has_origin;

static void
random_number(char out[32])
{
	static const char *const shapes[] = { "%u", "0.%u", "%u.5", "%u.25",
		"0.000%u", "%u00" };

	snprintf(out, 32, shapes[below(6)], 1 + below(99999));
}

static void
random_amount(struct amount *a)
{
	mpq_t lo, hi;

	memset(a, 0, sizeof(*a));
	random_number(a->lo.text);
	if (below(3) == 0)
		snprintf(a->lo.text, sizeof(a->lo.text), "0");
	a->lo.open = below(4) == 0;
	if (below(6) == 0)
		return;
	random_number(a->hi.text);
	a->hi.open = below(4) == 0;
	mpq_inits(lo, hi, NULL);
	num_read(str_of(a->lo.text), pos_none, lo, &(struct error){ 0 });
	num_read(str_of(a->hi.text), pos_none, hi, &(struct error){ 0 });
	if (mpq_cmp(lo, hi) > 0) {
		struct end e = a->lo;

		a->lo = a->hi;
		a->hi = e;
	}
	mpq_clears(lo, hi, NULL);
}

/* The unit: mostly pieces, in one spelling or another. */
static void
random_said(struct said *s)
{
	static const char *const units[] = { "pieces", "EA", "each", "pcs",
		"piece", "Units", "pieces", "pieces", "boxes", "kg", "" };
	static const char *const quantities[] = { "", "0", "7", "40", "0.5",
		"12.25", "1000000", "333" };

	memset(s, 0, sizeof(*s));
	for (int i = 0; i < TOTALS_ROWS; i++) {
		s->none[i] = i < TOTALS_SUM && below(3) != 0;
		for (int k = 0; k < TOTALS_AMOUNTS; k++)
			random_amount(&s->row[i][k]);
	}
	s->nline = 1 + below(LINES);
	for (size_t i = 0; i < s->nline; i++) {
		snprintf(s->unit[i], sizeof(s->unit[i]), "%s",
		    units[below(below(3) == 0 ? 11 : 8)]);
		snprintf(s->quantity[i], sizeof(s->quantity[i]), "%s",
		    quantities[below(10) == 0 ? 0 : 1 + below(7)]);
	}
}

/* ---- as a document ---- */

struct text {
	char *p;
	size_t n;
};

static void
put_amount(FILE *f, const char *name, const struct amount *a)
{
	fprintf(f, "<%s low='%s'", name, a->lo.text);
	if (a->lo.open)
		fputs(" low-open='yes'", f);
	if (a->hi.text[0] != '\0')
		fprintf(f, " high='%s'%s", a->hi.text,
		    a->hi.open ? " high-open='yes'" : "");
	fputs("/>", f);
}

static void
put_row(FILE *f, const struct said *s, int i)
{
	if (s->none[i])
		return;
	if (i < TOTALS_SUM)
		fprintf(f, "<element symbol='%s' oxide='%s'>",
		    element_at(i)->symbol, element_at(i)->oxide);
	else
		fputs("<sum>", f);
	for (int k = 0; k < TOTALS_AMOUNTS; k++)
		if (k != TOTALS_ORIGIN || has_origin)
			put_amount(f, totals_amount_names[k], &s->row[i][k]);
	fputs(i < TOTALS_SUM ? "</element>" : "</sum>", f);
}

static xmlDoc *
write_document(void)
{
	struct findings f = { 0 };
	struct text t = { NULL, 0 };
	FILE *to = open_memstream(&t.p, &t.n);
	xmlDoc *doc = NULL;

	fputs("<filing xmlns='" FILING_XMLNS "'>", to);
	for (size_t p = 0; p < nsaid; p++) {
		fprintf(to, "<product part='P%zu' unit='piece'><content>", p);
		for (int i = 0; i < TOTALS_ROWS; i++)
			put_row(to, &said[p], i);
		fputs("</content></product>", to);
	}
	for (size_t p = 0; p < nsaid; p++)
		for (size_t i = 0; i < said[p].nline; i++)
			fprintf(to,
			    "<goods><item>P%zu</item><description "
			    "lang='en'>x</description><quantity>%s</quantity>"
			    "<unit>%s</unit></goods>",
			    p, said[p].quantity[i], said[p].unit[i]);
	fputs("</filing>", to);
	fclose(to);
	if (xml_read((struct str){ t.p, t.n }, "x", &doc, &f) != ST_OK)
		ck_abort_msg("%s", f.first.text);
	free(t.p);
	return doc;
}

/* What the program makes of it, as a tree. */
static xmlDoc *
totals_of(xmlDoc *doc, struct arena *a)
{
	static const struct canon_ns ns = { "", FILING_XMLNS };
	const xmlNode *root = xmlDocGetRootElement(doc);
	struct profile p = { 0 };
	struct goods_stray stray;
	struct goods_name *name;
	struct findings f = { 0 };
	struct error err = { 0 };
	struct canon w = { 0 };
	struct str out;
	xmlDoc *totals = NULL;
	size_t n;

	ck_assert_int_eq(
	    profile_of_tree(&p, root, FILING_XMLNS, NULL, &err), ST_OK);
	ck_assert_int_eq(filing_products(root, a, &name, &n, &err), ST_OK);
	ck_assert_int_eq(goods_arrange(&p, name, n, &stray, &err), ST_OK);
	ck_assert_uint_eq(stray.n, 0);
	canon_open_in(&w, &ns, "all");
	if (totals_of_tree(root, &p, &w, &err) != ST_OK)
		ck_abort_msg("%s", err.text);
	canon_close(&w);
	ck_assert_int_eq(canon_finish(&w, a, &out, &err), ST_OK);
	if (xml_read(out, "totals", &totals, &f) != ST_OK)
		ck_abort_msg("%s", f.first.text);
	profile_free(&p);
	return totals;
}

/* ---- the same by other means ---- */

/* Ends added up: value, whether there is none, whether it is open. */
struct expected {
	mpq_t end;
	bool infinite, open;
};

/* Pieces of all lines; false: nobody knows. */
static bool
count(const struct said *s, mpq_t pieces)
{
	mpq_t one;
	bool known = true;

	mpq_init(one);
	mpq_set_ui(pieces, 0, 1);
	for (size_t i = 0; i < s->nline; i++) {
		const char *u = s->unit[i];

		known = known && s->quantity[i][0] != '\0' && u[0] != '\0' &&
			strcmp(u, "boxes") != 0 && strcmp(u, "kg") != 0;
		if (known) {
			num_read(str_of(s->quantity[i]), pos_none, one,
			    &(struct error){ 0 });
			mpq_add(pieces, pieces, one);
		}
	}
	mpq_clear(one);
	return known;
}

static void
expect(int row, int kind, bool high, struct expected *x)
{
	mpq_t pieces, one;

	mpq_inits(pieces, one, NULL);
	mpq_set_ui(x->end, 0, 1);
	x->infinite = x->open = false;
	for (size_t p = 0; p < nsaid; p++) {
		const struct amount *a = &said[p].row[row][kind];
		const struct end *e = high ? &a->hi : &a->lo;
		bool zero = strcmp(a->hi.text, "0") == 0;

		if (said[p].none[row] || zero)
			continue;
		if (!count(&said[p], pieces)) {
			x->infinite |= high;
			continue;
		}
		if (mpq_sgn(pieces) == 0)
			continue;
		if (high && e->text[0] == '\0') {
			x->infinite = true;
			continue;
		}
		num_read(str_of(e->text), pos_none, one, &(struct error){ 0 });
		mpq_mul(one, one, pieces);
		mpq_add(x->end, x->end, one);
		x->open |= e->open;
	}
	mpq_clears(pieces, one, NULL);
}

/* q to 12 digits, down or up, by integers of a power of ten. */
static void
round_off(mpq_t q, bool up)
{
	mpz_t n, ten;
	mpq_t scale, x;
	long k = 0;

	if (mpq_sgn(q) == 0)
		return;
	mpz_inits(n, ten, NULL);
	mpq_inits(scale, x, NULL);
	mpz_ui_pow_ui(ten, 10, DIGITS);
	mpq_set(x, q);
	for (; mpq_cmp_z(x, ten) >= 0; k--) {
		mpq_set_ui(scale, 1, 10);
		mpq_mul(x, x, scale);
	}
	mpz_ui_pow_ui(ten, 10, DIGITS - 1);
	for (; mpq_cmp_z(x, ten) < 0; k++) {
		mpq_set_ui(scale, 10, 1);
		mpq_mul(x, x, scale);
	}
	if (up)
		mpz_cdiv_q(n, mpq_numref(x), mpq_denref(x));
	else
		mpz_fdiv_q(n, mpq_numref(x), mpq_denref(x));
	mpq_set_z(q, n);
	for (; k > 0; k--) {
		mpq_set_ui(scale, 1, 10);
		mpq_mul(q, q, scale);
	}
	for (; k < 0; k++) {
		mpq_set_ui(scale, 10, 1);
		mpq_mul(q, q, scale);
	}
	mpz_clears(n, ten, NULL);
	mpq_clears(scale, x, NULL);
}

/* ---- held against each other ---- */

static const xmlNode *
find_row(const xmlNode *totals, int row, struct arena *a)
{
	xmlNode *c = xml_element(totals->children);

	for (; c != NULL; c = xml_element(c->next)) {
		struct str symbol = xml_attr(a, c, "symbol");

		if (row == TOTALS_SUM
			? xml_is(c, FILING_XMLNS, "sum")
			: symbol.p != NULL &&
			      str_is(symbol, element_at(row)->symbol))
			return c;
	}
	return NULL;
}

static void
hold_end(const xmlNode *node, int row, int kind, bool high, struct arena *a)
{
	struct str is = xml_attr(a, node, high ? "high" : "low");
	struct str open = xml_attr(a, node, high ? "high-open" : "low-open");
	struct expected x;
	mpq_t q;

	mpq_inits(x.end, q, NULL);
	expect(row, kind, high, &x);
	if (kind == TOTALS_OXIDE && row != TOTALS_SUM) {
		expect(row, TOTALS_ALL, high, &x);
		oxide_fraction(row, q);
		mpq_div(x.end, x.end, q);
	}
	ck_assert_msg((is.p == NULL) == x.infinite, "state %llu row %d",
	    (unsigned long long)state, row);
	if (!x.infinite) {
		round_off(x.end, high);
		ck_assert_int_eq(
		    num_read(is, pos_none, q, &(struct error){ 0 }), ST_OK);
		ck_assert_msg(mpq_equal(q, x.end) != 0, "row %d kind %d: %s",
		    row, kind, is.p);
		ck_assert_int_eq(open.p != NULL, x.open);
	}
	mpq_clears(x.end, q, NULL);
}

static void
hold_row(const xmlNode *totals, int row, struct arena *a)
{
	const xmlNode *node = find_row(totals, row, a);
	struct expected x;
	bool none = true;

	mpq_init(x.end);
	for (int k = 0; k <= (has_origin ? TOTALS_ORIGIN : TOTALS_ALL); k++) {
		expect(row, k, true, &x);
		none = none && !x.infinite && mpq_sgn(x.end) == 0;
	}
	mpq_clear(x.end);
	if (node == NULL) {
		struct str names = xml_attr(a, totals, "none");

		ck_assert(none && row != TOTALS_SUM && names.p != NULL &&
			  strstr(names.p, element_at(row)->symbol) != NULL);
		return;
	}
	ck_assert(!none || row == TOTALS_SUM);
	for (int k = 0; k < TOTALS_AMOUNTS; k++) {
		const xmlNode *amount =
		    xml_child(node, FILING_XMLNS, totals_amount_names[k]);

		ck_assert_int_eq(
		    amount == NULL, k == TOTALS_ORIGIN && !has_origin);
		if (amount == NULL)
			continue;
		hold_end(amount, row, k, false, a);
		hold_end(amount, row, k, true, a);
	}
}

START_TEST(totals_are_what_rational_arithmetic_gives)
{
	for (uint32_t run = 0; run < RUNS; run++) {
		struct arena a = { 0 };
		const xmlNode *totals;
		xmlDoc *doc, *is;
		size_t open = 0;
		mpq_t pieces;

		state = 77u * run + 1;
		nsaid = 1 + below(MOST);
		has_origin = below(2) == 0;
		for (size_t p = 0; p < nsaid; p++)
			random_said(&said[p]);
		doc = write_document();
		is = totals_of(doc, &a);
		totals =
		    xml_child(xmlDocGetRootElement(is), FILING_XMLNS, "totals");
		ck_assert_ptr_nonnull(totals);
		for (int i = 0; i < TOTALS_ROWS; i++)
			hold_row(totals, i, &a);
		mpq_init(pieces);
		for (size_t p = 0; p < nsaid; p++)
			open += !count(&said[p], pieces);
		mpq_clear(pieces);
		for (xmlNode *c = xml_child(totals, FILING_XMLNS, "open");
		     c != NULL; c = xml_named(c->next, FILING_XMLNS, "open"))
			open--;
		ck_assert_uint_eq(open, 0);
		xmlFreeDoc(doc);
		xmlFreeDoc(is);
		arena_free(&a);
	}
}
END_TEST

/* Amounts that no decimal can say, of which a filing states the rounded ones:
 * the totals hold all that may be there, and hardly more. */
START_TEST(totals_hold_what_the_amounts_were_before_they_were_rounded)
{
	static const char *const quantities[] = { "1", "3", "21", "0.7" };

	for (uint32_t run = 0; run < RUNS; run++) {
		struct profile_part line = { .block =
						 &profile_blocks[BLOCK_GOODS] };
		struct profile goods = { .part = &line, .n = 1 };
		const struct totals_product p = { STR("P"), STR(""), STR("") };
		struct error err = { 0 };
		struct totals t;
		struct exact x;
		mpq_t q, most, sum;

		state = 991u * run + 5;
		totals_init(&t);
		exact_init(&x);
		mpq_inits(q, most, sum, NULL);
		for (uint32_t n = 1 + below(5); n > 0; n--) {
			const char *text = quantities[below(4)];

			line.value[profile_find_field(BLOCK_GOODS, "quantity")]
			    .text[PROFILE_EN] = str_of(text);
			line.value[profile_find_field(BLOCK_GOODS, "unit")]
			    .text[PROFILE_EN] = STR("pieces");
			ck_assert_int_eq(
			    totals_next(&t, &p, STR("piece"), &goods, &err),
			    ST_OK);
			mpq_set_ui(x.lo, 1 + below(9999), 7 + 2 * below(500));
			mpq_canonicalize(x.lo);
			mpq_set(x.hi, x.lo);
			totals_take(&t, 0, TOTALS_ALL, &x);
			num_read(str_of(text), pos_none, q, &err);
			mpq_mul(q, q, x.lo);
			mpq_add(sum, sum, q);
		}
		ck_assert_int_le(mpq_cmp(t.row[0][TOTALS_ALL].lo, sum), 0);
		ck_assert_int_ge(mpq_cmp(t.row[0][TOTALS_ALL].hi, sum), 0);
		mpq_sub(q, t.row[0][TOTALS_ALL].hi, t.row[0][TOTALS_ALL].lo);
		mpq_set_ui(most, 1, 10000000000);
		mpq_mul(most, most, sum);
		ck_assert_int_lt(mpq_cmp(q, most), 0);
		mpq_clears(q, most, sum, NULL);
		exact_clear(&x);
		totals_clear(&t);
	}
}
END_TEST

static void
add(TCase *t)
{
	tcase_set_timeout(t, 60);
	tcase_add_test(t, totals_are_what_rational_arithmetic_gives);
	tcase_add_test(
	    t, totals_hold_what_the_amounts_were_before_they_were_rounded);
}

int
main(void)
{
	xml_start();
	return run_suite("totals", add);
}
