/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lists - lists of parts of one item that stand in several files.
 *
 * The same list counts once: taken twice, it would double what is in the
 * item.  Of lists that differ (a house's own, and the breakdown of its
 * supplier) one counts if something is declared of its parts, or points to rare
 * earths, and of those of all others nothing: they bound nothing.  Otherwise
 * any of them may be right: each becomes a phantom, and these are alternatives
 * in the item.  Sheets of a workbook of which the user says that they are of
 * one product are one list, in pieces.
 */
#include "core/bom/link/lists_work.h"

#include "core/base/limits.h"
#include "core/bom/link/steps.h"
#include "core/bom/link/suspect.h"
#include "core/bom/same.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t
print_of(const struct use *use, uint32_t n)
{
	uint64_t sum = 0;

	for (uint32_t i = 0; i < n; i++) {
		uint64_t x = (uint64_t)use[i].child << 32 | use[i].qty;

		x ^= ((uint64_t)use[i].note << 8 | use[i].unit) *
		     0x9E3779B97F4A7C15u;
		x = (x ^ x >> 32) * 0xD6E8FEB86659FD93u;
		sum += x ^ x >> 32;
	}
	return sum;
}

/* Is it the same as one that is kept already, from `from` on? */
static int
is_kept(const struct lister *l, size_t from, const struct list *x)
{
	const struct use *use = l->b->use;

	for (size_t i = from; i < l->n; i++) {
		const struct list *k = &l->list[i];
		int same = k->n == x->n && k->print == x->print
			       ? same_rows(use + k->first, use + x->first, x->n,
				     sizeof(*use), same_use)
			       : 0;

		if (same != 0)
			return same;
	}
	return 0;
}

/* Where the uses of its file end. */
static uint32_t
piece_end(const struct bom *b, uint32_t k, uint32_t end)
{
	uint16_t file = b->use[k].at.file;

	while (k < end && b->use[k].at.file == file)
		k++;
	return k;
}

/* Does the user say that the files are sheets with parts of one product, which
 * the item is? */
static bool
goes_on(const struct bom *b, uint32_t item, uint16_t file, uint16_t other)
{
	const struct bom_file *x = &b->file[file], *y = &b->file[other];

	return x->said_product != 0 && x->said_product == y->said_product &&
	       x->book == y->book &&
	       str_eq(bom_part(b, item), bom_text_get(b, x->said_product));
}

/* Are most parts of the piece in the list already, which has that mark? */
static bool
is_piece_again(const struct lister *l, uint32_t mark, uint32_t k, uint32_t end)
{
	uint32_t n = end - k, again = 0;

	for (; k < end; k++)
		again += l->mark[l->b->use[k].child] == mark;
	return 2 * again > n;
}

/*
 * Where the list ends that begins with the use: behind the pieces of other
 * sheets.  Another state of a sheet, or a summary, is no piece: it has the
 * parts of others.
 */
static uint32_t
list_end(struct lister *l, uint32_t item, uint32_t first, uint32_t end)
{
	const struct bom *b = l->b;
	uint32_t k = first, next = piece_end(b, first, end);
	uint32_t mark = ++l->marks;

	while (next > k) {
		for (; k < next; k++)
			l->mark[b->use[k].child] = mark;
		if (k == end ||
		    !goes_on(b, item, b->use[first].at.file, b->use[k].at.file))
			break;
		next = piece_end(b, k, end);
		if (is_piece_again(l, mark, k, next))
			break;
	}
	return k;
}

/* The lists of an item, each once; false: memory. */
static bool
find_lists(struct lister *l, uint32_t item)
{
	const struct bom *b = l->b;
	uint32_t end = b->use_start[item + 1], next;
	size_t from = l->n;

	for (uint32_t k = b->use_start[item]; k < end; k = next) {
		struct list x = {
			.item = item, .first = k, .phantom = BOM_NONE
		};
		struct list *grown;
		int kept;

		next = list_end(l, item, k, end);
		x.n = next - k;
		x.print = print_of(&b->use[k], x.n);
		kept = is_kept(l, from, &x);
		if (kept < 0)
			return false;
		if (kept > 0)
			continue;
		grown = array_grow(l->list, &l->cap, l->n + 1, sizeof(*grown));
		if (grown == NULL)
			return false;
		l->list = grown;
		l->list[l->n++] = x;
	}
	return true;
}

/* ---- of which lists anything is said */

/* Parents of each item, as a list of uses sorted by child. */
static bool
sort_by_child(const struct bom *b, uint32_t **start, uint32_t **parent)
{
	*start = calloc(b->nitem + 2, sizeof(**start));
	*parent = malloc((b->nuse + 1) * sizeof(**parent));
	if (*start == NULL || *parent == NULL)
		return false;
	for (size_t i = 0; i < b->nuse; i++)
		(*start)[b->use[i].child + 2]++;
	for (size_t i = 0; i < b->nitem; i++)
		(*start)[i + 2] += (*start)[i + 1];
	for (size_t i = 0; i < b->nuse; i++)
		(*parent)[(*start)[b->use[i].child + 1]++] = b->use[i].parent;
	return true;
}

/* Does anybody speak of the item, or does it point to rare earths? */
static bool
is_spoken_of(struct bom *b, struct suspicion *s, uint32_t i)
{
	return bom_speaks_of(b, i) ||
	       (b->item[i].flags & (ITEM_COMPLETE | ITEM_SUSPECT)) != 0 ||
	       suspicion_falls(s, b, i);
}

/* Marks what is spoken of and all that it is in.  Cost: linear. */
static bool
mark_speaking(struct lister *l)
{
	struct bom *b = l->b;
	uint32_t *start = NULL, *parent = NULL, *todo, n = 0;
	struct suspicion names;
	bool ok = suspicion_open(&names, b);

	l->speaks = calloc(b->nitem + 1, 1);
	todo = malloc((b->nitem + 1) * sizeof(*todo));
	ok = ok && sort_by_child(b, &start, &parent) && l->speaks != NULL &&
	     todo != NULL;
	for (uint32_t i = 0; ok && i < b->nitem; i++)
		if (is_spoken_of(b, &names, i)) {
			l->speaks[i] = 1;
			todo[n++] = i;
		}
	while (ok && n > 0) {
		uint32_t i = todo[--n];

		for (uint32_t k = start[i]; k < start[i + 1]; k++)
			if (l->speaks[parent[k]] == 0) {
				l->speaks[parent[k]] = 1;
				todo[n++] = parent[k];
			}
	}
	free(start);
	free(parent);
	free(todo);
	suspicion_close(&names);
	return ok;
}

static void
hear_list(struct lister *l, struct list *x)
{
	for (uint32_t k = x->first; k < x->first + x->n; k++)
		x->speaks |= l->speaks[l->b->use[k].child] != 0;
}

/* ---- which of them count */

static void
say_heard(struct lister *l, const struct list *kept, const struct list *other)
{
	struct pos at = bom_pos(l->b, list_place(l, kept));
	char label[160];

	findings_warn(l->f, ST_CONFLICT, bom_pos(l->b, list_place(l, other)),
	    "%.*s has other parts here than at %s:%u, which counts, for only "
	    "of what is in that list something is declared: expected one list, "
	    "or another revision",
	    STR_ARG(bom_item_label(l->b, kept->item, label, sizeof(label))),
	    at.file != NULL ? at.file : "", at.line);
}

static void
say_open(struct lister *l, const struct list *first, const struct list *other)
{
	struct pos at = bom_pos(l->b, list_place(l, first));
	char label[160];

	findings_warn(l->f, ST_CONFLICT, bom_pos(l->b, list_place(l, other)),
	    "%.*s has other parts here than at %s:%u: expected one list, or "
	    "another revision; either is taken as possible",
	    STR_ARG(bom_item_label(l->b, first->item, label, sizeof(label))),
	    at.file != NULL ? at.file : "", at.line);
}

/* Shares of the mass of the item would be those of a phantom without one. */
static bool
has_shares(const struct lister *l, const struct list *x)
{
	for (uint32_t k = x->first; k < x->first + x->n; k++)
		if (l->b->use[k].unit < UNIT_COUNT &&
		    unit_dimension((enum unit)l->b->use[k].unit) == DIM_SHARE)
			return true;
	return false;
}

/* The list as an item of its own; false: memory. */
static bool
make_phantom(struct lister *l, struct list *x)
{
	struct bom *b = l->b;
	const struct item it = b->item[x->item];
	const char *file = b->file[list_place(l, x).file].name;
	const char *slash = strrchr(file, '/');
	struct str part = bom_part(b, x->item);
	char name[2 * LIMIT_TEXT];
	int n = snprintf(name, sizeof(name), "%.*s (as in %.200s)",
	    STR_ARG(str_clip(part, LIMIT_TEXT)),
	    slash != NULL ? slash + 1 : file);

	x->phantom = bom_add_item(b, (struct str){ name, (size_t)n },
	    bom_text_get(b, it.maker), bom_text_get(b, it.revision),
	    list_place(l, x));
	if (x->phantom == BOM_NONE)
		return false;
	b->item[x->phantom].name = it.name;
	b->item[x->phantom].flags = ITEM_PHANTOM;
	b->item[x->phantom].dim = DIM_EACH;
	b->absent &= ~(uint32_t)(FACT_PHANTOM | FACT_DIM);
	b->use_units |= UNIT_BIT(UNIT_EACH);
	return true;
}

/*
 * Lists first.. of one item: one counts, or each becomes a phantom.  Those
 * that do not count keep no uses.  False: memory.
 */
static bool
settle_lists(struct lister *l, size_t first, size_t end)
{
	struct list *heard = NULL;
	size_t speaking = 0;

	for (size_t i = first; i < end; i++) {
		hear_list(l, &l->list[i]);
		speaking += l->list[i].speaks;
		if (l->list[i].speaks)
			heard = &l->list[i];
	}
	for (size_t i = first; i < end; i++) {
		struct list *x = &l->list[i];

		if (speaking == 1 && x != heard) {
			say_heard(l, heard, x);
			x->n = 0;
			continue;
		}
		if (speaking == 1)
			continue;
		if (i > first)
			say_open(l, &l->list[first], x);
		if (has_shares(l, x))
			findings_error(l->f, ST_CONFLICT,
			    bom_pos(l->b, list_place(l, x)),
			    "shares of the mass of an item with several lists "
			    "of parts: expected masses");
		if (!make_phantom(l, x))
			return false;
	}
	return true;
}

/* Can a list of parts stand in two of the files?  Declarations have none. */
static bool
has_several_lists(const struct bom *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->nfile; i++)
		n += b->file[i].role == ROLE_BOM && b->file[i].decl != BOM_NONE;
	return n > 1;
}

/* Items with more than one list, or the same one again. */
static bool
find_all(struct lister *l, bool *again)
{
	const struct bom *b = l->b;

	for (uint32_t i = 0; i < b->nitem; i++) {
		uint32_t from = b->use_start[i], end = b->use_start[i + 1];

		if (end - from < 2 ||
		    b->use[from].at.file == b->use[end - 1].at.file)
			continue;
		*again = true;
		if (!find_lists(l, i))
			return false;
	}
	return true;
}

/*
 * link_lists - lists of parts that stand in several files.
 *
 * In:	b  uses sorted by parent, those of one parent as read, so by file;
 *	   content and origins sorted
 * Out:	b  has a phantom more for each list of which none counts alone
 * Cost:	linear; n log n in the uses of an item that stands in several
 *	files
 */
bool
link_lists(struct bom *b, struct findings *f)
{
	struct lister l = { .b = b, .f = f };
	size_t before = b->nitem;
	bool again = false, differ = false, ok;

	if (!has_several_lists(b))
		return true;
	l.mark = calloc(b->nitem + 1, sizeof(*l.mark));
	ok = l.mark != NULL && find_all(&l, &again);
	for (size_t i = 1; i < l.n; i++)
		differ |= l.list[i].item == l.list[i - 1].item;
	ok = ok && (!differ || mark_speaking(&l));
	for (size_t i = 0, end; ok && i < l.n; i = end) {
		end = lists_end(&l, i);
		ok = end - i == 1 || settle_lists(&l, i, end);
	}
	ok = ok && (b->nitem == before || lists_grow_starts(b, before));
	ok = ok && (!again || lists_put_uses(&l, before));
	free(l.list);
	free(l.mark);
	free(l.speaks);
	return ok;
}
