/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cyclonedx_events - components, properties and dependencies as they are read;
 * see cyclonedx.h.
 */
#include "core/bom/json/cyclonedx.h"
#include "core/bom/xml/sax.h"

#include <stdlib.h>
#include <string.h>

static struct cdx_component *
innermost(struct cdx *x)
{
	return &x->list[x->open[x->nopen - 1]];
}

static bool
begin_component(struct cdx *x, struct place at)
{
	struct cdx_component *list =
	    array_grow(x->list, &x->cap, x->n + 1, sizeof(*list));

	if (list == NULL)
		return false;
	x->list = list;
	if (x->nopen == 0 && x->in_metadata && x->product == BOM_NONE)
		x->product = (uint32_t)x->n;
	list[x->n] = (struct cdx_component){ .at = at,
		.around = x->nopen > 0 ? x->open[x->nopen - 1] : BOM_NONE,
		.ref = BOM_NONE,
		.qty = BOM_NONE,
		.unit = UNIT_EACH,
		.nature = CDX_ANYTHING };
	x->open[x->nopen++] = (uint32_t)x->n++;
	return true;
}

static bool
add_edge(struct cdx *x, uint32_t dependency, struct field to)
{
	struct cdx_edge e = { .dependency = dependency, .at = to.at }, *list;

	if (fields_text(x->in->b, to, &e.to, x->in->f) == ST_NOMEM)
		return false;
	list = array_grow(x->edge, &x->edge_cap, x->nedge + 1, sizeof(*list));
	if (list == NULL)
		return false;
	x->edge = list;
	if (e.to != 0)
		list[x->nedge++] = e;
	return true;
}

static bool
begin_dependency(struct cdx *x, struct place at)
{
	struct cdx_dependency *list = array_grow(x->dependency,
	    &x->dependency_cap, x->ndependency + 1, sizeof(*list));

	if (list == NULL)
		return false;
	x->dependency = list;
	list[x->ndependency] = (struct cdx_dependency){ 0, at };
	x->depends[x->ndepends++] = (uint32_t)x->ndependency++;
	return true;
}

/* Whose it is; and that what is around it, in XML, depends on that. */
static bool
take_ref(struct cdx *x, struct field ref)
{
	struct cdx_dependency *d = &x->dependency[x->depends[x->ndepends - 1]];

	return fields_text(x->in->b, ref, &d->ref, x->in->f) != ST_NOMEM &&
	       (x->ndepends < 2 ||
		   add_edge(x, x->depends[x->ndepends - 2], ref));
}

/* In a list of documents nobody says how they belong together. */
static void
begin_document(struct cdx *x, struct place at)
{
	if (x->at.line != 0)
		findings_error(x->in->f, ST_SCHEMA, bom_pos(x->in->b, at),
		    "a second document: expected one in a file");
	x->at = at;
}

bool
cdx_begin(struct cdx *x, enum cdx_kind kind, struct place at)
{
	switch (kind) {
	case CDX_DOCUMENT:
		begin_document(x, at);
		return true;
	case CDX_METADATA:
		x->in_metadata = true;
		return true;
	case CDX_DOCUMENT_SUPPLIER:
	case CDX_DOCUMENT_MAKER:
	case CDX_SUPPLIER:
	case CDX_MAKER:
		x->organisation = (uint8_t)kind;
		return true;
	case CDX_COMPONENT:
		return begin_component(x, at);
	case CDX_PROPERTY:
	case CDX_DOCUMENT_PROPERTY:
		x->name.n = x->value.n = 0;
		x->name.at = x->value.at = at;
		return true;
	case CDX_DEPENDENCY:
		return begin_dependency(x, at);
	default:
		return true;
	}
}

static bool
take_organisation(struct cdx *x, struct field name)
{
	uint32_t *id = x->organisation == CDX_DOCUMENT_SUPPLIER ? &x->supplier
		       : x->organisation == CDX_DOCUMENT_MAKER  ? &x->author
		       : x->organisation == CDX_SUPPLIER
			   ? &innermost(x)->supplier
			   : &innermost(x)->maker;

	return fields_text(x->in->b, name, id, x->in->f) != ST_NOMEM;
}

static void
take_type(struct cdx *x, struct field type)
{
	static const char *const software[] = { "application", "framework",
		"library", "container", "platform", "operating-system",
		"device-driver", "firmware", "file", "machine-learning-model",
		"data", "cryptographic-asset" };
	struct str s = str_trim(type.text);

	if (str_is(s, "device"))
		innermost(x)->nature = CDX_HARDWARE;
	for (size_t i = 0; i < sizeof(software) / sizeof(software[0]); i++)
		if (str_is(s, software[i]))
			innermost(x)->nature = CDX_SOFTWARE;
	innermost(x)->soft = innermost(x)->nature == CDX_SOFTWARE;
}

static void
take_format(struct cdx *x, enum cdx_kind kind, struct field text)
{
	struct pos at = bom_pos(x->in->b, text.at);

	if (kind == CDX_FORMAT && !str_is(text.text, "CycloneDX"))
		findings_error(x->in->f, ST_SCHEMA, at,
		    "bomFormat \"%.*s\": expected CycloneDX",
		    STR_ARG(str_clip(text.text, 40)));
	else if (kind == CDX_VERSION_OF_FORMAT && !str_starts(text.text, "1."))
		findings_error(x->in->f, ST_SCHEMA, at,
		    "specVersion \"%.*s\": expected 1.2 to 1.7",
		    STR_ARG(str_clip(text.text, 40)));
}

/* "2022-01-09T12:00:00Z": its day. */
static void
take_time(struct cdx *x, struct field time)
{
	const char *t = memchr(time.text.p, 'T', time.text.n);

	if (t != NULL)
		time.text.n = (size_t)(t - time.text.p);
	fields_date(
	    x->in->b, time, &x->in->b->decl[x->in->decl].date, x->in->f);
}

static bool
keep(struct cdx_copy *c, struct field text)
{
	char *p = array_grow(c->p, &c->cap, text.text.n + 1, 1);

	if (p == NULL)
		return false;
	c->p = p;
	memcpy(p, text.text.p, text.text.n);
	c->n = text.text.n;
	c->at = text.at;
	return true;
}

static bool
take_text(struct cdx *x, struct field text, uint32_t *id)
{
	return fields_text(x->in->b, text, id, x->in->f) != ST_NOMEM;
}

/* What the innermost component says of itself. */
static bool
component_value(struct cdx *x, enum cdx_kind kind, struct field text)
{
	struct cdx_component *c = innermost(x);
	struct str s = str_trim(text.text);

	switch (kind) {
	case CDX_TYPE:
		take_type(x, text);
		return true;
	case CDX_ID:
		return take_text(x, text, &c->id);
	case CDX_NAME:
		return take_text(x, text, &c->name);
	case CDX_VERSION:
		return take_text(x, text, &c->version);
	case CDX_GROUP:
		return take_text(x, text, &c->group);
	case CDX_PUBLISHER:
		return take_text(x, text, &c->publisher);
	case CDX_DESCRIPTION:
		/* for people: of a text of any length the beginning */
		text.text = str_clip(s, LIMIT_TEXT);
		return take_text(x, text, &c->title);
	default:
		c->perhaps = s.n > 0 && !str_is(s, "required");
		return true;
	}
}

bool
cdx_value(struct cdx *x, enum cdx_kind kind, struct field text)
{
	switch (kind) {
	case CDX_FORMAT:
	case CDX_VERSION_OF_FORMAT:
		take_format(x, kind, text);
		return true;
	case CDX_SERIAL:
		return take_text(x, text, &x->serial);
	case CDX_TIME:
		take_time(x, text);
		return true;
	case CDX_ORGANISATION:
		return take_organisation(x, text);
	case CDX_PROPERTY_NAME:
		return keep(&x->name, text);
	case CDX_PROPERTY_VALUE:
		return keep(&x->value, text);
	case CDX_REF:
		return take_ref(x, text);
	case CDX_ON:
		return add_edge(x, x->depends[x->ndepends - 1], text);
	default:
		return component_value(x, kind, text);
	}
}

static void
add_names(char *names, size_t size, int from, int to)
{
	for (int i = from; i < to; i++)
		str_add(names, size, "%s%s", i > from ? ", " : "",
		    cdx_property_name((enum cdx_property)i) +
			strlen(CDX_SPACE));
}

/* A property of ours that nobody knows would be heard by nobody. */
static void
refuse_property(struct cdx *x, struct str name, bool of_document)
{
	char names[200] = "";

	if (of_document)
		add_names(
		    names, sizeof(names), CDX_CATALOGUE, CDX_PROPERTIES_READ);
	else
		add_names(names, sizeof(names), 0, CDX_DEVICE_QUANTITY);
	findings_error(x->in->f, ST_SCHEMA, bom_pos(x->in->b, x->name.at),
	    "property \"%.*s\" of %s: expected " CDX_SPACE " and one of %s",
	    STR_ARG(str_clip(name, 40)),
	    of_document ? "the document" : "a component", names);
}

static bool
keep_said(struct cdx *x, struct cdx_said said, struct field text)
{
	struct cdx_component *c = innermost(x);
	struct cdx_said *list;

	if (fields_text(x->in->b, text, &said.text, x->in->f) == ST_NOMEM)
		return false;
	list = array_grow(x->said, &x->said_cap, x->nsaid + 1, sizeof(*list));
	if (list == NULL)
		return false;
	x->said = list;
	list[x->nsaid++] = said;
	if (c->first == 0)
		c->first = (uint32_t)x->nsaid;
	else
		list[c->last - 1].next = (uint32_t)x->nsaid;
	c->last = (uint32_t)x->nsaid;
	return true;
}

static bool
end_property(struct cdx *x, bool of_document)
{
	struct str name = str_trim((struct str){ x->name.p, x->name.n });
	struct cdx_said said = { .what = cdx_property_find(name) };
	bool known = said.what != CDX_PROPERTIES_READ &&
		     (said.what >= CDX_CATALOGUE) == of_document;
	struct field text;

	if (!known && str_starts(name, CDX_SPACE))
		refuse_property(x, name, of_document);
	if (!known)
		return true;
	text.text = str_trim((struct str){ x->value.p, x->value.n });
	text.at = said.at =
	    sax_place_behind(x->value.at, (size_t)(text.text.p - x->value.p));
	return of_document ? cdx_document(x, said.what, text)
			   : keep_said(x, said, text);
}

bool
cdx_end(struct cdx *x, enum cdx_kind kind)
{
	switch (kind) {
	case CDX_METADATA:
		x->in_metadata = false;
		return true;
	case CDX_COMPONENT:
		x->nopen--;
		return true;
	case CDX_PROPERTY:
	case CDX_DOCUMENT_PROPERTY:
		return end_property(x, kind == CDX_DOCUMENT_PROPERTY);
	case CDX_DEPENDENCY:
		x->ndepends--;
		return true;
	default:
		return true;
	}
}
