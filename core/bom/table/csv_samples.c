/* SPDX-License-Identifier: Apache-2.0 */
/* csv_samples - which columns of a table may be parts; see csv_turned.h. */
#include "core/bom/field/amount_words.h"
#include "core/bom/table/csv_turned_own.h"
#include "core/bom/table/wide.h"

#include <string.h>

bool
turned_is_what(enum csv_column column)
{
	return column == COL_ELEMENT || column == COL_SUBSTANCE ||
	       column == COL_CAS || column == COL_FORMULA;
}

/* Of a report, and of no part. */
static bool
is_of_report(struct str name)
{
	static const char *const words[] = { "method", "test method", "limit",
		"limits", "spec", "specification", "requirement",
		"requirements", "standard", "result", "results", "test result",
		"value", "average", "mean", "median", "sd", "std", "rsd",
		"std dev", "uncertainty", "wavelength", "remark", "remarks",
		"note", "notes", "comment", "comments", "no", "#", "total",
		"sum", "conclusion", "pass/fail", "dilution", "group", "purity",
		"Ergebnis", "Messwert", "Grenzwert", "Methode", "Mittelwert",
		"Bemerkung", "résultat", "méthode", "limite", "resultado",
		"método", "límite", "risultato", "metodo", "结果", "检测结果",
		"测试结果", "方法", "检测方法", "限值", "标准", "标准值",
		"平均值", "平均", "备注", "判定", "結果", "分析結果", "方法",
		"備考", "규격", "결과" };
	size_t n = name.n;

	/* "Uncertainty (k=2)" */
	for (size_t i = 1; i < n; i++)
		if (name.p[i] == '(' || name.p[i] == '[')
			name.n = i;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (csv_same_name(name, str_of(words[i])))
			return true;
	return false;
}

bool
turned_is_limit(struct str name)
{
	struct wide w;

	return wide_read(name, &w) == WIDE_LIMIT;
}

/* A heading that may be the name of a part. */
static bool
may_be_sample(const struct csv_header *h, struct str name, size_t i)
{
	return name.n > 0 && h->column[i] == COL_COUNT && !h->mapped[i] &&
	       !h->named[i] && h->wide[i] == WIDE_NONE && !is_of_report(name) &&
	       !turned_is_limit(name);
}

bool
csv_may_be_turned(const struct csv_header *h, const struct csv *c)
{
	static const enum csv_column not [] = { COL_LEVEL, COL_PARENT,
		COL_QUANTITY, COL_AMOUNT, COL_MIN, COL_MAX, COL_ASKED,
		COL_VALUE, COL_RATE, COL_MASS, COL_KIND, COL_ORIGIN,
		COL_STAGE };
	size_t samples = 0;

	for (size_t i = 0; i < sizeof(not ) / sizeof(not [0]); i++)
		if (csv_has(h, not [i]))
			return false;
	if (h->preset != NULL || h->nwide > 0 || c->n < 2 ||
	    h->field[COL_PART] > 0)
		return false;
	for (size_t i = 0; i < c->n; i++)
		if (turned_is_what((enum csv_column)h->column[i]) &&
		    csv_has(h, COL_PART))
			return false;
	for (size_t i = 0; i < c->n; i++)
		samples += may_be_sample(h, c->field[i].text, i);
	return samples > 0;
}

static bool
says_amount(struct str s)
{
	struct str rest;

	s = str_trim(s);
	return s.n > 0 && ((s.p[0] >= '0' && s.p[0] <= '9') || s.p[0] == '<' ||
			      s.p[0] == '.' || amount_is_not_detected(s) ||
			      amount_below_limit(s, &rest) ||
			      amount_is_present(s) || amount_is_rest(s));
}

bool
turned_find_samples(struct csv_turned *t, const struct csv_header *h)
{
	t->sample = TAKE(&t->mem, int, t->width);
	if (t->sample == NULL)
		return false;
	for (size_t i = 0; i < t->width; i++) {
		size_t amounts = 0, words = 0;

		if (!may_be_sample(h, turned_at(t, 0, (int)i)->text, i) ||
		    (int)i == t->label)
			continue;
		for (size_t r = 1; r < t->nrow; r++) {
			struct str s = turned_at(t, r, (int)i)->text;

			amounts += says_amount(s);
			words += s.n > 1 && !says_amount(s);
		}
		if (amounts > words)
			t->sample[t->nsample++] = (int)i;
	}
	return true;
}
