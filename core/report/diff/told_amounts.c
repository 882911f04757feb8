/* SPDX-License-Identifier: Apache-2.0 */
/*
 * told_amounts - what is in each shipped item, then and now; see told.h.
 *
 * Two intervals say "more" only if that holds whatever is in the gaps of
 * either product; what did not change is filled alike in both (gained.h).
 */
#include "core/report/diff/told.h"

#include "core/report/diff/gained.h"
#include "core/report/trace/amounts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- which is certain of two intervals */
static void
add_range(char *out, const struct exact *x, const struct measure_of *m,
    const char *behind)
{
	char text[AMOUNT_RANGE];

	amount_range(text, x, m);
	str_add(out, TOLD_NOTE, "%s%s", text, behind);
}

/* now less old, both taken as independent; lo is minus infinite where the old
 * one has no end. */
static void
subtract(struct exact *d, const struct exact *old, const struct exact *now)
{
	d->lo_infinite = old->hi_infinite;
	d->hi_infinite = now->hi_infinite;
	mpq_sub(d->lo, now->lo, old->hi);
	mpq_sub(d->hi, now->hi, old->lo);
	d->lo_open = now->lo_open || old->hi_open;
	d->hi_open = now->hi_open || old->lo_open;
	if (d->lo_infinite)
		mpq_set_ui(d->lo, 0, 1);
	if (d->hi_infinite)
		mpq_set_ui(d->hi, 0, 1);
}

static void
negate(struct exact *d)
{
	bool infinite = d->lo_infinite, open = d->lo_open;

	mpq_swap(d->lo, d->hi);
	mpq_neg(d->lo, d->lo);
	mpq_neg(d->hi, d->hi);
	d->lo_infinite = d->hi_infinite;
	d->hi_infinite = infinite;
	d->lo_open = d->hi_open;
	d->hi_open = open;
}

/* d holds nothing below zero: by how much more, if it is more at all. */
static void
say_direction(char *out, struct exact *d, const struct measure_of *m,
    const char *word, const char *other)
{
	if (mpq_sgn(d->lo) > 0)
		add_range(out, d, m, word);
	else if (d->lo_open)
		str_add(out, TOLD_NOTE, "%s, not known how much", word + 1);
	else
		str_add(out, TOLD_NOTE, "not %s", other);
}

/* d, to where both hold; where they exclude each other, d as it is. */
static void
narrow(struct exact *d, const struct exact *closer)
{
	struct exact both;

	exact_init(&both);
	exact_set(&both, d);
	if (!closer->hi_infinite)
		exact_lower_hi(&both, closer->hi, closer->hi_open);
	if (!closer->lo_infinite)
		exact_raise_lo(&both, closer->lo, closer->lo_open);
	if (both.lo_infinite || both.hi_infinite || !exact_is_empty(&both))
		exact_set(d, &both);
	exact_clear(&both);
}

void
told_certain(char out[TOLD_NOTE], const struct exact *old,
    const struct exact *now, const struct exact *closer,
    const struct measure_of *m)
{
	bool was = exact_is_point(old), is = exact_is_point(now);
	struct exact d;

	out[0] = '\0';
	if (was != is)
		str_add(out, TOLD_NOTE, "%s; ",
		    is ? "now known exactly" : "no longer known exactly");
	exact_init(&d);
	subtract(&d, old, now);
	if (closer != NULL)
		narrow(&d, closer);
	if (exact_is_point(&d) && mpq_sgn(d.lo) == 0) {
		str_add(out, TOLD_NOTE, "the same, whatever it is");
	} else if (!d.lo_infinite && mpq_sgn(d.lo) >= 0) {
		say_direction(out, &d, m, " more", "less");
	} else if (!d.hi_infinite && mpq_sgn(d.hi) <= 0) {
		negate(&d);
		say_direction(out, &d, m, " less", "more");
	} else {
		str_add(out, TOLD_NOTE, "more or less: not known");
	}
	exact_clear(&d);
}

/* ---- the columns */
/* Weighs; all rare earths, of the origin; then element by element. */
enum { COLUMN_OF_MASS, COLUMN_EVERY, COLUMN_ELEMENTS = COLUMN_EVERY + 2 };
#define COLUMNS AMOUNTS_COLUMNS

struct teller {
	const struct compared *x;
	const struct told_to *to;
	struct amounts a[SIDES];
	struct gained gained;
	struct told t;
};

static void
find_columns(size_t column[COLUMNS], const struct report_columns *r)
{
	size_t n = 0;

	column[n++] = COLUMN_MASS;
	column[n++] = r->every[NELEM];
	column[n++] = r->origin[NELEM];
	for (int e = 0; e < NELEM; e++) {
		column[n++] = r->every[e];
		column[n++] = r->origin[e];
	}
}

static void
say_column(struct told *t, const struct compared *x, size_t k)
{
	char text[200];

	if (k == COLUMN_OF_MASS) {
		str_add(t->of, TOLD_TEXT, "mass");
		return;
	}
	str_add(t->of, TOLD_TEXT, "%s",
	    k < COLUMN_ELEMENTS
		? "rare earths"
		: element_at((int)((k - COLUMN_ELEMENTS) / 2))->symbol);
	if ((k - COLUMN_EVERY) % 2 == 0)
		return;
	amounts_origin(text, sizeof(text),
	    x->c[NEW]->book->report.origin_rule != NULL
		? x->c[NEW]->book->report.origin_rule
		: x->c[OLD]->book->report.origin_rule);
	str_add(t->of, TOLD_TEXT, " %s", text);
}

static bool
is_kept(const struct teller *w, enum side s, uint32_t item)
{
	return w->a[s].slot[item] != BOM_NONE;
}

bool
told_same(const struct exact *a, const struct exact *b)
{
	return a->lo_open == b->lo_open && a->hi_open == b->hi_open &&
	       a->hi_infinite == b->hi_infinite && mpq_equal(a->lo, b->lo) &&
	       (a->hi_infinite || mpq_equal(a->hi, b->hi));
}

/* Could both ends be the same, as far as doubles tell? */
static bool
same_about(const struct bounds *a, const struct bounds *b)
{
	if (!isfinite(a->lo_err) || !isfinite(b->lo_err) ||
	    !isfinite(a->hi_err) || !isfinite(b->hi_err))
		return false;
	if (fabs(a->lo - b->lo) > a->lo_err + b->lo_err ||
	    isfinite(a->hi) != isfinite(b->hi))
		return false;
	return !isfinite(a->hi) || fabs(a->hi - b->hi) <= a->hi_err + b->hi_err;
}

static bool
differs(const struct teller *w, size_t k, const struct item_pair *p)
{
	struct bounds x[SIDES];

	if (is_kept(w, OLD, p->item[OLD]) && is_kept(w, NEW, p->item[NEW]))
		return !told_same(&w->t.x[OLD], &w->t.x[NEW]);
	for (int s = OLD; s < SIDES; s++) {
		x[s] = (struct bounds){ 0 };
		if (w->a[s].column[k] != COLUMN_NONE)
			trace_bounds(w->x->c[s]->trace, w->a[s].column[k],
			    p->item[s], &x[s]);
	}
	return !same_about(&x[OLD], &x[NEW]);
}

static void
put_interval(struct told *t, enum side s, const struct measure_of *m)
{
	char text[AMOUNT_RANGE];

	t->text[s][0] = '\0';
	if (!t->has[s])
		return;
	amount_range(text, &t->x[s], m);
	str_add(t->text[s], TOLD_TEXT, "%s", text);
}

/* In so many digits that what differs reads otherwise. */
void
told_intervals(struct told *t, const struct measure_of *of)
{
	struct measure_of m = *of;

	put_interval(t, OLD, of);
	put_interval(t, NEW, of);
	if (strcmp(t->text[OLD], t->text[NEW]) != 0)
		return;
	for (int s = OLD; s < SIDES; s++) {
		const struct exact *o = &t->x[1 - s];

		m.limit = mpq_equal(o->lo, t->x[s].lo) == 0 ? o->lo : o->hi;
		put_interval(t, (enum side)s, &m);
	}
}

/* Nothing, and on the other side no such item. */
static bool
is_none_alone(const struct told *t)
{
	enum side s = t->has[NEW] ? NEW : OLD;

	return !t->has[1 - s] && !t->x[s].hi_infinite &&
	       mpq_sgn(t->x[s].hi) == 0;
}

static enum status
say_certain(
    struct teller *w, size_t k, const struct measure_of *m, struct error *err)
{
	const size_t column[SIDES] = { w->a[OLD].column[k],
		w->a[NEW].column[k] };
	struct told *t = &w->t;
	struct exact closer;
	bool has;

	exact_init(&closer);
	has = gained_get(&w->gained, column, &closer, err);
	told_certain(t->note, &t->x[OLD], &t->x[NEW], has ? &closer : NULL, m);
	exact_clear(&closer);
	return err->code;
}

/* One amount of an item; nothing where it is as before. */
static enum status
tell(struct teller *w, size_t k, const struct item_pair *p, struct error *err)
{
	static const struct measure_of mass = { .kind = AMOUNT_MASS };
	struct told *t = &w->t;

	told_begin(t, "amount");
	for (int s = OLD; s < SIDES; s++) {
		t->item[s] = p->item[s];
		if (p->item[s] == BOM_NONE) {
			t->way = s == OLD ? WAY_NEW : WAY_GONE;
			continue;
		}
		t->has[s] = true;
		amounts_get(&w->a[s], k, p->item[s], &t->x[s]);
		t->at[s] = bom_pos(
		    w->x->c[s]->bom, w->x->c[s]->bom->item[p->item[s]].at);
	}
	if (t->way != WAY_CHANGED ? is_none_alone(t) : !differs(w, k, p))
		return ST_OK;
	if (t->way == WAY_CHANGED && say_certain(w, k, &mass, err) != ST_OK)
		return err->code;
	say_column(t, w->x, k);
	t->unit = STR("g");
	t->vague = k >= COLUMN_ELEMENTS;
	for (int s = OLD; s < SIDES; s++)
		t->vague &= !t->has[s] ||
			    (mpq_sgn(t->x[s].lo) == 0 && !t->x[s].lo_open);
	told_intervals(t, &mass);
	return w->to->row(w->to->ctx, t, err);
}

/* The numbers that are to be exact; each item once. */
static enum status
keep(struct teller *w, enum side s, struct error *err)
{
	const struct compared *x = w->x;
	uint32_t *item = malloc((x->npair + 1) * sizeof(*item));
	size_t column[COLUMNS], n = 0;

	if (item == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < x->npair; i++)
		if (x->pair[i].item[s] != BOM_NONE &&
		    compared_touched(x, &x->pair[i]))
			item[n++] = x->pair[i].item[s];
	find_columns(column, &x->c[s]->book->report);
	if (amounts_open(&w->a[s], x->c[s], column, COLUMNS, err) == ST_OK)
		amounts_keep(&w->a[s], item, n, err);
	free(item);
	return err->code;
}

static enum status
tell_pair(struct teller *w, const struct item_pair *p, struct error *err)
{
	if (p->item[OLD] != BOM_NONE && p->item[NEW] != BOM_NONE &&
	    gained_open(&w->gained, p, COLUMNS, err) != ST_OK)
		return err->code;
	for (size_t k = 0; k < COLUMNS && err->code == ST_OK; k++)
		tell(w, k, p, err);
	return err->code;
}

enum status
told_amounts(
    const struct compared *x, const struct told_to *to, struct error *err)
{
	struct teller w = { .x = x, .to = to };

	told_init(&w.t);
	if (!gained_make(&w.gained, x))
		error_set(err, ST_NOMEM, pos_none, "out of memory");
	else if (keep(&w, OLD, err) == ST_OK)
		keep(&w, NEW, err);
	for (size_t i = 0; err->code == ST_OK && i < x->npair; i++)
		if (compared_touched(x, &x->pair[i]))
			tell_pair(&w, &x->pair[i], err);
	gained_free(&w.gained);
	amounts_free(&w.a[OLD]);
	amounts_free(&w.a[NEW]);
	told_clear(&w.t);
	return err->code;
}
