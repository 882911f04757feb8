/* SPDX-License-Identifier: Apache-2.0 */
/* decision_facts - words of decisions, and in which cells of their variables
 * what is known may be; declared in decisions.h. */
#include "core/rules/pack/decisions.h"

#include <string.h>

const char *
outcome_word(enum outcome o)
{
	static const char *const words[OUTCOME_COUNT] = { "undetermined",
		"licence-required", "report-required", "case-by-case",
		"refused-in-principle", "prohibited", "exempt-with-report",
		"exempt", "not-subject" };

	return words[o];
}

const char *
outcome_name(enum outcome o, enum language l)
{
	static const char *const names[OUTCOME_COUNT][LANGUAGE_COUNT] = {
		[OUTCOME_UNDETERMINED] = { "undetermined", "无法确定" },
		[OUTCOME_LICENCE] = { "licence required", "须经许可" },
		[OUTCOME_REPORT] = { "report required", "须报告" },
		[OUTCOME_CASE_BY_CASE] = { "case by case", "逐案审批" },
		[OUTCOME_REFUSED] = { "refused in principle",
		    "原则上不予许可" },
		[OUTCOME_PROHIBITED] = { "prohibited", "禁止" },
		[OUTCOME_EXEMPT_REPORT] = { "exempt with report",
		    "免许可，须报告" },
		[OUTCOME_EXEMPT] = { "exempt", "豁免" },
		[OUTCOME_NOT_SUBJECT] = { "not subject", "不适用" },
	};

	return names[o][l];
}

const char *
country_of_word(enum country_of c)
{
	static const char *const words[COUNTRY_KINDS] = { "destination",
		"origin", "exporter", "consignee", "end-user" };

	return words[c];
}

const char *
variable_word(const struct decisions *d, const struct variable *v)
{
	switch (v->kind) {
	case VARIABLE_VERDICT:
		return "verdict";
	case VARIABLE_ANSWER:
		return d->question[v->of].id;
	case VARIABLE_COUNTRY:
		return country_of_word((enum country_of)v->of);
	case VARIABLE_DOMESTIC:
		return "domestic";
	case VARIABLE_END_USE:
		return "end-use";
	case VARIABLE_HS:
		return "hs";
	case VARIABLE_FORM:
		return "form";
	default:
		return "per-year";
	}
}

/* Does a code begin with the other, which is a heading that it is under? */
static bool
begins_with(struct str code, struct str heading)
{
	return heading.n <= code.n && memcmp(code.p, heading.p, heading.n) == 0;
}

/*
 * That of the longest named code that it is under; of a short one perhaps those
 * that are under it.
 */
uint64_t
variable_code(const struct variable *v, struct str code)
{
	uint64_t under = 0;
	size_t longest = 0, at = 0;

	for (size_t i = 0; i < v->ncode; i++) {
		if (begins_with(code, v->code[i]) && v->code[i].n > longest) {
			longest = v->code[i].n;
			at = i + 1;
		} else if (begins_with(v->code[i], code)) {
			under |= (uint64_t)1 << (i + 1);
		}
	}
	return under | (uint64_t)1 << at;
}

/* Digits alone: "8505.11" is written as the user likes. */
static struct str
digits_of(struct str text, char out[12])
{
	struct str code = { out, 0 };

	for (size_t i = 0; i < text.n && code.n < 10; i++)
		if (text.p[i] >= '0' && text.p[i] <= '9')
			out[code.n++] = text.p[i];
	return code;
}

void
facts_of_item(const struct decisions *d, const struct bom *b, uint32_t item,
    struct facts *f)
{
	const struct item *it = &b->item[item];
	char text[12];
	struct str code = digits_of(bom_text_get(b, it->hs), text);

	for (size_t i = 0; i < d->nvariable; i++) {
		const struct variable *v = &d->variable[i];

		if (v->kind == VARIABLE_HS && code.n >= 4)
			f->possible[i] &= variable_code(v, code);
		/* goods of form material may be of any */
		if (v->kind == VARIABLE_FORM && it->form != FORM_UNKNOWN &&
		    it->form != FORM_MATERIAL)
			f->possible[i] = (uint64_t)1 << (it->form - 1);
	}
}

uint8_t
variable_country(const struct variable *v, const char code[3])
{
	for (size_t i = 0; i < v->ncountry; i++)
		if (strcmp(v->country[i].code, code) == 0)
			return v->country[i].cell;
	return 0;
}

uint8_t
variable_amount(const struct variable *v, mpq_srcptr amount)
{
	for (size_t i = 0; i < v->nlimit; i++) {
		int c = mpq_cmp(amount, v->limit[i]);

		if (c <= 0)
			return (uint8_t)(2 * i + (c == 0));
	}
	return (uint8_t)(2 * v->nlimit);
}

static uint64_t
all_cells(const struct variable *v)
{
	return v->ncell < CELLS_MOST ? ((uint64_t)1 << v->ncell) - 1
				     : ~(uint64_t)0;
}

void
facts_open(const struct decisions *d, struct facts *f)
{
	memset(f, 0, sizeof(*f));
	for (size_t i = 0; i < d->nvariable; i++)
		f->possible[i] = all_cells(&d->variable[i]);
}
