/* SPDX-License-Identifier: Apache-2.0 */
/*
 * minerals_asked - the declaration of a report about minerals: who reports, of
 * which rare earths, and what he answers; see minerals.h.
 */
#include "core/bom/sheet/minerals.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* [row] Below it come the questions: no field of the company stands there. */
#define COMPANY_LAST 29
#define COMPANY_NAME 8

/* "Rare Earth Elements (*)" without its mark. */
static struct str
plain(struct str s)
{
	s = str_trim(s);
	if (s.n > 3 && memcmp(s.p + s.n - 3, "(*)", 3) == 0)
		s.n -= 3;
	return str_trim(s);
}

/* The rare earth, or all of them, that it names; MINERALS: it is about none. */
static size_t
mineral_of(struct str name)
{
	static const char *const all[] = { "Rare Earth Elements",
		"Rare Earth Element", "Rare Earth Element(s)", "Rare Earths",
		"Rare Earth", "Rare Earth Metals", "REE", "REEs", "稀土",
		"稀土元素" };
	int e;

	name = plain(name);
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (str_is_nocase(name, all[i]))
			return MINERAL_ALL;
	e = element_find(name);
	return e >= 0 ? (size_t)e : MINERALS;
}

struct mineral *
minerals_find(struct report *r, struct str name)
{
	size_t i = mineral_of(name);

	return i < MINERALS && r->mineral[i].name.n > 0 ? &r->mineral[i] : NULL;
}

static enum status
find_answer(struct report *r, const struct csv *c, uint8_t *answer)
{
	static const struct {
		const char *word;
		enum answer answer;
	} words[] = { { "", ANSWER_NONE }, { "Yes", ANSWER_YES },
		{ "No", ANSWER_NO }, { "Unknown", ANSWER_UNKNOWN },
		{ "Not declaring", ANSWER_UNKNOWN } };
	struct str s = minerals_cell(c, COLUMN_D);

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_is_nocase(s, words[i].word)) {
			*answer = (uint8_t)words[i].answer;
			return ST_OK;
		}
	return findings_error(r->in->f, ST_SYNTAX, csv_pos(c, COLUMN_D),
	    "answer \"%.*s\": expected Yes, No, Unknown or Not declaring",
	    STR_ARG(str_clip(s, 60)));
}

/* The same mineral once more: a blank says nothing, two answers exclude each
 * other. */
static void
settle_answer(
    struct report *r, const struct csv *c, struct mineral *m, uint8_t answer)
{
	if (answer == m->answer || answer == ANSWER_NONE)
		return;
	if (m->answer == ANSWER_NONE) {
		m->answer = answer;
		return;
	}
	m->answer = ANSWER_UNKNOWN;
	findings_warn(r->in->f, ST_CONFLICT, csv_pos(c, COLUMN_D),
	    "\"%.*s\" is answered in row %u, too, and otherwise: taken as not "
	    "answered",
	    STR_ARG(str_clip(minerals_cell(c, COLUMN_B), 60)), m->at.line);
}

/* A mineral of the first question; those that are no rare earths do not
 * concern us. */
static enum status
add_mineral(struct report *r, const struct csv *c)
{
	struct str name = plain(minerals_cell(c, COLUMN_B));
	size_t i = mineral_of(name);
	struct mineral *m;
	uint8_t answer = ANSWER_NONE;
	enum status st;

	if (i == MINERALS)
		return ST_OK;
	st = find_answer(r, c, &answer);
	if (st != ST_OK)
		return st;
	m = &r->mineral[i];
	if (m->name.n > 0) {
		settle_answer(r, c, m, answer);
		return ST_OK;
	}
	*m = (struct mineral){ .at = minerals_place(r, c, COLUMN_D),
		.answer = answer };
	m->name = arena_copy(&r->in->b->mem, name);
	r->nmineral++;
	return m->name.p != NULL ? ST_OK : fields_nomem(r->in->f);
}

/* "1" is how a spreadsheet keeps 100 %. */
static void
take_coverage(struct report *r, const struct csv *c)
{
	struct mineral *m = minerals_find(r, minerals_cell(c, COLUMN_B));
	struct str s = minerals_cell(c, COLUMN_D);

	if (m != NULL)
		m->all_answered =
		    str_is(s, "1") || str_is(s, "100 %") || str_is(s, "100%");
}

/* "17-Nov-2025" as 2025-11-17; whatever else it is stays. */
static struct str
plain_date(struct str s, char out[11])
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	size_t dash = s.n > 1 && s.p[1] == '-' ? 1 : 2, month = 0;
	const char *p = s.p;

	if (s.n != dash + 9 || p[dash] != '-' || p[dash + 4] != '-')
		return s;
	while (
	    month < 12 && strncasecmp(months + 3 * month, p + dash + 1, 3) != 0)
		month++;
	if (month == 12)
		return s;
	snprintf(out, 11, "%.4s-%02zu-%s%.*s", p + dash + 5, month + 1,
	    dash == 1 ? "0" : "", (int)dash, p);
	return str_of(out);
}

static bool
is_date(struct str s)
{
	struct error err = { 0 };
	date_day day;

	return s.n == 10 && date_read(s, pos_none, &day, &err) == ST_OK;
}

/* Who reports, when, and of what. */
static enum status
take_company(struct report *r, const struct csv *c)
{
	struct bom *b = r->in->b;
	struct declaration *d = &b->decl[r->in->decl];
	struct field x = { minerals_cell(c, COLUMN_D),
		minerals_place(r, c, COLUMN_D) };
	char day[11];

	if (x.text.n == 0)
		return ST_OK;
	if (c->line == COMPANY_NAME)
		return fields_text(b, x, &d->supplier, r->in->f);
	if (x.text.n > 2 && x.text.p[1] == '.' && x.text.p[0] >= 'A' &&
	    x.text.p[0] <= 'C' && r->scope == '\0')
		r->scope = x.text.p[0];
	x.text = plain_date(x.text, day);
	return is_date(x.text) ? fields_date(b, x, &d->date, r->in->f) : ST_OK;
}

enum status
minerals_declaration_row(struct report *r, const struct csv *c)
{
	struct str label = str_trim(minerals_cell(c, COLUMN_B));

	if (label.n > 2 && label.p[0] >= '1' && label.p[0] <= '9' &&
	    label.p[1] == ')') {
		r->question = (unsigned)(label.p[0] - '0');
		return ST_OK;
	}
	if (r->question == 1)
		return add_mineral(r, c);
	if (r->question == 2)
		take_coverage(r, c);
	return r->question == 0 && c->line <= COMPANY_LAST ? take_company(r, c)
							   : ST_OK;
}
