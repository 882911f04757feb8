/* SPDX-License-Identifier: Apache-2.0 */
/* opening - the values that a filing keeps back; see opening.h. */
#include "core/filing/seal/opening.h"

#include "core/base/xml_schema.h"
#include "core/filing/canon/canon.h"

#include <string.h>

static const struct xml_kind kind = { OPENING_XMLNS, "opening",
	"<opening xmlns=\"" OPENING_XMLNS "\">", "schemas/opening-1.xsd" };

static const struct canon_ns opening_ns = { "", OPENING_XMLNS };

bool
opening_digest(
    struct str at, struct str salt, struct str value, char out[SHA256_HEX])
{
	const struct str line[] = { STR("retrace-seal/1"), at, salt, value };
	const size_t lines = sizeof(line) / sizeof(line[0]);
	struct arena scratch = { 0 };
	uint8_t digest[SHA256_SIZE];
	size_t n = 0;
	char *text;
	bool ok;

	for (size_t i = 0; i < lines; i++)
		n += line[i].n + 1;
	text = TAKE(&scratch, char, n);
	n = 0;
	for (size_t i = 0; text != NULL && i < lines; i++) {
		if (line[i].n > 0)
			memcpy(text + n, line[i].p, line[i].n);
		n += line[i].n;
		if (i + 1 < lines)
			text[n++] = '\n';
	}
	ok = text != NULL && digest_sha256((struct str){ text, n }, digest);
	if (ok)
		digest_hex(digest, out);
	arena_free(&scratch);
	return ok;
}

enum status
opening_write(const struct openings *o, struct arena *a, struct str *out,
    struct error *err)
{
	struct canon w = { 0 };

	canon_open_in(&w, &opening_ns, "opening");
	canon_attr(&w, "version", STR("1"));
	canon_attr(&w, "filing", o->filing);
	for (size_t i = 0; i < o->n; i++) {
		canon_text(&w, STR("\n"));
		canon_open(&w, "value");
		canon_attr(&w, "at", o->list[i].at);
		canon_attr(&w, "salt", o->list[i].salt);
		canon_attr(&w, "is", o->list[i].value);
		canon_close(&w);
	}
	canon_text(&w, STR("\n"));
	canon_close(&w);
	canon_finish(&w, a, out, err);
	canon_free(&w);
	return err->code;
}

static enum status
take_all(const xmlNode *root, const char *file, struct arena *a,
    struct openings *o, struct findings *f)
{
	size_t n = 0;

	for (const xmlNode *c = xml_element(root->children); c != NULL;
	     c = xml_element(c->next))
		n++;
	o->filing = xml_attr(a, root, "filing");
	o->list = TAKE(a, struct opened, n + 1);
	for (const xmlNode *c = xml_element(root->children);
	     o->list != NULL && c != NULL; c = xml_element(c->next)) {
		struct opened *x = &o->list[o->n++];

		x->at = xml_attr(a, c, "at");
		x->salt = xml_attr(a, c, "salt");
		x->value = xml_attr(a, c, "is");
		x->pos = xml_pos(c, file);
		if (x->at.p == NULL || x->salt.p == NULL || x->value.p == NULL)
			o->list = NULL;
	}
	if (o->list == NULL || o->filing.p == NULL)
		return findings_error(f, ST_NOMEM, pos_none, "out of memory");
	return ST_OK;
}

/*
 * opening_read - the values of a file.
 *
 * In:	file  borrowed, for positions
 * Out:	out   untouched on failure
 */
enum status
opening_read(struct str xml, const char *file, struct arena *a,
    struct openings *out, struct findings *f)
{
	struct openings o = { .list = NULL };
	xmlDoc *doc = NULL;
	enum status st = xml_read_kind(&kind, xml, file, &doc, f);

	if (st == ST_OK)
		st = take_all(xmlDocGetRootElement(doc), file, a, &o, f);
	if (st == ST_OK)
		*out = o;
	xmlFreeDoc(doc);
	return st;
}

/* Without its last step: the element that holds an attribute or a text. */
static struct str
element_of(struct str at)
{
	while (at.n > 0 && at.p[at.n - 1] != '/')
		at.n--;
	return at;
}

/* Is it that place, or below it? */
static bool
is_at(struct str at, struct str place)
{
	return at.n >= place.n && memcmp(at.p, place.p, place.n) == 0 &&
	       (at.n == place.n || at.p[place.n] == '/');
}

/*
 * opening_choose - the values that one word means.
 *
 * In:	o   values of one element stand together, as they are written
 * Cost:	linear
 */
size_t
opening_choose(const struct openings *o, struct str word, uint8_t *chosen)
{
	size_t n = 0, end;

	for (size_t i = 0; word.n > 0 && i < o->n; i = end) {
		struct str element = element_of(o->list[i].at);
		bool all = false;

		for (end = i;
		     end < o->n && str_eq(element_of(o->list[end].at), element);
		     end++)
			all |= str_eq(o->list[end].value, word);
		for (size_t k = i; k < end; k++)
			if (all || is_at(o->list[k].at, word)) {
				chosen[k] = 1;
				n++;
			}
	}
	return n;
}
