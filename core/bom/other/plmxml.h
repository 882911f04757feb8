/* SPDX-License-Identifier: Apache-2.0 */
/*
 * plmxml - a structure in PLM XML on its way into the bom; only read_plmxml.c
 * and plmxml_uses.c know it.
 *
 * Everything refers to everything by identifiers, forwards and backwards: what
 * is read waits for the end of the file.
 *
 * Reads:  elements.h, tree.h
 * Gives:  nodes by their identifiers, and what they refer to
 * Memory: freed by read_plmxml()
 */
#ifndef RETRACE_PLMXML_H
#define RETRACE_PLMXML_H

#include "core/bom/other/elements.h"
#include "core/bom/tree.h"

enum plm_kind {
	PLM_NAMED, /* only referred to so far */
	PLM_MASTER,
	PLM_REVISION,   /* of a master; or a part by itself */
	PLM_OCCURRENCE, /* in one place of one product */
	PLM_INSTANCE    /* of a part in another */
};

struct plm_node {
	uint8_t kind;
	uint32_t number, name, revision; /* text ids; 0: blank */
	uint32_t master;   /* of a revision, what it is one of; of an occurrence
			      or an instance, what stands there: index, or
			      BOM_NONE */
	uint32_t parent;   /* of an occurrence: index, or BOM_NONE */
	uint32_t first, n; /* what it has in it: in plm.ref */
	uint32_t qty;      /* id in bom.num; BOM_NONE: not known */
	bool counted;      /* qty is said */
	uint8_t seen;      /* while the tree is walked */
	uint32_t item;     /* ref of a revision; BOM_NONE: not asked for yet */
	struct place at;   /* line 0: it has only been named */
};

struct plm {
	const struct input *in;
	struct intern ids;
	struct plm_node *node; /* [ids.n] */
	size_t node_cap;
	uint32_t *ref; /* lists of indices */
	size_t nref, ref_cap;
	uint32_t *root; /* [nroot] occurrences */
	size_t nroot, root_cap;
	uint32_t open;    /* the occurrence or instance whose values come */
	size_t uncounted; /* quantities that are taken for pieces */
	struct place uncounted_at;
	struct tree tree;
};

/* Occurrences and instances become uses; false: memory. */
bool plm_uses(struct plm *x);

#endif
