/* SPDX-License-Identifier: Apache-2.0 */
/* diff_eye - what changed, for a reader; see diff.h. */
#include "core/report/diff/diff.h"

#include "core/report/path.h"

#include <ctype.h>
#include <string.h>

/* Verdicts that are told, and rows of a table, unless all are asked for. */
#define VERDICTS_MOST 20
#define ROWS_MOST 200

struct eye {
	FILE *to;
	const struct style *style;
	const struct compared *x;
};

/* ---- the head */
static void
add_count(char *out, size_t size, size_t n, const char *what)
{
	str_add(out, size, "%s%zu %s", out[0] == '\0' ? "" : ", ", n, what);
}

static void
put_head(const struct eye *e)
{
	const struct compared *x = e->x;
	const size_t *items = x->d->count[CHANGE_ITEM];
	char line[200] = "", verdicts[200] = "";

	add_count(verdicts, sizeof(verdicts), x->nmoved, "changed");
	add_count(verdicts, sizeof(verdicts), x->stayed, "as before");
	add_count(line, sizeof(line), items[WAY_NEW], "new");
	add_count(line, sizeof(line), items[WAY_GONE], "gone");
	add_count(line, sizeof(line), x->d->changed, "changed");
	fprintf(e->to, "Verdicts: %s. Items: %s.\n", verdicts, line);
}

/* ---- verdicts */
static void
put_upper(FILE *to, const char *words)
{
	for (; *words != '\0'; words++)
		fputc(toupper((unsigned char)*words), to);
}

/* "  TRIGGERED, was clear  ACME DRIVE rev B (Drive unit)" */
static void
put_moved(const struct eye *e, const struct moved *m)
{
	const struct compared *x = e->x;
	enum side s = m->of.item[NEW] != BOM_NONE ? NEW : OLD;
	enum tone tone, old_tone;
	const char *old = compared_verdict(x, m, OLD, &old_tone);
	const char *now = compared_verdict(x, m, NEW, &tone);

	fprintf(e->to, "\n  %s", tone_start(e->style, tone));
	put_upper(e->to, now != NULL ? now : "no longer there");
	fprintf(e->to, "%s, ", tone_end(e->style, tone));
	if (old != NULL)
		fprintf(e->to, "was %s  ", old);
	else
		fputs("is new  ", e->to);
	path_put_label(e->to, x->c[s]->bom, m->of.item[s]);
	fputc('\n', e->to);
	if (s == NEW && m->of.item[OLD] != BOM_NONE &&
	    (x->d->pair.item[OLD][m->of.item[OLD]] == m->of.item[NEW])) {
		char label[LABEL_TEXT], other[LABEL_TEXT];
		struct str was =
		    path_label(x->c[OLD]->bom, m->of.item[OLD], label);

		if (!str_eq(was,
			path_label(x->c[NEW]->bom, m->of.item[NEW], other))) {
			fputs("    held against ", e->to);
			text_put(e->to, was);
			fputc('\n', e->to);
		}
	}
}

static void
put_reason(const struct eye *e, const struct because *b, enum side s)
{
	static const char *const head[] = { "Was: ", "Now: " };
	char text[REASON_TEXT], line[REASON_TEXT + 8];

	if (!b->has[s])
		return;
	reason_text(text, &b->reason[s], e->x->c[s]);
	snprintf(line, sizeof(line), "%s%s", head[s], text);
	text_wrap(e->to, e->style, 4, 0, str_of(line));
}

/* Lines of causes, under one heading. */
struct causes {
	const struct eye *e;
	bool begun;
};

static void
put_cause(void *ctx, const char *text)
{
	struct causes *c = ctx;

	if (!c->begun)
		fputs("    Because of:\n", c->e->to);
	c->begun = true;
	text_wrap(c->e->to, c->e->style, 6, 0, str_of(text));
}

static void
put_rule(const struct eye *e, const struct moved *m)
{
	static const char *const with[] = { [VARIANT_LAW] = "",
		[VARIANT_POLICY] = ", with your policy",
		[VARIANT_PRESUMED] = ", with presumed origins",
		[VARIANT_ALLOCATED] = ", shared out by mass",
		[VARIANT_ASSUMED] = ", with your assumptions" };
	const struct rule_pair *p = &e->x->rule[m->rule];
	enum side s = p->rule[NEW] != SIZE_MAX ? NEW : OLD;
	const struct booked_rule *b = &e->x->c[s]->book->rule[p->rule[s]];

	fprintf(
	    e->to, "\n%s/%s%s: ", b->pack->id, b->rule->id, with[m->variant]);
	text_put(e->to, str_of(b->rule->title[LANGUAGE_EN]));
	fputc('\n', e->to);
}

/* Clear on the one side that has it. */
static bool
is_only_clear(const struct compared *x, const struct moved *m)
{
	enum verdict old = compared_value(x, m, OLD);
	enum verdict now = compared_value(x, m, NEW);

	return (old == VERDICT_COUNT && now == VERDICT_CLEAR) ||
	       (now == VERDICT_COUNT && old == VERDICT_CLEAR);
}

static enum status
put_verdicts(const struct eye *e, struct error *err)
{
	const struct compared *x = e->x;
	size_t most = x->all ? SIZE_MAX : VERDICTS_MOST, laws = 0, told = 0;
	size_t close = told_close(x), clear = 0;
	const struct moved *last = NULL;

	for (size_t i = 0; i < x->nmoved; i++) {
		const struct moved *m = &x->moved[i];
		struct causes causes = { .e = e };
		struct because b = { .n = 0 };

		if (!x->all && is_only_clear(x, m)) {
			clear++;
			continue;
		}
		if (told++ >= most)
			continue;
		if (last == NULL || last->rule != m->rule ||
		    last->variant != m->variant)
			put_rule(e, m);
		last = m;
		put_moved(e, m);
		if (m->variant == VARIANT_LAW && laws++ < close &&
		    because_find(&b, x, m, true, err) == ST_OK) {
			put_reason(e, &b, OLD);
			put_reason(e, &b, NEW);
			told_causes(x, m, &b, x->all ? SIZE_MAX : BECAUSE_MOST,
			    put_cause, &causes);
		}
		because_free(&b);
		if (err->code != ST_OK)
			return err->code;
	}
	if (told > most)
		fprintf(e->to,
		    "\nand %zu more: --all-items or -o csv lists them\n",
		    told - most);
	if (clear > 0)
		fprintf(e->to,
		    "\nand %zu clear verdict%s of items or rules that are on "
		    "one side alone\n",
		    clear, clear == 1 ? "" : "s");
	return ST_OK;
}

/* ---- tables */
/* A part of the answer as a table. */
struct view {
	const char *title;
	const char *vague; /* what is counted and not listed */
	bool items;        /* begins with a column of items */
	bool notes;        /* ends with one of notes */
	bool of_alone;     /* what it is about needs no other word */
	enum status (*tell)(const struct compared *x, const struct told_to *to,
	    struct error *err);
	const char *heading[5]; /* of all that it has, from the left */
};

static const struct view views[] = {
	{ "Amounts in one of each that is shipped:",
	    "amounts of single elements of which none is proven, then or now",
	    true, true, true, told_amounts,
	    { "Item", "Of", "Was", "Is now", "For certain" } },
	{ "Shares that rules hold against a limit:", "", true, true, true,
	    told_shares, { "Item", "Rule", "Was", "Is now", "For certain" } },
	{ "What verdicts rest on:", "", false, false, false, told_basis,
	    { "What", "Was", "Is now" } },
	{ "Items:", "statements that count on one side alone", true, true,
	    false, told_items, { "Item", "What", "Was", "Is now", "Note" } },
};

struct sink {
	const struct eye *e;
	const struct view *v;
	struct column column[5];
	size_t ncolumn;
	struct table t;
	size_t left_out, vague;
	bool begun;
};

static void
put_cell_item(struct table *t, const struct compared *x, const struct told *d)
{
	enum side s = d->item[NEW] != BOM_NONE ? NEW : OLD;
	char label[LABEL_TEXT];

	if (d->item[s] == BOM_NONE)
		table_put_text(t, "");
	else
		table_put(
		    t, path_label(x->c[s]->bom, d->item[s], label), TONE_NONE);
}

static void
begin_table(struct sink *s)
{
	const struct eye *e = s->e;

	while (s->ncolumn < 5 && s->v->heading[s->ncolumn] != NULL) {
		s->column[s->ncolumn] =
		    (struct column){ "", s->v->heading[s->ncolumn],
			    s->v->items && s->ncolumn == 0 ? 0 : COLUMN_WRAP };
		s->ncolumn++;
	}
	fprintf(e->to, "\n%s\n", s->v->title);
	table_begin(
	    &s->t, e->to, OUT_TABLE, e->style, s->column, s->ncolumn, NULL);
	s->begun = true;
}

/* Is the row to be shown?  Others are counted. */
static bool
is_shown(struct sink *s, const struct told *d)
{
	if (s->e->x->all)
		return true;
	if (d->vague)
		s->vague++;
	else if (s->begun && s->t.rows >= ROWS_MOST)
		s->left_out++;
	else
		return true;
	return false;
}

static enum status
put_row(void *ctx, const struct told *d, struct error *err)
{
	char what[2 * TOLD_TEXT];
	struct sink *s = ctx;
	struct table *t = &s->t;

	if (!is_shown(s, d))
		return ST_OK;
	if (!s->begun)
		begin_table(s);
	if (s->v->items)
		put_cell_item(t, s->e->x, d);
	snprintf(what, sizeof(what), "%s%s%s", s->v->of_alone ? "" : d->what,
	    s->v->of_alone || d->of[0] == '\0' ? "" : " ", d->of);
	table_put_text(t, what);
	for (int i = OLD; i < SIDES; i++)
		table_put_text(t, d->text[i][0] != '\0' ? d->text[i] : "-");
	if (s->v->notes)
		table_put_text(t, d->note);
	return t->bad ? error_set(err, ST_NOMEM, pos_none, "out of memory")
		      : ST_OK;
}

static void
put_count(const struct sink *s, size_t n, const char *what)
{
	if (n == 0)
		return;
	fprintf(s->e->to, "%sand %zu %s: --all-items or -o csv lists them\n",
	    s->begun ? "" : "\n", n, what);
}

static enum status
put_view(const struct eye *e, const struct view *v, struct error *err)
{
	struct sink s = { .e = e, .v = v };
	const struct told_to to = { put_row, &s };

	v->tell(e->x, &to, err);
	if (s.begun)
		table_end(&s.t, err);
	put_count(&s, s.vague, v->vague);
	put_count(&s, s.left_out, "more");
	return err->code;
}

static enum status
count_row(void *ctx, const struct told *d, struct error *err)
{
	(void)d;
	(void)err;
	++*(size_t *)ctx;
	return ST_OK;
}

enum status
diff_eye(FILE *to, const struct style *style, const struct compared *x,
    struct error *err)
{
	const struct eye e = { to, style, x };
	size_t basis = 0;
	const struct told_to counter = { count_row, &basis };

	if (told_basis(x, &counter, err) != ST_OK)
		return err->code;
	if (basis == 0 && x->nmoved == 0 && x->d->n == 0) {
		fprintf(to, "No difference; %zu verdict%s as before.\n",
		    x->stayed, x->stayed == 1 ? "" : "s");
		return ST_OK;
	}
	put_head(&e);
	put_verdicts(&e, err);
	for (size_t i = 0;
	     i < sizeof(views) / sizeof(views[0]) && err->code == ST_OK; i++)
		put_view(&e, &views[i], err);
	return err->code;
}
