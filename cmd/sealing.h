/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sealing - what a draft keeps back, and where the opening of it goes.
 *
 * Reads:  redraft.h, core/filing/seal/seal.h
 * Gives:  the option --seal of retrace draft; the file of an opening
 * Memory: none
 */
#ifndef RETRACE_SEALING_H
#define RETRACE_SEALING_H

#include "cmd/redraft.h"
#include "core/filing/seal/seal.h"

struct sealing {
	int what;         /* of the option; 0: as it was before */
	bool seals;       /* after sealing_choose() */
	struct seal seal; /* then */
};

#define SEALING_OPTION(s) \
	{ \
		"seal", '\0', OPTION_PICK, &(s)->what, "suppliers|nothing", \
		    "keep back who suppliers are, as digests" \
	}

/*
 * By the option, and by the older document that a draft goes on from: one that
 * is sealed stays so.  A draft keeps its secret, so that the same content
 * stays the same filing; what goes on from a filing gets a new one.
 */
enum status sealing_choose(
    struct sealing *x, const struct redraft *r, struct error *err);
/* What of it is told on standard error. */
void sealing_tell(
    const struct sealing *x, const struct redraft *r, const struct draft *d);
/* A draft that holds a secret is private. */
enum file_mode sealing_mode(const struct sealing *x);

/* Beside a filing: FILING.opening; NULL when memory is out. */
const char *sealing_path(struct arena *a, const char *filing);

#endif
