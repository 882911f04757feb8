/* SPDX-License-Identifier: Apache-2.0 */
/* deal - a transaction held against decisions; see deal.h. */
#include "core/rules/deal.h"

#include <stdlib.h>
#include <string.h>

/* What making one needs. */
struct making {
	struct deal *d;
	struct ownership *owners;
	struct findings *f;
	struct error *err;
};

static const struct decisions *
decisions_of(const struct deal *d, size_t pack)
{
	return d->pack[pack].pack->decisions;
}

/* ---- what lists and stakes say ---- */

static enum reply
either(enum reply a, enum reply b)
{
	if (a == REPLY_YES || b == REPLY_YES)
		return REPLY_YES;
	return a == REPLY_UNKNOWN || b == REPLY_UNKNOWN ? REPLY_UNKNOWN
							: REPLY_NO;
}

static enum status
find_owned(struct making *m, const struct pack_question *q, uint32_t party,
    struct owned *out)
{
	const struct ownership_question asked = { q->list, q->nlist, q->limit,
		q->above, q->together };

	owned_init(out);
	return ownership_find(m->owners, &asked, party, out, m->err);
}

/* The answer of one party; what is held of it is kept. */
static enum status
ask_party(struct making *m, struct deal_pack *p, size_t question,
    uint32_t party, enum reply *a)
{
	const struct pack_question *q = &p->pack->decisions->question[question];
	struct party_owned *o;

	if (q->derived == DERIVED_LISTED) {
		*a =
		    ownership_listed(&m->d->t->party[party], q->list, q->nlist);
		return ST_OK;
	}
	o = &p->owned[p->nowned++];
	o->question = question;
	o->party = party;
	if (find_owned(m, q, party, &o->owned) != ST_OK)
		return m->err->code;
	*a = (enum reply)o->owned.reading[q->reading];
	return ST_OK;
}

/* An end use may be a yes; others are no answer. */
static void
derive_used(const struct making *m, struct deal_pack *p, size_t question)
{
	uint32_t uses = p->pack->decisions->question[question].uses;
	uint8_t use = m->d->t->end_use;

	p->derived[question] = use != END_USE_UNKNOWN && (uses >> use & 1) != 0
				   ? REPLY_YES
				   : REPLY_UNKNOWN;
}

/* Of all parties in the roles that it asks for; a role without a party may be
 * anybody's. */
static enum status
derive(struct making *m, struct deal_pack *p, size_t question)
{
	const struct transaction *t = m->d->t;
	const struct pack_question *q = &p->pack->decisions->question[question];
	enum reply all = REPLY_NO, one = REPLY_UNKNOWN;

	if (q->derived == DERIVED_USED) {
		derive_used(m, p, question);
		return ST_OK;
	}
	for (int r = 0; r < ROLE_COUNT; r++)
		if ((q->roles >> r & 1) != 0 &&
		    transaction_party(t, (enum role)r) == t->nparty)
			all = REPLY_UNKNOWN;
	for (uint32_t i = 0; i < t->nparty; i++) {
		if ((t->party[i].roles & q->roles) == 0)
			continue;
		if (ask_party(m, p, question, i, &one) != ST_OK)
			return m->err->code;
		all = either(all, one);
	}
	p->derived[question] = (uint8_t)all;
	return ST_OK;
}

/* ---- answers ---- */

/* The given answer to a question for an item: its own before that for all. */
const struct given_answer *
deal_given(const struct deal *d, const char *question, uint32_t item)
{
	const struct given_answer *all = NULL;

	for (size_t i = 0; i < d->t->nanswer; i++) {
		const struct given_answer *a = &d->t->answer[i];
		uint32_t of =
		    d->answer_item != NULL ? d->answer_item[i] : BOM_NONE;

		if (strcmp(a->question, question) != 0)
			continue;
		if (of != BOM_NONE && of == item)
			return a;
		if (a->item == NULL)
			all = a;
	}
	return all;
}

enum reply
deal_answer(const struct deal *d, size_t pack, size_t question, uint32_t item)
{
	const struct deal_pack *p = &d->pack[pack];
	const struct pack_question *q = &p->pack->decisions->question[question];
	const struct given_answer *a;

	if (q->derived != DERIVED_NOT && p->derived[question] != REPLY_UNKNOWN)
		return (enum reply)p->derived[question];
	a = deal_given(d, q->id, item);
	return a != NULL ? (enum reply)a->is : REPLY_UNKNOWN;
}

/* Who answers otherwise than his own lists and stakes has made a mistake. */
static void
check_answers(struct making *m, const struct deal_pack *p)
{
	const struct decisions *ds = p->pack->decisions;
	const struct transaction *t = m->d->t;

	for (size_t k = 0; k < ds->nquestion; k++)
		for (size_t i = 0; i < t->nanswer; i++) {
			const struct given_answer *a = &t->answer[i];
			struct pos at = a->at;

			if (ds->question[k].derived == DERIVED_NOT ||
			    strcmp(a->question, ds->question[k].id) != 0 ||
			    a->is == REPLY_UNKNOWN ||
			    p->derived[k] == REPLY_UNKNOWN ||
			    a->is == p->derived[k])
				continue;
			findings_error(m->f, ST_CONFLICT, at,
			    "%s is answered %s, and the %s %s: expected the "
			    "same",
			    a->question, reply_word((enum reply)a->is),
			    ds->question[k].derived == DERIVED_USED
				? "end use says"
				: "parties and stakes say",
			    reply_word((enum reply)p->derived[k]));
		}
}

static bool
is_asked(const struct deal *d, const char *question)
{
	for (size_t p = 0; p < d->npack; p++) {
		const struct decisions *ds = decisions_of(d, p);

		for (size_t k = 0; ds != NULL && k < ds->nquestion; k++)
			if (strcmp(ds->question[k].id, question) == 0)
				return true;
	}
	return false;
}

static bool
is_list(const struct deal *d, struct str name)
{
	for (size_t p = 0; p < d->npack; p++) {
		const struct decisions *ds = decisions_of(d, p);

		for (size_t k = 0; ds != NULL && k < ds->nquestion; k++)
			for (size_t i = 0; i < ds->question[k].nlist; i++)
				if (str_eq(ds->question[k].list[i], name))
					return true;
	}
	return false;
}

/* A slip of the pen in a name would leave a question open without a word. */
static void
warn_unused(struct making *m)
{
	const struct transaction *t = m->d->t;
	const struct list_names *names;

	for (size_t i = 0; i < t->nanswer; i++)
		if (!is_asked(m->d, t->answer[i].question))
			findings_warn(m->f, ST_OK, t->answer[i].at,
			    "no pack that is judged asks %s",
			    t->answer[i].question);
	for (size_t i = 0; i < t->nparty; i++)
		for (int off = 0; off < 2; off++) {
			names = off ? &t->party[i].not_on : &t->party[i].on;
			for (size_t k = 0; k < names->n; k++)
				if (!is_list(m->d, names->name[k]))
					findings_warn(m->f, ST_OK,
					    t->party[i].at,
					    "no pack that is judged asks for "
					    "the list %.*s",
					    STR_ARG(names->name[k]));
		}
}

/* ---- making ---- */

static enum status
make_pack(struct making *m, struct deal_pack *p)
{
	const struct decisions *ds = p->pack->decisions;

	if (ds == NULL)
		return ST_OK;
	p->derived = TAKE(&m->d->mem, uint8_t, ds->nquestion + 1);
	p->owned = TAKE(&m->d->mem, struct party_owned,
	    ds->nquestion * m->d->t->nparty + 1);
	p->memory = TAKE(
	    &m->d->mem, struct deal_memory, p->pack->nrule * VERDICT_COUNT + 1);
	if (p->derived == NULL || p->owned == NULL || p->memory == NULL)
		return error_set(m->err, ST_NOMEM, pos_none, "out of memory");
	for (size_t k = 0; k < ds->nquestion; k++)
		if (ds->question[k].derived != DERIVED_NOT &&
		    derive(m, p, k) != ST_OK)
			return m->err->code;
	check_answers(m, p);
	return ST_OK;
}

static void
warn_day(struct making *m, date_day law)
{
	char a[DATE_TEXT], b[DATE_TEXT];

	if (m->d->day == law)
		return;
	date_format(m->d->day, a);
	date_format(law, b);
	findings_warn(m->f, ST_OK, m->d->t->at,
	    "the goods leave on %s, and the law is that of %s: with "
	    "--as-of %s it is that of the same day",
	    a, b, a);
}

enum status
deal_make(struct deal *d, const struct deal_parts *parts, struct findings *f,
    struct error *err)
{
	struct making m = { d, NULL, f, err };
	size_t before = f->errors;

	*d = (struct deal){ .t = parts->t,
		.holidays = parts->holidays,
		.answer_item = parts->answer_item,
		.per_year_item = parts->per_year_item,
		.goods_item = parts->goods_item,
		.bom = parts->bom,
		.day = parts->t->exported != DATE_NONE ? parts->t->exported
						       : parts->law,
		.npack = parts->npack };
	d->pack = TAKE(&d->mem, struct deal_pack, d->npack + 1);
	d->worlds = worlds_make();
	m.owners = ownership_make(d->t);
	if (d->pack == NULL || d->worlds == NULL || m.owners == NULL)
		error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; err->code == ST_OK && i < d->npack; i++)
		d->pack[i].pack = parts->pack[i];
	for (size_t i = 0; err->code == ST_OK && i < d->npack; i++)
		make_pack(&m, &d->pack[i]);
	ownership_free(m.owners);
	if (err->code == ST_OK && f->errors > before)
		*err = f->first;
	if (err->code != ST_OK) {
		deal_free(d);
		return err->code;
	}
	warn_unused(&m);
	warn_day(&m, parts->law);
	return ST_OK;
}

void
deal_free(struct deal *d)
{
	for (size_t i = 0; d->pack != NULL && i < d->npack; i++)
		for (size_t k = 0; k < d->pack[i].nowned; k++)
			owned_clear(&d->pack[i].owned[k].owned);
	worlds_free(d->worlds);
	arena_free(&d->mem);
	*d = (struct deal){ 0 };
}

size_t
deal_find(const struct deal *d, const struct pack *p)
{
	size_t i = 0;

	while (i < d->npack && d->pack[i].pack != p)
		i++;
	return i;
}

/* ---- facts ---- */

static const char *
country_of_party(const struct transaction *t, enum role r)
{
	size_t party = transaction_party(t, r);

	return party < t->nparty ? t->party[party].country : "";
}

static const char *
country_of(const struct transaction *t, uint8_t of)
{
	switch (of) {
	case COUNTRY_TO:
		return t->to;
	case COUNTRY_FROM:
		return t->from;
	case COUNTRY_CONSIGNEE:
		return country_of_party(t, ROLE_CONSIGNEE);
	case COUNTRY_END_USER:
		return country_of_party(t, ROLE_END_USER);
	default:
		return country_of_party(t, ROLE_EXPORTER);
	}
}

/* What goes out of the item in a year; NULL if nobody said. */
static const struct per_year *
per_year_of(const struct deal *d, uint32_t item)
{
	const struct per_year *all = NULL;

	for (size_t i = 0; i < d->t->nper_year; i++) {
		const struct per_year *y = &d->t->per_year[i];
		uint32_t of =
		    d->per_year_item != NULL ? d->per_year_item[i] : BOM_NONE;

		if (of != BOM_NONE && of == item)
			return y;
		if (y->item == NULL)
			all = y;
	}
	return all;
}

const struct shipped_goods *
deal_goods(const struct deal *d, uint32_t item)
{
	const struct shipped_goods *all = NULL;

	for (size_t i = 0; i < d->t->ngoods; i++) {
		const struct shipped_goods *g = &d->t->goods[i];
		uint32_t of =
		    d->goods_item != NULL ? d->goods_item[i] : BOM_NONE;

		if (of != BOM_NONE && of == item)
			return g;
		if (g->item == NULL)
			all = g;
	}
	return all;
}

static uint64_t
cell_of_amount(
    const struct deal *d, const struct variable *v, uint32_t item, uint64_t all)
{
	const struct per_year *y = per_year_of(d, item);

	if (y != NULL && v->dimension != DIM_NONE && y->has_quantity &&
	    y->dimension == v->dimension)
		return (uint64_t)1 << variable_amount(v, y->quantity);
	if (y != NULL && v->dimension == DIM_NONE && y->has_value &&
	    strcmp(y->currency, v->currency) == 0)
		return (uint64_t)1 << variable_amount(v, y->value);
	return all;
}

/* The cells in which one variable may be; all: nothing is known. */
static uint64_t
cells_of(const struct deal *d, size_t pack, const struct variable *v,
    uint32_t item, uint64_t all)
{
	const struct transaction *t = d->t;
	const char *country;
	enum reply a;

	switch (v->kind) {
	case VARIABLE_ANSWER:
		a = deal_answer(d, pack, v->of, item);
		return a == REPLY_UNKNOWN ? all : (uint64_t)1 << a;
	case VARIABLE_COUNTRY:
		country = country_of(t, v->of);
		return country[0] == '\0'
			   ? all
			   : (uint64_t)1 << variable_country(v, country);
	case VARIABLE_DOMESTIC:
		if (t->from[0] == '\0' || t->to[0] == '\0')
			return all;
		return strcmp(t->from, t->to) == 0 ? 2 : 1;
	case VARIABLE_END_USE:
		return t->end_use == END_USE_UNKNOWN
			   ? all
			   : (uint64_t)1 << t->end_use;
	case VARIABLE_PER_YEAR:
		return cell_of_amount(d, v, item, all);
	default:
		return all;
	}
}

void
deal_facts(const struct deal *d, size_t pack, enum verdict v, uint32_t item,
    struct facts *out)
{
	const struct decisions *ds = decisions_of(d, pack);

	facts_open(ds, out);
	out->day = d->day;
	out->undecided = v == VERDICT_UNDECIDED;
	for (size_t i = 0; i < ds->nvariable; i++) {
		const struct variable *x = &ds->variable[i];

		if (x->kind != VARIABLE_VERDICT)
			out->possible[i] =
			    cells_of(d, pack, x, item, out->possible[i]);
		else if (v != VERDICT_UNDECIDED)
			out->possible[i] = v == VERDICT_TRIGGERED ? 2 : 1;
	}
	if (d->bom != NULL)
		facts_of_item(ds, d->bom, item, out);
}

/* Does the transaction say something of this item alone? */
static bool
is_named(const struct deal *d, uint32_t item)
{
	for (size_t i = 0; d->answer_item != NULL && i < d->t->nanswer; i++)
		if (d->answer_item[i] == item)
			return true;
	for (size_t i = 0; d->per_year_item != NULL && i < d->t->nper_year; i++)
		if (d->per_year_item[i] == item)
			return true;
	return false;
}

/* Do its decisions depend on what the items are? */
static bool
looks_at_items(const struct deal *d, size_t pack)
{
	const struct decisions *ds = decisions_of(d, pack);

	for (size_t i = 0; d->bom != NULL && i < ds->nvariable; i++)
		if (ds->variable[i].kind == VARIABLE_HS ||
		    ds->variable[i].kind == VARIABLE_FORM)
			return true;
	return false;
}

bool
deal_decide(const struct deal *d, size_t pack, size_t rule, enum verdict v,
    uint32_t item, date_day day, struct decided *out)
{
	struct deal_memory *m;
	struct facts f;
	bool alike;

	if (decisions_of(d, pack) == NULL)
		return false;
	if (day == DATE_NONE || d->t->exported != DATE_NONE)
		day = d->day;
	m = &d->pack[pack].memory[rule * VERDICT_COUNT + v];
	alike = !is_named(d, item) && !looks_at_items(d, pack);
	if (alike && m->known && m->day == day) {
		*out = m->decided;
		return true;
	}
	deal_facts(d, pack, v, item, &f);
	f.day = day;
	decisions_reach(d->worlds, decisions_of(d, pack), rule, &f, out);
	if (alike)
		*m = (struct deal_memory){ true, day, *out };
	return true;
}

bool
deal_due(const struct deal *d, const struct decision *x, struct due *out)
{
	static const struct holidays none = { 0 };

	if (x->within == 0 || d->t->exported == DATE_NONE)
		return false;
	*out = workdays_after(d->holidays != NULL ? d->holidays : &none,
	    x->calendar, d->t->exported, x->within);
	return true;
}
