/* SPDX-License-Identifier: Apache-2.0 */
/* dealing - the transaction that a command line names; see dealing.h. */
#include "cmd/dealing.h"

enum status
dealing_read(struct dealing *d, struct session *s, struct error *err)
{
	struct findings *f = &s->findings;

	if (d->file == NULL && d->holidays.n > 0)
		return error_set(err, ST_USAGE, pos_none,
		    "--holidays without --transaction: expected the "
		    "transaction whose times they count");
	if (d->file == NULL)
		return ST_OK;
	d->is_read = transaction_read(&d->transaction, d->file, f) == ST_OK;
	if (d->is_read)
		s->in.transaction = &d->transaction;
	for (size_t i = 0; i < d->holidays.n; i++)
		holidays_read(&d->days, d->holidays.word[i], f);
	s->dealing = d;
	*err = f->first;
	return err->code;
}

/* The item that a line of the transaction names; told at its place.  Of a
 * product of which only a part is open it may be elsewhere. */
static uint32_t
find_item(struct session *s, const char *name, struct pos at)
{
	struct error err = { 0 };
	uint32_t item = BOM_NONE;

	if (name != NULL && session_item(s, name, &item, &err) != ST_OK &&
	    !s->is_narrow)
		findings_error(&s->findings, err.code, at, "%s", err.text);
	return item;
}

/* Every item that answers and quantities name. */
static bool
find_items(struct dealing *d, struct session *s, struct deal_parts *parts)
{
	const struct transaction *t = &d->transaction;
	uint32_t *answer = TAKE(&s->mem, uint32_t, t->nanswer + 1);
	uint32_t *per_year = TAKE(&s->mem, uint32_t, t->nper_year + 1);
	uint32_t *goods = TAKE(&s->mem, uint32_t, t->ngoods + 1);

	if (answer == NULL || per_year == NULL || goods == NULL)
		return false;
	for (size_t i = 0; i < t->nanswer; i++)
		answer[i] = find_item(s, t->answer[i].item, t->answer[i].at);
	for (size_t i = 0; i < t->nper_year; i++)
		per_year[i] =
		    find_item(s, t->per_year[i].item, t->per_year[i].at);
	for (size_t i = 0; i < t->ngoods; i++)
		goods[i] = find_item(s, t->goods[i].item, t->goods[i].at);
	for (size_t i = 0; i < t->nsent; i++)
		find_item(s, t->sent[i].item, t->sent[i].at);
	parts->answer_item = answer;
	parts->per_year_item = per_year;
	parts->goods_item = goods;
	return true;
}

enum status
dealing_judge(struct dealing *d, struct session *s, struct error *err)
{
	struct deal_parts parts = { .t = &d->transaction,
		.holidays = &d->days,
		.pack = s->packs,
		.npack = s->npack,
		.law = s->in.days.law,
		.bom = &s->bom };

	if (!d->is_read)
		return ST_OK;
	if (!find_items(d, s, &parts))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	*err = s->findings.first;
	if (err->code != ST_OK ||
	    deal_make(&d->deal, &parts, &s->findings, err) != ST_OK)
		return err->code;
	d->is_made = true;
	return ST_OK;
}

void
dealing_close(struct dealing *d)
{
	if (d->is_made)
		deal_free(&d->deal);
	holidays_free(&d->days);
	if (d->is_read)
		transaction_free(&d->transaction);
	words_free(&d->holidays);
}
