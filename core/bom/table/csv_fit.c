/* SPDX-License-Identifier: Apache-2.0 */
/* csv_fit - rows made ready for the readers; see csv_fit.h. */
#include "core/bom/table/csv_fit.h"
#include "core/bom/table/csv_odd.h"
#include "core/bom/table/wide.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool
fit_fix(struct fit *x, struct csv_header *h, enum csv_column column,
    struct str text)
{
	int field = (int)(h->n + x->nfixed);

	if (csv_has(h, column))
		return false;
	x->fixed[x->nfixed++] = (struct fit_fixed){ field, text };
	h->field[column] = field;
	return true;
}

const enum csv_column fit_numbers[FIT_NUMBERS] = { COL_QUANTITY, COL_PER,
	COL_TIMES, COL_MASS, COL_VALUE, COL_AMOUNT, COL_MIN, COL_MAX, COL_SHARE,
	COL_THRESHOLD, COL_RATE, COL_UNIT /* "roll of 1.500 m" */ };

/* Those of headings that say what their column is about stand behind. */
size_t
fit_number_count(const struct csv_header *h)
{
	return FIT_NUMBERS + (h->nwide > 0 ? h->n : 0);
}

int
fit_number(const struct csv_header *h, size_t k)
{
	if (k < FIT_NUMBERS)
		return h->field[fit_numbers[k]];
	k -= FIT_NUMBERS;
	return wide_is_number(h->wide[k]) ? (int)k : -1;
}

static bool
rewrite_numbers(const struct fit *x, const struct csv_header *h, struct csv *c,
    struct findings *f)
{
	for (size_t i = 0, n = fit_number_count(h); i < n; i++) {
		int field = fit_number(h, i);
		struct str *cell = field >= 0 ? &c->field[field].text : NULL;
		char *out;

		if (cell == NULL || cell->n == 0)
			continue;
		out = csv_room(c, cell->n);
		if (out == NULL) {
			findings_error(f, ST_NOMEM, pos_none, "out of memory");
			return false;
		}
		*cell = decimal_rewrite(x->decimal, *cell, out);
	}
	return true;
}

static bool
is_blank(const struct csv_header *h, const struct csv *c, enum csv_column of)
{
	return csv_has(h, of) && c->field[h->field[of]].text.n == 0;
}

/* Of a row that begins with "Total": is that but the name of a part? */
static bool
has_level(const struct fit *x, const struct csv_header *h, const struct csv *c)
{
	size_t parts;

	struct str text;

	if (x->level == FIT_LEVEL_OUTLINE)
		return fit_is_outline(c->field[x->from].text, &parts);
	if (x->level == FIT_LEVEL_STAIRS)
		return stairs_level(c, x->from, x->steps, &text) >= 0 &&
		       !is_blank(h, c, COL_QUANTITY);
	return !csv_is_total_alone(c) && !is_blank(h, c, COL_PART) &&
	       !is_blank(h, c, COL_QUANTITY) && !is_blank(h, c, COL_UNIT);
}

bool
fit_row(struct fit *x, const struct csv_header *h, struct csv *c,
    struct findings *f)
{
	for (size_t i = 0; i < x->nfixed; i++)
		c->field[x->fixed[i].field] =
		    (struct csv_field){ .text = x->fixed[i].text,
			    .at = c->field[0].at };
	c->n = h->n + x->nfixed;
	if (!habits_row(x, h, c, f))
		return false;
	if (x->habits.same_place && !x->habits.said)
		return true;
	if (x->decimal != DECIMAL_UNSAID && !rewrite_numbers(x, h, c, f))
		return false;
	if (x->level == FIT_LEVEL_NONE || x->habits.same_place)
		return true;
	if (csv_is_total(c) && !has_level(x, h, c))
		return true; /* it is passed over later */
	return fit_level(x, c, f);
}

void
fit_free(struct fit *x)
{
	free(x->last);
	free(x->open);
	habits_free(&x->habits);
	*x = (struct fit){ .level = FIT_LEVEL_NONE };
}
