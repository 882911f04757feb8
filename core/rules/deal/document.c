/* SPDX-License-Identifier: Apache-2.0 */
/* document - a small XML file, held against its schema; see document.h. */
#include "core/rules/deal/document.h"

#include "core/base/limits.h"
#include "core/bom/field/fields.h"

#include <string.h>

enum status
document_read(struct document *d, struct str xml, const char *schema)
{
	enum status st = xml_read(xml, d->file, &d->doc, d->f);

	return st == ST_OK ? xml_check_ours(d->doc, schema, d->file, d->f) : st;
}

enum status
document_load(
    const char *path, const char **name, struct bytes *out, struct findings *f)
{
	struct error err = { 0 };

	*name = arena_copy(&f->texts, str_of(path)).p;
	if (*name == NULL)
		return findings_error(f, ST_NOMEM, pos_none, "out of memory");
	if (file_load(*name, LIMIT_SMALL_FILE, out, &err) != ST_OK)
		return findings_take(f, &err);
	return ST_OK;
}

enum status
document_bytes(struct bytes *out, struct str s, struct findings *f)
{
	return bytes_copy(out, s)
		   ? ST_OK
		   : findings_error(f, ST_NOMEM, pos_none, "out of memory");
}

struct pos
document_at(const struct document *d, const xmlNode *node)
{
	return xml_pos(node, d->file);
}

struct pos
document_keep(const struct document *d, const xmlNode *node)
{
	return xml_pos(node, d->kept);
}

bool
document_is(const xmlNode *node, const char *name)
{
	return strcmp((const char *)node->name, name) == 0;
}

size_t
document_count(const xmlNode *root, const char *name)
{
	size_t n = 0;

	for (const xmlNode *c = xml_element(root->children); c != NULL;
	     c = xml_element(c->next))
		n += document_is(c, name);
	return n;
}

struct str
document_text(struct document *d, const xmlNode *node, const char *name)
{
	struct str s = xml_attr(d->mem, node, name);

	return s.p != NULL ? s : STR("");
}

date_day
document_day(struct document *d, const xmlNode *node, const char *name)
{
	struct str s = str_trim(document_text(d, node, name));
	date_day day = DATE_NONE;
	struct error err = { 0 };

	if (s.n > 0 && date_read(s, document_at(d, node), &day, &err) != ST_OK)
		findings_take(d->f, &err);
	return day;
}

void
document_country(
    struct document *d, const xmlNode *node, const char *name, char country[3])
{
	struct str s = document_text(d, node, name);
	const char *code = s.n > 0 ? country_find(s) : "";

	country[0] = '\0';
	if (code == NULL || (s.n > 0 && !str_is(s, code)))
		findings_error(d->f, ST_REF, document_at(d, node),
		    "%s \"%.*s\": expected a country as two letters of ISO "
		    "3166",
		    name, STR_ARG(str_clip(s, 40)));
	else
		memcpy(country, code, strlen(code) + 1);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct str
document_word(struct str s, size_t *i)
{
	struct str w;

	while (*i < s.n && is_blank(s.p[*i]))
		(*i)++;
	w = (struct str){ s.p + *i, 0 };
	while (*i < s.n && !is_blank(s.p[*i])) {
		(*i)++;
		w.n++;
	}
	return w;
}
