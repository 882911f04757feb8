/* SPDX-License-Identifier: Apache-2.0 */
/*
 * aas_content - what a submodel says that an asset is made of; see aas.h.
 *
 * A material or a substance is a group of properties: a name, a number, an
 * amount.  The unit is that of the concept; without one nobody knows how much
 * it is.
 */
#include "core/bom/aas/aas.h"

#include "core/bom/field/numeral.h"
#include "core/chem/cas.h"

struct material {
	struct aas_text name, cas;
	uint32_t amount; /* node; BOM_NONE */
};

enum part { PART_NAME, PART_CAS, PART_AMOUNT };

static const struct {
	const char *name;
	enum part is;
} parts[] = {
	{ "batterymaterialname", PART_NAME },
	{ "hazardoussubstancename", PART_NAME },
	{ "substancename", PART_NAME },
	{ "materialname", PART_NAME },
	{ "batterymaterialidentifier", PART_CAS },
	{ "hazardoussubstanceidentifier", PART_CAS },
	{ "casnumber", PART_CAS },
	{ "casno", PART_CAS },
	{ "cas", PART_CAS },
	{ "batterymaterialmass", PART_AMOUNT },
	{ "hazardoussubstanceconcentration", PART_AMOUNT },
	{ "concentration", PART_AMOUNT },
	{ "substancemass", PART_AMOUNT },
	{ "materialmass", PART_AMOUNT },
	{ "massfraction", PART_AMOUNT },
};

static bool
is_composition(const struct aas *x, const struct aas_node *s)
{
	static const char *const words[] = { "materialcomposition",
		"material_composition", "substance", "materialdeclaration",
		"material_declaration" };
	struct str name = aas_get(x, s->name);

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (aas_speaks_of(x, s, words[i]) ||
		    aas_has_word(name, words[i]))
			return true;
	return false;
}

/* The properties in one group; false: it is no material. */
static bool
find_material(const struct aas *x, uint32_t i, struct material *m)
{
	*m = (struct material){ .amount = BOM_NONE };
	for (uint32_t k = i + 1; k < x->node[i].end; k = x->node[k].end) {
		const struct aas_node *n = &x->node[k];
		struct str name = aas_get(x, n->name);

		for (size_t p = 0; p < sizeof(parts) / sizeof(parts[0]); p++) {
			if (n->value.id == 0 ||
			    !aas_is_called(name, parts[p].name))
				continue;
			if (parts[p].is == PART_NAME && m->name.id == 0)
				m->name = n->value;
			else if (parts[p].is == PART_CAS && m->cas.id == 0)
				m->cas = n->value;
			else if (parts[p].is == PART_AMOUNT &&
				 m->amount == BOM_NONE)
				m->amount = k;
		}
	}
	return m->name.id != 0 || m->cas.id != 0;
}

/* A number above nought, in a unit of mass or share; else some is there. */
static bool
is_amount(struct aas *x, const struct material *m)
{
	const struct aas_node *n;
	enum dimension dim;
	struct findings quiet = { 0 };
	bool is;
	mpq_t q;

	if (m->amount == BOM_NONE)
		return false;
	n = &x->node[m->amount];
	dim = unit_dimension(unit_find(aas_unit(x, n).text));
	if (dim != DIM_MASS && dim != DIM_SHARE) {
		aas_count(&x->nunits, &x->units_at, n->value.at);
		return false;
	}
	mpq_init(q);
	is = numeral_read(x->in->b, str_trim(aas_get(x, n->value)), n->value.at,
		 q, &quiet) == ST_OK &&
	     mpq_sgn(q) > 0;
	mpq_clear(q);
	findings_free(&quiet);
	if (!is)
		aas_say_odd(x, n->value, "the amount of a material");
	return is;
}

static bool
put_material(struct aas *x, const struct aas_node *at, const struct material *m,
    uint32_t ref)
{
	const struct field none = { STR(""), at->at };
	struct content_text t = { none, none, none, none, none,
		{ none, none, none, none }, { STR("total"), at->at }, none,
		none, none, at->at };
	struct field number = aas_field(x, m->cas);
	uint32_t first;

	t.name = aas_field(x, m->name);
	number.text = str_trim(number.text);
	if (cas_valid(number.text))
		t.cas = number;
	else if (m->name.id == 0)
		t.name = number;
	else if (m->cas.id != 0)
		aas_say_odd(x, m->cas, "a CAS number");
	if (m->name.id == 0)
		t.name.at = number.at;
	if (is_amount(x, m)) {
		t.amount.amount = aas_field(x, x->node[m->amount].value);
		t.amount.unit = aas_unit(x, &x->node[m->amount]);
	} else {
		t.amount.amount = (struct field){ STR("present"), at->at };
	}
	return fields_content(x->in->b, x->in->chem, &t, ref, x->in->decl,
		   &first, x->in->f) != ST_NOMEM;
}

static bool
read_submodel(struct aas *x, uint32_t s)
{
	const struct item said = { .value = BOM_NONE,
		.mass = amount_unknown() };
	uint32_t ref = BOM_NONE;
	struct material m;

	for (uint32_t i = s; i < x->node[s].end; i++) {
		if (!find_material(x, i, &m))
			continue;
		if (ref == BOM_NONE &&
		    (!aas_item(x, x->node[s].shell, &ref) ||
			!stated_item(&x->said, ref, x->node[s].at, &said)))
			return false;
		if (!put_material(x, &x->node[i], &m, ref))
			return false;
	}
	return true;
}

bool
aas_content(struct aas *x)
{
	for (uint32_t s = 0; s < x->n; s++)
		if (x->node[s].kind == AAS_SUBMODEL && !x->node[s].template &&
		    is_composition(x, &x->node[s]) && !read_submodel(x, s))
			return false;
	return true;
}
