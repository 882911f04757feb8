/* SPDX-License-Identifier: Apache-2.0 */
/* questions - what `ask` prints; see questions.h. */
#include "core/report/ask/questions.h"

#include "core/report/ask/question_words.h"
#include "core/report/check/rows.h"
#include "core/report/path.h"
#include "core/report/reason.h"

#include <string.h>

/* Open verdicts that a reader is told of one by one. */
#define SHOWN_VERDICTS 5
/* [digits] Of ends that are no decimals. */
#define DIGITS 6

void
questions_measure(
    struct measure_of *m, const struct asked *a, const struct open_verdict *v)
{
	const struct plan *p = &a->checked->book->plan;
	size_t c = v->column - COLUMN_CHANNEL(0);

	*m = (struct measure_of){ .kind = AMOUNT_MASS };
	if (v->column == COLUMN_NONE || v->column > p->nchannel ||
	    !measure_is_value(p->channel[c].measure))
		return;
	m->kind = AMOUNT_VALUE;
	m->currency = bom_text_get(a->checked->bom, p->channel[c].currency);
}

/* What an answer would do, or all of a supplier. */
/* clang-format off */
#define EFFECT_COLUMNS \
	{ "settles", "Could settle", COLUMN_RIGHT }, \
	{ "clear", "As clear", COLUMN_RIGHT }, \
	{ "triggered", "As triggered", COLUMN_RIGHT }, \
	{ "surely", "Surely", COLUMN_RIGHT }, \
	{ "narrows", "Narrows by", COLUMN_RIGHT }, \
	{ "narrows_low", "Narrows at least", COLUMN_HIDDEN }, \
	{ "narrows_high", "Narrows at most", COLUMN_HIDDEN }, \
	{ "unit", "Unit", COLUMN_HIDDEN }, \
	{ "all_settles", "Of all items", COLUMN_HIDDEN }, \
	{ "all_clear", "Of all as clear", COLUMN_HIDDEN }, \
	{ "all_triggered", "Of all as triggered", COLUMN_HIDDEN }, \
	{ "exact", "Exact", COLUMN_HIDDEN }
/* clang-format on */

static const struct column columns[] = {
	{ "rank", "No", COLUMN_RIGHT | COLUMN_COUNT },
	{ "kind", "Kind", COLUMN_HIDDEN },
	{ "to", "To", COLUMN_HIDDEN },
	{ "supplier", "Ask", 0 },
	{ "maker", "Maker", COLUMN_HIDDEN },
	{ "part", "Part", COLUMN_HIDDEN },
	{ "revision", "Revision", COLUMN_HIDDEN },
	{ "item", "Part", 0 },
	{ "name", "Name", 0 },
	{ "question", "Question", 0 },
	EFFECT_COLUMNS,
	{ "file", "File", COLUMN_HIDDEN },
	{ "line", "Line", COLUMN_HIDDEN },
};
#define NCOLUMN (sizeof(columns) / sizeof(columns[0]))

/* "at most 3" where it is only a bound. */
static void
put_settled(struct table *t, uint32_t n, bool exact)
{
	char text[40];

	snprintf(text, sizeof(text), "%s%u",
	    exact || t->format != OUT_TABLE ? "" : "at most ", n);
	table_put_text(t, text);
}

static void
put_settles(struct table *t, const struct worth *x)
{
	const struct settles *s = worth_settles(x);
	bool exact = worth_is_exact(x);

	put_settled(t, s->any, exact);
	put_settled(t, s->clear, exact);
	put_settled(t, s->triggered, exact);
	put_settled(t, s->must, exact);
}

/* One end, exact where a decimal is; an endless one is blank. */
static void
put_end(struct table *t, mpq_srcptr q, bool endless, enum num_rounding way)
{
	char text[NUM_TEXT] = "";

	if (!endless && !num_format_exact(text, q))
		num_format(text, q, DIGITS, way);
	table_put_text(t, text);
}

/* By how much the first verdict that it touches gets narrower. */
static void
put_narrows(struct table *t, const struct asked *a, const struct worth *x)
{
	const struct effect *e = x->effect;
	size_t n = x->neffect;
	char text[AMOUNT_RANGE];
	struct measure_of m;

	while (n > 0 && !e->removes.hi_infinite && mpq_sgn(e->removes.hi) == 0)
		e++, n--;
	if (n == 0) {
		table_put_text(t, x->sharp ? "nothing alone" : "");
		for (int i = 0; i < 3; i++)
			table_put_text(t, "");
		return;
	}
	questions_measure(&m, a, &a->inquiry->verdict[e->verdict]);
	amount_range(text, &e->removes, &m);
	table_put_text(
	    t, e->endless ? "gives an upper end"
	       : e->removes.hi_infinite && mpq_sgn(e->removes.lo) == 0
		   ? "nothing for sure"
		   : text);
	put_end(t, e->removes.lo, e->endless, NUM_DOWN);
	put_end(t, e->removes.hi, e->removes.hi_infinite, NUM_UP);
	table_put(t, m.kind == AMOUNT_VALUE ? m.currency : STR("g"), TONE_NONE);
}

/* Of all items: only where it was found out. */
static void
put_all(struct table *t, const struct settles *s, bool sharp)
{
	const uint32_t n[] = { s->any, s->clear, s->triggered };

	for (size_t i = 0; i < 3; i++)
		if (sharp)
			table_put_count(t, n[i]);
		else
			table_put_text(t, "");
}

/* EFFECT_COLUMNS */
static void
put_worth(struct table *t, const struct asked *a, const struct worth *x)
{
	put_settles(t, x);
	put_narrows(t, a, x);
	put_all(t, &x->all, x->sharp && a->inquiry->all_known);
	table_put_text(t, worth_is_exact(x) ? "yes" : "no");
}

static void
put_question(struct table *t, const struct asked *a, size_t i)
{
	const struct bom *b = a->checked->bom;
	const struct question *q = &a->inquiry->question[i];
	bool own = question_is_own(b, q);
	char text[QUESTION_TEXT];

	question_text(text, b, q, LANGUAGE_EN);
	table_put_count(t, i + 1);
	table_put_text(t, question_name((enum question_kind)q->kind));
	table_put_text(t, own ? "own-records" : "supplier");
	table_put(t,
	    own && t->format != OUT_TABLE ? STR("")
					  : question_whom(b, q, LANGUAGE_EN),
	    TONE_NONE);
	path_put_item(t, b, q->item);
	table_put_text(t, text);
	put_worth(t, a, &q->worth);
	table_put_pos(t,
	    q->item != BOM_NONE ? bom_pos(b, b->item[q->item].at) : pos_none);
}

static const struct column supplier_columns[] = {
	{ "rank", "No", COLUMN_RIGHT | COLUMN_COUNT },
	{ "supplier", "Ask", 0 },
	{ "items", "Parts", COLUMN_RIGHT | COLUMN_COUNT },
	{ "questions", "Questions", COLUMN_RIGHT | COLUMN_COUNT },
	EFFECT_COLUMNS,
};

static void
put_supplier(struct table *t, const struct asked *a, size_t i)
{
	const struct supplier *s = &a->inquiry->supplier[i];

	table_put_count(t, i + 1);
	table_put(t,
	    t->format != OUT_TABLE
		? bom_text_get(a->checked->bom, s->name)
		: question_supplier(a->checked->bom, s, LANGUAGE_EN),
	    TONE_NONE);
	table_put_count(t, s->items);
	table_put_count(t, s->questions);
	put_worth(t, a, &s->worth);
}

static enum status
put_rows(FILE *to, enum format_out format, const struct style *style,
    const struct asked *a, struct error *err)
{
	size_t total = a->by_supplier ? a->inquiry->nsupplier : a->inquiry->n;
	size_t n = total < a->top ? total : a->top;
	struct json lines = { .to = to, .lines = true };
	struct table t;
	enum status st;

	table_begin(&t, to, format, style,
	    a->by_supplier ? supplier_columns : columns,
	    a->by_supplier
		? sizeof(supplier_columns) / sizeof(supplier_columns[0])
		: NCOLUMN,
	    &lines);
	for (size_t i = 0; i < n; i++)
		if (a->by_supplier)
			put_supplier(&t, a, i);
		else
			put_question(&t, a, i);
	st = table_end(&t, err);
	if (st == ST_OK && format == OUT_TABLE && total > n)
		fprintf(to, "and %zu more: --top 0 lists all\n", total - n);
	return st;
}

/* "One answer can make it clear.", as a sentence about the fewest. */
static void
fewest_text(char *out, size_t size, const struct fewest *f, const char *what)
{
	if (!f->possible)
		snprintf(out, size,
		    "No answers of suppliers alone can show that it is %s.",
		    what);
	else if (f->most == 1)
		snprintf(out, size, "One answer can show that it is %s.", what);
	else if (f->most == 0 && f->least <= 1)
		snprintf(out, size,
		    "Whether answers can show that it is %s was not tried: "
		    "the product is too large.",
		    what);
	else if (f->most == 0)
		snprintf(out, size,
		    "Answers for fewer than %u parts cannot show that it is "
		    "%s.",
		    f->least, what);
	else if (f->most == f->least)
		snprintf(out, size,
		    "To show that it is %s takes answers for %u parts at "
		    "best.",
		    what, f->most);
	else
		snprintf(out, size,
		    "Answers for %u parts can show that it is %s; fewer than "
		    "%u cannot.",
		    f->most, what, f->least);
}

/* Which question settles the verdict whatever the answer; 0: none. */
static size_t
settled_by(const struct inquiry *q, uint32_t verdict, size_t top)
{
	for (size_t i = 0; i < q->n && i < top; i++)
		for (size_t k = 0; k < q->question[i].worth.neffect; k++)
			if (q->question[i].worth.effect[k].verdict == verdict &&
			    q->question[i].worth.effect[k].must)
				return i + 1;
	return 0;
}

static enum status
put_verdict(FILE *to, const struct style *style, const struct asked *a,
    uint32_t verdict, struct error *err)
{
	const struct checked *c = a->checked;
	const struct open_verdict *v = &a->inquiry->verdict[verdict];
	const struct booked_rule *rule = &c->book->rule[v->rule];
	struct str name = bom_text_get(c->bom, c->bom->item[v->item].name);
	char label[LABEL_TEXT], text[REASON_TEXT], line[400];
	size_t sure = settled_by(a->inquiry, verdict, a->top);
	struct reason r;

	fprintf(to, "  %s", style->plain ? "" : "? ");
	text_put(to, path_label(c->bom, v->item, label));
	if (name.n > 0) {
		fputs(" (", to);
		text_put(to, name);
		fputc(')', to);
	}
	fprintf(
	    to, " is undecided under %s/%s\n", rule->pack->id, rule->rule->id);
	if (v->reading < rule->rule->nreading) {
		reason_of_reading(
		    &r, c, v->rule, v->reading, v->item, false, 0, err);
		fprintf(to,
		    rule->rule->either ? "    By the way \"%s\":\n"
				       : "    By reading \"%s\":\n",
		    rule->rule->reading[v->reading].id);
	} else {
		reason_find(&r, c, v->rule, v->item, false, 0, err);
	}
	if (err->code == ST_OK) {
		reason_text(text, &r, c);
		text_wrap(to, style, 4, 0, str_of(text));
	}
	reason_free(&r);
	if (!v->looked) {
		text_wrap(to, style, 4, 0,
		    STR("Not looked into: the product is too large for all "
			"verdicts; --only and --ship choose."));
		return err->code;
	}
	snprintf(line, sizeof(line), "%u part%s leave%s it open.", v->gaps,
	    v->gaps == 1 ? "" : "s", v->gaps == 1 ? "s" : "");
	text_wrap(to, style, 4, 0, str_of(line));
	if (rule->rule->either) {
		text_wrap(to, style, 4, 0,
		    STR("One of several ways is enough to trigger it, and none "
			"may be met for it to be clear: how many answers that "
			"takes is not told."));
	} else if (v->joint) {
		text_wrap(to, style, 4, 0,
		    STR("The rule asks for a share among rare earths, or "
			"counts all products together: how many answers that "
			"takes is not told."));
	} else if (v->upper) {
		text_wrap(to, style, 4, 0,
		    STR("The rule asks for no more than so much, too: less may "
			"trigger it, and more make it clear. How many answers "
			"that takes is not told."));
	} else {
		fewest_text(line, sizeof(line), &v->clear, "clear");
		text_wrap(to, style, 4, 0, str_of(line));
		fewest_text(line, sizeof(line), &v->triggered, "triggered");
		text_wrap(to, style, 4, 0, str_of(line));
	}
	if (v->per_year) {
		const struct rule_test *t =
		    &rule->rule->test[rule->rule->ntest - 1];

		snprintf(line, sizeof(line),
		    "How much of %s goes out in %s has to be known, too: "
		    "--transaction names a file that says it%s.",
		    t->together ? "each of these products" : "it",
		    t->shipment ? "the shipment" : "a year",
		    t->shipment ? ", in goods" : "");
		text_wrap(to, style, 4, 0, str_of(line));
	}
	if (sure > 0) {
		snprintf(line, sizeof(line),
		    "The answer to question %zu settles it whatever it is.",
		    sure);
		text_wrap(to, style, 4, 0, str_of(line));
	}
	return err->code;
}

static enum status
put_summary(FILE *to, const struct style *style, const struct asked *a,
    struct error *err)
{
	const struct inquiry *q = a->inquiry;

	fprintf(to,
	    "%zu undecided verdict%s of what is shipped; %u of all items.\n\n",
	    q->nverdict, q->nverdict == 1 ? "" : "s", q->undecided);
	for (uint32_t i = 0; i < q->nverdict && i < SHOWN_VERDICTS; i++)
		if (put_verdict(to, style, a, i, err) != ST_OK)
			return err->code;
	if (q->nverdict > SHOWN_VERDICTS)
		fprintf(to, "  and %zu more\n", q->nverdict - SHOWN_VERDICTS);
	if (q->n > 0)
		fputc('\n', to);
	else if (q->nverdict > 0)
		fputs("\nNothing that anybody could answer is open.\n", to);
	return ST_OK;
}

enum status
questions_write(FILE *to, enum format_out format, const struct style *style,
    const struct asked *a, struct error *err)
{
	if (format == OUT_JSON)
		return questions_json(to, a, err);
	if (format == OUT_TABLE && put_summary(to, style, a, err) != ST_OK)
		return err->code;
	if (format == OUT_TABLE && a->inquiry->n == 0)
		return ST_OK;
	return put_rows(to, format, style, a, err);
}
