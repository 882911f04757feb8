/* SPDX-License-Identifier: Apache-2.0 */
/* pack_test - one test of a rule; see pack_xml.h. */
#include "core/rules/pack/pack_xml.h"

#include "core/rules/deal/sent.h"

#include <string.h>

static bool
is_named(const xmlNode *node, const char *name)
{
	return strcmp((const char *)node->name, name) == 0;
}

static const struct origin_rule *
find_origin(const struct pack *p, struct str id)
{
	for (size_t i = 0; i < p->norigin; i++)
		if (str_is(id, p->origin[i].id))
			return &p->origin[i];
	return NULL;
}

/* By what value is counted: nothing said leaves it as it is. */
void
pack_counts(struct pack_reader *r, const xmlNode *node, struct rule_test *t)
{
	struct str counts = document_text(&r->d, node, "counts");

	if (counts.n > 0)
		t->counts =
		    (uint8_t)(str_is(counts, "element")    ? COUNT_ELEMENT
			      : str_is(counts, "material") ? COUNT_MATERIAL
							   : COUNT_ITEM);
	if (t->counts == COUNT_ITEM && (t->forms == 0 || t->forms_not))
		findings_error(r->d.f, ST_INCOMPLETE, document_at(&r->d, node),
		    "counts=\"item\" counts whole items: expected in, with "
		    "the forms of these");
}

/* Whose prices are taken where the user names none. */
static void
read_method(struct pack_reader *r, const xmlNode *node, struct rule_test *t)
{
	struct str method = document_text(&r->d, node, "method");

	for (int m = METHOD_MARKET; m < METHOD_COUNT; m++)
		if (str_is(method, value_method_name((enum value_method)m)))
			t->method = (uint8_t)m;
}

/* Where it stops counting. */
void
pack_stop(struct pack_reader *r, const xmlNode *node, struct rule_test *t)
{
	uint32_t stop = pack_forms(r, node, "stops-at");

	if (stop != 0)
		t->stop = stop;
	if (t->stop != 0 && test_is_by_mass(t))
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "stops-at of a share of mass: expected it of a presence or "
		    "a share of value");
}

#define FORM_BIT(f) ((uint32_t)1 << FORM_##f)

/* What is at a level where the pack does not name forms. */
static const struct {
	uint32_t units, unsure;
} levels[LEVEL_COUNT] = {
	[LEVEL_PART] = { FORM_BIT(PART) | FORM_BIT(COMPONENT) |
			     FORM_BIT(ASSEMBLY),
	    0 },
	[LEVEL_MATERIAL] = { FORM_BIT(ORE) | FORM_BIT(CONCENTRATE) |
				 FORM_BIT(OXIDE) | FORM_BIT(SALT) |
				 FORM_BIT(COMPOUND) | FORM_BIT(METAL) |
				 FORM_BIT(ALLOY) | FORM_BIT(TARGET) |
				 FORM_BIT(MAGNET) | FORM_BIT(PHOSPHOR) |
				 FORM_BIT(CATALYST) | FORM_BIT(CERAMIC) |
				 FORM_BIT(CRYSTAL) | FORM_BIT(FIBRE) |
				 FORM_BIT(GLASS) | FORM_BIT(MATERIAL),
	    0 },
	[LEVEL_ARTICLE] = { FORM_BIT(MAGNET) | FORM_BIT(PART) |
				FORM_BIT(COMPONENT) | FORM_BIT(ASSEMBLY) |
				FORM_BIT(PRODUCT),
	    FORM_BIT(TARGET) | FORM_BIT(CATALYST) | FORM_BIT(CERAMIC) |
		FORM_BIT(CRYSTAL) | FORM_BIT(FIBRE) | FORM_BIT(GLASS) |
		FORM_BIT(MATERIAL) | FORM_BIT(WASTE) },
	[LEVEL_PRODUCT] = { FORM_BIT(PRODUCT), 0 },
};

/* Within which time what goes out is added up; and to whom it goes. */
static void
read_over(struct pack_reader *r, const xmlNode *node, struct rule_test *t)
{
	struct str over = document_text(&r->d, node, "over");

	for (int o = OVER_SHIPMENT; o < OVER_COUNT; o++)
		if (str_is(over, over_name((enum over)o)))
			t->over = (uint8_t)o;
	if (each_is_party((enum each)t->each) && !t->shipment)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "each=\"%s\" of %s: expected it of a shipment-mass or a "
		    "shipment-value, whose goods go to somebody",
		    each_name((enum each)t->each), (const char *)node->name);
	if (t->over != OVER_SHIPMENT && t->each != EACH_SUM &&
	    !each_is_party((enum each)t->each))
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "over=\"%s\" with each=\"%s\": expected all together, or "
		    "each end user or consignee",
		    over_name((enum over)t->over),
		    each_name((enum each)t->each));
}

/* Of what its limit is one, and whether each element is held against it. */
static void
read_level(struct pack_reader *r, const xmlNode *node, struct rule_test *t)
{
	struct str per = document_text(&r->d, node, "per");
	struct str each = document_text(&r->d, node, "each");
	uint32_t forms = pack_forms(r, node, "per-forms");

	while (per.n > 0 && t->per < LEVEL_COUNT - 1 &&
	       !str_is(per, level_name((enum level)t->per)))
		t->per++;
	for (int e = EACH_SUM; e < EACH_COUNT; e++)
		if (str_is(each, each_name((enum each)e)))
			t->each = (uint8_t)e;
	read_over(r, node, t);
	t->units = forms != 0 ? forms : levels[t->per].units;
	t->unsure = forms != 0 ? 0 : levels[t->per].unsure;
	if (forms != 0 && t->per == LEVEL_ITEM)
		findings_error(r->d.f, ST_INCOMPLETE, document_at(&r->d, node),
		    "per-forms without a level: expected per, with the level "
		    "that things of these forms are at");
	if (t->as_oxide &&
	    (t->each == EACH_SUBSTANCE || (t->of != NULL && t->of->whole)))
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "stated-as=\"%s\" of %s: expected it of a mass of rare "
		    "earths, each element or all together",
		    t->as_named ? "substance" : "oxide",
		    t->each == EACH_SUBSTANCE ? "each substance"
					      : "whole items");
	if (t->each == EACH_SUBSTANCE && t->kind == TEST_AMONG)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "each=\"substance\" with among: expected each element, or "
		    "all together");
	if (t->each == EACH_SUBSTANCE &&
	    (test_is_money(t) || (t->of != NULL && t->of->whole)))
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "each=\"substance\" of %s, which has no substances: "
		    "expected it of a mass of rare earths",
		    test_is_money(t) ? "a value" : "whole items");
	if (t->of_item && t->per == LEVEL_MATERIAL)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "per=\"homogeneous-material\" of whole items, which are "
		    "put together of such: expected another level");
	if (t->per != LEVEL_ITEM && t->kind == TEST_ANNUAL)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "per=\"%s\" of %s %s, which is one of all that "
		    "goes out: expected none",
		    level_name((enum level)t->per), t->shipment ? "a" : "an",
		    test_name(t));
	else if (t->per == LEVEL_MATERIAL && !test_is_by_mass(t))
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "per=\"homogeneous-material\" of a %s: expected it of a "
		    "mass-share",
		    (const char *)node->name);
}

/* Whatever there is went through one of the stages, somewhere. */
static bool
origin_is_everything(const struct origin_rule *o)
{
	return origin_is_any(o) && o->policy == POLICY_ANY_STAGE &&
	       o->stages == (1u << STAGE_COUNT) - 1;
}

/* One country after the other: of whose origin, and of which test. */
static void
check_country(
    struct pack_reader *r, const xmlNode *node, const struct rule_test *t)
{
	bool each = t->each == EACH_COUNTRY;

	if (t->origin != NULL && t->origin->by_stage != NULL &&
	    (each || t->kind == TEST_ITEM))
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "origin %s, of which each stage has its own countries, "
		    "%s: expected one with countries for all of them",
		    t->origin->id,
		    each ? "with each=\"country\"" : "of the item itself");
	if (each && t->origin == NULL)
		findings_error(r->d.f, ST_INCOMPLETE, document_at(&r->d, node),
		    "each=\"country\" without an origin: expected the id of "
		    "one, which says at which stages a country counts");
	else if (!each && t->origin != NULL && origin_is_everything(t->origin))
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "origin %s, which is any stage in any country and tells "
		    "none from another: expected some of the stages, or "
		    "each=\"country\" in a trigger",
		    t->origin->id);
}

static const struct materials *
same_in_any_guise(struct pack_reader *r, const struct materials *of)
{
	struct materials *m = TAKE(&r->p->mem, struct materials, 1);

	if (m == NULL) {
		findings_error(r->d.f, ST_NOMEM, of->at, "out of memory");
		return NULL;
	}
	*m = *of;
	memset(m->guises, 0, sizeof(m->guises));
	m->named = NULL;
	return m;
}

static bool
has_readings(const xmlNode *node)
{
	return xml_element(node->children) != NULL;
}

/* Among which others the materials are a share. */
static void
read_among(struct pack_reader *r, const xmlNode *node, struct rule_test *t)
{
	struct str id = document_text(&r->d, node, "among");
	bool guises = false;

	if (id.n == 0 || t->of == NULL)
		return;
	t->itself = str_is(id, "itself");
	t->among =
	    t->itself ? same_in_any_guise(r, t->of) : pack_materials(r->p, id);
	if (t->among == NULL && t->itself)
		return;
	if (t->among == NULL) {
		pack_unknown(r, node, "among", r->p->materials,
		    r->p->nmaterials, sizeof(*r->p->materials));
		return;
	}
	t->by_value = t->kind == TEST_VALUE_SHARE;
	t->kind = TEST_AMONG;
	if (t->by_value &&
	    (has_readings(node) ||
		!(document_text(&r->d, node, "counts").n == 0 ||
		    str_is(document_text(&r->d, node, "counts"), "element"))))
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "a share of value among others by readings, materials or "
		    "whole items: expected that of the elements themselves");
	for (int e = 0; e < NELEM; e++)
		guises |= t->among->guises[e] != 0;
	guises |= t->among->named != NULL;
	if (guises || t->among->whole)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "among=\"%s\", which has %s: expected materials that count "
		    "in any guise",
		    t->among->id,
		    t->among->whole   ? "whole"
		    : t->among->named ? "substances"
				      : "as");
	if ((t->of->elements & ~t->among->elements) != 0)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "%s has elements that %s has not: expected a share of some "
		    "of these",
		    t->of->id, t->among->id);
	for (int e = 0; e < NELEM; e++)
		guises |= t->of->guises[e] != 0 || t->of->named != NULL;
	if (t->of->elements == t->among->elements && t->origin == NULL &&
	    !guises)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "a share of %s among the same elements of any origin is "
		    "all "
		    "of them: expected an origin, or fewer elements",
		    t->of->id);
}

static void
read_kind(const xmlNode *node, struct rule_test *t)
{
	static const struct {
		const char *name;
		enum test_kind kind;
		bool shipment;
	} kinds[] = { { "presence", TEST_PRESENCE, false },
		{ "value", TEST_PRESENCE, false },
		{ "mass-share", TEST_MASS_SHARE, false },
		{ "value-share", TEST_VALUE_SHARE, false },
		{ "annual-mass", TEST_ANNUAL, false },
		{ "annual-value", TEST_ANNUAL, false },
		{ "shipment-mass", TEST_ANNUAL, true },
		{ "shipment-value", TEST_ANNUAL, true } };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (is_named(node, kinds[i].name)) {
			t->kind = (uint8_t)kinds[i].kind;
			t->shipment = kinds[i].shipment;
		}
}

/* The tariff codes of the item itself. */
static void
read_codes(struct pack_reader *r, const xmlNode *node, struct rule_test *t)
{
	struct str in = document_text(&r->d, node, "hs");
	struct str out = document_text(&r->d, node, "not-hs");

	pack_once(r, node, "hs");
	pack_once(r, node, "not-hs");
	t->hs_not = out.n > 0;
	t->hs = out.n > 0 ? out.p : in.n > 0 ? in.p : NULL;
	if (in.n > 0 && out.n > 0)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "both hs and not-hs: expected one of them");
	else if (t->hs == NULL && t->forms == 0 && t->mass == NULL &&
		 t->value == NULL)
		findings_error(r->d.f, ST_INCOMPLETE, document_at(&r->d, node),
		    "an item without forms and hs: expected what it is, by its "
		    "form, its tariff code, its mass or its value");
}

/* Whole items: their mass, of one, of all that goes out, or as a share of that
 * of the item. */
static void
read_whole(struct pack_reader *r, const xmlNode *node, struct rule_test *t)
{
	bool among = document_text(&r->d, node, "among").n > 0;

	t->of_item = t->kind == TEST_MASS_SHARE && !among;
	if ((t->kind != TEST_PRESENCE && t->kind != TEST_ANNUAL &&
		!t->of_item) ||
	    t->currency != NULL || t->process || t->forms == 0 || t->forms_not)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "%s counts whole items: expected presence of it, or a "
		    "share of mass, with in, and no process",
		    t->of->id);
	else if (t->of_item)
		t->kind = TEST_AMONG;
}

/* What counts in some substances alone, and perhaps by their mass. */
static void
check_names(
    struct pack_reader *r, const xmlNode *node, const struct rule_test *t)
{
	const struct named_substances *of = t->of != NULL ? t->of->named : NULL;

	if (of != NULL && (t->currency != NULL || t->kind == TEST_VALUE_SHARE))
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "a value of %s, which names substances: expected a mass of "
		    "it, for prices are those of elements",
		    t->of->id);
	if (t->as_named && t->of != NULL &&
	    (of == NULL || !of->single || of->elements != t->of->elements))
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "stated-as=\"substance\" of %s: expected materials with "
		    "substances alone, of one rare earth each, and each rare "
		    "earth in one of them",
		    t->of->id);
}

void
pack_test(struct pack_reader *r, const xmlNode *node, struct rule_test *t)
{
	struct str origin = document_text(&r->d, node, "origin");

	t->at = document_keep(&r->d, node);
	t->clause = pack_clause(r, node);
	t->origin = find_origin(r->p, origin);
	if (origin.n > 0 && t->origin == NULL)
		pack_unknown(r, node, "origin", r->p->origin, r->p->norigin,
		    sizeof(*r->p->origin));
	if (is_named(node, "item")) {
		t->kind = TEST_ITEM;
		t->forms =
		    pack_forms_or(r, node, "forms", "not-forms", &t->forms_not);
		t->mass = pack_own_limit(r, node, false);
		t->value = pack_own_limit(r, node, true);
		read_codes(r, node, t);
		check_country(r, node, t);
		return;
	}
	read_kind(node, t);
	if (is_named(node, "value") || is_named(node, "annual-value") ||
	    is_named(node, "shipment-value"))
		pack_test_currency(r, node, t);
	t->process = pack_yes(r, node, "process", false);
	t->as_named =
	    str_is(document_text(&r->d, node, "stated-as"), "substance");
	t->as_oxide = t->as_named ||
		      str_is(document_text(&r->d, node, "stated-as"), "oxide");
	t->forms = pack_forms_or(r, node, "in", "not-in", &t->forms_not);
	t->of = pack_materials(r->p, document_text(&r->d, node, "of"));
	if (t->of == NULL)
		pack_unknown(r, node, "of", r->p->materials, r->p->nmaterials,
		    sizeof(*r->p->materials));
	else if (t->of->whole)
		read_whole(r, node, t);
	check_names(r, node, t);
	t->together = pack_yes(r, node, "together", false);
	read_among(r, node, t);
	if (test_is_money(t)) {
		pack_counts(r, node, t);
		read_method(r, node, t);
	}
	pack_stop(r, node, t);
	read_level(r, node, t);
	check_country(r, node, t);
	pack_test_limit(r, node, t);
}
