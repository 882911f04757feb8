/* SPDX-License-Identifier: Apache-2.0 */
/* over_time - the product of every other day; see over_time.h. */
#include "cmd/over_time.h"

#include "cmd/again.h"
#include "cmd/checking.h"
#include "cmd/dealing.h"
#include "core/report/check/over_time.h"

enum status
over_time_check(
    const struct over_time_options *o, bool all_items, struct error *err)
{
	if (!o->asked && (o->from != DATE_NONE || o->until != DATE_NONE))
		return error_set(err, ST_USAGE, pos_none,
		    "--from and --until limit a timeline: expected --timeline "
		    "with them");
	if (o->asked && all_items)
		return error_set(err, ST_USAGE, pos_none,
		    "--timeline tells of what is shipped: expected no "
		    "--all-items; --ship ITEM looks at an item as shipped");
	if (o->from != DATE_NONE && o->until != DATE_NONE && o->from > o->until)
		return error_set(err, ST_USAGE, pos_none,
		    "--from is after --until: expected it before");
	return ST_OK;
}

static enum status
take(struct timeline *t, size_t product, const struct session *s,
    struct error *err)
{
	return timeline_take(t, product, &s->judgement,
	    s->with.book != NULL ? &s->with : NULL,
	    s->has_assumed ? &s->assumed : NULL, err);
}

/* The product of those days cannot be judged; that of others may. */
static enum status
refuse(struct timeline *t, size_t product, struct session *other, int *refused,
    struct error *err)
{
	const struct error why = *err;
	char day[DATE_TEXT];

	date_format(other->in.days.bom, day);
	fprintf(stderr, "retrace: the product of %s is refused:\n", day);
	other->quiet = true; /* its warnings are of another day */
	*refused = session_fail(other, &why);
	*err = (struct error){ 0 };
	return timeline_refuse(t, product, &why, &other->bom, err);
}

/* Is it the input that does not do? */
static bool
is_refusal(const struct error *err)
{
	return status_exit_code(err->code) == status_exit_code(ST_SYNTAX);
}

static enum status
judge_other(struct timeline *t, size_t product, struct session *s,
    const struct days *days, int *refused, struct error *err)
{
	struct session other;

	if (again_ask(&other, s, days, err) == ST_OK &&
	    session_open(&other, err) != ST_OK && is_refusal(err))
		refuse(t, product, &other, refused, err);
	else if (err->code == ST_OK)
		take(t, product, &other, err);
	session_close(&other);
	return err->code;
}

/* Is the product of that period the one of the open session? */
static bool
is_open(const struct timeline *t, size_t product, date_day as_of)
{
	size_t today = boundaries_period(&t->of, as_of);

	return today < t->of.nperiod && t->of.period[today].product == product;
}

/* *refused: 0, or the exit code of a product that was refused. */
static enum status
judge_all(struct timeline *t, struct session *s,
    const struct boundary_basis *basis, int *refused, struct error *err)
{
	for (size_t p = 0; err->code == ST_OK && p < t->of.nproduct; p++) {
		struct days days = s->in.days;

		if (!basis->bom_stands)
			days.bom = timeline_day(t, p);
		if (!basis->price_stands)
			days.price = timeline_day(t, p);
		if (!is_open(t, p, s->in.days.as_of))
			judge_other(t, p, s, &days, refused, err);
		else
			take(t, p, s, err);
	}
	return err->code;
}

static enum status
emit(const struct page *page, const void *result, struct error *err)
{
	return over_time_write(
	    page->to, page->format, &page->style, result, err);
}

static int
write_all(struct session *s, const struct timeline *t,
    const struct over_time_options *o, int refused)
{
	struct error err = { 0 };
	struct checked c;
	const struct over_time x = { &c, t, o->from, o->until };

	if (checking_fill(s, &c, &err) != ST_OK)
		return session_fail(s, &err);
	if (refused != 0)
		c.exit_code = refused;
	session_messages(s);
	if (outputs_write(&s->out, emit, &x, &err) != ST_OK)
		return session_fail(s, &err);
	return refused != 0 ? refused : session_verdict_code(s, c.exit_code);
}

int
over_time_run(
    struct session *s, struct dealing *deal, const struct over_time_options *o)
{
	const struct days asked = s->in.days;
	struct boundary_basis basis = { .from = o->from,
		.until = o->until,
		.law_stands = asked.law != DATE_NONE,
		.bom_stands = asked.bom != DATE_NONE,
		.price_stands = asked.price != DATE_NONE };
	struct timeline t = { 0 };
	struct error err = { 0 };
	int code, refused = 0;

	if (dealing_read(deal, s, &err) != ST_OK ||
	    session_open(s, &err) != ST_OK ||
	    dealing_judge(deal, s, &err) != ST_OK)
		return session_fail(s, &err);
	basis.book = &s->book;
	basis.bom = &s->bom;
	basis.assumptions = s->has_assumed ? &s->assumptions : NULL;
	basis.days = &s->in.days;
	if (timeline_open(&t, &basis, s->shipped, &err) != ST_OK)
		return session_fail(s, &err);
	code = judge_all(&t, s, &basis, &refused, &err) == ST_OK
		   ? write_all(s, &t, o, refused)
		   : session_fail(s, &err);
	timeline_free(&t);
	return code;
}
