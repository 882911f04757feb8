/* SPDX-License-Identifier: Apache-2.0 */
/*
 * choosing - which products are filed, and on which grounds.
 *
 * Reads:  session.h, core/filing/draft/draft.h
 * Gives:  the options --item, --all and --basis of retrace draft, and the
 *         products that they choose among those that are shipped
 * Memory: choosing_free(); the products in the session's arena
 */
#ifndef RETRACE_CHOOSING_H
#define RETRACE_CHOOSING_H

#include "cmd/session.h"
#include "core/filing/draft/draft.h"

struct choosing {
	struct words items, basis;
	bool all;
	struct draft_product *product; /* [nproduct] that are filed */
	size_t nproduct;
};

#define CHOOSING_OPTIONS(c) \
	{ "item", '\0', OPTION_LIST, &(c)->items, "ITEM", \
		"what is filed, if more than one item is shipped; " \
		"repeatable" }, \
	{ \
		"all", '\0', OPTION_FLAG, &(c)->all, NULL, \
		    "file each shipped item that is not clear of all rules" \
	}
#define CHOOSING_BASIS_OPTION(c) \
	{ \
		"basis", '\0', OPTION_LIST, &(c)->basis, "BASIS[=ITEM]", \
		    "why it is filed: judged, triggered, precautionary, " \
		    "exempt or none (judged); repeatable" \
	}

/* Chooses of a session that has judged, also into in. */
enum status choosing_products(struct choosing *c, struct session *s,
    struct draft_input *in, struct error *err);
void choosing_free(struct choosing *c);

#endif
