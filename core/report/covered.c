/* SPDX-License-Identifier: Apache-2.0 */
/* covered - stated mass and the parts, in words; see covered.h. */
#include "core/report/covered.h"

#include "core/report/amount.h"
#include "core/report/path.h"

#include <math.h>

/* Of one item: the parts, the stated mass and the share. */
struct covered {
	struct exact parts, stated, share;
};

static void
covered_init(struct covered *v)
{
	exact_init(&v->parts);
	exact_init(&v->stated);
	exact_init(&v->share);
}

static void
covered_clear(struct covered *v)
{
	exact_clear(&v->parts);
	exact_clear(&v->stated);
	exact_clear(&v->share);
}

static enum status
find(struct covered *v, const struct checked *c, uint32_t item,
    struct error *err)
{
	enum status st = coverage_exact(c->trace, item, &v->parts, err);

	if (st == ST_OK)
		st = trace_exact(
		    c->trace, COLUMN_MASS, &item, 1, &v->stated, err);
	if (st == ST_OK)
		exact_quotient(&v->share, &v->parts, &v->stated);
	return st;
}

/* "The parts of ACME DRIVE-200 account for 93.1 % of its stated 2.4 kg." */
static void
put_words(FILE *to, const struct style *s, const struct checked *c,
    uint32_t item, const struct covered *v)
{
	const struct measure_of mass = { .kind = AMOUNT_MASS };
	const struct measure_of share = { .kind = AMOUNT_SHARE };
	char label[LABEL_TEXT], of[AMOUNT_RANGE], in[AMOUNT_RANGE];
	char line[LABEL_TEXT + 2 * AMOUNT_RANGE + 100];
	struct str name = path_label(c->bom, item, label);

	if (v->share.hi_infinite)
		amount_text(of, v->share.lo, NUM_DOWN, &share);
	else
		amount_range(of, &v->share, &share);
	amount_range(in, &v->stated, &mass);
	if (v->share.hi_infinite && mpq_sgn(v->share.lo) == 0)
		snprintf(line, sizeof(line),
		    "How much of the stated %s of %.*s its parts account for "
		    "is not known.",
		    in, STR_ARG(name));
	else
		snprintf(line, sizeof(line),
		    "The parts of %.*s account for %s%s of its stated %s.",
		    STR_ARG(name),
		    !v->share.hi_infinite ? ""
		    : v->share.lo_open    ? "more than "
					  : "at least ",
		    of, in);
	text_wrap(to, s, 2, 0, str_of(line));
}

enum status
covered_write_item(FILE *to, const struct style *style, const struct checked *c,
    uint32_t item, struct error *err)
{
	struct covered v;

	if (!coverage_is_known(c->bom, item))
		return ST_OK;
	covered_init(&v);
	if (find(&v, c, item, err) == ST_OK)
		put_words(to, style, c, item, &v);
	covered_clear(&v);
	return err->code;
}

enum status
covered_write(FILE *to, const struct style *style, const struct checked *c,
    size_t most, struct error *err)
{
	size_t n = 0;

	for (uint32_t i = 0; i < c->bom->nitem && err->code == ST_OK; i++) {
		if (!c->shipped[i] || !coverage_is_known(c->bom, i))
			continue;
		if (n == 0)
			fputs("\nMass:\n", to);
		if (n++ < most)
			covered_write_item(to, style, c, i, err);
	}
	if (n > most)
		fprintf(to, "  And of %zu more shipped items.\n", n - most);
	return err->code;
}

static void
put_members(struct json *j, const struct covered *v)
{
	amount_json(j, "parts", &v->parts);
	amount_json(j, "stated", &v->stated);
	amount_json(j, "share", &v->share);
}

enum status
covered_json_item(
    struct json *j, const struct checked *c, uint32_t item, struct error *err)
{
	struct covered v;

	if (!coverage_is_known(c->bom, item))
		return ST_OK;
	covered_init(&v);
	if (find(&v, c, item, err) == ST_OK) {
		json_begin_object(j, "coverage");
		put_members(j, &v);
		json_end_object(j);
	}
	covered_clear(&v);
	return err->code;
}

enum status
covered_json(
    struct json *j, const struct checked *c, size_t most, struct error *err)
{
	size_t n = 0;

	json_begin_array(j, "coverage");
	for (uint32_t i = 0;
	     i < c->bom->nitem && n < most && err->code == ST_OK; i++) {
		struct covered v;

		if (!c->shipped[i] || !coverage_is_known(c->bom, i))
			continue;
		n++;
		covered_init(&v);
		if (find(&v, c, i, err) == ST_OK) {
			json_begin_object(j, NULL);
			path_item_json(j, "item", c->bom, i);
			put_members(j, &v);
			json_end_object(j);
		}
		covered_clear(&v);
	}
	json_end_array(j);
	return err->code;
}

bool
covered_about(const struct checked *c, uint32_t item, struct bounds *share)
{
	struct bounds stated, parts;

	if (!coverage_is_known(c->bom, item))
		return false;
	coverage_about(c->trace, item, &parts);
	trace_bounds(c->trace, COLUMN_MASS, item, &stated);
	*share = (struct bounds){ 0 };
	share->lo = parts.lo / (stated.hi + stated.hi_err);
	share->hi = parts.hi / (stated.lo - stated.lo_err);
	share->lo_err = parts.lo_err / stated.hi + share->lo * 0x1p-50;
	share->hi_err = isfinite(share->hi)
			    ? parts.hi_err / stated.lo + share->hi * 0x1p-50
			    : 0;
	return true;
}
