/* SPDX-License-Identifier: Apache-2.0 */
/* alike - items in which every test sees the same; see alike.h. */
#include "core/rules/alike.h"

#include "core/base/arena.h"
#include "core/rules/tests.h"
#include "core/rules/year.h"

#include <stdlib.h>
#include <string.h>

static bool
asks_for_price(const struct rulebook *book)
{
	bool asks = false;

	for (size_t r = 0; r < book->nrule; r++) {
		const struct rule *rule = book->rule[r].rule;

		for (size_t k = 0; k < rule->ntest + rule->nreading; k++)
			asks |= test_is_money(&rule->test[k]) ||
				rule->test[k].value != NULL;
	}
	return asks;
}

static bool
asks_for_code(const struct rulebook *book)
{
	for (size_t r = 0; r < book->nrule; r++)
		for (size_t k = 0; k < book->rule[r].rule->ntest; k++)
			if (book->rule[r].rule->test[k].hs != NULL ||
			    book->rule[r].rule->test[k].mass != NULL)
				return true;
	return false;
}

/* Does any item count together with others? */
static bool
any_goes_out(const struct rulebook *book)
{
	for (size_t r = 0; r < book->nrule; r++)
		if (book->rule[r].nout > 0)
			return true;
	return false;
}

/* Does this one? */
static bool
goes_out(const struct rulebook *book, uint32_t item)
{
	for (size_t r = 0; r < book->nrule; r++)
		if (year_goes(&book->rule[r], item))
			return true;
	return false;
}

/* Does no test see more in it than in any other item that is plain? */
static inline bool
is_alike(const struct alike *a, const struct judgement *j, uint32_t item)
{
	const struct per_year **year = j->book->per_year;
	const struct per_year **shipment = j->book->per_shipment;

	return j->evidence.plain(j->evidence.ctx, item) &&
	       (!a->coded || (j->bom->item[item].hs == 0 &&
				 !j->bom->item[item].has_mass)) &&
	       !(a->together && goes_out(j->book, item)) &&
	       (year == NULL || year[item] == NULL) &&
	       (shipment == NULL || shipment[item] == NULL) &&
	       (!a->priced || test_item_value(j, item) == BOM_NONE);
}

static bool
add(struct alike *a, uint32_t item)
{
	uint32_t *more = array_grow(a->item, &a->cap, a->n + 1, sizeof(*more));

	if (more == NULL)
		return false;
	a->item = more;
	a->item[a->n++] = item;
	return true;
}

/*
 * alike_list - all items, but of those that are alike only the first.
 *
 * Out:	false: memory is out; to be freed all the same
 */
bool
alike_list(struct alike *a, const struct judgement *j)
{
	bool ok = true;

	*a = (struct alike){ .n = j->nitem,
		.first = BOM_NONE,
		.priced = asks_for_price(j->book),
		.coded = asks_for_code(j->book),
		.together = any_goes_out(j->book) };
	if (j->evidence.plain == NULL || j->book->nseat > 0)
		return true;
	a->n = 0;
	for (uint32_t i = 0; ok && i < j->nitem; i++) {
		bool alike = is_alike(a, j, i);

		if (alike && a->first != BOM_NONE)
			continue;
		if (alike)
			a->first = i;
		ok = add(a, i);
	}
	return ok;
}

/* What the first of them is, all are that are not in the list themselves. */
void
alike_spread(const struct alike *a, const struct judgement *j, enum variant v)
{
	const uint8_t *first;
	size_t k = 0;

	if (a->first == BOM_NONE)
		return;
	first = judgement_cells(j, v, a->first);
	for (uint32_t i = 0; i < j->nitem; i++)
		if (k < a->n && a->item[k] == i)
			k++;
		else
			memcpy(judgement_cells(j, v, i), first, j->ncell);
}

void
alike_free(struct alike *a)
{
	free(a->item);
	*a = (struct alike){ .first = BOM_NONE };
}
