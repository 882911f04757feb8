/* SPDX-License-Identifier: Apache-2.0 */
/* totals - all goods of a filing together; see totals.h. */
#include "core/filing/profile/totals.h"

#include "core/bom/field/units.h"
#include "core/chem/oxide.h"

#include <stdio.h>
#include <stdlib.h>

const char *const totals_amount_names[TOTALS_AMOUNTS] = {
	[TOTALS_ALL] = "total",
	[TOTALS_ORIGIN] = "of-origin",
	[TOTALS_OXIDE] = "as-oxide",
};

void
totals_init(struct totals *t)
{
	*t = (struct totals){ .counted = false };
	for (int i = 0; i < TOTALS_ROWS; i++)
		for (int k = 0; k < TOTALS_AMOUNTS; k++)
			exact_init(&t->row[i][k]);
	mpq_init(t->number);
}

void
totals_clear(struct totals *t)
{
	for (int i = 0; i < TOTALS_ROWS; i++)
		for (int k = 0; k < TOTALS_AMOUNTS; k++)
			exact_clear(&t->row[i][k]);
	mpq_clear(t->number);
	free(t->open);
}

/* ---- how many there are */

/* *q += what a line says, in base units; why not, or NULL. */
static const char *
add_line(mpq_ptr q, const struct profile_part *line, struct str unit)
{
	int quantity = profile_find_field(BLOCK_GOODS, "quantity");
	int counted = profile_find_field(BLOCK_GOODS, "unit");
	struct str n = line->value[quantity].text[PROFILE_EN];
	enum unit is =
	    unit_find(str_trim(line->value[counted].text[PROFILE_EN]));
	struct error err = { 0 };
	const char *why = NULL;
	mpq_t one;

	mpq_init(one);
	if (num_read(n, pos_none, one, &err) != ST_OK) {
		why = "quantity";
	} else if (is == UNIT_NONE ||
		   unit_dimension(is) != unit_dimension(unit_find(unit))) {
		why = "unit";
	} else {
		unit_to_base(is, one);
		mpq_add(q, q, one);
	}
	mpq_clear(one);
	return why;
}

/* How many base units all its lines say; why that is not known, or NULL. */
static const char *
add_lines(mpq_ptr q, const struct profile *goods, struct str unit)
{
	const char *why = NULL;

	mpq_set_ui(q, 0, 1);
	for (size_t i = 0; why == NULL && i < goods->n; i++)
		why = add_line(q, &goods->part[i], unit);
	return goods->n == 0 ? "quantity" : why;
}

static bool
grow(struct totals *t)
{
	size_t cap = t->open_cap > 0 ? 2 * t->open_cap : 16;
	struct totals_open *more;

	if (t->nopen < t->open_cap)
		return true;
	more = realloc(t->open, cap * sizeof(*more));
	if (more == NULL)
		return false;
	t->open = more;
	t->open_cap = cap;
	return true;
}

enum status
totals_next(struct totals *t, const struct totals_product *p, struct str unit,
    const struct profile *goods, struct error *err)
{
	const char *why = add_lines(t->number, goods, unit);

	t->nproduct++;
	t->counted = why == NULL;
	if (t->counted)
		return ST_OK;
	if (!grow(t))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	t->open[t->nopen++] = (struct totals_open){ *p, why };
	return ST_OK;
}

/* ---- how much that is */

/*
 * Has it no more digits than are stated, so that nothing is rounded?  False:
 * it may, or not.
 */
static bool
is_stated(mpq_srcptr q)
{
	unsigned long n = mpz_get_ui(mpq_numref(q)), most = 1;
	unsigned long d = mpz_get_ui(mpq_denref(q));

	if (!mpz_fits_ulong_p(mpq_numref(q)) ||
	    !mpz_fits_ulong_p(mpq_denref(q)))
		return false;
	for (int i = 0; i < TOTALS_DIGITS; i++)
		most *= 10;
	/* n / d is n / 10^k times a power of two or of five */
	for (; d % 10 == 0; d /= 10)
		;
	for (; n < most && d % 2 == 0; d /= 2)
		n *= 5;
	for (; n < most && d % 5 == 0; d /= 5)
		n *= 2;
	return n < most && d == 1;
}

/* The end as it is stated. */
static void
state(mpq_ptr out, mpq_srcptr q, enum num_rounding way)
{
	char text[NUM_TEXT];
	struct error err = { 0 };

	if (is_stated(q) || num_format(text, q, TOTALS_DIGITS, way) ||
	    num_read(str_of(text), pos_none, out, &err) != ST_OK)
		mpq_set(out, q);
}

static bool
is_zero(const struct exact *x)
{
	return !x->hi_infinite && mpq_sgn(x->hi) == 0;
}

void
totals_take(struct totals *t, size_t row, enum totals_amount kind,
    const struct exact *x)
{
	struct exact *sum = &t->row[row][kind], stated;
	mpq_t work;

	t->has_origin |= kind == TOTALS_ORIGIN;
	if (is_zero(x) || (kind == TOTALS_OXIDE && row != TOTALS_SUM))
		return;
	if (!t->counted) {
		sum->hi_infinite = true;
		return;
	}
	mpq_init(work);
	exact_init(&stated);
	exact_set(&stated, x);
	state(stated.lo, x->lo, NUM_DOWN);
	state(stated.hi, x->hi, NUM_UP);
	exact_add_scaled(sum, t->number, &stated, work);
	exact_clear(&stated);
	mpq_clear(work);
}

/* ---- the element */

static void
put_end(struct canon *w, const char *name, mpq_srcptr q, enum num_rounding way)
{
	char text[NUM_TEXT];

	num_format(text, q, TOTALS_DIGITS, way);
	canon_attr(w, name, str_of(text));
}

static void
put_amount(struct canon *w, const char *name, const struct exact *x)
{
	canon_open(w, name);
	put_end(w, "low", x->lo, NUM_DOWN);
	if (x->lo_open)
		canon_attr(w, "low-open", STR("yes"));
	if (!x->hi_infinite) {
		put_end(w, "high", x->hi, NUM_UP);
		if (x->hi_open)
			canon_attr(w, "high-open", STR("yes"));
	}
	canon_close(w);
}

/* All of an element as its oxide. */
static void
put_oxide(const struct exact *total, size_t i, struct canon *w)
{
	struct exact x;
	mpq_t factor, work;

	exact_init(&x);
	mpq_inits(factor, work, NULL);
	oxide_fraction((int)i, factor);
	mpq_inv(factor, factor);
	exact_add_scaled(&x, factor, total, work);
	put_amount(w, totals_amount_names[TOTALS_OXIDE], &x);
	mpq_clears(factor, work, NULL);
	exact_clear(&x);
}

static void
put_row(const struct totals *t, size_t i, struct canon *w)
{
	const struct element *e = i < NELEM ? element_at((int)i) : NULL;

	canon_open(w, e != NULL ? "element" : "sum");
	if (e != NULL) {
		canon_attr(w, "symbol", str_of(e->symbol));
		canon_attr(w, "oxide", str_of(e->oxide));
	}
	put_amount(w, totals_amount_names[TOTALS_ALL], &t->row[i][TOTALS_ALL]);
	if (t->has_origin)
		put_amount(w, totals_amount_names[TOTALS_ORIGIN],
		    &t->row[i][TOTALS_ORIGIN]);
	if (e != NULL)
		put_oxide(&t->row[i][TOTALS_ALL], i, w);
	else
		put_amount(w, totals_amount_names[TOTALS_OXIDE],
		    &t->row[i][TOTALS_OXIDE]);
	canon_close(w);
}

static bool
is_none(const struct totals *t, int e)
{
	return is_zero(&t->row[e][TOTALS_ALL]) &&
	       is_zero(&t->row[e][TOTALS_ORIGIN]);
}

/* "Sc Y": what is surely in none of them. */
static void
put_none(const struct totals *t, struct canon *w)
{
	char text[NELEM * 3 + 1] = "";

	for (int e = 0; e < NELEM; e++)
		if (is_none(t, e))
			str_add(text, sizeof(text), "%s%s",
			    text[0] != '\0' ? " " : "", element_at(e)->symbol);
	if (text[0] != '\0')
		canon_attr(w, "none", str_of(text));
}

static void
put_count(struct canon *w, const char *name, size_t n)
{
	char text[24];

	snprintf(text, sizeof(text), "%zu", n);
	canon_attr(w, name, str_of(text));
}

static void
put_open(const struct totals_open *o, struct canon *w)
{
	canon_open(w, "open");
	canon_attr(w, "part", o->of.part);
	if (o->of.maker.n > 0)
		canon_attr(w, "maker", o->of.maker);
	if (o->of.revision.n > 0)
		canon_attr(w, "revision", o->of.revision);
	canon_attr(w, "why", str_of(o->why));
	canon_close(w);
}

void
totals_write(
    const struct totals *t, totals_put origin, void *ctx, struct canon *w)
{
	canon_open(w, "totals");
	put_count(w, "products", t->nproduct);
	canon_attr(w, "unit", STR("g"));
	canon_attr(w, "rounding", STR("outward"));
	put_count(w, "digits", TOTALS_DIGITS);
	put_none(t, w);
	if (origin != NULL)
		origin(ctx, w);
	for (size_t i = 0; i < t->nopen; i++)
		put_open(&t->open[i], w);
	for (size_t i = 0; i < TOTALS_ROWS; i++)
		if (i == TOTALS_SUM || !is_none(t, (int)i))
			put_row(t, i, w);
	canon_close(w);
}
