/* SPDX-License-Identifier: Apache-2.0 */
/* lawbook_decisions - what follows from a verdict, for a person; see
 * lawbook.h. */
#include "core/report/lawbook.h"
#include "core/report/term_words.h"

#include "core/rules/pack/decisions.h"

#include <string.h>

#define EN LANGUAGE_EN
#define ZH LANGUAGE_ZH

static const char *
colon(enum language l)
{
	return l == ZH ? "：" : ": ";
}

/* " (2.half; inferred)" */
static void
add_clause(char *out, size_t size, const struct clause *c, enum language l)
{
	if (c != NULL)
		str_add(out, size, l == ZH ? "（%s；%s）" : " (%s; %s)", c->id,
		    lawbook_clause_standing(c, l));
}

const char *
lawbook_end_use(size_t use, enum language l)
{
	static const char *const zh[END_USES] = { "消费品", "汽车", "能源",
		"机械", "医疗", "航空", "通信", "半导体", "研究", "军事",
		"其他" };

	return l == ZH ? zh[use] : end_uses[use];
}

static void
add_uses(char *out, size_t size, uint32_t uses, enum language l)
{
	bool first = true;

	for (size_t i = 0; i < END_USES; i++) {
		if ((uses >> i & 1) == 0)
			continue;
		str_add(out, size, "%s%s",
		    first     ? ""
		    : l == ZH ? "、"
			      : ", ",
		    lawbook_end_use(i, l));
		first = false;
	}
}

const char *
lawbook_role(enum role r, enum language l)
{
	static const char *const zh[ROLE_COUNT] = { "出口商", "收货人",
		"最终用户", "供应商", "生产商" };

	return l == ZH ? zh[r] : role_name(r);
}

const char *
lawbook_reading(enum ownership_reading r, enum language l)
{
	static const char *const words[OWNED_READINGS][LANGUAGE_COUNT] = {
		[OWNED_BY_CHAIN] = { "as a chain of stakes, each of them",
		    "逐层计算，每一层持股均" },
		[OWNED_BY_CONTROL] = { "by the holder and all that it holds "
				       "so much of",
		    "持有人及其控制的主体合计持股" },
		[OWNED_BY_PRODUCT] = { "multiplied along each way",
		    "各路径持股比例相乘后合计" },
	};

	return words[r][l];
}

/* How a question is answered without anybody's answer. */
static void
add_derived(
    char *out, size_t size, const struct pack_question *q, enum language l)
{
	bool first = true;

	if (q->derived == DERIVED_NOT)
		return;
	if (q->derived == DERIVED_USED) {
		str_add(out, size,
		    l == ZH ? "；最终用途为以下类别时为是："
			    : "; yes for an end use of ");
		add_uses(out, size, q->uses, l);
		return;
	}
	str_add(out, size, l == ZH ? "；由" : "; told by the lists ");
	for (size_t i = 0; i < q->nlist; i++)
		str_add(out, size, "%s%.*s", i > 0 ? ", " : "",
		    STR_ARG(q->list[i]));
	str_add(out, size, l == ZH ? "名单判定，主体：" : " for ");
	for (int r = 0; r < ROLE_COUNT; r++) {
		if ((q->roles >> r & 1) == 0)
			continue;
		str_add(out, size, "%s%s",
		    first     ? ""
		    : l == ZH ? "、"
			      : " and ",
		    lawbook_role((enum role)r, l));
		first = false;
	}
	if (q->derived != DERIVED_OWNED)
		return;
	if (l == ZH)
		str_add(out, size, "；%s%s%s，%s",
		    lawbook_reading((enum ownership_reading)q->reading, l),
		    q->above ? "超过" : "达到", q->limit_text,
		    q->together ? "所列主体合并计算" : "所列主体分别计算");
	else
		str_add(out, size, "; %s %s %s, %s",
		    lawbook_reading((enum ownership_reading)q->reading, l),
		    q->above ? "more than" : "at least", q->limit_text,
		    q->together ? "all holders together"
				: "each holder by itself");
}

static const char *
country_name(uint8_t of, enum language l)
{
	static const char *const words[COUNTRY_KINDS][LANGUAGE_COUNT] = {
		[COUNTRY_TO] = { "the destination", "目的地" },
		[COUNTRY_FROM] = { "the country from which it leaves",
		    "起运地" },
		[COUNTRY_EXPORTER] = { "the country of the exporter",
		    "出口商所在地" },
		[COUNTRY_CONSIGNEE] = { "the country of the consignee",
		    "收货人所在地" },
		[COUNTRY_END_USER] = { "the country of the end user",
		    "最终用户所在地" },
	};

	return words[of][l];
}

/* "the destination is not AU, JP" */
static void
add_words(char *out, size_t size, const char *what, const struct condition *c,
    enum language l)
{
	str_add(out, size, l == ZH ? "%s%s：" : "%s is %s", what,
	    l == ZH  ? (c->yes ? "为" : "不是")
	    : c->yes ? ""
		     : "not ");
	for (size_t i = 0; i < c->words.n; i++)
		if (strchr(" \t\n\r", c->words.p[i]) == NULL)
			str_add(out, size, "%c", c->words.p[i]);
		else if (i + 1 < c->words.n &&
			 strchr(" \t\n\r", c->words.p[i + 1]) == NULL)
			str_add(out, size, "%s", l == ZH ? "、" : ", ");
}

static void
add_day(char *out, size_t size, const struct condition *c, enum language l)
{
	char day[DATE_TEXT];

	str_add(out, size, l == ZH ? "出口日" : "the day of export is");
	if (c->from != DATE_NONE) {
		date_format(c->from, day);
		str_add(out, size, l == ZH ? "自%s起" : " %s or later", day);
	}
	if (c->until != DATE_NONE) {
		date_format(c->until, day);
		str_add(out, size, l == ZH ? "至%s止" : " %s or earlier", day);
	}
}

/* "the verdict is clear"; "destination is CN" */
static void
add_condition(char *out, size_t size, const struct decisions *d,
    const struct condition *c, enum language l)
{
	static const char *const compare[][LANGUAGE_COUNT] = {
		{ "less than", "少于" }, { "at most", "至多" },
		{ "at least", "至少" }, { "more than", "多于" }
	};
	char forms[LAWBOOK_TEXT];

	if (c->kind == CONDITION_DAY) {
		add_day(out, size, c, l);
		return;
	}
	switch (c->what) {
	case VARIABLE_VERDICT:
		if (c->kind == CONDITION_UNDECIDED)
			str_add(out, size,
			    l == ZH ? "判定未决" : "the verdict is undecided");
		else if (l == ZH)
			str_add(out, size, c->yes ? "判定触发" : "判定未触发");
		else
			str_add(out, size, "the verdict is %s",
			    c->yes ? "triggered" : "clear");
		break;
	case VARIABLE_ANSWER:
		str_add(out, size, l == ZH ? "%s为%s" : "%s is %s",
		    d->question[c->of].id,
		    l == ZH  ? (c->yes ? "是" : "否")
		    : c->yes ? "yes"
			     : "no");
		break;
	case VARIABLE_COUNTRY:
		add_words(out, size, country_name(c->of, l), c, l);
		break;
	case VARIABLE_HS:
		add_words(out, size,
		    l == ZH ? "物项的税则号列" : "the tariff code of the item",
		    c, l);
		break;
	case VARIABLE_FORM:
		str_add(out, size, "%s",
		    l == ZH ? (c->yes ? "物项形态为：" : "物项形态不是：")
		    : c->yes ? "the form of the item is "
			     : "the form of the item is not ");
		forms[0] = '\0';
		lawbook_forms(forms, c->uses, l);
		str_add(out, size, "%s", forms);
		break;
	case VARIABLE_DOMESTIC:
		str_add(out, size, "%s",
		    l == ZH ? (c->yes ? "同一国家（地区）内" : "跨境")
		    : c->yes ? "it stays within one country"
			     : "it crosses a border");
		break;
	case VARIABLE_END_USE:
		str_add(out, size, l == ZH ? "最终用途：" : "the end use is ");
		add_uses(out, size, c->uses, l);
		break;
	default:
		str_add(out, size, l == ZH ? "每年%s%s" : "%s %s a year",
		    compare[c->compare][l], c->limit_text);
	}
}

/* All groups, "a or b; c"; nothing if there are none. */
static void
add_when(char *out, size_t size, const struct decisions *d,
    const struct decision *x, enum language l)
{
	for (size_t i = 0; i < x->nwhen; i++) {
		if (i > 0 && x->when[i].group == x->when[i - 1].group)
			str_add(out, size, l == ZH ? "或" : " or ");
		else
			str_add(out, size, "%s",
			    i > 0 && l == ZH ? "，且"
			    : i > 0          ? ", and "
			    : l == ZH        ? "；条件："
					     : "; if ");
		add_condition(out, size, d, &x->when[i], l);
	}
}

static void
add_rules(char *out, size_t size, const struct pack *p,
    const struct decision *x, enum language l)
{
	bool first = true;

	if (x->rules == ~(uint64_t)0)
		return;
	str_add(out, size, l == ZH ? "；仅限规则：" : "; under ");
	for (size_t i = 0; i < p->nrule; i++) {
		if ((x->rules >> i & 1) == 0)
			continue;
		str_add(out, size, "%s%s", first ? "" : ", ", p->rule[i].id);
		first = false;
	}
}

static void
add_time(char *out, size_t size, const struct decision *x, enum language l)
{
	if (x->within.n == 0)
		return;
	str_add(out, size, "%s", l == ZH ? "；" : "; ");
	term_words(out, size, &x->within, l);
}

void
lawbook_when(char *out, size_t size, const struct pack *p,
    const struct decision *x, enum language l)
{
	add_when(out, size, p->decisions, x, l);
	add_time(out, size, x, l);
	add_clause(out, size, x->clause, l);
}

static void
put_questions(
    FILE *to, const struct style *style, const struct pack *p, enum language l)
{
	const struct decisions *d = p->decisions;
	char line[2 * LAWBOOK_TEXT];

	if (d->nquestion > 0)
		fprintf(to, "\n%s\n",
		    l == ZH ? "问题：" : "Questions of a transaction:");
	for (size_t i = 0; i < d->nquestion; i++) {
		const struct pack_question *q = &d->question[i];

		snprintf(
		    line, sizeof(line), "%s%s%s", q->id, colon(l), q->title[l]);
		add_derived(line, sizeof(line), q, l);
		add_clause(line, sizeof(line), q->clause, l);
		text_wrap(to, style, 2, 0, str_of(line));
	}
}

static void
put_one(FILE *to, const struct style *style, const struct pack *p,
    const struct decision *x, enum language l)
{
	char line[3 * LAWBOOK_TEXT];
	bool first = true;

	snprintf(line, sizeof(line), "%s%s", x->id, colon(l));
	if (x->exemption)
		str_add(line, sizeof(line), "%s",
		    l == ZH ? "豁免：" : "exemption, ");
	if (x->with == 0)
		str_add(line, sizeof(line), "%s - ",
		    outcome_name((enum outcome)x->outcome, l));
	str_add(line, sizeof(line), "%s", x->title[l]);
	if (x->with != 0)
		str_add(line, sizeof(line), "%s",
		    l == ZH ? "；适用结果：" : "; with ");
	for (int o = 0; o < OUTCOME_COUNT; o++) {
		if ((x->with >> o & 1) == 0)
			continue;
		str_add(line, sizeof(line), "%s%s",
		    first     ? ""
		    : l == ZH ? "、"
			      : ", ",
		    outcome_name((enum outcome)o, l));
		first = false;
	}
	add_when(line, sizeof(line), p->decisions, x, l);
	add_rules(line, sizeof(line), p, x, l);
	add_time(line, sizeof(line), x, l);
	add_clause(line, sizeof(line), x->clause, l);
	text_wrap(to, style, 2, 0, str_of(line));
}

void
lawbook_decisions(
    FILE *to, const struct style *style, const struct pack *p, enum language l)
{
	const struct decisions *d = p->decisions;

	if (d == NULL)
		return;
	put_questions(to, style, p, l);
	fprintf(to, "\n%s\n",
	    l == ZH ? "后果（以第一个符合条件者为准）："
		    : "What follows, the first that fits:");
	for (size_t i = 0; i < d->ndecision; i++)
		put_one(to, style, p, &d->decision[i], l);
	if (d->nduty > 0)
		fprintf(to, "\n%s\n", l == ZH ? "随附义务：" : "Beside that:");
	for (size_t i = 0; i < d->nduty; i++)
		put_one(to, style, p, &d->duty[i], l);
}
