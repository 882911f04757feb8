/* SPDX-License-Identifier: Apache-2.0 */
/* exemptions - which conditions exempt an item; see exemptions.h. */
#include "core/report/exemptions.h"

#include "core/report/arithmetic.h"
#include "core/report/lawbook.h"
#include "core/rules/deal/deal.h"

#include <string.h>

/* What is known for one rule and item. */
struct asked {
	const struct decisions *d;
	const struct pack *pack;
	size_t rule; /* of the pack */
	struct facts facts;
	bool dealt; /* a transaction tells, too */
};

/* False: there is nothing to be exempt from, or no exemption. */
static bool
ask(struct asked *a, const struct checked *c, size_t rule, uint32_t item)
{
	const struct booked_rule *b = &c->book->rule[rule];
	enum verdict v =
	    judgement_verdict(c->judgement, VARIANT_LAW, rule, item);
	size_t at = c->deal != NULL ? deal_find(c->deal, b->pack) : 0;

	a->pack = b->pack;
	a->d = b->pack->decisions;
	a->rule = (size_t)(b->rule - b->pack->rule);
	if (v == VERDICT_CLEAR || !decisions_exempt(a->d, a->rule))
		return false;
	a->dealt = c->deal != NULL && at < c->deal->npack;
	if (a->dealt) {
		deal_facts(c->deal, at, v, item, &a->facts);
		return true;
	}
	facts_open(a->d, &a->facts);
	facts_of_item(a->d, c->bom, item, &a->facts);
	a->facts.day = c->days.law;
	a->facts.undecided = v == VERDICT_UNDECIDED;
	for (size_t i = 0; i < a->d->nvariable && !a->facts.undecided; i++)
		if (a->d->variable[i].kind == VARIABLE_VERDICT)
			a->facts.possible[i] = 2; /* triggered */
	return true;
}

static bool
is_of(const struct asked *a, const struct decision *x)
{
	return x->exemption && (x->rules >> a->rule & 1) != 0;
}

void
exemptions_each(const struct checked *c, size_t rule, uint32_t item,
    enum language l, void (*put)(void *to, const char *text), void *to)
{
	char text[EXEMPTION_TEXT];
	struct asked a;

	if (!ask(&a, c, rule, item) || a.dealt)
		return;
	for (size_t i = 0; i < a.d->ndecision; i++) {
		const struct decision *x = &a.d->decision[i];
		enum reply holds = REPLY_NO;

		if (is_of(&a, x))
			holds = decision_holds(x, &a.facts);
		if (holds == REPLY_NO)
			continue;
		snprintf(text, sizeof(text),
		    l == LANGUAGE_ZH ? "%s：%s" : "%s: %s",
		    l == LANGUAGE_ZH
			? (holds == REPLY_YES ? "豁免" : "可能豁免，尚未说明")
		    : holds == REPLY_YES ? "Exempt"
					 : "Perhaps exempt, which is not told",
		    x->title[l]);
		lawbook_when(text, sizeof(text), a.pack, x, l);
		str_add(text, sizeof(text), l == LANGUAGE_ZH ? "。" : ".");
		put(to, text);
	}
}

struct writing {
	FILE *to;
	const struct style *s;
};

static void
write_one(void *to, const char *text)
{
	const struct writing *w = to;

	text_wrap(w->to, w->s, 4, 0, str_of(text));
}

void
exemptions_write(FILE *to, const struct style *s, const struct checked *c,
    size_t rule, uint32_t item)
{
	struct writing w = { to, s };

	exemptions_each(c, rule, item, LANGUAGE_EN, write_one, &w);
}

void
exemptions_json(
    struct json *j, const struct checked *c, size_t rule, uint32_t item)
{
	struct asked a;

	if (!ask(&a, c, rule, item))
		return;
	json_begin_array(j, "exemptions");
	for (size_t i = 0; i < a.d->ndecision; i++) {
		const struct decision *x = &a.d->decision[i];

		if (!is_of(&a, x))
			continue;
		json_begin_object(j, NULL);
		json_put_text(j, "id", x->id);
		json_put_text(j, "title", x->title[LANGUAGE_EN]);
		json_put_text(j, "title_zh", x->title[LANGUAGE_ZH]);
		json_put_text(
		    j, "outcome", outcome_word((enum outcome)x->outcome));
		json_put_text(
		    j, "holds", reply_word(decision_holds(x, &a.facts)));
		clause_json(j, "clause", x->clause);
		json_end_object(j);
	}
	json_end_array(j);
}
