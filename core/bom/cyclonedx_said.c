/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cyclonedx_said - what a component says in properties; see cyclonedx.h.
 *
 * CycloneDX has no place for masses, contents and origins.  Properties of the
 * name space "retrace:" hold them in the words of our tables, so that the same
 * parsers read both.
 */
#include "core/bom/cyclonedx.h"
#include "core/bom/pairs.h"
#include "core/bom/per_unit.h"

#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const char *const names[] = {
	[CDX_PART] = CDX_SPACE "part",
	[CDX_QUANTITY] = CDX_SPACE "quantity",
	[CDX_MASS] = CDX_SPACE "mass",
	[CDX_VALUE] = CDX_SPACE "value",
	[CDX_HS] = CDX_SPACE "hs",
	[CDX_CONTROL] = CDX_SPACE "control",
	[CDX_MATERIAL] = CDX_SPACE "material",
	[CDX_FORM] = CDX_SPACE "form",
	[CDX_COMPLETE] = CDX_SPACE "complete",
	[CDX_SHIPPED] = CDX_SPACE "shipped",
	[CDX_PHANTOM] = CDX_SPACE "phantom",
	[CDX_COUNTRY] = CDX_SPACE "country",
	[CDX_THRESHOLD] = CDX_SPACE "threshold",
	[CDX_CONTENT] = CDX_SPACE "content",
	[CDX_ORIGIN] = CDX_SPACE "origin",
	[CDX_USE] = CDX_SPACE "use",
	[CDX_DEVICE_QUANTITY] = "cdx:device:quantity",
	[CDX_DEVICE_COUNTRY] = "cdx:device:countryOfOrigin",
	[CDX_CATALOGUE] = CDX_SPACE "catalogue",
	[CDX_ASSEMBLIES] = CDX_SPACE "assemblies",
	[CDX_DECLARATION] = CDX_SPACE "document",
};

enum cdx_property
cdx_property_find(struct str name)
{
	for (int i = 0; i < CDX_PROPERTIES_READ; i++)
		if (str_is(name, names[i]))
			return (enum cdx_property)i;
	return CDX_PROPERTIES_READ;
}

const char *
cdx_property_name(enum cdx_property p)
{
	return names[p];
}

const struct cdx_said *
cdx_said_of(
    const struct cdx *x, const struct cdx_component *c, enum cdx_property what)
{
	for (uint32_t i = c->first; i != 0; i = x->said[i - 1].next)
		if (x->said[i - 1].what == what)
			return &x->said[i - 1];
	return NULL;
}

struct field
cdx_text(const struct cdx *x, const struct cdx_said *said)
{
	return said == NULL
		   ? (struct field){ STR(""), { 0, 0, x->in->file } }
		   : (struct field){ bom_text_get(x->in->b, said->text),
			     said->at };
}

static struct field
text_of(
    const struct cdx *x, const struct cdx_component *c, enum cdx_property what)
{
	return cdx_text(x, cdx_said_of(x, c, what));
}

static enum status
take_mass(struct cdx *x, const struct cdx_component *c, struct item *said)
{
	const struct field mass = text_of(x, c, CDX_MASS);
	const struct field none = { STR(""), mass.at };
	const struct amount_text t = { mass, none, none, none };
	enum unit of = (enum unit)c->unit;
	enum status st;

	if (mass.text.n == 0)
		return ST_OK;
	st = per_unit_mass(x->in->b, &t, &of, &said->mass, x->in->f);
	if (st != ST_OK)
		return st;
	said->has_mass = 1;
	said->dim = (uint8_t)unit_dimension(of);
	return ST_OK;
}

static enum status
take_price(struct cdx *x, const struct cdx_component *c, struct item *said)
{
	const struct field value = text_of(x, c, CDX_VALUE);
	const struct field none = { STR(""), value.at };
	struct bom *b = x->in->b;
	enum status st;

	if (value.text.n == 0)
		return ST_OK;
	if (!per_unit_fits((enum unit)c->unit))
		return findings_error(x->in->f, ST_UNIT, bom_pos(b, value.at),
		    "a price of something that is counted as a share of its "
		    "parent: expected no price");
	st = fields_value(
	    b, value, none, &said->value, &said->currency, x->in->f);
	if (st != ST_OK)
		return st;
	said->dim = (uint8_t)unit_dimension((enum unit)c->unit);
	said->value = per_unit(b, said->value, (enum unit)c->unit);
	return said->value != INTERN_NONE ? ST_OK : fields_nomem(x->in->f);
}

/* yes or no; nothing said leaves the flags as they are. */
static enum status
take_flag(struct cdx *x, const struct cdx_component *c, enum cdx_property what,
    uint8_t yes, uint8_t no, uint8_t *flags)
{
	const struct field text = text_of(x, c, what);
	bool is = false;
	enum status st;

	if (text.text.n == 0)
		return ST_OK;
	st = fields_bool(x->in->b, text, &is, x->in->f);
	if (st == ST_OK)
		*flags |= is ? yes : no;
	return st;
}

/* In what it is counted, as far as that is said. */
static enum dimension
counted_in(const struct cdx_component *c)
{
	enum dimension d = unit_dimension((enum unit)c->unit);

	return c->counted && d != DIM_SHARE ? d : DIM_NONE;
}

static bool
state_item(struct cdx *x, const struct cdx_component *c)
{
	struct item said = { .value = BOM_NONE,
		.mass = amount_unknown(),
		.name = c->title,
		.dim = (uint8_t)counted_in(c) };
	struct bom *b = x->in->b;
	struct findings *f = x->in->f;
	bool product = c == x->list + x->product;

	if (c->nature == CDX_SOFTWARE) {
		said.mass.hi = NUM_ZERO;
		said.has_mass = 1;
		said.dim = DIM_EACH;
		said.flags = ITEM_COMPLETE;
	} else if (product) {
		said.form = FORM_PRODUCT;
	}
	if (fields_text(b, text_of(x, c, CDX_HS), &said.hs, f) == ST_NOMEM ||
	    fields_text(b, text_of(x, c, CDX_CONTROL), &said.control, f) ==
		ST_NOMEM ||
	    fields_text(b, text_of(x, c, CDX_MATERIAL), &said.material, f) ==
		ST_NOMEM ||
	    take_mass(x, c, &said) == ST_NOMEM ||
	    take_price(x, c, &said) == ST_NOMEM)
		return false;
	if (cdx_said_of(x, c, CDX_FORM) != NULL)
		fields_form(b, text_of(x, c, CDX_FORM), &said.form, f);
	take_flag(x, c, CDX_COMPLETE, ITEM_COMPLETE, ITEM_OPEN, &said.flags);
	take_flag(x, c, CDX_SHIPPED, ITEM_SHIPPED, 0, &said.flags);
	take_flag(x, c, CDX_PHANTOM, ITEM_PHANTOM, 0, &said.flags);
	return stated_item(&x->said_of, c->ref, c->at, &said);
}

static bool
state_country(
    struct cdx *x, const struct cdx_component *c, enum cdx_property what)
{
	const struct field text = text_of(x, c, what);
	char code[3] = "";

	return text.text.n == 0 ||
	       fields_country(x->in->b, text, code, x->in->f) != ST_OK ||
	       stated_made_in(&x->said_of, c->ref, code, x->in->decl, text.at);
}

/* An origin as written. */
struct origin_text {
	struct field country, stage, share, of, technology, standing, evidence;
};

#define ORIGIN_PAIRS(t) \
	{ "origin", &(t).country }, { "stage", &(t).stage }, \
	    { "share", &(t).share }, { "of", &(t).of }, \
	    { "technology", &(t).technology }, { "standing", &(t).standing }, \
	{ \
		"evidence", &(t).evidence \
	}

/* False: memory.  What is refused is told, and no origin. */
static bool
add_origin(
    struct cdx *x, const struct origin_text *t, struct origin said, bool *added)
{
	const struct field none = { STR(""), t->share.at };
	struct findings *f = x->in->f;
	struct bom *b = x->in->b;
	struct origin *kept = bom_add_origin(b);
	enum status st = fields_stage(b, t->stage, &said.stage, f);

	*added = false;
	if (kept == NULL)
		return false;
	said.share = kept->share;
	said.standing = kept->standing;
	if (st == ST_OK && str_is_nocase(t->country.text, "none"))
		said.absent = 1;
	else if (st == ST_OK && t->country.text.n > 0)
		st = fields_country(b, t->country, said.country, f);
	if (st == ST_OK && t->technology.text.n > 0)
		st = fields_country(b, t->technology, said.technology, f);
	if (st == ST_OK && t->share.text.n > 0)
		st = fields_share(b, t->share, none, &said.share, f);
	if (st == ST_OK)
		st = fields_share_of(b, t->of, &said.blend, f);
	if (st == ST_OK)
		st = fields_standing(b, t->standing, &said.standing, f);
	if (st == ST_OK)
		st = fields_evidence(b, t->evidence, &said.evidence, f);
	*added = st == ST_OK;
	if (*added)
		b->origin[b->norigin - 1] = said;
	else
		b->norigin--;
	return st != ST_NOMEM;
}

/* A row of a table of contents. */
static bool
add_content(struct cdx *x, const struct cdx_component *c, struct field row)
{
	struct content_text t = { .at = row.at };
	struct field document;
	uint32_t decl = x->in->decl;
	struct origin_text o;
	const struct pair pairs[] = { { "element", &t.element },
		{ "cas", &t.cas }, { "formula", &t.formula },
		{ "substance", &t.name }, { "amount", &t.amount.amount },
		{ "min", &t.amount.min }, { "max", &t.amount.max },
		{ "unit", &t.amount.unit }, { "basis", &t.basis },
		{ "scope", &t.scope }, { "kind", &t.kind }, { "each", &t.each },
		{ "process", &t.process }, { "document", &document },
		ORIGIN_PAIRS(o) };
	struct bom *b = x->in->b;
	uint32_t first;
	enum status st = pairs_read(b, row, pairs, LENGTH(pairs), x->in->f);

	if (st == ST_OK)
		st = cdx_document_of(x, document, &decl);
	if (st == ST_OK)
		st = fields_content(
		    b, x->in->chem, &t, c->ref, decl, &first, x->in->f);
	if (st != ST_OK)
		return st != ST_NOMEM;
	if (o.country.text.n == 0 && o.technology.text.n == 0)
		return true;
	for (size_t i = first; i < b->ncontent; i++) {
		const struct origin said = { .item = c->ref,
			.content = (uint32_t)i,
			.decl = decl,
			.at = o.country.at };
		bool added;

		if (b->content[i].derived)
			continue;
		b->content[i].origin_first = (uint32_t)b->norigin;
		if (!add_origin(x, &o, said, &added))
			return false;
		b->content[i].norigin = added;
	}
	return true;
}

/* Of the line of content above: there is one, and no other origin stands
 * between. */
static enum status
attach(struct cdx *x, const struct cdx_component *c, struct field line,
    struct origin *said)
{
	struct bom *b = x->in->b;
	size_t i = b->ncontent;

	while (i > 0 && b->content[i - 1].derived)
		i--;
	if (!str_is_nocase(line.text, "above") || i == 0 ||
	    b->content[i - 1].item != c->ref ||
	    (b->content[i - 1].norigin > 0 &&
		b->content[i - 1].origin_first + b->content[i - 1].norigin !=
		    b->norigin))
		return findings_error(x->in->f, ST_SYNTAX, bom_pos(b, line.at),
		    "line \"%.*s\" of an origin: expected above, directly "
		    "behind the retrace:content that it is of",
		    STR_ARG(str_clip(line.text, 40)));
	said->content = (uint32_t)i - 1;
	said->decl = b->content[i - 1].decl;
	return ST_OK;
}

/* A row of a table of origins. */
static bool
add_item_origin(struct cdx *x, const struct cdx_component *c, struct field row)
{
	struct origin said = {
		.item = c->ref, .content = BOM_NONE, .at = row.at
	};
	struct field element, document, line;
	struct origin_text o;
	const struct pair pairs[] = { { "element", &element },
		{ "document", &document }, { "line", &line }, ORIGIN_PAIRS(o) };
	struct bom *b = x->in->b;
	struct content *of;
	bool added;
	enum status st = pairs_read(b, row, pairs, LENGTH(pairs), x->in->f);

	if (st == ST_OK && o.country.text.n == 0 && o.technology.text.n == 0 &&
	    o.stage.text.n == 0)
		st = findings_error(x->in->f, ST_INCOMPLETE, bom_pos(b, row.at),
		    "an origin without country and stage: expected a country, "
		    "or the word unknown");
	if (st == ST_OK && element.text.n > 0)
		st = fields_elements(b, element, &said.elements, x->in->f);
	if (st == ST_OK)
		st = cdx_document_of(x, document, &said.decl);
	if (st == ST_OK && line.text.n > 0)
		st = attach(x, c, line, &said);
	if (st != ST_OK)
		return st != ST_NOMEM;
	if (!add_origin(x, &o, said, &added))
		return false;
	if (said.content == BOM_NONE || !added)
		return true;
	of = &b->content[said.content];
	if (of->norigin++ == 0)
		of->origin_first = (uint32_t)b->norigin - 1;
	return true;
}

static bool
add_threshold(struct cdx *x, const struct cdx_component *c, struct field text)
{
	struct threshold t = { .given = false };
	enum status st = fields_threshold(x->in->b, text, &t, x->in->f);

	if (st == ST_OK)
		st = fields_unlisted(
		    x->in->b, &t, c->ref, x->in->decl, text.at, x->in->f);
	return st != ST_NOMEM;
}

/* What is no row is said once, or the same each time. */
static void
check_once(const struct cdx *x, const struct cdx_component *c)
{
	const struct cdx_said *first[CDX_PROPERTIES_READ] = { NULL };

	for (uint32_t i = c->first; i != 0; i = x->said[i - 1].next) {
		const struct cdx_said *s = &x->said[i - 1];

		if (s->what == CDX_CONTENT || s->what == CDX_ORIGIN ||
		    s->what == CDX_USE)
			continue;
		if (first[s->what] == NULL)
			first[s->what] = s;
		else if (s->text != first[s->what]->text)
			findings_error(x->in->f, ST_DUPLICATE,
			    bom_pos(x->in->b, s->at),
			    "property \"%s\" with another value than in line "
			    "%u: expected it once in a component",
			    names[s->what], first[s->what]->at.line);
	}
}

bool
cdx_state(struct cdx *x, const struct cdx_component *c)
{
	check_once(x, c);
	return state_item(x, c) && state_country(x, c, CDX_COUNTRY) &&
	       state_country(x, c, CDX_DEVICE_COUNTRY);
}

bool
cdx_state_content(struct cdx *x, const struct cdx_component *c)
{
	bool ok = true;

	for (uint32_t i = c->first; i != 0 && ok; i = x->said[i - 1].next) {
		const struct cdx_said *s = &x->said[i - 1];
		const struct field text = cdx_text(x, s);

		if (s->what == CDX_THRESHOLD)
			ok = add_threshold(x, c, text);
		else if (s->what == CDX_CONTENT)
			ok = add_content(x, c, text);
		else if (s->what == CDX_ORIGIN)
			ok = add_item_origin(x, c, text);
	}
	return ok;
}

static bool
is_content(enum cdx_property what)
{
	return what == CDX_THRESHOLD || what == CDX_CONTENT ||
	       what == CDX_ORIGIN;
}

/* The index + 1 of the next that is on what it holds, from there on. */
static uint32_t
next_content(const struct cdx *x, uint32_t i)
{
	while (i != 0 && !is_content(x->said[i - 1].what))
		i = x->said[i - 1].next;
	return i;
}

bool
cdx_has_content(const struct cdx *x, const struct cdx_component *c)
{
	return next_content(x, c->first) != 0;
}

bool
cdx_same_content(const struct cdx *x, const struct cdx_component *a,
    const struct cdx_component *b)
{
	uint32_t i = next_content(x, a->first), k = next_content(x, b->first);

	while (i != 0 && k != 0 && x->said[i - 1].what == x->said[k - 1].what &&
	       x->said[i - 1].text == x->said[k - 1].text) {
		i = next_content(x, x->said[i - 1].next);
		k = next_content(x, x->said[k - 1].next);
	}
	return i == 0 && k == 0;
}
