/* SPDX-License-Identifier: Apache-2.0 */
/* wishes - what the command line says of a file; see wishes.h. */
#include "core/bom/table/wishes.h"

#include "core/bom/table/csv_preset.h"
#include "core/bom/table/encoding.h"

#include <string.h>

/* What stands behind "FILE=" of that file; the whole word if it has no file;
 * NULL: it is about another. */
static const char *
about(const char *word, const char *file)
{
	const char *equals = strrchr(word, '=');
	size_t n;

	if (equals == NULL)
		return word;
	n = (size_t)(equals - word);
	return strlen(file) == n && memcmp(file, word, n) == 0 ? equals + 1
							       : NULL;
}

/* What is said of the file itself goes before what is said of all. */
const char *
wishes_word(const char *const *word, size_t n, const char *file)
{
	const char *of_all = NULL;

	for (size_t i = 0; i < n; i++) {
		const char *said = about(word[i], file);

		if (said != NULL && said != word[i])
			return said;
		if (said != NULL)
			of_all = said;
	}
	return of_all;
}

const char *
wishes_encoding(const struct wishes *r, const char *file)
{
	return r != NULL ? wishes_word(r->encoding, r->nencoding, file) : NULL;
}

enum decimal
wishes_decimal(const struct wishes *w, const char *file)
{
	const char *said =
	    w != NULL ? wishes_word(w->decimal, w->ndecimal, file) : NULL;

	return said != NULL ? decimal_named(str_of(said)) : DECIMAL_UNSAID;
}

enum format
wishes_format(const struct wishes *w, const char *file)
{
	const char *said =
	    w != NULL ? wishes_word(w->format, w->nformat, file) : NULL;

	return said != NULL ? format_find(str_of(said)) : FORMAT_UNKNOWN;
}

const struct preset *
wishes_preset(const struct wishes *w, const char *file)
{
	const char *said =
	    w != NULL ? wishes_word(w->format, w->nformat, file) : NULL;

	return said != NULL ? preset_find(str_of(said)) : NULL;
}

static bool
is_system(struct str name)
{
	const struct preset *p = preset_find(name);

	return p != NULL && p != &preset_none;
}

static enum status
check_formats(const struct wishes *w, struct error *err)
{
	char words[300], systems[100];

	for (size_t i = 0; i < w->nformat; i++) {
		const char *equals = strrchr(w->format[i], '=');
		const char *name = equals != NULL ? equals + 1 : w->format[i];

		if (format_find(str_of(name)) != FORMAT_UNKNOWN ||
		    is_system(str_of(name)))
			continue;
		format_words(words, sizeof(words));
		preset_words(systems, sizeof(systems));
		return error_set(err, ST_USAGE, pos_none,
		    "--format \"%.60s\": expected one of %s; or of %s", name,
		    words, systems);
	}
	return ST_OK;
}

static bool
is_about_any(const char *word, const char *const *file, size_t nfile)
{
	for (size_t i = 0; i < nfile; i++)
		if (about(word, file[i]) != NULL)
			return true;
	return false;
}

enum status
wishes_check(const struct wishes *r, struct error *err)
{
	for (size_t i = 0; i < r->nencoding; i++) {
		const char *equals = strrchr(r->encoding[i], '=');
		const char *name = equals != NULL ? equals + 1 : r->encoding[i];

		if (encoding_named(str_of(name)) == ENCODING_COUNT)
			return error_set(err, ST_USAGE, pos_none,
			    "encoding \"%.60s\": expected " ENCODING_NAMES,
			    name);
	}
	for (size_t i = 0; i < r->ndecimal; i++) {
		const char *equals = strrchr(r->decimal[i], '=');
		const char *name = equals != NULL ? equals + 1 : r->decimal[i];

		if (decimal_named(str_of(name)) == DECIMAL_UNSAID)
			return error_set(err, ST_USAGE, pos_none,
			    "--decimal \"%.60s\": expected comma or point",
			    name);
	}
	return check_formats(r, err);
}

static enum status
check_words(const char *const *word, size_t n, const char *option,
    const char *const *file, size_t nfile, struct error *err)
{
	for (size_t i = 0; i < n; i++)
		if (!is_about_any(word[i], file, nfile))
			return error_set(err, ST_USAGE, pos_none,
			    "--%s \"%.120s\" is about no file that is read: "
			    "expected its name as it is given here",
			    option, word[i]);
	return ST_OK;
}

enum status
wishes_check_files(const struct wishes *r, const char *const *file,
    size_t nfile, struct error *err)
{
	enum status st = check_words(
	    r->encoding, r->nencoding, "encoding", file, nfile, err);

	if (st == ST_OK)
		st = check_words(
		    r->decimal, r->ndecimal, "decimal", file, nfile, err);
	if (st == ST_OK)
		st = check_words(
		    r->format, r->nformat, "format", file, nfile, err);
	return st;
}
