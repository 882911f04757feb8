/* SPDX-License-Identifier: Apache-2.0 */
/* turns - a trigger for each element, substance or country; see turns.h. */
#include "core/rules/turns.h"

#include "core/base/limits.h"
#include "core/rules/deal/sent.h"
#include "core/trace/own/within.h"

#include <stdio.h>
#include <string.h>

/* [bytes] of a title; what is longer is cut. */
#define TITLE_TEXT 200
#define NAME_TEXT 60

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

/* Materials of which some elements alone are left. */
static struct materials *
some_of(struct rulebook *book, const struct materials *of, uint32_t elements)
{
	struct materials *m = TAKE(&book->mem, struct materials, 1);

	if (m == NULL)
		return NULL;
	*m = *of;
	m->elements = elements;
	return m;
}

/* The next turn, a copy of the trigger; NULL without materials. */
static struct rule_test *
add_turn(struct booked_rule *rule, const struct rule_test *t,
    const struct materials *of)
{
	struct rule_test *turn;

	if (of == NULL)
		return NULL;
	turn = &rule->turn[rule->nturn++];
	*turn = *t; /* its limit is lent */
	turn->of = of;
	return turn;
}

/* Of each element alone it is a share of that element. */
static bool
among_itself(struct rulebook *book, struct rule_test *turn)
{
	struct materials *m;

	if (!turn->itself)
		return true;
	m = some_of(book, turn->of, turn->of->elements);
	if (m == NULL)
		return false;
	memset(m->guises, 0, sizeof(m->guises));
	m->named = NULL;
	turn->among = m;
	return true;
}

static bool
add_elements(
    struct rulebook *book, struct booked_rule *rule, const struct rule_test *t)
{
	for (int e = 0; e < NELEM; e++) {
		struct materials *m;

		if ((t->of->elements >> e & 1) == 0)
			continue;
		m = some_of(book, t->of, (uint32_t)1 << e);
		if (m == NULL)
			return false;
		m->title[LANGUAGE_EN] = element_at(e)->name;
		m->title[LANGUAGE_ZH] = element_at(e)->name_zh;
		if (!among_itself(book, add_turn(rule, t, m)))
			return false;
	}
	return true;
}

/* ---- substances */

/* Of its elements those that count, as far as it is in a guise that does. */
static uint32_t
that_count(const struct bom_substance *s, const struct materials *of)
{
	uint32_t left = 0;

	for (int e = 0; e < NELEM; e++)
		if (((s->elements & of->elements) >> e & 1) != 0 &&
		    (of->guises[e] == 0 || s->guise == GUISE_UNKNOWN ||
			(of->guises[e] >> s->guise & 1) != 0))
			left |= (uint32_t)1 << e;
	return left;
}

static struct str
name_of(const struct bom *b, const struct bom_substance *s)
{
	uint32_t id = s->name != 0 ? s->name : s->formula;

	return str_clip(bom_text_get(b, id != 0 ? id : s->cas), NAME_TEXT);
}

static bool
name_materials(
    struct rulebook *book, struct materials *m, const struct bom *b, uint32_t k)
{
	char *en = TAKE(&book->mem, char, TITLE_TEXT);
	char *zh = TAKE(&book->mem, char, TITLE_TEXT);
	const char *of = m->title[LANGUAGE_EN];
	struct str name;

	if (en == NULL || zh == NULL)
		return false;
	if (k == BOM_NONE) {
		str_add(en, TITLE_TEXT, "%s of substances not named", of);
		str_add(
		    zh, TITLE_TEXT, "未写明物质中的%s", m->title[LANGUAGE_ZH]);
	} else {
		name = name_of(b, &b->substance[k]);
		str_add(en, TITLE_TEXT, "%s of %.*s", of, STR_ARG(name));
		str_add(zh, TITLE_TEXT, "%.*s中的%s", STR_ARG(name),
		    m->title[LANGUAGE_ZH]);
	}
	m->title[LANGUAGE_EN] = en;
	m->title[LANGUAGE_ZH] = zh;
	return true;
}

/* Has one of the turns from the first on the substance already? */
static bool
has_turn(const struct booked_rule *rule, size_t first, const struct bom *b,
    uint32_t substance)
{
	for (size_t i = first; i < rule->nturn; i++)
		if (within_same(b, turn_substance(&rule->turn[i]), substance))
			return true;
	return false;
}

static enum status
add_substance(struct rulebook *book, const struct bom *b,
    struct booked_rule *rule, const struct rule_test *t, uint32_t k,
    struct error *err)
{
	struct materials *m = some_of(book, t->of,
	    k != BOM_NONE ? that_count(&b->substance[k], t->of)
			  : t->of->elements);
	struct rule_test *turn = add_turn(rule, t, m);

	if (turn == NULL || !name_materials(book, m, b, k))
		return no_memory(err);
	turn->substance = k != BOM_NONE ? k + 1 : SUBSTANCE_UNNAMED;
	return ST_OK;
}

static enum status
add_substances(struct rulebook *book, const struct bom *b,
    struct booked_rule *rule, const struct rule_test *t, struct error *err)
{
	size_t first = rule->nturn;
	enum status st = ST_OK;

	for (uint32_t k = 0; st == ST_OK && k < b->nsubstance; k++) {
		if (!within_named(b, k) ||
		    that_count(&b->substance[k], t->of) == 0 ||
		    has_turn(rule, first, b, k))
			continue;
		if (rule->nturn - first == LIMIT_SUBSTANCES)
			return error_set(err, ST_LIMIT, pos_none,
			    "more than %d substances of %s, each of which %s "
			    "holds against its limit: expected fewer, or "
			    "another rule with --only",
			    LIMIT_SUBSTANCES, t->of->id, rule->rule->id);
		st = add_substance(book, b, rule, t, k, err);
	}
	return st == ST_OK ? add_substance(book, b, rule, t, BOM_NONE, err)
			   : st;
}

/* ---- countries */

/* The countries that somebody names, and those that the origin leaves out. */
struct named {
	char country[26 * 26][3];
	size_t n;
};

static bool
has_country(const struct named *c, const char country[3])
{
	for (size_t i = 0; i < c->n; i++)
		if (memcmp(c->country[i], country, 3) == 0)
			return true;
	return false;
}

static void
name_country(struct named *c, const char country[3])
{
	if (country[0] != '\0' && !has_country(c, country))
		memcpy(c->country[c->n++], country, 3);
}

static bool
is_listed(const struct origin_rule *o, const char country[3])
{
	for (size_t i = 0; o->country[i][0] != '\0'; i++)
		if (memcmp(o->country[i], country, 3) == 0)
			return true;
	return false;
}

/* A copy of the origin in which no country counts yet. */
static struct origin_rule *
of_none(struct rulebook *book, const struct origin_rule *of)
{
	struct origin_rule *o = TAKE(&book->mem, struct origin_rule, 1);

	if (o == NULL)
		return NULL;
	*o = *of;
	o->elsewhere = false;
	memset(o->country, 0, sizeof(o->country));
	return o;
}

static enum status
too_many(const struct booked_rule *rule, struct error *err)
{
	return error_set(err, ST_LIMIT, pos_none,
	    "more than %d countries, each of which %s holds against its limit: "
	    "expected fewer, or another rule with --only",
	    LIMIT_COUNTRIES, rule->rule->id);
}

static bool
add_country(struct rulebook *book, struct booked_rule *rule,
    const struct rule_test *t, const char country[3])
{
	struct origin_rule *o = of_none(book, t->origin);
	struct rule_test *turn = o != NULL ? add_turn(rule, t, t->of) : NULL;

	if (turn == NULL)
		return false;
	memcpy(o->country[0], country, 3);
	turn->origin = o;
	return true;
}

/* What may be from one that nobody names: of those of the list, or any. */
static enum status
add_unnamed(struct rulebook *book, struct booked_rule *rule,
    const struct rule_test *t, const struct named *told, struct error *err)
{
	struct origin_rule *o = of_none(book, t->origin);
	struct rule_test *turn;
	size_t n = 0;

	if (o == NULL)
		return no_memory(err);
	o->elsewhere = t->origin->elsewhere;
	for (size_t i = 0; t->origin->country[i][0] != '\0'; i++)
		if (o->elsewhere || !has_country(told, t->origin->country[i]))
			memcpy(o->country[n++], t->origin->country[i], 3);
	for (size_t i = 0; o->elsewhere && i < told->n; i++) {
		if (is_listed(t->origin, told->country[i]))
			continue;
		if (n == LIMIT_COUNTRIES)
			return too_many(rule, err);
		memcpy(o->country[n++], told->country[i], 3);
	}
	if (!o->elsewhere && n == 0)
		return ST_OK; /* each of the list is named */
	turn = add_turn(rule, t, t->of);
	if (turn == NULL)
		return no_memory(err);
	turn->origin = o;
	return ST_OK;
}

static enum status
add_countries(struct rulebook *book, const struct bom *b,
    struct booked_rule *rule, const struct rule_test *t, struct error *err)
{
	struct named told = { .n = 0 };
	size_t first = rule->nturn;

	for (size_t i = 0; i < b->norigin; i++)
		name_country(&told, t->origin->technology
					? b->origin[i].technology
					: b->origin[i].country);
	for (size_t i = 0; i < told.n; i++) {
		if (is_listed(t->origin, told.country[i]) ==
		    t->origin->elsewhere)
			continue;
		if (rule->nturn - first == LIMIT_COUNTRIES)
			return too_many(rule, err);
		if (!add_country(book, rule, t, told.country[i]))
			return no_memory(err);
	}
	return add_unnamed(book, rule, t, &told, err);
}

/* ---- parties that get some of a shipment, or all of them in a time */

/* "dysprosium, to Wind Works Inc." */
static bool
name_party(struct rulebook *book, struct rule_test *turn, const char *party)
{
	struct materials *m = some_of(book, turn->of, turn->of->elements);
	char *en = TAKE(&book->mem, char, TITLE_TEXT);
	char *zh = TAKE(&book->mem, char, TITLE_TEXT);
	struct str name = str_clip(str_of(party != NULL ? party : ""), 90);

	if (m == NULL || en == NULL || zh == NULL)
		return false;
	if (party == NULL) {
		str_add(en, TITLE_TEXT, "%s to somebody not named",
		    m->title[LANGUAGE_EN]);
		str_add(
		    zh, TITLE_TEXT, "运往未写明者的%s", m->title[LANGUAGE_ZH]);
	} else {
		str_add(en, TITLE_TEXT, "%s to %.*s", m->title[LANGUAGE_EN],
		    STR_ARG(name));
		str_add(zh, TITLE_TEXT, "运往%.*s的%s", STR_ARG(name),
		    m->title[LANGUAGE_ZH]);
	}
	m->title[LANGUAGE_EN] = en;
	m->title[LANGUAGE_ZH] = zh;
	turn->of = m;
	turn->party = party;
	return true;
}

/* A turn, and what it asks of every item. */
static enum status
add_question(struct rulebook *book, struct booked_rule *rule,
    const struct rule_test *t, uint32_t party, struct error *err)
{
	struct rule_test *turn = add_turn(rule, t, t->of);
	const char *name = NULL;

	if (turn == NULL)
		return no_memory(err);
	book->question[book->nquestion++] =
	    (struct sent_question){ .each = t->each != EACH_SUM,
		    .role = t->each == EACH_CONSIGNEE ? ROLE_CONSIGNEE
						      : ROLE_END_USER,
		    .party = party,
		    .over = t->over };
	turn->sum = (uint32_t)book->nquestion;
	if (t->each == EACH_SUM)
		return ST_OK;
	if (party != PARTY_UNNAMED)
		name = book->transaction->party[party].name;
	return name_party(book, turn, name) ? ST_OK : no_memory(err);
}

static enum status
add_parties(struct rulebook *book, struct booked_rule *rule,
    const struct rule_test *t, struct error *err)
{
	const struct transaction *d = book->transaction;
	enum role role =
	    t->each == EACH_CONSIGNEE ? ROLE_CONSIGNEE : ROLE_END_USER;
	enum status st = ST_OK;

	for (uint32_t i = 0;
	     t->each != EACH_SUM && st == ST_OK && d != NULL && i < d->nparty;
	     i++)
		if ((d->party[i].roles >> role & 1) != 0 &&
		    sent_may_get(d, role, i))
			st = add_question(book, rule, t, i, err);
	if (st == ST_OK && (t->each == EACH_SUM || d == NULL ||
			       sent_may_get(d, role, PARTY_UNNAMED)))
		st = add_question(book, rule, t, PARTY_UNNAMED, err);
	return st;
}

/* Turns of one test, at most. */
static size_t
turns_of(const struct rule_test *t)
{
	if (each_is_party((enum each)t->each))
		return LIMIT_PARTIES + 1;
	switch ((enum each)t->each) {
	case EACH_ELEMENT:
		return NELEM;
	case EACH_SUBSTANCE:
		return LIMIT_SUBSTANCES + 1;
	case EACH_COUNTRY:
		return LIMIT_COUNTRIES + 1;
	default:
		return t->over != OVER_SHIPMENT;
	}
}

/* Room for those of all tests, and for what they ask of quantities. */
static bool
take_room(struct rulebook *book, struct booked_rule *rule)
{
	const struct rule *r = rule->rule;
	struct sent_question *old = book->question;
	size_t most = 0;

	if (rule->turn != NULL)
		return true;
	for (size_t i = r->ntest - 1; i < r->ntest + r->nreading; i++)
		most += turns_of(&r->test[i]);
	rule->turn = TAKE(&book->mem, struct rule_test, most + 1);
	book->question =
	    TAKE(&book->mem, struct sent_question, book->nquestion + most + 1);
	if (rule->turn == NULL || book->question == NULL)
		return false;
	if (old != NULL)
		memcpy(book->question, old, book->nquestion * sizeof(*old));
	return true;
}

enum status
turns_make(struct rulebook *book, const struct bom *b, struct booked_rule *rule,
    struct seat *s, struct error *err)
{
	const struct rule_test *t = &rule->rule->test[s->test];
	enum status st = ST_OK;

	s->first = rule->nturn;
	if (turns_of(t) == 0)
		return ST_OK;
	if (!take_room(book, rule))
		return no_memory(err);
	if (t->each == EACH_SUBSTANCE)
		st = add_substances(book, b, rule, t, err);
	else if (t->each == EACH_COUNTRY)
		st = add_countries(book, b, rule, t, err);
	else if (t->each != EACH_ELEMENT)
		st = add_parties(book, rule, t, err);
	else if (!add_elements(book, rule, t))
		st = no_memory(err);
	s->nturn = rule->nturn - s->first;
	return st;
}

uint32_t
turn_substance(const struct rule_test *t)
{
	return t->substance == 0 || t->substance == SUBSTANCE_UNNAMED
		   ? BOM_NONE
		   : t->substance - 1;
}

const char *
turn_country(const struct rule_test *t)
{
	const struct origin_rule *o = t->origin;

	return t->each != EACH_COUNTRY || o->elsewhere ||
		       o->country[1][0] != '\0'
		   ? NULL
		   : o->country[0];
}
