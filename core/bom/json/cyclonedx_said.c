/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cyclonedx_said - what a component says in properties; see cyclonedx.h.
 *
 * CycloneDX has no place for masses, contents and origins.  Properties of the
 * name space "retrace:" hold them in the words of our tables, so that the same
 * parsers read both.
 */
#include "core/bom/field/per_unit.h"
#include "core/bom/json/cyclonedx.h"

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
