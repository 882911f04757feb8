/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_xml - our own XML into the bom; see read_xml.h.
 *
 * Each tag is complete when it starts, so one small frame per open tag is
 * all that is kept.  What is refused does not end the reading, so that one
 * run tells all faults.
 */
#include "core/base/limits.h"
#include "core/bom/field/per_unit.h"
#include "core/bom/xml/xml_reading.h"

#include <stdlib.h>
#include <string.h>

struct xml_frame *
xml_top(struct xml_reading *r)
{
	return &r->open[r->nopen - 1];
}

/* The attribute as its own text, and its id. */
enum status
xml_keep_text(struct xml_reading *r, enum attr a, uint32_t *id)
{
	return fields_text(r->b, xml_field(r, a), id, r->f);
}

/* The first of two failures. */
enum status
xml_worse(enum status st, enum status other)
{
	return st != ST_OK ? st : other;
}

enum status
xml_take_ref(struct xml_reading *r, enum attr part, enum attr maker,
    enum attr revision, uint32_t *ref)
{
	const enum attr all[] = { part, maker, revision };

	for (size_t i = 0; i < 3; i++)
		if (xml_value(r, all[i]).n > LIMIT_TEXT)
			return findings_error(r->f, ST_LIMIT,
			    xml_place(r, all[i]),
			    "a %s of %zu bytes: expected at most %d",
			    xml_attr_name(all[i]), xml_value(r, all[i]).n,
			    LIMIT_TEXT);
	*ref = bom_ref(r->b, xml_value(r, part), xml_value(r, maker),
	    xml_value(r, revision), r->attrs.at);
	return *ref == BOM_NONE ? fields_nomem(r->f) : ST_OK;
}

bool
xml_per_base(struct xml_reading *r, enum unit u, uint32_t *id)
{
	uint32_t put = per_unit(r->b, *id, u);

	if (put == INTERN_NONE && *id != NUM_INFINITE)
		return false;
	*id = put;
	return true;
}

enum status
xml_mass_per_base(struct xml_reading *r, enum unit u, struct amount *a)
{
	if (u == UNIT_NONE || a->is_share)
		return ST_OK;
	return xml_per_base(r, u, &a->lo) && xml_per_base(r, u, &a->hi)
		   ? ST_OK
		   : fields_nomem(r->f);
}

static enum status
start_known(struct xml_reading *r, struct xml_frame *fr)
{
	switch (fr->tag) {
	case TAG_BOM:
		return xml_bom(r);
	case TAG_ITEM:
		return xml_item(r, fr);
	case TAG_USE:
		return xml_use(r);
	case TAG_MAKER_PART:
		return xml_maker_part(r, fr);
	case TAG_SUPPLIER:
		return xml_supplier(r, fr);
	case TAG_CONTENT:
		return xml_content(r, fr);
	case TAG_ORIGIN:
		return xml_origin(r, fr);
	case TAG_DECLARATION:
		return xml_declaration(r, fr);
	case TAG_STATEMENT:
		return xml_statement(r, fr);
	case TAG_PRICE:
		return xml_price(r);
	case TAG_RATE:
		return xml_rate(r);
	default:
		return ST_OK;
	}
}

static void
say_misplaced(struct xml_reading *r, const struct sax_tag *tag)
{
	enum tag parent = r->nopen > 0 ? xml_top(r)->tag : TAG_COUNT;
	char list[100];

	if (tag->ns == NULL) {
		findings_error(r->f, ST_SCHEMA, bom_pos(r->b, tag->at),
		    "element \"%.*s\" without a namespace: "
		    "expected " BOM_XML_NS,
		    STR_ARG(str_clip(str_of(tag->name), 60)));
		return;
	}
	xml_tag_children(parent, list, sizeof(list));
	findings_error(r->f, ST_SCHEMA, bom_pos(r->b, tag->at),
	    "element \"%.*s\" %s%s: expected %s",
	    STR_ARG(str_clip(str_of(tag->name), 60)),
	    parent != TAG_COUNT ? "in " : "as the root",
	    parent != TAG_COUNT ? xml_tag_name(parent) : "", list);
}

/* The first of the elements that are not ours, so that none is lost unseen. */
static void
say_passed(struct xml_reading *r, const struct sax_tag *tag)
{
	findings_loss(r->f, ST_SCHEMA, bom_pos(r->b, tag->at),
	    "element \"%.*s\" of namespace \"%.*s\" is passed over, and so is "
	    "every other that is not of " BOM_XML_NS,
	    STR_ARG(str_clip(str_of(tag->name), 60)),
	    STR_ARG(str_clip(str_of(tag->ns), 80)));
}

/*
 * A tag that is refused is opened all the same, so that what is inside it is
 * read and its faults are told too.  False: memory is out.
 */
static bool
open_tag(struct xml_reading *r, const struct sax_tag *tag, struct xml_frame *fr)
{
	enum status st = xml_attrs(r->b, fr->tag, tag, &r->attrs, r->f);

	if (st != ST_INCOMPLETE)
		st = start_known(r, fr);
	if (st == ST_NOMEM)
		return false;
	if (st != ST_OK && fr->ref == BOM_NONE &&
	    (fr->tag == TAG_ITEM || fr->tag == TAG_STATEMENT))
		fr->ref = bom_ref(r->b, STR(""), STR(""), STR(""), tag->at);
	r->open[r->nopen++] = *fr;
	return true;
}

/* The element, mostly the same as the last; TAG_COUNT: none of ours. */
static inline enum tag
find_tag(struct xml_reading *r, const char *name)
{
	if (r->name != name) {
		r->name = name;
		r->name_is = xml_tag_find(str_of(name));
	}
	return r->name_is;
}

static inline bool
is_ours(struct xml_reading *r, const char *ns)
{
	if (r->ns == NULL && strcmp(ns, BOM_XML_NS) == 0)
		r->ns = ns;
	return r->ns == ns || strcmp(ns, BOM_XML_NS) == 0;
}

/* Part numbers that wait are looked up before anything else is read. */
static bool
keep_waiting(struct xml_reading *r, enum tag next)
{
	if ((next == TAG_USE || xml_keep_uses(r)) &&
	    (next == TAG_ITEM || xml_keep_items(r)))
		return true;
	fields_nomem(r->f);
	return false;
}

/* False: memory is out, nothing more can be said. */
static bool
on_start(void *ctx, const struct sax_tag *tag)
{
	struct xml_reading *r = ctx;
	struct xml_frame fr = { .tag = TAG_COUNT,
		.ref = BOM_NONE,
		.decl = r->in->decl,
		.content = BOM_NONE,
		.later = BOM_NONE };
	enum tag is = TAG_COUNT;

	if (r->ignored > 0 || (tag->ns != NULL && !is_ours(r, tag->ns))) {
		if (r->ignored++ > 0)
			return true;
		if (r->npassed++ == 0)
			say_passed(r, tag);
		if (bom_pass_over(r->b, PASSED_ELEMENT, false,
			str_of(tag->name), 1, tag->at))
			return true;
		fields_nomem(r->f);
		return false;
	}
	if (tag->ns != NULL)
		is = find_tag(r, tag->name);
	if (!keep_waiting(r, is))
		return false;
	if (r->nopen > 0)
		fr = *xml_top(r);
	fr.tag = is;
	if (fr.tag == TAG_COUNT ||
	    !xml_tag_fits(fr.tag, r->nopen > 0 ? xml_top(r)->tag : TAG_COUNT)) {
		say_misplaced(r, tag);
		r->ignored++;
		return true;
	}
	if (r->nopen == 0 && !xml_expect_uses(r)) { /* meanwhile it parses on */
		fields_nomem(r->f);
		return false;
	}
	return open_tag(r, tag, &fr);
}

static bool
on_end(void *ctx)
{
	struct xml_reading *r = ctx;

	if (r->ignored > 0)
		r->ignored--;
	else
		r->nopen--;
	return true;
}

static bool
on_text(void *ctx, struct str piece, struct place at)
{
	struct xml_reading *r = ctx;
	struct str s = str_trim(piece);

	if (s.n > 0 && r->ignored == 0 && r->nopen > 0)
		findings_error(r->f, ST_SCHEMA, bom_pos(r->b, at),
		    "text \"%.*s\" in %s: expected elements only",
		    STR_ARG(str_clip(s, 40)), xml_tag_name(xml_top(r)->tag));
	return true;
}

enum status
read_xml(const struct input *in)
{
	static const struct sax_handler handler = {
		.start = on_start, .end = on_end, .text = on_text
	};
	struct xml_reading *r = calloc(1, sizeof(*r));
	size_t errors = in->f->errors;

	if (r == NULL)
		return fields_nomem(in->f);
	r->in = in;
	r->b = in->b;
	r->f = in->f;
	if (sax_read(in, &handler, r) == ST_OK && keep_waiting(r, TAG_COUNT))
		xml_settle_declarations(r);
	seen_free(&r->quantities);
	seen_free(&r->days);
	intern_free(&r->ids);
	free(r->id_decl);
	free(r->later);
	free(r);
	return in->f->errors > errors ? in->f->first.code : ST_OK;
}
