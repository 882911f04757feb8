/* SPDX-License-Identifier: Apache-2.0 */
/* archive - the document in a ZIP archive; see archive.h. */
#include "core/bom/archive.h"

#include "core/base/limits.h"

#include <string.h>
#include <zip.h>

bool
archive_is(struct str bytes)
{
	return str_starts(bytes, "PK\x03\x04") ||
	       str_starts(bytes, "PK\x05\x06"); /* an empty one */
}

/* Of two files of one name some programs read the first, some the last. */
static enum status
check_names(const struct archive *a)
{
	for (size_t i = 0; i < archive_count(a); i++) {
		const char *name = zip_get_name(a->zip, i, 0);

		if (name != NULL &&
		    zip_name_locate(a->zip, name, 0) != (zip_int64_t)i)
			return findings_error(a->f, ST_DUPLICATE, a->at,
			    "%.*s for the second time in the archive: "
			    "expected each name once, for programs differ in "
			    "which one they read",
			    STR_ARG(str_clip(str_of(name), 80)));
	}
	return ST_OK;
}

enum status
archive_open(
    struct archive *a, struct str bytes, const char *file, struct findings *f)
{
	zip_error_t err;
	zip_source_t *source;

	*a = (struct archive){ .at = { file, 0, 0 }, .f = f };
	zip_error_init(&err);
	source = zip_source_buffer_create(bytes.p, bytes.n, 0, &err);
	if (source != NULL)
		a->zip = zip_open_from_source(source, ZIP_RDONLY, &err);
	if (a->zip == NULL) {
		findings_error(f, ST_SYNTAX, a->at,
		    "a broken ZIP archive (%s): expected a whole one",
		    zip_error_strerror(&err));
		if (source != NULL)
			zip_source_free(source);
	} else if (archive_count(a) > LIMIT_ARCHIVE_ENTRIES) {
		findings_error(f, ST_LIMIT, a->at,
		    "an archive of %zu files: expected at most %d",
		    archive_count(a), LIMIT_ARCHIVE_ENTRIES);
		archive_close(a);
	}
	if (a->zip != NULL && check_names(a) != ST_OK)
		archive_close(a);
	zip_error_fini(&err);
	return a->zip != NULL ? ST_OK : f->first.code;
}

void
archive_close(struct archive *a)
{
	if (a->zip != NULL)
		zip_discard(a->zip);
	a->zip = NULL;
}

size_t
archive_count(const struct archive *a)
{
	zip_int64_t n = zip_get_num_entries(a->zip, 0);

	return n > 0 ? (size_t)n : 0;
}

const char *
archive_name(const struct archive *a, size_t i)
{
	return zip_get_name(a->zip, i, ZIP_FL_ENC_RAW);
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
	size_t nxml, npackage;
};

static void
look_at(struct inside *in, zip_int64_t i, struct str name)
{
	/* the folder that one system adds for its own */
	if (!ends_in(name, ".xml") || str_starts(name, "__MACOSX/"))
		return;
	in->xml = i;
	in->nxml++;
	if (str_is_nocase(name, "pdx.xml") || ends_in(name, "/pdx.xml")) {
		in->package = i;
		in->npackage++;
	}
}

static enum status
find_document(const struct archive *a, zip_int64_t *document)
{
	struct inside in = { .xml = -1, .package = -1 };

	for (size_t i = 0; i < archive_count(a); i++) {
		const char *name = archive_name(a, i);

		if (name != NULL)
			look_at(&in, (zip_int64_t)i, str_of(name));
	}
	if (in.npackage > 1)
		return findings_error(a->f, ST_SYNTAX, a->at,
		    "an archive with %zu files pdx.xml: expected one; unpack "
		    "it and give the one that is meant",
		    in.npackage);
	*document = in.package >= 0 ? in.package : in.xml;
	if (in.package < 0 && in.nxml != 1)
		return findings_error(a->f, ST_SYNTAX, a->at,
		    "an archive with %zu XML files: expected one, or pdx.xml; "
		    "unpack it and give those that are meant",
		    in.nxml);
	return ST_OK;
}

static enum status
check_entry(const struct archive *a, const zip_stat_t *st, size_t most)
{
	struct str name = str_clip(str_of(st->name), 80);

	if ((st->valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
	    st->encryption_method != ZIP_EM_NONE)
		return findings_error(a->f, ST_SYNTAX, a->at,
		    "%.*s in the archive is encrypted: expected it without a "
		    "password",
		    STR_ARG(name));
	if ((st->valid & ZIP_STAT_SIZE) == 0 || st->size > most)
		return findings_error(a->f, ST_LIMIT, a->at,
		    "%.*s in the archive has %llu bytes: expected at most %zu; "
		    "unpack it",
		    STR_ARG(name), (unsigned long long)st->size, most);
	return ST_OK;
}

/* It grew more than any text that people write, and is large. */
static enum status
check_swelling(const struct archive *a, const zip_stat_t *st)
{
	if (st->size <= LIMIT_ARCHIVE_FILE ||
	    (st->valid & ZIP_STAT_COMP_SIZE) == 0 ||
	    st->size / LIMIT_ARCHIVE_SWELL <= st->comp_size)
		return ST_OK;
	return findings_error(a->f, ST_LIMIT, a->at,
	    "%.*s in the archive swells from %llu to %llu bytes: expected "
	    "less than %dfold",
	    STR_ARG(str_clip(str_of(st->name), 80)),
	    (unsigned long long)st->comp_size, (unsigned long long)st->size,
	    LIMIT_ARCHIVE_SWELL);
}

static enum status
say_broken_file(const struct archive_file *x)
{
	return findings_error(x->of->f, ST_SYNTAX, x->of->at,
	    "%.*s in the archive cannot be unpacked: expected a whole "
	    "archive",
	    STR_ARG(str_clip(str_of(x->name), 80)));
}

enum status
archive_start(struct archive *a, size_t i, size_t most, struct archive_file *x)
{
	zip_stat_t stat;
	enum status st;

	*x = (struct archive_file){ .of = a };
	zip_stat_init(&stat);
	if (zip_stat_index(a->zip, i, ZIP_FL_ENC_RAW, &stat) != 0)
		return findings_error(a->f, ST_SYNTAX, a->at,
		    "a broken ZIP archive (%s): expected a whole one",
		    zip_strerror(a->zip));
	st = check_entry(a, &stat, most);
	if (st == ST_OK)
		st = check_swelling(a, &stat);
	if (st != ST_OK)
		return st;
	x->name = stat.name;
	x->size = stat.size;
	x->file = zip_fopen_index(a->zip, i, 0);
	return x->file != NULL ? ST_OK : say_broken_file(x);
}

int64_t
archive_read(struct archive_file *x, char *p, size_t n)
{
	zip_int64_t got = zip_fread(x->file, p, n);

	/* the end is where it said, and there its sum is checked */
	if (got < 0 || (uint64_t)got > x->size - x->got ||
	    (got == 0 && x->got != x->size)) {
		say_broken_file(x);
		return -1;
	}
	x->got += (uint64_t)got;
	return got;
}

void
archive_stop(struct archive_file *x)
{
	if (x->file != NULL)
		zip_fclose(x->file);
	x->file = NULL;
}

/* All bytes of an entry, and not one more: a wrong size or sum is a fault. */
enum status
archive_entry(struct archive *a, size_t i, struct arena *mem, struct str *out)
{
	struct archive_file x;
	enum status st = archive_start(a, i, LIMIT_ARCHIVE_FILE, &x);
	int64_t n = 1;
	char *p;

	if (st != ST_OK)
		return st;
	p = TAKE(mem, char, (size_t)x.size + 1);
	if (p == NULL) {
		archive_stop(&x);
		return findings_error(
		    a->f, ST_NOMEM, pos_none, "out of memory");
	}
	/* the byte behind the last finds the end */
	while (n > 0)
		n = archive_read(&x, p + x.got, (size_t)(x.size - x.got) + 1);
	*out = (struct str){ p, (size_t)x.got };
	archive_stop(&x);
	return n == 0 ? ST_OK : ST_SYNTAX;
}

enum status
archive_document(struct str bytes, const char *file, struct arena *mem,
    struct str *document, struct findings *f)
{
	struct archive a;
	enum status st = archive_open(&a, bytes, file, f);
	zip_int64_t i = -1;

	if (st != ST_OK)
		return st;
	st = find_document(&a, &i);
	if (st == ST_OK)
		st = archive_entry(&a, (size_t)i, mem, document);
	archive_close(&a);
	return st;
}
