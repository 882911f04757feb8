/* SPDX-License-Identifier: Apache-2.0 */
/* pack_condition - the conditions of a decision; see pack_condition.h. */
#include "core/rules/pack/pack_condition.h"

#include "core/bom/field/units.h"
#include "core/rules/deal/document.h"

#include <stdlib.h>
#include <string.h>

/* Bits of the words of an attribute that names end uses. */
uint32_t
pack_uses(struct pack_reader *r, const xmlNode *node, const char *attribute)
{
	struct str s = document_text(&r->d, node, attribute), w;
	uint32_t set = 0;
	size_t i = 0;

	pack_once(r, node, attribute);
	while ((w = document_word(s, &i)).n > 0) {
		size_t k = 0;

		while (k < END_USES && !str_is(w, end_uses[k]))
			k++;
		if (k == END_USES)
			findings_error(r->d.f, ST_REF, document_at(&r->d, node),
			    "no use \"%.*s\": expected those of a transaction",
			    STR_ARG(w));
		else
			set |= (uint32_t)1 << k;
	}
	return set;
}

static void
read_answer(struct pack_reader *r, const xmlNode *node,
    const struct decisions *d, struct condition *c)
{
	struct str id = document_text(&r->d, node, "question");

	c->yes = pack_yes(r, node, "is", true);
	for (size_t i = 0; i < d->nquestion; i++)
		if (str_is(id, d->question[i].id)) {
			c->of = (uint8_t)i;
			return;
		}
	findings_error(r->d.f, ST_REF, document_at(&r->d, node),
	    "no question \"%.*s\": expected the id of a question above",
	    STR_ARG(id));
}

/* What "in" names, or "not-in". */
static void
read_either(struct pack_reader *r, const xmlNode *node, struct condition *c)
{
	struct str in = document_text(&r->d, node, "in");
	struct str out = document_text(&r->d, node, "not-in");

	c->yes = in.n > 0;
	c->words = c->yes ? in : out;
	if ((in.n > 0) == (out.n > 0))
		findings_error(r->d.f, ST_INCOMPLETE, document_at(&r->d, node),
		    "in and not-in: expected one of them");
}

/* The same of words that are no forms: those say themselves that they stand
 * twice. */
static void
read_words(struct pack_reader *r, const xmlNode *node, struct condition *c)
{
	pack_once(r, node, "in");
	pack_once(r, node, "not-in");
	read_either(r, node, c);
}

static void
read_country(struct pack_reader *r, const xmlNode *node, struct condition *c)
{
	struct str of = document_text(&r->d, node, "of");

	while (c->of + 1 < COUNTRY_KINDS && !str_is(of, country_of_word(c->of)))
		c->of++;
	read_words(r, node, c);
}

/* One of those forms; with not-in none of them. */
static void
read_form(struct pack_reader *r, const xmlNode *node, struct condition *c)
{
	read_either(r, node, c);
	c->uses = pack_forms(r, node, c->yes ? "in" : "not-in");
}

/* "1 t" or "50000 USD" */
static void
read_per_year(struct pack_reader *r, const xmlNode *node, struct condition *c)
{
	static const char *const words[] = { "below", "at-most", "at-least",
		"above" };
	struct str s = document_text(&r->d, node, "limit");
	struct str is = document_text(&r->d, node, "is");
	const char *blank = strchr(s.p, ' ');
	struct error err = { 0 };
	enum unit u;

	c->limit_text = s.p;
	while (c->compare < 3 && !str_is(is, words[c->compare]))
		c->compare++;
	if (blank == NULL)
		return; /* not with this schema */
	if (num_read((struct str){ s.p, (size_t)(blank - s.p) },
		document_at(&r->d, node), c->limit, &err) != ST_OK)
		findings_take(r->d.f, &err);
	if (mpq_sgn(c->limit) == 0 && c->compare == 0)
		findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
		    "nothing is less than zero: expected a limit above zero");
	if (mpq_sgn(c->limit) == 0 && c->compare == 2)
		findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
		    "at least zero holds for every amount: expected a limit "
		    "above zero");
	u = unit_find(str_of(blank + 1));
	if (u == UNIT_NONE) {
		memcpy(c->currency, blank + 1, 3);
		return;
	}
	unit_to_base(u, c->limit);
	c->dimension = (uint8_t)unit_dimension(u);
}

static void
read_day(struct pack_reader *r, const xmlNode *node, struct condition *c)
{
	c->kind = CONDITION_DAY;
	c->from = document_day(&r->d, node, "from");
	c->until = document_day(&r->d, node, "until");
	if (c->from == DATE_NONE && c->until == DATE_NONE)
		findings_error(r->d.f, ST_INCOMPLETE, document_at(&r->d, node),
		    "a day without from and until: expected one of them, or "
		    "both");
	else if (c->until != DATE_NONE && c->until < c->from)
		findings_error(r->d.f, ST_RANGE, document_at(&r->d, node),
		    "until is before from: expected a day that is not");
}

static void
read_condition(struct pack_reader *r, const xmlNode *node,
    const struct decisions *d, struct condition *c)
{
	struct str is = document_text(&r->d, node, "is");

	mpq_init(c->limit);
	c->at = document_keep(&r->d, node);
	c->variable = CELLS_MOST; /* until pack_cells() finds it */
	if (document_is(node, "verdict")) {
		c->what = VARIABLE_VERDICT;
		c->kind =
		    (uint8_t)(str_is(is, "undecided") ? CONDITION_UNDECIDED
						      : CONDITION_VARIABLE);
		c->yes = str_is(is, "triggered");
	} else if (document_is(node, "answer")) {
		c->what = VARIABLE_ANSWER;
		read_answer(r, node, d, c);
	} else if (document_is(node, "country")) {
		c->what = VARIABLE_COUNTRY;
		read_country(r, node, c);
	} else if (document_is(node, "domestic")) {
		c->what = VARIABLE_DOMESTIC;
		c->yes = pack_yes(r, node, "is", true);
	} else if (document_is(node, "end-use")) {
		c->what = VARIABLE_END_USE;
		c->uses = pack_uses(r, node, "in");
	} else if (document_is(node, "day")) {
		read_day(r, node, c);
	} else if (document_is(node, "hs")) {
		c->what = VARIABLE_HS;
		read_words(r, node, c);
	} else if (document_is(node, "form")) {
		c->what = VARIABLE_FORM;
		read_form(r, node, c);
	} else {
		c->what = VARIABLE_PER_YEAR;
		read_per_year(r, node, c);
	}
}

/* Only what a rule catches can be exempt from it. */
static void
add_triggered(struct pack_reader *r, const xmlNode *node, struct condition *c,
    uint8_t group)
{
	mpq_init(c->limit);
	c->at = document_keep(&r->d, node);
	c->variable = CELLS_MOST;
	c->what = VARIABLE_VERDICT;
	c->kind = CONDITION_VARIABLE;
	c->yes = true;
	c->group = group;
}

/* Those of a decision; each stands for a group, and any is a group of some. */
void
pack_when(struct pack_reader *r, const xmlNode *node, const struct decisions *d,
    struct decision *x)
{
	size_t n = 0;
	uint8_t group = 0;

	for (const xmlNode *c = xml_element(node->children); c != NULL;
	     c = xml_element(c->next))
		n += document_is(c, "any")
			 ? xmlChildElementCount((xmlNode *)(uintptr_t)c)
			 : 1;
	if (x->exemption && n == 0)
		findings_error(r->d.f, ST_INCOMPLETE, document_at(&r->d, node),
		    "an exemption without a condition exempts everything: "
		    "expected one");
	x->when = TAKE(&r->p->mem, struct condition, n + 2);
	if (x->when == NULL) {
		findings_error(r->d.f, ST_NOMEM, document_at(&r->d, node),
		    "out of memory");
		return;
	}
	for (const xmlNode *c = xml_element(node->children); c != NULL;
	     c = xml_element(c->next), group++) {
		const xmlNode *one = c;

		if (document_is(c, "any"))
			one = xml_element(c->children);
		for (; one != NULL; one = xml_element(one->next)) {
			x->when[x->nwhen].group = group;
			read_condition(r, one, d, &x->when[x->nwhen++]);
			if (!document_is(c, "any"))
				break;
		}
	}
	if (x->exemption)
		add_triggered(r, node, &x->when[x->nwhen++], group);
}
