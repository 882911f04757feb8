/* SPDX-License-Identifier: Apache-2.0 */
/* gather - the exact inputs that a draft names; see gather.h. */
#include "cmd/gather.h"

#include "core/base/xml.h"
#include "core/filing/seal/seal.h"
#include "core/rules/pack/pack.h"

#include <stdlib.h>
#include <string.h>

struct kept_file {
	uint8_t sha256[SHA256_SIZE];
	struct bytes bytes;
};

/* [bytes] Of files that are kept; what is beyond is read again. */
#define KEPT_MOST ((size_t)64 << 20)
#define KEPT_FILES 1000

struct search {
	struct gathered *g;
	struct gather_kept *kept;
	const char *draft_path;
	const struct words *named;
	struct arena *a;
	struct findings *f;
};

static void
take(struct search *s, const struct gather_want *w, const struct bytes *b)
{
	s->g->input[s->g->n++] =
	    (struct log_input){ w->role, w->name, { b->p, b->n }, false };
}

/* Was it found for another draft? */
static bool
is_kept(struct search *s, const struct gather_want *w)
{
	for (size_t i = 0; i < s->kept->n; i++)
		if (memcmp(s->kept->file[i].sha256, w->sha256, SHA256_SIZE) ==
		    0) {
			take(s, w, &s->kept->file[i].bytes);
			return true;
		}
	return false;
}

/* For other drafts, if there is room; else for this one.  False when memory is
 * out. */
static bool
keep(struct search *s, const struct gather_want *w, const struct bytes *b)
{
	struct gather_kept *k = s->kept;
	struct gathered *g = s->g;
	bool room = k->n < KEPT_FILES && b->n <= KEPT_MOST - k->total;
	void *grown =
	    room ? array_grow(k->file, &k->cap, k->n + 1, sizeof(*k->file))
		 : array_grow(g->bytes, &g->cap, g->nbytes + 1, sizeof(*b));

	if (grown == NULL)
		return false;
	if (room) {
		k->file = grown;
		memcpy(k->file[k->n].sha256, w->sha256, SHA256_SIZE);
		k->file[k->n++].bytes = *b;
		k->total += b->n;
	} else {
		g->bytes = grown;
		g->bytes[g->nbytes++] = *b;
	}
	return true;
}

/* Loads a file; true if its bytes have the digest. */
static bool
fits(struct search *s, const char *path, const struct gather_want *w)
{
	struct error ignored = { 0 };
	uint8_t digest[SHA256_SIZE];
	struct bytes b = { 0 };

	if (file_load(path, STORE_BLOB_MAX, &b, &ignored) != ST_OK)
		return false;
	if (!digest_sha256((struct str){ b.p, b.n }, digest) ||
	    memcmp(digest, w->sha256, SHA256_SIZE) != 0 || !keep(s, w, &b)) {
		bytes_free(&b);
		return false;
	}
	take(s, w, &b);
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
find(struct search *s, const struct gather_want *w)
{
	const char *path;

	if (is_kept(s, w))
		return true;
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
	for (size_t i = 0; i < s->kept->npack && is_bare(w->name); i++) {
		path = beside(s, s->kept->pack[i].path, w->name);
		if (path != NULL && fits(s, path, w))
			return true;
	}
	return false;
}

static enum status
find_one(struct search *s, const struct gather_want *w)
{
	if (find(s, w))
		return ST_OK;
	return findings_error(s->f, ST_NOINPUT, w->at,
	    "%.*s \"%.*s\" with the digest %.12s... is not found: expected it "
	    "beside the draft, or named behind it",
	    STR_ARG(w->role), STR_ARG(str_clip(w->name, 120)), w->hex.p);
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

static enum status
list_one(struct gather_want *w, const xmlNode *node, const char *path,
    struct arena *a, struct findings *f)
{
	*w = (struct gather_want){ .role = xml_attr(a, node, "role"),
		.name = xml_attr(a, node, "name"),
		.hex = xml_attr(a, node, "sha256"),
		.at = xml_pos(node, path) };
	if (w->role.p != NULL && w->name.p != NULL && w->hex.p != NULL &&
	    digest_from_hex(w->hex, w->sha256))
		return ST_OK;
	return findings_error(f, ST_SCHEMA, w->at,
	    "an input without role, name or sha256: expected a draft "
	    "as retrace draft writes it");
}

/*
 * gather_list - which inputs a draft names.
 *
 * Out:	out   in arena a
 * Err:	ST_SCHEMA for one that says too little; ST_NOMEM
 */
enum status
gather_list(struct gather_wants *out, const xmlNode *root, const char *path,
    struct arena *a, struct findings *f)
{
	const xmlNode *inputs = xml_child(root, FILING_XMLNS, "inputs");
	struct gather_wants w = { .sealed_as = sealed_as_in(root, a) };
	enum status st = ST_OK;
	xmlNode *first = NULL;
	size_t n = 0;

	*out = w;
	if (w.sealed_as.p != NULL)
		return ST_OK;
	if (inputs != NULL)
		first = xml_element(inputs->children);
	for (xmlNode *x = first; x != NULL; x = xml_element(x->next))
		n++;
	w.want = TAKE(a, struct gather_want, n + 1);
	if (w.want == NULL)
		return findings_error(f, ST_NOMEM, pos_none, "out of memory");
	for (xmlNode *x = first; x != NULL; x = xml_element(x->next))
		if (list_one(&w.want[w.n++], x, path, a, f) != ST_OK)
			st = f->first.code;
	if (st == ST_OK)
		*out = w;
	return st;
}

/*
 * gather_inputs - find the bytes that the draft was made from.
 *
 * Out:	g, to be freed with gathered_free() also on failure
 * Err:	ST_NOINPUT for each that is not found; what the log refuses
 */
enum status
gather_inputs(struct gathered *g, const struct gather_wants *wants,
    const struct gather_from *from, struct arena *a, struct findings *f)
{
	struct gather_kept *k = from->kept;
	struct search s = { g, k, from->path, from->named, a, f };
	struct error err = { 0 };

	if (wants->sealed_as.p != NULL) {
		take_logged(g, from->log, wants->sealed_as, a, &err);
		return findings_take(f, &err);
	}
	g->input = calloc(wants->n + 2, sizeof(*g->input));
	if (g->input == NULL)
		error_set(&err, ST_NOMEM, pos_none, "out of memory");
	else if (k->pack == NULL)
		pack_list(&k->mem, &k->pack, &k->npack, &err);
	findings_take(f, &err);
	for (size_t i = 0; err.code == ST_OK && i < wants->n; i++)
		find_one(&s, &wants->want[i]);
	return f->errors > 0 ? f->first.code : ST_OK;
}

void
gather_kept_free(struct gather_kept *k)
{
	for (size_t i = 0; i < k->n; i++)
		bytes_free(&k->file[i].bytes);
	free(k->file);
	arena_free(&k->mem);
	*k = (struct gather_kept){ 0 };
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
