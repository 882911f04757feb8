/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ask_part - ask about as much of a product as the questions are about.
 *
 * A question is tried by judging the product anew.  Where the product is
 * large, only what is below its open items is: that decides their verdicts
 * all the same, and those of other items are then not looked at.
 */
#include "core/rules/ask/ask_work.h"

#include "core/bom/link/extract.h"

#include <stdlib.h>

/* Questions that ought to be tried; else the product is a large one. */
#define TRIED 25

/* The shipped items with an open verdict, each once. */
static uint32_t *
open_items(const struct ask_basis *b, size_t *n)
{
	uint32_t *list = malloc((b->bom->nitem + 1) * sizeof(*list));

	*n = 0;
	for (uint32_t i = 0; list != NULL && i < b->bom->nitem; i++) {
		bool open = false;

		for (size_t r = 0; b->shipped[i] && r < b->book->nrule; r++)
			open |= judgement_verdict(b->judgement, VARIANT_LAW, r,
				    i) == VERDICT_UNDECIDED;
		if (open)
			list[(*n)++] = i;
	}
	return list;
}

static uint32_t
count_undecided(const struct ask_basis *b)
{
	uint32_t n = 0;

	for (size_t r = 0; r < b->book->nrule; r++)
		for (uint32_t i = 0; i < b->bom->nitem; i++)
			n += judgement_verdict(b->judgement, VARIANT_LAW, r,
				 i) == VERDICT_UNDECIDED;
	return n;
}

/* A part of the product, judged by itself. */
struct part {
	struct extract x;
	uint8_t *shipped;
	struct trace *trace;
	struct rulebook book; /* but for what it has by item, that of all */
	const struct per_year **per_year, **per_shipment;
	struct judgement judgement;
	struct ask_basis basis;
};

/* The quantities of the items of the part; false: no memory. */
static bool
take_quantities(const struct part *p, const struct per_year **whole,
    const struct per_year ***out)
{
	if (whole == NULL)
		return true;
	*out = calloc(p->x.bom.nitem + 1, sizeof(**out));
	for (size_t i = 0; *out != NULL && i < p->x.bom.nitem; i++)
		(*out)[i] = whole[p->x.item[i]];
	return *out != NULL;
}

/* The rules, as they are: their items are those of the part. */
static bool
take_rules(struct part *p, const struct rulebook *whole)
{
	p->book = *whole;
	if (!take_quantities(p, whole->per_year, &p->per_year) ||
	    !take_quantities(p, whole->per_shipment, &p->per_shipment))
		return false;
	p->book.per_year = p->per_year;
	p->book.per_shipment = p->per_shipment;
	return true;
}

static enum status
part_make(struct part *p, const struct ask_basis *whole, const uint32_t *open,
    size_t n, struct error *err)
{
	struct findings said = { 0 }; /* of the whole: said before */
	struct evidence e;
	enum status st;

	if (!extract_make(&p->x, whole->bom, open, n, EXTRACT_AS_GIVEN))
		return ask_no_memory(err);
	p->shipped = calloc(p->x.bom.nitem + 1, 1);
	if (p->shipped == NULL || !take_rules(p, whole->book))
		return ask_no_memory(err);
	for (size_t i = 0; i < p->x.bom.nitem; i++)
		p->shipped[i] = whole->shipped[p->x.item[i]];
	st = trace_run(&p->x.bom, &whole->book->plan, whole->threads, &p->trace,
	    &said, err);
	findings_free(&said);
	if (st != ST_OK)
		return st;
	e = evidence_of(p->trace);
	p->basis = *whole;
	p->basis.bom = &p->x.bom;
	p->basis.trace = p->trace;
	p->basis.judgement = &p->judgement;
	p->basis.shipped = p->shipped;
	p->basis.book = &p->book;
	return judge(&p->judgement, &p->book, &p->x.bom, &e, err);
}

static void
part_free(struct part *p)
{
	judgement_free(&p->judgement);
	trace_free(p->trace);
	free(p->shipped);
	free(p->per_year);
	free(p->per_shipment);
	extract_free(&p->x);
}

/* Indices of the part become those of the whole. */
static void
translate(struct inquiry *q, const struct extract *x)
{
	for (size_t i = 0; i < q->n; i++) {
		struct question *k = &q->question[i];

		if (k->item != BOM_NONE)
			k->item = x->item[k->item];
		if (k->use != BOM_NONE)
			k->use = x->use[k->use];
	}
	for (size_t i = 0; i < q->nverdict; i++) {
		q->verdict[i].item = x->item[q->verdict[i].item];
		q->verdict[i].unit = x->item[q->verdict[i].unit];
	}
}

static enum status
ask_about_part(struct inquiry *out, const struct ask_basis *whole,
    const uint32_t *open, size_t n, struct error *err)
{
	struct part p = { .trace = NULL };
	enum status st = part_make(&p, whole, open, n, err);

	if (st == ST_OK)
		st = ask_on(out, &p.basis, err);
	if (st == ST_OK) {
		translate(out, &p.x);
		out->undecided = count_undecided(whole);
		out->all_known = false;
	}
	part_free(&p);
	return st;
}

/* Is there a rule that counts all products together?  No part of them tells
 * what these come to. */
static bool
counts_all(const struct rulebook *book)
{
	for (size_t r = 0; r < book->nrule; r++)
		if (book->rule[r].nout > 0)
			return true;
	return false;
}

/*
 * ask_questions - all questions, the most useful first.
 *
 * Cost:	that of ask_on(), for the product or, if that is large and most
 *of it has nothing to do with it, for what is below its open items
 */
enum status
ask_questions(
    struct inquiry *out, const struct ask_basis *basis, struct error *err)
{
	size_t tried = basis->top < TRIED ? basis->top : TRIED;
	size_t n, size, unit = ask_unit(basis);
	uint32_t *open = open_items(basis, &n);
	enum status st;

	*out = (struct inquiry){ 0 };
	if (open == NULL || !extract_size(basis->bom, open, n, &size)) {
		free(open);
		return ask_no_memory(err);
	}
	if (unit <= ASK_WORLD_MOST / (2 * tried) || size >= unit / 2 ||
	    counts_all(basis->book))
		st = ask_on(out, basis, err);
	else
		st = ask_about_part(out, basis, open, n, err);
	free(open);
	return st;
}
