/* SPDX-License-Identifier: Apache-2.0 */
/* pack_test - one test of a rule, and its limit; see pack_xml.h. */
#include "core/rules/pack_xml.h"

#include "core/bom/units.h"

#include <string.h>

static bool
is_named(const xmlNode *node, const char *name)
{
	return strcmp((const char *)node->name, name) == 0;
}

/* The currency of a limit, which both ends of a range share. */
static void
read_currency(struct pack_reader *r, const xmlNode *node, struct rule_test *t)
{
	const char *a = strchr(document_text(&r->d, node, "limit").p, ' ');
	struct str to = document_text(&r->d, node, "and-limit");
	const char *b = to.n > 0 ? strchr(to.p, ' ') : a;

	if (a == NULL || b == NULL)
		return; /* the schema has said so */
	t->currency = a + 1;
	if (strcmp(a, b) != 0)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "a range from%s to%s: expected one currency", a, b);
}

/* "0.1 %": the schema has seen to number, blank and unit. */
static bool
read_amount(struct pack_reader *r, const xmlNode *node, const char *name,
    bool money, mpq_ptr out, const char **text)
{
	struct str s = document_text(&r->d, node, name);
	const char *blank = memchr(s.p, ' ', s.n);
	struct error err = { 0 };
	enum unit unit;
	size_t n;

	*text = s.p;
	n = blank != NULL ? (size_t)(blank - s.p) : s.n;
	unit = money ? UNIT_EACH
	       : blank != NULL
		   ? unit_find((struct str){ blank + 1, s.n - n - 1 })
		   : UNIT_NONE;
	if (unit == UNIT_NONE)
		error_set(&err, ST_UNIT, document_at(&r->d, node),
		    "%s \"%.*s\": expected a number and its unit", name,
		    STR_ARG(str_clip(s, 60)));
	else if (num_read((struct str){ s.p, n }, document_at(&r->d, node), out,
		     &err) == ST_OK)
		unit_to_base(unit, out);
	if (err.code != ST_OK)
		findings_take(r->d.f, &err);
	return err.code == ST_OK;
}

static uint8_t
read_comparator(struct pack_reader *r, const xmlNode *node, const char *name)
{
	struct str word = document_text(&r->d, node, name);
	uint8_t c = 0;

	while (c + 1 < COMPARE_COUNT &&
	       !str_is(word, comparator_name((enum comparator)c)))
		c++;
	return c;
}

static bool
is_share(const struct rule_test *t)
{
	return test_is_by_mass(t) || t->kind == TEST_VALUE_SHARE;
}

/* Of any test: what every item, or none, would meet. */
static void
check_lower(
    struct pack_reader *r, const xmlNode *node, const struct rule_test *t)
{
	if (mpq_sgn(t->limit) == 0 && t->compare == COMPARE_AT_LEAST)
		findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
		    "at least zero holds for every item: expected is=\"above\" "
		    "or a limit above zero");
	if (t->kind == TEST_ANNUAL && t->compare == COMPARE_ABOVE &&
	    mpq_sgn(t->limit) == 0)
		findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
		    "any amount in a %s is any amount: expected presence, or "
		    "a limit above zero",
		    t->shipment ? "shipment" : "year");
	if (t->currency != NULL && mpq_sgn(t->limit) == 0 &&
	    t->compare == COMPARE_ABOVE && t->kind == TEST_PRESENCE)
		findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
		    "any value is any amount: expected presence, or a limit "
		    "above zero");
	if (is_share(t) && mpq_cmp_ui(t->limit, 1, 1) > 0)
		findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
		    "a share of %s: expected at most 100 %%", t->limit_text);
}

static void
check_upper(struct pack_reader *r, const xmlNode *node,
    const struct rule_test *t, enum comparator compare, mpq_srcptr limit,
    const char *text)
{
	if (!comparator_is_upper(compare))
		return;
	if (compare == COMPARE_BELOW && mpq_sgn(limit) == 0)
		findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
		    "nothing is less than zero: expected \"at-most\", which "
		    "asks for none at all, or a limit above zero");
	else if (is_share(t) && (mpq_cmp_ui(limit, 1, 1) > 0 ||
				    (mpq_cmp_ui(limit, 1, 1) == 0 &&
					compare == COMPARE_AT_MOST)))
		findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
		    "every share is at most %s: expected a limit that some are "
		    "above",
		    text);
}

/* The upper end of a range. */
static void
read_to(struct pack_reader *r, const xmlNode *node, struct rule_test *t)
{
	struct str and = document_text(&r->d, node, "and");
	struct limit_to *to;
	int c;

	if ((and.n == 0) != (document_text(&r->d, node, "and-limit").n == 0))
		findings_error(r->d.f, ST_INCOMPLETE, document_at(&r->d, node),
		    "and and and-limit: expected both, for a range, or "
		    "neither");
	if (and.n == 0 || document_text(&r->d, node, "and-limit").n == 0)
		return;
	if (test_is_upper(t)) {
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "is=\"%s\" and %.*s: expected is=\"above\" or "
		    "\"at-least\" for the lower end of a range",
		    comparator_name((enum comparator)t->compare), STR_ARG(and));
		return;
	}
	to = TAKE(&r->p->mem, struct limit_to, 1);
	if (to == NULL) {
		findings_error(r->d.f, ST_NOMEM, document_at(&r->d, node),
		    "out of memory");
		return;
	}
	mpq_init(to->limit);
	t->to = to;
	to->compare = read_comparator(r, node, "and");
	if (!read_amount(r, node, "and-limit", t->currency != NULL, to->limit,
		&to->text))
		return;
	check_upper(
	    r, node, t, (enum comparator)to->compare, to->limit, to->text);
	c = mpq_cmp(t->limit, to->limit);
	if (c > 0 || (c == 0 && (t->compare != COMPARE_AT_LEAST ||
				    to->compare != COMPARE_AT_MOST)))
		findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
		    "nothing is %s %s and %s %s: expected the greater limit in "
		    "and-limit",
		    comparator_name((enum comparator)t->compare), t->limit_text,
		    comparator_name((enum comparator)to->compare), to->text);
}

static void
read_limit(struct pack_reader *r, const xmlNode *node, struct rule_test *t)
{
	t->compare = read_comparator(r, node, "is");
	if (read_amount(r, node, "limit", t->currency != NULL, t->limit,
		&t->limit_text)) {
		check_lower(r, node, t);
		check_upper(r, node, t, (enum comparator)t->compare, t->limit,
		    t->limit_text);
		read_to(r, node, t);
	}
	if ((t->each == EACH_SUBSTANCE || t->each == EACH_COUNTRY) &&
	    test_is_upper(t))
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "each=\"%s\" with is=\"%s\", which every %s meets %s: "
		    "expected is=\"above\" or \"at-least\"",
		    each_name((enum each)t->each),
		    comparator_name((enum comparator)t->compare),
		    each_name((enum each)t->each),
		    t->each == EACH_SUBSTANCE ? "that is not there"
					      : "from which nothing comes");
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
	if (t->counts == COUNT_ITEM && t->forms == 0)
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
	t->units = forms != 0 ? forms : levels[t->per].units;
	t->unsure = forms != 0 ? 0 : levels[t->per].unsure;
	if (forms != 0 && t->per == LEVEL_ITEM)
		findings_error(r->d.f, ST_INCOMPLETE, document_at(&r->d, node),
		    "per-forms without a level: expected per, with the level "
		    "that things of these forms are at");
	if (t->as_oxide &&
	    (t->each == EACH_SUBSTANCE || (t->of != NULL && t->of->whole)))
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "stated-as=\"oxide\" of %s: expected it of a mass of rare "
		    "earths, each element or all together",
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

/* One country after the other: of whose origin, and of which test. */
static void
check_country(
    struct pack_reader *r, const xmlNode *node, const struct rule_test *t)
{
	bool each = t->each == EACH_COUNTRY;

	if (each && t->origin == NULL)
		findings_error(r->d.f, ST_INCOMPLETE, document_at(&r->d, node),
		    "each=\"country\" without an origin: expected the id of "
		    "one, which says at which stages a country counts");
	else if (!each && t->origin != NULL && origin_is_any(t->origin))
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "origin %s, which is any country and tells none from "
		    "another: expected it with each=\"country\" in a trigger",
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
	if (guises || t->among->whole)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "among=\"%s\", which has %s: expected materials that count "
		    "in any guise",
		    t->among->id, guises ? "as" : "whole");
	if ((t->of->elements & ~t->among->elements) != 0)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "%s has elements that %s has not: expected a share of some "
		    "of these",
		    t->of->id, t->among->id);
	for (int e = 0; e < NELEM; e++)
		guises |= t->of->guises[e] != 0;
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

	t->hs_not = out.n > 0;
	t->hs = out.n > 0 ? out.p : in.n > 0 ? in.p : NULL;
	if (in.n > 0 && out.n > 0)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "both hs and not-hs: expected one of them");
	else if (t->hs == NULL && t->forms == 0)
		findings_error(r->d.f, ST_INCOMPLETE, document_at(&r->d, node),
		    "an item without forms and hs: expected what it is, by its "
		    "form or by its tariff code");
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
		t->forms = pack_forms(r, node, "forms");
		read_codes(r, node, t);
		check_country(r, node, t);
		return;
	}
	read_kind(node, t);
	if (is_named(node, "value") || is_named(node, "annual-value") ||
	    is_named(node, "shipment-value"))
		read_currency(r, node, t);
	t->process = pack_yes(r, node, "process", false);
	t->as_oxide = str_is(document_text(&r->d, node, "stated-as"), "oxide");
	t->forms = pack_forms(r, node, "in");
	t->of = pack_materials(r->p, document_text(&r->d, node, "of"));
	if (t->of == NULL)
		pack_unknown(r, node, "of", r->p->materials, r->p->nmaterials,
		    sizeof(*r->p->materials));
	else if (t->of->whole &&
		 ((t->kind != TEST_PRESENCE && t->kind != TEST_ANNUAL) ||
		     t->currency != NULL || t->process || t->forms == 0))
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "%s counts whole items: expected presence of it, with in, "
		    "and no process",
		    t->of->id);
	t->together = pack_yes(r, node, "together", false);
	read_among(r, node, t);
	if (test_is_money(t)) {
		pack_counts(r, node, t);
		read_method(r, node, t);
	}
	pack_stop(r, node, t);
	read_level(r, node, t);
	check_country(r, node, t);
	read_limit(r, node, t);
}
