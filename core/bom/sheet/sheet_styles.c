/* SPDX-License-Identifier: Apache-2.0 */
/* sheet_styles - how cells show their numbers; see sheet_styles.h. */
#include "core/bom/sheet/sheet_styles.h"

#include "core/base/limits.h"
#include "core/bom/field/currency.h"

#include <stdlib.h>
#include <string.h>

struct reading {
	struct styles *s;
	struct book *b;
	bool cells; /* inside <cellXfs> */
};

/* What a format is made of, up to its first semicolon. */
struct signs {
	bool day, month, clock, percent, digit, other;
};

/* Text of a format that looks like places for digits. */
static bool
has_places(const char *p, size_t n)
{
	return memchr(p, '0', n) != NULL || memchr(p, '#', n) != NULL;
}

/* Behind the sign at p: what is quoted, in brackets or escaped is text. */
static size_t
take_sign(struct str s, struct signs *out)
{
	const char *end;
	size_t n;

	switch (s.p[0]) {
	case '"':
	case '[':
		end = memchr(s.p + 1, s.p[0] == '"' ? '"' : ']', s.n - 1);
		n = end != NULL ? (size_t)(end - s.p) + 1 : s.n;
		out->clock |=
		    n > 1 && s.p[0] == '[' && strchr("hHmMsS", s.p[1]) != NULL;
		out->other |= s.p[0] == '[' || has_places(s.p, n);
		return n;
	case '\\':
	case '_':
	case '*':
		n = s.n > 1 ? 2 : 1;
		out->other |= s.p[0] != '\\' || has_places(s.p, n);
		return n;
	case 'y':
	case 'Y':
	case 'd':
	case 'D':
		out->day = true;
		return 1;
	case 'm':
	case 'M':
		out->month = true;
		return 1;
	case 'h':
	case 'H':
	case 's':
	case 'S':
		out->clock = true;
		return 1;
	case '%':
		out->percent = true;
		return 1;
	case '0':
	case '#':
		out->digit = true;
		return 1;
	case '-':
	case ' ':
		return 1;
	default:
		out->other = true;
		return 1;
	}
}

/* Signs of several currencies, by the language that stands behind them. */
static const struct {
	const char *sign, *language, *code;
} languages[] = { { "$", "409", "USD" }, { "$", "1009", "CAD" },
	{ "$", "C09", "AUD" }, { "$", "1409", "NZD" }, { "$", "4809", "SGD" },
	{ "$", "1004", "SGD" }, { "$", "C04", "HKD" }, { "$", "404", "TWD" },
	{ "$", "80A", "MXN" }, { "\xC2\xA5", "804", "CNY" },
	{ "\xC2\xA5", "411", "JPY" }, { "\xEF\xBF\xA5", "804", "CNY" },
	{ "\xEF\xBF\xA5", "411", "JPY" }, { "kr", "41D", "SEK" },
	{ "kr", "406", "DKK" }, { "kr", "414", "NOK" },
	{ "kr.", "406", "DKK" } };

/* The currency of a sign, or the sign where it may be several; false: none. */
static bool
take_currency(struct str sign, struct str language, char out[8])
{
	struct str code;
	enum currency_kind kind;

	sign = str_trim(sign);
	for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++)
		if (str_is(sign, languages[i].sign) &&
		    str_is_nocase(language, languages[i].language)) {
			memcpy(out, languages[i].code, 4);
			return true;
		}
	kind = currency_find(sign, &code);
	if (kind == CURRENCY_NONE || sign.n > 7)
		return false;
	if (kind == CURRENCY_YUAN_OR_YEN || str_is(sign, "$"))
		code = sign;
	memcpy(out, code.p, code.n);
	out[code.n] = '\0';
	return true;
}

/* What stands in quotes, or between "[$" and its end; else one sign that is
 * written as it is.  *n: how long all of it is. */
static struct str
next_sign(struct str s, struct str *language, size_t *n)
{
	static const char *const plain[] = { "$", "\xE2\x82\xAC", "\xC2\xA3",
		"\xC2\xA5" };
	char close = s.p[0] == '"' ? '"' : ']';
	const char *end, *dash;
	struct str in;

	*language = STR("");
	*n = s.p[0] == '\\' && s.n > 1 ? 2 : 1;
	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		if (str_starts(
			(struct str){ s.p + *n - 1, s.n - *n + 1 }, plain[i])) {
			*n += strlen(plain[i]) - 1;
			return str_of(plain[i]);
		}
	if (s.p[0] != '"' && s.p[0] != '[')
		return STR("");
	end = memchr(s.p + 1, close, s.n - 1);
	*n = end != NULL ? (size_t)(end - s.p) + 1 : s.n;
	in = (struct str){ s.p + 1, *n - 1 - (end != NULL) };
	if (close == '"')
		return in;
	if (!str_starts(in, "$"))
		return STR("");
	in = (struct str){ in.p + 1, in.n - 1 };
	dash = in.n > 0 ? memchr(in.p, '-', in.n) : NULL;
	if (dash != NULL) {
		*language =
		    (struct str){ dash + 1, in.n - (size_t)(dash - in.p) - 1 };
		in.n = (size_t)(dash - in.p);
	}
	return in;
}

/* The first currency that the format shows, up to its first semicolon. */
static void
find_currency(struct str format, char out[8])
{
	struct str language, sign;
	size_t n;

	out[0] = '\0';
	while (format.n > 0 && format.p[0] != ';') {
		sign = next_sign(format, &language, &n);
		if (sign.n > 0 && take_currency(sign, language, out))
			return;
		format.p += n;
		format.n -= n;
	}
}

/* A plain number that shows a currency, or none. */
static struct style
plain_style(struct str format)
{
	struct style style = { .kind = STYLE_PLAIN, .pattern = STR("") };

	find_currency(format, style.currency);
	return style;
}

struct style
style_of(struct str format)
{
	struct str whole = format;
	struct signs x = { 0 };
	struct str rest = format;

	if (str_is_nocase(format, "General") || str_is(format, "@"))
		return (struct style){ .kind = STYLE_PLAIN };
	while (rest.n > 0 && rest.p[0] != ';') {
		size_t n = take_sign(rest, &x);

		rest.p += n;
		rest.n -= n;
	}
	format.n -= rest.n;
	if (x.day || (x.month && !x.clock && !x.digit))
		return (struct style){ .kind = STYLE_DATE };
	if (x.percent)
		return (struct style){ .kind = STYLE_PERCENT };
	if (x.digit && !x.other && !x.month && !x.clock)
		return (
		    struct style){ .kind = STYLE_DIGITS, .pattern = format };
	return plain_style(whole);
}

/* Formats that every workbook has by number. */
static struct style
built_in(uint32_t number)
{
	bool percent = number == 9 || number == 10;
	/* the last two ranges are days in the languages of East Asia */
	bool date = (number >= 14 && number <= 17) || number == 22 ||
		    (number >= 27 && number <= 31) || number == 36 ||
		    (number >= 50 && number <= 54) ||
		    (number >= 57 && number <= 58);

	return (struct style){ .kind = percent ? STYLE_PERCENT
				       : date  ? STYLE_DATE
					       : STYLE_PLAIN };
}

static bool
nomem(struct reading *r)
{
	findings_error(r->b->archive.f, ST_NOMEM, pos_none, "out of memory");
	return false;
}

static bool
add_format(struct reading *r, const struct part_tag *tag)
{
	struct styles *s = r->s;
	struct str code = part_value(tag, "numFmtId");
	struct str format = arena_copy(&s->mem, part_value(tag, "formatCode"));
	struct style *list =
	    array_grow(s->made, &s->made_cap, s->codes.n + 1, sizeof(*list));
	uint32_t number, id;

	if (list == NULL || format.p == NULL)
		return nomem(r);
	s->made = list;
	if (!part_number(code, UINT32_MAX, &number))
		return true;
	id = intern_copy(
	    &s->codes, (struct str){ (const char *)&number, sizeof(number) });
	if (id == INTERN_NONE)
		return nomem(r);
	list[id] = style_of(format);
	return true;
}

static bool
add_cell(struct reading *r, const struct part_tag *tag)
{
	struct styles *s = r->s;
	struct style *list =
	    array_grow(s->cell, &s->cap, s->n + 1, sizeof(*list));
	uint32_t number = 0, id;

	if (list == NULL)
		return nomem(r);
	s->cell = list;
	part_number(part_value(tag, "numFmtId"), UINT32_MAX, &number);
	/* those that the workbook makes stand before the cells */
	id = intern_find(
	    &s->codes, (struct str){ (const char *)&number, sizeof(number) });
	list[s->n++] = id != INTERN_NONE ? s->made[id] : built_in(number);
	return true;
}

/* Of the cell before it. */
static void
add_indent(struct styles *s, const struct part_tag *tag)
{
	uint32_t steps = 0;

	if (s->n > 0 &&
	    part_number(part_value(tag, "indent"), UINT8_MAX, &steps))
		s->cell[s->n - 1].indent = (uint8_t)steps;
}

static bool
on_start(void *ctx, const struct part_tag *tag)
{
	struct reading *r = ctx;

	if (strcmp(tag->name, "cellXfs") == 0)
		r->cells = true;
	else if (strcmp(tag->name, "numFmt") == 0)
		return add_format(r, tag);
	else if (r->cells && strcmp(tag->name, "xf") == 0)
		return add_cell(r, tag);
	else if (r->cells && strcmp(tag->name, "alignment") == 0)
		add_indent(r->s, tag);
	return true;
}

static bool
on_end(void *ctx, const char *name)
{
	struct reading *r = ctx;

	if (strcmp(name, "cellXfs") == 0)
		r->cells = false;
	return true;
}

/* styles_read - all of them; a workbook may have none. */
enum status
styles_read(struct styles *s, struct book *b)
{
	static const struct part_handler handler = {
		.root = "styleSheet", .start = on_start, .end = on_end
	};
	struct reading r = { .s = s, .b = b };

	*s = (struct styles){ 0 };
	return b->styles == BOOK_NONE ? ST_OK
				      : part_read(&b->archive, b->styles,
					    LIMIT_ARCHIVE_FILE, &handler, &r);
}

void
styles_free(struct styles *s)
{
	arena_free(&s->mem);
	intern_free(&s->codes);
	free(s->made);
	free(s->cell);
	*s = (struct styles){ 0 };
}

struct style
styles_get(const struct styles *s, uint32_t cell)
{
	return cell < s->n ? s->cell[cell] : built_in(0);
}
