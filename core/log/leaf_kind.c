/* SPDX-License-Identifier: Apache-2.0 */
/* leaf_kind - which lines the record of each kind has; see leaf.h. */
#include "core/log/leaf.h"

#include "core/base/date.h"
#include "core/base/limits.h"

#include <string.h>

#define OF_FILING (LEAF_FILE | LEAF_PRODUCT | LEAF_RULES)
#define OF_ANSWER (LEAF_DATE | LEAF_NUMBER | LEAF_ATTACHMENT | LEAF_REFERS)
#define OF_RUN (LEAF_PRODUCT | LEAF_RULES | LEAF_ATTACHMENT)
#define BESIDE (LEAF_DATE | LEAF_NOTE | LEAF_PARTY)

static const struct leaf_kind kinds[] = {
	{ .name = "initial",
	    .what = "a first filing",
	    .may = OF_FILING | LEAF_INPUT,
	    .must = OF_FILING,
	    .filing = true },
	{ .name = "amendment",
	    .what = "a filing that replaces an earlier one",
	    .may = OF_FILING | LEAF_INPUT | LEAF_REFERS,
	    .must = OF_FILING | LEAF_REFERS,
	    .filing = true,
	    .changes = true,
	    .of_filing = true },
	{ .name = "withdrawal",
	    .what = "a filing that takes an earlier one back",
	    .may = OF_FILING | LEAF_INPUT | LEAF_REFERS,
	    .must = OF_FILING | LEAF_REFERS,
	    .filing = true,
	    .changes = true,
	    .of_filing = true },
	{ .name = "report",
	    .what = "a filing that reports",
	    .may = OF_FILING | LEAF_INPUT,
	    .must = OF_FILING,
	    .filing = true },
	{ .name = "notice",
	    .what = "a compliance notice to whoever buys",
	    .may = OF_FILING | LEAF_INPUT,
	    .must = OF_FILING,
	    .filing = true },
	{ .name = "receipt",
	    .what = "the authority has a filing, and says so",
	    .may = OF_ANSWER | BESIDE,
	    .must = OF_ANSWER,
	    .of_filing = true },
	{ .name = "answer",
	    .what = "the authority decides on a filing, or asks",
	    .may = OF_ANSWER | BESIDE | LEAF_RESULT,
	    .must = OF_ANSWER,
	    .of_filing = true },
	{ .name = "key",
	    .what = "a signer has a new certificate",
	    .may = LEAF_ATTACHMENT | BESIDE,
	    .must = LEAF_ATTACHMENT },
	{ .name = "predecessor",
	    .what = "the log that this one goes on from",
	    .may = LEAF_ATTACHMENT | BESIDE,
	    .must = LEAF_ATTACHMENT },
	{ .name = "rules",
	    .what = "a rule pack is adopted",
	    .may = LEAF_RULES | LEAF_ATTACHMENT | BESIDE,
	    .must = LEAF_RULES | LEAF_ATTACHMENT },
	{ .name = "assumptions",
	    .what = "a file of assumptions is adopted",
	    .may = LEAF_ATTACHMENT | BESIDE,
	    .must = LEAF_ATTACHMENT },
	{ .name = "policy",
	    .what = "a policy of the company is adopted",
	    .may = LEAF_ATTACHMENT | BESIDE,
	    .must = LEAF_ATTACHMENT },
	{ .name = "verification",
	    .what = "somebody verified the log, or filings",
	    .may = LEAF_RESULT | LEAF_ATTACHMENT | LEAF_REFERS | BESIDE,
	    .must = LEAF_RESULT,
	    .run = true },
	{ .name = "export",
	    .what = "something was handed to somebody",
	    .may = LEAF_ATTACHMENT | LEAF_REFERS | BESIDE,
	    .must = LEAF_PARTY | LEAF_DATE,
	    .one_of = LEAF_ATTACHMENT | LEAF_REFERS },
	{ .name = "check",
	    .what = "verdicts were computed, and not filed",
	    .may = OF_RUN | LEAF_INPUT | LEAF_RESULT | LEAF_NOTE,
	    .must = OF_RUN,
	    .run = true },
	{ .name = "draft",
	    .what = "a draft was made",
	    .may = OF_RUN | LEAF_INPUT | LEAF_RESULT | LEAF_NOTE,
	    .must = OF_RUN,
	    .run = true },
};

const struct leaf_kind *
leaf_kind_find(struct str word)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (str_is(word, kinds[i].name))
			return &kinds[i];
	return NULL;
}

bool
leaf_is_filing(struct str kind)
{
	const struct leaf_kind *k = leaf_kind_find(kind);

	return k != NULL && k->filing;
}

static const char *const field_names[] = { "file", "product", "rules", "date",
	"number", "party", "result", "note", "attachment", "input",
	"reference" };
#define NFIELD (sizeof(field_names) / sizeof(field_names[0]))

const char *
leaf_field_name(unsigned field)
{
	size_t i = 0;

	while (i + 1 < NFIELD && field >> (i + 1) != 0)
		i++;
	return field_names[i];
}

bool
leaf_text_ok(struct str text)
{
	if (text.n > LIMIT_TEXT || str_utf8_bad(text) != text.n)
		return false;
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] < ' ' || text.p[i] == 0x7f)
			return false;
	return true;
}

bool
leaf_id_ok(struct str id)
{
	if (id.n == 0 || id.n > LEAF_ID_MAX)
		return false;
	for (size_t i = 0; i < id.n; i++) {
		char c = id.p[i];

		if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
			(c >= 'a' && c <= 'z') || c == '.' || c == '_' ||
			c == ':' || c == '-'))
			return false;
	}
	return true;
}

bool
leaf_word_ok(struct str s)
{
	if (s.n == 0 || s.n > LEAF_WORD_MAX)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') ||
			(s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '-'))
			return false;
	return true;
}

static bool
day_ok(struct str s)
{
	struct error ignored = { 0 };
	date_day day;

	return s.n == DATE_TEXT - 1 &&
	       date_read(s, pos_none, &day, &ignored) == ST_OK;
}

/* Two digits that say at most so much. */
static bool
two_ok(const char *p, int most)
{
	return p[0] >= '0' && p[0] <= '9' && p[1] >= '0' && p[1] <= '9' &&
	       (p[0] - '0') * 10 + p[1] - '0' <= most;
}

/* "2026-11-23T10:15:00Z", a moment that exists: such texts sort as times. */
static bool
time_ok(struct str s)
{
	const char *p = s.p + DATE_TEXT - 1;

	return s.n == DATE_TIME_TEXT - 1 &&
	       day_ok(str_clip(s, DATE_TEXT - 1)) && p[0] == 'T' &&
	       two_ok(p + 1, 23) && p[3] == ':' && two_ok(p + 4, 59) &&
	       p[6] == ':' && two_ok(p + 7, 59) && p[9] == 'Z';
}

enum status
leaf_refuse(const char *field, struct str value, struct error *err)
{
	struct str shown = str_clip(value, 60);

	if (str_utf8_bad(shown) != shown.n || !leaf_text_ok(shown))
		return error_set(err, ST_SYNTAX, pos_none,
		    "the %s cannot be recorded: expected one line of UTF-8",
		    field);
	return error_set(err, ST_SYNTAX, pos_none,
	    "the %s \"%.*s\" cannot be recorded", field, STR_ARG(shown));
}

/* Which lines it has. */
static unsigned
fields_of(const struct leaf *l, const struct leaf_kind *kind)
{
	unsigned has = 0;

	/* These a filing always has, though they may be blank. */
	if (kind->filing)
		has = OF_FILING;
	has |= l->product.n > 0 ? LEAF_PRODUCT : 0;
	has |= l->rules.n > 0 ? LEAF_RULES : 0;
	has |= l->date.n > 0 ? LEAF_DATE : 0;
	has |= l->number.n > 0 ? LEAF_NUMBER : 0;
	has |= l->party.n > 0 ? LEAF_PARTY : 0;
	has |= l->result.n > 0 ? LEAF_RESULT : 0;
	has |= l->note.n > 0 ? LEAF_NOTE : 0;
	has |= l->nrefers > 0 ? LEAF_REFERS : 0;
	for (size_t i = 0; i < l->ninput; i++)
		has |= l->input[i].attached ? LEAF_ATTACHMENT : LEAF_INPUT;
	return has;
}

static enum status
check_kind(const struct leaf *l, struct error *err)
{
	const struct leaf_kind *kind = leaf_kind_find(l->kind);
	unsigned has, wrong;

	if (kind == NULL)
		return leaf_refuse("kind", l->kind, err);
	has = fields_of(l, kind);
	wrong = has & ~kind->may;
	if (wrong != 0)
		return error_set(err, ST_SYNTAX, pos_none,
		    "%s of kind \"%s\" has no %s",
		    kind->filing ? "a filing" : "an entry", kind->name,
		    leaf_field_name(wrong & ~(wrong - 1)));
	wrong = kind->must & ~has;
	if (wrong != 0)
		return error_set(err, ST_SYNTAX, pos_none,
		    "the %s is missing: %s of kind \"%s\" has one",
		    leaf_field_name(wrong & ~(wrong - 1)),
		    kind->filing ? "a filing" : "an entry", kind->name);
	if (kind->one_of != 0 && (has & kind->one_of) == 0)
		return error_set(err, ST_SYNTAX, pos_none,
		    "an entry of kind \"%s\" names nothing: expected an "
		    "attachment, or an entry that it refers to",
		    kind->name);
	if (kind->changes && l->nrefers != 1)
		return error_set(err, ST_SYNTAX, pos_none,
		    "a filing of kind \"%s\" refers to %zu others: expected "
		    "the one that it changes",
		    kind->name, l->nrefers);
	if (!kind->filing && l->actor.n == 0)
		return error_set(err, ST_SYNTAX, pos_none,
		    "the actor is missing: expected who did it");
	return ST_OK;
}

static enum status
check_lists(const struct leaf *l, struct error *err)
{
	for (size_t i = 0; i < l->nrefers; i++) {
		if (!leaf_id_ok(l->refers[i]))
			return leaf_refuse("reference", l->refers[i], err);
		for (size_t k = 0; k < i; k++)
			if (str_eq(l->refers[i], l->refers[k]))
				return error_set(err, ST_DUPLICATE, pos_none,
				    "it refers twice to \"%.*s\"",
				    STR_ARG(str_clip(l->refers[i], 80)));
	}
	for (size_t i = 0; i < l->ninput; i++) {
		const struct leaf_input *in = &l->input[i];

		if (!leaf_word_ok(in->role))
			return leaf_refuse("role", in->role, err);
		if (!leaf_text_ok(in->name))
			return leaf_refuse(in->attached
					       ? "name of an attachment"
					       : "name of an input",
			    in->name, err);
		if (i > 0 && in->attached && !in[-1].attached)
			return error_set(err, ST_SYNTAX, pos_none,
			    "an attachment behind an input: expected it "
			    "before");
	}
	return ST_OK;
}

enum status
leaf_check(const struct leaf *l, struct error *err)
{
	const struct {
		const char *name;
		struct str value;
	} texts[] = {
		{ "actor", l->actor },
		{ "tool version", l->tool },
		{ "product", l->product },
		{ "rule pack", l->rules },
		{ "number", l->number },
		{ "party", l->party },
		{ "result", l->result },
		{ "note", l->note },
	};

	if (!time_ok(l->time))
		return leaf_refuse("time", l->time, err);
	if (l->clock.n > 0 &&
	    (!time_ok(l->clock) || str_compare(l->clock, l->time) >= 0))
		return leaf_refuse("time of the clock", l->clock, err);
	if (l->date.n > 0 && !day_ok(l->date))
		return leaf_refuse("date", l->date, err);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (!leaf_text_ok(texts[i].value))
			return leaf_refuse(texts[i].name, texts[i].value, err);
	if (check_kind(l, err) != ST_OK)
		return err->code;
	return check_lists(l, err);
}
