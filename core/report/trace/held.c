/* SPDX-License-Identifier: Apache-2.0 */
/* held - what trace's reports of items have in common; see held.h. */
#include "core/report/trace/held.h"

#include "core/report/check/output_json.h"
#include "core/report/path.h"

#include <ctype.h>
#include <stdlib.h>

/* [digits] Of amounts in rows. */
#define DIGITS 6

const char *const held_columns[HELD_COUNT] = {
	[HELD_MASS] = "mass_",
	[HELD_EVERY] = "rare_earth_",
	[HELD_ORIGIN] = "origin_",
};

static void
capitalise(char *text)
{
	text[0] = (char)toupper((unsigned char)text[0]);
}

void
held_headings(
    char every[HEADING_TEXT], char origin[HEADING_TEXT], const struct held *h)
{
	amounts_elements(every, HEADING_TEXT, h->elements);
	amounts_origin(
	    origin, HEADING_TEXT, h->checked->book->report.origin_rule);
	capitalise(every);
	capitalise(origin);
}

/* What the amounts are of. */
static void
put_subject(struct json *j, const struct held *h)
{
	const struct origin_rule *o = h->checked->book->report.origin_rule;

	json_begin_array(j, "elements");
	for (int e = 0; e < NELEM; e++)
		if (h->elements == 0 || (h->elements >> e & 1) != 0)
			json_put_text(j, NULL, element_at(e)->symbol);
	json_end_array(j);
	if (o == NULL)
		return;
	json_begin_object(j, "origin");
	json_put_text(j, "rule", o->id);
	json_begin_array(j, o->elsewhere ? "not_countries" : "countries");
	for (size_t i = 0; i < CHANNEL_COUNTRIES && o->country[i][0]; i++)
		json_put_text(j, NULL, o->country[i]);
	json_end_array(j);
	json_end_object(j);
}

void
held_json_begin(struct json *j, const struct held *h, const char *view)
{
	output_json_begin(j, "trace");
	output_json_inputs(j, h->checked);
	assumptions_json(j, h->checked);
	json_put_text(j, "view", view);
	put_subject(j, h);
	json_begin_array(j, "products");
	for (size_t i = 0; i < h->nroot; i++)
		path_item_json(j, NULL, h->checked->bom, h->root[i]);
	json_end_array(j);
}

void
held_json_end(struct json *j, const struct held *h)
{
	output_json_messages(j, h->checked->findings);
	json_end_object(j);
}

enum tone
held_tone(const struct exact *x)
{
	if (mpq_sgn(x->lo) > 0 || x->lo_open)
		return TONE_BAD;
	return x->hi_infinite || mpq_sgn(x->hi) > 0 ? TONE_OPEN : TONE_NONE;
}

void
held_put_end(struct table *t, const struct exact *x, bool high)
{
	char text[NUM_TEXT] = "";

	if (!high)
		num_format(text, x->lo, DIGITS, NUM_DOWN);
	else if (!x->hi_infinite)
		num_format(text, x->hi, DIGITS, NUM_UP);
	table_put_text(t, text);
}

static void
note_open(struct held_open *open, const char *name, const char *end)
{
	str_add(open->text, sizeof(open->text), "%s%s%s",
	    open->text[0] != '\0' ? " " : "", name, end);
}

void
held_put_ends(struct table *t, const struct exact *x, const char *name,
    struct held_open *open)
{
	held_put_end(t, x, false);
	held_put_end(t, x, true);
	if (x->lo_open)
		note_open(open, name, "low");
	if (x->hi_open && !x->hi_infinite)
		note_open(open, name, "high");
}

void
held_put_mass(struct table *t, const struct exact *x, enum tone tone)
{
	static const struct measure_of mass = { .kind = AMOUNT_MASS };
	char text[AMOUNT_RANGE];

	amount_range(text, x, &mass);
	table_put(t, str_of(text), tone);
}

size_t
held_ncolumn(const struct held *h, size_t n)
{
	return h->checked->assumptions != NULL ? n : n - 1;
}

void
held_put_assumed(struct table *t, const struct held *h,
    const struct assumption_marks *m, uint32_t item)
{
	char *text;

	if (h->checked->assumptions == NULL)
		return;
	text = assumption_marks_text(m, h->checked, item);
	table_put_text(t, text != NULL ? text : "");
	free(text);
}
