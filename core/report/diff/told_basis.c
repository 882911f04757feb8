/* SPDX-License-Identifier: Apache-2.0 */
/* told_basis - what verdicts rest on besides the items; see told.h. */
#include "core/report/diff/told.h"

#include <string.h>

struct teller {
	const struct compared *x;
	const struct told_to *to;
	struct told t;
};

static enum status
tell(struct teller *w, struct error *err)
{
	struct told *t = &w->t;

	if (t->text[OLD][0] == '\0')
		t->way = WAY_NEW;
	else if (t->text[NEW][0] == '\0')
		t->way = WAY_GONE;
	return w->to->row(w->to->ctx, t, err);
}

static enum status
tell_if_other(struct teller *w, struct error *err)
{
	if (strcmp(w->t.text[OLD], w->t.text[NEW]) == 0)
		return ST_OK;
	return tell(w, err);
}

/* Where only the common day differs, the others go with it untold. */
static enum status
tell_days(struct teller *w, struct error *err)
{
	static const char *const name[] = { "day", "day of the law",
		"day of the product", "day of the prices" };
	bool one = true;

	for (int s = OLD; s < SIDES; s++)
		one &= days_are_one(&w->x->c[s]->days);
	for (size_t i = 0; i < (one ? 1 : 4) && err->code == ST_OK; i++) {
		told_begin(&w->t, name[i]);
		for (int s = OLD; s < SIDES; s++) {
			const struct days *d = &w->x->c[s]->days;
			const date_day of[] = { d->as_of, d->law, d->bom,
				d->price };
			char day[DATE_TEXT];

			date_format(of[i], day);
			str_add(w->t.text[s], TOLD_TEXT, "%s", day);
		}
		tell_if_other(w, err);
	}
	return err->code;
}

/* Packs are told by the digest of their files, among the inputs. */
static const struct source *
find_pack(const struct checked *c, const char *name)
{
	for (size_t i = 0; i < c->nsource; i++)
		if (strcmp(c->source[i].role, "rules") == 0 &&
		    strcmp(c->source[i].name, name) == 0)
			return &c->source[i];
	return NULL;
}

static enum status
tell_pack(struct teller *w, const char *name, struct error *err)
{
	told_begin(&w->t, "rule pack");
	str_add(w->t.of, TOLD_TEXT, "%s", name);
	for (int s = OLD; s < SIDES; s++) {
		const struct source *f = find_pack(w->x->c[s], name);

		if (f != NULL)
			str_add(
			    w->t.text[s], TOLD_TEXT, "SHA-256 %s", f->sha256);
	}
	return tell_if_other(w, err);
}

static enum status
tell_packs(struct teller *w, struct error *err)
{
	for (int s = NEW; s >= OLD; s--) {
		const struct checked *c = w->x->c[s];

		for (size_t i = 0; i < c->nsource && err->code == ST_OK; i++)
			if (strcmp(c->source[i].role, "rules") == 0 &&
			    (s == NEW || find_pack(w->x->c[NEW],
					     c->source[i].name) == NULL))
				tell_pack(w, c->source[i].name, err);
	}
	return err->code;
}

static void
add_rule(char *out, const struct checked *c, size_t rule)
{
	const struct booked_rule *b = &c->book->rule[rule];
	const struct rule_test *t = &b->rule->test[b->rule->ntest - 1];
	struct rule_standing s = rule_standing_on(b->rule, c->days.law);
	char limit[RULE_LIMIT_TEXT];

	str_add(out, TOLD_TEXT, "version %s, %s", b->pack->version,
	    rule_state_name(s.state));
	if (!rule_state_counts(s.state, c->as_if_in_force))
		str_add(out, TOLD_TEXT, " (does not count)");
	rule_limit_text(limit, b->rule);
	if (t->kind != TEST_ITEM)
		str_add(out, TOLD_TEXT, ", %s", limit);
}

/*
 * told_rule - a rule, as it stands on either side.
 *
 * Out:	whether that differs; a rule of one side alone does
 */
bool
told_rule(struct told *t, const struct compared *x, size_t rule)
{
	const struct rule_pair *r = &x->rule[rule];

	told_begin(t, "rule");
	for (int s = OLD; s < SIDES; s++) {
		const struct checked *c = x->c[s];

		if (r->rule[s] == SIZE_MAX)
			continue;
		add_rule(t->text[s], c, r->rule[s]);
		if (t->of[0] == '\0')
			str_add(t->of, TOLD_TEXT, "%s/%s",
			    c->book->rule[r->rule[s]].pack->id,
			    c->book->rule[r->rule[s]].rule->id);
		t->at[s] = c->book->rule[r->rule[s]].rule->at;
	}
	t->way = r->rule[OLD] == SIZE_MAX   ? WAY_NEW
		 : r->rule[NEW] == SIZE_MAX ? WAY_GONE
					    : WAY_CHANGED;
	return strcmp(t->text[OLD], t->text[NEW]) != 0;
}

static enum status
tell_rules(struct teller *w, struct error *err)
{
	for (size_t i = 0; i < w->x->nrule && err->code == ST_OK; i++)
		if (told_rule(&w->t, w->x, i))
			w->to->row(w->to->ctx, &w->t, err);
	return err->code;
}

/* Documents and prices. */
static enum status
tell_papers(struct teller *w, struct error *err)
{
	const struct difference *d = w->x->d;

	for (size_t i = 0;
	     i < d->n && err->code == ST_OK && d->change[i].kind < CHANGE_ITEM;
	     i++) {
		told_change(&w->t, d, &d->change[i]);
		w->to->row(w->to->ctx, &w->t, err);
	}
	return err->code;
}

static const struct assumption *
find_assumption(const struct checked *c, const char *id)
{
	for (size_t i = 0; c->assumptions != NULL && i < c->assumptions->n; i++)
		if (strcmp(c->assumptions->entry[i].id, id) == 0)
			return &c->assumptions->entry[i];
	return NULL;
}

static void
add_assumption(char *out, const struct assumption *a)
{
	char day[DATE_TEXT];

	date_format(a->until, day);
	str_add(out, TOLD_TEXT, "%s%s%s until %s%s, of %u item%s",
	    assumption_kind_name((enum assumption_kind)a->kind),
	    a->says[0] != '\0' ? " " : "", a->says, day,
	    a->expired ? " (expired)" : "", a->touched,
	    a->touched == 1 ? "" : "s");
}

static enum status
tell_assumption(struct teller *w, const char *id, struct error *err)
{
	told_begin(&w->t, "assumption");
	str_add(w->t.of, TOLD_TEXT, "%s", id);
	for (int s = OLD; s < SIDES; s++) {
		const struct assumption *a = find_assumption(w->x->c[s], id);

		if (a == NULL)
			continue;
		add_assumption(w->t.text[s], a);
		w->t.at[s] = bom_pos(w->x->c[s]->bom, a->at);
	}
	return tell_if_other(w, err);
}

/* In the order of the new files, those that are gone behind. */
static enum status
tell_assumptions(struct teller *w, struct error *err)
{
	for (int s = NEW; s >= OLD; s--) {
		const struct assumptions *a = w->x->c[s]->assumptions;

		for (size_t i = 0; a != NULL && i < a->n && err->code == ST_OK;
		     i++)
			if (s == NEW || find_assumption(w->x->c[NEW],
					    a->entry[i].id) == NULL)
				tell_assumption(w, a->entry[i].id, err);
	}
	return err->code;
}

enum status
told_basis(
    const struct compared *x, const struct told_to *to, struct error *err)
{
	struct teller w = { .x = x, .to = to };

	told_init(&w.t);
	if (tell_days(&w, err) == ST_OK && tell_packs(&w, err) == ST_OK &&
	    tell_rules(&w, err) == ST_OK && tell_papers(&w, err) == ST_OK)
		tell_assumptions(&w, err);
	told_clear(&w.t);
	return err->code;
}
