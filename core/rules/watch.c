/* SPDX-License-Identifier: Apache-2.0 */
/*
 * watch - exact amounts for the few items that a report tells in full.
 *
 * An exact amount costs a walk through all that is below the item, for three
 * products of a million parts as much as for one.  So the first question
 * about a column is answered for all watched items, and the answer is kept.
 */
#include "core/rules/tests.h"

#include <stdlib.h>
#include <string.h>

struct kept {
	size_t column;
	struct exact *x; /* [watch.n] */
};

struct watch {
	uint32_t *item; /* [n] */
	size_t n;
	struct kept *kept; /* [nkept] */
	size_t nkept, cap;
};

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

static void
free_exact(struct exact *x, size_t n)
{
	for (size_t i = 0; x != NULL && i < n; i++)
		exact_clear(&x[i]);
	free(x);
}

struct watch *
watch_make(void)
{
	return calloc(1, sizeof(struct watch));
}

static void
forget(struct watch *w)
{
	for (size_t i = 0; i < w->nkept; i++)
		free_exact(w->kept[i].x, w->n);
	w->nkept = 0;
}

void
watch_free(struct watch *w)
{
	if (w == NULL)
		return;
	forget(w);
	free(w->kept);
	free(w->item);
	free(w);
}

enum status
judgement_watch(const struct judgement *j, const uint32_t *item, size_t n,
    struct error *err)
{
	struct watch *w = j->watch;
	uint32_t *copy;

	if (n == w->n &&
	    (n == 0 || memcmp(w->item, item, n * sizeof(*item)) == 0))
		return ST_OK;
	copy = malloc((n + 1) * sizeof(*copy));
	if (copy == NULL)
		return no_memory(err);
	if (n > 0)
		memcpy(copy, item, n * sizeof(*item));
	forget(w);
	free(w->item);
	w->item = copy;
	w->n = n;
	return ST_OK;
}

/* The column for all watched items; NULL on an error. */
static const struct exact *
fill(const struct judgement *j, struct watch *w, size_t column,
    struct error *err)
{
	struct kept *kept =
	    array_grow(w->kept, &w->cap, w->nkept + 1, sizeof(*kept));
	struct exact *x;

	if (kept == NULL) {
		no_memory(err);
		return NULL;
	}
	w->kept = kept;
	x = calloc(w->n, sizeof(*x));
	if (x == NULL) {
		no_memory(err);
		return NULL;
	}
	for (size_t i = 0; i < w->n; i++)
		exact_init(&x[i]);
	if (j->evidence.exact(j->evidence.ctx, column, w->item, w->n, x, err) !=
	    ST_OK) {
		free_exact(x, w->n);
		return NULL;
	}
	w->kept[w->nkept++] = (struct kept){ column, x };
	return x;
}

enum status
watch_ask(const struct judgement *j, size_t column, uint32_t item,
    struct exact *out, struct error *err)
{
	struct watch *w = j->watch;
	const struct exact *x = NULL;
	size_t i = 0;

	while (i < w->n && w->item[i] != item)
		i++;
	if (i == w->n)
		return j->evidence.exact(
		    j->evidence.ctx, column, &item, 1, out, err);
	for (size_t k = 0; k < w->nkept && x == NULL; k++)
		if (w->kept[k].column == column)
			x = w->kept[k].x;
	if (x == NULL)
		x = fill(j, w, column, err);
	if (x == NULL)
		return err->code;
	exact_set(out, &x[i]);
	return ST_OK;
}
