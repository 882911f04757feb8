/* SPDX-License-Identifier: Apache-2.0 */
/* assuming - the verdicts with what is taken for granted; assuming.h. */
#include "cmd/assuming.h"

#include <string.h>

void
assuming_read(struct session *s)
{
	for (size_t i = 0; i < s->in.assume.n; i++) {
		const char *name = s->in.assume.word[i];
		struct error err = { 0 };
		struct bytes again;

		if (session_same_bytes(s, s->in.files.n + i, &again, &err))
			assumptions_read_bytes(&s->assumptions, &s->bom, name,
			    &again, s->in.days.bom, &s->findings);
		else if (err.code != ST_OK)
			findings_take(&s->findings, &err);
		else
			assumptions_read(&s->assumptions, &s->bom, name,
			    s->in.days.bom, &s->findings);
	}
}

void
assuming_apply(struct session *s)
{
	if (s->in.assume.n == 0)
		return;
	s->has_assumed = assume_make(&s->assumed, &s->bom, &s->assumptions,
			     &s->findings) == ST_OK;
}

static bool
is_said(const struct findings *f, const struct finding *x)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->list[i].at.line == x->at.line &&
		    f->list[i].at.col == x->at.col &&
		    strcmp(f->list[i].text, x->text) == 0)
			return true;
	return false;
}

/* What contradicts itself only with the assumptions. */
static void
say_new(struct session *s, const struct findings *with)
{
	for (size_t i = 0; i < with->n; i++)
		if (!is_said(&s->findings, &with->list[i]))
			findings_warn(&s->findings, with->list[i].code,
			    with->list[i].at, "with your assumptions: %s",
			    with->list[i].text);
}

enum status
assuming_add_up(struct session *s, unsigned threads, struct error *err)
{
	struct findings with = { 0 };

	if (!s->has_assumed)
		return ST_OK;
	if (trace_run(&s->assumed.bom, &s->book.plan, threads, &s->with_trace,
		&with, err) == ST_OK)
		say_new(s, &with);
	findings_free(&with);
	return err->code;
}

enum status
assuming_judge(struct session *s, unsigned threads, struct error *err)
{
	struct evidence e;

	if (!s->has_assumed)
		return ST_OK;
	/* the same columns; by law alone */
	s->with_book = s->book;
	for (int v = VARIANT_POLICY; v < VARIANT_COUNT; v++)
		s->with_book.has[v] = false;
	if (assuming_add_up(s, threads, err) != ST_OK)
		return err->code;
	e = s->in.exact ? evidence_exactly(s->with_trace)
			: evidence_of(s->with_trace);
	return judge(&s->with, &s->with_book, &s->assumed.bom, &e, err);
}

void
assuming_replace(const struct session *s, struct checked *c)
{
	if (s->with_trace == NULL)
		return;
	c->bom = &s->assumed.bom;
	c->trace = s->with_trace;
	if (s->with.book == NULL)
		return;
	c->book = &s->with_book;
	c->judgement = &s->with;
}

void
assuming_close(struct session *s)
{
	judgement_free(&s->with);
	trace_free(s->with_trace);
	assumed_free(&s->assumed);
	assumptions_free(&s->assumptions);
	words_free(&s->in.assume);
}
