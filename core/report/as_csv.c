/* SPDX-License-Identifier: Apache-2.0 */
/* as_csv - a product as tables, or as one indented list; see as_csv.h. */
#include "core/report/as_csv.h"

#include "core/base/limits.h"
#include "core/bom/in_words.h"
#include "core/report/csv.h"

#include <stdlib.h>
#include <string.h>

const char *const as_csv_names[CSV_TABLES] = { [CSV_ITEMS] = "items.csv",
	[CSV_USES] = "uses.csv",
	[CSV_CONTENT] = "content.csv",
	[CSV_ORIGINS] = "origins.csv",
	[CSV_PRICES] = "prices.csv",
	[CSV_RATES] = "rates.csv" };

struct sheet {
	struct csv csv;
	const struct bom *b;
	struct error *err;
	struct place at; /* what is being written came from here */
};

static void
put(struct sheet *s, const char *text)
{
	csv_field(&s->csv, str_of(text));
}

static void
put_text(struct sheet *s, uint32_t id)
{
	csv_field(&s->csv, bom_text_get(s->b, id));
}

/* A row of fixed words, such as the names of columns. */
static void
put_words(struct sheet *s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		put(s, words[i]);
}

static void
put_date(struct sheet *s, date_day day)
{
	char text[DATE_TEXT] = "";

	if (day != DATE_NONE)
		date_format(day, text);
	put(s, text);
}

static void
check(struct sheet *s, enum status st)
{
	if (st != ST_OK && s->err->code == ST_OK)
		error_set(
		    s->err, st, bom_pos(s->b, s->at), "%s", words_fault(st));
}

static void
put_number(struct sheet *s, uint32_t num)
{
	char text[NUM_TEXT] = "";

	check(s, words_number(s->b, num, 1, text));
	put(s, text);
}

static void
put_amount(struct sheet *s, struct amount a)
{
	char text[WORDS_AMOUNT] = "";

	check(s, words_amount(s->b, a, text));
	put(s, text);
}

static void
put_elements(struct sheet *s, uint32_t elements)
{
	char text[WORDS_ELEMENTS] = "";

	if (elements != 0)
		words_elements(elements, text);
	put(s, text);
}

static void
put_key(struct sheet *s, uint32_t item)
{
	const struct item *it = &s->b->item[item];

	csv_field(&s->csv, bom_part(s->b, item));
	put_text(s, it->maker);
	put_text(s, it->revision);
}

/* ---- items and uses */

static const char *const item_columns[] = { "name", "form", "mass", "price",
	"currency", "hs", "control", "shipped", "complete", "phantom" };

static void
put_item(struct sheet *s, uint32_t i)
{
	const struct item *it = &s->b->item[i];

	s->at = it->at;
	put_text(s, it->name);
	put(s, it->form != FORM_UNKNOWN ? form_name((enum form)it->form) : "");
	if (it->has_mass)
		put_amount(s, it->mass);
	else
		put(s, "");
	if (it->value != BOM_NONE)
		put_number(s, it->value);
	else
		put(s, "");
	put_text(s, it->value != BOM_NONE ? it->currency : 0);
	put_text(s, it->hs);
	put_text(s, it->control);
	put(s, (it->flags & ITEM_SHIPPED) != 0 ? "yes" : "");
	put(s, (it->flags & ITEM_COMPLETE) != 0 ? "yes"
	       : (it->flags & ITEM_OPEN) != 0   ? "no"
						: "");
	put(s, (it->flags & ITEM_PHANTOM) != 0 ? "yes" : "");
}

static void
write_items(struct sheet *s)
{
	static const char *const key[] = { "part", "maker", "revision",
		"unit" };

	put_words(s, key, sizeof(key) / sizeof(key[0]));
	put_words(
	    s, item_columns, sizeof(item_columns) / sizeof(item_columns[0]));
	csv_end(&s->csv);
	for (uint32_t i = 0; i < s->b->nitem; i++) {
		const struct item *it = &s->b->item[i];

		put_key(s, i);
		put(s, unit_name(words_unit((enum dimension)it->dim)));
		put_item(s, i);
		csv_end(&s->csv);
	}
}

/* Quantity, unit and per: a third is 1 for 3 parents. */
static void
put_quantity(struct sheet *s, const struct use *u)
{
	char text[NUM_TEXT] = "unknown", *slash = NULL;

	s->at = u->at;
	if (u->qty != BOM_NONE) {
		check(s, words_number(s->b, u->qty, 1, text));
		slash = strchr(text, '/');
	}
	if (slash != NULL)
		*slash = '\0';
	put(s, text);
	put(s, unit_name(words_unit((enum dimension)s->b->item[u->child].dim)));
	put(s, slash != NULL ? slash + 1 : "1");
}

static void
put_note(struct sheet *s, const struct use *u)
{
	const struct use_note *n = &s->b->note[u->note];

	put_date(s, n->from);
	put_date(s, n->until);
	put_text(s, n->place);
}

static void
write_uses(struct sheet *s)
{
	static const char *const columns[] = { "parent", "parent maker",
		"parent revision", "part", "maker", "revision", "quantity",
		"unit", "per", "from", "until", "alternative" };

	put_words(s, columns, sizeof(columns) / sizeof(columns[0]));
	csv_end(&s->csv);
	for (size_t i = 0; i < s->b->nuse; i++) {
		const struct use *u = &s->b->use[i];

		put_key(s, u->parent);
		put_key(s, u->child);
		put_quantity(s, u);
		put_note(s, u);
		csv_end(&s->csv);
	}
}

/* ---- documents */

static const char *const document_columns[] = { "declaration", "supplier",
	"declared on", "until", "standing", "evidence" };

static const char *
standing_word(uint8_t standing)
{
	return standing == STANDING_VERIFIED   ? "verified"
	       : standing == STANDING_PRESUMED ? "presumed"
					       : "";
}

/* What the first file says itself needs no name; a further document without
 * one is called by its place, so that it stays another one. */
static void
put_document_id(struct sheet *s, uint32_t decl)
{
	const struct declaration *d = &s->b->decl[decl];
	struct pos at = bom_pos(s->b, d->at);
	const char *slash = at.file != NULL ? strrchr(at.file, '/') : NULL;
	char text[300];

	if (decl == 0 || d->id != 0 || d->supplier != 0 || d->evidence != 0 ||
	    at.file == NULL) {
		put_text(s, d->id);
		return;
	}
	snprintf(text, sizeof(text), "%.250s:%u",
	    slash != NULL ? slash + 1 : at.file, at.line);
	put(s, text);
}

/* Where an origin stands better than its document, or has evidence of its
 * own, the row says so. */
static void
put_document(struct sheet *s, uint32_t decl, const struct origin *o)
{
	const struct declaration *d = &s->b->decl[decl];

	put_document_id(s, decl);
	put_text(s, d->supplier);
	put_date(s, d->date);
	put_date(s, d->until);
	put(s, standing_word(o != NULL ? (uint8_t)origin_standing(s->b, o)
				       : d->standing));
	put_text(s, o != NULL && o->evidence != 0 ? o->evidence : d->evidence);
}

static const char *const origin_columns[] = { "origin", "stage", "share", "of",
	"technology" };

static void
put_origin(struct sheet *s, const struct origin *o)
{
	if (o == NULL) {
		for (size_t i = 0;
		     i < sizeof(origin_columns) / sizeof(origin_columns[0]);
		     i++)
			put(s, "");
		return;
	}
	s->at = o->at;
	put(s, o->absent               ? "none"
	       : o->country[0] != '\0' ? o->country
				       : "unknown");
	put(s, stage_name((enum stage)o->stage));
	if (!o->absent && (o->share.lo != NUM_ONE || o->share.hi != NUM_ONE))
		put_amount(s, o->share);
	else
		put(s, "");
	put(s, o->blend ? "blend" : "");
	put(s, o->technology);
}

/* ---- content */

/* Does an origin of the item speak of a stage and an element of the line's? */
static bool
speaks_of(const struct bom *b, const struct content *c, const struct origin *o)
{
	if (o->elements != 0 && (o->elements & c->elements) == 0)
		return false;
	for (uint32_t k = 0; k < c->norigin; k++) {
		uint8_t stage = b->origin[c->origin_first + k].stage;

		if (stage == o->stage || stage == STAGE_ALL ||
		    o->stage == STAGE_ALL)
			return true;
	}
	return false;
}

/* May there be more of the line's elements than what it says? */
static bool
leaves_more(const struct bom *b, const struct content *c)
{
	return c->basis == BASIS_KIND_COMPOUND &&
	       (b->item[c->item].flags & ITEM_COMPLETE) == 0;
}

/* Does another line speak of these elements? */
static bool
is_shared(const struct content *c, const struct content *other)
{
	return other != c && !other->derived &&
	       (other->kind == CONTENT_AMOUNT ||
		   (other->kind == CONTENT_UNLISTED &&
		       other->decl != c->decl)) &&
	       (other->elements & c->elements) != 0;
}

/*
 * A line with several origins: a row has place for one.  They can stand in the
 * table of origins, which speaks of an element of an item, where that is the
 * element of this line and nothing else is said of it.
 */
static bool
is_alone(const struct bom *b, const struct content *c)
{
	if (c->elements == 0 || leaves_more(b, c))
		return false;
	for (uint32_t k = b->content_start[c->item];
	     k < b->content_start[c->item + 1]; k++)
		if (is_shared(c, &b->content[k]))
			return false;
	for (uint32_t k = b->origin_start[c->item];
	     k < b->origin_start[c->item + 1]; k++)
		if (speaks_of(b, c, &b->origin[b->item_origin[k]]))
			return false;
	return true;
}

static bool
has_several(const struct content *c)
{
	return c->norigin > 1 && !c->derived;
}

/* The one origin of a line that stands in its row; NULL: none. */
static const struct origin *
origin_of(const struct bom *b, const struct content *c)
{
	return c->norigin == 1 ? &b->origin[c->origin_first] : NULL;
}

static void
put_substance(struct sheet *s, const struct content *c)
{
	static const char *const bases[] = { "element", "oxide", "compound" };
	const struct bom_substance *x =
	    c->substance != BOM_NONE ? &s->b->substance[c->substance] : NULL;
	bool none = c->kind == CONTENT_COMPLETE || c->kind == CONTENT_UNLISTED;
	bool compound = c->basis == BASIS_KIND_COMPOUND && x != NULL &&
			x->elements == c->elements;

	put_elements(s, none || compound ? 0 : c->elements);
	if (c->wildcard)
		put(s, "other substances");
	else
		put_text(s, x != NULL ? x->name : 0);
	put_text(s, x != NULL ? x->cas : 0);
	put_text(s, x != NULL ? x->formula : 0);
	if (c->kind == CONTENT_UNLISTED)
		put(s, c->basis == BASIS_KIND_OXIDE ? "oxide" : "");
	else
		put(s, !none && (x != NULL || c->basis != BASIS_KIND_ELEMENT)
			   ? bases[c->basis]
			   : "");
}

static void
put_content(struct sheet *s, const struct content *c)
{
	static const char *const kinds[] = { "", "negative", "complete",
		"not-added", "unlisted" };
	bool several = (c->elements & (c->elements - 1)) != 0;
	bool sum = (c->kind == CONTENT_NEGATIVE && several &&
		       c->basis != BASIS_KIND_COMPOUND) ||
		   (c->kind == CONTENT_UNLISTED && !c->wildcard && !c->each);

	s->at = c->at;
	put_substance(s, c);
	if (c->rest || c->unstated)
		put(s, c->rest ? "rest" : "present");
	else if (c->kind == CONTENT_COMPLETE || c->kind == CONTENT_NOT_ADDED)
		put(s, "");
	else
		put_amount(s, c->amount);
	put(s, c->scope == SCOPE_OWN ? "own" : "total");
	put(s, c->wildcard ? "" : kinds[c->kind]);
	put(s, sum ? "sum" : "");
	put(s, c->process ? "used-not-contained" : "");
}

static void
write_content(struct sheet *s)
{
	static const char *const columns[] = { "part", "maker", "revision",
		"element", "substance", "cas", "formula", "basis", "amount",
		"scope", "kind", "each", "process" };
	const struct bom *b = s->b;

	put_words(s, columns, sizeof(columns) / sizeof(columns[0]));
	put_words(s, origin_columns,
	    sizeof(origin_columns) / sizeof(origin_columns[0]));
	put_words(s, document_columns,
	    sizeof(document_columns) / sizeof(document_columns[0]));
	csv_end(&s->csv);
	for (size_t i = 0; i < b->ncontent; i++) {
		const struct content *c = &b->content[i];

		if (c->derived)
			continue;
		put_key(s, c->item);
		put_content(s, c);
		put_origin(s, origin_of(b, c));
		put_document(s, c->decl, origin_of(b, c));
		csv_end(&s->csv);
	}
}

/* ---- origins of whole items */

static bool
is_of_item(const struct origin *o)
{
	return o->content == BOM_NONE && o->item != BOM_NONE;
}

static void
put_origin_row(
    struct sheet *s, const struct origin *o, uint32_t item, uint32_t elements)
{
	put_key(s, item);
	put_elements(s, elements);
	put_origin(s, o);
	put_document(s, o->decl, o);
	csv_end(&s->csv);
}

static void
write_origins(struct sheet *s)
{
	static const char *const columns[] = { "part", "maker", "revision",
		"element" };
	const struct bom *b = s->b;

	put_words(s, columns, sizeof(columns) / sizeof(columns[0]));
	put_words(s, origin_columns,
	    sizeof(origin_columns) / sizeof(origin_columns[0]));
	put_words(s, document_columns,
	    sizeof(document_columns) / sizeof(document_columns[0]));
	csv_end(&s->csv);
	for (size_t i = 0; i < b->norigin; i++)
		if (is_of_item(&b->origin[i]))
			put_origin_row(s, &b->origin[i], b->origin[i].item,
			    b->origin[i].elements);
	for (size_t i = 0; i < b->ncontent; i++) {
		const struct content *c = &b->content[i];

		for (uint32_t k = 0;
		     has_several(c) && is_alone(b, c) && k < c->norigin; k++)
			put_origin_row(s, &b->origin[c->origin_first + k],
			    c->item, c->elements);
	}
}

/* ---- prices and rates */

static void
write_prices(struct sheet *s)
{
	static const char *const columns[] = { "element", "form", "price",
		"currency", "unit", "share", "date", "market" };

	put_words(s, columns, sizeof(columns) / sizeof(columns[0]));
	csv_end(&s->csv);
	for (size_t i = 0; i < s->b->nprice; i++) {
		const struct price *p = &s->b->price[i];

		if (p->conversion != 0)
			continue;
		s->at = p->at;
		put(s, element_at((int)p->element)->symbol);
		put(s, guise_name((enum guise)p->guise));
		put_number(s, p->amount);
		put_text(s, p->currency);
		put(s, "g");
		put(s, p->guise == GUISE_ALLOY ? "100 %" : "");
		put_date(s, p->date);
		put_text(s, p->market);
		csv_end(&s->csv);
	}
}

static void
write_rates(struct sheet *s)
{
	static const char *const columns[] = { "from", "to", "rate", "date",
		"source" };

	put_words(s, columns, sizeof(columns) / sizeof(columns[0]));
	csv_end(&s->csv);
	for (size_t i = 0; i < s->b->nrate; i++) {
		const struct rate *r = &s->b->rate[i];

		s->at = r->at;
		put_text(s, r->from);
		put_text(s, r->to);
		put_number(s, r->amount);
		put_date(s, r->date);
		put_text(s, r->source);
		csv_end(&s->csv);
	}
}

/* ---- what has no place */

/* n such things, the first of them at. */
static void
tell(struct findings *f, const struct bom *b, size_t n, struct place at,
    const char *what)
{
	if (n > 0)
		findings_loss(f, ST_INCOMPLETE, bom_pos(b, at),
		    "%s: %zu, for which a table has no place: left out", what,
		    n);
}

static void
tell_lost_origins(const struct bom *b, struct findings *f)
{
	struct place at = { 0, 0, 0 };
	size_t n = 0;

	for (size_t i = 0; i < b->ncontent; i++) {
		const struct content *c = &b->content[i];

		if (!has_several(c) || is_alone(b, c))
			continue;
		if (n == 0)
			at = b->origin[c->origin_first].at;
		n += c->norigin;
	}
	tell(f, b, n, at, "origins of lines of content that have several");
}

static void
tell_lost_documents(const struct bom *b, struct findings *f)
{
	uint8_t *speaks = calloc(b->ndecl + 1, 1);
	struct place at = { 0, 0, 0 };
	size_t n = 0;

	for (size_t i = 0; speaks != NULL && i < b->ncontent; i++)
		speaks[b->content[i].decl] = 1;
	for (size_t i = 0; speaks != NULL && i < b->norigin; i++)
		speaks[b->origin[i].decl] = 1;
	for (size_t i = 0; speaks != NULL && i < b->ndecl; i++) {
		const struct declaration *d = &b->decl[i];

		if (speaks[i] != 0 || (d->id == 0 && d->supplier == 0))
			continue;
		if (n++ == 0)
			at = d->at;
	}
	free(speaks);
	tell(f, b, n, at, "documents that say nothing of any item");
}

bool
as_csv_has(const struct bom *b, enum csv_table table)
{
	bool has = false;

	switch (table) {
	case CSV_ITEMS:
		return true;
	case CSV_USES:
		return b->nuse > 0;
	case CSV_CONTENT:
		return b->ncontent > 0;
	case CSV_ORIGINS:
		for (size_t i = 0; i < b->norigin && !has; i++)
			has = is_of_item(&b->origin[i]);
		for (size_t i = 0; i < b->ncontent && !has; i++)
			has = has_several(&b->content[i]);
		return has;
	case CSV_PRICES:
		for (size_t i = 0; i < b->nprice && !has; i++)
			has = b->price[i].conversion == 0;
		return has;
	default:
		return b->nrate > 0;
	}
}

enum status
as_csv_write(FILE *to, const struct bom *b, enum csv_table table,
    struct findings *f, struct error *err)
{
	static void (*const write[CSV_TABLES])(struct sheet *) = {
		[CSV_ITEMS] = write_items,
		[CSV_USES] = write_uses,
		[CSV_CONTENT] = write_content,
		[CSV_ORIGINS] = write_origins,
		[CSV_PRICES] = write_prices,
		[CSV_RATES] = write_rates,
	};
	struct sheet s = { .csv = { .to = to }, .b = b, .err = err };

	write[table](&s);
	if (table == CSV_ITEMS) {
		tell_lost_origins(b, f);
		tell_lost_documents(b, f);
	}
	return err->code;
}

/* ---- the indented list */

/* Where the list is: the next use of the item at that level. */
struct step {
	uint32_t use, end;
};

static void
put_level(struct sheet *s, size_t level, uint32_t item, const struct use *u)
{
	char text[24];

	snprintf(text, sizeof(text), "%zu", level);
	put(s, text);
	put_key(s, item);
	if (u != NULL) {
		put_quantity(s, u);
		put_note(s, u);
	} else {
		enum dimension d = (enum dimension)s->b->item[item].dim;

		put(s, "1");
		put(s, unit_name(d != DIM_NONE ? words_unit(d) : UNIT_EACH));
		put(s, "1");
		for (int i = 0; i < 3; i++)
			put(s, "");
	}
	put_item(s, item);
	csv_end(&s->csv);
}

/* A product and all below it, each part in each of its places. */
static void
put_tree(struct sheet *s, uint32_t root, struct step *step, size_t *rows)
{
	const struct bom *b = s->b;
	size_t depth = 0;

	put_level(s, 0, root, NULL);
	step[0] = (struct step){ b->use_start[root], b->use_start[root + 1] };
	while (s->err->code == ST_OK) {
		const struct use *u;

		if (step[depth].use == step[depth].end) {
			if (depth-- == 0)
				return;
			continue;
		}
		u = &b->use[step[depth].use++];
		if (++*rows > LIMIT_LIST_ROWS) {
			error_set(s->err, ST_LIMIT, bom_pos(b, u->at),
			    "more than %d rows, for parts stand in several "
			    "places: expected --to csv",
			    LIMIT_LIST_ROWS);
			return;
		}
		put_level(s, depth + 1, u->child, u);
		step[++depth] = (struct step){ b->use_start[u->child],
			b->use_start[u->child + 1] };
	}
}

enum status
as_csv_levels(
    FILE *to, const struct bom *b, struct findings *f, struct error *err)
{
	static const char *const columns[] = { "level", "part", "maker",
		"revision", "quantity", "unit", "per", "from", "until",
		"alternative" };
	struct sheet s = { .csv = { .to = to }, .b = b, .err = err };
	struct step *step = malloc((b->nlevel + 2) * sizeof(*step));
	size_t rows = 0, content = 0;

	if (step == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	put_words(&s, columns, sizeof(columns) / sizeof(columns[0]));
	put_words(
	    &s, item_columns, sizeof(item_columns) / sizeof(item_columns[0]));
	csv_end(&s.csv);
	for (uint32_t i = 0; i < b->nitem && err->code == ST_OK; i++)
		if (b->is_child[i] == CHILD_NO)
			put_tree(&s, i, step, &rows);
	free(step);
	for (size_t i = 0; i < b->ncontent; i++)
		content +=
		    !b->content[i].derived &&
		    (i == 0 || memcmp(&b->content[i].at, &b->content[i - 1].at,
				   sizeof(struct place)) != 0);
	tell(f, b, content, content > 0 ? b->content[0].at : s.at,
	    "lines of content");
	tell(f, b, b->norigin, b->norigin > 0 ? b->origin[0].at : s.at,
	    "origins");
	tell(f, b, b->nprice + b->nrate, (struct place){ 0, 0, 0 },
	    "prices and rates");
	return err->code;
}
