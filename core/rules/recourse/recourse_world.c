/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recourse_world - the product with a choice made; see recourse_work.h.
 *
 * An item that is bought elsewhere has one origin for all that it holds
 * itself: every stage in another country.  It counts in place of what was
 * said of it; whose technology was used stays said, unless that is to change
 * as well.
 */
#include "core/rules/recourse/recourse_work.h"

#include "core/base/hash.h"

#include <stdlib.h>
#include <string.h>

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

static size_t
count(const struct bom *b, const uint8_t *candidate)
{
	size_t n = 0;

	for (size_t i = 0; i < b->nitem; i++)
		n += candidate[i] != 0;
	return n;
}

/* A document of the day, behind those that there are. */
static bool
add_document(struct recourse_world *w, const struct bom *b)
{
	w->decl = malloc((b->ndecl + 1) * sizeof(*w->decl));
	if (w->decl == NULL)
		return false;
	if (b->ndecl > 0)
		memcpy(w->decl, b->decl, b->ndecl * sizeof(*w->decl));
	w->decl[b->ndecl] =
	    (struct declaration){ .standing = STANDING_VERIFIED, .rank = 1 };
	w->bom.decl = w->decl;
	w->bom.ndecl = b->ndecl + 1;
	return true;
}

static struct elsewhere
elsewhere_of(const struct recourse_world *w, uint32_t decl)
{
	struct elsewhere e = { .technology = w->basis->technology,
		.decl = decl };

	memcpy(e.country, w->basis->country, sizeof(e.country));
	return e;
}

/* The origins of items, and behind those of each candidate its other one. */
static bool
add_origins(
    struct recourse_world *w, const struct bom *b, const uint8_t *candidate)
{
	const struct elsewhere e = elsewhere_of(w, (uint32_t)w->bom.ndecl - 1);
	size_t more = count(w->basis->ask.bom, candidate), n = b->norigin;
	size_t at = 0;
	size_t whole = b->origin_start[b->nitem];

	w->origin = malloc((n + more + 1) * sizeof(*w->origin));
	w->origin_start = malloc((b->nitem + 2) * sizeof(*w->origin_start));
	w->item_origin = malloc((whole + more + 1) * sizeof(*w->item_origin));
	w->extra = malloc((b->nitem + 1) * sizeof(*w->extra));
	if (w->origin == NULL || w->origin_start == NULL ||
	    w->item_origin == NULL || w->extra == NULL)
		return false;
	if (n > 0)
		memcpy(w->origin, b->origin, n * sizeof(*w->origin));
	for (uint32_t i = 0; i < b->nitem; i++) {
		w->origin_start[i] = (uint32_t)at;
		w->extra[i] = BOM_NONE;
		for (uint32_t k = b->origin_start[i];
		     k < b->origin_start[i + 1]; k++)
			w->item_origin[at++] = b->item_origin[k];
		if (i >= w->basis->ask.bom->nitem || candidate[i] == 0)
			continue;
		w->extra[i] = (uint32_t)n;
		w->item_origin[at++] = (uint32_t)n;
		w->origin[n++] = elsewhere_origin(&e, i);
	}
	w->origin_start[b->nitem] = w->origin_start[b->nitem + 1] =
	    (uint32_t)at;
	w->bom.origin = w->origin;
	w->bom.norigin = n;
	w->bom.origin_start = w->origin_start;
	w->bom.item_origin = w->item_origin;
	return true;
}

/* With a twin of all that is in what may be bought ready. */
static bool
add_twins(struct recourse_world *w, const struct bom *b, const uint8_t *ready)
{
	uint8_t *mark = calloc(b->nitem + 1, 1);
	bool ok = mark != NULL;

	for (size_t k = b->nitem; ok && k-- > 0;) {
		uint32_t i = b->order[k];

		for (uint32_t u = b->use_start[i];
		     (mark[i] != 0 || ready[i] != 0) && u < b->use_start[i + 1];
		     u++)
			mark[b->use[u].child] = 1;
	}
	ok = ok && twins_make(&w->twins, b, mark, elsewhere_of(w, BOM_NONE));
	free(mark);
	w->base = &w->twins.bom;
	w->ready = ready;
	return ok;
}

/* Of a twin nobody says how much goes out: it goes out in what holds it. */
static bool
add_quantities(const struct recourse_world *w, const struct per_year **of,
    const struct per_year ***out)
{
	size_t n = w->basis->ask.bom->nitem;

	if (of == NULL)
		return true;
	*out = calloc(w->base->nitem + 1, sizeof(**out));
	for (size_t i = 0; *out != NULL && i < n; i++)
		(*out)[i] = of[i];
	return *out != NULL;
}

static bool
add_years(struct recourse_world *w)
{
	const struct rulebook *book = w->basis->ask.book;

	if (w->ready == NULL)
		return true;
	if (!add_quantities(w, book->per_year, &w->per_year) ||
	    !add_quantities(w, book->per_shipment, &w->per_shipment))
		return false;
	w->book.per_year = w->per_year;
	w->book.per_shipment = w->per_shipment;
	return true;
}

enum status
recourse_world_make(struct recourse_world *w,
    const struct recourse_basis *basis, const uint8_t *candidate,
    const uint8_t *ready, struct error *err)
{
	const struct bom *b = basis->ask.bom;
	bool ok = true;

	*w = (struct recourse_world){ .basis = basis, .base = b };
	if (basis->declare)
		return world_make(&w->said, &basis->ask, false, err);
	if (ready != NULL)
		ok = add_twins(w, b, ready);
	w->bom = *w->base;
	w->bom.progress = NULL;
	w->book = *basis->ask.book; /* by law alone */
	for (int v = VARIANT_POLICY; v < VARIANT_COUNT; v++)
		w->book.has[v] = false;
	return ok && add_years(w) && add_document(w, w->base) &&
		       add_origins(w, w->base, candidate)
		   ? ST_OK
		   : no_memory(err);
}

/* One of the origins that there were: does it count beside the other one? */
static void
set_origin(struct recourse_world *w, uint32_t k, bool taken)
{
	const struct elsewhere e = elsewhere_of(w, BOM_NONE);
	struct origin *now = &w->origin[k];

	*now = w->base->origin[k];
	if (taken && !elsewhere_keeps(&e, now))
		now->counts = now->over = 0;
}

static void
set_item(struct recourse_world *w, uint32_t item, bool taken)
{
	const struct bom *b = w->base;

	for (uint32_t k = b->origin_start[item]; k < b->origin_start[item + 1];
	     k++)
		set_origin(w, b->item_origin[k], taken);
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++)
		for (uint32_t o = 0; o < b->content[k].norigin; o++)
			set_origin(w, b->content[k].origin_first + o, taken);
	w->origin[w->extra[item]].counts = taken;
	if (w->ready != NULL && w->ready[item] != 0)
		twins_use(&w->twins, w->basis->ask.bom, item, taken);
}

/*
 * Statements may exclude each other whatever is chosen, as parts that are
 * heavier than the whole; but where a choice itself brings that about, or
 * takes it away, amounts do not just become less.
 */
static void
hear_contradictions(struct recourse_world *w, const struct findings *said)
{
	uint64_t now = said->n;

	for (size_t i = 0; i < said->n; i++)
		now = hash_bytes(
		    said->list[i].text, strlen(said->list[i].text), now);
	w->contradicts |= w->judged && now != w->contradictions;
	w->contradictions = now;
	w->judged = true;
}

static enum status
judge_bought(struct recourse_world *w, const uint8_t *taken, struct error *err)
{
	struct findings said = { 0 }; /* of the product itself: said before */
	struct evidence e;
	enum status st;

	for (uint32_t i = 0; i < w->bom.nitem; i++)
		if (w->extra[i] != BOM_NONE)
			set_item(w, i, taken[i] != 0);
	judgement_free(&w->judgement);
	trace_free(w->trace);
	w->trace = NULL;
	st = trace_run(&w->bom, &w->book.plan, w->basis->ask.threads, &w->trace,
	    &said, err);
	hear_contradictions(w, &said);
	findings_free(&said);
	if (st != ST_OK)
		return st;
	e = evidence_of(w->trace);
	return judge(&w->judgement, &w->book, &w->bom, &e, err);
}

static enum status
judge_said(struct recourse_world *w, const uint8_t *taken, struct error *err)
{
	size_t n = w->basis->ask.bom->nitem;

	memset(w->said.bits, 0, n);
	for (uint32_t i = 0; i < n; i++) {
		const struct question q = { .kind = QUESTION_CONTENT,
			.item = i };

		if (taken[i] != 0)
			world_suppose(&w->said, &q);
	}
	return world_judge(&w->said, err);
}

enum status
recourse_world_judge(
    struct recourse_world *w, const uint8_t *taken, struct error *err)
{
	w->taken = taken;
	return w->basis->declare ? judge_said(w, taken, err)
				 : judge_bought(w, taken, err);
}

const struct judgement *
recourse_world_verdicts(const struct recourse_world *w)
{
	return w->basis->declare ? &w->said.judgement : &w->judgement;
}

const struct bom *
recourse_world_bom(const struct recourse_world *w)
{
	return w->basis->declare ? &w->said.bom : &w->bom;
}

const struct trace *
recourse_world_trace(const struct recourse_world *w)
{
	return w->basis->declare ? w->said.trace : w->trace;
}

void
recourse_world_free(struct recourse_world *w)
{
	judgement_free(&w->judgement);
	trace_free(w->trace);
	free(w->origin);
	free(w->decl);
	free(w->origin_start);
	free(w->item_origin);
	free(w->extra);
	free(w->per_year);
	free(w->per_shipment);
	twins_free(&w->twins);
	if (w->said.basis != NULL)
		world_free(&w->said);
	*w = (struct recourse_world){ .taken = NULL };
}
