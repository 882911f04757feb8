/* SPDX-License-Identifier: Apache-2.0 */
/* working_eye - the working of an answer for a reader; see working.h. */
#include "core/report/working.h"

#include "core/report/documents.h"
#include "core/report/path.h"
#include "core/report/trace/amounts.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define LINE_TEXT 4000
/* Uses of a way that are told at each of its ends. */
#define ENDS_TEXT 6

/* A line of text that grows. */
struct sentence {
	char text[LINE_TEXT];
	size_t used;
};

static void __attribute__((format(printf, 2, 3)))
add(struct sentence *s, const char *format, ...)
{
	va_list ap;
	int n;

	va_start(ap, format);
	n = vsnprintf(s->text + s->used, LINE_TEXT - s->used, format, ap);
	va_end(ap);
	if (n > 0)
		s->used = s->used + (size_t)n < LINE_TEXT ? s->used + (size_t)n
							  : LINE_TEXT - 1;
}

static void
add_amount(
    struct sentence *s, const struct exact *x, const struct measure_of *m)
{
	char text[AMOUNT_RANGE];

	amount_range(text, x, m);
	add(s, "%s", text);
}

static const struct measure_of mass = { .kind = AMOUNT_MASS };
static const struct measure_of share = { .kind = AMOUNT_SHARE };

static bool
is_whole(const struct exact *x)
{
	return !x->hi_infinite && !x->hi_open && mpq_cmp_ui(x->lo, 1, 1) == 0 &&
	       mpq_cmp_ui(x->hi, 1, 1) == 0;
}

/* "60 % of it", "all of it", "none of it", "none to all of it" */
static void
add_part(struct sentence *s, const struct exact *x)
{
	if (is_whole(x)) {
		add(s, "all of it");
	} else if (!x->hi_infinite && mpq_sgn(x->hi) == 0) {
		add(s, "none of it");
	} else if (mpq_sgn(x->lo) == 0 && !x->lo_open &&
		   (x->hi_infinite || mpq_cmp_ui(x->hi, 1, 1) == 0)) {
		add(s, "none to all of it");
	} else {
		add_amount(s, x, &share);
		add(s, " of it");
	}
}

/* What the line says, and of what mass: "30 % of 6.25 g = 1.875 g". */
static void
add_stated(
    struct sentence *s, struct working *w, size_t i, const struct step *x)
{
	const struct content *c = x->line;
	const struct exact *own = &w->weigher.mass[i].mass;

	if (c->unstated != 0) {
		add(s, "an amount not stated");
		return;
	}
	if (c->amount.is_share) {
		char text[AMOUNT_RANGE];

		documents_amount(text, w->c->bom, &c->amount);
		add(s, "%s of ", text);
		if (weigher_per_gram(&w->weigher))
			add(s, "each g");
		else
			add_amount(s, own, &mass);
		add(s, " = ");
	}
	add_amount(s, &x->amount, &mass);
}

/* The substance, and how much of it is the element. */
static void
add_conversion(struct sentence *s, const struct bom *b, const struct step *x)
{
	const struct content *c = x->line;
	char number[NUM_TEXT];
	struct exact element;

	if (c->basis == BASIS_KIND_OXIDE)
		add(s, " as oxide");
	if (x->kind != STEP_ELEMENT || c->basis == BASIS_KIND_ELEMENT)
		return;
	if (c->basis == BASIS_KIND_COMPOUND && c->substance != BOM_NONE) {
		struct str name = documents_substance(b, c->substance);

		add(s, " of %.*s", STR_ARG(str_clip(name, 80)));
	}
	exact_init(&element);
	num_format(number, x->fraction, 5, NUM_NEAREST);
	exact_set(&element, &x->amount);
	mpq_mul(element.lo, element.lo, x->fraction);
	mpq_mul(element.hi, element.hi, x->fraction);
	add(s, "; x %s %s in it = ", number, element_at(x->element)->symbol);
	add_amount(s, &element, &mass);
	exact_clear(&element);
}

/* What a rule asks for that not every line meets. */
static const char *
asked(const struct working *w)
{
	return w->ch->named != NULL ? "form or substance" : "form";
}

/* From the element to what counts. */
static void
add_counted(struct sentence *s, const struct working *w, const struct step *x)
{
	const struct measure_of m = working_by_stated_value(w->ch)
					? mass
					: reason_numerator(w->r, w->c);
	bool priced = w->ch->measure == MEASURE_VALUE;
	bool oxide = w->ch->measure == MEASURE_OXIDE;
	char origin[120];

	if (x->covered) {
		add(s, "; counted already, by the line that states all of it");
		return;
	}
	if (x->other) {
		add(s, "; it counts nothing: the rule asks for another %s",
		    asked(w));
		return;
	}
	if (x->kind != STEP_ELEMENT) {
		add(s, "; counts ");
		add_amount(s, &x->counts, &m);
		return;
	}
	amounts_origin(origin, sizeof(origin), w->r->detail.test->origin);
	if (origin[0] != '\0') {
		add(s, "; ");
		add_part(s, &x->share);
		add(s, " %s", origin);
	}
	if (priced && x->rate.hi_infinite) {
		add(s, "; its price is not known");
		return;
	}
	if (priced) {
		add(s, "; at ");
		add_amount(s, &x->rate, &m);
		add(s, " a g");
	}
	if (oxide)
		add(s, w->ch->named != NULL && w->ch->named->gram != NULL
			   ? "; as that substance"
			   : "; as oxide");
	if (x->perhaps)
		add(s, "; if it is of the %s that the rule asks for", asked(w));
	if (priced || oxide || (origin[0] != '\0' && !is_whole(&x->share))) {
		add(s, " = ");
		add_amount(s, &x->counts, &m);
	}
}

/* "Nd", "Nd Pr together", "a substance that may hold rare earths" */
static void
add_subject(struct sentence *s, const struct step *x)
{
	uint32_t mask = x->line->elements & x->line->won;
	bool first = true;

	if (x->kind == STEP_ELEMENT) {
		add(s, "%s: ", element_at(x->element)->symbol);
		return;
	}
	if (x->kind == STEP_UNKNOWN) {
		add(s, "a substance that may hold rare earths: ");
		return;
	}
	for (int e = 0; mask != ALL_ELEMENTS && mask >> e != 0; e++)
		if ((mask >> e & 1) != 0) {
			add(s, "%s%s", first ? "" : " ", element_at(e)->symbol);
			first = false;
		}
	add(s, mask == ALL_ELEMENTS ? "rare earths together: " : " together: ");
}

/* Where the steps of one part go. */
struct telling {
	struct working *w;
	size_t i;
	FILE *to;
	const struct style *style;
};

static void
write_step(void *ctx, const struct step *x)
{
	struct telling *t = ctx;
	struct sentence s = { .used = 0 };

	working_count(t->w, x);
	add_subject(&s, x);
	add_stated(&s, t->w, t->i, x);
	add_conversion(&s, t->w->c->bom, x);
	add_counted(&s, t->w, x);
	text_wrap(t->to, t->style, 4, 0, str_of(s.text));
}

static void
write_rest(struct telling *t)
{
	const struct measure_of m = reason_numerator(t->w->r, t->w->c);
	bool per_gram = weigher_per_gram(&t->w->weigher);
	struct sentence s = { .used = 0 };

	if (!working_rest(t->w))
		return;
	add(&s, "%s: ",
	    own_has_lines(t->w->c->bom, t->w->item[t->i])
		? "what no line speaks of"
		: "nothing is declared of it");
	add_amount(&s, &t->w->sum, &m);
	add(&s, "%s", per_gram ? " of each g" : "");
	text_wrap(t->to, t->style, 4, 0, str_of(s.text));
}

static const char *
one_of(const struct bom *b, uint32_t item)
{
	return b->item[item].dim == DIM_EACH || b->item[item].dim == DIM_NONE
		   ? "one"
		   : path_unit(b, item);
}

/* "in one: 1.219 g; x 80 = 97.5 g" */
static void
write_total(struct telling *t)
{
	struct working *w = t->w;
	const struct share *s = &w->r->parts.share[w->share[t->i]];
	const struct measure_of m = reason_numerator(w->r, w->c);
	const struct exact *own = &w->weigher.mass[t->i].mass;
	bool pieces = strcmp(one_of(w->c->bom, s->item), "one") == 0;
	char quantity[QUANTITIES_TEXT];
	struct sentence line = { .used = 0 };

	if (weigher_per_gram(&w->weigher)) {
		add(&line, "it weighs ");
		add_amount(&line, own, &mass);
		add(&line, "; ");
	}
	if (w->ch->measure == MEASURE_ITEM &&
	    (w->ch->forms >> w->c->bom->item[s->item].form & 1) != 0)
		add(&line, "its whole mass counts; ");
	if (working_by_stated_value(w->ch) &&
	    w->c->bom->item[s->item].value == BOM_NONE)
		add(&line, "what it costs is not stated; ");
	add(&line, "in %s%s: ", pieces ? "" : "1 ", one_of(w->c->bom, s->item));
	add_amount(&line, &w->own, &m);
	if (s->via != BOM_NONE) {
		path_quantity(quantity, w->c->bom, s);
		add(&line, "; x %s = ", quantity);
		share_brings(s, &w->brings);
		add_amount(&line, &w->brings, &m);
	}
	text_wrap(t->to, t->style, 4, 0, str_of(line.text));
}

static void
add_quantity(struct sentence *s, const struct bom *b, const struct use *u)
{
	char text[QUANTITIES_TEXT];
	struct exact q;
	mpq_t view;

	exact_init(&q);
	exact_unknown(&q, false);
	if (u->qty != BOM_NONE) {
		numtab_view(&b->num, u->qty, view);
		mpq_set(q.lo, view);
		mpq_set(q.hi, view);
		q.hi_infinite = false;
	}
	path_quantities(text, b, u->child, &q);
	add(s, "%s", u->qty != BOM_NONE ? text : "?");
	exact_clear(&q);
}

/* "DU-200 > 4 x STK-10 > 10 x MAG-SH = 40" */
static void
write_way(void *ctx, const uint32_t *use, size_t n)
{
	const struct telling *t = ctx;
	const struct bom *b = t->w->c->bom;
	size_t left_out = n > 2 * (size_t)ENDS_TEXT ? n - 2 * ENDS_TEXT : 0;
	struct str top = bom_part(b, t->w->r->about);
	char number[NUM_TEXT];
	struct sentence s = { .used = 0 };
	mpq_t q;

	if (n == 0)
		return; /* the item itself */
	add(&s, "%.*s", STR_ARG(str_clip(top, 100)));
	for (size_t i = 0; i < n; i++) {
		const struct use *u = &b->use[use[i]];
		struct str part = str_clip(bom_part(b, u->child), 100);

		if (left_out > 0 && i == ENDS_TEXT) {
			add(&s, " > (%zu more)", left_out);
			i += left_out - 1;
			continue;
		}
		add(&s, path_is_choice(b, use[i]) ? " > perhaps " : " > ");
		add_quantity(&s, b, u);
		add(&s, " x %.*s", STR_ARG(part));
	}
	mpq_init(q);
	if (ways_quantity(b, use, n, q)) {
		num_format(number, q, 6, NUM_NEAREST);
		add(&s, " = %s", number);
	}
	mpq_clear(q);
	text_wrap(t->to, t->style, 4, 0, str_of(s.text));
}

static void
write_others(struct telling *t)
{
	uint32_t part = t->w->share[t->i];
	char count[COUNT_TEXT];
	mpz_t others;

	mpz_init(others);
	mpz_sub_ui(others, t->w->r->parts.share[part].exact->paths,
	    ways_count(t->w->ways, part));
	path_count(count, others);
	if (mpz_sgn(others) > 0)
		fprintf(t->to, "    and %s other way%s\n", count,
		    mpz_cmp_ui(others, 1) == 0 ? "" : "s");
	mpz_clear(others);
}

static enum status
write_part(struct telling *t, struct error *err)
{
	struct working *w = t->w;
	const struct share *s = &w->r->parts.share[w->share[t->i]];
	char label[LABEL_TEXT];

	if (!working_part(w, t->i))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	fputs("  ", t->to);
	text_put(t->to, path_label(w->c->bom, s->item, label));
	fputc('\n', t->to);
	weigher_steps(&w->weigher, t->i, w->ch, write_step, t);
	write_rest(t);
	write_total(t);
	if (working_ways(w, t->i, write_way, t, err) == ST_OK)
		write_others(t);
	return err->code;
}

enum status
working_write(
    FILE *to, const struct style *style, struct working *w, struct error *err)
{
	struct telling t = { .w = w, .to = to, .style = style };

	if (w->n > 0)
		fputs("\n  How it comes about:\n", to);
	for (; t.i < w->n && err->code == ST_OK; t.i++)
		write_part(&t, err);
	return err->code;
}
