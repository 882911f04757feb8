/* SPDX-License-Identifier: Apache-2.0 */
/* read_any_xml - which XML is it, and who reads it; see read_any_xml.h. */
#include "core/bom/read_any_xml.h"

#include "core/base/coming.h"
#include "core/base/doctype.h"
#include "core/base/xml.h"
#include "core/bom/aas/read_aas.h"
#include "core/bom/json/read_cyclonedx.h"
#include "core/bom/other/read_3dxml.h"
#include "core/bom/other/read_granta.h"
#include "core/bom/other/read_idoc.h"
#include "core/bom/other/read_iec62474.h"
#include "core/bom/other/read_ipc1752.h"
#include "core/bom/other/read_ipc2581.h"
#include "core/bom/other/read_pdx.h"
#include "core/bom/other/read_plmxml.h"
#include "core/bom/other/read_stepx.h"
#include "core/bom/xml/read_xml.h"
#include "core/bom/xml/sax.h"

/* Files of ours that are given in another way. */
static const struct {
	const char *ns, *option;
} others[] = {
	{ "urn:retrace:assumptions:1", "--assume" },
	{ "urn:retrace:policy:1", "--policy" },
	{ "urn:retrace:rules:1", "--rules" },
};

/* What programs export for Excel, under the name of a workbook. */
#define SPREADSHEET_2003 "urn:schemas-microsoft-com:office:spreadsheet"

static enum status
say_unknown_root(
    const struct input *in, struct str ns, struct str name, struct place at)
{
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (str_is(ns, others[i].ns))
			return findings_error(in->f, ST_SCHEMA,
			    bom_pos(in->b, at),
			    "a file of %.*s: expected it behind %s, not among "
			    "the files of the product",
			    STR_ARG(str_clip(name, 60)), others[i].option);
	if (str_is_nocase(name, "html") || str_is(ns, SPREADSHEET_2003))
		return findings_error(in->f, ST_SCHEMA, bom_pos(in->b, at),
		    "a table for a spreadsheet, in %s: expected .xlsx or CSV; "
		    "open it in a spreadsheet program and save it as .xlsx",
		    ns.n > 0 && !str_is_nocase(name, "html") ? "XML of 2003"
							     : "HTML");
	return findings_error(in->f, ST_SCHEMA, bom_pos(in->b, at),
	    "XML with root element \"%.*s\" of namespace \"%.*s\": expected "
	    "bom or declarations of " BOM_XML_NS ", PartsEco of Granta 17/11 "
	    "to 25/05, Main of IEC 62474, MainDeclaration of "
	    "IPC-1752, IPC-2581, bom of CycloneDX, an IDoc of SAP, PLMXML, "
	    "environment of AAS, or " PDX_ROOT
	    "; any other list as a table, in CSV or .xlsx",
	    STR_ARG(str_clip(name, 60)), STR_ARG(str_clip(ns, 100)));
}

static bool
is_ours(struct str ns)
{
	return str_is(ns, BOM_XML_NS);
}

static bool
is_iec62474(struct str ns)
{
	return str_is(ns, IEC62474_NS);
}

static bool
is_ipc1752(struct str ns)
{
	return ns.n == 0 || ipc1752_namespace(ns);
}

static bool
is_none(struct str ns)
{
	return ns.n == 0;
}

static bool
is_ipc2581(struct str ns)
{
	return str_is(ns, IPC2581_NS);
}

static bool
is_plmxml(struct str ns)
{
	return str_is(ns, PLMXML_NS);
}

/* XML that is read, by its root; the reader of our own and that of Granta
 * refuse another root at its place. */
static const struct xml_format {
	bool (*has_namespace)(struct str ns);
	const char *root; /* or NULL: the reader looks */
	bool (*has_root)(struct str ns, struct str name); /* or NULL */
	enum format format;
	enum status (*read)(const struct input *in);
	bool coming; /* its reader does not look ahead in the bytes, and is no
			slower than the parser, which it then helps to load */
} xml_formats[] = {
	{ is_ours, NULL, NULL, FORMAT_XML, read_xml, true },
	{ granta_namespace, NULL, NULL, FORMAT_GRANTA, read_granta, false },
	{ is_iec62474, "Main", NULL, FORMAT_IEC62474, read_iec62474, false },
	{ is_ipc1752, "MainDeclaration", NULL, FORMAT_IPC1752, read_ipc1752,
	    false },
	{ is_none, PDX_ROOT, NULL, FORMAT_PDX, read_pdx, false },
	{ is_ipc2581, "IPC-2581", NULL, FORMAT_IPC2581, read_ipc2581, false },
	{ cyclonedx_namespace, "bom", NULL, FORMAT_CYCLONEDX, read_cyclonedx,
	    false },
	{ is_plmxml, "PLMXML", NULL, FORMAT_PLMXML, read_plmxml, false },
	{ NULL, NULL, aas_root, FORMAT_AAS, read_aas, false },
	{ NULL, NULL, stepx_root, FORMAT_STEP, read_stepx, false },
	{ NULL, NULL, tdxml_root, FORMAT_3DXML, read_3dxml, false },
	{ NULL, NULL, idoc_root, FORMAT_IDOC, read_idoc, false },
};

static bool
fits(const struct xml_format *x, struct str ns, struct str root)
{
	if (x->has_root != NULL)
		return x->has_root(ns, root);
	return x->has_namespace(ns) &&
	       (x->root == NULL || str_is(root, x->root));
}

/* as: FORMAT_UNKNOWN, or the one that it is said to be. */
static const struct xml_format *
find_xml_format(enum format as, struct str ns, struct str root)
{
	for (size_t i = 0; i < sizeof(xml_formats) / sizeof(xml_formats[0]);
	     i++) {
		const struct xml_format *x = &xml_formats[i];

		if (as != FORMAT_UNKNOWN ? x->format == as : fits(x, ns, root))
			return x;
	}
	return NULL;
}

enum status
read_not_as_said(const struct input *in, const char *what)
{
	return findings_error(in->f, ST_SYNTAX,
	    bom_pos(in->b, (struct place){ 1, 1, in->file }),
	    "%s, read as %s: expected that format, or no --format", what,
	    format_name((enum format)in->as));
}

static enum status
read_as(const struct input *in, const struct xml_format *format,
    struct str root, enum format *found)
{
	*found = format->format;
	if (format->format == FORMAT_XML && str_is(root, "declarations"))
		in->b->file[in->file].role = ROLE_DECLARATION;
	return format->read(in);
}

enum status
read_any_xml(struct input *in, enum format *found)
{
	struct str whole = in->body, ns, root;
	const struct bom_file *file = &in->b->file[in->file];
	const struct xml_format *format;
	enum status st = ST_OK;
	struct arena a = { 0 };
	struct place at;

	/* the one format that is exchanged with its document type inside */
	if (str_is(doctype_root(whole), PDX_ROOT))
		st = doctype_take_out(&whole, &in->b->mem, file->name, in->f);
	if (st == ST_OK)
		st = xml_guard(whole, file->name, &in->body, in->f);
	if (st == ST_OK)
		st = sax_root(in, &ns, &root, &at, &a);
	if (st != ST_OK)
		goto out;
	format = find_xml_format((enum format)in->as, ns, root);
	if (format == NULL) {
		st = in->as != FORMAT_UNKNOWN
			 ? read_not_as_said(in, "XML")
			 : say_unknown_root(in, ns, root, at);
		goto out;
	}
	st = read_as(in, format, root, found);
out:
	arena_free(&a);
	return st;
}

bool
coming_xml_root(struct coming *c, struct coming_root *root)
{
	struct bom_file file = { .name = c->path };
	struct bom none = { .file = &file, .nfile = 1 };
	struct findings quiet = { 0 };
	struct input first = { .b = &none, .f = &quiet };
	struct arena a = { 0 };
	struct str ns = { NULL, 0 }, name = { NULL, 0 };
	struct place at;

	root->format = NULL;
	if (coming_watch(c)) {
		first.body = (struct str){ c->watch.body.p, c->watch.looked };
		if (sax_root(&first, &ns, &name, &at, &a) == ST_OK)
			root->format =
			    find_xml_format(FORMAT_UNKNOWN, ns, name);
	}
	if (root->format != NULL && !root->format->coming)
		root->format = NULL;
	root->declares = root->format != NULL && str_is(name, "declarations");
	findings_free(&quiet);
	arena_free(&a);
	return root->format != NULL;
}

/*
 * read_coming_xml - what has the root of one of our formats, while it is being
 * loaded.
 *
 * Err:	what is found on the way counts only if the guard lets all of the
 *	document pass: a document that it refuses has that one fault
 */
enum status
read_coming_xml(
    struct input *in, const struct coming_root *root, enum format *found)
{
	struct findings held = { .strict = in->f->strict }, *f = in->f;
	struct input inner = *in;
	const char *name = in->b->file[in->file].name;
	struct str whole = in->body;
	enum status st;

	inner.body = in->coming->watch.body;
	inner.f = &held;
	read_as(&inner, root->format,
	    root->declares ? STR("declarations") : STR(""), found);
	in->body = inner.body;
	if (coming_finish(in->coming) && !in->coming->refused) {
		st = held.first.code;
		findings_join(f, &held);
		return st;
	}
	findings_free(&held);
	*found = FORMAT_UNKNOWN;
	if (in->coming->err.code != ST_OK)
		return findings_take(f, &in->coming->err);
	return xml_guard(whole, name, &in->body, f);
}
