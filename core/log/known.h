/* SPDX-License-Identifier: Apache-2.0 */
/*
 * known - what a log surely does not have yet.
 *
 * Reads:  store.h
 * Gives:  of ids and digests whether they are surely new, so that who adds many
 *         entries need not look for each in the whole log
 * Memory: eight to sixteen bytes for each id and digest; known_free()
 */
#ifndef RETRACE_KNOWN_H
#define RETRACE_KNOWN_H

#include "core/log/leaf.h"
#include "core/log/store/store.h"

/* All zero knows nothing: everything may be there. */
struct known {
	uint32_t *mark; /* [nmark], a power of two; of each key, 0: free */
	size_t nmark, n;
	uint64_t seed; /* what is taken for a mark differs per process */
	bool ready;    /* all of the first `size` entries is here */
	uint64_t size;
	uint64_t added; /* entries for which it was asked to be ready */
};

/* Of a log that has nothing yet; without memory it goes on knowing nothing. */
void known_begin(struct known *k);
/*
 * Inside a writing transaction, before n entries are added to those `size`
 * that are there: reads what is not known of them, once that is less work than
 * to look for each.  Where it cannot, because memory is out or a record is
 * none, it knows nothing.
 */
enum status known_expect(struct known *k, struct store *s, uint64_t size,
    size_t n, struct error *err);
/* Is that id or digest surely not in the log? */
bool known_lacks(const struct known *k, struct str key);
/* From now on it may be there. */
void known_add(struct known *k, struct str key);
/* The same of all that a record has and names. */
void known_add_leaf(struct known *k, const struct leaf *leaf);
/* After the commit: of so many entries all is here that was added since
 * known_expect(). */
void known_settle(struct known *k, uint64_t size);
void known_free(struct known *k);

/* Is there a blob of that digest?  A digest is known by its 32 bytes. */
enum status known_find_blob(const struct known *k, struct store *s,
    const uint8_t sha256[SHA256_SIZE], bool *found, struct error *err);
/* Adds the blob if there is none of its digest. */
enum status known_put_blob(struct known *k, struct store *s,
    const uint8_t sha256[SHA256_SIZE], struct str body, struct error *err);

#endif
