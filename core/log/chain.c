/* SPDX-License-Identifier: Apache-2.0 */
/* chain - which filing amends or withdraws which; see chain.h. */
#include "core/log/chain.h"

#include <inttypes.h>

/* Is the earlier one in the log, as it was then? */
static enum status
check_earlier(struct auditlog *log, const struct filing_facts *new,
    struct pos at, struct error *err)
{
	struct arena a = { 0 };
	struct log_record r;
	char hex[SHA256_HEX];
	struct error gone = { 0 };
	uint64_t index;
	enum status st = auditlog_find(log, new->earlier, &index, &gone);

	if (st == ST_REF)
		error_set(err, ST_REF, at,
		    "the filing that it changes, %.*s, is not in this log: "
		    "expected the log in which it was filed",
		    STR_ARG(str_clip(new->earlier, 12)));
	else if (st != ST_OK)
		*err = gone;
	if (st == ST_OK)
		st = auditlog_get_filing(log, index, &a, &r, err);
	if (st == ST_OK) {
		digest_hex(r.leaf.sha256, hex);
		if (!str_is(new->earlier_sha256, hex))
			st = error_set(err, ST_REF, at,
			    "the filing that it changes has other bytes in "
			    "the log, entry %" PRIu64 ": expected the filing "
			    "as it was logged",
			    index);
	}
	arena_free(&a);
	return st;
}

enum status
chain_check(struct auditlog *log, const struct filing_facts *new,
    const char *file, struct error *err)
{
	const struct pos at = { file, 0, 0 };

	if (new->earlier.n == 0)
		return ST_OK;
	if (check_earlier(log, new, at, err) != ST_OK)
		return err->code;
	return auditlog_check_change(log, new->earlier, new->id, at, err);
}
