/* SPDX-License-Identifier: Apache-2.0 */
/*
 * xml_guard - what libxml2 must not see, in a whole document or in what is
 * there of it; see xml.h and xml_guard.h.
 */
#include "core/base/xml_guard.h"

#include "core/base/doctype.h"
#include "core/base/guard.h"
#include "core/base/limits.h"
#include "core/base/xml.h"

#include <string.h>

/* Text that says it is ASCII is UTF-8 only if it is. */
static enum status
guard_ascii(struct str s, const char *file, struct findings *f)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return findings_error(f, ST_ENCODING,
			    guard_place(s, i, file),
			    "byte 0x%02X where the encoding is US-ASCII: "
			    "expected ASCII, or encoding=\"UTF-8\"",
			    (unsigned char)s.p[i]);
	return ST_OK;
}

/* The value of the encoding that the document declares; .p NULL: none. */
static struct str
declared(struct str s)
{
	const char *end, *e;
	struct str decl, v = { NULL, 0 };

	if (!str_starts(s, "<?xml"))
		return v;
	end = memmem(s.p, s.n, "?>", 2);
	decl = (struct str){ s.p, end != NULL ? (size_t)(end - s.p) : s.n };
	e = memmem(decl.p, decl.n, "encoding", 8);
	if (e == NULL)
		return v;
	end = decl.p + decl.n;
	while (e < end && *e != '"' && *e != '\'')
		e++;
	if (e == end)
		return v;
	v.p = e + 1;
	while (v.p + v.n < end && v.p[v.n] != *e)
		v.n++;
	return v;
}

/* A declared encoding other than UTF-8 would be decoded differently. */
static enum status
guard_declaration(struct str s, const char *file, struct findings *f)
{
	struct str v = declared(s);

	if (v.p == NULL || str_is_nocase(v, "UTF-8"))
		return ST_OK;
	if (str_is_nocase(v, "US-ASCII"))
		return guard_ascii(s, file, f);
	return findings_error(f, ST_ENCODING,
	    guard_place(s, (size_t)(v.p - 1 - s.p), file),
	    "encoding \"%.*s\": expected UTF-8", STR_ARG(str_clip(v, 40)));
}

/*
 * From each '<' to the last one that the limit allows, until what is behind is
 * no longer than that.  False: *run is the first byte of more than
 * LIMIT_XML_RUN without a '<' behind it.
 */
static bool
pass_runs(const char **run, const char *end)
{
	while ((size_t)(end - *run) > LIMIT_XML_RUN) {
		const char *next = memrchr(*run + 1, '<', LIMIT_XML_RUN);

		if (next == NULL)
			return false;
		*run = next;
	}
	return true;
}

enum status
xml_guard(
    struct str bytes, const char *file, struct str *body, struct findings *f)
{
	static const char mark[] = "\xEF\xBB\xBF";
	const char *p = bytes.p, *end = bytes.p + bytes.n, *run;
	size_t doctype;
	enum status st;

	if (bytes.n == 0)
		return findings_error(f, ST_SYNTAX,
		    ((struct pos){ file, 1, 1 }),
		    "an empty file: expected XML");
	if (str_starts(bytes, mark))
		p += 3;
	*body = (struct str){ p, (size_t)(end - p) };
	if (str_starts(*body, mark)) /* libxml2 would skip it too */
		return findings_error(f, ST_ENCODING,
		    ((struct pos){ file, 1, 1 }),
		    "a second byte order mark: expected one, or none");
	st = guard_text(*body, file, f);
	if (st == ST_OK)
		st = guard_declaration(*body, file, f);
	if (st != ST_OK)
		return st;
	doctype = doctype_start(*body);
	if (doctype < body->n)
		return findings_error(f, ST_SYNTAX,
		    guard_place(*body, doctype, file),
		    "a DOCTYPE: expected XML without a document type, "
		    "entities and external files");
	run = body->p;
	if (!pass_runs(&run, end))
		return findings_error(f, ST_LIMIT,
		    guard_place(*body, (size_t)(run - body->p), file),
		    "a tag or text of more than %zu bytes: expected a "
		    "shorter one",
		    LIMIT_XML_RUN);
	return ST_OK;
}

/* How much of s are whole characters; of what is none, all but a few bytes. */
static size_t
whole_characters(struct str s)
{
	size_t n = s.n;

	while (
	    n > 0 && s.n - n < 3 && ((unsigned char)s.p[n - 1] & 0xC0) == 0x80)
		n--;
	return n > 0 && (unsigned char)s.p[n - 1] >= 0xC0 ? n - 1 : s.n;
}

/*
 * xml_watch_begin - the begin of a document that is still being loaded.
 *
 * In:	first	its begin, all of the tag of the root in it: nothing behind
 *		that can be a declaration or a document type
 *	n	bytes of the whole document, from the same place on
 * Out:	false: xml_guard() has to be asked, when all is there
 */
bool
xml_watch_begin(struct xml_watch *w, struct str first, size_t n)
{
	struct findings quiet = { 0 };
	struct str body;
	bool good;

	if (n > first.n)
		first.n = whole_characters(first);
	good = xml_guard(first, "", &body, &quiet) == ST_OK &&
	       !str_is_nocase(declared(body), "US-ASCII");
	findings_free(&quiet);
	if (!good)
		return false;
	*w = (struct xml_watch){ .body = { body.p,
				     n - (size_t)(body.p - first.p) },
		.run = body.p,
		.looked = body.n };
	return true;
}

bool
xml_watch_on(struct xml_watch *w, size_t there)
{
	struct str more = { w->body.p + w->looked, there - w->looked };

	if (there < w->body.n)
		more.n = whole_characters(more);
	if (str_text_bad(more) < more.n)
		return false;
	w->looked += more.n;
	return pass_runs(&w->run, w->body.p + w->looked);
}
