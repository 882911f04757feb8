/* SPDX-License-Identifier: Apache-2.0 */
/*
 * what_if - the same product, judged as if some answers had been given.
 *
 * Reads:  judge.h, suppose.h
 * Gives:  a trace and a judgement of a copy of the bom that takes something
 *         for granted; only ask*.c use it
 * Memory: world_free(); large tables are shared with the bom
 */
#ifndef RETRACE_WHAT_IF_H
#define RETRACE_WHAT_IF_H

#include "core/rules/ask/ask.h"
#include "core/trace/suppose.h"

struct world {
	const struct ask_basis *basis;
	struct bom bom;
	struct suppose suppose;
	uint8_t *bits;     /* [nitem] of suppose */
	struct use *use;   /* [nuse] a copy where quantities are unknown */
	struct item *item; /* [nitem] a copy where masses are ranges */
	struct trace *trace;
	struct judgement judgement;
	uint8_t *asked; /* [nitem] of them it is asked, alone; or NULL */
	size_t nasked;
	/* Of struct ask_work, or NULL: whose mass nobody knows. */
	const uint32_t *massless;
	bool near;      /* some limit was too near for doubles */
	bool *see_near; /* to it */
};

/*
 * Nothing is supposed yet.  alone: everybody else has answered, least, so
 * that upper ends show how far one answer raises the lower ones.
 */
enum status world_make(struct world *w, const struct ask_basis *basis,
    bool alone, struct error *err);
/* Supposes an answer to a question: least, or what is still to come. */
void world_suppose(struct world *w, const struct question *q);
/* Gives the world a table of items of its own, for answers that are given. */
bool world_own_items(struct world *w);
bool world_own_uses(struct world *w);
/* Of a world that is alone: can the rule be met after the answer, as far as
 * amounts tell? */
bool world_meets(const struct world *w, size_t rule, uint32_t item);
/* Rolls up and judges; may be called again after another supposition. */
enum status world_judge(struct world *w, struct error *err);
void world_free(struct world *w);

#endif
