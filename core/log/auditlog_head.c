/* SPDX-License-Identifier: Apache-2.0 */
/* auditlog_head - may a log be continued?  See auditlog_own.h. */
#include "core/log/auditlog_own.h"

#include <inttypes.h>
#include <string.h>

/* The entry before the next one: its record and its hash are the same. */
static enum status
check_last_entry(struct auditlog *log, const struct merkle *m, struct arena *a,
    struct leaf *leaf, struct error *err)
{
	uint64_t index = m->size - 1, want = index;
	uint8_t hash[SHA256_SIZE], stored[SHA256_SIZE];
	struct node_source src = { log->store, err };
	struct str text;
	bool found = false;
	enum status st =
	    store_next_entry(log->store, &index, a, &text, &found, err);

	if (st == ST_OK && (!found || index != want))
		st = error_set(err, ST_VERIFY, auditlog_here(log),
		    "entry %" PRIu64 ": entry-missing", want);
	if (st != ST_OK)
		return st;
	if (!merkle_leaf(text, hash) ||
	    !node_source_get(&src, 0, want, stored) ||
	    memcmp(hash, stored, SHA256_SIZE) != 0)
		return error_set(err, ST_VERIFY, auditlog_here(log),
		    "entry %" PRIu64 ": leaf: its record was changed", want);
	return leaf_read(text, auditlog_here(log), a, leaf, err);
}

enum status
auditlog_head(struct auditlog *log, struct arena *a, struct merkle *m,
    struct str *time, struct error *err)
{
	uint8_t root[SHA256_SIZE];
	struct store_head head;
	struct checkpoint c = { 0 };
	struct leaf leaf;
	uint64_t size;
	enum status st = store_size(log->store, &size, err);

	if (st == ST_OK)
		st = auditlog_newest(log, a, &head, err);
	if (st == ST_OK)
		st = auditlog_open_head(log, head.note, &c, err);
	if (st == ST_OK && c.size != size)
		st = error_set(err, ST_VERIFY, auditlog_here(log),
		    "%s: %" PRIu64 " entries, and the newest checkpoint has "
		    "%" PRIu64,
		    c.size > size ? "entry-missing" : "checkpoint-missing",
		    size, c.size);
	if (st == ST_OK)
		st = auditlog_tree(log, size, m, root, err);
	if (st == ST_OK && memcmp(root, c.root, SHA256_SIZE) != 0)
		st = error_set(err, ST_VERIFY, auditlog_here(log),
		    "checkpoint-root: the entries do not have the root that "
		    "was signed last");
	if (st != ST_OK)
		return st;
	*time = (struct str){ "", 0 };
	if (size == 0)
		return ST_OK;
	st = check_last_entry(log, m, a, &leaf, err);
	if (st == ST_OK)
		*time = leaf.time;
	return st;
}
