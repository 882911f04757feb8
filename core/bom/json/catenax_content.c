/* SPDX-License-Identifier: Apache-2.0 */
/*
 * catenax_content - what an asset holds, and where that is from; see catenax.h.
 *
 * All of it is said of the whole asset, whatever parts it has.
 */
#include "core/bom/field/numeral.h"
#include "core/bom/json/catenax.h"
#include "core/chem/cas.h"

#include <stdlib.h>
#include <string.h>

struct str
cx_unit(struct str text)
{
	static const struct {
		const char *name, *ours;
	} names[] = { { "piece", "each" }, { "gram", "g" },
		{ "kilogram", "kg" }, { "milligram", "mg" },
		{ "microgram", "ug" }, { "tonneMetricTon", "t" },
		{ "tonne", "t" }, { "metre", "m" }, { "centimetre", "cm" },
		{ "millimetre", "mm" }, { "kilometre", "km" },
		{ "squareMetre", "m2" }, { "squareCentimetre", "cm2" },
		{ "squareMillimetre", "mm2" }, { "cubicMetre", "m3" },
		{ "litre", "l" }, { "millilitre", "ml" }, { "percent", "%" },
		{ "partPerMillion", "ppm" }, { "partPerBillionUs", "ppb" },
		{ "partPerBillion", "ppb" }, { "KGM", "kg" }, { "GRM", "g" },
		{ "MGM", "mg" }, { "TNE", "t" }, { "LBR", "lb" },
		{ "ONZ", "oz" } };
	const char *p = memrchr(text.p, '#', text.n);

	if (p != NULL)
		text = (struct str){ p + 1, text.n - (size_t)(p + 1 - text.p) };
	if (str_starts(text, "unit:"))
		text = (struct str){ text.p + 5, text.n - 5 };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_is(text, names[i].name))
			return str_of(names[i].ours);
	return text;
}

/* The mass of a material is that of all origins of it. */
static bool
total_weight(struct catenax *x, const struct cx_content *c, mpq_t total)
{
	bool any = false;
	mpq_t q;

	mpq_init(q);
	for (uint32_t i = 0; i < c->norigin; i++) {
		struct cx_origin *o = &x->origin[c->first_origin + i];

		if (o->weight.id == 0)
			continue;
		if (numeral_read(x->in->b,
			str_trim(bom_text_get(x->in->b, o->weight.id)),
			o->weight.at, q, x->in->f) != ST_OK) {
			o->weight.id = 0; /* told once */
			continue;
		}
		mpq_add(total, total, q);
		any = true;
	}
	mpq_clear(q);
	return any;
}

/* A stage by what is done: metals are smelted, alloys are melted and cast. */
static enum stage
stage_of(const struct catenax *x, const struct cx_origin *o)
{
	if (o->process.id == 0)
		return STAGE_COMPONENT;
	return str_is_nocase(bom_text_get(x->in->b, o->process.id), "Smelting")
		   ? STAGE_METAL
		   : STAGE_ALLOY;
}

/* The share of one origin: by its weight, or all of it where it is the only
 * one of its stage; else nobody says. */
static enum status
share_of(struct catenax *x, const struct cx_content *c,
    const struct cx_origin *o, const mpq_t total, struct origin *said)
{
	enum stage stage = stage_of(x, o);
	size_t n = 0;
	mpq_t q;

	for (uint32_t i = 0; i < c->norigin; i++)
		n += stage_of(x, &x->origin[c->first_origin + i]) == stage;
	said->stage = (uint8_t)stage;
	if (n > 1)
		said->share.lo = NUM_ZERO;
	if (o->weight.id == 0 || mpq_sgn(total) == 0)
		return ST_OK;
	mpq_init(q);
	if (numeral_read(x->in->b,
		str_trim(bom_text_get(x->in->b, o->weight.id)), o->weight.at, q,
		x->in->f) == ST_OK) {
		mpq_div(q, q, total);
		said->share.lo = said->share.hi = numtab_put(&x->in->b->num, q);
		said->blend = 1;
	}
	mpq_clear(q);
	return said->share.hi != INTERN_NONE ? ST_OK : fields_nomem(x->in->f);
}

static bool
put_origins(struct catenax *x, const struct cx_content *c, uint32_t line,
    const mpq_t total)
{
	struct bom *b = x->in->b;
	uint32_t first = (uint32_t)b->norigin;

	for (uint32_t i = 0; i < c->norigin; i++) {
		const struct cx_origin *o = &x->origin[c->first_origin + i];
		struct origin *kept = bom_add_origin(b), said;

		if (kept == NULL)
			return false;
		said = *kept;
		said.item = b->content[line].item;
		said.content = line;
		said.decl = b->content[line].decl;
		said.at = o->at;
		if (share_of(x, c, o, total, &said) != ST_OK)
			return false;
		if (o->country.id == 0 ||
		    fields_country(b, cx_field(x, o->country), said.country,
			x->in->f) != ST_OK)
			b->norigin--;
		else
			b->origin[b->norigin - 1] = said;
	}
	b->content[line].origin_first = first;
	b->content[line].norigin = (uint32_t)b->norigin - first;
	return true;
}

/* What is called a CAS number and is none, names nothing. */
static struct field
cas_of(const struct catenax *x, const struct cx_content *c)
{
	struct field cas = cx_field(x, c->cas);

	if (c->cas.id == 0 || cas_valid(str_trim(cas.text)))
		return cas;
	findings_warn(x->in->f, ST_SYNTAX, bom_pos(x->in->b, cas.at),
	    "\"%.*s\" is no CAS number: expected one; the name counts",
	    STR_ARG(str_clip(cas.text, 40)));
	cas.text = STR("");
	return cas;
}

/* "0", "0.0": of what is listed there is some. */
static bool
is_nought(struct str s)
{
	s = str_trim(s);
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '0' && s.p[i] != '.')
			return false;
	return s.n > 0;
}

/* Is it stated as nought, in one number or as the upper end? */
static bool
says_nought(const struct bom *b, const struct measured *m)
{
	return is_nought(bom_text_get(b, m->max != 0 ? m->max : m->value));
}

/* The words for a material. */
static bool
content_text(struct catenax *x, const struct cx_content *c, const mpq_t total,
    bool weighed, struct content_text *t)
{
	struct bom *b = x->in->b;
	const struct field none = { STR(""), c->at };
	uint32_t id;
	char *text;

	*t = (struct content_text){ cx_field(x, c->element), cas_of(x, c), none,
		cx_field(x, c->name), none, { none, none, none, none },
		{ STR("total"), c->at }, none, none, none, c->at };
	if (t->element.text.n == 0 && t->cas.text.n == 0 && t->name.text.n == 0)
		t->name.text = STR("material without a name");
	if (says_nought(b, &c->amount)) {
		if (x->nnoughts++ == 0)
			x->noughts_at = c->amount.at;
		t->amount.amount.text = STR("present");
	} else if (measured_given(&c->amount)) {
		t->amount = measured_text(b, &c->amount);
	} else if (weighed) {
		text = mpq_get_str(NULL, 10, total);
		id = bom_text(b, str_of(text));
		free(text);
		if (id == INTERN_NONE)
			return false;
		t->amount.amount.text = bom_text_get(b, id);
		t->amount.unit.text = STR("kg");
	} else {
		t->amount.amount.text = STR("present");
	}
	return true;
}

static bool
put_one(struct catenax *x, const struct cx_content *c, uint32_t decl)
{
	const struct cx_aspect *a = &x->aspect[c->aspect];
	struct bom *b = x->in->b;
	struct content_text t;
	bool ok, weighed;
	uint32_t first;
	enum status st;
	mpq_t total;

	mpq_init(total);
	weighed = total_weight(x, c, total);
	ok = content_text(x, c, total, weighed, &t);
	if (ok) {
		st = fields_content(
		    b, x->in->chem, &t, a->ref, decl, &first, x->in->f);
		ok = st != ST_NOMEM;
		for (size_t i = st == ST_OK ? first : b->ncontent;
		     i < b->ncontent && ok; i++)
			ok = b->content[i].derived ||
			     put_origins(x, c, (uint32_t)i, total);
	}
	mpq_clear(total);
	return ok;
}

/* What several aspects say of one asset are several documents. */
static bool
document_of(struct catenax *x, struct cx_aspect *a, uint32_t *first)
{
	uint32_t index = (uint32_t)(a - x->aspect) + 1;
	struct declaration *d;

	if (first[a->ref] == 0 || first[a->ref] == index || a->passport) {
		first[a->ref] = index;
		return true;
	}
	d = bom_add_declaration(x->in->b);
	if (d == NULL)
		return false;
	d->at = a->at;
	a->decl = (uint32_t)x->in->b->ndecl - 1;
	first[a->ref] = index;
	return true;
}

bool
cx_put_content(struct catenax *x)
{
	uint32_t *first = calloc(x->in->b->nref + 1, sizeof(*first));
	bool ok = first != NULL;

	for (size_t i = 0; i < x->ncontent && ok; i++) {
		struct cx_aspect *a = &x->aspect[x->content[i].aspect];

		if (a->ref == BOM_NONE)
			continue;
		ok = document_of(x, a, first) &&
		     put_one(x, &x->content[i], a->decl);
	}
	free(first);
	return ok;
}
