/* SPDX-License-Identifier: Apache-2.0 */
/* pack_rule - one rule of a rules.xml; see pack_xml.h. */
#include "core/rules/pack/pack_xml.h"

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

/* Scope looks at the item that is judged, and at nothing in it. */
static void
check_scope(struct pack_reader *r, const xmlNode *node)
{
	if (str_is(document_text(&r->d, node, "together"), "yes"))
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "together=\"yes\" in a scope, which looks at the item that "
		    "is judged: expected it in the trigger");
	if (count_children(node, "reading") > 0)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "readings in a scope: expected them in the trigger");
	if (document_text(&r->d, node, "per").n > 0 ||
	    document_text(&r->d, node, "each").n > 0)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "per or each in a scope, which looks at the item that is "
		    "judged: expected it in the trigger");
}

/* Of which products are counted together the scope decides, exactly. */
static void
check_together(struct pack_reader *r, const xmlNode *node,
    const struct rule *rule, const struct rule_test *t)
{
	for (size_t i = 0; t->together && i + 1 < rule->ntest; i++)
		if (rule->test[i].kind != TEST_ITEM)
			findings_error(r->d.f, ST_CONFLICT,
			    document_at(&r->d, node),
			    "together=\"yes\" with an amount in the scope: "
			    "expected item alone, which says of each product "
			    "whether it is counted");
}

/* The measure is what it is by the first of its readings, or ways. */
static void
be_as_first(struct rule *rule)
{
	struct rule_test *measure = &rule->test[rule->ntest - 1];
	const struct rule_test said = *measure;

	*measure = rule->test[rule->ntest];
	memcpy(measure->limit, said.limit, sizeof(said.limit));
	mpq_set(measure->limit, rule->test[rule->ntest].limit);
	measure->to = NULL;
	measure->clause = said.clause;
	measure->at = said.at;
}

static void
check_ids(struct pack_reader *r, const xmlNode *node, const struct rule *rule,
    size_t k)
{
	for (size_t i = 0; i < k; i++)
		if (strcmp(rule->reading[i].id, rule->reading[k].id) == 0)
			findings_error(r->d.f, ST_DUPLICATE,
			    document_at(&r->d, node),
			    "%s %s for the second time in this rule: expected "
			    "each id once",
			    rule->either ? "way" : "reading",
			    rule->reading[k].id);
}

/* The value-share that the reading is one of, but for what it says itself. */
static void
read_reading(struct pack_reader *r, const xmlNode *node,
    const struct rule_test *of, struct reading *reading, struct rule_test *t)
{
	bool but;
	uint32_t forms = pack_forms_or(r, node, "in", "not-in", &but);
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
	t->to = NULL;
	if (forms != 0) {
		t->forms = forms;
		t->forms_not = but;
	}
	pack_counts(r, node, t);
	pack_stop(r, node, t);
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
		check_ids(r, c, rule, k);
	}
	if (k == 0)
		return;
	if (k == 1)
		findings_error(r->d.f, ST_INCOMPLETE, document_at(&r->d, node),
		    "one reading alone: expected two or more, or none");
	be_as_first(rule);
	measure->to = said.to;
	if (said.to != NULL)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "readings of a range: expected one limit, or two rules");
}

/* What all goes out is listed once for a rule: in a year, or in a shipment. */
static void
check_one_sum(
    struct pack_reader *r, const xmlNode *node, const struct rule *rule)
{
	const struct rule_test *first = NULL;

	for (size_t k = 0; k < rule->nreading; k++) {
		const struct rule_test *t = &rule->test[rule->ntest + k];

		if (t->together && first == NULL)
			first = t;
		if (t->together && t->shipment != first->shipment)
			findings_error(r->d.f, ST_CONFLICT,
			    document_at(&r->d, node),
			    "together=\"yes\" of a year and of a shipment in "
			    "one rule: expected two rules");
	}
}

/* Ways to meet the trigger, each with a measure of its own. */
static void
read_ways(struct pack_reader *r, const xmlNode *node, struct rule *rule)
{
	size_t k = 0;

	for (const xmlNode *c = xml_element(node->children);
	     c != NULL && k < rule->nreading; c = xml_element(c->next), k++) {
		const xmlNode *measure = xml_element(c->children);
		struct reading *way = &rule->reading[k];
		struct rule_test *t = &rule->test[rule->ntest + k];

		way->at = document_keep(&r->d, c);
		way->id = document_text(&r->d, c, "id").p;
		pack_titles(r, c, way->title);
		way->clause = pack_clause(r, c);
		if (way->clause == NULL)
			way->clause = rule->clause;
		pack_test(r, measure, t);
		if (t->clause == NULL)
			t->clause = way->clause;
		check_together(r, measure, rule, t);
		check_ids(r, c, rule, k);
		if (count_children(measure, "reading") > 0)
			findings_error(r->d.f, ST_CONFLICT,
			    document_at(&r->d, measure),
			    "readings of one way of several: expected them in "
			    "a rule of its own");
	}
	check_one_sum(r, node, rule);
	be_as_first(rule);
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
	rule->either = trigger != NULL && is_named(trigger, "any");
	if (trigger != NULL)
		rule->nreading =
		    count_children(trigger, rule->either ? "way" : "reading");
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
			pack_test(r, c, &rule->test[n++]);
			check_scope(r, c);
		}
	if (listed) {
		read_listed(r, trigger, rule, &rule->test[n]);
		return;
	}
	if (rule->either) {
		rule->test[n].at = document_keep(&r->d, trigger);
		read_ways(r, trigger, rule);
		return;
	}
	pack_test(r, trigger, &rule->test[n]);
	check_together(r, trigger, rule, &rule->test[n]);
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
