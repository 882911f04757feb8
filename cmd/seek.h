/* SPDX-License-Identifier: Apache-2.0 */
/*
 * seek - the bytes of an input, found by its digest.
 *
 * Reads:  file.h, digest.h; folders that are named, installed rule packs, the
 *         inputs that a log has kept
 * Gives:  the bytes that have that digest, wherever they lie and whatever
 *         their name is
 * Memory: seek_free(); what is found lives until then
 */
#ifndef RETRACE_SEEK_H
#define RETRACE_SEEK_H

#include "core/base/arena.h"
#include "core/base/digest.h"
#include "core/base/file.h"

struct seek_place {
	uint8_t sha256[SHA256_SIZE];
	const char *path; /* or NULL: body */
	struct str body;
};

struct seek {
	struct arena mem;
	bool listed_only;        /* a file of that name is not looked for */
	struct seek_place *list; /* [n] */
	size_t n, cap;
	struct bytes *kept; /* [nkept] of files that were found */
	size_t nkept, kept_cap;
};

/* Every file in it, not those in its folders. */
enum status seek_in_folder(
    struct seek *k, const char *folder, struct error *err);
enum status seek_in_packs(struct seek *k, struct error *err);
/* Bytes that are there already; borrowed. */
enum status seek_in_bytes(struct seek *k, struct str body, struct error *err);

/*
 * Where all that was named has none, and listed_only is not set: a file of that
 * name, as it is written and beside another file, if the name leads to no other
 * place than below it. False: it is nowhere.
 */
bool seek_find(struct seek *k, const uint8_t sha256[SHA256_SIZE],
    const char *name, const char *beside, struct str *body);
void seek_free(struct seek *k);

#endif
