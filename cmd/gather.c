/* SPDX-License-Identifier: Apache-2.0 */
/* gather - the exact inputs that a draft names; see gather.h. */
#include "cmd/gather.h"

#include "core/base/xml.h"
#include "core/filing/seal.h"
#include "core/rules/pack.h"

#include <stdlib.h>
#include <string.h>

/* An input as the draft names it. */
struct wanted {
	struct str role, name;
	uint8_t sha256[SHA256_SIZE];
	struct pos at;
};

struct search {
	struct gathered *g;
	const char *draft_path;
	const struct words *named;
	struct pack_entry *pack; /* [npack] */
	size_t npack;
	struct arena *a;
	struct findings *f;
};

/* Loads a file; true if its bytes have the digest.  They are then kept. */
static bool
fits(struct search *s, const char *path, const struct wanted *w)
{
	struct gathered *g = s->g;
	struct error ignored = { 0 };
	uint8_t digest[SHA256_SIZE];
	struct bytes b = { 0 }, *grown;

	if (g->input == NULL ||
	    file_load(path, STORE_BLOB_MAX, &b, &ignored) != ST_OK)
		return false;
	grown = array_grow(g->bytes, &g->cap, g->nbytes + 1, sizeof(*grown));
	if (grown != NULL)
		g->bytes = grown;
	if (grown == NULL || !digest_sha256((struct str){ b.p, b.n }, digest) ||
	    memcmp(digest, w->sha256, SHA256_SIZE) != 0) {
		bytes_free(&b);
		return false;
	}
	g->bytes[g->nbytes++] = b;
	g->input[g->n++] =
	    (struct log_input){ w->role, w->name, { b.p, b.n }, false };
	return true;
}

/* FOLDER/NAME, where the folder is that of a file. */
static const char *
beside(struct search *s, const char *file, struct str name)
{
	const char *slash = strrchr(file, '/');
	size_t folder = slash != NULL ? (size_t)(slash + 1 - file) : 0;
	char *path = TAKE(s->a, char, folder + name.n + 1);

	if (path != NULL) {
		memcpy(path, file, folder);
		memcpy(path + folder, name.p, name.n);
	}
	return path;
}

/* A name from a draft is looked up only where it cannot lead elsewhere. */
static bool
is_bare(struct str name)
{
	return name.n > 0 && memchr(name.p, '/', name.n) == NULL &&
	       !str_is(name, ".") && !str_is(name, "..");
}

static bool
find(struct search *s, const struct wanted *w)
{
	const char *path;

	for (size_t i = 0; i < s->named->n; i++)
		if (fits(s, s->named->word[i], w))
			return true;
	if (is_bare(w->name)) {
		path = beside(s, s->draft_path, w->name);
		if (path != NULL && fits(s, path, w))
			return true;
		path = beside(s, "", w->name);
		if (path != NULL && fits(s, path, w))
			return true;
	}
	for (size_t i = 0; i < s->npack && is_bare(w->name); i++) {
		path = beside(s, s->pack[i].path, w->name);
		if (path != NULL && fits(s, path, w))
			return true;
	}
	return false;
}

static enum status
take_one(struct search *s, const xmlNode *node)
{
	struct wanted w = { xml_attr(s->a, node, "role"),
		xml_attr(s->a, node, "name"), { 0 },
		xml_pos(node, s->draft_path) };
	struct str hex = xml_attr(s->a, node, "sha256");

	if (w.role.p == NULL || w.name.p == NULL || hex.p == NULL ||
	    !digest_from_hex(hex, w.sha256))
		return findings_error(s->f, ST_SCHEMA, w.at,
		    "an input without role, name or sha256: expected a draft "
		    "as retrace draft writes it");
	if (find(s, &w))
		return ST_OK;
	return findings_error(s->f, ST_NOINPUT, w.at,
	    "%.*s \"%.*s\" with the digest %.12s... is not found: expected it "
	    "beside the draft, or named behind it",
	    STR_ARG(w.role), STR_ARG(str_clip(w.name, 120)), hex.p);
}

/*
 * gather_inputs - find the bytes that the draft was made from.
 *
 * Out:	g, to be freed with gathered_free() also on failure
 * Err:	ST_NOINPUT for each that is not found; what the XML reader refuses
 */
enum status
gather_inputs(struct gathered *g, struct str draft, const char *path,
    const struct words *named, struct arena *a, struct findings *f)
{
	struct search s = { g, path, named, NULL, 0, a, f };
	struct error err = { 0 };
	xmlNode *inputs;
	xmlDoc *doc = NULL;
	size_t n = 0;

	if (xml_read(draft, path, &doc, f) != ST_OK)
		return f->first.code;
	inputs = xml_child(xmlDocGetRootElement(doc), FILING_XMLNS, "inputs");
	for (xmlNode *x = inputs != NULL ? xml_element(inputs->children) : NULL;
	     x != NULL; x = xml_element(x->next))
		n++;
	g->input = calloc(n + 1, sizeof(*g->input));
	if (g->input == NULL)
		error_set(&err, ST_NOMEM, pos_none, "out of memory");
	else
		pack_list(a, &s.pack, &s.npack, &err);
	findings_take(f, &err);
	for (xmlNode *x = inputs != NULL && err.code == ST_OK
			      ? xml_element(inputs->children)
			      : NULL;
	     x != NULL; x = xml_element(x->next))
		take_one(&s, x);
	xmlFreeDoc(doc);
	return f->first.code;
}

/* The filing that a draft takes back, if its inputs are sealed as there. */
static struct str
sealed_as_in(const xmlNode *root, struct arena *a)
{
	const xmlNode *header = xml_child(root, FILING_XMLNS, "header");
	const xmlNode *inputs = xml_child(root, FILING_XMLNS, "inputs");
	const xmlNode *earlier = NULL;
	bool sealed = false;

	for (xmlNode *x = inputs != NULL ? xml_element(inputs->children) : NULL;
	     x != NULL; x = xml_element(x->next))
		sealed |= seal_hides(x, "sha256");
	if (sealed && header != NULL)
		earlier = xml_child(header, FILING_XMLNS, "earlier");
	return earlier != NULL ? xml_attr(a, earlier, "id")
			       : (struct str){ NULL, 0 };
}

/* What the log has kept of a filing, its opening too. */
static enum status
take_logged(struct gathered *g, struct auditlog *log, struct str id,
    struct arena *a, struct error *err)
{
	struct log_record r = { .input = NULL };
	uint64_t index;

	if (auditlog_find(log, id, &index, err) != ST_OK ||
	    auditlog_get(log, index, a, &r, err) != ST_OK)
		return err->code;
	g->input = calloc(r.leaf.ninput + 1, sizeof(*g->input));
	if (g->input == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (; g->n < r.leaf.ninput; g->n++)
		g->input[g->n] = (struct log_input){ r.leaf.input[g->n].role,
			r.leaf.input[g->n].name, r.input[g->n], false };
	return ST_OK;
}

/*
 * gather_again - of a withdrawal that seals its inputs those of the filing that
 * it takes back, from the log.
 *
 * Out:	*done  false: it is none
 */
enum status
gather_again(struct gathered *g, struct str draft, const char *path,
    struct auditlog *log, struct arena *a, bool *done, struct findings *f)
{
	struct error err = { 0 };
	xmlDoc *doc = NULL;
	struct str id;

	*done = false;
	if (xml_read(draft, path, &doc, f) != ST_OK)
		return f->first.code;
	id = sealed_as_in(xmlDocGetRootElement(doc), a);
	if (id.p != NULL) {
		*done = true;
		take_logged(g, log, id, a, &err);
		findings_take(f, &err);
	}
	xmlFreeDoc(doc);
	return err.code;
}

void
gathered_free(struct gathered *g)
{
	for (size_t i = 0; i < g->nbytes; i++)
		bytes_free(&g->bytes[i]);
	free(g->bytes);
	free(g->input);
	*g = (struct gathered){ 0 };
}
