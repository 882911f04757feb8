/* SPDX-License-Identifier: Apache-2.0 */
/* approved - the makers whose parts may be bought; see approved.h. */
#include "core/bom/other/approved.h"

#include <stdio.h>
#include <stdlib.h>

bool
approved_place(struct bom *b, struct place at, uint32_t *place)
{
	char text[64];

	snprintf(text, sizeof(text), "line %u, %u", at.line, at.col);
	*place = bom_text(b, str_of(text));
	return *place != BOM_NONE;
}

bool
approved_add(struct approved_list *l, const struct approved *a)
{
	struct approved *list =
	    array_grow(l->list, &l->cap, l->n + 1, sizeof(*list));

	if (list == NULL)
		return false;
	l->list = list;
	list[l->n++] = *a;
	return true;
}

static int
compare(const void *pa, const void *pb)
{
	const struct approved *a = pa, *b = pb;
	const uint32_t x[] = { a->item, !a->listed, a->maker, a->number,
		a->at.line, a->at.col };
	const uint32_t y[] = { b->item, !b->listed, b->maker, b->number,
		b->at.line, b->at.col };

	for (size_t i = 0; i < sizeof(x) / sizeof(x[0]); i++)
		if (x[i] != y[i])
			return x[i] < y[i] ? -1 : 1;
	return 0;
}

static bool
is_same(const struct approved *a, const struct approved *b)
{
	return a->maker == b->maker && a->number == b->number;
}

static bool
put_one(struct stated *s, const struct approved *a, uint32_t note)
{
	const struct item said = {
		.value = BOM_NONE, .mass = amount_unknown(), .dim = DIM_EACH
	};
	struct bom *b = s->b;
	uint32_t ref = bom_ref(b, bom_text_get(b, a->number),
	    bom_text_get(b, a->maker), STR(""), a->at);
	struct use *u = bom_add_use(b);

	if (ref == BOM_NONE || u == NULL || !stated_item(s, ref, a->at, &said))
		return false;
	*u = (struct use){ a->item, ref, NUM_ONE, a->at, note, UNIT_EACH, 0 };
	return true;
}

/* n parts for one item, the same beside each other. */
static bool
put_item(struct stated *s, const struct approved *list, size_t n)
{
	const struct item claim = { .value = BOM_NONE,
		.mass = amount_unknown(),
		.flags = ITEM_COMPLETE };
	struct use_note note = { .from = DATE_NONE, .until = DATE_NONE };
	uint32_t id = 0;

	if (!is_same(&list[0], &list[n - 1])) {
		if (!approved_place(s->b, list[0].at, &note.place))
			return false;
		id = bom_note(s->b, note);
		if (id == BOM_NONE)
			return false;
	}
	for (size_t i = 0; i < n; i++)
		if ((i == 0 || !is_same(&list[i - 1], &list[i])) &&
		    !put_one(s, &list[i], id))
			return false;
	return stated_item(s, list[0].item, list[0].at, &claim);
}

bool
approved_put(struct stated *s, struct approved_list *l)
{
	struct approved *list = l->list;
	size_t n = l->n, next;

	if (n > 0)
		qsort(list, n, sizeof(*list), compare);
	for (size_t i = 0; i < n; i = next) {
		uint32_t item = stated_of(s, list[i].item);
		size_t end = i;

		next = i;
		while (next < n && list[next].item == list[i].item)
			next++;
		while (end < next && list[end].listed == list[i].listed)
			end++;
		if (item != BOM_NONE && s->b->item[item].form != FORM_PRODUCT &&
		    !put_item(s, list + i, end - i))
			return false;
	}
	return true;
}
