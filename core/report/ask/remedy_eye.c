/* SPDX-License-Identifier: Apache-2.0 */
/* remedy_eye - the least to change, in sentences; see remedy.h. */
#include "core/report/ask/remedy.h"

#include "core/report/path.h"

/* Verdicts that a reader is told of one by one. */
#define VERDICTS_MOST 20

const char *
remedy_blocked_name(enum blocked why)
{
	static const char *const names[] = { [BLOCKED_ITEM] = "item",
		[BLOCKED_LESS] = "less",
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
		[BLOCKED_LESS] = "The rule asks for no more than so much, and "
				 "less of it still meets it.",
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

/* What it triggers. */
static void
put_caused(FILE *to, const struct style *style, const struct remedy *r)
{
	const struct recourse *x = r->recourse;
	const struct booked_rule *b = &r->checked->book->rule[x->caused.rule];
	char label[LABEL_TEXT], line[400], more[60] = "";
	struct str part = path_label(r->checked->bom, x->caused.item, label);

	if (x->ncaused == 0)
		return;
	if (x->ncaused > 1)
		snprintf(more, sizeof(more), " and %zu other verdict%s",
		    x->ncaused - 1, x->ncaused > 2 ? "s" : "");
	snprintf(line, sizeof(line),
	    "But with this %.*s is triggered under %s/%s%s, which is not so "
	    "now: the rule asks for no more than so much, and less remains.",
	    STR_ARG(str_clip(part, 120)), b->pack->id, b->rule->id, more);
	text_wrap(to, style, 0, 0, str_of(line));
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

/* Of what is bought, what is bought with all that is in it. */
static void
put_wholes(FILE *to, const struct style *style, const struct remedy *r)
{
	size_t n = remedy_wholes(r->recourse);
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
	put_caused(to, style, r);
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

void
remedy_eye(FILE *to, const struct style *style, const struct remedy *r)
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
