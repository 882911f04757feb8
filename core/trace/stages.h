/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stages - what is known of each stage that a rare earth went through.
 *
 * Reads:  channel.h, the origins of a bom
 * Gives:  struct stages for share.h: which document is heard on a stage, and
 *         the interval of the share that went through it in the countries of
 *         a channel
 * Memory: stages_init(), stages_clear()
 */
#ifndef RETRACE_STAGES_H
#define RETRACE_STAGES_H

#include "core/trace/channel.h"
#include "core/trace/interval.h"

#define STAGE_BIT(s) ((uint32_t)1 << (s))
#define ALL_STAGES (STAGE_BIT(STAGE_COUNT) - 1)

enum stage_known {
	STAGE_NONE,   /* it took no place: the share is 0 */
	STAGE_SILENT, /* goods of this form have been through it, and nobody
			 says where: [0, 1] */
	STAGE_STATED,
	STAGE_CONFLICT /* what is said contradicts itself: [0, 1] */
};

struct stage_share {
	struct exact in; /* share of the mass that counts, within [0, 1] */
	uint8_t known;   /* enum stage_known */
	bool lots;       /* all of a unit or nothing of it */
};

struct stages {
	struct stage_share of[STAGE_COUNT];
	mpq_t inside, outside, open; /* scratch of stages_find() */
};
void stages_init(struct stages *s);
void stages_clear(struct stages *s);

/* Of which rare earth: that of a line, or what the item may hold beside. */
struct stages_of {
	uint32_t item;
	const struct content *line; /* or NULL */
	int element;                /* index; -1: what is said of any */
};
/* Bit per stage that goods of a form have been through. */
uint32_t stages_of_form(enum form f);
/* Does anybody say anything? */
bool stages_are_spoken_of(const struct bom *b, const struct stages_of *of);
void stages_find(const struct bom *b, const struct channel *ch,
    const struct stages_of *of, struct stages *out);

#endif
