/* SPDX-License-Identifier: Apache-2.0 */
/*
 * opening - the values that a filing keeps back, with their salts.
 *
 * Reads:  xml.h; schemas/opening-1.md
 * Gives:  the file of an opening, read and written; the digest that a value
 *         has in a filing; some of the values, for one reader
 * Memory: everything lives in the caller's arena
 *
 * Digest: SHA-256 of four lines: "retrace-seal/1", the place of the value in
 *	the filing, its salt in hexadecimal, and the value; a line feed after
 *	each but the last.  Neither place nor salt can hold a line feed, and
 *	the value runs to the end: no two values have the same bytes.
 */
#ifndef RETRACE_OPENING_H
#define RETRACE_OPENING_H

#include "core/base/digest.h"
#include "core/base/findings.h"

#define OPENING_XMLNS "urn:retrace:opening:1"
#define OPENING_SALT 16 /* bytes of a salt */

struct opened {
	struct str at, salt, value; /* salt: 32 hexadecimal digits */
	struct pos pos;             /* in the file it was read from */
};

struct openings {
	struct str filing; /* its id */
	struct opened *list;
	size_t n, cap;
};

/* False only when OpenSSL fails, or memory is out. */
bool opening_digest(
    struct str at, struct str salt, struct str value, char out[SHA256_HEX]);

/* One value a line, mode 600 is the caller's; ST_NOMEM. */
enum status opening_write(const struct openings *o, struct arena *a,
    struct str *out, struct error *err);
/* From anybody, by its schema; all errors go to f. */
enum status opening_read(struct str xml, const char *file, struct arena *a,
    struct openings *out, struct findings *f);

/*
 * Which values one word chooses: those at a place and below it; or all of an
 * element one of whose values it is.  Marks them in chosen[o->n]; how many it
 * has found.
 */
size_t opening_choose(
    const struct openings *o, struct str word, uint8_t *chosen);

#endif
