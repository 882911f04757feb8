/* SPDX-License-Identifier: Apache-2.0 */
/* fields - the fields that are one word; see fields.h. */
#include "core/bom/field/fields.h"

#include "core/base/limits.h"

enum status
fields_nomem(struct findings *f)
{
	return findings_error(f, ST_NOMEM, pos_none, "out of memory");
}

bool
fields_told(struct findings *f, bool ok)
{
	if (!ok)
		fields_nomem(f);
	return ok;
}

enum status
fields_text(struct bom *b, struct field text, uint32_t *id, struct findings *f)
{
	struct str s = str_trim(text.text);
	uint32_t put;

	if (s.n > LIMIT_TEXT)
		return findings_error(f, ST_LIMIT, bom_pos(b, text.at),
		    "a text of %zu bytes: expected at most %d", s.n,
		    LIMIT_TEXT);
	put = bom_text(b, s);
	if (put == INTERN_NONE)
		return fields_nomem(f);
	*id = put;
	return ST_OK;
}

/*
 * fields_country - the two letters of a country.
 *
 * The European Union is no country: which rules of origin a member follows
 * is not said by it.  "NA" is Namibia in the standard and "not available" in
 * many a table.
 */
enum status
fields_country(
    const struct bom *b, struct field text, char country[3], struct findings *f)
{
	struct str s = str_trim(text.text);
	struct pos at = bom_pos(b, text.at);
	const char *code = country_find(s);

	if (str_is_nocase(s, "EU") || str_is_nocase(s, "European Union")) {
		findings_warn(f, ST_OK, at,
		    "country \"%.*s\" is no country and is kept as unknown: "
		    "expected one of its members",
		    STR_ARG(s));
		code = "";
	}
	if (code == NULL)
		return findings_error(f, ST_SYNTAX, at,
		    "country \"%.*s\": expected a code of two letters such as "
		    "CN, an English name, or unknown",
		    STR_ARG(str_clip(s, 60)));
	if (str_is_nocase(s, "NA"))
		findings_warn(f, ST_OK, at,
		    "country \"NA\" is Namibia: expected the word unknown if "
		    "not available is meant");
	for (int i = 0; i < 3; i++)
		country[i] = code[0] == '\0' ? '\0' : code[i];
	return ST_OK;
}

enum status
fields_stage(
    const struct bom *b, struct field text, uint8_t *stage, struct findings *f)
{
	struct str s = str_trim(text.text);
	int found = s.n == 0 ? (int)STAGE_COMPONENT : stage_find(s);

	if (found < 0)
		return findings_error(f, ST_SYNTAX, bom_pos(b, text.at),
		    "stage \"%.*s\": expected mining, beneficiation, "
		    "separation, metal, alloy, magnet, component, recycling "
		    "or all",
		    STR_ARG(str_clip(s, 60)));
	*stage = (uint8_t)found;
	return ST_OK;
}

enum status
fields_form(
    const struct bom *b, struct field text, uint8_t *form, struct findings *f)
{
	struct str s = str_trim(text.text);
	enum form found = s.n == 0 ? FORM_UNKNOWN : form_find(s);

	if (found == FORM_COUNT)
		return findings_error(f, ST_SYNTAX, bom_pos(b, text.at),
		    "form \"%.*s\": expected ore, concentrate, oxide, salt, "
		    "compound, metal, alloy, target, magnet, phosphor, "
		    "catalyst, ceramic, crystal, fibre, glass, material, "
		    "part, component, assembly, product, waste or unknown",
		    STR_ARG(str_clip(s, 60)));
	*form = (uint8_t)found;
	return ST_OK;
}

enum status
fields_standing(const struct bom *b, struct field text, uint8_t *standing,
    struct findings *f)
{
	struct str s = str_trim(text.text);

	if (str_is_nocase(s, "verified"))
		*standing = STANDING_VERIFIED;
	else if (s.n == 0 || str_is_nocase(s, "declared"))
		*standing = STANDING_DECLARED;
	else if (str_is_nocase(s, "presumed"))
		*standing = STANDING_PRESUMED;
	else
		return findings_error(f, ST_SYNTAX, bom_pos(b, text.at),
		    "standing \"%.*s\": expected verified, declared or "
		    "presumed",
		    STR_ARG(str_clip(s, 60)));
	return ST_OK;
}

enum status
fields_date(
    const struct bom *b, struct field text, date_day *date, struct findings *f)
{
	struct str s = str_trim(text.text);
	struct error err = { 0 };
	enum status st = ST_OK;

	if (s.n == 0)
		*date = DATE_NONE;
	else
		st = date_read(s, bom_pos(b, text.at), date, &err);
	findings_take(f, &err);
	return st;
}

enum status
fields_days(const struct bom *b, struct field from, struct field until,
    struct use_note *note, struct findings *f)
{
	date_day first = DATE_NONE, last = DATE_NONE;
	enum status st = fields_date(b, from, &first, f);
	enum status end = fields_date(b, until, &last, f);

	if (st != ST_OK || end != ST_OK)
		return st != ST_OK ? st : end;
	if (first != DATE_NONE && last != DATE_NONE && last < first)
		return findings_error(f, ST_RANGE, bom_pos(b, until.at),
		    "until \"%.*s\", which is before from \"%.*s\": expected "
		    "the same day or a later one",
		    STR_ARG(str_clip(str_trim(until.text), 40)),
		    STR_ARG(str_clip(str_trim(from.text), 40)));
	note->from = first;
	note->until = last;
	return ST_OK;
}

enum status
fields_bool(
    const struct bom *b, struct field text, bool *value, struct findings *f)
{
	static const struct {
		const char *word;
		bool value;
	} words[] = { { "yes", true }, { "no", false }, { "true", true },
		{ "false", false }, { "1", true }, { "0", false } };
	struct str s = str_trim(text.text);

	if (s.n == 0)
		return ST_OK;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_is_nocase(s, words[i].word)) {
			*value = words[i].value;
			return ST_OK;
		}
	return findings_error(f, ST_SYNTAX, bom_pos(b, text.at),
	    "\"%.*s\": expected yes or no", STR_ARG(str_clip(s, 60)));
}

/* A share of lots claims less of one unit, so it is what silence means. */
enum status
fields_share_of(
    const struct bom *b, struct field text, uint8_t *blend, struct findings *f)
{
	struct str s = str_trim(text.text);

	if (str_is_nocase(s, "blend"))
		*blend = 1;
	else if (s.n == 0 || str_is_nocase(s, "lots"))
		*blend = 0;
	else
		return findings_error(f, ST_SYNTAX, bom_pos(b, text.at),
		    "a share of \"%.*s\": expected blend (of every unit) or "
		    "lots (of some units, all or nothing)",
		    STR_ARG(str_clip(s, 60)));
	return ST_OK;
}
