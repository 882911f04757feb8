/* SPDX-License-Identifier: Apache-2.0 */
/* maker_parts - numbers that makers have given; see maker_parts.h. */
#include "core/bom/link/maker_parts.h"
#include "core/bom/link/spelling.h"
#include "core/bom/link/steps.h"

#include <stdlib.h>
#include <string.h>

enum { HAS_ONE = 1, HAS_TWO = 2 };

static int
compare(uint32_t a, uint32_t b)
{
	return a < b ? -1 : a > b;
}

/* By item or reference, number and maker. */
static int
by_item(const void *pa, const void *pb)
{
	const struct maker_part *a = pa, *b = pb;
	int c = compare(a->item, b->item);

	if (c == 0)
		c = compare(a->number, b->number);
	return c != 0 ? c : compare(a->maker, b->maker);
}

struct numbered {
	uint32_t part, entry;
};

static int
by_part(const void *pa, const void *pb)
{
	const struct numbered *a = pa, *b = pb;
	int c = compare(a->part, b->part);

	return c != 0 ? c : compare(a->entry, b->entry);
}

/* Entries that are said again go; which references have several numbers? */
static void
drop_repeated(struct maker_parts *x, struct bom *b)
{
	struct maker_part *list = b->maker_part;
	size_t n = 0;

	qsort(list, b->nmaker_part, sizeof(*list), by_item);
	for (size_t i = 0; i < b->nmaker_part; i++) {
		if (n > 0 && by_item(&list[n - 1], &list[i]) == 0)
			continue;
		x->several[list[i].item] |=
		    x->several[list[i].item] == 0 ? HAS_ONE : HAS_TWO;
		list[n++] = list[i];
	}
	b->nmaker_part = n;
}

/* ---- several numbers in one cell */

/* Takes the next of the texts that `by` parts, which may be blank; false: there
 * is none. */
static bool
next_piece(struct str *rest, char by, struct str *out)
{
	const char *end;
	size_t n;

	if (rest->p == NULL)
		return false;
	end = rest->n > 0 ? memchr(rest->p, by, rest->n) : NULL;
	n = end != NULL ? (size_t)(end - rest->p) : rest->n;
	*out = str_trim((struct str){ rest->p, n });
	*rest = end != NULL ? (struct str){ end + 1, rest->n - n - 1 }
			    : (struct str){ NULL, 0 };
	return true;
}

/* How many there are, and how many of them are not blank. */
static size_t
count_pieces(struct str s, char by, size_t *filled)
{
	struct str one;
	size_t n = 0;

	for (*filled = 0; next_piece(&s, by, &one); n++)
		*filled += one.n > 0;
	return n;
}

static bool
is_parted(struct str s, char by)
{
	size_t filled;

	count_pieces(s, by, &filled);
	return filled > 1;
}

/* The next that is not blank. */
static struct str
next_filled(struct str *rest, char by)
{
	struct str one = { "", 0 };

	while (next_piece(rest, by, &one) && one.n == 0)
		;
	return one;
}

/*
 * Each number of entry i, with its maker: that in the same place, where there
 * are as many of these; or else the next one, where as many are named; one for
 * all; or nobody, where it cannot be told.  False: memory.
 */
static bool
part_entry(struct bom *b, size_t i, char by)
{
	const struct maker_part m = b->maker_part[i];
	struct str numbers = bom_text_get(b, m.number);
	struct str makers = bom_text_get(b, m.maker);
	size_t nnumber, nmaker, some, named;
	const struct str one = str_trim(makers);
	struct str number;
	bool places, first = true;

	nnumber = count_pieces(numbers, by, &some);
	nmaker = count_pieces(makers, by, &named);
	places = nmaker == nnumber;
	while (next_piece(&numbers, by, &number)) {
		struct maker_part x = m;
		struct str maker = { "", 0 };

		if (named <= 1 && nmaker <= 1)
			maker = one;
		else if (places)
			next_piece(&makers, by, &maker);
		else if (named == some && number.n > 0)
			maker = next_filled(&makers, by);
		if (number.n == 0)
			continue;
		x.number = bom_text(b, number);
		x.maker = bom_text(b, maker);
		if (x.number == BOM_NONE || x.maker == BOM_NONE)
			return false;
		if (first)
			b->maker_part[i] = x;
		else if (!bom_add_maker_part(b, x))
			return false;
		first = false;
	}
	return true;
}

static bool
part_entries(struct bom *b)
{
	const size_t n = b->nmaker_part;

	for (size_t i = 0; i < n; i++) {
		struct str number = bom_text_get(b, b->maker_part[i].number);
		char by = is_parted(number, '\n') ? '\n' : ';';

		if (is_parted(number, by) && !part_entry(b, i, by))
			return false;
	}
	return true;
}

bool
maker_parts_begin(struct maker_parts *x, struct bom *b)
{
	struct numbered *list;

	if (b->nmaker_part == 0)
		return true;
	if (!part_entries(b))
		return false;
	x->several = calloc(b->nref, 1);
	list = malloc(b->nmaker_part * sizeof(*list));
	x->entry = malloc(b->nmaker_part * sizeof(*x->entry));
	x->part = malloc(b->nmaker_part * sizeof(*x->part));
	if (x->several == NULL || list == NULL || x->entry == NULL ||
	    x->part == NULL) {
		free(list);
		return false;
	}
	drop_repeated(x, b);
	for (size_t i = 0; i < b->nmaker_part; i++) {
		const struct maker_part *m = &b->maker_part[i];
		uint32_t part =
		    intern_find(&b->parts, bom_text_get(b, m->number));

		if (part != INTERN_NONE && part != b->ref[m->item].part)
			list[x->n++] = (struct numbered){ part, (uint32_t)i };
	}
	qsort(list, x->n, sizeof(*list), by_part);
	for (size_t i = 0; i < x->n; i++) {
		x->part[i] = list[i].part;
		x->entry[i] = list[i].entry;
	}
	free(list);
	return true;
}

void
maker_parts_free(struct maker_parts *x)
{
	free(x->entry);
	free(x->part);
	free(x->several);
	*x = (struct maker_parts){ 0 };
}

/* The first entry of the part number. */
static size_t
first_of(const struct maker_parts *x, uint32_t part)
{
	size_t low = 0, high = x->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (x->part[middle] < part)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

enum maker_found
maker_parts_find(const struct maker_parts *x, const struct bom *b,
    const struct ref *ref, uint32_t (*item_of)(void *ctx, uint32_t ref),
    void *ctx, uint32_t *item)
{
	enum maker_found found = MAKER_FOUND_NONE;

	*item = BOM_NONE;
	for (size_t i = first_of(x, ref->part);
	     i < x->n && x->part[i] == ref->part; i++) {
		const struct maker_part *m = &b->maker_part[x->entry[i]];
		uint32_t of;

		if (!link_agrees(
			b, ref->maker, m->maker, spelling_same_company))
			continue;
		of = item_of(ctx, m->item);
		if (of == BOM_NONE || of == *item)
			continue;
		if (*item != BOM_NONE)
			return MAKER_FOUND_MORE;
		*item = of;
		found = (x->several[m->item] & HAS_TWO) != 0
			    ? MAKER_FOUND_OTHERS
			    : MAKER_FOUND;
	}
	return found;
}

void
maker_parts_settle(struct bom *b)
{
	struct maker_part *list = b->maker_part;
	size_t n = 0;

	for (size_t i = 0; i < b->nmaker_part; i++)
		list[i].item = b->ref[list[i].item].item;
	if (b->nmaker_part > 0)
		qsort(list, b->nmaker_part, sizeof(*list), by_item);
	for (size_t i = 0; i < b->nmaker_part; i++)
		if (list[i].item != BOM_NONE &&
		    (n == 0 || by_item(&list[n - 1], &list[i]) != 0))
			list[n++] = list[i];
	b->nmaker_part = n;
}
