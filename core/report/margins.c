/* SPDX-License-Identifier: Apache-2.0 */
/* margins - which other number would flip a verdict; see margins.h. */
#include "core/report/margins.h"

#include "core/report/path.h"
#include "core/rules/break_even.h"
#include "core/rules/pack/origins.h"

/* Passes over what is below an item that one verdict takes, about. */
#define PASSES 20

#define MARGINS_TEXT 2400

bool
margins_affordable(const struct checked *c, size_t items)
{
	return checked_affordable(c, SIZE_MAX) >= PASSES * items;
}

/* One number, and how it is read. */
struct told_margin {
	const struct checked *c;
	const struct reason *r;
	char *out;  /* of MARGINS_TEXT */
	size_t n;   /* said so far */
	bool worth; /* items count by the value that they state */
};

/* Digits of a whole number above zero; 0 of any other. */
static unsigned
digits_of(mpz_srcptr whole)
{
	size_t n = mpz_sizeinbase(whole, 10); /* or one too many */
	mpz_t least;
	bool fewer;

	if (mpz_sgn(whole) <= 0)
		return 0;
	mpz_init(least);
	mpz_ui_pow_ui(least, 10, (unsigned long)n - 1);
	fewer = mpz_cmp(whole, least) < 0;
	mpz_clear(least);
	return (unsigned)n - fewer;
}

/* To the cent, or four digits where that is more. */
static void
money_text(char out[NUM_TEXT], mpq_srcptr q)
{
	unsigned digits;
	mpz_t whole;

	mpz_init(whole);
	mpz_tdiv_q(whole, mpq_numref(q), mpq_denref(q));
	digits = digits_of(whole) + 2;
	mpz_clear(whole);
	num_format(out, q, digits < 4 ? 4 : digits, NUM_NEAREST);
}

void
margins_quantity(
    char out[MARGIN_TEXT], const struct bom *b, uint32_t item, mpq_srcptr q)
{
	char text[QUANTITIES_TEXT];
	struct exact x;

	exact_init(&x);
	mpq_set(x.lo, q);
	mpq_set(x.hi, q);
	path_quantities(text, b, item, &x);
	exact_clear(&x);
	snprintf(out, MARGIN_TEXT, "%s", text);
}

static void
number_text(char out[MARGIN_TEXT], const struct told_margin *w,
    const struct break_even *e, mpq_srcptr q)
{
	struct str currency = bom_text_get(w->c->bom, w->r->detail.currency);
	struct measure_of m = { .kind = e->kind == BREAK_SHARE ? AMOUNT_SHARE
							       : AMOUNT_MASS };
	char text[NUM_TEXT];
	mpq_t kg;

	if (e->kind == BREAK_QUANTITY) {
		margins_quantity(out, w->c->bom, w->r->item, q);
		return;
	}
	if (e->kind != BREAK_PRICE && e->kind != BREAK_VALUE &&
	    (!w->worth || e->kind == BREAK_SHARE)) {
		amount_text(out, q, NUM_NEAREST, &m);
		return;
	}
	mpq_init(kg);
	mpq_set_ui(kg, e->kind == BREAK_PRICE ? 1000 : 1, 1);
	mpq_mul(kg, kg, q);
	money_text(text, kg);
	mpq_clear(kg);
	snprintf(out, MARGIN_TEXT, "%s %.*s%s", text, STR_ARG(currency),
	    e->kind == BREAK_PRICE ? "/kg" : "");
}

/* At the number itself, is the limit reached, or is what asks for less of it
 * missed? */
static bool
is_reached_at(const struct told_margin *w)
{
	return w->r->detail.compare == COMPARE_AT_LEAST ||
	       w->r->detail.compare == COMPARE_BELOW;
}

/* " from 697.06 USD/kg on", as the comparator of the limit has it. */
static void
say_reached(const struct told_margin *w, const struct break_even *e)
{
	bool at = is_reached_at(w);
	char text[MARGIN_TEXT];

	number_text(text, w, e, e->reached);
	if (e->kind == BREAK_VALUE)
		str_add(w->out, MARGINS_TEXT,
		    at ? " at %s or less" : " below %s", text);
	else
		str_add(w->out, MARGINS_TEXT, at ? " from %s on" : " above %s",
		    text);
}

static void
say_missed(const struct told_margin *w, const struct break_even *e)
{
	bool at = is_reached_at(w);
	char text[MARGIN_TEXT];

	number_text(text, w, e, e->missed);
	if (e->kind == BREAK_VALUE)
		str_add(w->out, MARGINS_TEXT,
		    at ? " surely not above %s" : " surely not at %s or more",
		    text);
	else
		str_add(w->out, MARGINS_TEXT,
		    at ? " surely not below %s" : " surely not up to %s", text);
}

static void
say_now(const struct told_margin *w, const struct break_even *e)
{
	char text[MARGIN_TEXT];

	if (!exact_is_point(&e->now) || e->now.hi_infinite)
		return;
	number_text(text, w, e, e->now.lo);
	str_add(w->out, MARGINS_TEXT, " (now %s)", text);
}

static bool
is_exact(const struct break_even *e)
{
	return e->has_reached && e->has_missed &&
	       mpq_equal(e->reached, e->missed);
}

static void
say_subject(const struct told_margin *w, const struct break_even *e)
{
	char origin[ORIGIN_TEXT];

	str_add(w->out, MARGINS_TEXT, "%s", w->n > 0 ? "; " : "");
	switch (e->kind) {
	case BREAK_PRICE:
		str_add(w->out, MARGINS_TEXT, "a price of %s %s",
		    element_at((int)e->element)->symbol,
		    guise_name((enum guise)e->guise));
		break;
	case BREAK_VALUE:
		str_add(w->out, MARGINS_TEXT, "a value of the item");
		break;
	case BREAK_AMOUNT:
		str_add(w->out, MARGINS_TEXT, "%s that counts%s,",
		    element_at((int)e->element)->symbol,
		    w->r->detail.test->kind == TEST_ANNUAL ? " in one of it"
							   : "");
		break;
	case BREAK_QUANTITY:
		str_add(w->out, MARGINS_TEXT, "a quantity in %s,",
		    w->r->detail.test->shipment ? "the shipment" : "a year");
		break;
	default:
		origin_subject(origin, w->r->detail.test->origin);
		str_add(w->out, MARGINS_TEXT, "a share %s", origin);
	}
}

/* More than the whole cannot be of an origin. */
static bool
is_beyond_all(const struct told_margin *w, const struct break_even *e)
{
	int c;

	if (e->kind != BREAK_SHARE || !e->has_missed)
		return false;
	c = mpq_cmp_ui(e->missed, 1, 1);
	return c > 0 || (c == 0 && !is_reached_at(w));
}

/* A share of more than all is none. */
static bool
is_within_all(const struct break_even *e)
{
	return e->has_reached &&
	       (e->kind != BREAK_SHARE || mpq_cmp_ui(e->reached, 1, 1) <= 0);
}

static void
say_bounds(const struct told_margin *w, const struct break_even *e)
{
	bool reached = is_within_all(e);

	if (reached) {
		str_add(w->out, MARGINS_TEXT, " surely");
		say_reached(w, e);
	}
	if (e->has_missed) {
		str_add(w->out, MARGINS_TEXT, "%s", reached ? "," : "");
		say_missed(w, e);
	}
}

static void
say(struct told_margin *w, const struct break_even *e)
{
	if (e->kind == BREAK_FACTOR || (!is_within_all(e) && !e->has_missed))
		return;
	say_subject(w, e);
	if (is_beyond_all(w, e))
		str_add(w->out, MARGINS_TEXT, ": none is enough");
	else if (is_exact(e))
		say_reached(w, e);
	else
		say_bounds(w, e);
	say_now(w, e);
	w->n++;
}

/* ---- the mass of the parts from which all of it comes */

/* What one of a part weighs, or is worth; NUM_INFINITE: nobody says so. */
static uint32_t
size_of(const struct told_margin *w, const struct item *i)
{
	if (w->worth)
		return i->value != BOM_NONE &&
			       i->currency == w->r->detail.currency
			   ? i->value
			   : NUM_INFINITE;
	return i->has_mass && i->mass.hi == i->mass.lo ? i->mass.lo
						       : NUM_INFINITE;
}

/* Adds what all of a part in the item weighs, or is worth; false where nobody
 * says so. */
static bool
add_mass(const struct told_margin *w, const struct share *s, mpq_ptr mass)
{
	uint32_t size = size_of(w, &w->c->bom->item[s->item]);
	mpq_t view, all;

	if (s->exact == NULL || !s->quantity_known ||
	    mpq_equal(s->exact->quantity, s->exact->quantity_lo) == 0 ||
	    size == NUM_INFINITE)
		return false;
	mpq_init(all);
	numtab_view(&w->c->bom->num, size, view);
	mpq_mul(all, view, s->exact->quantity);
	mpq_add(mass, mass, all);
	mpq_clear(all);
	return true;
}

static bool
find_mass(const struct told_margin *w, mpq_ptr mass)
{
	const struct reason *r = w->r;

	for (size_t i = 0; i < r->ngiver; i++)
		if (!add_mass(w, &r->parts.share[r->giver[i].share], mass))
			return false;
	return mpq_sgn(mass) > 0;
}

static void
say_parts(const struct told_margin *w)
{
	const struct reason *r = w->r;
	char label[LABEL_TEXT];
	struct str name;

	str_add(w->out, MARGINS_TEXT, "%s", w->n > 0 ? "; " : "");
	if (r->ngiver > 1) {
		str_add(w->out, MARGINS_TEXT,
		    "the %s of the %zu parts that it comes from,",
		    w->worth ? "value" : "mass", r->ngiver);
		return;
	}
	name = path_label(
	    w->c->bom, r->parts.share[r->giver[0].share].item, label);
	str_add(w->out, MARGINS_TEXT, "the %s of all %.*s in it,",
	    w->worth ? "value" : "mass", STR_ARG(str_clip(name, 120)));
}

/* Were they as they are, but for their mass. */
static void
say_mass(struct told_margin *w, const struct break_even *factor)
{
	struct break_even e = { .kind = BREAK_AMOUNT, .has_reached = true };
	char text[MARGIN_TEXT];
	mpq_t mass;

	mpq_init(mass);
	mpq_init(e.reached);
	if (is_exact(factor) && find_mass(w, mass)) {
		say_parts(w);
		mpq_mul(e.reached, mass, factor->reached);
		say_reached(w, &e);
		number_text(text, w, &e, mass);
		str_add(w->out, MARGINS_TEXT, " (now %s)", text);
		w->n++;
	}
	mpq_clear(mass);
	mpq_clear(e.reached);
}

/* A rule that does not cover the item has no limit for it. */
static bool
is_covered(const struct reason *r)
{
	return r->detail.verdict == VERDICT_CLEAR ||
	       r->verdict != VERDICT_CLEAR;
}

enum status
margins_write(FILE *to, const struct style *style, const struct checked *c,
    const struct reason *r, struct error *err)
{
	struct break_evens x;
	char out[MARGINS_TEXT] = "";
	bool by_mass;
	struct told_margin w = { c, r, out, 0,
		test_is_money(r->detail.test) &&
		    rulebook_method(c->book, VARIANT_LAW, r->rule, r->test,
			&by_mass) != METHOD_MARKET };

	if (!is_covered(r) || break_evens_find(&x, c->judgement, c->trace,
				  r->rule, r->item, &r->detail, err) != ST_OK)
		return err->code;
	str_add(out, MARGINS_TEXT, "The limit");
	if (r->detail.test->to != NULL)
		str_add(out, MARGINS_TEXT, " of %s", r->detail.limit_text);
	str_add(out, MARGINS_TEXT,
	    " is reached by each of these alone, all else as it is: ");
	for (size_t i = 0; i < x.n; i++)
		say(&w, &x.of[i]);
	for (size_t i = 0; i < x.n; i++)
		if (x.of[i].kind == BREAK_FACTOR)
			say_mass(&w, &x.of[i]);
	str_add(out, MARGINS_TEXT, ".");
	if (w.n > 0)
		text_wrap(to, style, 4, 0, str_of(out));
	break_evens_free(&x);
	return ST_OK;
}

/* ---- for a program */

static void
put_number(struct json *j, const char *key, bool has, mpq_srcptr q)
{
	if (has)
		json_put_exact(j, key, q);
	else
		json_put_null(j, key);
}

static void
put_one(struct json *j, const struct checked *c, const struct reason *r,
    const struct break_even *e)
{
	static const char *const unit[BREAK_COUNT] = {
		[BREAK_AMOUNT] = "g",
		[BREAK_SHARE] = "",
		[BREAK_FACTOR] = "",
		[BREAK_QUANTITY] = "each",
	};
	uint8_t dim = c->bom->item[r->item].dim;
	struct str currency = bom_text_get(c->bom, r->detail.currency);
	char text[80];

	json_begin_object(j, NULL);
	json_put_text(j, "of", break_even_name((enum break_even_kind)e->kind));
	if (e->kind == BREAK_PRICE || e->kind == BREAK_AMOUNT)
		json_put_text(
		    j, "element", element_at((int)e->element)->symbol);
	if (e->kind == BREAK_PRICE)
		json_put_text(j, "form", guise_name((enum guise)e->guise));
	snprintf(text, sizeof(text), "%.*s%s", STR_ARG(str_clip(currency, 40)),
	    e->kind == BREAK_PRICE ? "/g" : "");
	json_put_text(j, "unit",
	    e->kind == BREAK_PRICE || e->kind == BREAK_VALUE ? text
	    : e->kind == BREAK_QUANTITY && dim != DIM_NONE
		? path_unit(c->bom, r->item)
		: unit[e->kind]);
	put_number(j, "reached", e->has_reached, e->reached);
	put_number(j, "missed", e->has_missed, e->missed);
	amount_json(j, "now", &e->now);
	json_end_object(j);
}

enum status
margins_json(struct json *j, const struct checked *c, const struct reason *r,
    struct error *err)
{
	struct break_evens x;

	if (!is_covered(r) || break_evens_find(&x, c->judgement, c->trace,
				  r->rule, r->item, &r->detail, err) != ST_OK)
		return err->code;
	json_begin_array(j, "break_even");
	for (size_t i = 0; i < x.n; i++)
		put_one(j, c, r, &x.of[i]);
	json_end_array(j);
	break_evens_free(&x);
	return ST_OK;
}
