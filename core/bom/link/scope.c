/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scope - does content speak of the item alone, or with what is in its parts?
 * See steps.h.
 *
 * Without parts both are the same.  A supplier who knows of no parts says
 * neither, and somebody else's list may give the item some.  Then both
 * readings stay open: of either it is true that the item itself, beside its
 * parts, holds no more than what is stated, and perhaps none of it.
 */
#include "core/bom/link/steps.h"

#include <stdio.h>
#include <stdlib.h>

/* Lines that are read both ways. */
struct both {
	size_t n;
	struct place at; /* of the first */
	uint32_t item;
};

/* Which files list parts of the item that was looked at last. */
struct lists {
	uint32_t *of; /* [file] the last item of which it does, as far as was
			 looked */
	uint32_t item;
};

/* The file that was given, of a sheet the workbook. */
static size_t
given(const struct bom *b, size_t file)
{
	return b->file[file].sheet != NULL ? b->file[file].book : file;
}

/* Does the file of the line list the parts as well?  Then it can say what is
 * meant.  Cost: linear in the parts, once for all lines of an item. */
static bool
knows_parts(const struct bom *b, const struct content *c, struct lists *lists)
{
	if (lists->item != c->item)
		for (uint32_t u = b->use_start[c->item];
		     u < b->use_start[c->item + 1]; u++)
			lists->of[given(b, b->use[u].at.file)] = c->item;
	lists->item = c->item;
	return lists->of[given(b, c->at.file)] == c->item;
}

/* Any part of a country is possible where not all or nothing was from there. */
static void
widen_origins(struct bom *b, const struct content *c)
{
	for (uint32_t i = 0; i < c->norigin; i++) {
		struct amount *share = &b->origin[c->origin_first + i].share;

		if (share->lo == NUM_ONE || share->hi == NUM_ZERO)
			continue;
		*share = (struct amount){ NUM_ZERO, NUM_ONE, false, false,
			share->is_share };
	}
}

/* At most so much in the item itself. */
static void
read_both(struct bom *b, struct content *c)
{
	c->scope = SCOPE_OWN;
	if (c->kind == CONTENT_AMOUNT) {
		if (c->rest)
			c->amount = amount_unknown();
		c->amount.lo = NUM_ZERO;
		c->amount.lo_open = false;
		c->unstated = c->rest = 0;
	}
	widen_origins(b, c);
}

static void
refuse(const struct bom *b, const struct content *c, struct findings *f)
{
	char label[160];

	findings_error(f, ST_INCOMPLETE, bom_pos(b, c->at),
	    "content of %.*s, which has parts of its own: expected "
	    "scope \"own\" (without its parts) or \"total\"",
	    STR_ARG(bom_item_label(b, c->item, label, sizeof(label))));
}

static void
tell_both(const struct bom *b, const struct both *both, struct findings *f)
{
	char label[160], rest[60] = "";

	if (both->n == 0)
		return;
	if (both->n > 1)
		snprintf(rest, sizeof(rest), ", and so of %zu more line%s",
		    both->n - 1, both->n == 2 ? "" : "s");
	findings_warn(f, ST_INCOMPLETE, bom_pos(b, both->at),
	    "content of %.*s, of which another file lists parts: taken as at "
	    "most so much beside them%s; expected scope \"own\" (without its "
	    "parts) or \"total\", in a column or as scope = own in a file of "
	    "columns",
	    STR_ARG(bom_item_label(b, both->item, label, sizeof(label))), rest);
}

static void
find_scopes(struct bom *b, struct lists *lists, struct findings *f)
{
	struct both both = { 0 };
	bool last = false; /* the line before is read both ways */

	for (size_t i = 0; i < b->ncontent; i++) {
		struct content *c = &b->content[i];

		if (c->derived && c->scope == SCOPE_UNSET) {
			c->scope = c[-1].scope;
			if (last)
				read_both(b, c);
			continue;
		}
		last = false;
		if (!link_has_parts(b, c->item))
			c->scope = SCOPE_OWN;
		else if (c->scope == SCOPE_UNSET && knows_parts(b, c, lists))
			refuse(b, c, f);
		else if (c->scope == SCOPE_UNSET) {
			if (both.n++ == 0) {
				both.at = c->at;
				both.item = c->item;
			}
			read_both(b, c);
			last = true;
		}
	}
	tell_both(b, &both, f);
}

bool
link_scope(struct bom *b, struct findings *f)
{
	struct lists lists = { .of = malloc((b->nfile + 1) * sizeof(*lists.of)),
		.item = BOM_NONE };

	if (lists.of == NULL)
		return false;
	for (size_t i = 0; i < b->nfile; i++)
		lists.of[i] = BOM_NONE;
	find_scopes(b, &lists, f);
	free(lists.of);
	return true;
}
