/* SPDX-License-Identifier: Apache-2.0 */
/* assumption - what a company takes for granted; see assumption.h. */
#include "core/bom/link/assumption.h"

#include "core/base/limits.h"
#include "core/base/xml_schema.h"
#include "core/bom/field/fields.h"
#include "core/bom/field/per_unit.h"

#include <stdlib.h>
#include <string.h>

/* What reading one file needs. */
struct reader {
	struct assumptions *a;
	struct bom *b;
	struct findings *f;
	const char *file;
	uint16_t index; /* of the file in the bom */
	date_day as_of;
};

static const char *const kinds[ASSUME_COUNT] = {
	[ASSUME_NONE] = "holds-none",
	[ASSUME_COMPLETE] = "complete",
	[ASSUME_ORIGIN] = "origin",
	[ASSUME_MASS] = "mass",
};

const char *
assumption_kind_name(enum assumption_kind k)
{
	return kinds[k];
}

static struct place
place_of(const struct reader *r, const xmlNode *node)
{
	struct pos at = xml_pos(node, r->file);

	return (struct place){ at.line,
		(uint16_t)(at.col <= UINT16_MAX ? at.col : 0), r->index };
}

/* An attribute, empty if it is not there. */
static struct str
text_of(struct reader *r, const xmlNode *node, const char *name)
{
	struct str s = xml_attr(&r->a->mem, node, name);

	return s.p != NULL ? str_trim(s) : STR("");
}

static struct field
field_of(struct reader *r, const xmlNode *node, const char *name)
{
	return (struct field){ text_of(r, node, name), place_of(r, node) };
}

/* One set of conditions; at least one of them. */
static enum status
read_selector(struct reader *r, const xmlNode *node, struct selector *s)
{
	struct field form = field_of(r, node, "form");
	uint8_t found = FORM_UNKNOWN;

	*s = (struct selector){ .part = text_of(r, node, "part"),
		.part_like = text_of(r, node, "part-like"),
		.name_like = text_of(r, node, "name-like"),
		.maker = text_of(r, node, "maker"),
		.revision = text_of(r, node, "revision"),
		.hs = text_of(r, node, "hs"),
		.has_form = form.text.n > 0 };
	if (s->part.n + s->part_like.n + s->name_like.n + s->maker.n +
		s->revision.n + s->hs.n + form.text.n ==
	    0)
		return findings_error(r->f, ST_INCOMPLETE,
		    xml_pos(node, r->file),
		    "items without a condition: expected part, part-like, "
		    "name-like, maker, revision, form or hs");
	if (s->has_form && fields_form(r->b, form, &found, r->f) != ST_OK)
		return r->f->first.code;
	s->form = found;
	if (s->part.n == 0 && r->a->npattern++ == LIMIT_SELECTORS)
		return findings_error(r->f, ST_LIMIT, xml_pos(node, r->file),
		    "more than %d conditions other than a part number: "
		    "expected fewer that say more each",
		    LIMIT_SELECTORS);
	return ST_OK;
}

static enum status
read_selectors(struct reader *r, const xmlNode *node, struct assumption *x)
{
	enum status st = ST_OK;
	size_t n = 0;

	for (xmlNode *c = xml_element(node->children); c != NULL;
	     c = xml_element(c->next))
		n++;
	x->select = TAKE(&r->a->mem, struct selector, n + 1);
	if (x->select == NULL)
		return fields_nomem(r->f);
	for (xmlNode *c = xml_element(node->children); c != NULL;
	     c = xml_element(c->next)) {
		enum status one = read_selector(r, c, &x->select[x->nselect++]);

		st = st == ST_OK ? one : st;
	}
	return st;
}

static const char *
say(struct reader *r, const char *text)
{
	struct str copy = arena_copy(&r->a->mem, str_of(text));

	return copy.p != NULL ? copy.p : "";
}

static enum status
read_origin(struct reader *r, const xmlNode *node, struct assumption *x)
{
	struct field elements = field_of(r, node, "elements");
	char text[200];
	enum status st =
	    fields_stage(r->b, field_of(r, node, "stage"), &x->stage, r->f);

	if (st == ST_OK)
		st = fields_country(
		    r->b, field_of(r, node, "country"), x->country, r->f);
	if (st == ST_OK && x->country[0] == '\0')
		st = findings_error(r->f, ST_SYNTAX, xml_pos(node, r->file),
		    "an origin in \"%.*s\": expected a country; what is not "
		    "known needs no assumption",
		    STR_ARG(str_clip(text_of(r, node, "country"), 60)));
	if (st == ST_OK && elements.text.n > 0)
		st = fields_elements(r->b, elements, &x->elements, r->f);
	if (st != ST_OK)
		return st;
	snprintf(text, sizeof(text), "%s%.*s%s%s in %s",
	    elements.text.n > 0 ? "of " : "",
	    STR_ARG(str_clip(elements.text, 100)),
	    elements.text.n > 0 ? ": " : "",
	    x->stage == STAGE_ALL ? "every stage"
				  : stage_name((enum stage)x->stage),
	    x->country);
	x->says = say(r, text);
	return ST_OK;
}

static enum status
read_mass(struct reader *r, const xmlNode *node, struct assumption *x)
{
	struct field per = field_of(r, node, "per");
	struct amount_text t = { .amount = field_of(r, node, "is") };
	uint8_t unit = UNIT_EACH;
	enum unit of;
	char text[300];
	enum status st = ST_OK;

	t.min = t.max = t.unit = (struct field){ STR(""), t.amount.at };
	if (per.text.n > 0)
		st = fields_unit(r->b, per, &unit, r->f);
	of = (enum unit)unit;
	if (st == ST_OK && unit_dimension(of) == DIM_MASS)
		st = findings_error(r->f, ST_UNIT, xml_pos(node, r->file),
		    "a mass per \"%.*s\": expected each, or a unit of length, "
		    "area or volume",
		    STR_ARG(str_clip(per.text, 60)));
	if (st == ST_OK)
		st = per_unit_mass(r->b, &t, &of, &x->mass, r->f);
	if (st != ST_OK)
		return st;
	x->dim = (uint8_t)unit_dimension(of);
	snprintf(text, sizeof(text), "%.*s%s%s",
	    STR_ARG(str_clip(t.amount.text, 200)),
	    of == UNIT_EACH ? " " : " per ", unit_name(of));
	x->says = say(r, text);
	return ST_OK;
}

static enum status
check_id(struct reader *r, const struct assumption *x)
{
	for (size_t i = 0; i + 1 < r->a->n; i++) {
		const struct assumption *other = &r->a->entry[i];
		struct pos first = bom_pos(r->b, other->at);

		if (strcmp(other->id, x->id) == 0)
			return findings_error(r->f, ST_DUPLICATE,
			    bom_pos(r->b, x->at),
			    "assumption \"%s\" again: expected an id of its "
			    "own; it is first at %s:%u",
			    x->id, first.file != NULL ? first.file : "",
			    first.line);
	}
	return ST_OK;
}

static enum status
read_entry(struct reader *r, const xmlNode *node, struct assumption *x)
{
	struct str until = text_of(r, node, "until");
	struct error err = { 0 };
	enum status st;

	x->at = place_of(r, node);
	x->id = text_of(r, node, "id").p;
	x->reason = text_of(r, node, "reason").p;
	x->author = text_of(r, node, "author").p;
	x->says = "";
	while (x->kind < ASSUME_COUNT &&
	       strcmp((const char *)node->name, kinds[x->kind]) != 0)
		x->kind++;
	if (date_read(until, xml_pos(node, r->file), &x->until, &err) != ST_OK)
		return findings_take(r->f, &err);
	x->expired = r->as_of != DATE_NONE && x->until < r->as_of;
	if (x->expired)
		findings_warn(r->f, ST_OK, xml_pos(node, r->file),
		    "assumption \"%s\" has expired with %.*s: it does not "
		    "count",
		    x->id, STR_ARG(until));
	st = check_id(r, x);
	if (st == ST_OK)
		st = read_selectors(r, node, x);
	if (st == ST_OK && x->kind == ASSUME_ORIGIN)
		st = read_origin(r, node, x);
	if (st == ST_OK && x->kind == ASSUME_MASS)
		st = read_mass(r, node, x);
	return st;
}

/* Goes on after a faulty entry, so that all faults are told. */
static enum status
read_root(struct reader *r, const xmlNode *root)
{
	for (xmlNode *c = xml_element(root->children); c != NULL;
	     c = xml_element(c->next)) {
		struct assumptions *a = r->a;
		struct assumption *list =
		    array_grow(a->entry, &a->cap, a->n + 1, sizeof(*list));

		if (list == NULL)
			return fields_nomem(r->f);
		a->entry = list;
		if (a->n == LIMIT_ASSUMPTIONS)
			return findings_error(r->f, ST_LIMIT,
			    xml_pos(c, r->file),
			    "more than %d assumptions: expected fewer, each "
			    "about more items",
			    LIMIT_ASSUMPTIONS);
		list[a->n++] = (struct assumption){ .kind = 0 };
		if (read_entry(r, c, &list[a->n - 1]) == ST_NOMEM)
			return ST_NOMEM;
	}
	return ST_OK;
}

/*
 * assumptions_read_bytes - the entries of one file.
 *
 * In:	bytes  taken over, also on failure
 *	as_of  the day of the product: what expired before it does not count
 * Err:	the first error of the file; a and b are then to be thrown away
 */
enum status
assumptions_read_bytes(struct assumptions *a, struct bom *b, const char *name,
    struct bytes *bytes, date_day as_of, struct findings *f)
{
	struct reader r = { .a = a, .b = b, .f = f, .as_of = as_of };
	size_t before = f->errors;
	xmlDoc *doc = NULL;
	uint32_t file = bom_add_file(b, name, bytes, ROLE_ASSUMPTIONS);

	if (file == BOM_NONE)
		return fields_nomem(f);
	b->file[file].decl = BOM_NONE;
	r.index = (uint16_t)file;
	r.file = b->file[file].name;
	if (xml_read(
		(struct str){ b->file[file].bytes.p, b->file[file].bytes.n },
		r.file, &doc, f) == ST_OK &&
	    xml_check_ours(doc, "schemas/assumptions-1.xsd", r.file, f) ==
		ST_OK)
		read_root(&r, xmlDocGetRootElement(doc));
	xmlFreeDoc(doc);
	return f->errors > before ? f->first.code : ST_OK;
}

enum status
assumptions_read(struct assumptions *a, struct bom *b, const char *path,
    date_day as_of, struct findings *f)
{
	struct bytes bytes = { 0 };
	struct error err = { 0 };

	if (file_load(path, LIMIT_SMALL_FILE, &bytes, &err) != ST_OK)
		return findings_take(f, &err);
	return assumptions_read_bytes(a, b, path, &bytes, as_of, f);
}

void
assumptions_free(struct assumptions *a)
{
	free(a->entry);
	arena_free(&a->mem);
	*a = (struct assumptions){ 0 };
}
