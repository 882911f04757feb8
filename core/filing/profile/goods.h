/* SPDX-License-Identifier: Apache-2.0 */
/*
 * goods - the lines of goods of a filing, each of one of its products.
 *
 * Reads:  profile.h
 * Gives:  a profile whose lines of goods stand in the order of the products,
 *         at least one of each; which lines are of which product
 * Memory: in the caller's arena or in the profile
 */
#ifndef RETRACE_GOODS_H
#define RETRACE_GOODS_H

#include "core/filing/profile/profile.h"

/* How a product is called: "MAKER PART rev R", "MAKER PART", and its part
 * number; each of them will do where no other product is called so. */
struct goods_name {
	struct str label, bare, part;
};
/* From the three; ST_NOMEM. */
enum status goods_name_make(struct goods_name *n, struct str maker,
    struct str part, struct str revision, struct arena *a, struct error *err);

/* What names no product, and where; n 0: nothing. */
struct goods_stray {
	struct str item;
	struct pos at;
	size_t n;
};

/*
 * The lines in the order of the products, each with the label of its product,
 * but of one product alone as they are.  A line that names none is for all:
 * it fills blanks of those that do.  A product without a line gets one.  Lines
 * of anything else are left out, and counted in stray.
 */
enum status goods_arrange(struct profile *p, const struct goods_name *name,
    size_t n, struct goods_stray *stray, struct error *err);

/* Behind goods_arrange(): the lines of each product, [n] views into p. */
enum status goods_views(const struct profile *p, size_t n, struct arena *a,
    struct profile **view, struct error *err);

#endif
