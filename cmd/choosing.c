/* SPDX-License-Identifier: Apache-2.0 */
/* choosing - which products are filed, and on which grounds; choosing.h. */
#include "cmd/choosing.h"

#include "core/report/path.h"

#include <stdlib.h>
#include <string.h>

/* The only one that is shipped. */
static enum status
choose_shipped(struct session *s, struct draft_product *p, struct error *err)
{
	char one[LABEL_TEXT], two[LABEL_TEXT];
	uint32_t found[2] = { BOM_NONE, BOM_NONE };
	size_t n = 0;

	for (uint32_t i = 0; i < s->bom.nitem; i++)
		if (s->shipped[i] && n++ < 2)
			found[n - 1] = i;
	if (n > 1)
		return error_set(err, ST_USAGE, pos_none,
		    "%zu items are shipped (%.*s, %.*s ...): expected --item "
		    "with each to file, or --all",
		    n,
		    STR_ARG(str_clip(path_label(&s->bom, found[0], one), 80)),
		    STR_ARG(str_clip(path_label(&s->bom, found[1], two), 80)));
	p->item = found[0];
	return ST_OK;
}

/* Each that is shipped and gives cause to file. */
static enum status
choose_all(struct session *s, const struct draft_input *in,
    struct draft_product *list, size_t *n, struct error *err)
{
	for (uint32_t i = 0; i < s->bom.nitem; i++)
		if (s->shipped[i] && draft_basis_judged(in, i) != DRAFT_NONE)
			list[(*n)++].item = i;
	return *n > 0 ? ST_OK
		      : error_set(err, ST_USAGE, pos_none,
			    "--all, and every shipped item is clear of all "
			    "rules: expected --item with what is filed all "
			    "the same");
}

/* Of several products an item may be filed on other grounds. */
static int
by_item(const void *x, const void *y)
{
	uint32_t a = ((const struct draft_product *)x)->item;
	uint32_t b = ((const struct draft_product *)y)->item;

	return a < b ? -1 : a > b;
}

/* "exempt", or "exempt=ITEM" for one of the products. */
static enum status
set_basis(struct session *s, const char *text, struct draft_product *list,
    size_t n, struct error *err)
{
	size_t word = strcspn(text, "=");
	struct draft_product key = { .basis = DRAFT_BY_VERDICT }, *p;
	uint8_t b = DRAFT_BY_VERDICT;

	if (!str_is((struct str){ text, word }, "judged"))
		for (b = DRAFT_TRIGGERED;
		     b <= DRAFT_NONE &&
		     !str_is((struct str){ text, word },
			 draft_basis_name((enum draft_basis)b));)
			b++;
	if (b > DRAFT_NONE)
		return error_set(err, ST_USAGE, pos_none,
		    "--basis \"%.80s\": expected judged, triggered, "
		    "precautionary, exempt or none, and =ITEM behind it for "
		    "one product alone",
		    text);
	if (text[word] == '\0') {
		for (size_t i = 0; i < n; i++)
			list[i].basis = b;
		return ST_OK;
	}
	if (session_item(s, text + word + 1, &key.item, err) != ST_OK)
		return err->code;
	p = bsearch(&key, list, n, sizeof(*list), by_item);
	if (p == NULL)
		return error_set(err, ST_USAGE, pos_none,
		    "--basis \"%.80s\": the item is not filed: expected one "
		    "that is",
		    text);
	p->basis = b;
	return ST_OK;
}

enum status
choosing_products(struct choosing *c, struct session *s, struct draft_input *in,
    struct error *err)
{
	size_t most = c->all ? s->bom.nitem : c->items.n, n = 0;
	struct draft_product *list =
	    TAKE(&s->mem, struct draft_product, most + 1);

	if (list == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (c->all && c->items.n > 0)
		return error_set(err, ST_USAGE, pos_none,
		    "--item beside --all: expected one of them");
	if (c->all)
		choose_all(s, in, list, &n, err);
	for (; err->code == ST_OK && n < c->items.n; n++)
		session_item(s, c->items.word[n], &list[n].item, err);
	if (n == 0 && err->code == ST_OK &&
	    choose_shipped(s, list, err) == ST_OK)
		n = 1;
	qsort(list, n, sizeof(*list), by_item);
	for (size_t i = 0; err->code == ST_OK && i < c->basis.n; i++)
		set_basis(s, c->basis.word[i], list, n, err);
	in->product = c->product = list;
	in->nproduct = c->nproduct = n;
	return err->code;
}

void
choosing_free(struct choosing *c)
{
	words_free(&c->items);
	words_free(&c->basis);
}
