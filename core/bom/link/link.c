/* SPDX-License-Identifier: Apache-2.0 */
/*
 * link - names become indices; see link.h.
 *
 * The steps, each a file: validity.c (which documents hold on the day),
 * resolve.c (references -> items), merge.c (what
 * several files say again), lists.c (lists of parts that they do), choose.c
 * (the uses of the day), measure.c (units -> base units), order.c (children
 * first; cycles), rest.c (what fills up to the whole), rank.c (which document
 * goes first), declare.c (which one is heard). Here they are tied together and
 * the tables sorted.
 */
#include "core/bom/link/link.h"

#include "core/bom/link/steps.h"
#include "core/bom/link/suspect.h"

#include <stdlib.h>
#include <string.h>

enum status
link_nomem(struct findings *f)
{
	return findings_error(f, ST_NOMEM, pos_none, "out of memory");
}

void
link_leave_room(struct bom *b, void *p, size_t bytes)
{
	free(b->room);
	b->room = p;
	b->room_size = bytes;
}

void *
link_room(struct bom *b, size_t bytes)
{
	if (bytes > b->room_size) {
		void *p = malloc(bytes);

		link_leave_room(b, p, p != NULL ? bytes : 0);
	}
	return b->room;
}

static void
settle_item(struct bom *b, struct suspicion *s, uint32_t i)
{
	struct item *it = &b->item[i];

	if (link_has_parts(b, i) && (it->flags & ITEM_OPEN) == 0 &&
	    (b->assemblies_complete || (it->flags & ITEM_PHANTOM) != 0))
		it->flags |= ITEM_COMPLETE;
	if (suspicion_falls(s, b, i))
		it->flags |= ITEM_SUSPECT;
}

/* What its parts, its form, its name and its HS code say of each item, and
 * whether any has a form; false: memory. */
static bool
settle_items(struct bom *b, bool *forms)
{
	struct suspicion suspicion;
	bool ok = suspicion_open(&suspicion, b);

	*forms = false;
	for (uint32_t i = 0; ok && i < b->nitem; i++) {
		settle_item(b, &suspicion, i);
		*forms |= b->item[i].form != FORM_UNKNOWN;
	}
	suspicion_close(&suspicion);
	return ok;
}

/* Of each item the forms of all that it is in. */
static void
mark_forms(struct bom *b)
{
	for (size_t k = b->nitem; k-- > 0;) {
		uint32_t i = b->order[k];
		uint32_t forms = b->item[i].under | 1u << b->item[i].form;

		if (b->item[i].form == FORM_UNKNOWN)
			forms = b->item[i].under;
		for (uint32_t u = b->use_start[i]; u < b->use_start[i + 1]; u++)
			if (b->use[u].qty != NUM_ZERO)
				b->item[b->use[u].child].under |= forms;
	}
}

/*
 * bom_link - tie together what the readers left.
 *
 * In:	b      all files of the product have been read into it
 *	as_of  the day of the product; DATE_NONE: every use and every
 *	       document holds
 * Out:	b    as bom.h says under "after linking"; on an error of the user's
 *	     files it is only good for bom_free() and bom_pos()
 * Cost:	linear in items, uses and lines
 */
enum status
bom_link(struct bom *b, date_day as_of, struct findings *f)
{
	size_t errors = f->errors;
	bool forms;

	progress_begin(b->progress, PROGRESS_LINK, 0);
	link_validity(b, as_of);
	link_blanks(b, f);
	if (!link_unite(b, f) || !link_resolve(b, f))
		return link_nomem(f);
	if (!link_sort(b) || !link_lists(b, f) || !link_choose(b, as_of, f) ||
	    !link_order(b, f) || !link_measure(b, f))
		return link_nomem(f);
	link_leave_room(b, NULL, 0);
	link_tell_unused(b, f);
	if (!settle_items(b, &forms))
		return link_nomem(f);
	if (forms)
		mark_forms(b);
	if (!link_scope(b, f) || !link_rest(b, f) ||
	    !link_tell_validity(b, f) || !link_rank(b) || !link_declare(b, f) ||
	    !link_rates(b, f))
		return link_nomem(f);
	if (f->errors == errors)
		link_doubt(b, f);
	if (b->nitem == 0 && f->errors == errors)
		findings_error(f, ST_INCOMPLETE, pos_none,
		    "no item in any file: expected a bill of materials");
	return f->errors > errors ? f->first.code : ST_OK;
}
