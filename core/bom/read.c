/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read - which format is it, and who reads it; see read.h.
 *
 * The name of a file says nothing; its first bytes, the root element or the
 * header row do.
 */
#include "core/bom/read.h"

#include "core/base/coming.h"
#include "core/base/guard.h"
#include "core/base/halves.h"
#include "core/base/limits.h"
#include "core/bom/aas/read_aas.h"
#include "core/bom/archive.h"
#include "core/bom/field/fields.h"
#include "core/bom/json/read_json.h"
#include "core/bom/other/read_3dxml.h"
#include "core/bom/other/read_step.h"
#include "core/bom/other/step.h"
#include "core/bom/read_any_xml.h"
#include "core/bom/sheet/read_xlsx.h"
#include "core/bom/sheet/sheet_book.h"
#include "core/bom/sheet/sheet_ods.h"
#include "core/bom/table/columns.h"
#include "core/bom/table/csv_header.h"
#include "core/bom/table/encoding_shift.h"
#include "core/bom/table/read_csv.h"
#include "core/bom/table/wishes.h"

#include <stdio.h>
#include <string.h>

/* The container of Office before .xlsx, and of .xlsx with a password: then it
 * has this name in it, in UTF-16. */
#define OLD_OFFICE "\xD0\xCF\x11\xE0"
static const char locked[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

#define PICTURE \
	"a picture: expected XML, JSON, CSV or .xlsx; ask its author for the " \
	"data, or type it into a template"
#define PACKED "a compressed file: expected XML, JSON, CSV or .xlsx; unpack it"

/* Files that are brought to us and are none of our formats. */
static const struct signature {
	const char *bytes;
	size_t n;
	enum status code;
	const char *text;
} signatures[] = {
	{ OLD_OFFICE, 4, ST_SYNTAX,
	    "an old Office file, such as .xls: expected .xlsx, XML or CSV; "
	    "save it as .xlsx" },
	{ "%PDF", 4, ST_SYNTAX,
	    "a PDF document: expected XML, JSON, CSV or .xlsx; ask its author "
	    "for the data, or type it into a template" },
	{ "\x89PNG", 4, ST_SYNTAX, PICTURE },
	{ "\xFF\xD8\xFF", 3, ST_SYNTAX, PICTURE },
	{ "GIF8", 4, ST_SYNTAX, PICTURE },
	{ "II*\0", 4, ST_SYNTAX, PICTURE },
	{ "MM\0*", 4, ST_SYNTAX, PICTURE },
	{ "7z\xBC\xAF", 4, ST_SYNTAX, PACKED },
	{ "Rar!", 4, ST_SYNTAX, PACKED },
	{ "\3757zXZ", 5, ST_SYNTAX, PACKED },
	{ "\x1F\x8B", 2, ST_SYNTAX, PACKED },
};

/* What it is called, and by which word a user asks for it. */
static const struct {
	const char *name, *word;
} formats[] = {
	[FORMAT_UNKNOWN] = { "unknown", "" },
	[FORMAT_XML] = { "retrace XML", "xml" },
	[FORMAT_GRANTA] = { "Granta BoM XML", "granta" },
	[FORMAT_IEC62474] = { "IEC 62474 XML", "iec62474" },
	[FORMAT_IPC1752] = { "IPC-1752 XML", "ipc1752" },
	[FORMAT_PDX] = { "PDX (IPC-2571) XML", "pdx" },
	[FORMAT_IPC2581] = { "IPC-2581 XML", "ipc2581" },
	[FORMAT_PLMXML] = { "PLM XML", "plmxml" },
	[FORMAT_IDOC] = { "IDoc of SAP", "idoc" },
	[FORMAT_STEP] = { "STEP file", "step" },
	[FORMAT_3DXML] = { "3DXML", "3dxml" },
	[FORMAT_CYCLONEDX] = { "CycloneDX", "cyclonedx" },
	[FORMAT_AAS] = { "Asset Administration Shell", "aas" },
	[FORMAT_CATENAX] = { "Catena-X JSON", "catenax" },
	[FORMAT_UNTP] = { "UNTP product passport", "untp" },
	[FORMAT_XLSX] = { "XLSX workbook", "xlsx" },
	[FORMAT_ODS] = { "ODS workbook", "ods" },
	[FORMAT_CSV_EDGES] = { "CSV of parents and children", "csv-uses" },
	[FORMAT_CSV_LEVELS] = { "CSV by level", "csv-levels" },
	[FORMAT_CSV_TREE] = { "CSV of a material data sheet", "csv-tree" },
	[FORMAT_CSV_ITEMS] = { "CSV of items", "csv-items" },
	[FORMAT_CSV_CONTENT] = { "CSV of contents", "csv-content" },
	[FORMAT_CSV_ORIGINS] = { "CSV of origins", "csv-origins" },
	[FORMAT_CSV_PRICES] = { "CSV of prices", "csv-prices" },
	[FORMAT_CSV_ANSWERS] = { "questionnaire", "csv-answers" },
	[FORMAT_COLUMNS] = { "file of columns", NULL },
	[FORMAT_CSV_RATES] = { "CSV of exchange rates", "csv-rates" },
};
#define NFORMAT (sizeof(formats) / sizeof(formats[0]))

const char *
format_name(enum format f)
{
	return formats[f].name;
}

const char *
format_name_in_sheet(enum format f)
{
	static const char *const sheets[NFORMAT] = {
		[FORMAT_CSV_EDGES] = "sheet of parents and children",
		[FORMAT_CSV_LEVELS] = "sheet by level",
		[FORMAT_CSV_TREE] = "sheet of a material data sheet",
		[FORMAT_CSV_ITEMS] = "sheet of items",
		[FORMAT_CSV_CONTENT] = "sheet of contents",
		[FORMAT_CSV_ORIGINS] = "sheet of origins",
		[FORMAT_CSV_PRICES] = "sheet of prices",
		[FORMAT_CSV_RATES] = "sheet of exchange rates",
	};

	return sheets[f] != NULL ? sheets[f] : format_name(f);
}

enum format
format_find(struct str word)
{
	for (size_t i = FORMAT_UNKNOWN + 1; i < NFORMAT; i++)
		if (formats[i].word != NULL && str_is(word, formats[i].word))
			return (enum format)i;
	return FORMAT_UNKNOWN;
}

void
format_words(char *text, size_t size)
{
	size_t n = 0;

	text[0] = '\0';
	for (size_t i = FORMAT_UNKNOWN + 1; i < NFORMAT && n < size; i++)
		if (formats[i].word != NULL)
			n += (size_t)snprintf(text + n, size - n, "%s%s",
			    n == 0 ? "" : ", ", formats[i].word);
}

static struct str
without_mark(struct str s)
{
	return str_starts(s, "\xEF\xBB\xBF") ? (struct str){ s.p + 3, s.n - 3 }
					     : s;
}

/*
 * A table's text as UTF-8.  Most tables are that, which is seen at once; of
 * another one the encoding is found, or named by the user, and told.
 */
static enum status
take_text(struct input *in)
{
	struct bom_file *file = &in->b->file[in->file];
	struct encoding_search x = { in->body, file->name,
		wishes_encoding(in->b->wishes, file->name) };
	const struct columns_line *said = columns_said(
	    in->b->columns, file->name, COLUMNS_ENCODING, COL_COUNT);
	enum encoding e;
	size_t skip;

	if (said != NULL && x.wanted == NULL)
		x.wanted = arena_copy(&in->b->mem, said->right).p;
	if (x.wanted == NULL && guard_bad(in->body) == in->body.n &&
	    !encoding_may_shift(in->body)) {
		in->body = without_mark(in->body);
		return ST_OK;
	}
	if (encoding_find(&x, &e, &skip, in->f) != ST_OK)
		return in->f->first.code;
	in->body = (struct str){ x.s.p + skip, x.s.n - skip };
	if (e == ENCODING_UTF8)
		return guard_text(in->body, file->name, in->f);
	if (encoding_convert(e, in->body, &in->b->mem, file->name, &in->body,
		in->f) != ST_OK)
		return in->f->first.code;
	file->by_character = true;
	file->encoding = encoding_name(e);
	if (memchr(in->body.p, '\0', in->body.n) != NULL)
		return guard_text(in->body, file->name, in->f);
	return ST_OK;
}

static enum status
read_any_csv(struct input *in, enum format *found)
{
	enum status st;

	if (in->as != FORMAT_UNKNOWN && in->as < FORMAT_CSV_EDGES)
		return read_not_as_said(in, "no XML");
	st = read_csv(in, found);
	in->b->file[in->file].role = table_role(*found);
	return st;
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

/* JSON tells by itself which it is. */
static enum status
read_json_as_said(struct input *in, enum format *found)
{
	enum status st = read_json(in, found);

	return st == ST_OK && in->as != FORMAT_UNKNOWN && *found != in->as
		   ? read_not_as_said(in, "JSON")
		   : st;
}

/* The first character that is no blank, or 0. */
static char
first_character(struct str s)
{
	s = str_trim(s);
	return s.n > 0 ? s.p[0] : '\0';
}

/* An archive: a workbook, or the document in it, whose lines are told. */
static enum status
read_archive(struct input *in, enum format *found)
{
	const struct bom_file *file = &in->b->file[in->file];
	enum status (*take)(struct str bytes, const char *name,
	    struct arena *mem, struct str *document, struct findings *f);
	bool package = aasx_is(in->body);
	enum status st;

	if (!package && (book_is(in->body) || ods_is(in->body))) {
		*found = book_is(in->body) ? FORMAT_XLSX : FORMAT_ODS;
		return read_xlsx(in);
	}
	take = package              ? aasx_document
	       : tdxml_is(in->body) ? tdxml_document
				    : archive_document;
	st = take(in->body, file->name, &in->b->mem, &in->body, in->f);
	in->body = without_mark(in->body);
	if (st != ST_OK)
		return st;
	return first_character(in->body) == '{' ? read_json_as_said(in, found)
						: read_any_xml(in, found);
}

/* As every file of STEP, it begins with the number of its standard. */
static enum status
read_step_as_said(struct input *in, enum format *found)
{
	if (in->as != FORMAT_UNKNOWN && in->as != FORMAT_STEP)
		return read_not_as_said(in, "a STEP file");
	*found = FORMAT_STEP;
	return read_step(in);
}

/* XML in UTF-16, with its mark or without. */
static bool
is_wide_xml(struct str s)
{
	static const char starts[][5] = { "\xFF\xFE<\0", "\xFE\xFF\0<" };

	if (s.n >= 4 &&
	    (memcmp(s.p, starts[0], 4) == 0 || memcmp(s.p, starts[1], 4) == 0))
		return true;
	return s.n >= 2 && (memcmp(s.p, starts[0] + 2, 2) == 0 ||
			       memcmp(s.p, starts[1] + 2, 2) == 0);
}

static enum status
read_body(struct input *in, enum format *found)
{
	struct pos at = bom_pos(in->b, (struct place){ 1, 1, in->file });
	const struct signature *sig = find_signature(in->body);
	char first;

	if (archive_is(in->body))
		return read_archive(in, found);
	if (sig != NULL && str_starts(in->body, OLD_OFFICE) &&
	    memmem(in->body.p, in->body.n, locked, sizeof(locked)) != NULL)
		return findings_error(in->f, ST_SYNTAX, at,
		    "an Office file with a password: expected it without; "
		    "open it and save it without one");
	if (sig != NULL)
		return findings_error(in->f, sig->code, at, "%s", sig->text);
	first = first_character(without_mark(in->body));
	if (first == '<' || first == '{' || first == '[') {
		in->body = without_mark(in->body);
		return first == '<' ? read_any_xml(in, found)
				    : read_json_as_said(in, found);
	}
	if (is_wide_xml(in->body))
		return findings_error(in->f, ST_ENCODING, at,
		    "UTF-16 text: expected XML in UTF-8; save it as UTF-8");
	if (take_text(in) != ST_OK)
		return in->f->first.code;
	switch (first_character(in->body)) {
	case '\0':
		return findings_error(in->f, ST_SYNTAX, at,
		    "an empty file: expected XML, JSON, CSV or .xlsx");
	case '<':
		return findings_error(in->f, ST_ENCODING, at,
		    "XML that is read as a table's encoding: expected XML in "
		    "UTF-8; save it as UTF-8");
	case '{':
	case '[':
		return read_json_as_said(in, found);
	default:
		if (step_is(in->body) || in->as == FORMAT_STEP)
			return read_step_as_said(in, found);
		if (!columns_is(in->body))
			return read_any_csv(in, found);
		*found = FORMAT_COLUMNS;
		return columns_read(in);
	}
}

/* The file becomes one of the bom, which takes over its bytes; false: memory is
 * out. */
static bool
begin(struct input *in, const char *name, struct bytes *bytes)
{
	struct bom *b = in->b;
	uint32_t file = bom_add_file(b, name, bytes, ROLE_BOM);
	struct declaration *own = bom_add_declaration(b);

	if (file == BOM_NONE || own == NULL) {
		fields_nomem(in->f);
		return false;
	}
	in->file = (uint16_t)file;
	in->as = (uint8_t)wishes_format(b->wishes, name);
	in->decl = (uint32_t)b->ndecl - 1;
	b->file[file].decl = in->decl;
	own->at = (struct place){ 1, 0, in->file };
	in->body = (struct str){ b->file[file].bytes.p, b->file[file].bytes.n };
	progress_begin(b->progress, PROGRESS_READ, in->body.n);
	return true;
}

static void
tell_format(const struct input *in, enum format found)
{
	struct bom_file *file = &in->b->file[in->file];

	file->format = file->reads != NULL ? file->reads : format_name(found);
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

	*found = FORMAT_UNKNOWN;
	if (!begin(&in, name, bytes))
		return f->first.code;
	read_body(&in, found);
	tell_format(&in, *found);
	return f->errors > errors ? f->first.code : ST_OK;
}

/* The same of XML that is still being loaded. */
static enum status
read_coming(struct bom *b, const struct substance_table *chem, const char *name,
    struct coming *c, const struct coming_root *root, enum format *found,
    struct findings *f)
{
	struct input in = { .b = b, .chem = chem, .f = f };
	struct bytes bytes = c->bytes;
	size_t errors = f->errors;

	if (begin(&in, name, &bytes)) {
		in.coming = c;
		read_coming_xml(&in, root, found);
		tell_format(&in, *found);
	}
	c->bytes.p = NULL; /* the bom's, or freed */
	return f->errors > errors ? f->first.code : ST_OK;
}

enum status
bom_read(struct bom *b, const struct substance_table *chem, const char *path,
    enum format *found, struct findings *f)
{
	struct bytes bytes = { 0 };
	struct error err = { 0 };
	struct str file =
	    arena_copy(&b->mem, (struct str){ path, xlsx_path(path) });
	struct coming_root root;
	struct coming c;
	enum status st;

	*found = FORMAT_UNKNOWN;
	if (file.p == NULL)
		return fields_nomem(f);
	if (file_no_hole(file.p, &err) != ST_OK)
		return findings_take(f, &err);
	if (coming_open(&c, file.p, HALVES_LEAST, LIMIT_FILE)) {
		bool reads = wishes_format(b->wishes, path) == FORMAT_UNKNOWN &&
			     coming_xml_root(&c, &root);

		if (reads)
			st = read_coming(b, chem, path, &c, &root, found, f);
		coming_close(&c);
		if (reads)
			return st;
	}
	st = file_load(file.p, LIMIT_FILE, &bytes, &err);
	if (st != ST_OK)
		return findings_take(f, &err);
	return bom_read_bytes(b, chem, path, &bytes, found, f);
}
