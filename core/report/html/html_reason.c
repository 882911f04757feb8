/* SPDX-License-Identifier: Apache-2.0 */
/* html_reason - why, as sentences in Chinese; in English they are those of
 * words.c; see html_parts.h. */
#include "core/report/html/html_parts.h"
#include "core/report/limit_words.h"

#include "core/report/lawbook.h"
#include "core/report/level_words.h"

#include <string.h>

/* "所含的稀土（采矿 …）" */
static void
add_subject(char *out, const struct rule_test *t)
{
	char origin[LAWBOOK_TEXT] = "";

	str_add(
	    out, REASON_TEXT, t->process ? "生产中使用但不含有的" : "所含的");
	str_add(out, REASON_TEXT, "%s",
	    t->of != NULL ? t->of->title[LANGUAGE_ZH] : "物项");
	if (t->origin != NULL) {
		lawbook_origin(origin, t->origin, LANGUAGE_ZH);
		str_add(out, REASON_TEXT, "（%s）", origin);
	}
	if (t->as_oxide)
		str_add(out, REASON_TEXT, "%s",
		    t->as_named ? "（以所列物质计）" : "（以氧化物计）");
}

static void
add_measure(char *out, const struct reason *r, const struct checked *c)
{
	const struct measure_of m = reason_measure(r, c);
	char text[AMOUNT_RANGE], of[LIMIT_OF_WHAT];

	limit_of_what(of, r->detail.test, LANGUAGE_ZH);
	add_subject(out, r->detail.test);
	html_range(text, LANGUAGE_ZH, reason_bounds(r), &m);
	str_add(out, REASON_TEXT, "%s：%s",
	    r->detail.together > 0                ? r->detail.test->shipment
							? "，所有产品本批次合计"
							: "，所有产品每年出口合计"
	    : r->detail.test->shipment            ? "，本批次合计"
	    : r->detail.test->kind == TEST_ANNUAL ? "，每年出口合计"
						  : of,
	    text);
}

static void
say_limit(char *out, const struct rule_test *t)
{
	str_add(out, REASON_TEXT, "；规则要求");
	limit_words(out, REASON_TEXT, t, LANGUAGE_ZH);
	str_add(out, REASON_TEXT, "。");
}

static void
add_limit(char *out, const struct rule_test *t)
{
	if (limit_is_any(t))
		str_add(out, REASON_TEXT, "；任何数量均触发。");
	else
		say_limit(out, t);
}

static void
add_gaps(char *out, const struct reason *r)
{
	static const char *const what[PART_CHOICE + 1] = {
		[GAP_ORIGIN] = "%zu个零件含稀土但来源或含量未定",
		[GAP_SUSPECT] = "%zu个零件疑似含稀土而无完整声明",
		[GAP_SILENT] = "%zu个零件无任何声明",
		[PART_CHOICE] = "%zu个零件为备选件，是否装入未定",
	};
	bool first = true;

	for (int g = 0; g <= PART_CHOICE; g++) {
		const char *gap = what[g];

		if (gap == NULL || r->gaps[g] == 0)
			continue;
		str_add(out, REASON_TEXT, "%s%zu%s", first ? "" : "，",
		    r->gaps[g], strstr(gap, "%zu") + 3);
		first = false;
	}
	if (!first)
		str_add(out, REASON_TEXT, "。");
}

static void
add_item(char *out, const struct rule_test *t, enum verdict v)
{
	str_add(out, REASON_TEXT, "%s",
	    v == VERDICT_TRIGGERED ? "物项本身即为规则所列。"
	    : v == VERDICT_CLEAR   ? "物项本身不属于规则所列。"
	    : t->mass != NULL || t->value != NULL
		? "物项是什么、重量或价值多少、在哪里制造，未予说明。"
		: "物项是什么、在哪里制造，未予说明。");
}

static void
add_entry(char *out, const struct rule *rule, enum form form)
{
	const struct list_entry *e = rule_entry(rule, form);

	if (e == NULL)
		return;
	str_add(out, REASON_TEXT, "清单条目 %s：%s%s。", e->code,
	    e->title[LANGUAGE_ZH],
	    (e->unsettled >> form & 1) != 0 ? "（此类形态是否涵盖尚无定论）"
					    : "");
}

static void
reason_zh(char out[REASON_TEXT], const struct reason *r,
    const struct checked *c, enum verdict v)
{
	const struct rule *rule = c->book->rule[r->rule].rule;
	const struct rule_test *t = r->detail.test;

	out[0] = '\0';
	if (v == VERDICT_CLEAR && r->detail.verdict != VERDICT_CLEAR) {
		str_add(out, REASON_TEXT, "该规则不涵盖此物项。");
		return;
	}
	if (t->kind == TEST_ITEM) {
		add_item(out, t, v);
	} else if (level_before(out, r, c, LANGUAGE_ZH)) {
		add_measure(out, r, c);
		add_limit(out, t);
		if (v == VERDICT_TRIGGERED && r->ngiver > 0)
			str_add(out, REASON_TEXT, "来自%zu个零件。", r->ngiver);
		if (v == VERDICT_TRIGGERED && r->nopen > 0)
			str_add(
			    out, REASON_TEXT, "无论未知部分如何，判定不变：");
		if (v == VERDICT_CLEAR && !exact_is_point(reason_bounds(r)))
			str_add(out, REASON_TEXT, "无论未知部分如何均如此。");
		if (t->kind == TEST_VALUE_SHARE && v == VERDICT_UNDECIDED &&
		    r->detail.value_missing)
			str_add(out, REASON_TEXT, "物项价值未说明。");
		if (r->detail.together > 0 && r->detail.perhaps)
			str_add(out, REASON_TEXT, "本产品是否含有未定。");
		if (t->kind == TEST_ANNUAL && v == VERDICT_UNDECIDED &&
		    r->detail.together == 0 && r->detail.per_year == NULL)
			str_add(out, REASON_TEXT,
			    "%s数量未说明，须在交易文件的 %s "
			    "中以物项的单位填写。",
			    t->shipment ? "本批次" : "每年出口",
			    t->shipment ? "goods" : "per-year");
		if (v != VERDICT_CLEAR)
			add_gaps(out, r);
		level_after(out, r, c, LANGUAGE_ZH);
	}
	if (v == VERDICT_UNDECIDED && rule->ntest > 1 &&
	    r->detail.verdict == VERDICT_TRIGGERED)
		str_add(out, REASON_TEXT, "规则是否涵盖此物项未定。");
	if (v != VERDICT_CLEAR)
		add_entry(out, rule, (enum form)c->bom->item[r->item].form);
}

void
html_reason(const struct html *h, const struct reason *r)
{
	char text[REASON_TEXT];

	if (h->l == LANGUAGE_ZH)
		reason_zh(text, r, h->c,
		    judgement_verdict(
			h->c->judgement, VARIANT_LAW, r->rule, r->item));
	else
		reason_text(text, r, h->c);
	html_text(h, str_of(text));
}
