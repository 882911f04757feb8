/* SPDX-License-Identifier: Apache-2.0 */
/* sigform - the one form of a filing's signature; see sigform.h. */
#include "core/filing/sigform.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define EXC_C14N "http://www.w3.org/2001/10/xml-exc-c14n#"
#define ENVELOPED "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
#define SHA256 "http://www.w3.org/2001/04/xmlenc#sha256"
#define PROPERTIES_TYPE "http://uri.etsi.org/01903#SignedProperties"

#define DEPTH 10 /* of the table, and one more */
#define NATTR 3
#define NO_SLOT SIGFORM_SLOTS

static const struct canon_ns ds = { "ds", SIGFORM_DS };
static const struct canon_ns xades = { "xades", SIGFORM_XADES };

struct attr {
	const char *name;  /* NULL: no more */
	const char *value; /* NULL: the algorithm in SIGFORM_METHOD */
};

enum times {
	ONCE,
	OPTIONAL, /* with all that is in it */
	EACH      /* a text for each of the chain, at least one */
};

struct row {
	unsigned depth;
	const struct canon_ns *ns;
	const char *name;
	enum sigform_fault fault; /* if it is not as it stands here */
	enum sigform_fault extra; /* if more is in it than stands here */
	struct attr attr[NATTR];
	enum sigform_slot slot; /* its text, or NO_SLOT */
	const char *text;       /* its fixed text, or NULL */
	enum times times;       /* optional: there if its values are */
};

/* The standard's tree, from the top down.  Depth tells what is in what. */
/* clang-format off */
#define FORM(depth, ns, name, fault, extra, ...) \
	{ depth, &ns, name, SIGFORM_##fault, SIGFORM_##extra, \
	  { __VA_ARGS__ }, NO_SLOT, NULL, ONCE }
#define MAYBE(depth, ns, name) \
	{ depth, &ns, name, SIGFORM_SHAPE, SIGFORM_SHAPE, \
	  { { 0 } }, NO_SLOT, NULL, OPTIONAL }
#define VALUE(depth, ns, name, slot) \
	{ depth, &ns, name, SIGFORM_SHAPE, SIGFORM_SHAPE, \
	  { { 0 } }, SIGFORM_##slot, NULL, ONCE }
#define NONE { NULL, NULL }
#define ALGORITHM(uri) { "Algorithm", uri }

static const struct row rows[] = {
	FORM(0, ds, "Signature", SHAPE, SHAPE, { "Id", SIGFORM_ID_SIGNATURE }),
	FORM(1, ds, "SignedInfo", SHAPE, REFERENCE, NONE),
	FORM(2, ds, "CanonicalizationMethod", ALGORITHM, ALGORITHM,
	    ALGORITHM(EXC_C14N)),
	FORM(2, ds, "SignatureMethod", ALGORITHM, ALGORITHM, ALGORITHM(NULL)),
	FORM(2, ds, "Reference", REFERENCE, REFERENCE,
	    { "Id", SIGFORM_ID_CONTENT }, { "URI", "" }),
	FORM(3, ds, "Transforms", TRANSFORMS, TRANSFORMS, NONE),
	FORM(4, ds, "Transform", TRANSFORMS, TRANSFORMS, ALGORITHM(ENVELOPED)),
	FORM(4, ds, "Transform", TRANSFORMS, TRANSFORMS, ALGORITHM(EXC_C14N)),
	FORM(3, ds, "DigestMethod", ALGORITHM, ALGORITHM, ALGORITHM(SHA256)),
	VALUE(3, ds, "DigestValue", CONTENT_DIGEST),
	FORM(2, ds, "Reference", REFERENCE, REFERENCE,
	    { "Type", PROPERTIES_TYPE }, { "URI", "#" SIGFORM_ID_PROPERTIES }),
	FORM(3, ds, "Transforms", TRANSFORMS, TRANSFORMS, NONE),
	FORM(4, ds, "Transform", TRANSFORMS, TRANSFORMS, ALGORITHM(EXC_C14N)),
	FORM(3, ds, "DigestMethod", ALGORITHM, ALGORITHM, ALGORITHM(SHA256)),
	VALUE(3, ds, "DigestValue", PROPERTIES_DIGEST),
	VALUE(1, ds, "SignatureValue", VALUE),
	FORM(1, ds, "KeyInfo", KEY_INFO, KEY_INFO, NONE),
	FORM(2, ds, "X509Data", KEY_INFO, KEY_INFO, NONE),
	VALUE(3, ds, "X509Certificate", CERT),
	FORM(1, ds, "Object", SHAPE, SHAPE, NONE),
	FORM(2, xades, "QualifyingProperties", SHAPE, SHAPE,
	    { "Target", "#" SIGFORM_ID_SIGNATURE }),
	FORM(3, xades, "SignedProperties", SHAPE, SHAPE,
	    { "Id", SIGFORM_ID_PROPERTIES }),
	FORM(4, xades, "SignedSignatureProperties", SHAPE, SHAPE, NONE),
	VALUE(5, xades, "SigningTime", TIME),
	FORM(5, xades, "SigningCertificateV2", SHAPE, SHAPE, NONE),
	FORM(6, xades, "Cert", SHAPE, SHAPE, NONE),
	FORM(7, xades, "CertDigest", SHAPE, SHAPE, NONE),
	FORM(8, ds, "DigestMethod", ALGORITHM, ALGORITHM, ALGORITHM(SHA256)),
	VALUE(8, ds, "DigestValue", CERT_DIGEST),
	FORM(4, xades, "SignedDataObjectProperties", SHAPE, SHAPE, NONE),
	FORM(5, xades, "DataObjectFormat", SHAPE, SHAPE,
	    { "ObjectReference", "#" SIGFORM_ID_CONTENT }),
	{ 6, &xades, "MimeType", SIGFORM_SHAPE, SIGFORM_SHAPE,
	  { NONE }, NO_SLOT, "text/xml", ONCE },
	MAYBE(3, xades, "UnsignedProperties"),
	FORM(4, xades, "UnsignedSignatureProperties", SHAPE, SHAPE, NONE),
	MAYBE(5, xades, "SignatureTimeStamp"),
	FORM(6, ds, "CanonicalizationMethod", ALGORITHM, ALGORITHM,
	    ALGORITHM(EXC_C14N)),
	VALUE(6, xades, "EncapsulatedTimeStamp", TOKEN),
	MAYBE(5, xades, "CertificateValues"),
	{ 6, &xades, "EncapsulatedX509Certificate", SIGFORM_SHAPE,
	  SIGFORM_SHAPE, { NONE }, NO_SLOT, NULL, EACH },
};
/* clang-format on */

#define NROW (sizeof(rows) / sizeof(rows[0]))

/* The row of each part. */
static const char *const part_name[SIGFORM_PARTS] = {
	[SIGFORM_SIGNATURE] = "Signature",
	[SIGFORM_SIGNED_INFO] = "SignedInfo",
	[SIGFORM_SIGNED_PROPERTIES] = "SignedProperties",
	[SIGFORM_SIGNATURE_VALUE] = "SignatureValue",
};

static size_t
row_of(enum sigform_part part)
{
	size_t i = 0;

	while (i + 1 < NROW && strcmp(rows[i].name, part_name[part]) != 0)
		i++;
	return i;
}

/* The last row of what is in a row. */
static size_t
end_of(size_t i)
{
	size_t end = i;

	while (end + 1 < NROW && rows[end + 1].depth > rows[i].depth)
		end++;
	return end;
}

/* Does the form have a value for anything in that row? */
static bool
has_values(const struct sigform *form, size_t i)
{
	for (size_t k = i, end = end_of(i); k <= end; k++)
		if ((rows[k].slot != NO_SLOT &&
			form->value[rows[k].slot].p != NULL) ||
		    (rows[k].times == EACH && form->nchain > 0))
			return true;
	return false;
}

static void
write_each(struct canon *w, const struct row *r, const struct sigform *form)
{
	for (size_t k = 0; k < form->nchain; k++) {
		canon_open_in(w, r->ns, r->name);
		canon_text(w, form->chain[k]);
		canon_close(w);
	}
}

/* at: or NULL; where the values of slots stand. */
static void
write_rows(struct canon *w, enum sigform_part part, const struct sigform *form,
    size_t *at)
{
	size_t first = row_of(part), nopen = 0;

	for (size_t i = first; i < NROW; i++) {
		const struct row *r = &rows[i];

		if (i > first && r->depth <= rows[first].depth)
			break;
		for (; nopen > r->depth - rows[first].depth; nopen--)
			canon_close(w);
		if (r->times == OPTIONAL && !has_values(form, i)) {
			i = end_of(i);
			continue;
		}
		if (r->times == EACH) {
			write_each(w, r, form);
			continue;
		}
		canon_open_in(w, r->ns, r->name);
		nopen++;
		for (size_t k = 0; k < NATTR && r->attr[k].name; k++)
			canon_attr(w, r->attr[k].name,
			    r->attr[k].value != NULL
				? str_of(r->attr[k].value)
				: form->value[SIGFORM_METHOD]);
		if (r->text != NULL)
			canon_text(w, str_of(r->text));
		else if (r->slot != NO_SLOT)
			canon_text(w, form->value[r->slot]);
		if (at != NULL && r->slot != NO_SLOT)
			at[r->slot] = w->n - form->value[r->slot].n;
	}
	for (; nopen > 0; nopen--)
		canon_close(w);
}

/*
 * sigform_write - a part of the signature with all that is in it.
 *
 * In:	form  the values that occur in that part
 * Out:	out   its exclusive canonical form: each namespace is declared where it
 *	      is first used
 */
enum status
sigform_write(enum sigform_part part, const struct sigform *form,
    struct arena *a, struct str *out, struct error *err)
{
	struct canon w = { 0 };

	write_rows(&w, part, form, NULL);
	return canon_finish(&w, a, out, err);
}

enum status
sigform_write_blank(enum sigform_part part, const struct sigform *form,
    struct arena *a, struct sigform_blank *out, struct error *err)
{
	struct canon w = { 0 };

	for (size_t i = 0; i < SIGFORM_SLOTS; i++)
		out->at[i] = SIZE_MAX;
	write_rows(&w, part, form, out->at);
	return canon_finish(&w, a, &out->text, err);
}

struct str
sigform_fill(const struct sigform_blank *blank,
    const struct str value[SIGFORM_SLOTS], struct arena *a)
{
	char *p = TAKE(a, char, blank->text.n + 1);

	if (p == NULL)
		return (struct str){ NULL, 0 };
	memcpy(p, blank->text.p, blank->text.n);
	for (size_t i = 0; i < SIGFORM_SLOTS; i++)
		if (blank->at[i] != SIZE_MAX && value[i].p != NULL)
			memcpy(p + blank->at[i], value[i].p, value[i].n);
	return (struct str){ p, blank->text.n };
}

static bool departs(struct sigform_found *found, enum sigform_fault fault,
    const xmlNode *at, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

static bool
departs(struct sigform_found *found, enum sigform_fault fault,
    const xmlNode *at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(found->text, sizeof(found->text), fmt, ap);
	va_end(ap);
	found->fault = fault;
	found->at = at;
	return false;
}

/* What to call a node in a message; not more than 40 bytes of it. */
static const char *
called(const xmlNode *node, char out[60])
{
	struct str name;

	if (node == NULL)
		return "nothing";
	if (node->type != XML_ELEMENT_NODE)
		return node->type == XML_TEXT_NODE ? "text" : "other markup";
	name = str_clip(str_of((const char *)node->name), 40);
	snprintf(out, 60, "<%.*s>", STR_ARG(name));
	return out;
}

static bool
is_row(const xmlNode *node, const struct row *r)
{
	return node != NULL && node->type == XML_ELEMENT_NODE &&
	       node->ns != NULL && node->ns->prefix != NULL &&
	       strcmp((const char *)node->name, r->name) == 0 &&
	       strcmp((const char *)node->ns->href, r->ns->uri) == 0 &&
	       strcmp((const char *)node->ns->prefix, r->ns->prefix) == 0;
}

/* Exactly the attributes of the row, none of them in a namespace. */
static bool
read_attributes(xmlNode *node, const struct row *r, struct arena *a,
    struct sigform_found *found)
{
	size_t want = 0, have = 0;

	for (const xmlAttr *p = node->properties; p != NULL; p = p->next)
		have++;
	for (; want < NATTR && r->attr[want].name != NULL; want++) {
		const struct attr *t = &r->attr[want];
		xmlChar *v = xmlGetNoNsProp(node, (const xmlChar *)t->name);
		struct str value, shown;

		if (v == NULL)
			return departs(found, r->fault, node,
			    "<%s> without %s: expected it", r->name, t->name);
		value = arena_copy(a, str_of((const char *)v));
		xmlFree(v);
		if (value.p == NULL)
			return departs(
			    found, SIGFORM_NO_MEMORY, node, "out of memory");
		shown = str_clip(value, 80);
		if (t->value == NULL)
			found->form.value[SIGFORM_METHOD] = value;
		else if (!str_is(value, t->value))
			return departs(found, r->fault, node,
			    "%s \"%.*s\" on <%s>: expected \"%s\"", t->name,
			    STR_ARG(shown), r->name, t->value);
	}
	if (have != want)
		return departs(found, r->fault, node,
		    "<%s> with %zu attributes: expected %zu", r->name, have,
		    want);
	return true;
}

/* An element without elements: its text, or nothing at all. */
static bool
read_text(xmlNode *node, const struct row *r, struct arena *a,
    struct sigform_found *found)
{
	const xmlNode *in = node->children;
	struct str value;
	char name[60];

	if (r->slot == NO_SLOT && r->text == NULL && r->times != EACH)
		return in == NULL || departs(found, r->extra, in,
					 "%s in <%s>: expected nothing in it",
					 called(in, name), r->name);
	if (in == NULL || in->type != XML_TEXT_NODE || in->next != NULL)
		return departs(found, r->fault, node,
		    "%s in <%s>: expected one text", called(in, name), r->name);
	value = arena_copy(a, str_of((const char *)in->content));
	if (value.p == NULL)
		return departs(found, SIGFORM_NO_MEMORY, node, "out of memory");
	if (r->times == EACH)
		found->form.chain[found->form.nchain++] = value;
	else if (r->text == NULL)
		found->form.value[r->slot] = value;
	else if (!str_is(value, r->text))
		return departs(found, r->fault, node,
		    "\"%.*s\" in <%s>: expected \"%s\"",
		    STR_ARG(str_clip(value, 80)), r->name, r->text);
	return true;
}

/* All elements of that row from node on; *after is what follows. */
static bool
read_each(xmlNode *node, const struct row *r, struct arena *a,
    struct sigform_found *found, xmlNode **after)
{
	for (; is_row(node, r); node = node->next) {
		if (found->form.nchain == LIMIT_CHAIN)
			return departs(found, r->fault, node,
			    "more than %d <%s>: expected no more", LIMIT_CHAIN,
			    r->name);
		if (!read_attributes(node, r, a, found) ||
		    !read_text(node, r, a, found))
			return false;
	}
	*after = node;
	return true;
}

/* No node may be left over inside the elements that end before this row. */
static bool
nothing_left(xmlNode *const next[DEPTH], const struct row *const open[DEPTH],
    unsigned depth, unsigned deepest, struct sigform_found *found)
{
	char name[60];

	for (unsigned d = deepest; d > depth; d--)
		if (next[d] != NULL)
			return departs(found, open[d - 1]->extra, next[d],
			    "%s at the end of <%s>: expected nothing more",
			    called(next[d], name), open[d - 1]->name);
	return true;
}

/*
 * sigform_read - hold a signature against the form, position by position.
 *
 * In:	signature  an element; blank text is not skipped: there is none
 * Out:	found  the values; or fault, place and text
 * Cost:	O(rows + attributes)
 */
bool
sigform_read(xmlNode *signature, struct arena *a, struct sigform_found *found)
{
	const struct row *open[DEPTH] = { NULL };
	xmlNode *next[DEPTH] = { signature };
	const xmlNode *first = NULL; /* that may be there */
	unsigned deepest = 0;
	char name[60];

	*found = (struct sigform_found){ .fault = SIGFORM_FITS };
	for (size_t i = 0; i < NROW; i++) {
		const struct row *r = &rows[i];
		xmlNode *node = next[r->depth];
		bool leaf = i + 1 == NROW || rows[i + 1].depth <= r->depth;

		if (!nothing_left(next, open, r->depth, deepest, found))
			return false;
		if (r->times == OPTIONAL && !is_row(node, r)) {
			i = end_of(i);
			deepest = r->depth;
			continue;
		}
		if (!is_row(node, r))
			return departs(found, r->fault,
			    node != NULL ? node : signature,
			    "%s: expected <%s:%s>", called(node, name),
			    r->ns->prefix, r->name);
		if (r->times == EACH) {
			if (!read_each(node, r, a, found, &next[r->depth]))
				return false;
			deepest = r->depth;
			open[r->depth] = r;
			continue;
		}
		if (!read_attributes(node, r, a, found) ||
		    (leaf && !read_text(node, r, a, found)))
			return false;
		if (r->times == OPTIONAL && first == NULL)
			first = node;
		open[r->depth] = r;
		next[r->depth] = r->depth > 0 ? node->next : NULL;
		deepest = r->depth;
		if (!leaf)
			next[++deepest] = node->children;
	}
	if (!nothing_left(next, open, 0, deepest, found))
		return false;
	/* What may be there is not there for nothing. */
	if (first != NULL && found->form.nchain == 0 &&
	    found->form.value[SIGFORM_TOKEN].p == NULL)
		return departs(found, SIGFORM_SHAPE, first,
		    "<%s> with nothing in it: expected a time-stamp or "
		    "certificates",
		    (const char *)first->name);
	return true;
}
