/* SPDX-License-Identifier: Apache-2.0 */
/* archive - the document in a ZIP archive; see archive.h. */
#include "core/bom/archive.h"

#include "core/base/limits.h"

#include <string.h>
#include <zip.h>

struct opened {
	zip_t *zip;
	struct pos at;
	struct findings *f;
};

bool
archive_is(struct str bytes)
{
	return str_starts(bytes, "PK\x03\x04") ||
	       str_starts(bytes, "PK\x05\x06"); /* an empty one */
}

static enum status
open_archive(struct opened *o, struct str bytes)
{
	zip_error_t err;
	zip_source_t *source;

	zip_error_init(&err);
	source = zip_source_buffer_create(bytes.p, bytes.n, 0, &err);
	if (source != NULL)
		o->zip = zip_open_from_source(source, ZIP_RDONLY, &err);
	if (o->zip == NULL) {
		findings_error(o->f, ST_SYNTAX, o->at,
		    "a broken ZIP archive (%s): expected a whole one",
		    zip_error_strerror(&err));
		if (source != NULL)
			zip_source_free(source);
	}
	zip_error_fini(&err);
	return o->zip != NULL ? ST_OK : ST_SYNTAX;
}

static bool
ends_in(struct str name, const char *end)
{
	size_t n = strlen(end);

	return name.n >= n &&
	       str_is_nocase((struct str){ name.p + name.n - n, n }, end);
}

/* What is in an archive. */
struct inside {
	zip_int64_t xml, package; /* the last of each; -1: none */
	size_t nxml;
	bool office; /* of Office: .xlsx, .docx */
};

static void
look_at(struct inside *in, zip_int64_t i, struct str name)
{
	if (str_is(name, "[Content_Types].xml"))
		in->office = true;
	/* the folder that one system adds for its own */
	if (!ends_in(name, ".xml") || str_starts(name, "__MACOSX/"))
		return;
	in->xml = i;
	in->nxml++;
	if (str_is_nocase(name, "pdx.xml") || ends_in(name, "/pdx.xml"))
		in->package = i;
}

static enum status
find_document(struct opened *o, zip_int64_t *document)
{
	zip_int64_t n = zip_get_num_entries(o->zip, 0);
	struct inside in = { -1, -1, 0, false };

	if (n > LIMIT_ARCHIVE_ENTRIES)
		return findings_error(o->f, ST_LIMIT, o->at,
		    "an archive of %lld files: expected at most %d",
		    (long long)n, LIMIT_ARCHIVE_ENTRIES);
	for (zip_int64_t i = 0; i < n; i++) {
		const char *name =
		    zip_get_name(o->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);

		if (name != NULL)
			look_at(&in, i, str_of(name));
	}
	if (in.office)
		return findings_error(o->f, ST_SYNTAX, o->at,
		    "an Office document, such as .xlsx: expected XML or CSV; "
		    "save a spreadsheet as CSV UTF-8");
	*document = in.package >= 0 ? in.package : in.xml;
	if (in.package < 0 && in.nxml != 1)
		return findings_error(o->f, ST_SYNTAX, o->at,
		    "an archive with %zu XML files: expected one, or pdx.xml; "
		    "unpack it and give those that are meant",
		    in.nxml);
	return ST_OK;
}

static enum status
check_entry(struct opened *o, const zip_stat_t *st)
{
	struct str name = str_clip(str_of(st->name), 80);

	if ((st->valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
	    st->encryption_method != ZIP_EM_NONE)
		return findings_error(o->f, ST_SYNTAX, o->at,
		    "%.*s in the archive is encrypted: expected it without a "
		    "password",
		    STR_ARG(name));
	if ((st->valid & ZIP_STAT_SIZE) == 0 || st->size > LIMIT_ARCHIVE_FILE)
		return findings_error(o->f, ST_LIMIT, o->at,
		    "%.*s in the archive has %llu bytes: expected at most %zu; "
		    "unpack it",
		    STR_ARG(name), (unsigned long long)st->size,
		    LIMIT_ARCHIVE_FILE);
	return ST_OK;
}

/* All bytes of an entry, and not one more: a wrong size or sum is a fault. */
static enum status
read_entry(struct opened *o, zip_int64_t i, struct arena *a, struct str *out)
{
	zip_file_t *file;
	enum status st;
	zip_stat_t stat;
	size_t got = 0;
	zip_int64_t n = 1;
	char *p;

	zip_stat_init(&stat);
	if (zip_stat_index(o->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW, &stat) != 0)
		return findings_error(o->f, ST_SYNTAX, o->at,
		    "a broken ZIP archive (%s): expected a whole one",
		    zip_strerror(o->zip));
	st = check_entry(o, &stat);
	if (st != ST_OK)
		return st;
	p = TAKE(a, char, (size_t)stat.size + 1);
	if (p == NULL)
		return findings_error(
		    o->f, ST_NOMEM, pos_none, "out of memory");
	file = zip_fopen_index(o->zip, (zip_uint64_t)i, 0);
	/* the byte behind the last finds the end, where the sum is checked */
	while (file != NULL && n > 0 && got <= stat.size) {
		n = zip_fread(file, p + got, (zip_uint64_t)stat.size + 1 - got);
		if (n > 0)
			got += (size_t)n;
	}
	if (file == NULL || n < 0 || got != stat.size)
		st = findings_error(o->f, ST_SYNTAX, o->at,
		    "%.*s in the archive cannot be unpacked: expected a whole "
		    "archive",
		    STR_ARG(str_clip(str_of(stat.name), 80)));
	if (file != NULL)
		zip_fclose(file);
	*out = (struct str){ p, got };
	return st;
}

enum status
archive_document(struct str bytes, const char *file, struct arena *a,
    struct str *document, struct findings *f)
{
	struct opened o = { .at = { file, 0, 0 }, .f = f };
	enum status st = open_archive(&o, bytes);
	zip_int64_t i = -1;

	if (st == ST_OK)
		st = find_document(&o, &i);
	if (st == ST_OK)
		st = read_entry(&o, i, a, document);
	if (o.zip != NULL)
		zip_discard(o.zip);
	return st;
}
