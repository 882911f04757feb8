/* SPDX-License-Identifier: Apache-2.0 */
/* lawbook_words - tests and standing of a rule as sentences; see lawbook.h. */
#include "core/report/level_words.h"

#include "core/report/lawbook.h"
#include "core/report/limit_words.h"

#include "core/bom/table/answer_words.h"
#include "core/rules/deal/sent.h"
#include "core/rules/pack/origins.h"

#include <string.h>

#define ZH LANGUAGE_ZH

static const char *const forms_zh[FORM_COUNT] = {
	[FORM_UNKNOWN] = "未知",
	[FORM_ORE] = "矿石",
	[FORM_CONCENTRATE] = "精矿",
	[FORM_OXIDE] = "氧化物",
	[FORM_SALT] = "盐类",
	[FORM_COMPOUND] = "化合物",
	[FORM_METAL] = "金属",
	[FORM_ALLOY] = "合金",
	[FORM_TARGET] = "靶材",
	[FORM_MAGNET] = "磁体",
	[FORM_PHOSPHOR] = "荧光粉",
	[FORM_CATALYST] = "催化剂",
	[FORM_CERAMIC] = "陶瓷",
	[FORM_CRYSTAL] = "晶体",
	[FORM_FIBRE] = "光纤",
	[FORM_GLASS] = "玻璃",
	[FORM_MATERIAL] = "材料",
	[FORM_PART] = "零件",
	[FORM_COMPONENT] = "部件",
	[FORM_ASSEMBLY] = "组件",
	[FORM_PRODUCT] = "产品",
	[FORM_WASTE] = "废料",
};

void
lawbook_forms(char out[LAWBOOK_TEXT], uint32_t forms, enum language l)
{
	const char *comma = l == ZH ? "、" : ", ";
	bool first = true;

	for (int f = 0; f < FORM_COUNT; f++) {
		if ((forms >> f & 1) == 0)
			continue;
		str_add(out, LAWBOOK_TEXT, "%s%s", first ? "" : comma,
		    l == ZH ? forms_zh[f] : form_name((enum form)f));
		first = false;
	}
}

/* "CN、RU" */
static void
add_countries_zh(char *out, const struct origin_rule *o)
{
	struct origin_rule part;

	for (size_t k = 0; origin_part(o, k, &part); k++) {
		bool first = true;

		str_add(out, LAWBOOK_TEXT, "%s", k > 0 ? "；" : "");
		for (int s = 0; s < STAGE_COUNT; s++) {
			if ((part.stages >> s & 1) == 0)
				continue;
			str_add(out, LAWBOOK_TEXT, "%s%s", first ? "" : "、",
			    answer_in_chinese(stage_name((enum stage)s)));
			first = false;
		}
		str_add(out, LAWBOOK_TEXT, "：");
		add_countries_zh(out, &part);
	}
	if (o->by_stage != NULL)
		return;
	if (o->elsewhere)
		str_add(out, LAWBOOK_TEXT,
		    o->country[0][0] != '\0' ? "以下各国以外：" : "任一国家");
	for (size_t k = 0; o->country[k][0] != '\0'; k++)
		str_add(out, LAWBOOK_TEXT, "%s%s", k > 0 ? "、" : "",
		    o->country[k]);
}

void
lawbook_origin(
    char out[LAWBOOK_TEXT], const struct origin_rule *o, enum language l)
{
	static const char *const match[] = { [POLICY_ANY_STAGE] = "任一阶段",
		[POLICY_ALL_STAGES] = "所有阶段",
		[POLICY_LAST_STAGE] = "最后阶段" };
	char words[ORIGIN_TEXT];
	bool first = true;

	if (l != ZH) {
		origin_words(words, o);
		str_add(out, LAWBOOK_TEXT, "%s", words);
		return;
	}
	for (int s = 0; s < STAGE_COUNT; s++)
		if ((o->stages >> s & 1) != 0) {
			str_add(out, LAWBOOK_TEXT, "%s%s", first ? "" : "、",
			    answer_in_chinese(stage_name((enum stage)s)));
			first = false;
		}
	if (__builtin_popcount(o->stages) > 1)
		str_add(out, LAWBOOK_TEXT, "中%s", match[o->policy]);
	str_add(out, LAWBOOK_TEXT,
	    o->technology ? "使用以下国家的技术：" : "发生在：");
	add_countries_zh(out, o);
	if (o->deemed)
		str_add(out, LAWBOOK_TEXT, "，未说明的视为如此");
}

static void
say_item(char *out, const struct rule_test *t, enum language l)
{
	char words[ORIGIN_TEXT];

	str_add(out, LAWBOOK_TEXT,
	    t->forms == 0 ? l == ZH ? "物项本身" : "The item itself"
	    : l == ZH
		? t->forms_not ? "物项本身的形态不是：" : "物项本身的形态为："
	    : t->forms_not ? "The item itself is of any form but "
			   : "The item itself is of form ");
	lawbook_forms(out, t->forms, l);
	if (t->hs != NULL && l == ZH)
		str_add(out, LAWBOOK_TEXT, "%s税则号列%s：%s",
		    t->forms == 0 ? "" : "；", t->hs_not ? "不属于" : "属于",
		    t->hs);
	else if (t->hs != NULL)
		str_add(out, LAWBOOK_TEXT, "%s tariff code is under %s%s",
		    t->forms == 0 ? ": its" : "; its",
		    t->hs_not ? "none of " : "one of ", t->hs);
	if (t->mass != NULL) {
		str_add(out, LAWBOOK_TEXT, l == ZH ? "；质量" : "; it weighs ");
		limit_own(out, LAWBOOK_TEXT, t->mass, l);
	}
	if (t->value != NULL) {
		str_add(out, LAWBOOK_TEXT, l == ZH ? "；价值" : "; it costs ");
		limit_own(out, LAWBOOK_TEXT, t->value, l);
	}
	if (t->unsettled != 0) {
		str_add(out, LAWBOOK_TEXT,
		    l == ZH ? "；尚无定论：" : "; not settled: ");
		lawbook_forms(out, t->unsettled, l);
	}
	if (t->origin != NULL && l == ZH) {
		str_add(out, LAWBOOK_TEXT,
		    t->origin->technology ? "；制造技术来自：" : "；制造地：");
		add_countries_zh(out, t->origin);
	} else if (t->origin != NULL) {
		origin_countries(words, t->origin);
		str_add(out, LAWBOOK_TEXT, "; made %s %s%s",
		    t->origin->technology ? "by technology of" : "in",
		    t->origin->elsewhere ? "all but " : "", words);
	}
	str_add(out, LAWBOOK_TEXT, l == ZH ? "。" : ".");
}

/* "Any amount", "At least 0.1 % of its value" */
static void
say_limit(char *out, const struct rule_test *t)
{
	size_t at = strlen(out);
	char of[LIMIT_OF_WHAT];

	if (limit_is_any(t)) {
		str_add(out, LAWBOOK_TEXT, "Any amount of ");
		return;
	}
	limit_words(out, LAWBOOK_TEXT, t, LANGUAGE_EN);
	out[at] = (char)(out[at] - 'a' + 'A');
	limit_of_what(of, t, LANGUAGE_EN);
	str_add(out, LAWBOOK_TEXT, "%s%s %s ", t->kind == TEST_AMONG ? of : "",
	    t->kind == TEST_AMONG        ? " is made up"
	    : t->kind == TEST_MASS_SHARE ? " of its mass is made up"
	    : t->currency != NULL ? t->counts == COUNT_ITEM ? " for whole items"
				    : t->counts == COUNT_MATERIAL
					? " for what is sold as"
					: " worth"
	    : t->kind != TEST_VALUE_SHARE ? ""
	    : t->counts == COUNT_ITEM
		? " of its value is the price of whole items"
	    : t->counts == COUNT_MATERIAL ? " of its value is the price"
					  : " of its value is that",
	    test_is_money(t) && t->counts == COUNT_ITEM          ? "with"
	    : t->currency != NULL && t->counts == COUNT_MATERIAL ? ""
								 : "of");
}

static bool
is_whole(const struct rule_test *t)
{
	return t->of->whole || (test_is_money(t) && t->counts == COUNT_ITEM);
}

/* "Nd2O3, 1308-87-8" */
static void
add_names(char *out, const struct named_substances *of, const char *comma)
{
	for (size_t i = 0; i < of->n; i++)
		str_add(
		    out, LAWBOOK_TEXT, "%s%s", i > 0 ? comma : "", of->text[i]);
}

static void
say_amount_en(char *out, const struct rule_test *t)
{
	char words[ORIGIN_TEXT];

	say_limit(out, t);
	str_add(out, LAWBOOK_TEXT, "%s", t->of->title[LANGUAGE_EN]);
	if (t->origin != NULL) {
		origin_subject(words, t->origin);
		str_add(out, LAWBOOK_TEXT, " %s", words);
	}
	if (t->as_oxide)
		str_add(out, LAWBOOK_TEXT, ", as %s%s",
		    t->as_named ? "that substance" : "oxide",
		    t->kind == TEST_ANNUAL || t->kind == TEST_PRESENCE ? ","
								       : "");
	if (t->shipment)
		str_add(out, LAWBOOK_TEXT, "%s",
		    t->together ? " goes out in all goods of it together"
				: " goes out in it");
	else if (t->kind == TEST_ANNUAL)
		str_add(out, LAWBOOK_TEXT, "%s",
		    t->together ? " goes out in all products together"
				: " goes out in it");
	if (t->kind == TEST_PRESENCE)
		str_add(out, LAWBOOK_TEXT,
		    t->process ? " was used in making it and is not in it"
			       : " is in it");
	if (t->forms != 0) {
		str_add(out, LAWBOOK_TEXT,
		    t->forms_not ? ", but for what is in " : ", counted in ");
		lawbook_forms(out, t->forms, LANGUAGE_EN);
		if (!t->forms_not)
			str_add(out, LAWBOOK_TEXT,
			    is_whole(t) ? " as a whole" : " alone");
	}
	if (t->of->named != NULL) {
		str_add(out, LAWBOOK_TEXT, ", in ");
		add_names(out, t->of->named, ", ");
		str_add(out, LAWBOOK_TEXT, " alone");
	}
	if (t->stop != 0) {
		str_add(out, LAWBOOK_TEXT, "; what is in a ");
		lawbook_forms(out, t->stop, LANGUAGE_EN);
		str_add(out, LAWBOOK_TEXT, " counts for that alone");
	}
	str_add(out, LAWBOOK_TEXT, ".");
}

/* Of all that goes out. */
static const char *
all_zh(const struct rule_test *t)
{
	static const char *const words[3][2][2] = {
		{ { "每年出口的质量合计", "，所有产品每年出口的质量合计" },
		    { "每年出口的价值合计", "，所有产品每年出口的价值合计" } },
		{ { "同一批次的质量合计", "，所有产品同一批次的质量合计" },
		    { "同一批次的价值合计", "，所有产品同一批次的价值合计" } },
		{ { "各批次的质量累计", "，所有产品各批次的质量累计" },
		    { "各批次的价值累计", "，所有产品各批次的价值累计" } },
	};
	int of = !t->shipment ? 0 : t->over == OVER_SHIPMENT ? 1 : 2;

	return words[of][t->currency != NULL][t->together];
}

static void
say_amount_zh(char *out, const struct rule_test *t)
{
	char of[LIMIT_OF_WHAT];

	if (t->over != OVER_SHIPMENT)
		str_add(out, LAWBOOK_TEXT, "%s", limit_within(t, ZH));
	str_add(
	    out, LAWBOOK_TEXT, t->process ? "生产中使用但不含有的" : "所含的");
	str_add(out, LAWBOOK_TEXT, "%s", t->of->title[ZH]);
	if (t->forms != 0) {
		str_add(out, LAWBOOK_TEXT, t->forms_not ? "（不计" : "（仅计");
		lawbook_forms(out, t->forms, ZH);
		str_add(out, LAWBOOK_TEXT,
		    t->of->whole  ? "的总质量）"
		    : is_whole(t) ? "的整件价格）"
				  : "中的）");
	}
	if (t->of->named != NULL) {
		str_add(out, LAWBOOK_TEXT, "（仅计");
		add_names(out, t->of->named, "、");
		str_add(out, LAWBOOK_TEXT, "中的）");
	}
	if (t->stop != 0) {
		str_add(out, LAWBOOK_TEXT, "（装入");
		lawbook_forms(out, t->stop, ZH);
		str_add(out, LAWBOOK_TEXT, "后不再计入上级）");
	}
	if (t->origin != NULL) {
		str_add(out, LAWBOOK_TEXT, "（");
		lawbook_origin(out, t->origin, ZH);
		str_add(out, LAWBOOK_TEXT, "）");
	}
	if (t->as_oxide)
		str_add(out, LAWBOOK_TEXT, "%s",
		    t->as_named ? "（以所列物质计）" : "（以氧化物计）");
	if (limit_is_any(t)) {
		str_add(out, LAWBOOK_TEXT, "：任何数量。");
		return;
	}
	limit_of_what(of, t, ZH);
	str_add(out, LAWBOOK_TEXT, "%s%s", t->kind == TEST_AMONG ? of : "",
	    t->kind == TEST_AMONG         ? "的比例"
	    : t->kind == TEST_MASS_SHARE  ? "占其质量的比例"
	    : t->kind == TEST_ANNUAL      ? all_zh(t)
	    : t->currency != NULL         ? t->counts == COUNT_MATERIAL
						? "按材料自身价格的价值"
						: "的价值"
	    : t->kind != TEST_VALUE_SHARE ? ""
	    : t->counts == COUNT_MATERIAL ? "按材料自身价格占其价值的比例"
					  : "占其价值的比例");
	limit_words(out, LAWBOOK_TEXT, t, ZH);
	str_add(out, LAWBOOK_TEXT, "。");
}

void
lawbook_test(char out[LAWBOOK_TEXT], const struct rule_test *t, enum language l)
{
	out[0] = '\0';
	if (t->kind == TEST_ITEM)
		say_item(out, t, l);
	else if (l == ZH)
		say_amount_zh(out, t);
	else
		say_amount_en(out, t);
	level_of_test(out, LAWBOOK_TEXT, t, l);
}

/* "（自2025-11-07起至2026-11-10，是否含当日未说明）" */
static void
say_suspension_zh(char *out, const struct suspension *s)
{
	static const char *const days[] = { [LAST_DAY_YES] = "含当日",
		[LAST_DAY_NO] = "不含当日",
		[LAST_DAY_UNCLEAR] = "是否含当日未说明" };
	char day[DATE_TEXT];

	date_format(s->from, day);
	str_add(out, LAWBOOK_TEXT, "（自%s起", day);
	if (s->until != DATE_NONE) {
		date_format(s->until, day);
		str_add(out, LAWBOOK_TEXT, "至%s，%s", day, days[s->last_day]);
	}
	str_add(out, LAWBOOK_TEXT, "）");
}

static void
say_span_zh(char *out, const struct rule *r, bool never)
{
	char day[DATE_TEXT];

	if (r->from != DATE_NONE) {
		date_format(r->from, day);
		str_add(
		    out, LAWBOOK_TEXT, "，%s自%s起", never ? "原定" : "", day);
	}
	if (r->until != DATE_NONE) {
		date_format(r->until, day);
		str_add(out, LAWBOOK_TEXT, "，至%s止", day);
	}
}

const char *
lawbook_state_zh(enum rule_state s)
{
	static const char *const states[STATE_COUNT] = {
		[STATE_NOT_YET] = "尚未生效",
		[STATE_IN_FORCE] = "已生效",
		[STATE_SUSPENDED] = "暂停实施",
		[STATE_ENDED] = "已失效",
		[STATE_HYPOTHETICAL] = "假设",
	};

	return states[s];
}

void
lawbook_standing(char out[LAWBOOK_TEXT], const struct rule *r, date_day as_of,
    enum language l)
{
	struct rule_standing s = rule_standing_on(r, as_of);
	char text[STATE_TEXT], day[DATE_TEXT];

	out[0] = '\0';
	if (l != ZH) {
		rule_standing_text(r, &s, text);
		str_add(out, LAWBOOK_TEXT, "%s", text);
		return;
	}
	str_add(out, LAWBOOK_TEXT, "%s", lawbook_state_zh(s.state));
	if (s.state == STATE_SUSPENDED)
		say_suspension_zh(out, s.suspension);
	if (s.past != NULL) {
		date_format(s.since, day);
		str_add(out, LAWBOOK_TEXT, "，自%s起；曾暂停", day);
		say_suspension_zh(out, s.past);
	}
	if (s.state == STATE_HYPOTHETICAL)
		str_add(out, LAWBOOK_TEXT, "，无人颁布");
	else if (s.past != NULL)
		say_span_zh(out, r, !s.again);
	else
		say_span_zh(out, r, s.never);
	if (s.never)
		str_add(out, LAWBOOK_TEXT, "，从未生效");
}
