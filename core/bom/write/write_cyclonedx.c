/* SPDX-License-Identifier: Apache-2.0 */
/*
 * write_cyclonedx - the bom as CycloneDX JSON; see write_cyclonedx.h.
 *
 * Components stand in one list, and properties of the name space that
 * read_cyclonedx.c knows say what is in what and what each holds.
 */
#include "core/bom/write/write_cyclonedx.h"

#include "core/bom/write/cyclonedx_rows.h"
#include "core/bom/write/in_words.h"

#include <stdlib.h>

/* "urn:uuid:..." alone may be a serial number. */
static bool
is_serial(struct str id)
{
	return id.n == 45 && str_starts(id, "urn:uuid:");
}

static void
put_declaration(struct cdx_writer *w, uint32_t decl)
{
	const struct declaration *d = &w->b->decl[decl];
	bool own = decl == CDX_OWN;
	char key[16] = "";

	w->at = d->at;
	cdx_begin_row(w);
	str_add(key, sizeof(key), "%u", decl);
	if (!own)
		cdx_add_word(w, "key", key);
	if (!own || !is_serial(bom_text_get(w->b, d->id)))
		cdx_add_text(w, "id", d->id);
	if (!own) {
		cdx_add_text(w, "supplier", d->supplier);
		cdx_add_date(w, "date", d->date);
	}
	cdx_add_date(w, "until", d->until);
	cdx_add_word(w, "standing", words_standing(d->standing));
	cdx_add_text(w, "evidence", d->evidence);
	cdx_put_row(w, CDX_DECLARATION);
}

/* Does the document say anything, or at least who made it? */
static uint8_t *
find_documents(const struct bom *b)
{
	uint8_t *used = calloc(b->ndecl + 1, 1);

	if (used == NULL)
		return NULL;
	for (size_t i = 0; i < b->ndecl; i++)
		used[i] = i == CDX_OWN || b->decl[i].id != 0 ||
			  b->decl[i].supplier != 0;
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
put_metadata(struct cdx_writer *w, uint32_t product, const uint8_t *used)
{
	const struct bom *b = w->b;
	char time[DATE_TEXT + 16] = "", day[DATE_TEXT];

	cdx_put_key(w, "metadata");
	yajl_gen_map_open(w->gen);
	if (b->decl[CDX_OWN].date != DATE_NONE) {
		date_format(b->decl[CDX_OWN].date, day);
		str_add(time, sizeof(time), "%sT00:00:00Z", day);
		cdx_put_str(w, "timestamp", str_of(time));
	}
	if (product != BOM_NONE) {
		cdx_put_key(w, "component");
		cdx_put_component(w, product, true);
	}
	cdx_put_named(w, "supplier", b->decl[CDX_OWN].supplier);
	cdx_put_key(w, "properties");
	yajl_gen_array_open(w->gen);
	if (product == BOM_NONE)
		cdx_put_flag(w, CDX_CATALOGUE, true);
	if (b->assemblies_complete)
		cdx_put_property(w, CDX_ASSEMBLIES, STR("complete"));
	for (uint32_t i = 0; i < b->ndecl; i++)
		if (used[i])
			put_declaration(w, i);
	yajl_gen_array_close(w->gen);
	yajl_gen_map_close(w->gen);
}

/* What is in what, for others: each part of one holder once. */
static void
put_dependencies(struct cdx_writer *w, uint32_t *last)
{
	const struct bom *b = w->b;
	char ref[CDX_REF_TEXT];

	cdx_put_key(w, "dependencies");
	yajl_gen_array_open(w->gen);
	for (uint32_t i = 0; i < b->nitem && w->st == ST_OK; i++) {
		if (b->use_start[i] == b->use_start[i + 1])
			continue;
		yajl_gen_map_open(w->gen);
		cdx_item_ref(i, ref);
		cdx_put_str(w, "ref", str_of(ref));
		cdx_put_key(w, "dependsOn");
		yajl_gen_array_open(w->gen);
		for (uint32_t u = b->use_start[i]; u < b->use_start[i + 1];
		     u++) {
			if (last[b->use[u].child] == i + 1)
				continue;
			last[b->use[u].child] = i + 1;
			cdx_item_ref(b->use[u].child, ref);
			cdx_put(w, str_of(ref));
		}
		yajl_gen_array_close(w->gen);
		yajl_gen_map_close(w->gen);
	}
	yajl_gen_array_close(w->gen);
}

static void
put_all(struct cdx_writer *w, const uint8_t *used, uint32_t *last)
{
	const struct bom *b = w->b;
	const uint32_t product = product_of(b);
	struct str id = bom_text_get(b, b->decl[CDX_OWN].id);

	yajl_gen_map_open(w->gen);
	cdx_put_str(w, "bomFormat", STR("CycloneDX"));
	cdx_put_str(w, "specVersion", STR("1.6"));
	if (is_serial(id))
		cdx_put_str(w, "serialNumber", id);
	cdx_put_key(w, "version");
	yajl_gen_integer(w->gen, 1);
	put_metadata(w, product, used);
	cdx_put_key(w, "components");
	yajl_gen_array_open(w->gen);
	for (uint32_t i = 0; i < b->nitem && w->st == ST_OK; i++)
		if (i != product)
			cdx_put_component(w, i, false);
	yajl_gen_array_close(w->gen);
	put_dependencies(w, last);
	yajl_gen_map_close(w->gen);
	cdx_print(w, "\n", 1);
}

/* What there is no place for. */
static void
tell_losses(const struct cdx_writer *w, struct findings *f)
{
	const struct bom *b = w->b;
	size_t nprice = 0;

	for (size_t i = 0; i < b->nprice; i++)
		nprice += b->price[i].conversion == 0;
	if (nprice > 0)
		findings_loss(f, ST_SCHEMA, bom_pos(b, b->price[0].at),
		    "%zu price%s of rare earths not written: CycloneDX has no "
		    "place for what is of no component",
		    nprice, nprice == 1 ? "" : "s");
	if (b->nrate > 0)
		findings_loss(f, ST_SCHEMA, bom_pos(b, b->rate[0].at),
		    "%zu exchange rate%s not written: CycloneDX has no place "
		    "for what is of no component",
		    b->nrate, b->nrate == 1 ? "" : "s");
	if (w->nquoted > 0)
		findings_loss(f, ST_SCHEMA, bom_pos(b, w->quoted_at),
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
	struct cdx_writer *w = calloc(1, sizeof(*w));
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
	    !yajl_gen_config(w->gen, yajl_gen_print_callback, cdx_print, w) ||
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
