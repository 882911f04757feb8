/* SPDX-License-Identifier: Apache-2.0 */
/* told - differences between two products, one at a time; see told.h. */
#include "core/report/diff/told.h"
#include "core/report/limit_words.h"

#include "core/report/check/rows.h"
#include "core/report/path.h"

#include <stdlib.h>
#include <string.h>

/* Verdicts of which it is told why: each takes passes over a product. */
#define CLOSE_MOST 20

void
told_init(struct told *t)
{
	memset(t, 0, sizeof(*t));
	exact_init(&t->x[OLD]);
	exact_init(&t->x[NEW]);
}

void
told_clear(struct told *t)
{
	exact_clear(&t->x[OLD]);
	exact_clear(&t->x[NEW]);
}

void
told_begin(struct told *t, const char *what)
{
	t->what = what;
	t->way = WAY_CHANGED;
	t->of[0] = t->note[0] = '\0';
	t->unit = STR("");
	t->vague = false;
	t->moved = NULL;
	t->because = NULL;
	for (int s = OLD; s < SIDES; s++) {
		t->item[s] = BOM_NONE;
		t->text[s][0] = '\0';
		t->has[s] = false;
		t->at[s] = pos_none;
	}
}

void
told_line(
    char out[4 * TOLD_TEXT], const struct told *t, const struct compared *x)
{
	enum side s = t->item[NEW] != BOM_NONE ? NEW : OLD;
	char label[LABEL_TEXT];

	out[0] = '\0';
	if (t->item[s] != BOM_NONE)
		str_add(out, 4 * TOLD_TEXT, "%.*s: ",
		    STR_ARG(path_label(x->c[s]->bom, t->item[s], label)));
	str_add(out, 4 * TOLD_TEXT, "%s%s%s: ", t->what,
	    t->of[0] != '\0' ? " " : "", t->of);
	if (t->way == WAY_NEW)
		str_add(out, 4 * TOLD_TEXT, "now %s", t->text[NEW]);
	else if (t->way == WAY_GONE)
		str_add(out, 4 * TOLD_TEXT, "no longer, was %s", t->text[OLD]);
	else
		str_add(
		    out, 4 * TOLD_TEXT, "%s -> %s", t->text[OLD], t->text[NEW]);
}

size_t
told_close(const struct compared *x)
{
	return checked_affordable(
	    x->c[OLD], checked_affordable(x->c[NEW], CLOSE_MOST));
}

static void
put_bounds(struct told *t, const struct compared *x, const struct because *b,
    enum side s)
{
	const struct reason *r = &b->reason[s];
	char of[LIMIT_OF_WHAT];
	struct measure_of m = reason_measure(r, x->c[s]);
	char text[AMOUNT_RANGE];

	limit_of_what(of, r->detail.test, LANGUAGE_EN);
	str_add(of, sizeof(of), "%s", limit_period(r->detail.test));
	if (r->detail.test->kind == TEST_ITEM)
		return;
	t->has[s] = true;
	exact_set(&t->x[s], reason_bounds(r));
	t->unit = m.kind == AMOUNT_MASS    ? STR("g")
		  : m.kind == AMOUNT_VALUE ? m.currency
					   : STR("");
	amount_range(text, reason_bounds(r), &m);
	str_add(t->text[s], TOLD_TEXT, ": %s%s", text, of);
}

/*
 * told_causes - why a verdict moved, line by line.
 *
 * In:	most  changes that are told; of the rest their number is
 */
void
told_causes(const struct compared *x, const struct moved *m,
    const struct because *b, size_t most,
    void (*line)(void *ctx, const char *text), void *ctx)
{
	char text[4 * TOLD_TEXT];
	struct told t;

	told_init(&t);
	if (told_rule(&t, x, m->rule) && t.way == WAY_CHANGED) {
		told_line(text, &t, x);
		line(ctx, text);
	}
	for (size_t i = 0; i < b->n && i < most; i++) {
		told_change(&t, x->d, &x->d->change[b->cause[i].change]);
		told_line(text, &t, x);
		line(ctx, text);
	}
	if (b->n > most) {
		snprintf(text, sizeof(text), "and %zu more", b->n - most);
		line(ctx, text);
	}
	told_clear(&t);
}

static void
add_to_note(void *ctx, const char *text)
{
	struct told *t = ctx;

	str_add(t->note, TOLD_NOTE, "%s%.*s", t->note[0] != '\0' ? "; " : "",
	    STR_ARG(str_clip(str_of(text), 200)));
}

void
told_verdict(struct told *t, const struct compared *x, const struct moved *m,
    const struct because *b)
{
	static const char *const with[] = { [VARIANT_LAW] = "",
		[VARIANT_POLICY] = ", with your policy",
		[VARIANT_PRESUMED] = ", with presumed origins",
		[VARIANT_ALLOCATED] = ", shared out by mass",
		[VARIANT_ASSUMED] = ", with your assumptions" };
	const struct rule_pair *rule = &x->rule[m->rule];
	enum side any = rule->rule[NEW] != SIZE_MAX ? NEW : OLD;
	const struct booked_rule *booked =
	    &x->c[any]->book->rule[rule->rule[any]];

	told_begin(t, "verdict");
	str_add(t->of, TOLD_TEXT, "%s/%s%s", booked->pack->id, booked->rule->id,
	    with[m->variant]);
	for (int s = OLD; s < SIDES; s++) {
		enum tone tone;
		const char *words = compared_verdict(x, m, (enum side)s, &tone);

		t->item[s] = m->of.item[s];
		if (m->of.item[s] != BOM_NONE)
			t->at[s] = bom_pos(
			    x->c[s]->bom, x->c[s]->bom->item[m->of.item[s]].at);
		if (words == NULL) {
			t->way = s == OLD ? WAY_NEW : WAY_GONE;
			continue;
		}
		str_add(t->text[s], TOLD_TEXT, "%s", words);
		if (m->variant == VARIANT_LAW && b != NULL && b->has[s])
			put_bounds(t, x, b, (enum side)s);
	}
	if (m->variant != VARIANT_LAW || b == NULL)
		return;
	told_causes(x, m, b, BECAUSE_MOST, add_to_note, t);
	t->moved = m;
	t->because = b;
}

static int
by_index(const void *pa, const void *pb)
{
	const uint32_t *a = pa, *b = pb;

	return (*a > *b) - (*a < *b);
}

/* Exact amounts of what is told with numbers are asked for together, each
 * item once. */
static enum status
watch(const struct compared *x, enum side s, struct error *err)
{
	uint32_t *item = malloc(TOLD_NUMBERS * sizeof(*item));
	size_t n = 0, once = 0;

	if (item == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < x->nmoved && n < TOLD_NUMBERS; i++)
		if (x->moved[i].variant == VARIANT_LAW &&
		    x->moved[i].of.item[s] != BOM_NONE)
			item[n++] = x->moved[i].of.item[s];
	if (n > 1)
		qsort(item, n, sizeof(*item), by_index);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || item[i] != item[i - 1])
			item[once++] = item[i];
	judgement_watch(x->c[s]->judgement, item, once, err);
	free(item);
	return err->code;
}

enum status
told_verdicts(
    const struct compared *x, const struct told_to *to, struct error *err)
{
	size_t close = told_close(x), laws = 0;
	struct told t;

	told_init(&t);
	if (watch(x, OLD, err) == ST_OK)
		watch(x, NEW, err);
	for (size_t i = 0; i < x->nmoved && err->code == ST_OK; i++) {
		const struct moved *m = &x->moved[i];
		struct because b = { .n = 0 };
		bool reasons = m->variant == VARIANT_LAW && laws < TOLD_NUMBERS;

		if (reasons)
			because_find(&b, x, m, laws++ < close, err);
		if (err->code == ST_OK) {
			told_verdict(&t, x, m, reasons ? &b : NULL);
			to->row(to->ctx, &t, err);
		}
		because_free(&b);
	}
	told_clear(&t);
	return err->code;
}

enum status
told_items(
    const struct compared *x, const struct told_to *to, struct error *err)
{
	const struct difference *d = x->d;
	struct told t;

	told_init(&t);
	for (size_t i = 0; i < d->n && err->code == ST_OK; i++) {
		if (d->change[i].kind < CHANGE_ITEM)
			continue;
		told_change(&t, d, &d->change[i]);
		to->row(to->ctx, &t, err);
	}
	told_clear(&t);
	return err->code;
}
