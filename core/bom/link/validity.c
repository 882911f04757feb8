/* SPDX-License-Identifier: Apache-2.0 */
/*
 * validity - which documents hold on the day; see steps.h.
 *
 * A document holds from its date until the last day that it names, both
 * inside.  On any other day nothing that it says of content, origin or
 * completeness counts, for or against: what nobody else says is unknown
 * again.  It stays in the bom, and that it does not count is said at its
 * place.  A price counts from its date on, until there is a newer one.
 */
#include "core/bom/link/steps.h"

#include <stdlib.h>

static enum validity
validity_on(const struct declaration *d, date_day as_of)
{
	if (as_of == DATE_NONE)
		return VALIDITY_HOLDS;
	if (d->until != DATE_NONE && d->until < as_of)
		return VALIDITY_EXPIRED;
	return d->date > as_of ? VALIDITY_EARLY : VALIDITY_HOLDS;
}

static bool
file_holds(const struct bom *b, uint16_t file)
{
	return file >= b->nfile || b->file[file].decl == BOM_NONE ||
	       bom_holds(b, b->file[file].decl);
}

/* What the files themselves claim to be complete falls with them. */
static void
drop_claims(struct bom *b)
{
	bool claimed = false, holds = false;

	for (size_t i = 0; i < b->nitem; i++)
		if (!file_holds(b, b->item[i].at.file))
			b->item[i].flags &= (uint8_t)~ITEM_COMPLETE;
	for (size_t i = 0; i < b->nfile; i++) {
		claimed |= b->file[i].assemblies_complete;
		holds |= b->file[i].assemblies_complete &&
			 file_holds(b, (uint16_t)i);
	}
	if (claimed && !holds)
		b->assemblies_complete = false;
}

void
link_validity(struct bom *b, date_day as_of)
{
	bool all = true;

	b->as_of = as_of;
	for (size_t i = 0; i < b->nprice; i++)
		b->price[i].late = b->price_as_of != DATE_NONE &&
				   b->price[i].date > b->price_as_of;
	for (size_t i = 0; i < b->ndecl; i++) {
		b->decl[i].validity = (uint8_t)validity_on(&b->decl[i], as_of);
		all &= b->decl[i].validity == VALIDITY_HOLDS;
	}
	if (!all)
		drop_claims(b);
}

/* "document D-17 of ACME", as far as known. */
static void
name_document(
    const struct bom *b, const struct declaration *d, char *out, size_t size)
{
	struct str id = str_clip(bom_text_get(b, d->id), 60);
	struct str by = str_clip(bom_text_get(b, d->supplier), 60);

	snprintf(out, size, "document%s%.*s%s%.*s", id.n > 0 ? " " : "",
	    STR_ARG(id), by.n > 0 ? " of " : "", STR_ARG(by));
}

static void
tell(struct bom *b, const struct declaration *d, uint32_t items,
    struct findings *f)
{
	char name[160], day[DATE_TEXT], today[DATE_TEXT], rest[80] = "";
	bool expired = d->validity == VALIDITY_EXPIRED;

	name_document(b, d, name, sizeof(name));
	date_format(expired ? d->until : d->date, day);
	date_format(b->as_of, today);
	if (items > 0)
		snprintf(rest, sizeof(rest),
		    ", and %u item%s without what it says", items,
		    items == 1 ? " is" : "s are");
	if (expired)
		findings_warn(f, ST_OK, bom_pos(b, d->at),
		    "%s expired on %s: it does not count on %s%s; expected one "
		    "that holds on that day, ask for a new one",
		    name, day, today, rest);
	else
		findings_warn(f, ST_OK, bom_pos(b, d->at),
		    "%s is dated %s: it does not count on %s%s; expected one "
		    "that holds on that day",
		    name, day, today, rest);
}

/* Counts an item once for each document that says something of it. */
struct tally {
	uint32_t *items; /* [ndecl] */
	uint32_t *last;  /* [ndecl] the item counted last, and 1 */
};

static void
count(struct tally *t, uint32_t decl, uint32_t item)
{
	if (t->last[decl] != item + 1)
		t->items[decl]++;
	t->last[decl] = item + 1;
}

static void
count_item(const struct bom *b, struct tally *t, uint32_t item)
{
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		const struct content *c = &b->content[k];

		count(t, c->decl, item);
		for (uint32_t i = 0; i < c->norigin; i++)
			count(t, b->origin[c->origin_first + i].decl, item);
	}
	for (uint32_t k = b->origin_start[item]; k < b->origin_start[item + 1];
	     k++)
		count(t, b->origin[b->item_origin[k]].decl, item);
}

/* Is it the word of a file itself? */
static bool
is_own(const struct bom *b, uint32_t decl)
{
	uint16_t file = b->decl[decl].at.file;

	return file < b->nfile && b->file[file].decl == decl;
}

void
link_tell_late(const struct bom *b, const char *what, date_day date,
    struct place at, size_t n, struct findings *f)
{
	char text[DATE_TEXT], day[DATE_TEXT], more[40] = "";

	date_format(date, text);
	date_format(b->price_as_of, day);
	if (n > 1)
		snprintf(more, sizeof(more), ", and so with %zu more", n - 1);
	findings_warn(f, ST_OK, bom_pos(b, at),
	    "this %s is of %s: it does not count on %s%s; expected one of "
	    "that day or before",
	    what, text, day, more);
}

static void
tell_late_prices(const struct bom *b, struct findings *f)
{
	const struct price *first = NULL;
	size_t n = 0;

	for (size_t i = 0; i < b->nprice; i++)
		if (b->price[i].late && n++ == 0)
			first = &b->price[i];
	if (first != NULL)
		link_tell_late(b, "price", first->date, first->at, n, f);
}

bool
link_tell_validity(struct bom *b, struct findings *f)
{
	struct tally t = { NULL, NULL };
	uint32_t lapsed = 0;
	bool ok;

	tell_late_prices(b, f);
	while (lapsed < b->ndecl && bom_holds(b, lapsed))
		lapsed++;
	if (lapsed == b->ndecl)
		return true;
	t.items = calloc(b->ndecl, sizeof(*t.items));
	t.last = calloc(b->ndecl, sizeof(*t.last));
	ok = t.items != NULL && t.last != NULL;
	for (uint32_t i = 0; ok && i < b->nitem; i++)
		count_item(b, &t, i);
	for (uint32_t i = lapsed; ok && i < b->ndecl; i++)
		if (!bom_holds(b, i) && (t.items[i] > 0 || is_own(b, i)))
			tell(b, &b->decl[i], t.items[i], f);
	free(t.items);
	free(t.last);
	return ok;
}
