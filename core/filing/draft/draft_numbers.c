/* SPDX-License-Identifier: Apache-2.0 */
/* draft_numbers - attributes and numbers of a draft; see draft_parts.h. */
#include "core/filing/draft/draft_parts.h"

#include <stdio.h>
#include <string.h>

#define DIGITS TOTALS_DIGITS
#define DIGITS_MOST 60

void
draft_text(struct drafting *d, const char *name, struct str text)
{
	canon_attr(&d->w, name, text);
}

enum status
draft_digest(struct drafting *d, const char *name, struct str bytes)
{
	uint8_t digest[SHA256_SIZE];
	char hex[SHA256_HEX];

	if (!digest_sha256(bytes, digest))
		return error_set(
		    d->err, ST_CRYPTO, pos_none, "SHA-256 cannot be computed");
	digest_hex(digest, hex);
	draft_text(d, name, str_of(hex));
	return ST_OK;
}

void
draft_text_id(struct drafting *d, const char *name, uint32_t text_id)
{
	struct str text = bom_text_get(d->b, text_id);

	if (text.n > 0)
		canon_attr(&d->w, name, text);
}

void
draft_count(struct drafting *d, const char *name, size_t n)
{
	char text[24];

	snprintf(text, sizeof(text), "%zu", n);
	canon_attr(&d->w, name, str_of(text));
}

void
draft_flag(struct drafting *d, const char *name, bool yes)
{
	if (yes)
		canon_attr(&d->w, name, STR("yes"));
}

void
draft_day(struct drafting *d, const char *name, date_day day)
{
	char text[DATE_TEXT];

	if (day == DATE_NONE)
		return;
	date_format(day, text);
	canon_attr(&d->w, name, str_of(text));
}

void
draft_item(struct drafting *d, uint32_t item)
{
	const struct item *i = &d->b->item[item];

	canon_attr(&d->w, "part", bom_part(d->b, item));
	draft_text_id(d, "maker", i->maker);
	draft_text_id(d, "revision", i->revision);
	draft_text_id(d, "name", i->name);
}

const char *
draft_base_unit(const struct bom *b, uint32_t item)
{
	static const char *const names[] = { [DIM_NONE] = "piece",
		[DIM_EACH] = "piece",
		[DIM_MASS] = "g",
		[DIM_LENGTH] = "m",
		[DIM_AREA] = "m2",
		[DIM_VOLUME] = "l",
		[DIM_SHARE] = "1" };

	return names[b->item[item].dim];
}

struct str
draft_base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return str_of(slash != NULL ? slash + 1 : path);
}

static void
put_open(struct drafting *d, const struct exact *x)
{
	draft_flag(d, "low-open", x->lo_open && !x->lo_infinite);
	draft_flag(d, "high-open", x->hi_open && !x->hi_infinite);
}

void
draft_bounds(struct drafting *d, const char *name, const struct exact *x)
{
	char text[NUM_TEXT];

	canon_open(&d->w, name);
	if (!x->lo_infinite) {
		num_format(text, x->lo, DIGITS, NUM_DOWN);
		canon_attr(&d->w, "low", str_of(text));
	}
	if (!x->hi_infinite) {
		num_format(text, x->hi, DIGITS, NUM_UP);
		canon_attr(&d->w, "high", str_of(text));
	}
	put_open(d, x);
	canon_close(&d->w);
}

/* Whether it had to be rounded. */
static bool
put_end(
    struct drafting *d, const char *name, const mpq_t q, enum num_rounding way)
{
	char text[NUM_TEXT];
	bool whole = num_format_exact(text, q);

	if (!whole)
		num_format(text, q, DIGITS_MOST, way);
	canon_attr(&d->w, name, str_of(text));
	return !whole;
}

void
draft_exact(struct drafting *d, const char *name, const struct exact *x,
    struct str unit)
{
	bool rounded = false;

	canon_open(&d->w, name);
	if (!x->lo_infinite)
		rounded |= put_end(d, "low", x->lo, NUM_DOWN);
	if (!x->hi_infinite)
		rounded |= put_end(d, "high", x->hi, NUM_UP);
	put_open(d, x);
	draft_flag(d, "rounded", rounded);
	if (unit.n > 0)
		canon_attr(&d->w, "unit", unit);
	canon_close(&d->w);
}

void
draft_number(struct drafting *d, const char *name, mpq_srcptr q)
{
	put_end(d, name, q, NUM_NEAREST);
}
