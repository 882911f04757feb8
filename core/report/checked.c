/* SPDX-License-Identifier: Apache-2.0 */
/* checked - a product that was held against rules; see checked.h. */
#include "core/report/checked.h"

#include <stdlib.h>

/* [items and uses] Passed through exactly in one report: a few seconds. */
#define WORK_MOST ((size_t)4000000)

size_t
checked_affordable(const struct checked *c, size_t most)
{
	size_t n = WORK_MOST / (c->bom->nitem + c->bom->nuse + 1);

	if (n < 1)
		n = 1;
	return n < most ? n : most;
}

/* 0: triggered; then undecided in the order of enum gap; then clear. */
static unsigned
rank_of(const struct checked *c, size_t rule, uint32_t item)
{
	switch (judgement_verdict(c->judgement, VARIANT_LAW, rule, item)) {
	case VERDICT_TRIGGERED:
		return 0;
	case VERDICT_UNDECIDED:
		return 1 + (unsigned)judgement_gap(
			       c->judgement, VARIANT_LAW, rule, item);
	default:
		return 1 + GAP_COUNT;
	}
}

/*
 * ranked_items - who comes first.
 *
 * Cost: O(items), by counting
 */
bool
ranked_items(
    const struct checked *c, size_t rule, uint8_t shipped, struct ranked *out)
{
	size_t start[GAP_COUNT + 3] = { 0 };

	*out = (struct ranked){ 0 };
	for (uint32_t i = 0; i < c->bom->nitem; i++)
		if (c->shipped[i] == shipped)
			start[rank_of(c, rule, i) + 1]++;
	for (size_t r = 1; r < GAP_COUNT + 3; r++)
		start[r] += start[r - 1];
	out->n = start[GAP_COUNT + 2];
	out->item = malloc((out->n + 1) * sizeof(*out->item));
	if (out->item == NULL)
		return false;
	for (uint32_t i = 0; i < c->bom->nitem; i++)
		if (c->shipped[i] == shipped)
			out->item[start[rank_of(c, rule, i)]++] = i;
	return true;
}
