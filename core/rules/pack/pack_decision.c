/* SPDX-License-Identifier: Apache-2.0 */
/* pack_decision - questions and decisions of a rules.xml; see pack_xml.h and
 * decisions.h. */
#include "core/bom/field/units.h"
#include "core/rules/deal/document.h"
#include "core/rules/pack/pack_cells.h"
#include "core/rules/pack/pack_condition.h"

#include <stdlib.h>
#include <string.h>

/* The names of an attribute, separated by blanks; each once. */
static struct str *
read_names(struct pack_reader *r, const xmlNode *node, const char *attribute,
    size_t *out)
{
	struct str s = document_text(&r->d, node, attribute), w;
	size_t n = 0, i = 0;
	struct str *name;

	while (document_word(s, &i).n > 0)
		n++;
	name = TAKE(&r->p->mem, struct str, n + 1);
	*out = name != NULL ? n : 0;
	if (name == NULL)
		findings_error(r->d.f, ST_NOMEM, document_at(&r->d, node),
		    "out of memory");
	i = n = 0;
	while (name != NULL && (w = document_word(s, &i)).n > 0) {
		for (size_t k = 0; k < n; k++)
			if (str_eq(name[k], w))
				findings_error(r->d.f, ST_DUPLICATE,
				    document_at(&r->d, node),
				    "\"%.*s\" twice in %s: expected it once",
				    STR_ARG(w), attribute);
		name[n++] = w;
	}
	return name;
}

/* "50 %" */
static void
read_share(struct pack_reader *r, const xmlNode *node, struct pack_question *q)
{
	struct str s = document_text(&r->d, node, "limit");
	const char *blank = strchr(s.p, ' ');
	struct error err = { 0 };

	q->limit_text = s.p;
	if (blank == NULL)
		return; /* not with this schema */
	if (num_read((struct str){ s.p, (size_t)(blank - s.p) },
		document_at(&r->d, node), q->limit, &err) != ST_OK)
		findings_take(r->d.f, &err);
	unit_to_base(unit_find(str_of(blank + 1)), q->limit);
	if (mpq_sgn(q->limit) <= 0 || mpq_cmp_ui(q->limit, 1, 1) > 0)
		findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
		    "a share of %s: expected more than zero and at most 100 %%",
		    q->limit_text);
}

static void
read_question(struct pack_reader *r, const xmlNode *node, struct decisions *d)
{
	struct pack_question *q = &d->question[d->nquestion++];
	const xmlNode *from = xml_element(node->children);
	struct str by;

	mpq_init(q->limit);
	q->at = document_keep(&r->d, node);
	q->id = document_text(&r->d, node, "id").p;
	q->clause = pack_clause(r, node);
	pack_titles(r, node, q->title);
	for (size_t i = 0; i + 1 < d->nquestion; i++)
		if (strcmp(d->question[i].id, q->id) == 0)
			findings_error(r->d.f, ST_DUPLICATE,
			    document_at(&r->d, node),
			    "question %s for the second time: the first is in "
			    "line %u",
			    q->id, (unsigned)d->question[i].at.line);
	if (from == NULL)
		return;
	if (document_is(from, "used")) {
		q->derived = DERIVED_USED;
		q->uses = pack_uses(r, from, "for");
		return;
	}
	q->derived = (uint8_t)(document_is(from, "listed") ? DERIVED_LISTED
							   : DERIVED_OWNED);
	pack_once(r, from, "roles");
	q->roles = transaction_roles(document_text(&r->d, from, "roles"));
	q->list = read_names(r, from, "lists", &q->nlist);
	if (q->derived == DERIVED_LISTED)
		return;
	by = document_text(&r->d, from, "by");
	while (q->reading + 1 < OWNED_READINGS &&
	       !str_is(by, ownership_reading_name(q->reading)))
		q->reading++;
	q->above = str_is(document_text(&r->d, from, "is"), "above");
	q->together = str_is(document_text(&r->d, from, "holders"), "together");
	read_share(r, from, q);
}

/* Without rules: all of them. */
static uint64_t
read_rules(struct pack_reader *r, const xmlNode *node)
{
	struct str s = document_text(&r->d, node, "rules"), w;
	uint64_t set = 0;
	size_t i = 0;

	if (s.n == 0)
		return ~(uint64_t)0;
	pack_once(r, node, "rules");
	while ((w = document_word(s, &i)).n > 0) {
		size_t k = 0;

		while (k < r->p->nrule && !str_is(w, r->p->rule[k].id))
			k++;
		if (k == r->p->nrule)
			findings_error(r->d.f, ST_REF, document_at(&r->d, node),
			    "no rule \"%.*s\": expected the ids of rules of "
			    "this pack",
			    STR_ARG(w));
		else
			set |= (uint64_t)1 << k;
	}
	return set;
}

static uint8_t
find_outcome(struct str w)
{
	uint8_t o = OUTCOME_LICENCE;

	while (o < OUTCOME_COUNT && !str_is(w, outcome_word(o)))
		o++;
	return o;
}

static uint16_t
read_with(struct pack_reader *r, const xmlNode *node)
{
	struct str s = document_text(&r->d, node, "with"), w;
	uint16_t set = 0;
	size_t i = 0;

	pack_once(r, node, "with");
	while ((w = document_word(s, &i)).n > 0)
		set |= (uint16_t)(1 << find_outcome(w));
	return set;
}

/* The place of a word among n; the first one if it is not there. */
static uint8_t
word_at(struct pack_reader *r, const xmlNode *node, const char *name, int n,
    const char *(*word)(int))
{
	struct str s = document_text(&r->d, node, name);

	for (int i = 0; s.n > 0 && i < n; i++)
		if (str_is(s, word(i)))
			return (uint8_t)i;
	return 0;
}

static const char *
unit_word(int i)
{
	return term_unit_name((enum term_unit)i);
}

static const char *
from_word(int i)
{
	return term_from_name((enum term_from)i);
}

static const char *
ends_word(int i)
{
	return term_ends_name((enum term_ends)i);
}

static void
read_time(struct pack_reader *r, const xmlNode *node, struct decision *x)
{
	struct str within = document_text(&r->d, node, "within");
	struct str before = document_text(&r->d, node, "before");
	struct str calendar = document_text(&r->d, node, "calendar");
	struct term *t = &x->within;
	bool any = within.n > 0 || before.n > 0, worked;

	t->unit = word_at(r, node, "count", TERM_UNITS, unit_word);
	t->from = word_at(r, node, "from", TERM_FROMS, from_word);
	t->ends = word_at(r, node, "ends", TERM_ENDS, ends_word);
	worked = t->unit == TERM_WORKING_DAYS || t->ends != TERM_AS_COUNTED;
	if (within.n > 0 && before.n > 0)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "both within and before: expected one of them");
	else if (!any && (calendar.n > 0 || t->unit + t->from + t->ends > 0))
		findings_error(r->d.f, ST_INCOMPLETE, document_at(&r->d, node),
		    "a calendar, count, from or ends without a time: expected "
		    "within or before");
	else if (any && worked != (calendar.n > 0))
		findings_error(r->d.f, ST_INCOMPLETE, document_at(&r->d, node),
		    worked ? "within and calendar: expected both or neither, "
			     "or a count of days, weeks or months"
			   : "a calendar for days that are counted whether "
			     "they are worked or not: expected none, or ends");
	else if (any && t->unit == TERM_WORKING_DAYS &&
		 t->ends != TERM_AS_COUNTED)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "ends=\"%s\" of a time that counts working days, whose "
		    "last one is worked: expected none",
		    term_ends_name((enum term_ends)t->ends));
	else if (any) {
		t->before = before.n > 0;
		t->n = (uint16_t)strtoul(
		    t->before ? before.p : within.p, NULL, 10);
		memcpy(t->calendar, calendar.p, calendar.n);
	}
}

static void
read_decision(struct pack_reader *r, const xmlNode *node,
    const struct decisions *d, const struct decision *before, size_t nbefore,
    struct decision *x)
{
	x->at = document_keep(&r->d, node);
	x->id = document_text(&r->d, node, "id").p;
	x->clause = pack_clause(r, node);
	pack_titles(r, node, x->title);
	x->rules = read_rules(r, node);
	if (document_is(node, "duty"))
		x->with = read_with(r, node);
	else if (document_text(&r->d, node, "outcome").n > 0)
		x->outcome =
		    find_outcome(document_text(&r->d, node, "outcome"));
	else
		x->outcome =
		    OUTCOME_EXEMPT; /* an exemption alone may not say */
	x->exemption = document_is(node, "exemption");
	read_time(r, node, x);
	pack_when(r, node, d, x);
	for (size_t i = 0; i < nbefore; i++)
		if (strcmp(before[i].id, x->id) == 0)
			findings_error(r->d.f, ST_DUPLICATE,
			    document_at(&r->d, node),
			    "%s for the second time: the first is in line %u",
			    x->id, (unsigned)before[i].at.line);
}

/* Some decision of each rule has no condition, so that one is reached. */
static void
check_complete(
    struct pack_reader *r, const xmlNode *node, const struct decisions *d)
{
	for (size_t k = 0; k < r->p->nrule; k++) {
		bool always = false;

		for (size_t i = 0; i < d->ndecision; i++)
			always |= (d->decision[i].rules >> k & 1) != 0 &&
				  d->decision[i].nwhen == 0;
		if (!always)
			findings_error(r->d.f, ST_INCOMPLETE,
			    document_at(&r->d, node),
			    "%s may be left without a decision: expected a "
			    "last one without conditions",
			    r->p->rule[k].id);
	}
}

/*
 * pack_decisions - what follows from the verdicts of a pack.
 *
 * Err:	findings: ids that nobody knows or that stand twice, limits and days out
 *	of range, a rule that may be left without a decision
 */
void
pack_decisions(struct pack_reader *r, const xmlNode *node)
{
	struct arena *a = &r->p->mem;
	struct decisions *d = TAKE(a, struct decisions, 1);
	size_t before = r->d.f->errors;

	if (d != NULL) {
		d->question = TAKE(a, struct pack_question,
		    document_count(node, "question") + 1);
		d->decision = TAKE(a, struct decision,
		    document_count(node, "decision") +
			document_count(node, "exemption") + 1);
		d->duty =
		    TAKE(a, struct decision, document_count(node, "duty") + 1);
	}
	if (d == NULL || d->question == NULL || d->decision == NULL ||
	    d->duty == NULL) {
		findings_error(r->d.f, ST_NOMEM, document_at(&r->d, node),
		    "out of memory");
		return;
	}
	r->p->decisions = d;
	/* The schema has the kinds in this order. */
	for (const xmlNode *c = xml_element(node->children); c != NULL;
	     c = xml_element(c->next)) {
		if (document_is(c, "question"))
			read_question(r, c, d);
		else if (document_is(c, "duty")) {
			read_decision(
			    r, c, d, d->duty, d->nduty, &d->duty[d->nduty]);
			d->nduty++;
		} else {
			read_decision(r, c, d, d->decision, d->ndecision,
			    &d->decision[d->ndecision]);
			d->ndecision++;
		}
	}
	if (d->ndecision > CELLS_MOST)
		findings_error(r->d.f, ST_LIMIT, document_at(&r->d, node),
		    "%zu decisions and exemptions: expected at most %d",
		    d->ndecision, CELLS_MOST);
	check_complete(r, node, d);
	if (r->d.f->errors == before)
		pack_cells(r, node, d);
}

static void
free_conditions(struct decision *x, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < x[i].nwhen; k++)
			mpq_clear(x[i].when[k].limit);
}

void
decisions_free(struct decisions *d)
{
	if (d == NULL)
		return;
	for (size_t i = 0; i < d->nquestion; i++)
		mpq_clear(d->question[i].limit);
	free_conditions(d->decision, d->ndecision);
	free_conditions(d->duty, d->nduty);
}
