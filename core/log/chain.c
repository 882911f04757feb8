/* SPDX-License-Identifier: Apache-2.0 */
/* chain - which filing amends or withdraws which; see chain.h. */
#include "core/log/chain.h"

#include "core/filing/filing.h"

#include <inttypes.h>
#include <stdlib.h>

/* The entry that changed a filing. */
struct chain_link {
	uint64_t index;
	struct str own, kind;
};

/* What a filing says of itself, and of the one that it changes. */
struct link {
	struct str own, earlier, sha256; /* .p NULL: not there */
};

static enum status
read_link(struct str xml, const char *file, struct arena *a, struct link *out,
    struct error *err)
{
	const xmlNode *root, *node;
	struct findings f = { 0 };
	xmlDoc *doc = NULL;

	*out = (struct link){ { NULL, 0 }, { NULL, 0 }, { NULL, 0 } };
	if (xml_read(xml, file, &doc, &f) != ST_OK) {
		error_set(err, f.first.code, f.first.at, "%s", f.first.text);
		findings_free(&f);
		return err->code;
	}
	root = xmlDocGetRootElement(doc);
	out->own = xml_attr(a, root, "id");
	node = xml_child(root, FILING_XMLNS, "header");
	if (node != NULL)
		node = xml_child(node, FILING_XMLNS, "earlier");
	if (node != NULL) {
		out->earlier = xml_attr(a, node, "id");
		out->sha256 = xml_attr(a, node, "sha256");
	}
	xmlFreeDoc(doc);
	findings_free(&f);
	return ST_OK;
}

/* Notes what an entry changed, if nothing has changed that before. */
static enum status
note_change(struct chain *c, const struct log_record *r, struct str earlier,
    struct error *err)
{
	const size_t before = c->earlier.n;
	uint32_t id = intern_copy(&c->earlier, earlier);
	struct chain_link *by = NULL;

	if (id != INTERN_NONE && id < before)
		return ST_OK;
	if (id != INTERN_NONE)
		by = array_grow(c->by, &c->cap, id + 1, sizeof(*by));
	if (by != NULL) {
		c->by = by;
		by[id] = (struct chain_link){ r->index,
			arena_copy(&c->texts, r->leaf.id),
			arena_copy(&c->texts, r->leaf.kind) };
	}
	if (by == NULL || by[id].own.p == NULL || by[id].kind.p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	return ST_OK;
}

static enum status
read_change(
    struct chain *c, struct auditlog *log, uint64_t index, struct error *err)
{
	struct arena a = { 0 };
	struct log_record r;
	struct link x;
	enum status st = auditlog_get_filing(log, index, &a, &r, err);

	if (st == ST_OK)
		st = read_link(r.file, "an entry of the log", &a, &x, err);
	if (st == ST_OK && x.earlier.p != NULL)
		st = note_change(c, &r, x.earlier, err);
	arena_free(&a);
	return st;
}

/* Entries that change some filing. */
struct seeking {
	uint64_t seen;
	uint64_t *found; /* [n] */
	size_t n, cap;
	bool nomem;
};

static bool
look(void *ctx, uint64_t index, const struct leaf *leaf)
{
	struct seeking *s = ctx;
	uint64_t *list;

	s->seen = index + 1;
	if (!filing_kind_changes(leaf->kind))
		return true;
	list = array_grow(s->found, &s->cap, s->n + 1, sizeof(*list));
	s->nomem = list == NULL;
	if (list == NULL)
		return false;
	s->found = list;
	list[s->n++] = index;
	return true;
}

/* What has come into the log since the last look. */
static enum status
read_on(struct chain *c, struct auditlog *log, struct error *err)
{
	struct seeking s = { .seen = c->seen };
	const struct log_filter rest = { .from = c->seen };
	enum status st = auditlog_each(log, &rest, look, &s, err);

	if (st == ST_OK && s.nomem)
		st = error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; st == ST_OK && i < s.n; i++)
		st = read_change(c, log, s.found[i], err);
	if (st == ST_OK)
		c->seen = s.seen;
	free(s.found);
	return st;
}

/* Has another filing than the new one changed the same? */
static enum status
check_followers(const struct chain *c, const struct link *new, struct pos at,
    struct error *err)
{
	uint32_t id = intern_find(&c->earlier, new->earlier);
	const struct chain_link *by = id != INTERN_NONE ? &c->by[id] : NULL;

	if (by == NULL || str_eq(by->own, new->own))
		return ST_OK;
	return error_set(err, ST_CONFLICT, at,
	    "the filing that it changes has been changed by entry %" PRIu64
	    " (%.*s %.*s): expected a change of that one",
	    by->index, STR_ARG(by->kind), STR_ARG(str_clip(by->own, 12)));
}

/* Is the earlier one in the log, as it was then? */
static enum status
check_earlier(struct auditlog *log, const struct link *new, struct pos at,
    struct error *err)
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
		if (!str_is(new->sha256, hex))
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
chain_check(struct chain *c, struct auditlog *log, struct str xml,
    const char *file, struct error *err)
{
	const struct pos at = { file, 0, 0 };
	struct arena a = { 0 };
	struct link new;
	enum status st = read_link(xml, file, &a, &new, err);

	if (st == ST_OK &&
	    new.earlier.p != NULL &&new.sha256.p != NULL &&new.own.p != NULL) {
		st = read_on(c, log, err);
		if (st == ST_OK)
			st = check_earlier(log, &new, at, err);
		if (st == ST_OK)
			st = check_followers(c, &new, at, err);
	}
	arena_free(&a);
	return st;
}

void
chain_free(struct chain *c)
{
	intern_free(&c->earlier);
	free(c->by);
	arena_free(&c->texts);
	*c = (struct chain){ 0 };
}
