/* SPDX-License-Identifier: Apache-2.0 */
/* unseal - an opening, held against its filing; see unseal.h. */
#include "core/filing/seal/unseal.h"

#include "core/base/hash.h"

#include <string.h>

#define PLACE_TEXT 200 /* of a place, in a finding */

struct unsealing {
	const struct openings *o;
	struct unsealed *x;
	struct intern place; /* index in the list of sealed values */
	const char *reason;
	struct findings *f;
};

enum status
unseal_nothing(
    xmlDoc *doc, struct arena *a, struct unsealed *out, struct error *err)
{
	struct unsealed x = { .is = NULL };

	if (seal_list(doc, a, &x.sealed, err) != ST_OK)
		return err->code;
	x.is = TAKE(a, const struct opened *, x.sealed.n + 1);
	if (x.is == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	*out = x;
	return ST_OK;
}

/*
 * Is it the opening of this filing?  A withdrawal says again what the filing
 * said that it withdraws, digests too: the opening of that one opens it.
 */
static bool
is_of(xmlDoc *doc, const struct openings *o)
{
	const xmlNode *root = xmlDocGetRootElement(doc);
	const xmlNode *header = xml_child(root, FILING_XMLNS, "header");
	const xmlNode *earlier = NULL;
	struct arena scratch = { 0 };
	struct str id = xml_attr(&scratch, root, "id"), kind;
	bool is = id.p != NULL && str_eq(id, o->filing);

	if (!is && header != NULL)
		earlier = xml_child(header, FILING_XMLNS, "earlier");
	if (earlier != NULL) {
		kind = xml_attr(&scratch, header, "kind");
		id = xml_attr(&scratch, earlier, "id");
		is = kind.p != NULL && str_is(kind, "withdrawal") &&
		     id.p != NULL && str_eq(id, o->filing);
	}
	arena_free(&scratch);
	return is;
}

static void
refuse(struct unsealing *u, const struct opened *v, const char *reason,
    const char *what)
{
	if (u->reason[0] == '\0')
		u->reason = reason;
	findings_error(u->f, ST_VERIFY, v->pos, "%.*s: %s [%s]",
	    STR_ARG(str_clip(v->at, PLACE_TEXT)), what, reason);
}

/* False: it cannot be told. */
static bool
hold(struct unsealing *u, const struct opened *v)
{
	uint32_t i = intern_find(&u->place, v->at);
	char digest[SHA256_HEX];

	if (i == INTERN_NONE) {
		refuse(u, v, "opening-not-sealed",
		    "nothing is sealed there in this filing");
		return true;
	}
	if (u->x->is[i] != NULL) {
		refuse(u, v, "opening-twice",
		    "opened for the second time: expected each place once");
		return true;
	}
	if (!opening_digest(v->at, v->salt, v->value, digest))
		return false;
	u->x->is[i] = v;
	u->x->opened++;
	if (!str_is(u->x->sealed.list[i].digest, digest))
		refuse(u, v, "opening-digest",
		    "value and salt do not give the digest that stands there");
	return true;
}

static enum status
hold_all(struct unsealing *u, struct error *err)
{
	const struct sealed_list *all = &u->x->sealed;

	for (size_t i = 0; i < all->n; i++)
		if (intern_put(&u->place, all->list[i].at) != i)
			return error_set(
			    err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < u->o->n; i++)
		if (!hold(u, &u->o->list[i]))
			return error_set(
			    err, ST_CRYPTO, pos_none, "a digest failed");
	return ST_OK;
}

/*
 * unseal - hold an opening against its filing.
 *
 * In:	doc   accepted by its schema, its signature judged
 * Out:	out   nothing is opened in it on failure
 * Cost:	linear
 */
enum status
unseal(xmlDoc *doc, const struct openings *o, const char *file, struct arena *a,
    struct unsealed *out, const char **reason, struct findings *f)
{
	struct unsealed x;
	struct unsealing u = { .o = o, .x = &x, .reason = "", .f = f };
	struct error err = { 0 };

	if (unseal_nothing(doc, a, out, &err) != ST_OK ||
	    unseal_nothing(doc, a, &x, &err) != ST_OK)
		return findings_take(f, &err);
	if (!is_of(doc, o)) {
		*reason = "opening-other";
		return findings_error(f, ST_VERIFY,
		    ((struct pos){ file, 0, 0 }),
		    "opens filing %.12s...: expected the opening of this one "
		    "[opening-other]",
		    o->filing.p);
	}
	hold_all(&u, &err);
	intern_free(&u.place);
	if (err.code != ST_OK)
		return findings_take(f, &err);
	*reason = u.reason;
	if (u.reason[0] != '\0')
		return ST_VERIFY;
	*out = x;
	return ST_OK;
}

xmlDoc *
unseal_copy(const struct unsealed *x, xmlDoc *doc)
{
	struct arena scratch = { 0 };
	struct error err = { 0 };
	struct sealed_list again = { NULL, 0 };
	xmlDoc *copy = xmlCopyDoc(doc, 1);
	bool done = copy != NULL &&
		    seal_list(copy, &scratch, &again, &err) == ST_OK &&
		    again.n == x->sealed.n;

	for (size_t i = 0; done && i < again.n; i++)
		if (x->is[i] != NULL)
			done = seal_undo(&again.list[i], x->is[i]->value);
	arena_free(&scratch);
	if (done)
		return copy;
	xmlFreeDoc(copy);
	return NULL;
}
