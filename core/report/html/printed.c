/* SPDX-License-Identifier: Apache-2.0 */
/* printed - a draft or a filing as a page; see printed.h. */
#include "core/report/html/printed.h"

#include "core/base/datadir.h"
#include "core/base/digest.h"
#include "core/base/limits.h"
#include "core/base/xml.h"
#include "core/filing/filing.h"
#include "core/filing/sign/cert.h"
#include "core/report/text.h"

#include <libxslt/documents.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xsltutils.h>
#include <stdio.h>
#include <string.h>

#define DSIG_NS "http://www.w3.org/2000/09/xmldsig#"

/* [bytes] "/forms/ID/form.xsl"; an id has at most 64. */
#define FORM_TEXT 100

/* What the form of a pack may load beside itself, by the names that its own
 * name makes of what it asks for. */
static const char *const shared[] = { "/forms/form.xsl", "/forms/words.xml" };

static bool
is_shared(const char *name)
{
	for (size_t i = 0; i < sizeof(shared) / sizeof(shared[0]); i++)
		if (strcmp(name, shared[i]) == 0)
			return true;
	return false;
}

/* With names in the dictionary of the stylesheet that it belongs to; dict: or
 * NULL, a new one. */
static xmlDoc *
parse(struct str text, const char *name, xmlDict *dict)
{
	xmlParserCtxt *parser = xmlNewParserCtxt();
	xmlDoc *doc;

	if (parser == NULL)
		return NULL;
	if (dict != NULL) {
		xmlDictFree(parser->dict);
		parser->dict = dict;
		xmlDictReference(dict);
	}
	doc = xmlCtxtReadMemory(parser, text.p, (int)text.n, name, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOCDATA);
	xmlFreeParserCtxt(parser);
	return doc;
}

/* A file of ours, "/forms/..."; NULL: it cannot be read. */
static xmlDoc *
load(const char *name, xmlDict *dict)
{
	struct error err = { 0 };
	struct bytes b = { 0 };
	struct arena a = { 0 };
	xmlDoc *doc = NULL;
	const char *path;

	if (datadir_find(&a, name + 1, &path, &err) == ST_OK &&
	    file_load(path, LIMIT_SMALL_FILE, &b, &err) == ST_OK)
		doc = parse((struct str){ b.p, b.n }, name, dict);
	bytes_free(&b);
	arena_free(&a);
	return doc;
}

/* libxslt asks here for all that it loads. */
static xmlDoc *
load_shared(const xmlChar *uri, xmlDict *dict, int options, void *ctxt,
    xsltLoadType type)
{
	(void)options, (void)ctxt, (void)type;
	return is_shared((const char *)uri) ? load((const char *)uri, dict)
					    : NULL;
}

static int
may_read(xsltSecurityPrefs *prefs, xsltTransformContext *ctxt, const char *name)
{
	(void)prefs, (void)ctxt;
	return is_shared(name);
}

static void
say_nothing(void *ctx, const char *format, ...)
{
	(void)ctx, (void)format;
}

/* Nothing but what may_read() allows; NULL when memory is out. */
static xsltSecurityPrefs *
forbid_all(void)
{
	static const xsltSecurityOption options[] = { XSLT_SECPREF_WRITE_FILE,
		XSLT_SECPREF_CREATE_DIRECTORY, XSLT_SECPREF_READ_NETWORK,
		XSLT_SECPREF_WRITE_NETWORK };
	xsltSecurityPrefs *prefs = xsltNewSecurityPrefs();

	if (prefs == NULL)
		return NULL;
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (xsltSetSecurityPrefs(
			prefs, options[i], xsltSecurityForbid) != 0)
			goto fail;
	if (xsltSetSecurityPrefs(prefs, XSLT_SECPREF_READ_FILE, may_read) == 0)
		return prefs;
fail:
	xsltFreeSecurityPrefs(prefs);
	return NULL;
}

/* Is there a form of that pack?  Its name goes to `name`. */
static bool
has_form(const char *pack, char name[FORM_TEXT])
{
	struct error err = { 0 };
	struct arena a = { 0 };
	const char *path;
	bool is;

	snprintf(name, FORM_TEXT, "/forms/%.64s/form.xsl", pack);
	is = strchr(pack, '/') == NULL &&
	     datadir_find(&a, name + 1, &path, &err) == ST_OK;
	arena_free(&a);
	return is;
}

static enum status
choose_form(const struct printed_how *how, const xmlDoc *doc, struct arena *a,
    char name[FORM_TEXT], struct findings *f)
{
	const xmlNode *header =
	    xml_child(xmlDocGetRootElement(doc), FILING_XMLNS, "header");
	xmlNode *pack = NULL;

	if (how->form != NULL && !has_form(how->form, name))
		return findings_error(f, ST_NOINPUT, pos_none,
		    "no form of \"%.64s\": expected a rule pack that has one; "
		    "retrace rules list names them",
		    how->form);
	if (how->form != NULL)
		return ST_OK;
	if (header != NULL)
		pack = xml_child(header, FILING_XMLNS, "pack");
	for (; pack != NULL;
	     pack = xml_named(pack->next, FILING_XMLNS, "pack")) {
		struct str id = xml_attr(a, pack, "id");

		if (id.p != NULL && has_form(id.p, name))
			return ST_OK;
	}
	snprintf(name, FORM_TEXT, "%s", shared[0]);
	return ST_OK;
}

/* Of the certificate in the filing; "" where there is none that can be read. */
static const char *
signer(const xmlDoc *doc, struct arena *a)
{
	static const char *const way[] = { "Signature", "KeyInfo", "X509Data",
		"X509Certificate" };
	const xmlNode *node = xmlDocGetRootElement(doc);
	struct str der, name;
	X509 *cert;

	for (size_t i = 0; node != NULL && i < sizeof(way) / sizeof(way[0]);
	     i++)
		node = xml_child(node, DSIG_NS, way[i]);
	if (node == NULL)
		return "";
	der = base64_decode(a, xml_text(a, node));
	cert = der.p != NULL ? cert_from_der(der) : NULL;
	if (cert == NULL)
		return "";
	name = cert_subject(cert, a);
	X509_free(cert);
	return name.p != NULL ? name.p : "";
}

/* The page as a tree; NULL: the stylesheet cannot be used. */
static xmlDoc *
transform(xsltStylesheet *sheet, xmlDoc *doc, const char *const *params)
{
	xsltSecurityPrefs *prefs = forbid_all();
	xsltTransformContext *ctxt =
	    prefs != NULL ? xsltNewTransformContext(sheet, doc) : NULL;
	xmlDoc *page = NULL;

	if (ctxt != NULL && xsltSetCtxtSecurityPrefs(prefs, ctxt) == 0 &&
	    xsltQuoteUserParams(ctxt, (const char **)params) == 0)
		page =
		    xsltApplyStylesheetUser(sheet, doc, NULL, NULL, NULL, ctxt);
	if (page != NULL && ctxt->state != XSLT_STATE_OK) {
		xmlFreeDoc(page);
		page = NULL;
	}
	xsltFreeTransformContext(ctxt);
	xsltFreeSecurityPrefs(prefs);
	return page;
}

/* A mark that turns the direction of writing would show other numbers than are
 * signed: it is shown as "\x202e", as everywhere.  ASCII is markup, or was
 * written by the stylesheet.  out has room for twice as much. */
static size_t
copy_tame(char *out, struct str s)
{
	size_t n = 0, len;

	for (; s.n > 0; s.p += len, s.n -= len) {
		uint32_t c = str_utf8_at(s, &len);

		if (c >= 0x80 && c != STR_NO_CHAR && text_is_unsafe(c)) {
			n += (size_t)snprintf(
			    out + n, 8, "\\x%02x", (unsigned)c);
			continue;
		}
		memcpy(out + n, s.p, len);
		n += len;
	}
	return n;
}

static bool
print(xsltStylesheet *sheet, xmlDoc *doc, const char *const *params,
    struct arena *a, struct str *page)
{
	static const char type[] = "<!DOCTYPE html>\n";
	xmlDoc *tree = transform(sheet, doc, params);
	xmlChar *text = NULL;
	int n = 0;
	char *p = NULL;

	if (tree != NULL && xsltSaveResultToString(&text, &n, tree, sheet) == 0)
		p = TAKE(a, char, sizeof(type) + 8 + 2 * (size_t)n);
	if (p != NULL) {
		const struct str all = { (const char *)text, (size_t)n };

		memcpy(p, type, sizeof(type) - 1);
		*page =
		    (struct str){ p, sizeof(type) - 1 +
					 copy_tame(p + sizeof(type) - 1, all) };
	}
	xmlFree(text);
	xmlFreeDoc(tree);
	return p != NULL;
}

/* By the stylesheet of that name. */
static enum status
print_by(const char *name, xmlDoc *doc, const char *const *params,
    struct arena *a, struct str *page, struct findings *f)
{
	xmlDoc *text = load(name, NULL);
	xsltStylesheet *sheet;
	bool ok;

	xsltSetLoaderFunc(load_shared);
	xsltSetGenericErrorFunc(NULL, say_nothing);
	xmlSetGenericErrorFunc(NULL, say_nothing);
	sheet = text != NULL ? xsltParseStylesheetDoc(text) : NULL;
	if (sheet == NULL)
		xmlFreeDoc(text);
	ok = sheet != NULL && sheet->errors == 0 &&
	     print(sheet, doc, params, a, page);
	xsltFreeStylesheet(sheet);
	xsltCleanupGlobals();
	xsltSetLoaderFunc(NULL);
	xmlSetGenericErrorFunc(NULL, NULL);
	return ok ? ST_OK
		  : findings_error(f, ST_INTERNAL, pos_none,
			"the form %s cannot be used", name + 1);
}

enum status
printed_write(struct str xml, const char *file, const struct printed_how *how,
    struct arena *a, struct str *page, struct findings *f)
{
	static const char *const languages[] = { [PRINTED_BOTH] = "both",
		[PRINTED_EN] = "en",
		[PRINTED_ZH] = "zh" };
	char name[FORM_TEXT], hex[SHA256_HEX];
	uint8_t sha256[SHA256_SIZE];
	enum status st;
	xmlDoc *doc;

	st = filing_read(xml, file, NULL, &doc, f);
	if (st == ST_OK)
		st = choose_form(how, doc, a, name, f);
	if (st == ST_OK && !digest_sha256(xml, sha256))
		st = findings_error(f, ST_CRYPTO, pos_none, "no SHA-256");
	if (st == ST_OK) {
		digest_hex(sha256, hex);
		st = print_by(name, doc,
		    (const char *[]){ "language", languages[how->language],
			"signer", signer(doc, a), "sha256", hex, NULL },
		    a, page, f);
	}
	xmlFreeDoc(doc);
	return st;
}
