/* SPDX-License-Identifier: Apache-2.0 */
/* profile - what only people know; see profile.h. */
#include "core/filing/profile/profile.h"

#include "core/base/limits.h"

#include <stdlib.h>
#include <string.h>

static const struct xml_kind kind = { FILER_XMLNS, "filer",
	"a filer profile, <filer xmlns=\"" FILER_XMLNS "\">",
	"schemas/filer-1.xsd" };

static const char *const language[PROFILE_LANGUAGES] = { "en", "zh" };

static enum status
out_of_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

/* Blocks of each kind that there are to be: at least one. */
static size_t
count_blocks(const xmlNode *root, const char *ns, size_t of[BLOCK_COUNT])
{
	size_t n = 0;

	memset(of, 0, BLOCK_COUNT * sizeof(*of));
	for (xmlNode *c = xml_element(root != NULL ? root->children : NULL);
	     c != NULL; c = xml_element(c->next)) {
		int k = profile_find_block((const char *)c->name);

		if (k < BLOCK_COUNT && xml_is(c, ns, profile_blocks[k].name))
			of[k]++;
	}
	for (int k = 0; k < BLOCK_COUNT; k++) {
		of[k] += of[k] == 0;
		n += of[k];
	}
	return n;
}

enum status
profile_take_parts(struct profile *p, const size_t of[BLOCK_COUNT], size_t n,
    struct error *err)
{
	size_t i = 0;

	p->part = TAKE(&p->mem, struct profile_part, n);
	if (p->part == NULL)
		return out_of_memory(err);
	for (int k = 0; k < BLOCK_COUNT; k++)
		for (size_t j = 0; j < of[k]; j++)
			p->part[i++].block = &profile_blocks[k];
	p->n = n;
	return ST_OK;
}

enum status
profile_blank(struct profile *p, struct error *err)
{
	size_t of[BLOCK_COUNT], n = count_blocks(NULL, FILER_XMLNS, of);
	enum status st;

	*p = (struct profile){ 0 };
	st = profile_take_parts(p, of, n, err);
	if (st != ST_OK)
		profile_free(p);
	return st;
}

int
profile_find_field(int block, const char *name)
{
	const struct profile_block *b = &profile_blocks[block];

	for (int i = 0; i < PROFILE_FIELDS && b->field[i].name != NULL; i++)
		if (strcmp(b->field[i].name, name) == 0)
			return i;
	return -1;
}

/* One field; the schema has seen that it is one. */
static enum status
read_field(struct profile *p, struct profile_part *part, const xmlNode *node,
    const char *file, struct error *err)
{
	int i = profile_find_field(
	    (int)(part->block - profile_blocks), (const char *)node->name);
	struct pos at = xml_pos(node, file);
	struct profile_value *v;
	struct str text, lang;
	size_t k = PROFILE_EN;

	if (i < 0)
		return error_set(err, ST_SCHEMA, at,
		    "<%s> in <%s>: expected one of its fields", node->name,
		    part->block->name);
	v = &part->value[i];
	text = xml_text(&p->mem, node);
	if (text.p == NULL)
		return out_of_memory(err);
	if (part->block->field[i].by_language) {
		lang = xml_attr(&p->mem, node, "lang");
		if (lang.p != NULL && str_is(lang, language[PROFILE_ZH]))
			k = PROFILE_ZH;
	}
	if (v->text[k].p != NULL)
		return error_set(err, ST_DUPLICATE, at,
		    "<%s> for the second time: expected it once%s", node->name,
		    part->block->field[i].by_language ? " in each language"
						      : "");
	v->text[k] = text;
	if (text.n == 0)
		v->sealed = xml_attr(&p->mem, node, "sealed");
	if (v->at.line == 0)
		v->at = at;
	return ST_OK;
}

static enum status
read_block(struct profile *p, struct profile_part *part, const xmlNode *node,
    const char *ns, const char *file, struct error *err)
{
	enum status st = ST_OK;

	part->at = xml_pos(node, file);
	for (xmlNode *c = xml_element(node->children); st == ST_OK && c != NULL;
	     c = xml_element(c->next))
		if (c->ns != NULL && strcmp((const char *)c->ns->href, ns) == 0)
			st = read_field(p, part, c, file, err);
	return st;
}

/*
 * profile_of_tree - the blocks below a root.
 *
 * In:	root  accepted by its schema
 *	file  borrowed, for positions
 * Out:	p     freed with profile_free(); empty on failure
 */
enum status
profile_of_tree(struct profile *p, const xmlNode *root, const char *ns,
    const char *file, struct error *err)
{
	size_t of[BLOCK_COUNT], n = count_blocks(root, ns, of), first = 0;
	enum status st;

	*p = (struct profile){ 0 };
	st = profile_take_parts(p, of, n, err);
	for (int k = 0; st == ST_OK && k < BLOCK_COUNT; k++) {
		size_t i = first;

		for (xmlNode *c = xml_element(root->children);
		     st == ST_OK && c != NULL; c = xml_element(c->next))
			if (xml_is(c, ns, profile_blocks[k].name))
				st = read_block(
				    p, &p->part[i++], c, ns, file, err);
		first += of[k];
	}
	if (st != ST_OK)
		profile_free(p);
	return st;
}

enum status
profile_read_bytes(
    struct profile *p, const char *name, struct str xml, struct findings *f)
{
	struct error err = { 0 };
	xmlDoc *doc = NULL;
	enum status st;

	*p = (struct profile){ 0 };
	st = xml_read_kind(&kind, xml, name, &doc, f);
	if (st == ST_OK) {
		st = profile_of_tree(
		    p, xmlDocGetRootElement(doc), FILER_XMLNS, name, &err);
		if (st == ST_OK) {
			p->xml = arena_copy(&p->mem, xml);
			if (p->xml.p == NULL)
				st = out_of_memory(&err);
		}
		if (st != ST_OK) {
			profile_free(p);
			findings_take(f, &err);
		}
	}
	xmlFreeDoc(doc);
	return st;
}

enum status
profile_read(struct profile *p, const char *path, struct findings *f)
{
	struct bytes b = { NULL, 0 };
	struct error err = { 0 };
	enum status st = file_load(path, LIMIT_SMALL_FILE, &b, &err);

	*p = (struct profile){ 0 };
	st = st == ST_OK
		 ? profile_read_bytes(p, path, (struct str){ b.p, b.n }, f)
		 : findings_take(f, &err);
	bytes_free(&b);
	return st;
}

bool
profile_is_filled(const struct profile_value *v)
{
	return v->text[PROFILE_EN].n > 0 || v->text[PROFILE_ZH].n > 0 ||
	       v->sealed.n > 0;
}

static void
write_field(const struct profile_field *field, const struct profile_value *v,
    struct canon *w)
{
	for (int k = 0; k < PROFILE_LANGUAGES; k++) {
		if (k > 0 && !field->by_language)
			continue;
		canon_open(w, field->name);
		if (field->by_language)
			canon_attr(w, "lang", str_of(language[k]));
		if (v->sealed.n > 0)
			canon_attr(w, "sealed", v->sealed);
		canon_text(w, v->text[k].p != NULL ? v->text[k] : STR(""));
		canon_close(w);
	}
}

void
profile_write(const struct profile *p, struct canon *w)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct profile_part *part = &p->part[i];

		canon_open(w, part->block->name);
		for (int j = 0; j < PROFILE_FIELDS; j++)
			if (part->block->field[j].name != NULL)
				write_field(
				    &part->block->field[j], &part->value[j], w);
		canon_close(w);
	}
}

void
profile_free(struct profile *p)
{
	arena_free(&p->mem);
	*p = (struct profile){ 0 };
}
