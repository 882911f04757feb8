/* SPDX-License-Identifier: Apache-2.0 */
/*
 * outline - a product level by level, line by line, nothing twice.
 *
 * Reads:  amounts.h
 * Gives:  the lines of the tree that `trace` prints: a sub-assembly with its
 *         parts once and referred to after, what holds nothing counted; so
 *         the lines are never more than the uses
 * Memory: a frame for each level that is open, however deep
 */
#ifndef RETRACE_OUTLINE_H
#define RETRACE_OUTLINE_H

#include "core/report/trace/amounts.h"

/* Columns of struct amounts. */
enum { HELD_MASS, HELD_EVERY, HELD_ORIGIN, HELD_COUNT };

enum line_kind {
	LINE_ITEM,  /* its parts follow, if it has any */
	LINE_AGAIN, /* its parts stand further up */
	LINE_CUT,   /* its parts are left out: too deep */
	LINE_NONE,  /* n uses of what surely holds nothing */
	LINE_MORE   /* n uses of the rest, of which there are too many */
};

struct line {
	enum line_kind kind;
	uint32_t item; /* not of LINE_NONE, LINE_MORE */
	uint32_t use;  /* index into bom.use, or BOM_NONE for a root */
	size_t level;  /* 0: a root */
	size_t n;      /* of LINE_NONE, LINE_MORE; of LINE_CUT its parts */
	bool other;    /* an alternative to the line before it */
	bool choice;   /* one of several alternatives */
};

/* An item whose parts are being told. */
struct frame {
	uint32_t next, end; /* uses still to come */
	size_t left;        /* lines still to come */
	size_t give, gap;   /* of these kinds still to be shown */
	size_t none, more;  /* uses that are counted only */
	bool place_shown;   /* of the place at hand any is shown */
	bool none_told, more_told;
};

struct outline {
	const struct amounts *amounts;
	const uint32_t *root; /* [nroot] */
	size_t nroot, at;
	size_t depth;  /* levels below the roots that are told */
	size_t most;   /* parts of one item that are told; SIZE_MAX: all */
	bool collapse; /* count what holds nothing */
	uint8_t *told; /* [nitem] its parts were told */
	struct frame *frame; /* [nframe] */
	size_t nframe, cap;
};

/* The settings above are filled in; then: */
enum status outline_begin(struct outline *o, struct error *err);
/* The next line; false at the end, or when memory is out: see err. */
bool outline_next(struct outline *o, struct line *line, struct error *err);
void outline_end(struct outline *o);

/* After a line: do siblings of it, or of what it stands in at that level
 * (from 1), follow? */
bool outline_follows(const struct outline *o, size_t level);

#endif
