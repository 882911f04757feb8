/* SPDX-License-Identifier: Apache-2.0 */
/* bringing - what each item brings to a product; see bringing.h. */
#include "core/report/trace/bringing.h"

#include "core/report/trace/amounts.h"

#include <math.h>
#include <stdlib.h>

/* Items whose quantities are made exact: they stand in memory. */
#define EXACT_MOST 200000
/* [share of it] Error of a quantity in doubles: sums of products of numbers
 * above zero, fewer than 10^6 of them on any path. */
#define SLACK 1e-9

static bool
choose(struct bringing *b)
{
	const struct explanation *e = &b->parts;

	b->share = calloc(e->n + 1, sizeof(*b->share));
	b->item = calloc(e->n + 1, sizeof(*b->item));
	if (b->share == NULL || b->item == NULL)
		return false;
	for (uint32_t i = 0; i < e->n; i++) {
		const struct share *s = &e->share[i];

		if (s->own_hi <= 0 || (s->about <= 0 && s->quantity_known))
			continue;
		b->share[b->n] = i;
		b->item[b->n++] = s->item;
	}
	return true;
}

/*
 * bringing_open - the items below root that may bring something.
 *
 * Out:	b    closed with bringing_close(), also after an error
 * Cost:	two passes over what is below root, exact ones where that is
 *	affordable
 */
enum status
bringing_open(struct bringing *b, const struct checked *c, size_t column,
    uint32_t root, struct error *err)
{
	*b = (struct bringing){ .c = c };
	exact_init(&b->quantity);
	if (explain_about(c->trace, column, root, &b->parts, err) != ST_OK)
		return err->code;
	if (!choose(b))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	b->exact = b->n <= EXACT_MOST && checked_affordable(c, 2) == 2;
	if (b->exact &&
	    explain_exactly(c->trace, &b->parts, b->share, b->n, err) != ST_OK)
		return err->code;
	return weigher_open(&b->weigher, c->trace, b->item, b->n, err);
}

/* Its quantity, at least and at most. */
static void
find_quantity(struct bringing *b, const struct share *s)
{
	struct exact *q = &b->quantity;

	exact_zero(q);
	q->hi_infinite = !s->quantity_known;
	if (b->exact) {
		mpq_set(q->lo, s->exact->quantity_lo);
		mpq_set(q->hi, s->exact->quantity);
		return;
	}
	q->hi_infinite |= !isfinite(s->about);
	if (isfinite(s->least) && s->least > 0)
		amounts_end(q->lo, s->least, s->least * SLACK, NUM_DOWN);
	if (!q->hi_infinite)
		amounts_end(q->hi, s->about, s->about * SLACK, NUM_UP);
}

bool
bringing_get(
    struct bringing *b, size_t i, const struct channel *ch, struct exact *out)
{
	if (!weigher_content(&b->weigher, i, ch, out))
		return false;
	find_quantity(b, &b->parts.share[b->share[i]]);
	exact_scale(out, &b->quantity);
	return true;
}

void
bringing_close(struct bringing *b)
{
	if (b->c == NULL)
		return;
	weigher_close(&b->weigher);
	explanation_free(&b->parts);
	free(b->share);
	free(b->item);
	exact_clear(&b->quantity);
	*b = (struct bringing){ .c = NULL };
}
