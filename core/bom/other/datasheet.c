/* SPDX-License-Identifier: Apache-2.0 */
/*
 * datasheet - nodes of material data sheets become items, uses and content;
 * see datasheet.h.
 *
 * A part has a number or is known by what it is in and its name. A material
 * is known by its own data sheet where the tree names it, else by what it is
 * in.  Masses of materials are those in one of what is around them.
 */
#include "core/bom/other/datasheet.h"

#include "core/base/limits.h"
#include "core/bom/field/numeral.h"
#include "core/bom/other/measured.h"
#include "core/bom/table/csv_header.h"
#include "core/chem/cas.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DESIGNATION (2 * LIMIT_TEXT + 16)
/* [bytes] Of what it is in: deep in a tree each row would keep a long path.
 * Two that then go by one name are told apart by their lines. */
#define AROUND 200

/* "|" between words, which are compared by their letters alone. */
static const char *const words[SHEET_KINDS] = {
	[SHEET_PART] = "component|part|article|product|assembly|subassembly|"
		       "sub product|item|Bauteil|Baugruppe|Komponente|Teil|"
		       "Erzeugnis|composant|pièce|componente|pieza|零件|部件|"
		       "组件|零部件|产品|部品|부품",
	[SHEET_SEMI] = "semicomponent|semi finished|semi finished product|"
		       "Halbzeug|demi produit|semicomponente|半组件|半成品|"
		       "半零件|半製品",
	[SHEET_MATERIAL] = "material|homogeneous material|Werkstoff|"
			   "homogener Werkstoff|matériau|matière|material "
			   "homogéneo|材料|均质材料|材質|均質材料|소재",
	[SHEET_SUBSTANCE] =
	    "basic substance|substance|pure substance|"
	    "chemical substance|Reinstoff|Grundstoff|"
	    "Basisstoff|Stoff|Substanz|substance de base|"
	    "substance pure|sustancia|sustancia básica|基本物质|"
	    "纯物质|物质|化学物质|物質|化学物質|물질",
};

enum datasheet_kind
datasheet_find(struct str word)
{
	for (int i = 0; i < SHEET_KINDS; i++)
		for (const char *p = words[i]; *p != '\0';) {
			size_t n = strcspn(p, "|");

			if (csv_same_name(word, (struct str){ p, n }))
				return (enum datasheet_kind)i;
			p += n + (p[n] == '|');
		}
	return SHEET_KINDS;
}

void
datasheet_init(struct datasheet *d, const struct input *in)
{
	*d = (struct datasheet){ .nopen = 0 };
	nested_init(&d->parts, in);
}

void
datasheet_free(struct datasheet *d)
{
	nested_free(&d->parts);
	free(d->open);
}

static bool
is_blank(struct field f)
{
	struct str s = str_trim(f.text);

	return s.n == 0 || str_is(s, "-") || str_is(s, "--") ||
	       str_is_nocase(s, "n/a");
}

static bool
close_to(struct datasheet *d, size_t depth)
{
	d->below_substance = d->below_substance && depth > d->nopen;
	while (d->nopen > depth) {
		d->nopen--;
		if (!nested_close(&d->parts))
			return false;
	}
	return true;
}

bool
datasheet_end(struct datasheet *d)
{
	return close_to(d, 0);
}

/* What it goes by: its name behind that of what it is in, or with the number
 * of its own data sheet. */
static bool
designate(struct datasheet *d, const struct datasheet_node *n, uint32_t *id)
{
	struct bom *b = d->parts.in->b;
	struct str name = str_clip(str_trim(n->name.text), LIMIT_TEXT);
	struct str around = { "", 0 };
	char text[DESIGNATION];

	*id = 0;
	if (name.n == 0)
		name = str_clip(str_trim(n->number.text), LIMIT_TEXT);
	if (name.n == 0)
		return true;
	if (n->kind != SHEET_PART && !is_blank(n->id))
		snprintf(text, sizeof(text), "%.*s [%.*s]", STR_ARG(name),
		    STR_ARG(str_clip(str_trim(n->id.text), 200)));
	else if (d->nopen > 0)
		around = b->parts.key[b->ref[nested_innermost(&d->parts)].part];
	if (n->kind == SHEET_PART || is_blank(n->id))
		snprintf(text, sizeof(text), "%.*s%s%.*s",
		    STR_ARG(str_clip(around, AROUND)), around.n > 0 ? "/" : "",
		    STR_ARG(name));
	*id = bom_text(b, str_clip(str_of(text), LIMIT_TEXT));
	return *id != BOM_NONE;
}

/* The mass as it is written, in g; BOM_NONE: not stated, nought among it. */
static bool
mass_in_grams(
    struct datasheet *d, const struct datasheet_node *n, uint32_t *grams)
{
	const struct input *in = d->parts.in;
	const struct amount_text t = {
		.amount = n->mass,
		.min = { { "", 0 }, n->at },
		.max = { { "", 0 }, n->at },
		.unit = n->mass_unit,
	};
	struct amount a;
	enum status st;

	*grams = BOM_NONE;
	if (is_blank(n->mass))
		return true;
	st = fields_mass(in->b, &t, &a, in->f);
	if (st == ST_OK && a.lo == a.hi && a.lo != NUM_ZERO)
		*grams = a.lo;
	return st != ST_NOMEM;
}

/* How often; a blank: not known. */
static bool
take_quantity(struct datasheet *d, const struct datasheet_node *n, uint32_t *q,
    uint8_t *unit)
{
	const struct input *in = d->parts.in;
	struct field of = n->quantity_unit;

	*q = BOM_NONE;
	*unit = UNIT_EACH;
	if (is_blank(n->quantity))
		return true;
	if (str_trim(of.text).n == 0)
		of.text = STR("each");
	return fields_quantity(in->b, n->quantity, of, q, unit, in->f) !=
	       ST_NOMEM;
}

/* A part: so many pieces, each of that mass. */
static bool
open_part(struct datasheet *d, const struct datasheet_node *n)
{
	const struct input *in = d->parts.in;
	struct bom *b = in->b;
	struct nested_part p = { .said = { .value = BOM_NONE,
				     .mass = amount_unknown(),
				     .dim = DIM_EACH } };
	uint32_t grams;

	p.use.at = n->at;
	if (!mass_in_grams(d, n, &grams) ||
	    !take_quantity(d, n, &p.use.qty, &p.use.unit) ||
	    (!is_blank(n->number) &&
		fields_text(b, n->number, &p.number, in->f) == ST_NOMEM) ||
	    !designate(d, n, &p.other[0]) ||
	    fields_text(b, n->name, &p.said.name, in->f) == ST_NOMEM)
		return false;
	if (d->nopen == 0) {
		p.use.qty = NUM_ONE;
		p.use.unit = UNIT_EACH;
	}
	p.said.dim = (uint8_t)unit_dimension((enum unit)p.use.unit);
	if (grams != BOM_NONE && p.said.dim == DIM_EACH) {
		p.said.has_mass = 1;
		p.said.mass.lo = p.said.mass.hi = grams;
	}
	d->open[d->nopen].mass = p.said.dim == DIM_EACH ? grams : BOM_NONE;
	return nested_open(&d->parts, &p);
}

/* Of a material without a mass: the share of what it is in; only an exact one
 * can be a quantity. */
static bool
take_share(struct datasheet *d, const struct datasheet_node *n, struct use *u)
{
	const struct input *in = d->parts.in;
	const struct datasheet_level *around = &d->open[d->nopen - 1];
	struct field unit = n->portion_unit;
	enum status st;

	u->qty = BOM_NONE;
	u->unit = UNIT_G;
	if (is_blank(n->portion) || numeral_unknown(str_trim(n->portion.text)))
		return true;
	if (str_trim(unit.text).n == 0)
		unit.text = STR("%");
	st = fields_quantity(in->b, n->portion, unit, &u->qty, &u->unit, in->f);
	if (st != ST_OK)
		return st != ST_NOMEM;
	if (u->qty != BOM_NONE && around->mass != BOM_NONE) {
		mpq_t q, view;

		mpq_init(q);
		numtab_view(&in->b->num, u->qty, view);
		mpq_set(q, view);
		unit_to_base((enum unit)u->unit, q);
		numtab_view(&in->b->num, around->mass, view);
		mpq_mul(q, q, view);
		d->open[d->nopen].mass = numtab_put(&in->b->num, q);
		mpq_clear(q);
	}
	return d->open[d->nopen].mass != INTERN_NONE ||
	       around->mass == BOM_NONE || u->qty == BOM_NONE;
}

static bool
open_material(struct datasheet *d, const struct datasheet_node *n)
{
	const struct input *in = d->parts.in;
	struct bom *b = in->b;
	struct nested_material m = { .said = { .value = BOM_NONE,
					 .mass = amount_unknown(),
					 .dim = DIM_MASS } };
	uint32_t grams, pieces;
	uint8_t unit;

	m.formed = n->kind == SHEET_SEMI;
	m.use.at = n->at;
	if (!mass_in_grams(d, n, &grams) ||
	    !take_quantity(d, n, &pieces, &unit) ||
	    !designate(d, n, &m.designation) ||
	    fields_text(b, n->name, &m.said.name, in->f) == ST_NOMEM)
		return false;
	d->open[d->nopen].mass = BOM_NONE;
	m.use.unit = UNIT_G;
	if (d->nopen == 0) {
		m.use.qty = NUM_ONE;
		d->open[0].mass = grams;
	} else if (grams != BOM_NONE) {
		if (pieces != BOM_NONE && pieces != NUM_ZERO &&
		    unit == UNIT_EACH)
			grams = numtab_mul(&b->num, grams, pieces);
		if (grams == INTERN_NONE)
			return false;
		m.use.qty = d->open[d->nopen].mass = grams;
	} else if (!take_share(d, n, &m.use)) {
		return false;
	}
	return nested_open_material(&d->parts, &m);
}

/* The share that a substance has by its mass; BOM_NONE: not known. */
static bool
share_by_mass(
    struct datasheet *d, const struct datasheet_node *n, uint32_t *share)
{
	uint32_t around = d->open[d->nopen - 1].mass, grams;

	*share = BOM_NONE;
	if (!mass_in_grams(d, n, &grams))
		return false;
	if (grams == BOM_NONE || around == BOM_NONE)
		return true;
	*share = numtab_div(&d->parts.in->b->num, grams, around);
	return *share != INTERN_NONE;
}

/* A share of "56000 ppm" beside a mass that is a third of the material is one
 * of something else, such as the product. */
static bool
is_far_off(struct datasheet *d, const struct content_text *t, uint32_t share)
{
	const struct input *in = d->parts.in;
	struct findings mute = { 0 };
	struct amount a;
	bool far = false;
	mpq_t p, r, view;

	if (fields_amount(in->b, &t->amount, &a, NULL, &mute) == ST_OK &&
	    a.is_share && a.lo == a.hi) {
		mpq_inits(p, r, NULL);
		numtab_view(&in->b->num, a.lo, view);
		mpq_set(p, view);
		numtab_view(&in->b->num, share, view);
		mpq_set_ui(r, 1, 10);
		mpq_mul(r, r, view); /* a tenth of it */
		mpq_sub(p, p, view);
		mpq_abs(p, p);
		far = mpq_cmp(p, r) > 0;
		mpq_clears(p, r, NULL);
	}
	findings_free(&mute);
	return far;
}

static bool
put_share(struct datasheet *d, const struct datasheet_node *n, uint32_t share,
    struct content_text *t)
{
	struct bom *b = d->parts.in->b;
	char *text;
	mpq_t view;

	numtab_view(&b->num, share, view);
	text = mpq_get_str(NULL, 10, view);
	t->amount.amount =
	    (struct field){ arena_copy(&b->mem, str_of(text)), n->mass.at };
	free(text);
	t->amount.unit.text = STR("fraction");
	return t->amount.amount.text.p != NULL;
}

/* How much of it is in what is around it. */
static bool
put_amount(
    struct datasheet *d, const struct datasheet_node *n, struct content_text *t)
{
	const struct input *in = d->parts.in;
	uint32_t share;

	t->amount.unit = n->portion_unit;
	if (str_trim(t->amount.unit.text).n == 0)
		t->amount.unit.text = STR("%");
	if (!is_blank(n->min) || !is_blank(n->max)) {
		t->amount.min = n->min;
		t->amount.max = n->max;
		return true;
	}
	if (!is_blank(n->mass) && d->open[d->nopen - 1].kind == SHEET_PART &&
	    is_blank(n->portion)) { /* of one piece */
		t->amount.amount = n->mass;
		t->amount.unit = n->mass_unit;
		return true;
	}
	if (!share_by_mass(d, n, &share))
		return false;
	if (!is_blank(n->portion)) {
		t->amount.amount = n->portion;
		return share == BOM_NONE || !is_far_off(d, t, share) ||
		       put_share(d, n, share, t);
	}
	if (share != BOM_NONE)
		return put_share(d, n, share, t);
	t->amount.amount.text = STR("present");
	t->amount.unit.text = STR("");
	if (!is_blank(n->mass))
		findings_warn(in->f, ST_UNIT, bom_pos(in->b, n->mass.at),
		    "a mass in something that is not counted in pieces: "
		    "expected a percentage; how much it is is taken as not "
		    "known");
	return true;
}

static size_t
digits_of(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += isdigit((unsigned char)s.p[i]) != 0;
	return n;
}

static bool
put_substance(struct datasheet *d, const struct datasheet_node *n)
{
	const struct input *in = d->parts.in;
	const struct field none = { { "", 0 }, n->at };
	struct content_text t = { none, none, none, n->name, none,
		{ none, none, none, none }, { STR("own"), n->at }, none, none,
		none, n->at };
	struct str cas = str_trim(n->cas.text);

	if (cas_valid(cas))
		t.cas = (struct field){ cas, n->cas.at };
	else if (digits_of(cas) >= 5)
		findings_warn(in->f, ST_RANGE, bom_pos(in->b, n->cas.at),
		    "\"%.*s\" is no CAS number, its check digit is another: "
		    "expected one; the substance is known by its name only",
		    STR_ARG(str_clip(cas, 60)));
	if (str_trim(t.name.text).n == 0 && t.cas.text.n == 0)
		t.name.text = STR("substance without a name");
	if (!put_amount(d, n, &t))
		return false;
	return nested_content(&d->parts, &t);
}

/* What may stand below what; false: told. */
static bool
may_stand(
    const struct datasheet *d, size_t depth, const struct datasheet_node *n)
{
	const struct input *in = d->parts.in;
	const char *what = NULL;

	if (d->below_substance)
		what =
		    "a row below a substance: expected it below the material "
		    "or part that it is in";
	else if (n->kind == SHEET_SUBSTANCE && depth == 0)
		what = "a substance that is in nothing: expected the material "
		       "or part that holds it above it";
	else if (n->kind == SHEET_PART && depth > 0 &&
		 d->open[depth - 1].kind == SHEET_MATERIAL)
		what = "a part below a material: expected it below a part";
	else if (n->kind != SHEET_SUBSTANCE && is_blank(n->name) &&
		 is_blank(n->number))
		what = "a part or material without a name and a number: "
		       "expected one of them";
	if (what == NULL)
		return true;
	findings_error(in->f, ST_SCHEMA, bom_pos(in->b, n->at), "%s", what);
	return false;
}

bool
datasheet_node(
    struct datasheet *d, size_t depth, const struct datasheet_node *n)
{
	struct datasheet_level *list =
	    array_grow(d->open, &d->open_cap, d->nopen + 1, sizeof(*list));

	if (list == NULL)
		return false;
	d->open = list;
	if (!close_to(d, depth))
		return false;
	if (!may_stand(d, d->nopen, n))
		return true;
	if (n->kind == SHEET_SUBSTANCE) {
		d->below_substance = true;
		return put_substance(d, n);
	}
	list[d->nopen] =
	    (struct datasheet_level){ .kind = n->kind, .mass = BOM_NONE };
	if (n->kind == SHEET_PART ? !open_part(d, n) : !open_material(d, n))
		return false;
	d->nopen++;
	return true;
}
