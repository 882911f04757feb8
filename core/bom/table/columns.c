/* SPDX-License-Identifier: Apache-2.0 */
/* columns - what a file says of the columns of tables; see columns.h. */
#include "core/bom/table/columns.h"

#include "core/base/guard.h"
#include "core/bom/field/bundle.h"
#include "core/bom/field/numeral.h"
#include "core/bom/sheet/read_xlsx.h"
#include "core/bom/table/csv_preset.h"
#include "core/bom/table/decimal.h"
#include "core/bom/table/encoding.h"
#include "core/bom/table/wide.h"

#include <fnmatch.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define FIRST_LINE "retrace columns"

/* Takes a line off s. */
static struct str
take_line(struct str *s)
{
	const char *eol = memchr(s->p, '\n', s->n);
	struct str line = { s->p, eol != NULL ? (size_t)(eol - s->p) : s->n };
	size_t n = eol != NULL ? line.n + 1 : line.n;

	s->p += n;
	s->n -= n;
	return str_trim(line);
}

bool
columns_is(struct str s)
{
	struct str line = take_line(&s);

	return str_is_nocase(line, FIRST_LINE);
}

static struct str
unquoted(struct str s)
{
	s = str_trim(s);
	if (s.n > 1 && s.p[0] == '"' && s.p[s.n - 1] == '"')
		s = (struct str){ s.p + 1, s.n - 2 };
	return s;
}

/* "each" is a unit, and a column of declarations: here it is the unit. */
static bool
is_unit(enum csv_column left, struct str right)
{
	return (left == COL_UNIT || left == COL_MASS_UNIT) &&
	       unit_find(right) != UNIT_NONE;
}

/* "Nd (%)", "mining country": what a heading may say by itself. */
static bool
means_heading(struct str s)
{
	struct wide w;

	switch (wide_read(s, &w)) {
	case WIDE_CLAIM:
	case WIDE_LIMIT:
		return w.unit != UNIT_NONE;
	case WIDE_STAGE:
		return w.sure;
	case WIDE_GROUP:
	case WIDE_GROUP_AMOUNT:
	case WIDE_RECIPE:
	case WIDE_ASKED:
		return true;
	default:
		return false;
	}
}

/* "unit "Gebinde"": the word in quotes; empty: none. */
static struct str
unit_word(struct str left)
{
	static const char begin[] = "unit ";
	const size_t n = sizeof(begin) - 1;
	struct str s;

	if (left.n <= n || !str_is_nocase((struct str){ left.p, n }, begin))
		return STR("");
	s = str_trim((struct str){ left.p + n, left.n - n });
	return s.n > 2 && s.p[0] == '"' && s.p[s.n - 1] == '"' ? unquoted(s)
							       : STR("");
}

/* "each", "1000 each", "0.5 kg": a unit that is known, and how many of it. */
static bool
is_so_many(struct str s)
{
	struct str number = numeral_take(&s);

	for (size_t i = 0; i < number.n; i++)
		if (!char_is_digit(number.p[i]) && number.p[i] != '.')
			return false;
	return unit_find(s) != UNIT_NONE || bundle_find(s) != UNIT_NONE;
}

/* What the line means; false: nothing.  quoted: the right side is words. */
static bool
understand(struct columns_line *l, bool quoted)
{
	bool ignore = !quoted && str_is_nocase(l->right, "ignore");
	enum csv_column left = csv_column_find(l->left);
	enum csv_column right = quoted || is_unit(left, l->right)
				    ? COL_COUNT
				    : csv_column_find(l->right);

	l->column = COL_COUNT;
	if (unit_word(l->left).n > 0) {
		l->kind = COLUMNS_UNIT;
		l->left = unit_word(l->left);
		return is_so_many(l->right);
	}
	if (str_is_nocase(l->left, "decimal")) {
		l->kind = COLUMNS_DECIMAL;
		return decimal_named(l->right) != DECIMAL_UNSAID;
	}
	if (str_is_nocase(l->left, "encoding")) {
		l->kind = COLUMNS_ENCODING;
		return encoding_named(l->right) != ENCODING_COUNT;
	}
	if (str_is_nocase(l->left, "preset")) {
		l->kind = COLUMNS_PRESET;
		return preset_find(l->right) != NULL;
	}
	if (str_is_nocase(l->left, "quantities")) {
		l->kind = COLUMNS_TOTALS;
		return str_is_nocase(l->right, COLUMNS_OF_PRODUCT) ||
		       str_is_nocase(l->right, COLUMNS_OF_PARENT);
	}
	if (str_is_nocase(l->left, "top rows")) {
		l->kind = COLUMNS_TOPS;
		return str_is_nocase(l->right, COLUMNS_PARTS) ||
		       str_is_nocase(l->right, COLUMNS_PRODUCTS);
	}
	if (ignore || right != COL_COUNT) {
		l->kind = COLUMNS_HEADING;
		l->column = (uint8_t)right;
		return l->left.n > 0;
	}
	if (!quoted && means_heading(l->right)) {
		l->kind = COLUMNS_WIDE;
		return l->left.n > 0;
	}
	l->kind = COLUMNS_FIXED;
	l->column = (uint8_t)left;
	return left != COL_COUNT && l->right.n > 0;
}

static enum status
refuse(const struct input *in, struct str line, struct pos at)
{
	return findings_error(in->f, ST_SYNTAX, at,
	    "\"%.*s\": expected a heading = a column such as part, = what "
	    "it is about such as Nd (%%), or = ignore; a column = what each "
	    "row says; decimal = comma or point; "
	    "encoding = its name; preset = a system; quantities = of the "
	    "product or of the part above; top rows = products or parts; "
	    "unit \"word\" = a unit, or a number of it; or for and a file",
	    STR_ARG(str_clip(line, 60)));
}

static enum status
read_line(
    const struct input *in, struct str line, struct pos at, const char **file)
{
	struct arena *mem = &in->b->mem;
	const char *equals = memrchr(line.p, '=', line.n);
	struct columns_line said = { .next = in->b->columns }, *l;

	if (equals == NULL && line.n > 4 &&
	    str_is_nocase((struct str){ line.p, 4 }, "for ")) {
		*file = arena_copy(
		    mem, unquoted((struct str){ line.p + 4, line.n - 4 }))
			    .p;
		return *file != NULL ? ST_OK : fields_nomem(in->f);
	}
	if (equals == NULL)
		return refuse(in, line, at);
	said.file = *file;
	said.left = unquoted((struct str){ line.p, (size_t)(equals - line.p) });
	said.right = unquoted(
	    (struct str){ equals + 1, line.n - (size_t)(equals - line.p) - 1 });
	if (!understand(&said, line.p[line.n - 1] == '"'))
		return refuse(in, line, at);
	l = TAKE(mem, struct columns_line, 1);
	if (l == NULL)
		return fields_nomem(in->f);
	*l = said;
	in->b->columns = l;
	return ST_OK;
}

enum status
columns_read(const struct input *in)
{
	struct pos at = { in->b->file[in->file].name, 1, 1 };
	struct str rest = in->body, line;
	const char *file = NULL;
	size_t errors = in->f->errors;

	if (in->body.n > LIMIT_SMALL_FILE)
		return findings_error(in->f, ST_LIMIT, at,
		    "a file of columns of %zu bytes: expected at most %zu",
		    in->body.n, LIMIT_SMALL_FILE);
	for (take_line(&rest); rest.n > 0;) {
		if (at.line++ == LIMIT_COLUMNS_LINES)
			return findings_error(in->f, ST_LIMIT, at,
			    "a file of columns of more than %d lines: expected "
			    "fewer",
			    LIMIT_COLUMNS_LINES);
		line = take_line(&rest);
		if (line.n > 0 && line.p[0] != '#')
			read_line(in, line, at, &file);
	}
	return in->f->errors > errors ? in->f->first.code : ST_OK;
}

/* Is the line about that file?  Its folders do not count.  A sheet goes by its
 * own name, in which brackets are no pattern, or by that of its workbook. */
static bool
is_about(const struct columns_line *l, const char *file)
{
	size_t n = xlsx_path(file), folders = n;
	char book[PATH_MAX];

	if (l->file == NULL)
		return true;
	while (folders > 0 && file[folders - 1] != '/')
		folders--;
	if (strcmp(l->file, file + folders) == 0 ||
	    fnmatch(l->file, file + folders, 0) == 0)
		return true;
	if (file[n] == '\0' || n - folders >= sizeof(book))
		return false;
	snprintf(
	    book, sizeof(book), "%.*s", (int)(n - folders), file + folders);
	return fnmatch(l->file, book, 0) == 0;
}

bool
columns_find(const struct columns_line *l, const char *file, struct str heading,
    enum csv_column *column)
{
	for (; l != NULL; l = l->next)
		if ((l->kind == COLUMNS_HEADING || l->kind == COLUMNS_WIDE) &&
		    is_about(l, file) && csv_same_name(l->left, heading)) {
			*column = (enum csv_column)l->column;
			return true;
		}
	return false;
}

bool
columns_means(const struct columns_line *l, const char *file,
    struct str heading, struct str *means)
{
	for (; l != NULL; l = l->next)
		if ((l->kind == COLUMNS_HEADING || l->kind == COLUMNS_WIDE) &&
		    is_about(l, file) && csv_same_name(l->left, heading)) {
			*means = l->right;
			return l->kind == COLUMNS_WIDE;
		}
	return false;
}

const struct columns_line *
columns_unit(const struct columns_line *l, const char *file, struct str word)
{
	while (l != NULL && !(l->kind == COLUMNS_UNIT && is_about(l, file) &&
				word.n == l->left.n &&
				strncasecmp(word.p, l->left.p, word.n) == 0))
		l = l->next;
	return l;
}

const struct columns_line *
columns_said(const struct columns_line *l, const char *file,
    enum columns_kind kind, enum csv_column column)
{
	while (l != NULL && !(l->kind == kind && is_about(l, file) &&
				(kind != COLUMNS_FIXED || l->column == column)))
		l = l->next;
	return l;
}
