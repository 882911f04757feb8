/* SPDX-License-Identifier: Apache-2.0 */
/*
 * audit_links - to which entries a record refers, and which filing it changes,
 * in an audit; see audit.h.
 *
 * The rows of references are held against the lines of the records: each line
 * has its row, and there are no more rows than lines.  What another entry says
 * is then found by them, in a log of any size.
 */
#include "core/log/audit.h"
#include "core/log/auditlog_own.h"

#include <inttypes.h>
#include <string.h>

/* A reference of an entry, and the entry that it names. */
struct reference {
	const struct audit_entry *e;
	const struct leaf_kind *kind; /* of e */
	struct str target;
	uint64_t index; /* of the target, if it is found */
	struct leaf leaf;
	bool found;
};

/* What is wrong with a reference that changes a filing is wrong with its
 * chain. */
static const char *
reason_of(const struct reference *r)
{
	return r->kind->changes ? "chain" : "reference";
}

/* Has the line its row? */
static enum status
hold_row(struct audit *x, const struct reference *r, struct error *err)
{
	struct error inner = { 0 };
	uint64_t at = 0;
	size_t n = 0;

	if (store_find_refers(
		x->store, r->target, r->e->index, 1, &at, &n, &inner) != ST_OK)
		return audit_damage(x, r->e->index, "file", &inner, err);
	if (n == 0 || at != r->e->index)
		audit_say(x, r->e->index, "reference",
		    "that it refers to \"%.*s\" is not stored",
		    STR_ARG(str_clip(r->target, 80)));
	return ST_OK;
}

/* Is what it names there, before it, and what it has to be? */
static enum status
hold_target(struct audit *x, struct auditlog *log, struct reference *r,
    struct arena *a, struct error *err)
{
	const struct str shown = str_clip(r->target, 80);
	const uint64_t own = r->e->index;
	struct error inner = { 0 };
	bool found = false;

	if (auditlog_leaf_of(log, r->target, a, &r->index, &r->leaf, &found,
		&inner) != ST_OK)
		return audit_damage(x, own, reason_of(r), &inner, err);
	if (!found)
		audit_say(x, own, reason_of(r),
		    "it refers to \"%.*s\", which is not in the log",
		    STR_ARG(shown));
	else if (r->index >= own)
		audit_say(x, own, reason_of(r),
		    "it refers to \"%.*s\", entry %" PRIu64
		    ": expected one before it",
		    STR_ARG(shown), r->index);
	else if (r->kind->of_filing && !leaf_is_filing(r->leaf.kind))
		audit_say(x, own, reason_of(r),
		    "it refers to \"%.*s\" of kind \"%.*s\": expected a "
		    "filing",
		    STR_ARG(shown), STR_ARG(r->leaf.kind));
	else
		r->found = true;
	return ST_OK;
}

/*
 * Which entry has changed the filing first; it is looked for once, also before
 * where this audit began.
 */
static enum status
first_change(struct audit *x, struct auditlog *log, const struct reference *r,
    struct arena *a, uint64_t *first, struct error *err)
{
	const size_t before = x->changed.n;
	const uint32_t id = intern_copy(&x->changed, r->target);
	struct error inner = { 0 };
	struct leaf leaf;
	bool found = false;
	uint64_t *list = NULL;

	if (id != INTERN_NONE)
		list = array_grow(x->changed_by, &x->cap_changed, x->changed.n,
		    sizeof(*list));
	if (list == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	x->changed_by = list;
	if (id == before) {
		list[id] = r->e->index;
		if (auditlog_change_of(log, r->target, a, first, &leaf, &found,
			&inner) != ST_OK &&
		    audit_damage(x, r->e->index, "chain", &inner, err) != ST_OK)
			return err->code;
		/* Without its own row another one may be behind it. */
		if (found && *first < r->e->index)
			list[id] = *first;
	}
	*first = list[id];
	return ST_OK;
}

/* A chain has no branches. */
static enum status
hold_change(struct audit *x, struct auditlog *log, const struct reference *r,
    struct arena *a, struct error *err)
{
	uint64_t first = 0;

	if (first_change(x, log, r, a, &first, err) != ST_OK)
		return err->code;
	if (first < r->e->index)
		audit_say(x, r->e->index, "chain",
		    "the filing that it changes has been changed by entry "
		    "%" PRIu64 ": expected a change of that one",
		    first);
	return ST_OK;
}

/* Says the filing itself what its record says?  r NULL: the record names no
 * filing that it changes. */
static void
hold_facts(
    struct audit *x, const struct audit_entry *e, const struct reference *r)
{
	const struct str none = { "none", 4 };
	const struct str says = e->facts.earlier;
	char hex[SHA256_HEX];

	if (!str_eq(says, r != NULL ? r->target : (struct str){ "", 0 })) {
		const struct str a = says.n > 0 ? says : none;
		const struct str b = r != NULL ? r->target : none;

		audit_say(x, e->index, "chain",
		    "the filing changes %.*s, and the record says %.*s",
		    STR_ARG(str_clip(a, 80)), STR_ARG(str_clip(b, 80)));
		return;
	}
	if (r == NULL || !r->found)
		return;
	digest_hex(r->leaf.sha256, hex);
	if (!str_is(e->facts.earlier_sha256, hex))
		audit_say(x, e->index, "chain",
		    "the filing that it changes, entry %" PRIu64
		    ", has other bytes than it says",
		    r->index);
}

enum status
audit_links(
    struct audit *x, const struct audit_entry *e, bool told, struct error *err)
{
	struct auditlog log = { .store = x->store }; /* to read in */
	const struct leaf_kind *kind = leaf_kind_find(e->leaf.kind);
	struct reference r = { .e = e, .kind = kind };
	struct arena a = { 0 };
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < e->leaf.nrefers; i++) {
		r = (struct reference){
			.e = e, .kind = kind, .target = e->leaf.refers[i]
		};
		x->references++;
		st = hold_row(x, &r, err);
		if (st == ST_OK)
			st = hold_target(x, &log, &r, &a, err);
		if (st == ST_OK && r.found && kind->changes)
			st = hold_change(x, &log, &r, &a, err);
	}
	/* Whatever changes a filing refers to that one alone. */
	if (st == ST_OK && told && e->facts.filing.n > 0)
		hold_facts(x, e, kind->changes ? &r : NULL);
	arena_free(&a);
	return st;
}

enum status
audit_count_references(
    struct audit *x, uint64_t before, uint64_t *n, struct error *err)
{
	struct error inner = { 0 };

	if (store_count_refers(x->store, before, n, &inner) == ST_OK)
		return ST_OK;
	if (inner.code != ST_VERIFY)
		return error_set(err, inner.code, inner.at, "%s", inner.text);
	audit_say_log(x, "file", "%s", inner.text);
	x->unread = true;
	return ST_OK;
}

/*
 * audit_references - rows of references that no record has.
 *
 * Of those that were there when the audit began, as far as it went back; where
 * records could not be read nobody knows what they say.
 */
enum status
audit_references(struct audit *x, struct error *err)
{
	uint64_t passed = 0, stored;

	if (audit_count_references(x, x->base.size, &passed, err) != ST_OK)
		return err->code;
	stored = x->stored_references - passed;
	if (!x->unread && stored != x->references)
		audit_say_log(x, "reference",
		    "%" PRIu64 " stored references: expected %" PRIu64
		    ", as many as the records have",
		    stored, x->references);
	return ST_OK;
}
