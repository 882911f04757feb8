/* SPDX-License-Identifier: Apache-2.0 */
/* html_words - the texts of a page, and small words; see html_parts.h. */
#include "core/report/html/html_parts.h"

#include "core/report/check/rows.h"
#include "core/report/path.h"
#include "core/report/text.h"
#include "core/rules/pack/origins.h"

#include <string.h>

static const char *const words[HW_COUNT][LANGUAGE_COUNT] = {
	[HW_TITLE] = { "Rare-earth origin", "稀土来源报告" },
	[HW_AS_OF] = { "As of", "截至" },
	[HW_RULES] = { "Rules", "规则" },
	[HW_PRODUCT] = { "Product", "产品" },
	[HW_PRODUCTS] = { "Products", "产品一览" },
	[HW_NAME] = { "Name", "名称" },
	[HW_SUMMARY_MORE] = { "And %zu more products: -o csv lists all.",
	    "另有%zu个产品，-o csv 列出全部。" },
	[HW_TOLD_MORE] = { "%zu products are not told in full here, for this "
			   "would take too long or too much room: their "
			   "verdicts are in the list, and retrace explain "
			   "tells of each.",
	    "有%zu个产品因数量过多未在此详述：判定见一览表，"
	    "可用 retrace explain 逐个说明。" },
	[HW_ANSWER] = { "Answer", "判定" },
	[HW_CLEAR] = { "%zu rule is clear|%zu rules are clear",
	    "%zu条规则不触发" },
	[HW_CLAUSE] = { "Clause", "条款" },
	[HW_NOT_LAW] = { "not law", "非法律" },
	[HW_RESTS] = { "Least sure ground", "最弱依据" },
	[HW_NOT_COUNT] = { "its verdicts do not count", "其判定不计入结果" },
	[HW_POLICY] = { "With your own policy, which is not law",
	    "按本单位政策（非法律）" },
	[HW_ASSUMED] = { "With your assumptions, which are no declarations",
	    "按本单位假定（非声明）" },
	[HW_PRESUMED] = { "With presumed origins taken as declared",
	    "将推定来源视为声明" },
	[HW_ALLOCATED] = { "By what was paid, shared out by mass, which is an "
			   "assumption",
	    "按实付价格并以质量分摊（假定）" },
	[HW_COUNTED_BY] = { "Values are counted by", "价值计算依据" },
	[HW_FOLLOWS] = { "In this transaction", "在本交易中" },
	[HW_FOLLOWS_ASKS] = { "These answers decide it.",
	    "取决于以下问题的回答。" },
	[HW_ASK_VERDICT] = { "what would the missing declarations say?",
	    "缺失的声明会说明什么？" },
	[HW_ASK_TO] = { "to which country does it go?", "运往哪个国家？" },
	[HW_ASK_FROM] = { "from which country does it leave?",
	    "从哪个国家运出？" },
	[HW_ASK_EXPORTER] = { "in which country is the exporter?",
	    "出口商在哪个国家？" },
	[HW_ASK_DOMESTIC] = { "does it stay in the country from which it "
			      "leaves?",
	    "是否留在起运国境内？" },
	[HW_ASK_END_USE] = { "for what is it used in the end?",
	    "最终用途是什么？" },
	[HW_ASK_PER_YEAR] = { "how much goes out in a year?",
	    "每年出口多少？" },
	[HW_DUTY] = { "Beside that", "另须" },
	[HW_DUTY_PERHAPS] = { "Perhaps beside that", "可能另须" },
	[HW_ONE_IS_ENOUGH] = { "One of these is enough", "满足以下任一项即可" },
	[HW_READINGS] = { "Readings of the law", "法规的不同读法" },
	[HW_ARITHMETIC] = { "The arithmetic", "计算" },
	[HW_NUMERATOR] = { "What counts", "计入量" },
	[HW_DENOMINATOR] = { "Of", "基数" },
	[HW_RATIO] = { "Share", "占比" },
	[HW_LIMIT] = { "Limit", "限值" },
	[HW_NOT_SHARP] = { "These bounds hold, but are not proven sharp: "
			   "narrower ones may hold too.",
	    "以上界限成立，但未证明最紧，可能存在更窄的界限。" },
	[HW_GAUGE] = { "Where it stands against the limit: each mark is ten "
		       "times the one before it.",
	    "与限值的关系：每格为前一格的十倍。" },
	[HW_BELOW] = { "below the limit", "低于限值" },
	[HW_ABOVE] = { "above the limit", "高于限值" },
	[HW_FLIPS] = { "What alone would reach the limit, all else as it is",
	    "其他不变时，单独达到限值的条件" },
	[HW_FLIP_WHAT] = { "Number", "数值" },
	[HW_FLIP_REACHED] = { "Surely reached at", "确定达到" },
	[HW_FLIP_MISSED] = { "Surely not reached at", "确定未达" },
	[HW_FLIP_NOW] = { "Now", "当前" },
	[HW_FLIP_PRICE] = { "price", "价格" },
	[HW_FLIP_VALUE] = { "value of the item", "物项价值" },
	[HW_FLIP_AMOUNT] = { "amount that counts", "计入含量" },
	[HW_FLIP_SHARE] = { "share that is of the origin", "该来源占比" },
	[HW_FLIP_FACTOR] = { "times as much of all that counts",
	    "全部计入量的倍数" },
	[HW_FLIP_QUANTITY] = { "how many go out", "出口数量" },
	[HW_GIVERS] = { "Parts that it comes from", "来自以下零件" },
	[HW_GAPS] = { "Parts that leave it open", "以下零件使判定未定" },
	[HW_PART] = { "Part", "零件" },
	[HW_QUANTITY] = { "Quantity", "数量" },
	[HW_BRINGS] = { "Brings", "贡献" },
	[HW_COULD] = { "Could bring", "可能贡献" },
	[HW_WHY] = { "Why", "原因" },
	[HW_WAY] = { "By way of", "路径" },
	[HW_WAYS] = { "Ways", "路径数" },
	[HW_MORE] = { "and %zu more", "另有%zu项" },
	[HW_CONTENT] = { "Rare earths in one product", "单件产品中的稀土" },
	[HW_PICTURE] = { "Mass of each rare earth in one product. Each mark "
			 "of the scale is ten times the one before it.",
	    "单件产品中各稀土的质量。刻度每格为前一格的十倍。" },
	[HW_LEGEND_SURE] = { "at least", "至少" },
	[HW_LEGEND_MAY] = { "at most", "至多" },
	[HW_ELEMENT] = { "Element", "元素" },
	[HW_IN_ALL] = { "in all", "总量" },
	[HW_TOGETHER] = { "all", "合计" },
	[HW_OTHERS] = { "%zu others", "其余%zu种" },
	[HW_NUMBERS] = { "The numbers", "数值" },
	[HW_NOTHING] = { "No rare earth is in it.", "不含稀土。" },
	[HW_ENDLESS] = { "no upper end is known", "上限未知" },
	[HW_HIERARCHY] = { "What is in it", "产品结构" },
	[HW_HIERARCHY_HOW] = { "Quantity: in one of what it stands in. "
			       "Amounts: in one of it, with all its parts. A "
			       "sub-assembly is told once.",
	    "数量：在一个上级物项中的数量。含量：一个该物项（含其全部零件）"
	    "中的含量。同一组件只展开一次。" },
	[HW_RARE_EARTHS] = { "Rare earths", "稀土" },
	[HW_AGAIN] = { "see above", "见上文" },
	[HW_CUT] = { "%zu part, not told|%zu parts, not told",
	    "%zu个零件，未展开" },
	[HW_NONE_OF] = { "%zu part without rare earths|"
			 "%zu parts without rare earths",
	    "%zu个零件不含稀土" },
	[HW_MORE_OF] = { "%zu more part that may hold rare earths|"
			 "%zu more parts that may hold rare earths",
	    "另有%zu个零件可能含稀土" },
	[HW_EITHER] = { "either", "备选" },
	[HW_OR] = { "or", "或" },
	[HW_LINES_MORE] = { "%zu more line is left out: retrace trace lists "
			    "all.|"
			    "%zu more lines are left out: retrace trace lists "
			    "all.",
	    "省略%zu行，retrace trace 列出全部。" },
	[HW_QUESTIONS] = { "Questions to suppliers", "向供应商提出的问题" },
	[HW_QUESTION] = { "Question", "问题" },
	[HW_WHOM] = { "Ask", "询问对象" },
	[HW_SETTLES] = { "Verdicts that it could settle", "可确定的判定数" },
	[HW_AT_MOST] = { "at most", "至多" },
	[HW_NO_QUESTIONS] = { "Nothing that anybody could answer is open.",
	    "没有可由他人回答的未定事项。" },
	[HW_CONFLICTS] = { "Documents that exclude each other",
	    "相互矛盾的文件" },
	[HW_MATTER] = { "About", "事项" },
	[HW_COUNTS] = { "Counts", "采用" },
	[HW_EXCLUDED] = { "Does not count", "未采用" },
	[HW_OUTCOME] = { "By the other one", "若采用另一份" },
	[HW_AMOUNT_OF] = { "amount of ", "含量：" },
	[HW_ORIGIN_AT] = { "origin at ", "来源阶段：" },
	[HW_NO_CHANGE] = { "no verdict would change", "判定不变" },
	[HW_NOT_TRIED] = { "not tried", "未试算" },
	[HW_WOULD_READ] = { "would read", "将判为" },
	[HW_ASSUMPTIONS] = { "Assumptions and policy", "假定与政策" },
	[HW_ASSUMPTIONS_HOW] = { "They are the company's own: an assumption "
				 "is no declaration, a policy is not law. The "
				 "answers go by the documents alone.",
	    "均为本单位设定：假定不是声明，政策不是法律。判定仅依据文件。" },
	[HW_SAYS] = { "Says", "内容" },
	[HW_REASON] = { "Reason", "理由" },
	[HW_AUTHOR] = { "Author", "作者" },
	[HW_UNTIL] = { "Until", "有效期至" },
	[HW_TOUCHED] = { "Items", "涉及物项" },
	[HW_EXPIRED] = { "expired, does not count", "已过期，不计入" },
	[HW_HOLDS_NONE] = { "holds no rare earth by itself", "自身不含稀土" },
	[HW_COMPLETE] = { "holds no rare earth beyond what is declared",
	    "除声明外不含稀土" },
	[HW_WEIGHS] = { "weighs", "质量" },
	[HW_FLOOR] = { "less than this share of an item is none:",
	    "低于物项的此比例视为无：" },
	[HW_NOT_ADDED] = { "\"not intentionally added\" is none",
	    "“非有意添加”视为无" },
	[HW_DOCUMENTS] = { "Documents of suppliers", "供应商文件" },
	[HW_SUPPLIER] = { "Supplier", "供应商" },
	[HW_NUMBER] = { "Number", "编号" },
	[HW_DATE] = { "Date", "日期" },
	[HW_STANDING] = { "Standing", "效力" },
	[HW_EVIDENCE] = { "Evidence", "证明文件" },
	[HW_EARLY] = { "dated later, does not count", "日期在后，不计入" },
	[HW_VERIFIED] = { "verified", "已核实" },
	[HW_DECLARED] = { "declared", "已声明" },
	[HW_PRESUMPTION] = { "presumed", "推定" },
	[HW_BASIS] = { "What the answers rest on", "判定依据" },
	[HW_BASIS_HOW] = { "A file is the same if its SHA-256 is.",
	    "SHA-256 相同即为同一文件。" },
	[HW_ROLE] = { "What", "类别" },
	[HW_FILE] = { "File", "文件" },
	[HW_ROLE_PRODUCT] = { "product, declarations, prices",
	    "产品、声明、价格" },
	[HW_ROLE_ASSUMPTIONS] = { "assumptions", "假定" },
	[HW_ROLE_RULES] = { "rule pack", "规则包" },
	[HW_ROLE_CLAUSES] = { "sources of its figures", "数字出处" },
	[HW_ROLE_BASIS] = { "all of this together", "以上全部" },
	[HW_ROLE_POLICY] = { "policy", "政策" },
	[HW_ROLE_TRANSACTION] = { "transaction (decides no verdict)",
	    "交易（不影响结论）" },
	[HW_ROLE_HOLIDAYS] = { "holidays (decide no verdict)",
	    "节假日（不影响结论）" },
	[HW_ROLE_PROGRAM] = { "program", "程序" },
	[HW_DAYS] = { "Days", "日期基准" },
	[HW_DAY_LAW] = { "law", "法规" },
	[HW_DAY_BOM] = { "product and documents", "产品与文件" },
	[HW_DAY_PRICE] = { "prices", "价格" },
	[HW_RECOMPUTE] = { "To compute it again", "重新计算" },
	[HW_RECOMPUTE_HOW] = { "With the same program and files this command "
			       "writes this page again, byte for byte:",
	    "使用相同的程序和文件，以下命令将逐字节重现本页：" },
	[HW_LAW] = { "The rules", "规则说明" },
	[HW_READ_UNTIL] = { "law read until", "法规查阅截至" },
	[HW_VERSION] = { "version", "版本" },
	[HW_BINDS] = { "Binds", "约束对象" },
	[HW_DESTINATION] = { "Destination", "目的地" },
	[HW_MESSAGES] = { "Warnings and notes about the files",
	    "关于文件的警告与说明" },
	[HW_ERROR] = { "error", "错误" },
	[HW_WARNING] = { "warning", "警告" },
	[HW_NOTE] = { "note", "说明" },
	[HW_TO_TOP] = { "to the list", "回到一览" },
};

void
html_text(const struct html *h, struct str s)
{
	text_put_html(h->to, s);
}

void
html_say(const struct html *h, enum html_word w)
{
	html_text(h, str_of(words[w][h->l]));
}

/* "1 part|2 parts": of one, and of any other number. */
void
html_say_count(const struct html *h, enum html_word w, size_t n)
{
	const char *text = words[w][h->l], *many = strchr(text, '|'), *gap;
	size_t end;

	if (many != NULL && n != 1)
		text = many + 1;
	end = strcspn(text, "|");
	gap = strstr(text, "%zu");
	if (gap == NULL) {
		html_text(h, (struct str){ text, end });
		return;
	}
	html_text(h, (struct str){ text, (size_t)(gap - text) });
	fprintf(h->to, "%zu", n);
	html_text(h, (struct str){ gap + 3, end - (size_t)(gap + 3 - text) });
}

void
html_label(const struct html *h, uint32_t item)
{
	char label[LABEL_TEXT];

	html_text(h, path_label(h->c->bom, item, label));
}

void
html_name(const struct html *h, uint32_t item)
{
	char text[LABEL_TEXT];
	struct str name = path_name(h->c->bom, item, text);

	html_label(h, item);
	if (name.n == 0)
		return;
	fputs(" <small>", h->to);
	html_text(h, name);
	fputs("</small>", h->to);
}

void
html_day(const struct html *h, date_day day)
{
	char text[DATE_TEXT];

	if (day == DATE_NONE)
		return;
	date_format(day, text);
	fputs(text, h->to);
}

const char *
html_verdict(const struct html *h, enum verdict v)
{
	static const char *const zh[VERDICT_COUNT] = {
		[VERDICT_CLEAR] = "不触发",
		[VERDICT_UNDECIDED] = "未定",
		[VERDICT_TRIGGERED] = "触发",
	};

	return h->l == LANGUAGE_ZH ? zh[v] : verdict_name(v);
}

const char *
html_gap(const struct html *h, const struct part *p)
{
	static const char *const zh[] = {
		[GAP_READING] = "法规未说明计算方法，各种解读结论不一",
		[GAP_ORIGIN] = "含稀土，来源或含量未定",
		[GAP_SUSPECT] = "疑似含稀土",
		[GAP_SILENT] = "无任何声明",
		[PART_SURE] = "",
		[PART_CHOICE] = "备选件，是否装入未定",
	};
	static const char *const en[] = {
		[GAP_READING] = "the law does not say how it is counted",
		[GAP_ORIGIN] = "holds rare earth; origin or amount is open",
		[GAP_SUSPECT] = "something points to rare earth",
		[GAP_SILENT] = "declares nothing",
		[PART_SURE] = "",
		[PART_CHOICE] = "an alternative: built in or not",
	};

	return h->l == LANGUAGE_ZH ? zh[p->gap] : en[p->gap];
}

/* The same as rows_verdict() says, in Chinese. */
static const char *
verdict_zh(const struct html *h, size_t rule, uint32_t item)
{
	struct rule_standing s =
	    rule_standing_on(h->c->book->rule[rule].rule, h->c->days.law);
	enum verdict v =
	    judgement_verdict(h->c->judgement, VARIANT_LAW, rule, item);

	if (v != VERDICT_TRIGGERED)
		return html_verdict(h, v);
	if (!h->c->shipped[item])
		return "单独发运时将会触发";
	return rule_state_counts(s.state, h->c->as_if_in_force) ? "触发"
								: "将会触发";
}

void
html_badge(const struct html *h, size_t rule, uint32_t item)
{
	static const char *const class[TONE_COUNT] = {
		[TONE_BAD] = "bad",
		[TONE_OPEN] = "open",
		[TONE_GOOD] = "good",
	};
	static const char *const sign[TONE_COUNT] = {
		[TONE_BAD] = "\u25b2",
		[TONE_OPEN] = "?",
		[TONE_GOOD] = "\u2713",
	};
	enum tone tone;
	const char *en = rows_verdict(h->c, rule, item, &tone);

	fprintf(h->to, "<span class=\"badge %s\">%s %s</span>", class[tone],
	    sign[tone], h -> l == LANGUAGE_ZH ? verdict_zh(h, rule, item) : en);
}

void
html_origin(const struct html *h, char *out, size_t size)
{
	const struct origin_rule *o = h->c->book->report.origin_rule;

	if (h->l != LANGUAGE_ZH || o == NULL) {
		amounts_origin(out, size, o);
		return;
	}
	if (origin_is_china(o)) {
		snprintf(out, size, "源自中国");
		return;
	}
	if (o->by_stage != NULL) {
		snprintf(out, size, "符合原产标准%s", o->id);
		return;
	}
	snprintf(out, size, "源自%s", o->elsewhere ? "以下各国以外：" : "");
	for (size_t i = 0; i < CHANNEL_COUNTRIES && o->country[i][0]; i++)
		str_add(out, size, "%s%s", i > 0 ? "或" : "", o->country[i]);
}
