/* SPDX-License-Identifier: Apache-2.0 */
/*
 * link - names become indices; see link.h.
 *
 * The steps, each a file: validity.c (which documents hold on the day),
 * resolve.c (references -> items), merge.c (what
 * several files say again), choose.c (the uses of the day), measure.c (units ->
 * base units), order.c (children first; cycles), rest.c (what fills up to the
 * whole), rank.c (which document goes first), declare.c (which one is heard).
 * Here they are tied together and the tables sorted.
 */
#include "core/bom/link.h"

#include "core/bom/steps.h"
#include "core/chem/hint.h"

#include <stdlib.h>
#include <string.h>

enum status
link_nomem(struct findings *f)
{
	return findings_error(f, ST_NOMEM, pos_none, "out of memory");
}

/*
 * Where each item's rows start, for n rows whose item key(row) tells; the
 * usual counting sort.  start has nitem + 1 entries.
 */
static uint32_t *
count_starts(const struct bom *b, const void *rows, size_t n, size_t size)
{
	uint32_t *start = calloc(b->nitem + 2, sizeof(*start));
	const unsigned char *p = rows;

	for (size_t i = 0; start != NULL && i < n; i++, p += size) {
		uint32_t item;

		memcpy(&item, p, sizeof(item)); /* first member of each row */
		if (item != BOM_NONE)
			start[item + 2]++;
	}
	for (size_t i = 0; start != NULL && i < b->nitem; i++)
		start[i + 2] += start[i + 1];
	return start;
}

/* The item of each reference, close together; NULL when memory is out. */
static uint32_t *
items_of_refs(const struct bom *b)
{
	uint32_t *item = malloc((b->nref + 1) * sizeof(*item));

	for (size_t i = 0; item != NULL && i < b->nref; i++)
		item[i] = b->ref[i].item;
	return item;
}

/* Counts the uses of each parent into start[parent + 2], then adds up. */
static void
count_uses(const struct bom *b, const uint32_t *item, uint32_t *start)
{
	for (size_t i = 0; i < b->nuse; i++) {
		uint32_t parent = item[b->use[i].parent];

		if (parent != BOM_NONE && item[b->use[i].child] != BOM_NONE)
			start[parent + 2]++;
	}
	for (size_t i = 0; i < b->nitem; i++)
		start[i + 2] += start[i + 1];
}

struct naming {
	struct bom *b;
	uint32_t *uses;    /* [nitem] of it, but for those by mere names */
	uint32_t *phantom; /* that nothing uses: to be looked at */
	uint32_t n;
};

/* A phantom that nothing uses is another name for what it holds. */
static void
name_parts(struct naming *n, uint32_t phantom)
{
	struct bom *b = n->b;

	for (uint32_t u = b->use_start[phantom]; u < b->use_start[phantom + 1];
	     u++) {
		uint32_t child = b->use[u].child;

		if (--n->uses[child] > 0)
			continue;
		b->is_child[child] = CHILD_NAMED;
		if ((b->item[child].flags & ITEM_PHANTOM) != 0)
			n->phantom[n->n++] = child;
	}
}

/* What is used by mere names alone; false: memory.  Cost: linear, nothing
 * where there are no phantoms. */
static bool
mark_named(struct bom *b)
{
	struct naming n = { .b = b };

	if ((b->absent & FACT_PHANTOM) != 0)
		return true;
	n.uses = calloc(b->nitem + 1, sizeof(*n.uses));
	n.phantom = malloc((b->nitem + 1) * sizeof(*n.phantom));
	for (size_t i = 0; n.uses != NULL && i < b->nuse; i++)
		n.uses[b->use[i].child]++;
	for (uint32_t i = 0;
	     n.uses != NULL && n.phantom != NULL && i < b->nitem; i++)
		if (b->is_child[i] == CHILD_NO &&
		    (b->item[i].flags & ITEM_PHANTOM) != 0)
			n.phantom[n.n++] = i;
	while (n.n > 0)
		name_parts(&n, n.phantom[--n.n]);
	free(n.phantom);
	free(n.uses);
	return n.uses != NULL && n.phantom != NULL;
}

/* Uses in the order of their parents, within a parent as written; with items
 * for references.  Those whose reference means nothing are left out. */
static bool
sort_uses(struct bom *b)
{
	uint32_t *item = items_of_refs(b);
	uint32_t *start = calloc(b->nitem + 2, sizeof(*start));
	struct use *sorted = malloc((b->nuse + 1) * sizeof(*sorted));
	bool ok = item != NULL && start != NULL && sorted != NULL;

	b->is_child = calloc(b->nitem + 1, 1);
	if (!ok || b->is_child == NULL) {
		free(item);
		free(start);
		free(sorted);
		return false;
	}
	count_uses(b, item, start);
	for (size_t i = 0; i < b->nuse; i++) {
		uint32_t parent = item[b->use[i].parent];
		uint32_t child = item[b->use[i].child];
		struct use *u;

		if (parent == BOM_NONE || child == BOM_NONE)
			continue;
		u = &sorted[start[parent + 1]++];
		*u = b->use[i];
		u->parent = parent;
		u->child = child;
		b->is_child[child] = CHILD_YES;
	}
	free(item);
	free(b->use);
	b->nuse = b->use_cap = start[b->nitem];
	b->use = sorted;
	b->use_start = start;
	return mark_named(b);
}

/* Content in the order of its items; lines without an item are left out. */
static bool
sort_content(struct bom *b)
{
	uint32_t *start =
	    count_starts(b, b->content, b->ncontent, sizeof(struct content));
	struct content *sorted = malloc((b->ncontent + 1) * sizeof(*sorted));
	uint32_t *moved = malloc((b->ncontent + 1) * sizeof(*moved));
	bool ok = start != NULL && sorted != NULL && moved != NULL;

	for (size_t i = 0; ok && i < b->ncontent; i++) {
		uint32_t item = b->content[i].item;

		moved[i] = BOM_NONE;
		if (item == BOM_NONE)
			continue;
		moved[i] = start[item + 1]++;
		sorted[moved[i]] = b->content[i];
	}
	for (size_t i = 0; ok && i < b->norigin; i++)
		if (b->origin[i].content != BOM_NONE)
			b->origin[i].content = moved[b->origin[i].content];
	free(moved);
	if (!ok) {
		free(start);
		free(sorted);
		return false;
	}
	b->ncontent = start[b->nitem];
	free(b->content);
	b->content = sorted;
	b->content_start = start;
	return true;
}

/* Which origins speak of an item as a whole. */
static bool
sort_origins(struct bom *b)
{
	uint32_t *start = calloc(b->nitem + 2, sizeof(*start));
	uint32_t *list = malloc((b->norigin + 1) * sizeof(*list));

	b->origin_start = start;
	b->item_origin = list;
	if (start == NULL || list == NULL)
		return false;
	for (size_t i = 0; i < b->norigin; i++)
		if (b->origin[i].content == BOM_NONE &&
		    b->origin[i].item != BOM_NONE)
			start[b->origin[i].item + 2]++;
	for (size_t i = 0; i < b->nitem; i++)
		start[i + 2] += start[i + 1];
	for (size_t i = 0; i < b->norigin; i++)
		if (b->origin[i].content == BOM_NONE &&
		    b->origin[i].item != BOM_NONE)
			list[start[b->origin[i].item + 1]++] = (uint32_t)i;
	return true;
}

static bool
has_children(const struct bom *b, uint32_t item)
{
	return b->use_start[item + 1] > b->use_start[item];
}

/* HS headings under which rare earths and their magnets are traded. */
static bool
suspect_hs(struct str hs)
{
	static const char *const headings[] = { "280530", "2846", "850511",
		"360690", "720299", "320650" };
	char digits[16];
	size_t n = 0;

	for (size_t i = 0; i < hs.n && n < sizeof(digits) - 1; i++)
		if (hs.p[i] >= '0' && hs.p[i] <= '9')
			digits[n++] = hs.p[i];
	digits[n] = '\0';
	for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++)
		if (strncmp(digits, headings[i], strlen(headings[i])) == 0)
			return true;
	return false;
}

/* Which names point to rare earths: many items have the same. */
struct named {
	struct hints hints;
	uint8_t *points; /* [text.n] 0: not asked yet */
};
enum { POINTS_NOT = 1, POINTS };

static bool
points(struct named *n, const struct bom *b, uint32_t name)
{
	uint8_t *p = &n->points[name];

	if (*p == 0)
		*p = hint_of_rare_earth(&n->hints, bom_text_get(b, name))
			 ? POINTS
			 : POINTS_NOT;
	return *p == POINTS;
}

static void
settle_item(struct bom *b, struct named *names, uint32_t i)
{
	static const uint32_t suspects =
	    1u << FORM_MAGNET | 1u << FORM_PHOSPHOR | 1u << FORM_TARGET |
	    1u << FORM_ORE | 1u << FORM_CONCENTRATE | 1u << FORM_CATALYST |
	    1u << FORM_CRYSTAL;
	struct item *it = &b->item[i];

	if (has_children(b, i) && (it->flags & ITEM_OPEN) == 0 &&
	    (b->assemblies_complete || (it->flags & ITEM_PHANTOM) != 0))
		it->flags |= ITEM_COMPLETE;
	if ((suspects >> it->form & 1) != 0 ||
	    (it->hs != 0 && suspect_hs(bom_text_get(b, it->hs))) ||
	    (it->name != 0 && points(names, b, it->name)))
		it->flags |= ITEM_SUSPECT;
}

/* What its parts, its form, its name and its HS code say of each item, and
 * whether any has a form; false: memory. */
static bool
settle_items(struct bom *b, bool *forms)
{
	struct named names;
	bool ok;

	*forms = false;
	hints_open(&names.hints);
	names.points = calloc(b->text.n, 1);
	ok = names.points != NULL;
	for (uint32_t i = 0; ok && i < b->nitem; i++) {
		settle_item(b, &names, i);
		*forms |= b->item[i].form != FORM_UNKNOWN;
	}
	free(names.points);
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

/* Does content speak of the item alone, or with what is in its parts?  Without
 * parts both are the same. */
static void
settle_scope(struct bom *b, struct findings *f)
{
	char label[160];

	for (size_t i = 0; i < b->ncontent; i++) {
		struct content *c = &b->content[i];

		if (c->derived && c->scope == SCOPE_UNSET) {
			c->scope = c[-1].scope;
			continue;
		}
		if (!has_children(b, c->item)) {
			c->scope = SCOPE_OWN;
			continue;
		}
		if (c->scope != SCOPE_UNSET)
			continue;
		findings_error(f, ST_INCOMPLETE, bom_pos(b, c->at),
		    "content of %.*s, which has parts of its own: expected "
		    "scope \"own\" (without its parts) or \"total\"",
		    STR_ARG(bom_item_label(b, c->item, label, sizeof(label))));
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
	if (!link_resolve(b, f))
		return link_nomem(f);
	if (!sort_uses(b) || !sort_content(b) || !sort_origins(b))
		return link_nomem(f);
	if (!link_merge_uses(b, f) || !link_choose(b, as_of, f) ||
	    !link_order(b, f) || !link_measure(b, f))
		return link_nomem(f);
	link_tell_unused(b, f);
	if (!settle_items(b, &forms))
		return link_nomem(f);
	if (forms)
		mark_forms(b);
	settle_scope(b, f);
	if (!link_rest(b, f) || !link_tell_validity(b, f) || !link_rank(b) ||
	    !link_declare(b, f) || !link_rates(b, f))
		return link_nomem(f);
	if (f->errors == errors)
		link_doubt(b, f);
	if (b->nitem == 0 && f->errors == errors)
		findings_error(f, ST_INCOMPLETE, pos_none,
		    "no item in any file: expected a bill of materials");
	return f->errors > errors ? f->first.code : ST_OK;
}
