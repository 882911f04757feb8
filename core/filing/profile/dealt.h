/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dealt - what a transaction knows of the blocks that people fill in.
 *
 * Reads:  deal.h, profile.h
 * Gives:  the values it has for them; a profile whose blanks they fill, and
 *         each field of which it says something else
 * Memory: values live in the caller's arena or in the transaction
 *
 * It proposes and does not prevail: where both speak and differ, one of them is
 * wrong, and only people know which.
 */
#ifndef RETRACE_DEALT_H
#define RETRACE_DEALT_H

#include "core/base/findings.h"
#include "core/filing/profile/profile.h"
#include "core/rules/deal/deal.h"

/* One value for one field of the first block of its kind; the country of a
 * destination is that of the final one. */
struct dealt_field {
	int block;         /* of profile_blocks */
	const char *field; /* its name */
	struct str value;
	bool in_words; /* others may put the same otherwise */
	struct pos at; /* in the transaction */
};

#define DEALT_FIELDS 32

struct dealt {
	struct dealt_field field[DEALT_FIELDS];
	size_t n;
};

/*
 * A filing is for one end user: of several the one of that name or id, else the
 * one that the filer names; p or NULL.  ST_USAGE lists them where none is
 * chosen, or there is none of that name.
 */
enum status dealt_choose_end_user(struct transaction *t, const char *name,
    const struct profile *p, struct error *err);
/* All but goods, for n items together: where the transaction answers for some
 * of them alone, one yes is one, and no only if it is for each; ST_NOMEM is the
 * only refusal. */
enum status dealt_find_all(const struct deal *d, const uint32_t *item, size_t n,
    struct arena *a, struct dealt *out, struct error *err);
/* Of the goods of one item. */
void dealt_find_goods(const struct deal *d, uint32_t item, struct dealt *out);
/* What a draft or filing has kept of it, in an element <said> each; in places
 * is file.  node NULL: nothing. */
enum status dealt_of_tree(struct dealt *out, const xmlNode *node,
    const char *file, struct arena *a, struct error *err);
/* Gives blanks of p their values. */
enum status dealt_fill(
    const struct dealt *x, struct profile *p, struct error *err);

/* Does p say something else?  Then what, and where. */
struct dealt_other {
	struct str value;
	struct pos at; /* as far as p has places */
};
bool dealt_differs(const struct dealt_field *x, const struct profile *p,
    struct dealt_other *other);
/* ST_CONFLICT, with both values; file is that of x. */
enum status dealt_refuse(const struct dealt_field *x,
    const struct dealt_other *other, const char *file, struct findings *f);
/*
 * Visits each field that a document says otherwise than the transaction that it
 * has kept; p: its blocks, behind goods_arrange() for its n products.
 */
typedef void (*dealt_visit)(
    void *ctx, const struct dealt_field *x, const struct dealt_other *other);
enum status dealt_review(const xmlNode *root, const struct profile *p, size_t n,
    const char *file, dealt_visit visit, void *ctx, struct error *err);
/* Each such field becomes an error at its place, with both values; other words
 * for the same, and answers that the transaction does not know, are warned
 * of. */
void dealt_compare(const struct deal *d, const struct dealt *x,
    const struct profile *p, struct findings *f);

#endif
