/* SPDX-License-Identifier: Apache-2.0 */
/* by_element - how much of each rare earth; see breakdown.h. */
#include "core/report/trace/breakdown.h"

const struct column by_element_rows[] = {
	BREAKDOWN_LEAD,
	{ "element", "", 0 },
	{ "total_low", "", 0 },
	{ "total_high", "", 0 },
	{ "origin_low", "", 0 },
	{ "origin_high", "", 0 },
	{ "share_low", "", 0 },
	{ "share_high", "", 0 },
	{ "open_ends", "", 0 },
};
const size_t by_element_nrow =
    sizeof(by_element_rows) / sizeof(by_element_rows[0]);

/* One rare earth, or all of them together (NELEM). */
struct amount_of {
	struct exact every, origin, share;
	bool has_share;
};

/*
 * Which part of it is of the origin: at least the least of that in the most
 * there is, at most the most of that in the least, and never above 1.  Of
 * nothing there is no share.
 */
static void
find_share(struct amount_of *a)
{
	const struct exact *e = &a->every, *o = &a->origin;

	a->has_share = e->hi_infinite || mpq_sgn(e->hi) > 0;
	exact_quotient(&a->share, o, e);
	if (!a->share.hi_infinite && mpq_cmp_ui(a->share.hi, 1, 1) <= 0)
		return;
	a->share.hi_infinite = a->share.hi_open = false;
	mpq_set_ui(a->share.hi, o->hi_infinite || mpq_sgn(o->hi) > 0, 1);
}

static void
find_amounts(const struct breakdown *d, size_t e, struct amount_of *a)
{
	amounts_get(&d->amounts, 2 * e, d->product, &a->every);
	amounts_get(&d->amounts, 2 * e + 1, d->product, &a->origin);
	find_share(a);
}

static bool
is_asked(const struct breakdown *d, size_t e)
{
	uint32_t asked = d->h->elements;

	return e == NELEM ? asked == 0 || (asked & (asked - 1)) != 0
			  : asked == 0 || (asked >> e & 1) != 0;
}

static void
put_share(struct table *t, const struct amount_of *a)
{
	static const struct measure_of share = { .kind = AMOUNT_SHARE };
	char text[AMOUNT_RANGE] = "";

	if (a->has_share)
		amount_range(text, &a->share, &share);
	table_put_text(t, text);
}

static void
put_amounts(struct table *t, const struct breakdown *d, const char *what,
    const struct amount_of *a)
{
	table_put_text(t, what);
	held_put_mass(t, &a->every, TONE_NONE);
	if (d->c->book->report.origin_rule == NULL)
		return;
	held_put_mass(t, &a->origin, held_tone(&a->origin));
	put_share(t, a);
}

/* Is it certain that none is in it? */
static bool
is_none(const struct amount_of *a)
{
	return !a->every.hi_infinite && mpq_sgn(a->every.hi) == 0;
}

/* Does it say no more than that anything may be in it? */
static bool
is_only_open(const struct amount_of *a, const struct amount_of *like)
{
	return mpq_sgn(a->every.lo) == 0 && !a->every.lo_open &&
	       a->every.hi_infinite == like->every.hi_infinite &&
	       (a->every.hi_infinite ||
		   mpq_equal(a->every.hi, like->every.hi)) &&
	       a->origin.hi_infinite == like->origin.hi_infinite &&
	       (a->origin.hi_infinite ||
		   mpq_equal(a->origin.hi, like->origin.hi));
}

/* The elements of which nothing is known but that the gaps may hold them. */
static size_t
find_open(const struct breakdown *d, struct amount_of *a, bool open[NELEM])
{
	struct amount_of first = { .has_share = false };
	size_t n = 0;

	exact_init(&first.every);
	exact_init(&first.origin);
	exact_init(&first.share);
	for (size_t e = 0; e < NELEM; e++) {
		open[e] = false;
		if (!is_asked(d, e))
			continue;
		find_amounts(d, e, a);
		if (is_none(a) || mpq_sgn(a->every.lo) > 0 || a->every.lo_open)
			continue;
		if (n == 0)
			find_amounts(d, e, &first);
		open[e] = is_only_open(a, &first);
		n += open[e];
	}
	exact_clear(&first.every);
	exact_clear(&first.origin);
	exact_clear(&first.share);
	return n;
}

/* "12 others, each" for a single line of what may be in the gaps. */
static void
put_open(struct table *t, const struct breakdown *d, struct amount_of *a,
    const bool open[NELEM], size_t n, bool others)
{
	char what[60];
	size_t e = 0;

	while (e < NELEM && !open[e])
		e++;
	if (e == NELEM)
		return;
	find_amounts(d, e, a);
	if (n == 1)
		snprintf(what, sizeof(what), "%s", element_at((int)e)->symbol);
	else
		snprintf(what, sizeof(what), "%zu%s, each", n,
		    others ? " others" : " elements");
	put_amounts(t, d, what, a);
}

static enum status
table_for_eye(const struct breakdown *d, struct amount_of *a, struct error *err)
{
	char every[HEADING_TEXT], origin[HEADING_TEXT];
	const struct column columns[] = {
		{ "element", "Element", 0 },
		{ "total", "In all", COLUMN_RIGHT },
		{ "origin", origin, COLUMN_RIGHT },
		{ "share", "Share", COLUMN_RIGHT },
	};
	bool open[NELEM], any = false;
	struct table t;
	size_t n = find_open(d, a, open), none = 0;
	enum status st;

	held_headings(every, origin, d->h);
	table_begin(&t, d->to, OUT_TABLE, d->style, columns,
	    d->c->book->report.origin_rule != NULL ? 4 : 2, NULL);
	for (size_t e = 0; e < NELEM; e++) {
		if (!is_asked(d, e) || open[e])
			continue;
		find_amounts(d, e, a);
		none += is_none(a);
		if (is_none(a))
			continue;
		any = true;
		put_amounts(&t, d, element_at((int)e)->symbol, a);
	}
	put_open(&t, d, a, open, n, any);
	if (is_asked(d, NELEM)) {
		find_amounts(d, NELEM, a);
		put_amounts(&t, d, "all together", a);
	}
	st = table_end(&t, err);
	if (none > 0)
		fprintf(d->to, "and %zu element%s of which none is in it\n",
		    none, none == 1 ? "" : "s");
	return st;
}

static void
put_object(
    struct json *j, const struct amount_of *a, const char *element, bool origin)
{
	json_begin_object(j, NULL);
	json_put_text(j, "element", element);
	amount_json(j, "total", &a->every);
	if (origin) {
		amount_json(j, "of_origin", &a->origin);
		if (a->has_share)
			amount_json(j, "share", &a->share);
	}
	json_end_object(j);
}

static void
put_row(struct breakdown *d, const struct amount_of *a, const char *element)
{
	struct held_open open = { "" };

	breakdown_lead(d);
	table_put_text(d->rows, element);
	held_put_ends(d->rows, &a->every, "total_", &open);
	held_put_ends(d->rows, &a->origin, "origin_", &open);
	if (a->has_share) {
		held_put_ends(d->rows, &a->share, "share_", &open);
	} else {
		table_put_text(d->rows, "");
		table_put_text(d->rows, "");
	}
	table_put_text(d->rows, open.text);
}

enum status
by_element(struct breakdown *d, struct error *err)
{
	bool origin = d->c->book->report.origin_rule != NULL;
	struct amount_of a = { .has_share = false };

	exact_init(&a.every);
	exact_init(&a.origin);
	exact_init(&a.share);
	if (d->format == OUT_TABLE)
		table_for_eye(d, &a, err);
	else if (d->format == OUT_JSON)
		json_begin_array(d->json, "elements");
	for (size_t e = 0; d->format != OUT_TABLE && e <= NELEM; e++) {
		const char *symbol =
		    e < NELEM ? element_at((int)e)->symbol : "all";

		if (!is_asked(d, e))
			continue;
		find_amounts(d, e, &a);
		if (d->format == OUT_JSON)
			put_object(d->json, &a, symbol, origin);
		else
			put_row(d, &a, symbol);
	}
	if (d->format == OUT_JSON)
		json_end_array(d->json);
	exact_clear(&a.every);
	exact_clear(&a.origin);
	exact_clear(&a.share);
	return err->code;
}
