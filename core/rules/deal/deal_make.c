/* SPDX-License-Identifier: Apache-2.0 */
/*
 * deal_make - a transaction beside the packs: what lists, stakes and the end
 * use answer by themselves, and what contradicts that or is asked by nobody.
 */
#include "core/rules/deal/deal.h"

#include <string.h>

/* What making one needs. */
struct making {
	struct deal *d;
	struct ownership *owners;
	struct findings *f;
	struct error *err;
};

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
			    a->is == REPLY_UNKNOWN || !deal_holds(m->d, a) ||
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
		const struct decisions *ds = d->pack[p].pack->decisions;

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
		const struct decisions *ds = d->pack[p].pack->decisions;

		for (size_t k = 0; ds != NULL && k < ds->nquestion; k++)
			for (size_t i = 0; i < ds->question[k].nlist; i++)
				if (str_eq(ds->question[k].list[i], name))
					return true;
	}
	return false;
}

/* A licence that has run out, or does not hold yet, is none. */
static void
warn_past(struct making *m, const struct given_answer *a)
{
	char day[DATE_TEXT], end[DATE_TEXT];

	date_format(m->d->day, day);
	date_format(m->d->day < a->from ? a->from : a->until, end);
	if (m->d->day < a->from)
		findings_warn(m->f, ST_OK, a->at,
		    "the answer to %s holds from %s on, and the day is %s: it "
		    "does not count",
		    a->question, end, day);
	else
		findings_warn(m->f, ST_OK, a->at,
		    "the answer to %s holds until %s, and the day is %s: it "
		    "does not count",
		    a->question, end, day);
}

/* A slip of the pen in a name would leave a question open without a word. */
static void
warn_unused(struct making *m)
{
	const struct transaction *t = m->d->t;
	const struct list_names *names;

	for (size_t i = 0; i < t->nanswer; i++)
		if (!deal_holds(m->d, &t->answer[i]))
			warn_past(m, &t->answer[i]);
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
