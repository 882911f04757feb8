/* SPDX-License-Identifier: Apache-2.0 */
/*
 * write_cyclonedx - the bom as CycloneDX JSON; see write_cyclonedx.h.
 *
 * Components stand in one list, and properties of the name space that
 * read_cyclonedx.c knows say what is in what and what each holds.
 */
#include "core/bom/write_cyclonedx.h"

#include "core/base/limits.h"
#include "core/bom/cyclonedx.h"
#include "core/bom/in_words.h"

#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_gen.h>

/* The document that the file stands for. */
#define OWN 0

/* A row of several columns: each may be a text of LIMIT_TEXT. */
#define ROW (8 * LIMIT_TEXT)

struct writer {
	const struct bom *b;
	const struct xml_sink *sink;
	struct error *err;
	enum status st;
	struct place at; /* what is being written came from here */
	yajl_gen gen;
	size_t nquoted; /* texts that no row can hold */
	struct place quoted_at;
	size_t nrow;
	char row[ROW + 1];
};

static void
refuse(struct writer *w, enum status st, const char *why)
{
	if (w->st == ST_OK)
		w->st = error_set(w->err, st, bom_pos(w->b, w->at), "%s", why);
}

static void
print(void *ctx, const char *text, size_t n)
{
	struct writer *w = ctx;

	if (w->st == ST_OK &&
	    !w->sink->put(w->sink->ctx, (struct str){ text, n }))
		refuse(w, ST_IO, "the output cannot be written");
}

/* ---- JSON */

static void
put(struct writer *w, struct str s)
{
	if (yajl_gen_string(w->gen, (const unsigned char *)s.p, s.n) !=
	    yajl_gen_status_ok)
		refuse(w, ST_ENCODING, "a text that JSON cannot hold");
}

static void
put_key(struct writer *w, const char *key)
{
	put(w, str_of(key));
}

static void
put_str(struct writer *w, const char *key, struct str value)
{
	if (value.n == 0)
		return;
	put_key(w, key);
	put(w, value);
}

static void
put_named(struct writer *w, const char *key, uint32_t name)
{
	if (name == 0)
		return;
	put_key(w, key);
	yajl_gen_map_open(w->gen);
	put_str(w, "name", bom_text_get(w->b, name));
	yajl_gen_map_close(w->gen);
}

static void
put_property(struct writer *w, enum cdx_property p, struct str value)
{
	if (value.n == 0)
		return;
	if (value.n > LIMIT_TEXT)
		refuse(w, ST_LIMIT, "a row that is too long to be read again");
	yajl_gen_map_open(w->gen);
	put_str(w, "name", str_of(cdx_property_name(p)));
	put_str(w, "value", value);
	yajl_gen_map_close(w->gen);
}

/* ---- rows */

static void
begin_row(struct writer *w)
{
	w->nrow = 0;
	w->row[0] = '\0';
}

static void
add_str(struct writer *w, struct str s)
{
	if (s.n > ROW - w->nrow) {
		refuse(w, ST_LIMIT, "a row that is too long to be read again");
		return;
	}
	memcpy(w->row + w->nrow, s.p, s.n);
	w->nrow += s.n;
	w->row[w->nrow] = '\0';
}

/* What does not stand for itself is quoted, by the quote that is not in it. */
static struct str
quote_for(struct writer *w, struct str s)
{
	bool plain =
	    memchr(s.p, ';', s.n) == NULL && s.p[0] != '"' && s.p[0] != '\'';

	if (plain)
		return STR("");
	if (memchr(s.p, '"', s.n) == NULL)
		return STR("\"");
	if (memchr(s.p, '\'', s.n) == NULL)
		return STR("'");
	if (w->nquoted++ == 0)
		w->quoted_at = w->at;
	return STR("");
}

static void
add_pair(struct writer *w, const char *name, struct str value)
{
	struct str quote;

	if (value.n == 0)
		return;
	quote = quote_for(w, value);
	if (w->nrow > 0)
		add_str(w, STR("; "));
	add_str(w, str_of(name));
	add_str(w, STR("="));
	add_str(w, quote);
	add_str(w, value);
	add_str(w, quote);
}

static void
add_word(struct writer *w, const char *name, const char *word)
{
	add_pair(w, name, str_of(word));
}

static void
add_text(struct writer *w, const char *name, uint32_t text)
{
	add_pair(w, name, bom_text_get(w->b, text));
}

static void
amount_text(struct writer *w, struct amount a, char text[WORDS_AMOUNT])
{
	enum status st = words_amount(w->b, a, text);

	if (st == ST_OK)
		return;
	text[0] = '\0';
	refuse(w, st, words_fault(st));
}

static void
add_amount(struct writer *w, const char *name, struct amount a)
{
	char text[WORDS_AMOUNT];

	amount_text(w, a, text);
	add_word(w, name, text);
}

static void
number_text(struct writer *w, uint32_t num, char text[NUM_TEXT])
{
	enum status st = words_number(w->b, num, 1, text);

	if (st == ST_OK)
		return;
	text[0] = '\0';
	refuse(w, st, words_fault(st));
}

static void
add_date(struct writer *w, const char *name, date_day day)
{
	char text[DATE_TEXT];

	if (day == DATE_NONE)
		return;
	date_format(day, text);
	add_word(w, name, text);
}

static void
add_standing(struct writer *w, uint8_t standing)
{
	if (standing != STANDING_DECLARED)
		add_word(w, "standing",
		    standing == STANDING_VERIFIED ? "verified" : "presumed");
}

/* Documents of others are known by their index. */
static void
add_document(struct writer *w, uint32_t decl)
{
	char text[16] = "";

	if (decl == OWN)
		return;
	str_add(text, sizeof(text), "%u", decl);
	add_word(w, "document", text);
}

static void
put_row(struct writer *w, enum cdx_property p)
{
	put_property(w, p, (struct str){ w->row, w->nrow });
}

/* ---- what an item holds */

static void
add_origin(struct writer *w, const struct origin *g)
{
	add_word(w, "stage", stage_name((enum stage)g->stage));
	add_word(w, "origin",
	    g->absent               ? "none"
	    : g->country[0] != '\0' ? g->country
				    : "unknown");
	if (!g->absent && (g->share.lo != NUM_ONE || g->share.hi != NUM_ONE))
		add_amount(w, "share", g->share);
	if (g->blend)
		add_word(w, "of", "blend");
	add_word(w, "technology", g->technology);
	add_standing(w, g->standing);
	add_text(w, "evidence", g->evidence);
}

static void
put_origin(struct writer *w, const struct origin *g)
{
	char elements[WORDS_ELEMENTS];

	w->at = g->at;
	begin_row(w);
	words_elements(g->elements, elements);
	add_word(w, "element", elements);
	add_origin(w, g);
	if (g->content == BOM_NONE)
		add_document(w, g->decl);
	else
		add_word(w, "line", "above");
	put_row(w, CDX_ORIGIN);
}

static void
add_substance(struct writer *w, const struct content *c)
{
	static const char *const bases[] = { "element", "oxide", "compound" };
	const struct bom_substance *s =
	    c->substance != BOM_NONE ? &w->b->substance[c->substance] : NULL;
	char elements[WORDS_ELEMENTS];

	words_elements(c->elements, elements);
	if (c->basis != BASIS_KIND_COMPOUND || s == NULL ||
	    s->elements != c->elements)
		add_word(w, "element", elements);
	if (s != NULL) {
		add_text(w, "cas", s->cas);
		add_text(w, "formula", s->formula);
		add_text(w, "substance", s->name);
	}
	if (s != NULL || c->basis != BASIS_KIND_ELEMENT)
		add_word(w, "basis", bases[c->basis]);
}

static void
add_claim(struct writer *w, const struct content *c)
{
	static const char *const kinds[] = { "", "negative", "complete",
		"not-added", "unlisted" };
	bool several = (c->elements & (c->elements - 1)) != 0;

	if (c->rest)
		add_word(w, "amount", "rest");
	else if (c->unstated)
		add_word(w, "amount", "present");
	else if (c->kind != CONTENT_COMPLETE && c->kind != CONTENT_NOT_ADDED)
		add_amount(w, "amount", c->amount);
	if (c->scope != SCOPE_UNSET)
		add_word(w, "scope", c->scope == SCOPE_OWN ? "own" : "total");
	if (!c->wildcard)
		add_word(w, "kind", kinds[c->kind]);
	if (!c->wildcard && ((c->kind == CONTENT_NEGATIVE && several &&
				 c->basis != BASIS_KIND_COMPOUND) ||
				(c->kind == CONTENT_UNLISTED && !c->each)))
		add_word(w, "each", "sum");
	if (c->process)
		add_word(w, "process", "used-not-contained");
}

static void
put_content(struct writer *w, const struct content *c)
{
	w->at = c->at;
	begin_row(w);
	if (c->wildcard)
		add_word(w, "substance", "other substances");
	if (c->kind == CONTENT_UNLISTED && c->basis == BASIS_KIND_OXIDE)
		add_word(w, "basis", "oxide");
	else if (c->kind != CONTENT_COMPLETE && c->kind != CONTENT_UNLISTED)
		add_substance(w, c);
	add_claim(w, c);
	add_document(w, c->decl);
	put_row(w, CDX_CONTENT);
	for (uint32_t i = 0; i < c->norigin; i++)
		put_origin(w, &w->b->origin[c->origin_first + i]);
}

/* ---- components */

/* What an item is known by in the document. */
static void
item_ref(uint32_t i, char ref[32])
{
	ref[0] = '\0';
	str_add(ref, 32, "item-%u", i + 1);
}

static void
put_use(struct writer *w, const struct use *u)
{
	const struct item *child = &w->b->item[u->child];
	char text[NUM_TEXT] = "unknown", ref[32];

	w->at = u->at;
	begin_row(w);
	item_ref(u->child, ref);
	add_word(w, "ref", ref);
	if (u->qty != BOM_NONE)
		number_text(w, u->qty, text);
	add_word(w, "quantity", text);
	add_word(w, "unit", unit_name(words_unit((enum dimension)child->dim)));
	if (u->note != 0) {
		const struct use_note *n = &w->b->note[u->note];

		add_text(w, "alternative", n->place);
		add_date(w, "from", n->from);
		add_date(w, "until", n->until);
	}
	put_row(w, CDX_USE);
}

static void
put_flag(struct writer *w, enum cdx_property p, bool yes)
{
	put_property(w, p, yes ? STR("yes") : STR("no"));
}

/* What it is counted in, and what one of that weighs and costs. */
static void
put_measures(struct writer *w, const struct item *it)
{
	enum unit unit = words_unit((enum dimension)it->dim);
	char text[WORDS_AMOUNT];

	if (unit != UNIT_NONE) {
		begin_row(w);
		add_str(w, STR("1 "));
		add_str(w, str_of(unit_name(unit)));
		put_row(w, CDX_QUANTITY);
	}
	if (it->has_mass) {
		amount_text(w, it->mass, text);
		put_property(w, CDX_MASS, str_of(text));
	}
	if (it->value == BOM_NONE)
		return;
	number_text(w, it->value, text);
	begin_row(w);
	add_str(w, str_of(text));
	add_str(w, STR(" "));
	add_str(w, bom_text_get(w->b, it->currency));
	put_row(w, CDX_VALUE);
}

static void
put_properties(struct writer *w, uint32_t i, bool product)
{
	const struct bom *b = w->b;
	const struct item *it = &b->item[i];

	put_measures(w, it);
	put_property(w, CDX_HS, bom_text_get(b, it->hs));
	put_property(w, CDX_CONTROL, bom_text_get(b, it->control));
	if (it->form != FORM_UNKNOWN || product) /* else it is taken as one */
		put_property(
		    w, CDX_FORM, str_of(form_name((enum form)it->form)));
	if ((it->flags & (ITEM_COMPLETE | ITEM_OPEN)) != 0)
		put_flag(w, CDX_COMPLETE, (it->flags & ITEM_COMPLETE) != 0);
	if ((it->flags & ITEM_SHIPPED) != 0)
		put_flag(w, CDX_SHIPPED, true);
	if ((it->flags & ITEM_PHANTOM) != 0)
		put_flag(w, CDX_PHANTOM, true);
	for (uint32_t k = b->content_start[i]; k < b->content_start[i + 1]; k++)
		if (!b->content[k].derived)
			put_content(w, &b->content[k]);
	for (uint32_t k = b->origin_start[i]; k < b->origin_start[i + 1]; k++)
		put_origin(w, &b->origin[b->item_origin[k]]);
	for (uint32_t u = b->use_start[i]; u < b->use_start[i + 1]; u++)
		put_use(w, &b->use[u]);
}

static void
put_component(struct writer *w, uint32_t i, bool product)
{
	const struct bom *b = w->b;
	const struct item *it = &b->item[i];
	char ref[32];

	w->at = it->at;
	item_ref(i, ref);
	yajl_gen_map_open(w->gen);
	put_str(w, "type", STR("device"));
	put_str(w, "bom-ref", str_of(ref));
	put_named(w, "manufacturer", it->maker);
	put_str(w, "name", bom_part(b, i));
	put_str(w, "version", bom_text_get(b, it->revision));
	put_str(w, "description", bom_text_get(b, it->name));
	put_key(w, "properties");
	yajl_gen_array_open(w->gen);
	put_properties(w, i, product);
	yajl_gen_array_close(w->gen);
	yajl_gen_map_close(w->gen);
}

/* ---- the document */

/* "urn:uuid:..." alone may be a serial number. */
static bool
is_serial(struct str id)
{
	return id.n == 45 && str_starts(id, "urn:uuid:");
}

static void
put_declaration(struct writer *w, uint32_t decl)
{
	const struct declaration *d = &w->b->decl[decl];
	bool own = decl == OWN;
	char key[16] = "";

	w->at = d->at;
	begin_row(w);
	str_add(key, sizeof(key), "%u", decl);
	if (!own)
		add_word(w, "key", key);
	if (!own || !is_serial(bom_text_get(w->b, d->id)))
		add_text(w, "id", d->id);
	if (!own) {
		add_text(w, "supplier", d->supplier);
		add_date(w, "date", d->date);
	}
	add_date(w, "until", d->until);
	add_standing(w, d->standing);
	add_text(w, "evidence", d->evidence);
	put_row(w, CDX_DECLARATION);
}

/* Does the document say anything, or at least who made it? */
static uint8_t *
find_documents(const struct bom *b)
{
	uint8_t *used = calloc(b->ndecl + 1, 1);

	if (used == NULL)
		return NULL;
	for (size_t i = 0; i < b->ndecl; i++)
		used[i] =
		    i == OWN || b->decl[i].id != 0 || b->decl[i].supplier != 0;
	for (size_t i = 0; i < b->ncontent; i++)
		used[b->content[i].decl] = 1;
	for (size_t i = 0; i < b->norigin; i++)
		used[b->origin[i].decl] = 1;
	return used;
}

/* The only item that is in no other; BOM_NONE: there are several. */
static uint32_t
product_of(const struct bom *b)
{
	uint32_t found = BOM_NONE;

	for (uint32_t i = 0; i < b->nitem; i++) {
		if (b->is_child[i])
			continue;
		if (found != BOM_NONE)
			return BOM_NONE;
		found = i;
	}
	return found;
}

static void
put_metadata(struct writer *w, uint32_t product, const uint8_t *used)
{
	const struct bom *b = w->b;
	char time[DATE_TEXT + 16] = "", day[DATE_TEXT];

	put_key(w, "metadata");
	yajl_gen_map_open(w->gen);
	if (b->decl[OWN].date != DATE_NONE) {
		date_format(b->decl[OWN].date, day);
		str_add(time, sizeof(time), "%sT00:00:00Z", day);
		put_str(w, "timestamp", str_of(time));
	}
	if (product != BOM_NONE) {
		put_key(w, "component");
		put_component(w, product, true);
	}
	put_named(w, "supplier", b->decl[OWN].supplier);
	put_key(w, "properties");
	yajl_gen_array_open(w->gen);
	if (product == BOM_NONE)
		put_flag(w, CDX_CATALOGUE, true);
	if (b->assemblies_complete)
		put_property(w, CDX_ASSEMBLIES, STR("complete"));
	for (uint32_t i = 0; i < b->ndecl; i++)
		if (used[i])
			put_declaration(w, i);
	yajl_gen_array_close(w->gen);
	yajl_gen_map_close(w->gen);
}

/* What is in what, for others: each part of one holder once. */
static void
put_dependencies(struct writer *w, uint32_t *last)
{
	const struct bom *b = w->b;
	char ref[32];

	put_key(w, "dependencies");
	yajl_gen_array_open(w->gen);
	for (uint32_t i = 0; i < b->nitem && w->st == ST_OK; i++) {
		if (b->use_start[i] == b->use_start[i + 1])
			continue;
		yajl_gen_map_open(w->gen);
		item_ref(i, ref);
		put_str(w, "ref", str_of(ref));
		put_key(w, "dependsOn");
		yajl_gen_array_open(w->gen);
		for (uint32_t u = b->use_start[i]; u < b->use_start[i + 1];
		     u++) {
			if (last[b->use[u].child] == i + 1)
				continue;
			last[b->use[u].child] = i + 1;
			item_ref(b->use[u].child, ref);
			put(w, str_of(ref));
		}
		yajl_gen_array_close(w->gen);
		yajl_gen_map_close(w->gen);
	}
	yajl_gen_array_close(w->gen);
}

static void
put_all(struct writer *w, const uint8_t *used, uint32_t *last)
{
	const struct bom *b = w->b;
	const uint32_t product = product_of(b);
	struct str id = bom_text_get(b, b->decl[OWN].id);

	yajl_gen_map_open(w->gen);
	put_str(w, "bomFormat", STR("CycloneDX"));
	put_str(w, "specVersion", STR("1.6"));
	if (is_serial(id))
		put_str(w, "serialNumber", id);
	put_key(w, "version");
	yajl_gen_integer(w->gen, 1);
	put_metadata(w, product, used);
	put_key(w, "components");
	yajl_gen_array_open(w->gen);
	for (uint32_t i = 0; i < b->nitem && w->st == ST_OK; i++)
		if (i != product)
			put_component(w, i, false);
	yajl_gen_array_close(w->gen);
	put_dependencies(w, last);
	yajl_gen_map_close(w->gen);
	print(w, "\n", 1);
}

/* What there is no place for. */
static void
tell_losses(const struct writer *w, struct findings *f)
{
	const struct bom *b = w->b;

	if (b->nprice > 0)
		findings_warn(f, ST_SCHEMA, bom_pos(b, b->price[0].at),
		    "%zu price%s of rare earths not written: CycloneDX has no "
		    "place for what is of no component",
		    b->nprice, b->nprice == 1 ? "" : "s");
	if (b->nrate > 0)
		findings_warn(f, ST_SCHEMA, bom_pos(b, b->rate[0].at),
		    "%zu exchange rate%s not written: CycloneDX has no place "
		    "for what is of no component",
		    b->nrate, b->nrate == 1 ? "" : "s");
	if (w->nquoted > 0)
		findings_warn(f, ST_SCHEMA, bom_pos(b, w->quoted_at),
		    "%zu text%s with a semicolon and both kinds of quotes: "
		    "expected one kind; cut at the semicolon when read again",
		    w->nquoted, w->nquoted == 1 ? "" : "s");
}

/*
 * bom_write_cyclonedx - the bom as CycloneDX JSON.
 *
 * In:	b     any number of files, linked
 * Cost:	linear
 */
enum status
bom_write_cyclonedx(const struct bom *b, const struct xml_sink *sink,
    struct findings *f, struct error *err)
{
	struct writer *w = calloc(1, sizeof(*w));
	uint8_t *used = find_documents(b);
	uint32_t *last = calloc(b->nitem + 1, sizeof(*last));
	enum status st = ST_NOMEM;

	if (w == NULL || used == NULL || last == NULL) {
		error_set(err, st, pos_none, "out of memory");
		goto out;
	}
	w->b = b;
	w->sink = sink;
	w->err = err;
	w->gen = yajl_gen_alloc(NULL);
	if (w->gen == NULL ||
	    !yajl_gen_config(w->gen, yajl_gen_print_callback, print, w) ||
	    !yajl_gen_config(w->gen, yajl_gen_beautify, 1) ||
	    !yajl_gen_config(w->gen, yajl_gen_indent_string, "  ")) {
		error_set(err, st, pos_none, "out of memory");
		goto out;
	}
	put_all(w, used, last);
	st = w->st;
	if (st == ST_OK)
		tell_losses(w, f);
out:
	if (w != NULL && w->gen != NULL)
		yajl_gen_free(w->gen);
	free(used);
	free(last);
	free(w);
	return st;
}
