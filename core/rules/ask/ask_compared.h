/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ask_compared - the product before and after answers.
 *
 * Reads:  ask_work.h
 * Gives:  what ask_truth.c and ask_effects.c share; nobody else uses it
 * Memory: of ask_truth.c
 */
#ifndef RETRACE_ASK_COMPARED_H
#define RETRACE_ASK_COMPARED_H

#include "core/rules/ask/ask_work.h"

/* The product before and after. */
struct compared {
	struct ask_work *w;
	const uint32_t *question;
	size_t n;
	struct world least, alone;
	struct worth *out;
};

static inline const struct question *
ask_asked(const struct compared *c, size_t i)
{
	return &c->w->out->question[c->question[i]];
}

/* What the answers can make of an undecided verdict. */
enum status ask_see(struct compared *c, size_t rule, uint32_t item, bool *clear,
    bool *triggered);
/* Takes the effect. */
enum status ask_keep(struct ask_work *w, struct worth *out, struct effect *e);
/* What they do to each verdict that is told. */
enum status ask_note_effects(struct compared *c);

#endif
