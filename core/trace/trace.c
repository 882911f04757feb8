/* SPDX-License-Identifier: Apache-2.0 */
/*
 * trace - make the tables, have them filled, answer from them; see trace.h.
 */
#include "core/trace/roll/state.h"

#include "core/base/pages.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The selections of forms, each once; channels point at theirs. */
static bool
find_selections(struct trace *t)
{
	for (size_t c = 0; c < t->plan.nchannel; c++) {
		const struct channel *ch = &t->plan.channel[c];
		size_t s = 0;

		t->of_channel[c] = 255;
		t->stop |= ch->stop;
		if (ch->process)
			continue;
		while (
		    s < t->nselection && (t->selection[s].forms != ch->forms ||
					     t->selection[s].stop != ch->stop))
			s++;
		if (s == MAX_SELECTIONS)
			return false;
		if (s == t->nselection)
			t->selection[t->nselection++] =
			    (struct selection){ ch->forms, ch->stop };
		t->of_channel[c] = (uint8_t)s;
	}
	/* one whose form is not known might be of these */
	if (t->stop != 0)
		t->stop |= (uint32_t)1 << FORM_UNKNOWN;
	return true;
}

void
trace_dearest(struct owner *o, const struct channel *ch, struct exact *out)
{
	struct channel any = *ch;

	any.forms = 0; /* by item: see selections */
	exact_zero(out);
	if (o->b->nitem > 0)
		undisclosed_weight(o, 0, &any, ALL_ELEMENTS, out);
}

/* What 1 g of wholly undisclosed mass counts for each channel. */
static bool
find_gap_weights(struct trace *t)
{
	struct owner o;
	struct exact w;
	bool ok = owner_init(&o, t->b);

	exact_init(&w);
	for (size_t c = 0; ok && c < t->plan.nchannel; c++) {
		trace_dearest(&o, &t->plan.channel[c], &w);
		t->gap_weight[c] = w.hi_infinite
				       ? INFINITY
				       : nextafter(mpq_get_d(w.hi), INFINITY);
		if (!w.hi_infinite && mpq_cmp_ui(w.hi, 1, 1) == 0)
			t->gap_weight[c] = 1;
		if (!w.hi_infinite && mpq_sgn(w.hi) == 0)
			t->gap_weight[c] = 0;
	}
	exact_clear(&w);
	owner_clear(&o);
	return ok;
}

static bool
take_numbers(struct trace *t)
{
	size_t n = t->b->nitem + 1, c = t->plan.nchannel + 1;

	t->of_channel = malloc(c);
	t->gap_weight = malloc(c * sizeof(double));
	t->line = malloc(n * sizeof(uint32_t));
	t->row = malloc(n * sizeof(uint32_t));
	t->turn = malloc(n * sizeof(uint32_t));
	t->level_turn = malloc((t->b->nlevel + 1) * sizeof(uint32_t));
	pages_ready(t->line, n * sizeof(uint32_t));
	return t->of_channel != NULL && t->gap_weight != NULL &&
	       t->line != NULL && t->row != NULL && t->turn != NULL &&
	       t->level_turn != NULL;
}

/* Once lines and rows have their numbers. */
static bool
take_tables(struct trace *t)
{
	size_t n = t->plan.nchannel, m = t->plan.nmargin * t->nline + 1;
	size_t more = t->nselection > 1 ? t->nselection - 1 : 0;

	t->stride = n + (n + sizeof(double) - 1) / sizeof(double);
	t->held = aligned_alloc(sizeof(*t->held), t->nline * sizeof(*t->held));
	pages_ready(t->held, t->nline * sizeof(*t->held));
	t->own_open = malloc(t->nline * sizeof(double));
	t->gap = calloc(more * t->nline + 1, sizeof(double));
	t->rows = calloc(t->nrow * t->stride + 1, sizeof(double));
	pages_ready(t->rows, t->nrow * t->stride * sizeof(double));
	t->upper = calloc(t->nrow * n + 1, sizeof(double));
	t->infinite = malloc((n + 1) * sizeof(double));
	for (size_t c = 0; t->infinite != NULL && c < n; c++)
		t->infinite[c] = INFINITY;
	t->margin_lo = calloc(m, sizeof(double));
	t->margin_hi = calloc(m, sizeof(double));
	t->margin_err = calloc(m, sizeof(double));
	t->margin_open = calloc(m, 1);
	return t->held != NULL && t->own_open != NULL && t->gap != NULL &&
	       t->rows != NULL && t->upper != NULL && t->infinite != NULL &&
	       t->margin_lo != NULL && t->margin_hi != NULL &&
	       t->margin_err != NULL && t->margin_open != NULL;
}

/* Elements that may be in each item, for those whose total then bounds all
 * that is in them; until an item has been rolled up, any.  False: memory. */
static bool
take_possible(struct trace *t)
{
	const struct bom *b = t->b;
	size_t size = (b->nitem + 1) * sizeof(*t->possible);
	uint32_t i = 0;

	while (i < b->nitem &&
	       (b->content_start[i] == b->content_start[i + 1] ||
		   !own_lists_total(b, i) || !own_is_complete(b, i)))
		i++;
	if (i == b->nitem)
		return true;
	t->possible = malloc(size);
	if (t->possible != NULL)
		memset(t->possible, 0xff, size);
	return t->possible != NULL;
}

/*
 * trace_run - roll the plan up over the whole bom.
 *
 * In:	plan     borrowed: outlives the trace
 * Out:	*out     freed with trace_free()
 * Err:	ST_NOMEM; ST_LIMIT if the plan selects forms in too many ways
 * Cost:	O(uses * channels) time, O(items + rows * channels) memory
 */
enum status
trace_run(const struct bom *b, const struct plan *plan, unsigned threads,
    struct trace **out, struct findings *f, struct error *err)
{
	struct trace *t = calloc(1, sizeof(*t));
	bool ok = t != NULL;

	if (ok) {
		t->b = b;
		t->plan = *plan;
		ok = take_numbers(t);
	}
	if (ok && !find_selections(t)) {
		trace_free(t);
		return error_set(err, ST_LIMIT, pos_none,
		    "the rules select items by form in more than %d ways",
		    MAX_SELECTIONS);
	}
	ok = ok && trace_number(t) && find_gap_weights(t) && take_tables(t) &&
	     take_possible(t) && trace_roll(t, threads) &&
	     trace_say_contradictions(t, f);
	if (!ok) {
		trace_free(t);
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	}
	*out = t;
	return ST_OK;
}

void
trace_free(struct trace *t)
{
	if (t == NULL)
		return;
	free(t->of_channel);
	free(t->gap_weight);
	free(t->line);
	free(t->row);
	free(t->turn);
	free(t->level_turn);
	free(t->held);
	free(t->own_open);
	free(t->gap);
	free(t->rows);
	free(t->upper);
	free(t->infinite);
	free(t->margin_lo);
	free(t->margin_hi);
	free(t->margin_err);
	free(t->margin_open);
	free(t->possible);
	free(t);
}

static void
channel_bounds(
    const struct trace *t, size_t c, uint32_t item, struct bounds *out)
{
	const struct held *h = trace_held(t, item);
	double ulp = (double)h->ops * ROUNDOFF;
	double weight = t->gap_weight[c];
	double heavy = trace_heaviest(t, c);
	size_t s = t->of_channel[c];

	if (h->row != BOM_NONE) {
		struct row row = trace_row(t, h);

		out->lo = row.lo[c];
		out->hi = row.hi[c];
		out->lo_open = (row.open[c] & OPEN_LO) != 0;
		out->hi_open = (row.open[c] & OPEN_HI) != 0;
	} else if (s != 255 && weight > 0) {
		double g = *trace_gap(t, s, item);

		out->hi = g > 0 ? g * weight : 0;
		out->hi_open = (h->gap_open >> s & 1) != 0;
	}
	out->lo_err = out->lo * ulp + h->slack_lo * heavy;
	out->hi_err =
	    isfinite(out->hi) ? out->hi * ulp + h->slack_hi * heavy : 0;
}

/* Is the weight of undisclosed mass such that products may leave the range of
 * doubles? */
static bool
is_far(const struct trace *t, size_t column)
{
	double w;

	if (column == COLUMN_MASS || column > t->plan.nchannel)
		return false;
	w = t->gap_weight[column - 1];
	return w > 0 && isfinite(w) && (w < 0x1p-200 || w > 0x1p200);
}

/* A margin of which the error has no end: see margin.c. */
static bool
is_in_doubt(const struct trace *t, size_t column, uint32_t item)
{
	return column > t->plan.nchannel &&
	       !isfinite(t->margin_err[trace_margin_at(
		   t, column - 1 - t->plan.nchannel, item)]);
}

void
trace_bounds(
    const struct trace *t, size_t column, uint32_t item, struct bounds *out)
{
	const struct held *h = trace_held(t, item);
	double ulp = (double)h->ops * ROUNDOFF;

	*out = (struct bounds){ 0 };
	if (column == COLUMN_MASS) {
		out->lo = h->mass_lo;
		out->hi = h->mass_hi;
		out->lo_open = (h->flags & T_MASS_LO_OPEN) != 0;
		out->hi_open = (h->flags & T_MASS_HI_OPEN) != 0;
		out->lo_err = out->lo * ulp;
		out->hi_err = isfinite(out->hi) ? out->hi * ulp : 0;
	} else if (column <= t->plan.nchannel) {
		channel_bounds(t, column - 1, item, out);
	} else {
		size_t k =
		    trace_margin_at(t, column - 1 - t->plan.nchannel, item);

		out->lo = t->margin_lo[k];
		out->hi = t->margin_hi[k];
		out->lo_open = (t->margin_open[k] & OPEN_LO) != 0;
		out->hi_open = (t->margin_open[k] & OPEN_HI) != 0;
		out->lo_err = isfinite(out->lo) ? t->margin_err[k] : 0;
		out->hi_err = isfinite(out->hi) ? t->margin_err[k] : 0;
	}
	if ((h->flags & T_EXACT_ONLY) != 0 || is_far(t, column) ||
	    is_in_doubt(t, column, item))
		out->lo_err = out->hi_err = INFINITY;
}

size_t
trace_rows(const struct trace *t)
{
	return t->nrow;
}

double
trace_undisclosed(const struct trace *t, uint32_t item)
{
	return trace_held(t, item)->undisclosed;
}

bool
trace_plain(const struct trace *t, uint32_t item)
{
	return t->line[item] == LINE_PLAIN;
}

bool
trace_suspect(const struct trace *t, uint32_t item)
{
	return (trace_held(t, item)->flags & T_SUSPECT) != 0;
}
