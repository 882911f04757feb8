/* SPDX-License-Identifier: Apache-2.0 */
/* level_words - of what a limit is one, in words; see level_words.h. */
#include "core/report/level_words.h"

#include "core/report/documents.h"
#include "core/report/lawbook.h"
#include "core/report/path.h"
#include "core/rules/turns.h"

#include <string.h>

#define ZH LANGUAGE_ZH

/* One of the things at a level. */
static const char *
thing(enum level l, enum language in)
{
	static const char *const words[LEVEL_COUNT][LANGUAGE_COUNT] = {
		[LEVEL_ITEM] = { "item", "物项" },
		[LEVEL_PART] = { "part, component or assembly",
		    "零件、部件或组件" },
		[LEVEL_MATERIAL] = { "homogeneous material", "均质材料" },
		[LEVEL_ARTICLE] = { "article", "物品" },
		[LEVEL_PRODUCT] = { "product", "产品" },
	};

	return words[l][in];
}

/* The same in a sentence: "an article". */
static const char *
one_thing(enum level l, enum language in)
{
	static const char *const words[LEVEL_COUNT] = { "an item",
		"a part, component or assembly", "a homogeneous material",
		"an article", "a product" };

	return in == LANGUAGE_EN ? words[l] : thing(l, in);
}

/* What is counted alone. */
static const char *
kind(enum each e, enum language in)
{
	static const char *const words[EACH_COUNT][LANGUAGE_COUNT] = {
		[EACH_SUM] = { "", "" },
		[EACH_ELEMENT] = { "element", "种元素" },
		[EACH_SUBSTANCE] = { "substance", "种物质" },
		[EACH_COUNTRY] = { "country", "个国家" },
		[EACH_END_USER] = { "end user", "个最终用户" },
		[EACH_CONSIGNEE] = { "consignee", "个收货人" },
	};

	return words[e][in];
}

void
level_of_test(
    char *out, size_t size, const struct rule_test *t, enum language l)
{
	char forms[LAWBOOK_TEXT] = "", unsure[LAWBOOK_TEXT] = "";

	lawbook_forms(forms, t->units, l);
	lawbook_forms(unsure, t->unsure, l);
	if (t->per != LEVEL_ITEM && l == ZH)
		str_add(out, size, "对每一%s单独适用（形态：%s%s%s）。",
		    thing(t->per, l), forms, t->unsure != 0 ? "；未定：" : "",
		    unsure);
	else if (t->per != LEVEL_ITEM)
		str_add(out, size,
		    " It is held against each %s by itself (of form %s%s%s).",
		    thing(t->per, l), forms, t->unsure != 0 ? "; perhaps " : "",
		    unsure);
	if (t->each != EACH_SUM)
		str_add(out, size,
		    l == ZH ? "每%s单独计算。" : " Each %s counts alone.",
		    kind(t->each, l));
}

bool
level_before(
    char *out, const struct reason *r, const struct checked *c, enum language l)
{
	const struct verdict_detail *d = &r->detail;
	const char *what = thing(d->test->per, l);
	char label[LABEL_TEXT], alone[60] = "";
	struct str name;

	if (!d->apart || d->test->per == LEVEL_ITEM)
		return true;
	if (d->unit == BOM_NONE) {
		str_add(out, REASON_TEXT,
		    l == ZH ? "其本身不是%s，也不含有任何%s，规则不适用。"
			    : "It is no %s and holds none: the rule looks at "
			      "nothing else%s.",
		    what, l == ZH ? what : "");
		return false;
	}
	if (d->test->each != EACH_SUM)
		str_add(alone, sizeof(alone),
		    l == ZH ? "，每%s单独计算" : ", and each %s alone",
		    kind(d->test->each, l));
	name = str_clip(path_label(c->bom, d->unit, label), 120);
	str_add(out, REASON_TEXT,
	    l == ZH ? "每一%s单独计算%s；%s的是%.*s："
		    : "Each %s counts by itself%s; %s is %.*s. ",
	    what, alone,
	    r->verdict == VERDICT_TRIGGERED
		? (l == ZH ? "起决定作用" : "the one that decides")
		: (l == ZH ? "最接近限值" : "the nearest to the limit"),
	    STR_ARG(name));
	return true;
}

void
level_after(
    char *out, const struct reason *r, const struct checked *c, enum language l)
{
	const struct verdict_detail *d = &r->detail;
	char label[LABEL_TEXT];
	struct str name;

	if (!d->apart || d->unit == BOM_NONE)
		return;
	name = str_clip(path_label(c->bom, d->unit, label), 120);
	if (d->mean && l == ZH)
		str_add(out, REASON_TEXT,
		    "此为%.*s各种材料的平均值，其材料未逐一列出%s",
		    STR_ARG(name),
		    r->verdict == VERDICT_TRIGGERED
			? "；其中至少一种材料不低于平均值。"
			: "，各材料的含量未知。");
	else if (d->mean)
		str_add(out, REASON_TEXT,
		    " That is the mean of all materials in %.*s, which are not "
		    "listed one by one%s",
		    STR_ARG(name),
		    r->verdict == VERDICT_TRIGGERED
			? ": one of them holds no less."
			: ": what each of them holds is open.");
	if (d->loose)
		str_add(out, REASON_TEXT,
		    l == ZH ? "%.*s除所含物品外还含有其他物质，属于哪一物品未定"
			      "。"
			    : " %.*s holds articles and something beside them: "
			      "of which article that is part is open.",
		    STR_ARG(name));
	if (d->perhaps)
		str_add(out, REASON_TEXT,
		    l == ZH ? "%.*s是否为%s、是否装入，未说明。"
			    : " Whether %.*s is %s, or is built in, is not "
			      "stated.",
		    STR_ARG(name), one_thing(d->test->per, l));
}

void
level_json(struct json *j, const struct rule_test *t)
{
	if (t->per != LEVEL_ITEM) {
		json_put_text(j, "per", level_name((enum level)t->per));
		json_begin_array(j, "per_forms");
		for (int f = 0; f < FORM_COUNT; f++)
			if ((t->units >> f & 1) != 0)
				json_put_text(j, NULL, form_name((enum form)f));
		json_end_array(j);
	}
	if (t->each != EACH_SUM)
		json_put_text(j, "each", each_name((enum each)t->each));
}

void
level_decided_json(
    struct json *j, const struct reason *r, const struct checked *c)
{
	const struct verdict_detail *d = &r->detail;

	if (!d->apart)
		return;
	json_begin_object(j, "decided_by");
	if (d->unit == BOM_NONE) {
		json_put_null(j, "item");
		json_end_object(j);
		return;
	}
	path_item_json(j, "item", c->bom, d->unit);
	if (d->test->each == EACH_ELEMENT)
		json_put_text(j, "element",
		    element_at(__builtin_ctz(d->test->of->elements))->symbol);
	if (d->test->each == EACH_SUBSTANCE) {
		if (turn_substance(d->test) == BOM_NONE)
			json_put_null(j, "substance");
		else
			json_put_str(j, "substance",
			    documents_substance(
				c->bom, turn_substance(d->test)));
	}
	if (d->test->each == EACH_COUNTRY) {
		if (turn_country(d->test) == NULL)
			json_put_null(j, "country");
		else
			json_put_text(j, "country", turn_country(d->test));
	}
	if (each_is_party((enum each)d->test->each)) {
		if (d->test->party == NULL)
			json_put_null(j, "party");
		else
			json_put_text(j, "party", d->test->party);
	}
	json_put_bool(j, "mean", d->mean);
	json_put_bool(j, "beside", d->loose);
	json_put_bool(j, "perhaps", d->perhaps);
	json_end_object(j);
}
