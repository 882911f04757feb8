/* SPDX-License-Identifier: Apache-2.0 */
/* remedy - the least to change, for a reader and in rows; see remedy.h. */
#include "core/report/remedy.h"

#include "core/report/path.h"
#include "core/report/rows.h"

#include <string.h>

/* Verdicts that a reader is told of one by one. */
#define VERDICTS_MOST 20

const char *
remedy_blocked_name(enum blocked why)
{
	static const char *const names[] = { [BLOCKED_ITEM] = "item",
		[BLOCKED_EVERY] = "every-origin",
		[BLOCKED_TECHNOLOGY] = "technology",
		[BLOCKED_KEPT] = "kept",
		[BLOCKED_OWN] = "own",
		[BLOCKED_OPEN] = "open" };

	return names[why];
}

const char *
remedy_blocked_text(enum blocked why)
{
	static const char *const texts[] = {
		[BLOCKED_ITEM] = "The rule looks at what the item is, or where "
				 "it was made, whatever its parts are.",
		[BLOCKED_EVERY] = "The rule counts rare earths of every "
				  "origin.",
		[BLOCKED_TECHNOLOGY] =
		    "The rule counts whose technology was used, which another "
		    "source may use as well: --technology looks for sources "
		    "that do not.",
		[BLOCKED_KEPT] = "Parts that are to be kept, or whose cost is "
				 "not known, are enough for it.",
		[BLOCKED_OWN] = "What is shipped holds enough for it by "
				"itself, beside its parts.",
		[BLOCKED_OPEN] = "Something else is not known of it: retrace "
				 "ask says what.",
	};

	return texts[why];
}

/* ---- the head, for a reader */
/* "triggered", "triggered or undecided": what must not be. */
static const char *
unwanted(const struct remedy *r)
{
	return r->basis->declare  ? "undecided"
	       : r->basis->settle ? "triggered or undecided"
				  : "triggered";
}

/* "1 part", "3 suppliers" */
static void
count_text(char *out, size_t size, const struct remedy *r, size_t n)
{
	const char *what =
	    r->basis->by == RECOURSE_SUPPLIERS ? "supplier" : "part";

	snprintf(out, size, "%zu %s%s", n, what, n == 1 ? "" : "s");
}

static void
cost_text(char *out, size_t size, const struct remedy *r, mpq_srcptr cost,
    enum num_rounding way)
{
	struct str currency =
	    bom_text_get(r->checked->bom, r->basis->costs->currency);
	char text[NUM_TEXT];

	num_format(text, cost, 8, way);
	snprintf(out, size, "%s%s%.*s", text, currency.n > 0 ? " " : "",
	    STR_ARG(str_clip(currency, 40)));
}

/* Whether anything less could do. */
static void
put_proof(FILE *to, const struct style *style, const struct remedy *r)
{
	const struct recourse *x = r->recourse;
	char line[400], least[NUM_TEXT + 60];

	if (r->basis->by == RECOURSE_COST)
		cost_text(least, sizeof(least), r, x->least, NUM_UP);
	else
		num_format(least, x->least, 8, NUM_UP);
	if (x->optimal)
		snprintf(line, sizeof(line), "%s can do.",
		    r->basis->by == RECOURSE_COST ? "Nothing cheaper"
						  : "No fewer");
	else if (x->contradicts)
		snprintf(line, sizeof(line),
		    "Statements exclude each other (see the warnings): "
		    "whether less can do is not proven.");
	else
		snprintf(line, sizeof(line),
		    "%s than %s can do; whether anything between does is not "
		    "proven.",
		    r->basis->by == RECOURSE_COST ? "Nothing cheaper"
						  : "No fewer",
		    least);
	text_wrap(to, style, 0, 0, str_of(line));
}

/* "none of them stays", "it does not stay", "none of the others stays" */
static const char *
subject(const struct remedy *r)
{
	const struct recourse *x = r->recourse;

	if (x->ntarget - x->nblocked == 1)
		return x->nblocked > 0 ? "the other one does not stay"
				       : "it does not stay";
	return x->nblocked > 0 ? "none of the others stays"
			       : "none of them stays";
}

static size_t
count_wholes(const struct recourse *x)
{
	size_t n = 0;

	for (size_t i = 0; i < x->nitem; i++)
		n += x->whole[i];
	return n;
}

/* Of what is bought, what is bought with all that is in it. */
static void
put_wholes(FILE *to, const struct style *style, const struct remedy *r)
{
	size_t n = count_wholes(r->recourse);
	char line[200];

	if (n == 0)
		return;
	snprintf(line, sizeof(line),
	    n == 1 && r->recourse->nitem == 1
		? "It is an assembly, bought ready with all that is in it."
	    : n == 1
		? "%zu of them is an assembly, bought ready with all that is "
		  "in it."
		: "%zu of them are assemblies, bought ready with all that is "
		  "in them.",
	    n);
	text_wrap(to, style, 0, 0, str_of(line));
}

static void
put_choice(FILE *to, const struct style *style, const struct remedy *r)
{
	const struct recourse *x = r->recourse;
	char line[700], what[60], cost[NUM_TEXT + 90] = "";

	if (x->ntarget == x->nblocked)
		return;
	count_text(what, sizeof(what), r, x->n);
	if (r->basis->by == RECOURSE_COST) {
		char sum[NUM_TEXT + 50];

		cost_text(sum, sizeof(sum), r, x->cost, NUM_NEAREST);
		snprintf(cost, sizeof(cost), ", at a cost of %s", sum);
	}
	if (r->basis->declare)
		snprintf(line, sizeof(line),
		    "With full declarations of %s%s, %s undecided, at best.",
		    what, cost, subject(r));
	else if (r->basis->by == RECOURSE_SUPPLIERS)
		snprintf(line, sizeof(line),
		    "With other sources for what %s deliver%s, %s %s.", what,
		    x->n == 1 ? "s" : "", subject(r), unwanted(r));
	else
		snprintf(line, sizeof(line),
		    "With %s from another source%s, %s %s.", what, cost,
		    subject(r), unwanted(r));
	text_wrap(to, style, 0, 0, str_of(line));
	put_wholes(to, style, r);
	put_proof(to, style, r);
}

static void
put_rule(FILE *to, const struct remedy *r, size_t rule)
{
	const struct booked_rule *b = &r->checked->book->rule[rule];

	fprintf(to, "%s/%s", b->pack->id, b->rule->id);
}

/* What becomes of each verdict. */
static void
put_targets(
    FILE *to, const struct style *style, const struct remedy *r, bool blocked)
{
	const struct recourse *x = r->recourse;
	size_t told = 0, n = blocked ? x->nblocked : x->ntarget - x->nblocked;

	if (n == 0)
		return;
	fputs(
	    blocked ? "\nNothing of the kind changes:\n" : "\nVerdicts then:\n",
	    to);
	for (size_t i = 0; i < x->ntarget && told < VERDICTS_MOST; i++) {
		const struct recourse_target *t = &x->target[i];

		if (t->blocked != blocked)
			continue;
		told++;
		fputs("  ", to);
		path_put_label(to, r->checked->bom, t->item);
		fprintf(to, ": %s, ", verdict_name((enum verdict)t->now));
		if (!blocked)
			fprintf(
			    to, "was %s, ", verdict_name((enum verdict)t->was));
		fputs("under ", to);
		put_rule(to, r, t->rule);
		fputc('\n', to);
		if (blocked)
			text_wrap(to, style, 4, 0,
			    str_of(remedy_blocked_text((enum blocked)t->why)));
	}
	if (n > told)
		fprintf(to, "  and %zu more\n", n - told);
}

static void
put_open(FILE *to, const struct style *style, const struct remedy *r)
{
	const struct recourse *x = r->recourse;
	size_t open = 0, n = x->ntarget - x->nblocked;
	char line[200];

	for (size_t i = 0; i < x->ntarget; i++)
		open += !x->target[i].blocked &&
			x->target[i].now == VERDICT_UNDECIDED;
	if (open == 0)
		return;
	if (n == 1)
		snprintf(line, sizeof(line),
		    "It stays undecided: --settle asks for more.");
	else
		snprintf(line, sizeof(line),
		    "%zu of them stay%s undecided: --settle asks for more.",
		    open, open == 1 ? "s" : "");
	text_wrap(to, style, 0, 0, str_of(line));
}

static void
put_head(FILE *to, const struct style *style, const struct remedy *r)
{
	const struct recourse *x = r->recourse;

	if (x->ntarget == 0) {
		fprintf(
		    to, "No verdict of what is shipped is %s.\n", unwanted(r));
		return;
	}
	fprintf(to, "%zu verdict%s of what is shipped %s %s.\n", x->ntarget,
	    x->ntarget == 1 ? "" : "s", x->ntarget == 1 ? "is" : "are",
	    unwanted(r));
	put_choice(to, style, r);
	put_open(to, style, r);
	put_targets(to, style, r, false);
	put_targets(to, style, r, true);
}

/* ---- rows */
static const struct column columns[] = {
	{ "choice", "No", COLUMN_RIGHT | COLUMN_COUNT },
	{ "do", "Do", COLUMN_HIDDEN },
	{ "maker", "Maker", COLUMN_HIDDEN },
	{ "part", "Part", COLUMN_HIDDEN },
	{ "revision", "Revision", COLUMN_HIDDEN },
	{ "item", "Part", 0 },
	{ "name", "Name", 0 },
	{ "supplier", "Supplier", 0 },
	{ "brings", "Brings", COLUMN_RIGHT },
	{ "to", "To", 0 },
	{ "brings_low", "Brings at least", COLUMN_HIDDEN },
	{ "brings_high", "Brings at most", COLUMN_HIDDEN },
	{ "unit", "Unit", COLUMN_HIDDEN },
	{ "cost", "Cost", COLUMN_HIDDEN },
	{ "currency", "Currency", COLUMN_HIDDEN },
	{ "file", "File", COLUMN_HIDDEN },
	{ "line", "Line", COLUMN_HIDDEN },
};
/* The same where costs are what it is about, or assemblies are bought. */
#define COST_COLUMN 13
#define DO_COLUMN 1

static void
put_end(struct table *t, mpq_srcptr q, bool endless)
{
	char text[NUM_TEXT] = "";

	if (!endless)
		num_format_exact(text, q);
	table_put_text(t, text);
}

static void
put_brings(struct table *t, const struct remedy *r, const struct brings *x)
{
	const struct bom *b = r->checked->bom;
	char text[AMOUNT_RANGE], label[LABEL_TEXT];
	struct measure_of m;

	if (x == NULL || !x->exact) {
		for (int k = 0; k < 5; k++)
			table_put_text(t, "");
		return;
	}
	m = brought_measure(r, x);
	amount_range(text, &x->amount, &m);
	table_put_text(t, text);
	table_put(t, path_label(b, r->recourse->target[x->target].item, label),
	    TONE_NONE);
	put_end(t, x->amount.lo, x->amount.lo_infinite);
	put_end(t, x->amount.hi, x->amount.hi_infinite);
	table_put(t, m.kind == AMOUNT_VALUE ? m.currency : STR("g"), TONE_NONE);
}

/* Of a choice of several parts its first row says what it costs. */
static void
put_cost(struct table *t, const struct remedy *r,
    const struct recourse_choice *c, bool first)
{
	char text[NUM_TEXT] = "";

	if (first)
		num_format_exact(text, c->cost);
	table_put_text(t, text);
	table_put(t,
	    r->basis->by == RECOURSE_COST
		? bom_text_get(r->checked->bom, r->basis->costs->currency)
		: STR(""),
	    TONE_NONE);
}

static void
put_row(struct table *t, const struct remedy *r, size_t choice, uint32_t at)
{
	const struct bom *b = r->checked->bom;
	const struct recourse_choice *c = &r->recourse->choice[choice];
	uint32_t item = r->recourse->item[at];
	const struct item *i = &b->item[item];
	struct pos place = bom_pos(b, i->at);
	char label[LABEL_TEXT], line[16] = "";

	table_put_count(t, choice + 1);
	table_put_text(t, r->basis->declare             ? "declare"
			  : r->recourse->whole[at] != 0 ? "ready"
							: "source");
	table_put(t, bom_text_get(b, i->maker), TONE_NONE);
	table_put(t, bom_part(b, item), TONE_NONE);
	table_put(t, bom_text_get(b, i->revision), TONE_NONE);
	table_put(t, path_label(b, item, label), TONE_NONE);
	table_put(t, bom_text_get(b, i->name), TONE_NONE);
	table_put(t, bom_text_get(b, ask_whom(b, item)), TONE_NONE);
	put_brings(t, r, at < r->brought.n ? &r->brought.list[at] : NULL);
	put_cost(t, r, c, at == c->first);
	if (place.line > 0)
		snprintf(line, sizeof(line), "%u", place.line);
	table_put_text(t, place.file != NULL ? place.file : "");
	table_put_text(t, line);
}

static enum status
put_rows(FILE *to, enum format_out format, const struct style *style,
    const struct remedy *r, struct error *err)
{
	const struct recourse *x = r->recourse;
	struct column shown[sizeof(columns) / sizeof(columns[0])];
	size_t most = format == OUT_TABLE ? r->top : SIZE_MAX;
	struct json lines = { .to = to, .lines = true };
	struct table t;
	enum status st;

	memcpy(shown, columns, sizeof(columns));
	if (r->basis->by == RECOURSE_COST)
		shown[COST_COLUMN].flags = COLUMN_RIGHT;
	if (count_wholes(x) > 0)
		shown[DO_COLUMN].flags = 0;
	table_begin(&t, to, format, style, shown,
	    sizeof(columns) / sizeof(columns[0]), &lines);
	for (size_t k = 0; k < x->n; k++)
		for (uint32_t i = x->choice[k].first;
		     i < x->choice[k].first + x->choice[k].n && i < most; i++)
			put_row(&t, r, k, i);
	st = table_end(&t, err);
	if (st == ST_OK && x->nitem > most)
		fprintf(
		    to, "and %zu more: --top 0 lists all\n", x->nitem - most);
	return st;
}

enum status
remedy_write(FILE *to, enum format_out format, const struct style *style,
    const struct remedy *r, struct error *err)
{
	if (format == OUT_JSON)
		return remedy_json(to, r, err);
	if (format == OUT_TABLE)
		put_head(to, style, r);
	if (format == OUT_TABLE && r->recourse->nitem == 0)
		return ST_OK;
	if (format == OUT_TABLE)
		fputc('\n', to);
	return put_rows(to, format, style, r, err);
}
