/* SPDX-License-Identifier: Apache-2.0 */
/* gaps_once - open parts that stand above already; see gaps_once.h. */
#include "core/report/gaps_once.h"

#include "core/base/arena.h"

#include <stdlib.h>
#include <string.h>

/* The rule under which these bytes were told of the item, or `none`. */
static size_t
find(const struct gaps_once *a, uint32_t item, const char *text, size_t n,
    size_t none)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->table[i].item == item && a->table[i].n == n &&
		    memcmp(a->table[i].text, text, n) == 0)
			return a->table[i].rule;
	return none;
}

/* Owns text from here on. */
static bool
keep(struct gaps_once *a, uint32_t item, size_t rule, char *text, size_t n)
{
	struct told_table *t =
	    array_grow(a->table, &a->cap, a->n + 1, sizeof(*t));

	if (t == NULL) {
		free(text);
		return false;
	}
	a->table = t;
	t[a->n++] = (struct told_table){ item, rule, text, n };
	return true;
}

static void
put_where(FILE *to, const struct style *style, const struct checked *c,
    const struct reason *r, size_t before)
{
	const struct booked_rule *b = &c->book->rule[before];
	char line[300];

	snprintf(line, sizeof(line),
	    r->nopen == 1 ? "The part that is open is the one under %s/%s."
			  : "The parts that are open are those under %s/%s.",
	    b->pack->id, b->rule->id);
	text_wrap(to, style, 4, 0, str_of(line));
}

enum status
gaps_once_put(struct gaps_once *a, FILE *to, const struct style *style,
    const struct checked *c, const struct reason *r, size_t most,
    struct error *err)
{
	char *text = NULL;
	size_t n = 0, before;
	FILE *aside;

	if (a == NULL) {
		fputc('\n', to);
		return parts_gaps(to, style, c, r, most, err);
	}
	aside = open_memstream(&text, &n);
	if (aside == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	parts_gaps(aside, style, c, r, most, err);
	if (fclose(aside) != 0 && err->code == ST_OK)
		error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (err->code != ST_OK) {
		free(text);
		return err->code;
	}
	before = find(a, r->item, text, n, r->rule);
	if (before != r->rule) {
		put_where(to, style, c, r, before);
		free(text);
		return ST_OK;
	}
	fputc('\n', to);
	fwrite(text, 1, n, to);
	if (!keep(a, r->item, r->rule, text, n))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	return ST_OK;
}

void
gaps_once_free(struct gaps_once *a)
{
	for (size_t i = 0; i < a->n; i++)
		free(a->table[i].text);
	free(a->table);
	*a = (struct gaps_once){ 0 };
}
