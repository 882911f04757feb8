/* SPDX-License-Identifier: Apache-2.0 */
/* pack_rule - one rule of a rules.xml; see pack_xml.h. */
#include "core/rules/pack_xml.h"

#include "core/bom/units.h"

#include <string.h>

static bool
is_named(const xmlNode *node, const char *name)
{
	return strcmp((const char *)node->name, name) == 0;
}

static size_t
count_children(const xmlNode *node, const char *name)
{
	size_t n = 0;

	for (const xmlNode *c = xml_element(node->children); c != NULL;
	     c = xml_element(c->next))
		n += name == NULL || is_named(c, name);
	return n;
}

/* Both days inside; DATE_NONE is without end. */
static void
check_order(
    struct pack_reader *r, const xmlNode *node, date_day from, date_day until)
{
	char a[DATE_TEXT], b[DATE_TEXT];

	if (from == DATE_NONE || until == DATE_NONE || from <= until)
		return;
	date_format(from, a);
	date_format(until, b);
	findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
	    "from %s until %s: expected a day that is not before the first", a,
	    b);
}

static void
read_suspension(struct pack_reader *r, const xmlNode *node,
    const struct suspension *before, struct suspension *s)
{
	struct str inclusive = document_text(&r->d, node, "inclusive");

	s->at = document_keep(&r->d, node);
	s->from = document_day(&r->d, node, "from");
	s->until = document_day(&r->d, node, "until");
	s->clause = pack_clause(r, node);
	s->last_day = (uint8_t)(str_is(inclusive, "yes")  ? LAST_DAY_YES
				: str_is(inclusive, "no") ? LAST_DAY_NO
							  : LAST_DAY_UNCLEAR);
	if ((s->until == DATE_NONE) != (inclusive.n == 0))
		findings_error(r->d.f, ST_INCOMPLETE, document_at(&r->d, node),
		    "until and inclusive: expected both or neither");
	check_order(r, node, s->from, s->until);
	if (before != NULL &&
	    (before->until == DATE_NONE || s->from <= before->until))
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "begins before the suspension above it has ended: "
		    "expected suspensions by date");
}

static void
read_suspensions(struct pack_reader *r, const xmlNode *node, struct rule *rule)
{
	size_t n = count_children(node, "suspended"), k = 0;
	struct suspension *list;

	if (n == 0)
		return;
	list = TAKE(&r->p->mem, struct suspension, n);
	if (list == NULL) {
		findings_error(r->d.f, ST_NOMEM, document_at(&r->d, node),
		    "out of memory");
		return;
	}
	for (const xmlNode *c = xml_element(node->children); c != NULL;
	     c = xml_element(c->next))
		if (is_named(c, "suspended")) {
			read_suspension(
			    r, c, k > 0 ? &list[k - 1] : NULL, &list[k]);
			k++;
		}
	rule->suspension = list;
	rule->nsuspension = n;
}

/* "0.1 %": the schema has seen to number, blank and unit. */
static void
read_limit(struct pack_reader *r, const xmlNode *node, struct rule_test *t)
{
	struct str s = document_text(&r->d, node, "limit");
	const char *blank = memchr(s.p, ' ', s.n);
	struct error err = { 0 };
	enum unit unit;
	size_t n;

	t->limit_text = s.p;
	n = blank != NULL ? (size_t)(blank - s.p) : s.n;
	unit = blank != NULL ? unit_find((struct str){ blank + 1, s.n - n - 1 })
			     : UNIT_NONE;
	if (unit == UNIT_NONE)
		error_set(&err, ST_UNIT, document_at(&r->d, node),
		    "limit \"%.*s\": expected a number and its unit",
		    STR_ARG(str_clip(s, 60)));
	else if (num_read((struct str){ s.p, n }, document_at(&r->d, node),
		     t->limit, &err) == ST_OK)
		unit_to_base(unit, t->limit);
	if (err.code != ST_OK) {
		findings_take(r->d.f, &err);
		return;
	}
	if (mpq_sgn(t->limit) == 0 && t->compare == COMPARE_AT_LEAST)
		findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
		    "at least zero holds for every item: expected is=\"above\" "
		    "or a limit above zero");
	if (t->kind == TEST_ANNUAL && mpq_sgn(t->limit) == 0)
		findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
		    "any amount in a year is any amount: expected presence, or "
		    "a limit above zero");
	if (t->kind != TEST_PRESENCE && t->kind != TEST_ANNUAL &&
	    mpq_cmp_ui(t->limit, 1, 1) > 0)
		findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
		    "a share of %s: expected at most 100 %%", t->limit_text);
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
static void
read_counts(struct pack_reader *r, const xmlNode *node, struct rule_test *t)
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
static void
read_stop(struct pack_reader *r, const xmlNode *node, struct rule_test *t)
{
	uint32_t stop = pack_forms(r, node, "stops-at");

	if (stop != 0)
		t->stop = stop;
	if (t->stop != 0 && t->kind == TEST_MASS_SHARE)
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
	if (t->each == EACH_SUBSTANCE &&
	    (t->kind == TEST_VALUE_SHARE || (t->of != NULL && t->of->whole)))
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "each=\"substance\" of %s, which has no substances: "
		    "expected it of a mass of rare earths",
		    t->kind == TEST_VALUE_SHARE ? "a value" : "whole items");
	if (t->per != LEVEL_ITEM && t->kind == TEST_ANNUAL)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "per=\"%s\" of an annual-mass, which is one of all that "
		    "goes out: expected none",
		    level_name((enum level)t->per));
	else if (t->per == LEVEL_MATERIAL && t->kind != TEST_MASS_SHARE)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "per=\"homogeneous-material\" of a %s: expected it of a "
		    "mass-share",
		    (const char *)node->name);
}

/* Scope looks at the item that is judged, and at nothing in it. */
static void
check_scope(struct pack_reader *r, const xmlNode *node)
{
	if (is_named(node, "annual-mass"))
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "an annual-mass in a scope: expected it in the trigger");
	if (count_children(node, "reading") > 0)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "readings in a scope: expected them in the trigger");
	if (document_text(&r->d, node, "per").n > 0 ||
	    document_text(&r->d, node, "each").n > 0)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "per or each in a scope, which looks at the item that is "
		    "judged: expected it in the trigger");
}

/* The value-share that the reading is one of, but for what it says itself. */
static void
read_reading(struct pack_reader *r, const xmlNode *node,
    const struct rule_test *of, struct reading *reading, struct rule_test *t)
{
	uint32_t forms = pack_forms(r, node, "in");
	mpq_t limit;

	reading->at = document_keep(&r->d, node);
	reading->id = document_text(&r->d, node, "id").p;
	pack_titles(r, node, reading->title);
	reading->clause = pack_clause(r, node);
	memcpy(limit, t->limit, sizeof(limit));
	*t = *of;
	memcpy(t->limit, limit, sizeof(limit));
	mpq_set(t->limit, of->limit);
	t->at = reading->at;
	t->clause = reading->clause;
	if (forms != 0)
		t->forms = forms;
	read_counts(r, node, t);
	read_stop(r, node, t);
}

static void
read_readings(struct pack_reader *r, const xmlNode *node, struct rule *rule)
{
	struct rule_test *measure = &rule->test[rule->ntest - 1];
	const struct rule_test said = *measure;
	size_t k = 0;

	for (const xmlNode *c = xml_element(node->children);
	     c != NULL && k < rule->nreading; c = xml_element(c->next), k++) {
		read_reading(r, c, measure, &rule->reading[k],
		    &rule->test[rule->ntest + k]);
		for (size_t i = 0; i < k; i++)
			if (strcmp(rule->reading[i].id, rule->reading[k].id) ==
			    0)
				findings_error(r->d.f, ST_DUPLICATE,
				    document_at(&r->d, c),
				    "reading %s for the second time in this "
				    "rule: expected each id once",
				    rule->reading[k].id);
	}
	if (k == 0)
		return;
	if (k == 1)
		findings_error(r->d.f, ST_INCOMPLETE, document_at(&r->d, node),
		    "one reading alone: expected two or more, or none");
	*measure = rule->test[rule->ntest];
	memcpy(measure->limit, said.limit, sizeof(said.limit));
	measure->clause = said.clause;
	measure->at = said.at;
}

static void
read_test(struct pack_reader *r, const xmlNode *node, struct rule_test *t)
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
		return;
	}
	t->kind = (uint8_t)(is_named(node, "presence")      ? TEST_PRESENCE
			    : is_named(node, "mass-share")  ? TEST_MASS_SHARE
			    : is_named(node, "annual-mass") ? TEST_ANNUAL
							    : TEST_VALUE_SHARE);
	t->compare = (uint8_t)(str_is(document_text(&r->d, node, "is"), "above")
				   ? COMPARE_ABOVE
				   : COMPARE_AT_LEAST);
	t->process = pack_yes(r, node, "process", false);
	t->forms = pack_forms(r, node, "in");
	t->of = pack_materials(r->p, document_text(&r->d, node, "of"));
	if (t->of == NULL)
		pack_unknown(r, node, "of", r->p->materials, r->p->nmaterials,
		    sizeof(*r->p->materials));
	else if (t->of->whole &&
		 ((t->kind != TEST_PRESENCE && t->kind != TEST_ANNUAL) ||
		     t->process || t->forms == 0))
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "%s counts whole items: expected presence of it, with in, "
		    "and no process",
		    t->of->id);
	if (t->kind == TEST_VALUE_SHARE) {
		read_counts(r, node, t);
		read_method(r, node, t);
	}
	read_stop(r, node, t);
	read_level(r, node, t);
	read_limit(r, node, t);
}

static const struct control_list *
find_list(const struct pack *p, struct str id)
{
	for (size_t i = 0; i < p->nlist; i++)
		if (str_is(id, p->list[i].id))
			return &p->list[i];
	return NULL;
}

/*
 * A control list is the two tests that it stands for: is the item itself of a
 * listed form, and is anything of the materials in it?
 */
static void
read_listed(struct pack_reader *r, const xmlNode *node, struct rule *rule,
    struct rule_test t[2])
{
	const struct control_list *l =
	    find_list(r->p, document_text(&r->d, node, "list"));

	if (l == NULL) {
		pack_unknown(r, node, "list", r->p->list, r->p->nlist,
		    sizeof(*r->p->list));
		return;
	}
	rule->list = l;
	for (size_t i = 0; i < 2; i++) {
		t[i].at = document_keep(&r->d, node);
		t[i].clause = pack_clause(r, node);
	}
	t[0].kind = TEST_ITEM;
	for (size_t i = 0; i < l->nentry; i++) {
		t[0].forms |= l->entry[i].forms;
		t[0].unsettled |= l->entry[i].unsettled;
	}
	/* it may be of any form, listed ones among them */
	t[0].unsettled |= (uint32_t)1 << FORM_MATERIAL & ~t[0].forms;
	t[1].kind = TEST_PRESENCE;
	t[1].compare = COMPARE_ABOVE;
	t[1].of = l->of;
	t[1].limit_text = "0 g";
}

static void
read_tests(struct pack_reader *r, const xmlNode *node, struct rule *rule)
{
	const xmlNode *scope = NULL, *trigger = NULL;
	bool listed;
	size_t n;

	for (const xmlNode *c = xml_element(node->children); c != NULL;
	     c = xml_element(c->next)) {
		if (is_named(c, "scope"))
			scope = c;
		if (is_named(c, "trigger"))
			trigger = c;
	}
	if (trigger != NULL)
		trigger = xml_element(trigger->children);
	listed = trigger != NULL && is_named(trigger, "listed");
	n = listed ? 2 : 1;
	if (scope != NULL)
		n += count_children(scope, NULL);
	if (trigger != NULL)
		rule->nreading = count_children(trigger, "reading");
	if (n > RULE_TESTS) {
		rule->nreading = 0;
		findings_error(r->d.f, ST_LIMIT, document_at(&r->d, node),
		    "%zu tests: expected at most %d", n, RULE_TESTS);
		return;
	}
	rule->test = TAKE(&r->p->mem, struct rule_test, n + rule->nreading);
	rule->reading = TAKE(&r->p->mem, struct reading, rule->nreading + 1);
	if (rule->test == NULL || rule->reading == NULL || trigger == NULL) {
		rule->nreading = 0;
		findings_error(r->d.f, ST_NOMEM, document_at(&r->d, node),
		    "out of memory");
		return;
	}
	for (size_t i = 0; i < n + rule->nreading; i++)
		mpq_init(rule->test[i].limit);
	rule->ntest = n;
	n = 0;
	if (scope != NULL)
		for (const xmlNode *c = xml_element(scope->children); c != NULL;
		     c = xml_element(c->next)) {
			read_test(r, c, &rule->test[n++]);
			check_scope(r, c);
		}
	if (listed) {
		read_listed(r, trigger, rule, &rule->test[n]);
		return;
	}
	read_test(r, trigger, &rule->test[n]);
	read_readings(r, trigger, rule);
}

void
pack_rule(struct pack_reader *r, const xmlNode *node, struct rule *rule)
{
	rule->at = document_keep(&r->d, node);
	rule->id = document_text(&r->d, node, "id").p;
	pack_titles(r, node, rule->title);
	rule->clause = pack_clause(r, node);
	rule->from = document_day(&r->d, node, "from");
	rule->until = document_day(&r->d, node, "until");
	rule->hypothetical = pack_yes(r, node, "hypothetical", false);
	rule->on = pack_yes(r, node, "on", true);
	check_order(r, node, rule->from, rule->until);
	read_suspensions(r, node, rule);
	read_tests(r, node, rule);
}
