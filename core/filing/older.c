/* SPDX-License-Identifier: Apache-2.0 */
/* older - an older draft or filing; see older.h. */
#include "core/filing/older.h"

#include "core/base/limits.h"

static enum status
read_tree(struct older *o, struct findings *f)
{
	struct str xml = { o->bytes.p, o->bytes.n };
	const xmlNode *root;
	uint8_t digest[SHA256_SIZE];
	struct error err = { 0 };

	if (filing_read(xml, o->path, NULL, &o->doc, f) != ST_OK)
		return f->first.code;
	root = xmlDocGetRootElement(o->doc);
	o->is_filing = xml_is(root, FILING_XMLNS, "filing");
	if (profile_of_tree(&o->people, root, FILING_XMLNS, o->path, &err) !=
		ST_OK ||
	    filing_facts(o->doc, &o->mem, &o->facts, &err) != ST_OK)
		return findings_take(f, &err);
	if (!digest_sha256(xml, digest))
		return findings_error(
		    f, ST_CRYPTO, pos_none, "SHA-256 cannot be computed");
	digest_hex(digest, o->sha256);
	return ST_OK;
}

enum status
older_read(struct older *o, const char *path, struct findings *f)
{
	struct error err = { 0 };

	*o = (struct older){ .path = path };
	if (file_load(path, LIMIT_SMALL_FILE, &o->bytes, &err) != ST_OK)
		return findings_take(f, &err);
	if (read_tree(o, f) == ST_OK)
		return ST_OK;
	older_free(o);
	return f->first.code;
}

void
older_free(struct older *o)
{
	profile_free(&o->people);
	xmlFreeDoc(o->doc);
	bytes_free(&o->bytes);
	arena_free(&o->mem);
	*o = (struct older){ 0 };
}

const char *
earlier_kind(enum earlier_how how)
{
	static const char *const kinds[] = { [EARLIER_AMENDS] = "amendment",
		[EARLIER_WITHDRAWS] = "withdrawal" };

	return kinds[how];
}

enum status
older_as_earlier(const struct older *o, enum earlier_how how,
    struct earlier *out, struct error *err)
{
	struct pos at = { o->path, 0, 0 };

	if (!o->is_filing)
		return error_set(err, ST_USAGE, at,
		    "a draft, which nobody has filed: expected the filing");
	if (str_is(o->facts.kind, earlier_kind(EARLIER_WITHDRAWS)))
		return error_set(err, ST_USAGE, at,
		    "a withdrawal: expected the filing that is %s",
		    how == EARLIER_AMENDS ? "amended" : "withdrawn");
	*out = (struct earlier){ how, o->facts.id, str_of(o->sha256),
		o->facts.created, o->facts.kind };
	return ST_OK;
}

void
earlier_write(const struct earlier *e, struct canon *w)
{
	canon_open(w, "earlier");
	canon_attr(w, "id", e->id);
	canon_attr(w, "sha256", e->sha256);
	canon_attr(w, "created", e->created);
	canon_attr(w, "kind", e->kind);
	canon_close(w);
}
