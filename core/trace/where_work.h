/* SPDX-License-Identifier: Apache-2.0 */
/*
 * where_work - the walk up at work: what its steps share.
 *
 * Reads:  where.h
 * Gives:  quantities over a common denominator, and what a place of an item
 *         adds to its own (where_place.c); only where_exact.c uses it
 * Memory: a cell lives from its item to the last parent above
 */
#ifndef RETRACE_WHERE_WORK_H
#define RETRACE_WHERE_WORK_H

#include "core/trace/where.h"

#define POWERS_KEPT 64

/* A quantity as it stands in uses: n / L^k, k being 0 or 1. */
struct factor {
	mpz_t n;
	uint32_t k;
};

/* What is known of one item above, until its last parent has taken it. */
struct cell {
	mpz_t most, least; /* quantity, times L^k; least if it differs */
	mpz_t paths;
	uint32_t k;
	bool differs, endless; /* endless: no upper end */
	struct cell *next;     /* of the spare ones */
};

struct walker {
	const struct where *w;
	mpz_t scale;              /* L */
	mpz_t power[POWERS_KEPT]; /* L^i, made as they are needed */
	size_t npower;
	uint32_t *of_number;   /* [numbers] into factor, or BOM_NONE */
	struct factor *factor; /* [nfactor] */
	size_t nfactor;
	struct cell **cell; /* [w->n] or NULL */
	uint32_t *parents;  /* [w->n] uses still to come */
	struct cell *spare;
	struct cell place, other; /* of several alternatives */
	struct factor once;       /* 1 */
	mpz_t work, big;
};

/* Does the use hold the item that is asked for? */
static inline bool
where_counts(const struct where *w, const struct use *u)
{
	return w->index[u->child] != BOM_NONE && u->qty != NUM_ZERO;
}

static inline void
where_clear_cell(struct cell *c)
{
	mpz_set_ui(c->most, 0);
	mpz_set_ui(c->paths, 0);
	c->k = 0;
	c->differs = c->endless = false;
}

/* ST_RANGE at the use whose number, called `what`, grew too long. */
enum status where_too_long(const struct walker *x, const struct use *u,
    const char *what, struct error *err);
/* L^k; lent until the next call. */
mpz_srcptr where_power(struct walker *x, uint32_t k);
/* Adds what the place of use k brings, which ends before `end`. */
enum status where_take_place(struct walker *x, struct cell *to, uint32_t k,
    uint32_t end, struct error *err);
/* Takes out of the fraction what divides both of its parts. */
void where_reduce(struct walker *x, struct cell *c);

#endif
