/* SPDX-License-Identifier: Apache-2.0 */
/* transaction - who ships what to whom; see transaction.h. */
#include "core/rules/deal/transaction.h"

#include "core/base/limits.h"
#include "core/bom/field/units.h"
#include "core/rules/deal/transaction_xml.h"

#include <stdlib.h>
#include <string.h>

const char *const end_uses[END_USES] = { "consumer", "automotive", "energy",
	"machinery", "medical", "aviation", "telecommunications",
	"semiconductor", "research", "military", "other" };

const char *
role_name(enum role r)
{
	static const char *const names[ROLE_COUNT] = { "exporter", "consignee",
		"end user", "supplier", "producer" };

	return names[r];
}

const char *
reply_word(enum reply a)
{
	static const char *const names[] = { "no", "yes", "unknown" };

	return names[a];
}

bool
list_names_hold(const struct list_names *l, struct str name)
{
	for (size_t i = 0; i < l->n; i++)
		if (str_eq(l->name[i], name))
			return true;
	return false;
}

size_t
transaction_party(const struct transaction *t, enum role r)
{
	size_t i = 0;

	while (i < t->nparty && (t->party[i].roles >> r & 1) == 0)
		i++;
	return i;
}

static void
read_shipment(struct document *d, const xmlNode *node, struct transaction *t)
{
	t->shipped_at = document_keep(d, node);
	document_country(d, node, "from", t->from);
	document_country(d, node, "to", t->to);
	t->exported = document_day(d, node, "exported");
	t->reported = document_day(d, node, "reported");
	if (t->reported != DATE_NONE && t->exported == DATE_NONE)
		findings_error(d->f, ST_INCOMPLETE, document_at(d, node),
		    "reported without exported: expected the day of export");
	else if (t->reported != DATE_NONE && t->reported < t->exported)
		findings_error(d->f, ST_CONFLICT, document_at(d, node),
		    "reported before the day of export: expected a day after "
		    "it");
}

/* The days within which the goods leave; an export is one of them. */
static void
read_period(struct document *d, const xmlNode *node, struct transaction *t)
{
	date_day start = document_day(d, node, "start");
	date_day end = document_day(d, node, "end");

	t->period_at = document_keep(d, node);
	t->period_start = document_text(d, node, "start").p;
	t->period_end = document_text(d, node, "end").p;
	if (start == DATE_NONE || end == DATE_NONE)
		return;
	if (end < start)
		findings_error(d->f, ST_CONFLICT, document_at(d, node),
		    "the period ends on %s, before it begins on %s: expected a "
		    "day that is not earlier",
		    t->period_end, t->period_start);
	else if (t->exported != DATE_NONE &&
		 (t->exported < start || t->exported > end))
		findings_error(d->f, ST_CONFLICT, document_at(d, node),
		    "exported on a day that is not in the period from %s to "
		    "%s: expected one that is",
		    t->period_start, t->period_end);
}

static void
read_end_use(struct document *d, const xmlNode *node, struct transaction *t)
{
	struct str category = document_text(d, node, "category");
	struct str text = xml_text(d->mem, node);

	t->used_at = document_keep(d, node);
	t->end_use_text = text.p != NULL ? text.p : "";
	for (uint8_t i = 0; i < END_USES; i++)
		if (str_is(category, end_uses[i]))
			t->end_use = i;
}

/* NULL if it is not there. */
static const char *
text_or_null(struct document *d, const xmlNode *node, const char *name)
{
	struct str s = document_text(d, node, name);

	return s.n > 0 ? s.p : NULL;
}

/* Both of every item, or of the same one. */
static bool
same_item(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static void
say_again(struct document *d, const xmlNode *node, struct pos first)
{
	findings_error(d->f, ST_DUPLICATE, document_at(d, node),
	    "the same item for the second time: the first is in line %u",
	    (unsigned)first.line);
}

/* "1200 each" and "720000 USD"; the schema has seen to their shapes. */
static void
read_per_year(struct document *d, const xmlNode *node, struct transaction *t)
{
	struct per_year *y = &t->per_year[t->nper_year++];
	struct error err = { 0 };
	const char *blank;

	mpq_inits(y->quantity, y->value, NULL);
	y->at = document_keep(d, node);
	y->item = text_or_null(d, node, "item");
	y->quantity_text = text_or_null(d, node, "quantity");
	y->value_text = text_or_null(d, node, "value");
	if (y->quantity_text != NULL)
		y->has_quantity = transaction_number(d, node,
		    str_of(y->quantity_text), y->quantity, &y->dimension);
	blank = y->value_text != NULL ? strchr(y->value_text, ' ') : NULL;
	if (blank != NULL) {
		if (num_read((struct str){ y->value_text,
				 (size_t)(blank - y->value_text) },
			document_at(d, node), y->value, &err) != ST_OK)
			findings_take(d->f, &err);
		snprintf(y->currency, sizeof(y->currency), "%.3s", blank + 1);
		y->has_value = true;
	}
	for (size_t i = 0; i + 1 < t->nper_year; i++)
		if (same_item(t->per_year[i].item, y->item))
			say_again(d, node, t->per_year[i].at);
}

/* "40 each" as two texts; NULL, NULL if it is not there. */
static void
read_pair(struct document *d, const xmlNode *node, const char *name,
    const char **number, const char **unit)
{
	struct str s = document_text(d, node, name), first;
	const char *blank = s.n > 0 ? memchr(s.p, ' ', s.n) : NULL;

	if (blank == NULL)
		return;
	first = arena_copy(d->mem, (struct str){ s.p, (size_t)(blank - s.p) });
	if (first.p == NULL) {
		findings_error(
		    d->f, ST_NOMEM, document_at(d, node), "out of memory");
		return;
	}
	*number = first.p;
	*unit = blank + 1;
}

bool
per_year_is_none(const struct per_year *y)
{
	return y->has_quantity && mpq_sgn(y->quantity) == 0 && y->more == NULL;
}

/* The party of that id; PARTY_UNNAMED: there is none, or nobody is named. */
static uint32_t
find_party(struct document *d, const xmlNode *node, const char *name,
    const struct transaction *t)
{
	struct str id = document_text(d, node, name);

	if (id.n == 0)
		return PARTY_UNNAMED;
	for (uint32_t i = 0; i < t->nparty; i++)
		if (str_is(id, t->party[i].id))
			return i;
	findings_error(d->f, ST_REF, document_at(d, node),
	    "%s %.*s: expected the id of a party", name,
	    STR_ARG(str_clip(id, 64)));
	return PARTY_UNNAMED;
}

static void
read_handed(struct document *d, const xmlNode *node,
    const struct transaction *t, struct handed *h)
{
	mpq_init(h->quantity);
	for (int r = 0; r < ROLE_COUNT; r++)
		h->to[r] = PARTY_UNNAMED;
	transaction_number(d, node, document_text(d, node, "quantity"),
	    h->quantity, &h->dimension);
	read_pair(d, node, "quantity", &h->number, &h->unit);
	h->to[ROLE_END_USER] = find_party(d, node, "end-user", t);
	h->to[ROLE_CONSIGNEE] = find_party(d, node, "consignee", t);
}

/* To whom it goes: not more than there is. */
static void
read_to(struct document *d, const xmlNode *node, const struct transaction *t,
    struct per_year *s)
{
	size_t n = document_count(node, "to");
	mpq_t left;

	if (n == 0)
		return;
	s->to = TAKE(d->mem, struct handed, n);
	if (s->to == NULL) {
		findings_error(
		    d->f, ST_NOMEM, document_at(d, node), "out of memory");
		return;
	}
	if (!s->has_quantity) {
		findings_error(d->f, ST_INCOMPLETE, document_at(d, node),
		    "to whom the goods go, and not how many they are: expected "
		    "the quantity of all of them");
		return;
	}
	mpq_init(left);
	mpq_set(left, s->quantity);
	for (const xmlNode *c = xml_element(node->children); c != NULL;
	     c = xml_element(c->next)) {
		struct handed *h = &s->to[s->nto++];

		read_handed(d, c, t, h);
		if (h->dimension != s->dimension)
			findings_error(d->f, ST_UNIT, document_at(d, c),
			    "another unit than that of the goods: expected %s",
			    s->quantity_text);
		mpq_sub(left, left, h->quantity);
	}
	if (mpq_sgn(left) < 0)
		findings_error(d->f, ST_CONFLICT, document_at(d, node),
		    "more goes to these parties than the %s of the goods: "
		    "expected not more",
		    s->quantity_text);
	mpq_clear(left);
}

static void
read_sent(struct document *d, const xmlNode *node, struct transaction *t)
{
	struct sent *x = &t->sent[t->nsent++];

	x->at = document_keep(d, node);
	x->item = document_text(d, node, "item").p;
	x->on = document_day(d, node, "on");
	read_handed(d, node, t, &x->what);
	if (x->on == DATE_NONE)
		return;
	if (x->on < t->sent_from ||
	    (t->sent_until != DATE_NONE && x->on > t->sent_until) ||
	    (t->sent_until == DATE_NONE && t->exported != DATE_NONE &&
		x->on > t->exported))
		findings_error(d->f, ST_RANGE, document_at(d, node),
		    "sent on a day that is not within that of earlier: "
		    "expected one from its first day to its last, which is "
		    "not after the day of export");
}

/* All that went out from one day to another. */
static void
read_earlier(struct document *d, const xmlNode *node, struct transaction *t)
{
	size_t n = document_count(node, "sent");

	t->sent_at = document_keep(d, node);
	t->sent_from = document_day(d, node, "from");
	t->sent_until = document_day(d, node, "until");
	if (t->sent_until != DATE_NONE && t->sent_until < t->sent_from)
		findings_error(d->f, ST_RANGE, document_at(d, node),
		    "until is before from: expected a day that is not");
	if (t->sent_until != DATE_NONE && t->exported != DATE_NONE &&
	    t->sent_until > t->exported)
		findings_error(d->f, ST_RANGE, document_at(d, node),
		    "until is after the day of export: expected what went out "
		    "before");
	t->sent = TAKE(d->mem, struct sent, n + 1);
	if (t->sent == NULL) {
		findings_error(
		    d->f, ST_NOMEM, document_at(d, node), "out of memory");
		return;
	}
	for (const xmlNode *c = xml_element(node->children); c != NULL;
	     c = xml_element(c->next))
		read_sent(d, c, t);
}

static void
read_goods(struct document *d, const xmlNode *node, struct transaction *t)
{
	struct per_year *s = &t->shipped[t->ngoods];
	struct shipped_goods *g = &t->goods[t->ngoods++];

	mpq_inits(s->quantity, s->value, NULL);
	s->at = document_keep(d, node);
	s->item = text_or_null(d, node, "item");
	s->quantity_text = text_or_null(d, node, "quantity");
	if (s->quantity_text != NULL)
		s->has_quantity = transaction_number(d, node,
		    str_of(s->quantity_text), s->quantity, &s->dimension);
	g->at = document_keep(d, node);
	g->item = text_or_null(d, node, "item");
	g->contract = text_or_null(d, node, "contract");
	read_pair(d, node, "quantity", &g->quantity, &g->unit);
	read_pair(d, node, "unit-price", &g->price, &g->currency);
	read_to(d, node, t, s);
	for (size_t i = 0; i + 1 < t->ngoods; i++)
		if (same_item(t->goods[i].item, g->item))
			say_again(d, node, t->goods[i].at);
}

/* Do both hold on some day? */
static bool
overlap(const struct given_answer *a, const struct given_answer *b)
{
	return (a->until == DATE_NONE || b->from <= a->until) &&
	       (b->until == DATE_NONE || a->from <= b->until);
}

static void
read_answer(struct document *d, const xmlNode *node, struct transaction *t)
{
	struct given_answer *a = &t->answer[t->nanswer++];
	struct str is = document_text(d, node, "is");

	a->at = document_keep(d, node);
	a->question = document_text(d, node, "question").p;
	a->item = text_or_null(d, node, "item");
	a->note = document_text(d, node, "note").p;
	a->is = (uint8_t)(str_is(is, "yes")  ? REPLY_YES
			  : str_is(is, "no") ? REPLY_NO
					     : REPLY_UNKNOWN);
	a->from = document_day(d, node, "from");
	a->until = document_day(d, node, "until");
	if (a->from != DATE_NONE && a->until != DATE_NONE && a->until < a->from)
		findings_error(d->f, ST_RANGE, document_at(d, node),
		    "until is before from: expected a day that is not");
	for (size_t i = 0; i + 1 < t->nanswer; i++) {
		const struct given_answer *o = &t->answer[i];

		if (strcmp(o->question, a->question) == 0 &&
		    same_item(o->item, a->item) && overlap(o, a))
			findings_error(d->f, ST_DUPLICATE, document_at(d, node),
			    "%s is answered for the second time: the first is "
			    "in line %u",
			    a->question, (unsigned)o->at.line);
	}
}

static bool
take_room(struct document *d, const xmlNode *root, struct transaction *t)
{
	t->party =
	    TAKE(d->mem, struct party, document_count(root, "party") + 1);
	t->stake =
	    TAKE(d->mem, struct stake, document_count(root, "stake") + 1);
	t->per_year =
	    TAKE(d->mem, struct per_year, document_count(root, "per-year") + 1);
	t->goods = TAKE(
	    d->mem, struct shipped_goods, document_count(root, "goods") + 1);
	t->shipped =
	    TAKE(d->mem, struct per_year, document_count(root, "goods") + 1);
	t->answer = TAKE(
	    d->mem, struct given_answer, document_count(root, "answer") + 1);
	return t->party != NULL && t->stake != NULL && t->per_year != NULL &&
	       t->goods != NULL && t->shipped != NULL && t->answer != NULL;
}

/* Parties and stakes are gone through for each other. */
static enum status
check_numbers(struct document *d, const xmlNode *root)
{
	size_t parties = document_count(root, "party");
	size_t stakes = document_count(root, "stake");

	if (parties > LIMIT_PARTIES)
		return findings_error(d->f, ST_LIMIT, document_at(d, root),
		    "%zu parties: expected at most %d", parties, LIMIT_PARTIES);
	if (stakes > LIMIT_STAKES)
		return findings_error(d->f, ST_LIMIT, document_at(d, root),
		    "%zu stakes: expected at most %d", stakes, LIMIT_STAKES);
	return ST_OK;
}

/* The schema has the kinds in this order. */
static enum status
read_root(struct document *d, struct transaction *t)
{
	const xmlNode *root = xmlDocGetRootElement(d->doc);

	t->at = document_keep(d, root);
	t->id = document_text(d, root, "id").p;
	t->end_use = END_USE_UNKNOWN;
	t->end_use_text = "";
	if (check_numbers(d, root) != ST_OK)
		return ST_LIMIT;
	if (!take_room(d, root, t))
		return findings_error(
		    d->f, ST_NOMEM, document_at(d, root), "out of memory");
	for (const xmlNode *c = xml_element(root->children); c != NULL;
	     c = xml_element(c->next)) {
		if (document_is(c, "shipment"))
			read_shipment(d, c, t);
		else if (document_is(c, "period"))
			read_period(d, c, t);
		else if (document_is(c, "party"))
			transaction_read_party(d, c, t);
		else if (document_is(c, "stake"))
			transaction_read_stake(d, c, t);
		else if (document_is(c, "end-use"))
			read_end_use(d, c, t);
		else if (document_is(c, "per-year"))
			read_per_year(d, c, t);
		else if (document_is(c, "goods"))
			read_goods(d, c, t);
		else if (document_is(c, "earlier"))
			read_earlier(d, c, t);
		else
			read_answer(d, c, t);
	}
	transaction_check_parties(d, t);
	return ST_OK;
}

/*
 * transaction_read_bytes - a transaction from bytes (copied).
 *
 * In:	name  for findings; must live as long as f
 * Err:	of the XML ST_ENCODING, ST_SYNTAX, ST_LIMIT; of its shape ST_SCHEMA; of
 *	its sense ST_REF, ST_UNIT, ST_RANGE, ST_DUPLICATE, ST_CYCLE,
 *	ST_CONFLICT, ST_INCOMPLETE; all of them in f
 */
enum status
transaction_read_bytes(
    struct transaction *t, const char *name, struct str xml, struct findings *f)
{
	struct document d = { .mem = &t->mem, .f = f, .file = name };
	size_t before = f->errors;
	enum status st;

	*t = (struct transaction){ 0 };
	d.kept = t->path = arena_copy(&t->mem, str_of(name)).p;
	if (t->path == NULL)
		return findings_error(f, ST_NOMEM, pos_none, "out of memory");
	st = document_read(&d, xml, "schemas/transaction-1.xsd");
	if (st == ST_OK)
		st = document_bytes(&t->xml, xml, f);
	if (st == ST_OK)
		st = read_root(&d, t);
	if (st == ST_OK && f->errors > before)
		st = f->first.code;
	t->end_user = t->nparty;
	xmlFreeDoc(d.doc);
	if (st != ST_OK)
		transaction_free(t);
	return st;
}

enum status
transaction_read(struct transaction *t, const char *path, struct findings *f)
{
	struct bytes xml = { 0 };
	const char *name;
	enum status st;

	*t = (struct transaction){ 0 };
	st = document_load(path, &name, &xml, f);
	if (st == ST_OK)
		st = transaction_read_bytes(
		    t, name, (struct str){ xml.p, xml.n }, f);
	bytes_free(&xml);
	return st;
}

/* An empty transaction, as a failed reading leaves it, is left alone. */
void
transaction_free(struct transaction *t)
{
	for (size_t i = 0; i < t->nstake; i++)
		mpq_clears(t->stake[i].lo.at, t->stake[i].hi.at, NULL);
	for (size_t i = 0; i < t->nper_year; i++)
		mpq_clears(t->per_year[i].quantity, t->per_year[i].value, NULL);
	for (size_t i = 0; i < t->ngoods; i++) {
		for (size_t k = 0; k < t->shipped[i].nto; k++)
			mpq_clear(t->shipped[i].to[k].quantity);
		mpq_clears(t->shipped[i].quantity, t->shipped[i].value, NULL);
	}
	for (size_t i = 0; i < t->nsent; i++)
		mpq_clear(t->sent[i].what.quantity);
	bytes_free(&t->xml);
	arena_free(&t->mem);
	*t = (struct transaction){ 0 };
}
