/* SPDX-License-Identifier: Apache-2.0 */
/* ask_suppliers - what all answers of one supplier could do together. */
#include "core/rules/ask/ask_work.h"

#include "core/base/arena.h"

#include <stdlib.h>

/* A question and whom it goes to. */
struct addressed {
	uint32_t name, question, item;
};

/* By supplier, those without a name first; then in the order of questions. */
static int
by_name(const void *pa, const void *pb)
{
	const struct addressed *a = pa, *b = pb;

	if (a->name != b->name)
		return a->name < b->name ? -1 : 1;
	return a->question < b->question ? -1 : a->question > b->question;
}

/* The most useful first; then by the first question to them. */
static int
by_use(const void *pa, const void *pb)
{
	const struct supplier *a = pa, *b = pb;
	int c = ask_compare(&a->worth, &b->worth);

	return c != 0 ? c : a->first < b->first ? -1 : a->first > b->first;
}

static void
sort(struct inquiry *q)
{
	if (q->nsupplier > 0)
		qsort(q->supplier, q->nsupplier, sizeof(*q->supplier), by_use);
}

static int
by_item(const void *pa, const void *pb)
{
	uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;

	return a < b ? -1 : a > b;
}

static uint32_t
count_items(const struct addressed *list, size_t n)
{
	uint32_t *item = malloc((n + 1) * sizeof(*item)), distinct = 0;

	if (item == NULL)
		return BOM_NONE;
	for (size_t i = 0; i < n; i++)
		item[i] = list[i].item;
	qsort(item, n, sizeof(*item), by_item);
	for (size_t i = 0; i < n; i++)
		distinct += i == 0 || item[i] != item[i - 1];
	free(item);
	return distinct;
}

/* What is at most to be had from a supplier. */
static enum status
add_supplier(
    struct ask_work *w, const struct addressed *list, size_t n, size_t *cap)
{
	struct inquiry *out = w->out;
	struct supplier *more, *s;

	more =
	    array_grow(out->supplier, cap, out->nsupplier + 1, sizeof(*more));
	if (more == NULL)
		return ask_no_memory(w->err);
	out->supplier = more;
	s = &more[out->nsupplier++];
	*s = (struct supplier){ .name = list[0].name,
		.questions = (uint32_t)n,
		.items = count_items(list, n),
		.first = list[0].question };
	if (s->items == BOM_NONE)
		return ask_no_memory(w->err);
	for (size_t i = 0; i < n; i++) {
		const struct worth *x = &out->question[list[i].question].worth;

		if (worth_settles(x)->any > s->worth.most.any)
			s->worth.most = *worth_settles(x);
		s->worth.endless += x->endless;
		s->worth.share += x->share;
	}
	return ST_OK;
}

static enum status
make_sharp(struct ask_work *w, struct supplier *s, const struct addressed *list,
    size_t n)
{
	uint32_t *question = malloc((n + 1) * sizeof(*question));
	enum status st;
	size_t mine = 0;

	if (question == NULL)
		return ask_no_memory(w->err);
	for (size_t i = 0; i < n; i++)
		if (list[i].name == s->name)
			question[mine++] = list[i].question;
	st = ask_truth_of(w, question, mine, &s->worth);
	free(question);
	return st;
}

/* The questions that go to suppliers. */
static struct addressed *
address(const struct ask_work *w, size_t *n)
{
	const struct ask_basis *b = w->basis;
	struct addressed *list = malloc((w->out->n + 1) * sizeof(*list));

	*n = 0;
	for (uint32_t i = 0; list != NULL && i < w->out->n; i++) {
		const struct question *q = &w->out->question[i];

		if (question_is_own(b->bom, q))
			continue;
		list[(*n)++] =
		    (struct addressed){ ask_whom(b->bom, q->item), i, q->item };
	}
	if (list != NULL)
		qsort(list, *n, sizeof(*list), by_name);
	return list;
}

/*
 * ask_suppliers - the suppliers, the most useful first.
 *
 * Cost:	sorting; two roll-ups for each of basis->top suppliers, as long
 *		as they are affordable
 */
enum status
ask_suppliers(struct ask_work *w)
{
	struct inquiry *out = w->out;
	enum status st = ST_OK;
	size_t n, cap = 0;
	struct addressed *list = address(w, &n);

	if (list == NULL)
		return ask_no_memory(w->err);
	for (size_t i = 0, k; st == ST_OK && i < n; i = k) {
		for (k = i + 1; k < n && list[k].name == list[i].name;)
			k++;
		st = add_supplier(w, &list[i], k - i, &cap);
	}
	sort(out);
	for (size_t i = 0; st == ST_OK && i < out->nsupplier &&
			   i < w->basis->top && ask_affordable(w);
	     i++)
		st = make_sharp(w, &out->supplier[i], list, n);
	sort(out);
	free(list);
	return st;
}
