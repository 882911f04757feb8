/* SPDX-License-Identifier: Apache-2.0 */
/*
 * changing - a product with something otherwise, beside the product as it is.
 *
 * Reads:  session.h, again.h, core/rules/ask/changed.h
 * Gives:  --set of `retrace whatif`: what would change, as `diff` tells it;
 *         and the changed product as our own XML
 * Memory: a second session while it is compared; changing_free()
 */
#ifndef RETRACE_CHANGING_H
#define RETRACE_CHANGING_H

#include "cmd/session.h"

struct changing {
	struct changes changes;
	struct change_to *list; /* of changes */
	char *text;             /* likewise */
};

/* From the words of --set; the session has its bom. */
enum status changing_read(struct changing *c, const struct session *s,
    const struct words *set, struct error *err);
void changing_free(struct changing *c);

/* What the changes do, on every output; returns the exit code.  write: also
 * the changed product into that file; or NULL. */
int changing_show(struct session *s, const struct changing *c,
    const char *write, bool all_items);

/* The product of a session as our own XML; "-" or NULL: standard output. */
enum status changing_write(
    struct session *s, const char *path, struct error *err);
/* Its items and uses by level; what that cannot hold is among the findings. */
enum status changing_write_levels(
    struct session *s, const char *path, struct error *err);
/* The same as CycloneDX; what it cannot hold is among the findings. */
enum status changing_write_cyclonedx(
    struct session *s, const char *path, struct error *err);
/* The same as a material declaration of IEC 62474. */
enum status changing_write_iec62474(
    struct session *s, const char *path, struct error *err);

#endif
