/* SPDX-License-Identifier: Apache-2.0 */
/* differ_price - what a rare earth costs, on one side and on the other. */
#include "core/bom/differ/differ_steps.h"

enum {
	ROW_ELEMENT,
	ROW_GUISE,
	ROW_CURRENCY,
	ROW_METAL, /* so many say of what, and in which money */
	ROW_MARKET = ROW_METAL,
	ROW_ALIKE, /* so many also where */
	ROW_DATE = ROW_ALIKE,
	ROW_AMOUNT,
	ROW_WORDS
};

struct row {
	uint32_t word[ROW_WORDS];
	uint32_t price;
};

static int
alike_metal(const void *pa, const void *pb)
{
	const struct row *a = pa, *b = pb;

	return differ_words(a->word, b->word, ROW_METAL);
}

static int
alike(const void *pa, const void *pb)
{
	const struct row *a = pa, *b = pb;

	return differ_words(a->word, b->word, ROW_ALIKE);
}

static int
same(const void *pa, const void *pb)
{
	const struct row *a = pa, *b = pb;

	return differ_words(a->word, b->word, ROW_WORDS);
}

static bool
add_rows(struct differ *x, enum side s)
{
	const struct bom *b = x->p->b[s];

	for (uint32_t i = 0; i < b->nprice; i++) {
		const struct price *p = &b->price[i];
		struct row *r;

		if (p->late || p->conversion != 0)
			continue; /* it counts for nothing yet, or is stated
				     in another currency */
		r = unlike_add(&x->rows, s);
		if (r == NULL)
			return false;
		*r = (struct row){
			{
			    [ROW_ELEMENT] = p->element,
			    [ROW_GUISE] = p->guise,
			    [ROW_CURRENCY] = pairing_text(x->p, s, p->currency),
			    [ROW_MARKET] = pairing_text(x->p, s, p->market),
			    [ROW_DATE] = (uint32_t)p->date,
			    [ROW_AMOUNT] = pairing_number(x->p, s, p->amount),
			},
			i
		};
	}
	return true;
}

static bool
add_change(void *ctx, const void *old, const void *now)
{
	const struct row *a = old, *b = now;

	return differ_add(ctx, CHANGE_PRICE, a != NULL ? a->price : BOM_NONE,
	    b != NULL ? b->price : BOM_NONE);
}

static bool
add_rest(struct differ *x, enum side s)
{
	for (size_t i = 0; i < x->rows.n[s]; i++) {
		const struct row *r = unlike_row(&x->rows, s, i);

		if (x->rows.taken[s][i] == TAKEN_NOT &&
		    !add_change(x, s == OLD ? r : NULL, s == NEW ? r : NULL))
			return false;
	}
	return true;
}

bool
differ_prices(struct differ *x)
{
	unlike_begin(&x->rows, sizeof(struct row));
	return add_rows(x, OLD) && add_rows(x, NEW) &&
	       unlike_sort(&x->rows, same) &&
	       unlike_match(&x->rows, alike, add_change, x) &&
	       unlike_match(&x->rows, alike_metal, add_change, x) &&
	       add_rest(x, NEW) && add_rest(x, OLD);
}
