/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read - which format is it, and who reads it; see read.h.
 *
 * The name of a file says nothing; its first bytes, the root element or the
 * header row do.
 */
#include "core/bom/read.h"

#include "core/base/doctype.h"
#include "core/base/limits.h"
#include "core/base/xml.h"
#include "core/bom/csv_header.h"
#include "core/bom/fields.h"
#include "core/bom/read_csv.h"
#include "core/bom/read_granta.h"
#include "core/bom/read_iec62474.h"
#include "core/bom/read_ipc1752.h"
#include "core/bom/read_ipc2581.h"
#include "core/bom/read_pdx.h"
#include "core/bom/read_xml.h"
#include "core/bom/sax.h"

#include <string.h>

/* Files that are brought to us and are none of our formats. */
static const struct signature {
	const char *bytes;
	size_t n;
	enum status code;
	const char *text;
} signatures[] = {
	{ "PK\x03\x04", 4, ST_SYNTAX,
	    "a ZIP archive, such as .xlsx, .shai or .pdx: expected XML or CSV; "
	    "save a spreadsheet as CSV UTF-8, unpack any other archive" },
	{ "\xD0\xCF\x11\xE0", 4, ST_SYNTAX,
	    "an old Office file, such as .xls: expected XML or CSV; save it "
	    "as CSV UTF-8" },
	{ "%PDF", 4, ST_SYNTAX,
	    "a PDF document: expected XML or CSV; ask its author for the "
	    "data, or type it into a template" },
	{ "\x1F\x8B", 2, ST_SYNTAX,
	    "a compressed file: expected XML or CSV; unpack it" },
	{ "\xFF\xFE", 2, ST_ENCODING,
	    "UTF-16 text: expected UTF-8; save it as UTF-8" },
	{ "\xFE\xFF", 2, ST_ENCODING,
	    "UTF-16 text: expected UTF-8; save it as UTF-8" },
	{ "{", 1, ST_SYNTAX, "JSON: expected XML or CSV" },
	{ "[", 1, ST_SYNTAX, "JSON: expected XML or CSV" },
};

static const char *const names[] = {
	[FORMAT_UNKNOWN] = "unknown",
	[FORMAT_XML] = "retrace XML",
	[FORMAT_GRANTA] = "Granta BoM XML",
	[FORMAT_IEC62474] = "IEC 62474 XML",
	[FORMAT_IPC1752] = "IPC-1752 XML",
	[FORMAT_PDX] = "PDX (IPC-2571) XML",
	[FORMAT_IPC2581] = "IPC-2581 XML",
	[FORMAT_CSV_EDGES] = "CSV of parents and children",
	[FORMAT_CSV_LEVELS] = "CSV by level",
	[FORMAT_CSV_ITEMS] = "CSV of items",
	[FORMAT_CSV_CONTENT] = "CSV of contents",
	[FORMAT_CSV_ORIGINS] = "CSV of origins",
	[FORMAT_CSV_PRICES] = "CSV of prices",
	[FORMAT_CSV_ANSWERS] = "questionnaire",
	[FORMAT_CSV_RATES] = "CSV of exchange rates",
};

const char *
format_name(enum format f)
{
	return names[f];
}

/* Files of ours that are given in another way. */
static const struct {
	const char *ns, *option;
} others[] = {
	{ "urn:retrace:assumptions:1", "--assume" },
	{ "urn:retrace:policy:1", "--policy" },
	{ "urn:retrace:rules:1", "--rules" },
};

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
	return findings_error(in->f, ST_SCHEMA, bom_pos(in->b, at),
	    "XML with root element \"%.*s\" of namespace \"%.*s\": expected "
	    "bom or declarations of " BOM_XML_NS ", PartsEco of Granta 17/11, "
	    "23/01, 24/12 or 25/05, Main of IEC 62474, MainDeclaration of "
	    "IPC-1752, IPC-2581, or " PDX_ROOT,
	    STR_ARG(str_clip(name, 60)), STR_ARG(str_clip(ns, 100)));
}

static enum status
read_any_xml(struct input *in, enum format *found)
{
	struct str whole = in->body, ns, name;
	struct bom_file *file = &in->b->file[in->file];
	enum status st = ST_OK;
	struct arena a = { 0 };
	struct place at;

	/* the one format that is exchanged with its document type inside */
	if (str_is(doctype_root(whole), PDX_ROOT))
		st = doctype_take_out(&whole, &in->b->mem, file->name, in->f);
	if (st == ST_OK)
		st = xml_guard(whole, file->name, &in->body, in->f);
	if (st == ST_OK)
		st = sax_root(in, &ns, &name, &at, &a);
	if (st != ST_OK)
		goto out;
	if (str_is(ns, BOM_XML_NS)) {
		*found = FORMAT_XML;
		if (str_is(name, "declarations"))
			file->role = ROLE_DECLARATION;
		st = read_xml(in);
	} else if (granta_namespace(ns)) {
		*found = FORMAT_GRANTA;
		st = read_granta(in);
	} else if (str_is(ns, IEC62474_NS) && str_is(name, "Main")) {
		*found = FORMAT_IEC62474;
		st = read_iec62474(in);
	} else if (str_is(name, "MainDeclaration") &&
		   (ns.n == 0 || ipc1752_namespace(ns))) {
		*found = FORMAT_IPC1752;
		st = read_ipc1752(in);
	} else if (str_is(name, PDX_ROOT) && ns.n == 0) {
		*found = FORMAT_PDX;
		st = read_pdx(in);
	} else if (str_is(name, "IPC-2581") && str_is(ns, IPC2581_NS)) {
		*found = FORMAT_IPC2581;
		st = read_ipc2581(in);
	} else {
		st = say_unknown_root(in, ns, name, at);
	}
out:
	arena_free(&a);
	return st;
}

static enum status
read_any_csv(struct input *in, enum format *found)
{
	struct bom_file *file = &in->b->file[in->file];

	*found = csv_detect(in->body);
	if (*found == FORMAT_CSV_CONTENT || *found == FORMAT_CSV_ORIGINS ||
	    *found == FORMAT_CSV_ANSWERS)
		file->role = ROLE_DECLARATION;
	else if (*found == FORMAT_CSV_PRICES || *found == FORMAT_CSV_RATES)
		file->role = ROLE_PRICES;
	return read_csv(in);
}

static const struct signature *
find_signature(struct str s)
{
	for (size_t i = 0; i < sizeof(signatures) / sizeof(signatures[0]); i++)
		if (s.n >= signatures[i].n &&
		    memcmp(s.p, signatures[i].bytes, signatures[i].n) == 0)
			return &signatures[i];
	return NULL;
}

/* The first character that is no blank, or 0. */
static char
first_character(struct str s)
{
	s = str_trim(s);
	return s.n > 0 ? s.p[0] : '\0';
}

static enum status
read_body(struct input *in, enum format *found)
{
	struct pos at = bom_pos(in->b, (struct place){ 1, 1, in->file });
	const struct signature *sig = find_signature(in->body);

	if (sig != NULL)
		return findings_error(in->f, sig->code, at, "%s", sig->text);
	if (in->body.n >= 3 && memcmp(in->body.p, "\xEF\xBB\xBF", 3) == 0)
		in->body = (struct str){ in->body.p + 3, in->body.n - 3 };
	switch (first_character(in->body)) {
	case '\0':
		return findings_error(
		    in->f, ST_SYNTAX, at, "an empty file: expected XML or CSV");
	case '<':
		return read_any_xml(in, found);
	default:
		return read_any_csv(in, found);
	}
}

/*
 * bom_read_bytes - a file of any format into the bom.
 *
 * In:	bytes  taken over, also on failure
 * Out:	*found the format, FORMAT_UNKNOWN if that was not clear
 *	b      has the file, and a declaration for what it says itself
 * Err:	the first error of the file; all of them are in f, and b is then to
 *	be thrown away
 */
enum status
bom_read_bytes(struct bom *b, const struct substance_table *chem,
    const char *name, struct bytes *bytes, enum format *found,
    struct findings *f)
{
	struct input in = { .b = b, .chem = chem, .f = f };
	size_t errors = f->errors;
	struct declaration *own;
	uint32_t file;

	*found = FORMAT_UNKNOWN;
	file = bom_add_file(b, name, bytes, ROLE_BOM);
	own = bom_add_declaration(b);
	if (file == BOM_NONE || own == NULL)
		return fields_nomem(f);
	in.file = (uint16_t)file;
	in.decl = (uint32_t)b->ndecl - 1;
	b->file[file].decl = in.decl;
	own->at = (struct place){ 1, 0, in.file };
	in.body = (struct str){ b->file[file].bytes.p, b->file[file].bytes.n };
	progress_begin(b->progress, PROGRESS_READ, in.body.n);
	read_body(&in, found);
	return f->errors > errors ? f->first.code : ST_OK;
}

enum status
bom_read(struct bom *b, const struct substance_table *chem, const char *path,
    enum format *found, struct findings *f)
{
	struct bytes bytes = { 0 };
	struct error err = { 0 };
	enum status st = file_load(path, LIMIT_FILE, &bytes, &err);

	*found = FORMAT_UNKNOWN;
	if (st != ST_OK)
		return findings_take(f, &err);
	return bom_read_bytes(b, chem, path, &bytes, found, f);
}
