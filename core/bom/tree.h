/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tree - from nested sub-trees, repeated wherever they are used, to items
 * and uses that stand once.
 *
 * Reads:  stated.h
 * Gives:  one item, one list of uses and of content per distinct part; what
 *         is said again is compared: the same is dropped, other is an error
 * Memory: tree_free(); linear in the rows, no recursion
 */
#ifndef RETRACE_TREE_H
#define RETRACE_TREE_H

#include "core/bom/stated.h"

/* A part that has been opened and not yet closed. */
struct tree_node {
	uint32_t ref;
	struct use use;             /* by the part around it */
	size_t uses_at, content_at; /* where its own rows start */
	bool refused;               /* it stands inside itself */
};

/* What is known of a distinct part. */
struct tree_part {
	struct place at; /* where it was first closed; line 0: not yet */
	uint32_t use_first, nuse;         /* in bom.use */
	uint32_t content_first, ncontent; /* in bom.content */
	uint32_t open; /* 1 + index of the open node, 0: not open */
};

/* Zeroed but for said.b and said.f is an empty one. */
struct tree {
	struct stated said;     /* of each part, by ref */
	struct tree_node *open; /* the innermost last */
	size_t nopen, open_cap;
	size_t nrefused; /* of them */
	struct use *use; /* of open nodes */
	size_t nuse, use_cap;
	struct content *content; /* of open nodes */
	size_t ncontent, content_cap;
	struct tree_part *part; /* by ref */
	size_t npart;
};

/*
 * A part begins inside the innermost open one: *u says how much of it; its
 * parent and child are filled in here.  False when memory is out; that goes
 * for all of these.
 */
bool tree_open(struct tree *t, uint32_t ref, const struct use *u);
/* The row of the innermost part states this of it; see stated_item(). */
bool tree_state(struct tree *t, const struct item *said);
/* Rows first.. of bom.content are what the innermost part contains. */
bool tree_content(struct tree *t, uint32_t first);
/* The innermost part ends. */
bool tree_close(struct tree *t);
void tree_free(struct tree *t);

#endif
