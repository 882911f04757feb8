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

static int
by_part(const void *pa, const void *pb)
{
	const struct maker_entry *a = pa, *b = pb;
	int c = compare(a->part, b->part);

	if (c == 0)
		c = compare(a->company, b->company);
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
maker_parts_company(
    struct intern *companies, const struct bom *b, uint32_t maker, uint32_t *id)
{
	char room[SPELLING_ROOM];
	struct str name = spelling_company(bom_text_get(b, maker), room);

	*id = MAKER_BLANK;
	if (maker == 0)
		return true;
	*id = intern_copy(companies, name);
	if (*id == INTERN_NONE)
		return false;
	++*id;
	return true;
}

/* Each number twice: under its company, and under any. */
static bool
enter_numbers(struct maker_parts *x, const struct bom *b)
{
	for (size_t i = 0; i < b->nmaker_part; i++) {
		const struct maker_part *m = &b->maker_part[i];
		struct maker_entry e = { .entry = (uint32_t)i };

		e.part = intern_find(&b->parts, bom_text_get(b, m->number));
		if (e.part == INTERN_NONE || e.part == b->ref[m->item].part)
			continue;
		if (!maker_parts_company(
			&x->companies, b, m->maker, &e.company))
			return false;
		x->list[x->n++] = e;
		e.company = MAKER_ANY;
		x->list[x->n++] = e;
	}
	return true;
}

/* By number and company, with no item twice. */
static void
sort_numbers(struct maker_parts *x, const struct bom *b)
{
	struct maker_entry *list = x->list;
	size_t n = 0;

	if (x->n > 0)
		qsort(list, x->n, sizeof(*list), by_part);
	for (size_t i = 0; i < x->n; i++)
		if (n == 0 || list[n - 1].part != list[i].part ||
		    list[n - 1].company != list[i].company ||
		    b->maker_part[list[n - 1].entry].item !=
			b->maker_part[list[i].entry].item)
			list[n++] = list[i];
	x->n = n;
}

bool
maker_parts_begin(struct maker_parts *x, struct bom *b)
{
	if (b->nmaker_part == 0)
		return true;
	if (!part_entries(b))
		return false;
	x->several = calloc(b->nref, 1);
	x->list = malloc(2 * b->nmaker_part * sizeof(*x->list));
	if (x->several == NULL || x->list == NULL)
		return false;
	drop_repeated(x, b);
	if (!enter_numbers(x, b))
		return false;
	sort_numbers(x, b);
	return true;
}

void
maker_parts_free(struct maker_parts *x)
{
	intern_free(&x->companies);
	free(x->list);
	free(x->several);
	*x = (struct maker_parts){ 0 };
}

/* The first entry of the part number and company. */
static size_t
first_of(const struct maker_parts *x, uint32_t part, uint32_t company)
{
	const struct maker_entry key = { part, company, 0 };
	size_t low = 0, high = x->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (by_part(&x->list[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* What was found so far. */
struct search {
	const struct maker_parts *x;
	const struct bom *b;
	uint32_t (*item_of)(void *ctx, uint32_t ref);
	void *ctx;
	uint32_t item;
	enum maker_found found;
};

static void
search_in(struct search *s, uint32_t part, uint32_t company)
{
	const struct maker_parts *x = s->x;

	for (size_t i = first_of(x, part, company);
	     i < x->n && x->list[i].part == part &&
	     x->list[i].company == company && s->found != MAKER_FOUND_MORE;
	     i++) {
		uint32_t row = s->b->maker_part[x->list[i].entry].item;
		uint32_t of = s->item_of(s->ctx, row);

		if (of == BOM_NONE || of == s->item)
			continue;
		if (s->item != BOM_NONE) {
			s->found = MAKER_FOUND_MORE;
			continue;
		}
		s->item = of;
		s->found = (x->several[row] & HAS_TWO) != 0 ? MAKER_FOUND_OTHERS
							    : MAKER_FOUND;
	}
}

enum maker_found
maker_parts_find(const struct maker_parts *x, const struct bom *b,
    const struct ref *ref, uint32_t (*item_of)(void *ctx, uint32_t ref),
    void *ctx, uint32_t *item)
{
	struct search s = { x, b, item_of, ctx, BOM_NONE, MAKER_FOUND_NONE };
	char room[SPELLING_ROOM];
	uint32_t company;

	if (ref->maker == 0) {
		search_in(&s, ref->part, MAKER_ANY);
	} else {
		search_in(&s, ref->part, MAKER_BLANK);
		company = intern_find(&x->companies,
		    spelling_company(bom_text_get(b, ref->maker), room));
		if (company != INTERN_NONE)
			search_in(&s, ref->part, company + 1);
	}
	*item = s.item;
	return s.found;
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
