/* SPDX-License-Identifier: Apache-2.0 */
/* chain - which filing amends or withdraws which; see chain.h. */
#include "core/log/chain.h"

#include "core/filing/filing.h"

#include <inttypes.h>
#include <stdlib.h>

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

/* Later entries that change some filing. */
struct seeking {
	uint64_t after;
	uint64_t *found; /* [n] */
	size_t n, cap;
	bool nomem;
};

static bool
look(void *ctx, uint64_t index, const struct leaf *leaf)
{
	struct seeking *s = ctx;
	uint64_t *list;

	if (index <= s->after || !filing_kind_changes(leaf->kind))
		return true;
	list = array_grow(s->found, &s->cap, s->n + 1, sizeof(*list));
	s->nomem = list == NULL;
	if (list == NULL)
		return false;
	s->found = list;
	list[s->n++] = index;
	return true;
}

/* Does entry i change the same filing, and is it another than the new one? */
static enum status
check_later(struct auditlog *log, uint64_t i, const struct link *new,
    struct pos at, struct error *err)
{
	struct arena a = { 0 };
	struct log_record r;
	struct link x;
	enum status st = auditlog_get(log, i, &a, &r, err);

	if (st == ST_OK)
		st = read_link(r.file, "an entry of the log", &a, &x, err);
	if (st == ST_OK && x.earlier.p != NULL &&
	    str_eq(x.earlier, new->earlier) && !str_eq(r.leaf.filing, new->own))
		st = error_set(err, ST_CONFLICT, at,
		    "the filing that it changes has been changed by entry "
		    "%" PRIu64 " (%.*s %.*s): expected a change of that one",
		    i, STR_ARG(r.leaf.kind),
		    STR_ARG(str_clip(r.leaf.filing, 12)));
	arena_free(&a);
	return st;
}

static enum status
check_followers(struct auditlog *log, uint64_t index, const struct link *new,
    struct pos at, struct error *err)
{
	struct seeking s = { .after = index };
	const struct log_filter all = { .since = STR("") };
	enum status st = auditlog_each(log, &all, look, &s, err);

	if (st == ST_OK && s.nomem)
		st = error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; st == ST_OK && i < s.n; i++)
		st = check_later(log, s.found[i], new, at, err);
	free(s.found);
	return st;
}

/* Is the earlier one in the log, as it was then? */
static enum status
check_earlier(struct auditlog *log, const struct link *new, struct pos at,
    uint64_t *index, struct error *err)
{
	struct arena a = { 0 };
	struct log_record r;
	char hex[SHA256_HEX];
	struct error gone = { 0 };
	enum status st = auditlog_find(log, new->earlier, index, &gone);

	if (st == ST_REF)
		error_set(err, ST_REF, at,
		    "the filing that it changes, %.*s, is not in this log: "
		    "expected the log in which it was filed",
		    STR_ARG(str_clip(new->earlier, 12)));
	else if (st != ST_OK)
		*err = gone;
	if (st == ST_OK)
		st = auditlog_get(log, *index, &a, &r, err);
	if (st == ST_OK) {
		digest_hex(r.leaf.sha256, hex);
		if (!str_is(new->sha256, hex))
			st = error_set(err, ST_REF, at,
			    "the filing that it changes has other bytes in "
			    "the log, entry %" PRIu64 ": expected the filing "
			    "as it was logged",
			    *index);
	}
	arena_free(&a);
	return st;
}

enum status
chain_check(
    struct auditlog *log, struct str xml, const char *file, struct error *err)
{
	const struct pos at = { file, 0, 0 };
	struct arena a = { 0 };
	struct link new;
	uint64_t index;
	enum status st = read_link(xml, file, &a, &new, err);

	if (st == ST_OK &&
	    new.earlier.p != NULL &&new.sha256.p != NULL &&new.own.p != NULL) {
		st = check_earlier(log, &new, at, &index, err);
		if (st == ST_OK)
			st = check_followers(log, index, &new, at, err);
	}
	arena_free(&a);
	return st;
}
