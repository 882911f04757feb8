/* SPDX-License-Identifier: Apache-2.0 */
/*
 * xml_content - what our XML says is in an item and where it comes from, and
 * in whose words; see xml_reading.h.
 */
#include "core/bom/xml/xml_reading.h"

/* Remembers that rows belong to a declaration that is named only. */
static enum status
name_declaration(
    struct xml_reading *r, uint32_t first, uint32_t n, bool is_origin)
{
	struct field id = xml_field(r, ATTR_DECLARATION);
	struct xml_later *later;
	uint32_t text_id;
	enum status st;

	if (xml_top(r)->tag == TAG_STATEMENT ||
	    (xml_top(r)->tag == TAG_CONTENT &&
		r->open[r->nopen - 2].tag == TAG_STATEMENT))
		return findings_error(r->f, ST_CONFLICT,
		    xml_place(r, ATTR_DECLARATION),
		    "a declaration named inside a declaration: expected none");
	st = fields_text(r->b, id, &text_id, r->f);
	if (st != ST_OK)
		return st;
	later =
	    array_grow(r->later, &r->later_cap, r->nlater + 1, sizeof(*later));
	if (later == NULL)
		return fields_nomem(r->f);
	r->later = later;
	later[r->nlater++] = (struct xml_later){ first, n, is_origin,
		bom_text_get(r->b, text_id), id.at };
	return ST_OK;
}

enum status
xml_content(struct xml_reading *r, struct xml_frame *fr)
{
	const struct content_text t = {
		.element = xml_field(r, ATTR_ELEMENT),
		.cas = xml_field(r, ATTR_CAS),
		.formula = xml_field(r, ATTR_FORMULA),
		.name = xml_field(r, ATTR_NAME),
		.basis = xml_field(r, ATTR_BASIS),
		.amount = { xml_field(r, ATTR_AMOUNT), xml_field(r, ATTR_MIN),
		    xml_field(r, ATTR_MAX), xml_field(r, ATTR_UNIT) },
		.scope = xml_field(r, ATTR_SCOPE),
		.kind = xml_field(r, ATTR_KIND),
		.process = xml_field(r, ATTR_PROCESS),
		.each = xml_field(r, ATTR_EACH),
		.at = r->attrs.at,
	};
	uint32_t n = (uint32_t)r->b->ncontent;
	enum status st = fields_content(
	    r->b, r->in->chem, &t, fr->ref, fr->decl, &fr->content, r->f);

	if (st != ST_OK)
		return st;
	for (uint32_t i = n; i < r->b->ncontent; i++)
		st = xml_worse(st,
		    xml_mass_per_base(r, fr->unit, &r->b->content[i].amount));
	n = (uint32_t)r->b->ncontent - n;
	if (st == ST_OK && xml_value(r, ATTR_DECLARATION).n > 0) {
		st = name_declaration(r, fr->content, n, false);
		fr->later = (uint32_t)r->nlater - 1;
	}
	return st;
}

/* An origin inside a content line is of that line. */
static enum status
attach_origin(struct xml_reading *r, struct xml_frame *fr, struct origin *o)
{
	struct content *c;

	if (fr->content == BOM_NONE)
		return ST_OK;
	c = &r->b->content[fr->content];
	if (c->kind != CONTENT_AMOUNT)
		return findings_error(r->f, ST_CONFLICT, bom_pos(r->b, o->at),
		    "an origin of what is not in the item: expected it in a "
		    "content with an amount");
	if ((o->elements & ~c->elements) != 0 && c->elements != 0)
		return findings_error(r->f, ST_CONFLICT,
		    xml_place(r, ATTR_ELEMENTS),
		    "elements \"%.*s\" of an origin are not all in its "
		    "content: expected some of its elements",
		    STR_ARG(str_clip(xml_value(r, ATTR_ELEMENTS), 60)));
	o->content = fr->content;
	if (c->norigin == 0)
		c->origin_first = (uint32_t)r->b->norigin;
	c->norigin++;
	return ST_OK;
}

static enum status
fill_origin(struct xml_reading *r, struct origin *o)
{
	const struct field none = { STR(""), r->attrs.at };
	bool absent = false;
	enum status st =
	    fields_stage(r->b, xml_field(r, ATTR_STAGE), &o->stage, r->f);

	st = xml_worse(st,
	    fields_country(r->b, xml_field(r, ATTR_COUNTRY), o->country, r->f));
	st = xml_worse(st, fields_country(r->b, xml_field(r, ATTR_TECHNOLOGY),
			       o->technology, r->f));
	if (xml_value(r, ATTR_ELEMENTS).n > 0)
		st = xml_worse(
		    st, fields_elements(r->b, xml_field(r, ATTR_ELEMENTS),
			    &o->elements, r->f));
	if (xml_value(r, ATTR_SHARE).n > 0)
		st = xml_worse(st, fields_share(r->b, xml_field(r, ATTR_SHARE),
				       none, &o->share, r->f));
	st = xml_worse(
	    st, fields_share_of(r->b, xml_field(r, ATTR_OF), &o->blend, r->f));
	st = xml_worse(st, fields_standing(r->b, xml_field(r, ATTR_STANDING),
			       &o->standing, r->f));
	st = xml_worse(st, fields_evidence(r->b, xml_field(r, ATTR_EVIDENCE),
			       &o->evidence, r->f));
	st = xml_worse(
	    st, fields_bool(r->b, xml_field(r, ATTR_ABSENT), &absent, r->f));
	o->absent = absent;
	if (st == ST_OK && absent &&
	    (xml_value(r, ATTR_COUNTRY).n > 0 ||
		xml_value(r, ATTR_SHARE).n > 0))
		st = findings_error(r->f, ST_CONFLICT, bom_pos(r->b, o->at),
		    "a stage that did not take place: expected no country and "
		    "no share of it");
	return st;
}

enum status
xml_origin(struct xml_reading *r, struct xml_frame *fr)
{
	struct origin o = { .item = fr->ref,
		.content = BOM_NONE,
		.decl = fr->decl,
		.share = { NUM_ONE, NUM_ONE, false, false, true },
		.at = r->attrs.at };
	uint32_t index = (uint32_t)r->b->norigin;
	struct origin *kept;
	enum status st = fill_origin(r, &o);

	if (st == ST_OK && xml_value(r, ATTR_COUNTRY).n == 0 && !o.absent &&
	    xml_value(r, ATTR_STAGE).n == 0)
		st = findings_error(r->f, ST_INCOMPLETE, bom_pos(r->b, o.at),
		    "an origin without country and stage: expected a country, "
		    "or the word unknown");
	if (st == ST_OK)
		st = attach_origin(r, fr, &o);
	if (st != ST_OK)
		return st;
	kept = bom_add_origin(r->b);
	if (kept == NULL)
		return fields_nomem(r->f);
	*kept = o;
	if (xml_value(r, ATTR_DECLARATION).n > 0)
		return name_declaration(r, index, 1, true);
	if (fr->later != BOM_NONE) {
		/* as its content line */
		struct xml_later *later = array_grow(
		    r->later, &r->later_cap, r->nlater + 1, sizeof(*later));

		if (later == NULL)
			return fields_nomem(r->f);
		r->later = later;
		later[r->nlater] = later[fr->later];
		later[r->nlater].first = index;
		later[r->nlater].n = 1;
		later[r->nlater++].is_origin = true;
	}
	return ST_OK;
}

void
xml_settle_declarations(struct xml_reading *r)
{
	for (size_t i = 0; i < r->nlater; i++) {
		const struct xml_later *l = &r->later[i];
		uint32_t id = intern_find(&r->ids, l->id);

		if (id == INTERN_NONE) {
			findings_error(r->f, ST_REF, bom_pos(r->b, l->at),
			    "declaration \"%.*s\" is not in this file: "
			    "expected the id of one",
			    STR_ARG(str_clip(l->id, 60)));
			continue;
		}
		if (r->id_decl[id] == BOM_NONE) {
			findings_error(r->f, ST_REF, bom_pos(r->b, l->at),
			    "declaration \"%.*s\" is the id of several in this "
			    "file: expected an id that one of them has alone",
			    STR_ARG(str_clip(l->id, 60)));
			continue;
		}
		for (uint32_t k = l->first; k < l->first + l->n; k++)
			if (l->is_origin)
				r->b->origin[k].decl = r->id_decl[id];
			else
				r->b->content[k].decl = r->id_decl[id];
	}
}
