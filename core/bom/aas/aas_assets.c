/* SPDX-License-Identifier: Apache-2.0 */
/*
 * aas_assets - which item a shell or an entity is of, and what nameplates and
 * technical data say of it; see aas.h.
 *
 * An asset is known by its global id, which every structure uses; where it has
 * none, by its part number; an entity that has neither by its path.
 */
#include "core/bom/aas/aas.h"

#include "core/base/limits.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* What submodels say of the asset of a shell. */
struct facts {
	struct aas_text maker, number, name, type, country;
	uint32_t mass; /* node; BOM_NONE */
	bool masses;   /* there are several, which differ */
};

/* The id of what a node without one is in. */
static struct str
id_above(struct aas *x, uint32_t i, uint32_t *until)
{
	uint32_t k = i;

	for (; x->node[k].kind == AAS_ELEMENT; k = x->node[k].up) {
		const struct aas_node *n = &x->node[aas_same(x, k)];

		*until = k;
		if (k != i && n->asset.id != 0)
			return aas_get(x, n->asset);
	}
	*until = k;
	return aas_get(
	    x, x->node[k].id.id != 0 ? x->node[k].id : x->node[k].name);
}

/* ".../EntryNode/Rotor/Magnet" below what has an id. */
static bool
ref_of_path(struct aas *x, uint32_t i, uint32_t *ref)
{
	uint32_t until;
	struct str above = id_above(x, i, &until);
	size_t n = above.n;
	char *text, *p;

	for (uint32_t k = i; k != until; k = x->node[k].up)
		n += aas_get(x, x->node[k].name).n + 1;
	text = malloc(n + 1);
	if (text == NULL)
		return false;
	memcpy(text, above.p, above.n);
	p = text + n;
	for (uint32_t k = i; k != until; k = x->node[k].up) {
		struct str name = aas_get(x, x->node[k].name);

		p -= name.n;
		memcpy(p, name.p, name.n);
		*--p = '/';
	}
	if (n == 0 || n > LIMIT_TEXT) {
		findings_error(x->in->f, ST_INCOMPLETE,
		    bom_pos(x->in->b, x->node[i].at),
		    "an asset %s: expected its globalAssetId",
		    n == 0 ? "without an id" : "along too long a path");
		n = 0;
	}
	*ref = bom_ref(x->in->b, n > 0 ? (struct str){ text, n } : STR("?"),
	    STR(""), STR(""), x->node[i].at);
	free(text);
	return true;
}

bool
aas_item(struct aas *x, uint32_t node, uint32_t *ref)
{
	uint32_t i = aas_same(x, node);
	struct aas_node *n = &x->node[i];
	struct bom *b = x->in->b;
	bool ok = true;

	if (n->ref == BOM_NONE) {
		if (n->asset.id != 0)
			n->ref = bom_ref(
			    b, aas_get(x, n->asset), STR(""), STR(""), n->at);
		else if (n->number.id != 0)
			n->ref = bom_ref(b, aas_get(x, n->number),
			    bom_text_get(b, n->maker), STR(""), n->at);
		else
			ok = ref_of_path(x, i, &n->ref);
	}
	*ref = n->ref;
	return ok && *ref != BOM_NONE;
}

/* ---- facts */

static void
take(struct aas_text *to, const struct aas_node *n)
{
	if (to->id == 0)
		*to = n->value;
}

static bool
has_any(struct str name, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (aas_has_word(name, words[i]))
			return true;
	return false;
}

/* Is it in a group that may be of something else: of a brake in a motor, of
 * the packaging, of what a vehicle carries? */
static bool
is_aside(const struct aas *x, uint32_t i)
{
	static const char *const own[] = { "technical", "propert", "general",
		"dimension", "weight", "mass", "mechanic", "physical",
		"product", "data", "section", "area" };
	static const char *const other[] = { "pack", "load", "transport",
		"ship", "gross", "access" };

	for (i = x->node[i].up; i != BOM_NONE && x->node[i].kind == AAS_ELEMENT;
	     i = x->node[i].up) {
		struct str name = aas_get(x, x->node[i].name);

		/* one in a list has no name */
		if (name.n > 0 && (!has_any(name, own, LENGTH(own)) ||
				      has_any(name, other, LENGTH(other))))
			return true;
	}
	return false;
}

static void
take_mass(struct aas *x, struct facts *f, uint32_t i)
{
	if (x->node[i].value.id == 0 || is_aside(x, i))
		return;
	if (f->mass == BOM_NONE)
		f->mass = i;
	else if (x->node[f->mass].value.id != x->node[i].value.id ||
		 !str_eq(aas_unit(x, &x->node[f->mass]).text,
		     aas_unit(x, &x->node[i]).text))
		f->masses = true;
}

static void
take_fact(struct aas *x, struct facts *f, uint32_t i)
{
	static const struct {
		const char *name;
		size_t at; /* of a text in facts; 0: a mass */
	} names[] = {
		{ "manufacturername", offsetof(struct facts, maker) },
		{ "manufacturer", offsetof(struct facts, maker) },
		{ "manufacturerarticlenumber", offsetof(struct facts, number) },
		{ "productarticlenumberofmanufacturer",
		    offsetof(struct facts, number) },
		{ "manufacturerpartnumber", offsetof(struct facts, number) },
		{ "ordercodeofmanufacturer", offsetof(struct facts, number) },
		{ "manufacturerordercode", offsetof(struct facts, number) },
		{ "manufacturerproductdesignation",
		    offsetof(struct facts, name) },
		{ "manufacturerproducttype", offsetof(struct facts, type) },
		{ "productdesignation", offsetof(struct facts, name) },
		{ "countryoforigin", offsetof(struct facts, country) },
	};
	static const char *const masses[] = { "netweight", "netmass", "weight",
		"mass", "productweight", "productmass", "batterymass" };
	const struct aas_node *n = &x->node[i];
	struct str name = aas_get(x, n->name);

	for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++)
		if (n->value.id != 0 && aas_is_called(name, names[k].name))
			take((struct aas_text *)(void *)((char *)f +
							 names[k].at),
			    n);
	for (size_t k = 0; k < sizeof(masses) / sizeof(masses[0]); k++)
		if (aas_is_called(name, masses[k]))
			take_mass(x, f, i);
}

/* A submodel that says what the asset is. */
static bool
is_about(const struct aas *x, const struct aas_node *s)
{
	static const char *const words[] = { "nameplate", "technicaldata",
		"technical_data", "identification" };
	struct str name = aas_get(x, s->name);

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]) && !s->template;
	     i++)
		if (aas_speaks_of(x, s, words[i]) ||
		    aas_is_called(name, words[i]))
			return true;
	return false;
}

/* ---- what they become */

static bool
state_mass(struct aas *x, const struct facts *f, struct item *said)
{
	const struct aas_node *n;
	struct findings quiet = { 0 };
	struct input in = *x->in;
	struct measured_fields m = { .value = { STR(""), { 0 } } };
	struct measured mass = { 0 };
	struct amount least;
	struct str s;
	bool ok;

	if (f->mass == BOM_NONE)
		return true;
	n = &x->node[f->mass];
	if (f->masses) {
		aas_say_odd(x, n->value, "one of several masses of one asset");
		return true;
	}
	m.value = aas_field(x, n->value);
	m.unit = aas_unit(x, n);
	s = str_trim(m.value.text);
	if (m.unit.text.n == 0 && !char_is_letter(s.p[s.n - 1])) {
		aas_count(&x->nunits, &x->units_at, n->value.at);
		return true;
	}
	in.f = &quiet;
	ok = measured_take(&in, &m, &mass) &&
	     measured_state(&in, &mass, UNIT_EACH, said);
	least = said->mass;
	if (ok &&
	    (quiet.errors > 0 || !said->has_mass || least.hi == NUM_ZERO)) {
		said->has_mass = 0;
		said->mass = amount_unknown();
		aas_say_odd(x, n->value, "a mass");
	}
	findings_free(&quiet);
	return ok;
}

/* The number that people know it by, and what it is. */
static bool
name_of(struct aas *x, const struct aas_node *shell, const struct facts *f,
    uint32_t *name)
{
	char text[400] = "";
	struct str what = aas_get(x, f->name.id != 0   ? f->name
				     : f->type.id != 0 ? f->type
						       : shell->name);

	if (f->number.id != 0 && shell->asset.id != 0)
		str_add(text, sizeof(text), "%.*s ",
		    STR_ARG(str_clip(aas_get(x, f->number), 150)));
	str_add(text, sizeof(text), "%.*s", STR_ARG(str_clip(what, 200)));
	*name = bom_text(x->in->b, str_trim(str_of(text)));
	return *name != INTERN_NONE;
}

static bool
state_country(struct aas *x, const struct facts *f, uint32_t ref)
{
	struct findings quiet = { 0 };
	char code[3] = "";
	bool known;

	if (f->country.id == 0)
		return true;
	known = fields_country(
		    x->in->b, aas_field(x, f->country), code, &quiet) == ST_OK;
	findings_free(&quiet);
	if (!known)
		aas_say_odd(x, f->country, "a country of origin");
	return !known ||
	       stated_made_in(&x->said, ref, code, x->in->decl, f->country.at);
}

static bool
state_shell(struct aas *x, uint32_t i, const struct facts *f)
{
	struct aas_node *n = &x->node[i];
	struct item said = { .value = BOM_NONE, .mass = amount_unknown() };
	struct bom *b = x->in->b;
	struct aas_text number = n->number.id != 0 ? n->number : f->number;
	uint32_t ref;

	n->number = number;
	n->maker = f->maker.id;
	if (!state_mass(x, f, &said) || !name_of(x, n, f, &said.name) ||
	    !aas_item(x, i, &ref))
		return false;
	if (said.has_mass)
		said.dim = DIM_EACH;
	if (!stated_item(&x->said, ref, n->at, &said) ||
	    !state_country(x, f, ref))
		return false;
	return n->asset.id == 0 || number.id == 0 ||
	       bom_add_maker_part(b, (struct maker_part){ ref, number.id,
					 f->maker.id, number.at });
}

/* A shell of nothing but templates is one itself. */
static bool
is_item(const struct aas *x, const struct aas_node *n, const struct facts *f)
{
	if (f->maker.id != 0 || f->number.id != 0 || f->name.id != 0 ||
	    f->type.id != 0 || f->country.id != 0 || f->mass != BOM_NONE)
		return true;
	for (uint32_t s = n->list; s != BOM_NONE; s = x->node[s].list)
		if (!x->node[s].template)
			return !n->nobodys;
	return false;
}

bool
aas_assets(struct aas *x)
{
	for (uint32_t i = 0; i < x->n; i++) {
		struct facts f = { .mass = BOM_NONE };

		if (x->node[i].kind != AAS_SHELL)
			continue;
		for (uint32_t s = x->node[i].list; s != BOM_NONE;
		     s = x->node[s].list)
			if (is_about(x, &x->node[s]))
				for (uint32_t k = s + 1; k < x->node[s].end;
				     k++)
					take_fact(x, &f, k);
		if (is_item(x, &x->node[i], &f) && !state_shell(x, i, &f))
			return false;
	}
	return true;
}
