/* SPDX-License-Identifier: Apache-2.0 */
/*
 * write_cyclonedx_item - an item as a component, and what it holds in
 * properties; see cyclonedx_rows.h.
 */
#include "core/bom/write/cyclonedx_rows.h"
#include "core/bom/write/in_words.h"

/* ---- what an item holds */

/* Documents of others are known by their index. */
static void
add_document(struct cdx_writer *w, uint32_t decl)
{
	char text[16] = "";

	if (decl == CDX_OWN)
		return;
	str_add(text, sizeof(text), "%u", decl);
	cdx_add_word(w, "document", text);
}

static void
add_origin(struct cdx_writer *w, const struct origin *g)
{
	char share[WORDS_AMOUNT];

	cdx_add_word(w, "stage", stage_name((enum stage)g->stage));
	cdx_add_word(w, "origin", words_country(g));
	cdx_check(w, words_share(w->b, g, share));
	cdx_add_word(w, "share", share);
	if (g->blend)
		cdx_add_word(w, "of", "blend");
	cdx_add_word(w, "technology", g->technology);
	cdx_add_word(w, "standing", words_standing(g->standing));
	cdx_add_text(w, "evidence", g->evidence);
}

static void
put_origin(struct cdx_writer *w, const struct origin *g)
{
	char elements[WORDS_ELEMENTS];

	w->at = g->at;
	cdx_begin_row(w);
	words_elements(g->elements, elements);
	cdx_add_word(w, "element", elements);
	add_origin(w, g);
	if (g->content == BOM_NONE)
		add_document(w, g->decl);
	else
		cdx_add_word(w, "line", "above");
	cdx_put_row(w, CDX_ORIGIN);
}

static void
put_content(struct cdx_writer *w, const struct content *c)
{
	struct words_content words;

	w->at = c->at;
	cdx_begin_row(w);
	cdx_check(w, words_content(w->b, c, &words));
	cdx_add_word(w, "element", words.element);
	cdx_add_pair(w, "cas", words.cas);
	cdx_add_pair(w, "formula", words.formula);
	cdx_add_pair(w, "substance", words.substance);
	cdx_add_word(w, "basis", words.basis);
	cdx_add_word(w, "amount", words.amount);
	cdx_add_word(w, "scope", words.scope);
	cdx_add_word(w, "kind", words.kind);
	cdx_add_word(w, "each", words.each);
	cdx_add_word(w, "process", words.process);
	add_document(w, c->decl);
	cdx_put_row(w, CDX_CONTENT);
	for (uint32_t i = 0; i < c->norigin; i++)
		put_origin(w, &w->b->origin[c->origin_first + i]);
}

/* ---- components */

void
cdx_item_ref(uint32_t i, char ref[CDX_REF_TEXT])
{
	ref[0] = '\0';
	str_add(ref, CDX_REF_TEXT, "item-%u", i + 1);
}

static void
put_use(struct cdx_writer *w, const struct use *u)
{
	const struct item *child = &w->b->item[u->child];
	char text[NUM_TEXT] = "unknown", ref[CDX_REF_TEXT];

	w->at = u->at;
	cdx_begin_row(w);
	cdx_item_ref(u->child, ref);
	cdx_add_word(w, "ref", ref);
	if (u->qty != BOM_NONE)
		cdx_check(w, words_number(w->b, u->qty, 1, text));
	cdx_add_word(w, "quantity", text);
	cdx_add_word(
	    w, "unit", unit_name(words_unit((enum dimension)child->dim)));
	if (u->note != 0) {
		const struct use_note *n = &w->b->note[u->note];

		cdx_add_text(w, "alternative", n->place);
		cdx_add_date(w, "from", n->from);
		cdx_add_date(w, "until", n->until);
	}
	cdx_put_row(w, CDX_USE);
}

/* What it is counted in, and what one of that weighs and costs. */
static void
put_measures(struct cdx_writer *w, const struct item *it)
{
	enum unit unit = words_unit((enum dimension)it->dim);
	char text[WORDS_AMOUNT] = "";

	if (unit != UNIT_NONE) {
		cdx_begin_row(w);
		cdx_add_str(w, STR("1 "));
		cdx_add_str(w, str_of(unit_name(unit)));
		cdx_put_row(w, CDX_QUANTITY);
	}
	if (it->has_mass) {
		cdx_check(w, words_amount(w->b, it->mass, text));
		cdx_put_property(w, CDX_MASS, str_of(text));
	}
	if (it->value == BOM_NONE)
		return;
	cdx_check(w, words_number(w->b, it->value, 1, text));
	cdx_begin_row(w);
	cdx_add_str(w, str_of(text));
	cdx_add_str(w, STR(" "));
	cdx_add_str(w, bom_text_get(w->b, it->currency));
	cdx_put_row(w, CDX_VALUE);
}

static void
put_properties(struct cdx_writer *w, uint32_t i, bool product)
{
	const struct bom *b = w->b;
	const struct item *it = &b->item[i];

	put_measures(w, it);
	cdx_put_property(w, CDX_HS, bom_text_get(b, it->hs));
	cdx_put_property(w, CDX_CONTROL, bom_text_get(b, it->control));
	cdx_put_property(w, CDX_MATERIAL, bom_text_get(b, it->material));
	if (it->form != FORM_UNKNOWN || product) /* else it is taken as one */
		cdx_put_property(
		    w, CDX_FORM, str_of(form_name((enum form)it->form)));
	if ((it->flags & (ITEM_COMPLETE | ITEM_OPEN)) != 0)
		cdx_put_flag(w, CDX_COMPLETE, (it->flags & ITEM_COMPLETE) != 0);
	if ((it->flags & ITEM_SHIPPED) != 0)
		cdx_put_flag(w, CDX_SHIPPED, true);
	if ((it->flags & ITEM_PHANTOM) != 0)
		cdx_put_flag(w, CDX_PHANTOM, true);
	for (uint32_t k = b->content_start[i]; k < b->content_start[i + 1]; k++)
		if (!b->content[k].derived)
			put_content(w, &b->content[k]);
	for (uint32_t k = b->origin_start[i]; k < b->origin_start[i + 1]; k++)
		put_origin(w, &b->origin[b->item_origin[k]]);
	for (uint32_t u = b->use_start[i]; u < b->use_start[i + 1]; u++)
		put_use(w, &b->use[u]);
}

void
cdx_put_component(struct cdx_writer *w, uint32_t i, bool product)
{
	const struct bom *b = w->b;
	const struct item *it = &b->item[i];
	char ref[CDX_REF_TEXT];

	w->at = it->at;
	cdx_item_ref(i, ref);
	yajl_gen_map_open(w->gen);
	cdx_put_str(w, "type", STR("device"));
	cdx_put_str(w, "bom-ref", str_of(ref));
	cdx_put_named(w, "manufacturer", it->maker);
	cdx_put_str(w, "name", bom_part(b, i));
	cdx_put_str(w, "version", bom_text_get(b, it->revision));
	cdx_put_str(w, "description", bom_text_get(b, it->name));
	cdx_put_key(w, "properties");
	yajl_gen_array_open(w->gen);
	put_properties(w, i, product);
	yajl_gen_array_close(w->gen);
	yajl_gen_map_close(w->gen);
}
