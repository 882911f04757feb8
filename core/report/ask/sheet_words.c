/* SPDX-License-Identifier: Apache-2.0 */
/* sheet_words - the texts of a questionnaire; see questionnaire.h. */
#include "core/report/ask/questionnaire.h"

static const char *const texts[SHEET_TEXT_COUNT][LANGUAGE_COUNT] = {
	[SHEET_TITLE] = { "Rare earths in your parts", "贵方零件中的稀土" },
	[SHEET_TO] = { "To", "致" },
	[SHEET_DATE] = { "Date", "日期" },
	[SHEET_ID] = { "Number", "编号" },
	[SHEET_PART] = { "Part", "零件" },
	[SHEET_QUESTION] = { "Question", "问题" },
	[SHEET_AMOUNT] = { "Amount with unit", "含量（带单位）" },
	[SHEET_COUNTRY] = { "Country", "国家" },
	[SHEET_SHARE] = { "Share", "占比" },
	[SHEET_MORE] = { "and %zu more parts: see the table",
	    "另有%zu个零件，见表格" },
	[SHEET_SIGN] = { "Name, date and signature", "姓名、日期和签字" },
};

static const char *const instructions[][LANGUAGE_COUNT] = {
	{ "Please fill in what you know. What you leave blank counts as "
	  "unknown and never as nothing.",
	    "请填写所知内容。空白视为未知。空白不等于没有。" },
	{ "Amounts are those of one part without its own parts and with a "
	  "unit: 24 % or 0.05-0.2 % or <0.1 % or 3.1 g. Write 0 if there is "
	  "none.",
	    "含量指单件的含量。不含其下级零件。须带单位：24 % 或 0.05-0.2 % 或 "
	    "<0.1 % 或 3.1 g。没有则写 0。" },
	{ "Basis: blank means the element itself. Write oxide if the amount is "
	  "that of its oxide.",
	    "基准：空白表示元素本身。如为氧化物含量请写 氧化物。" },
	{ "Country: where the stage took place. Write none if it did not take "
	  "place. If there are several countries then copy the row and give "
	  "each its share such as 60 %.",
	    "国家：该阶段所在国家。该阶段未发生则写 "
	    "无。如有多个国家请复制该行并"
	    "分别填写占比。例如 60 %。" },
	{ "Share of: write blend if every unit holds these shares. Write lots "
	  "if some units come wholly from one country.",
	    "占比范围：每件都按此比例则写 混料。部分批次完全来自一国则写 "
	    "批次。" },
	{ "Decimals have a point and no comma. Please do not change the "
	  "columns to the right of share of.",
	    "小数点用 . 表示。请勿更改占比范围之后的各列。" },
	{ "Save the table as CSV UTF-8 and send it back.",
	    "请将表格另存为 CSV UTF-8 后发回。" },
};

/* Names that csv_names.c knows; the last column is never blank, since some
 * spreadsheets leave blank ones at the end of a row out. */
static const char *const columns[][LANGUAGE_COUNT] = {
	{ "part", "零件号" },
	{ "name", "名称" },
	{ "question", "问题" },
	{ "element", "元素" },
	{ "amount", "含量" },
	{ "basis", "基准" },
	{ "stage", "阶段" },
	{ "country", "国家" },
	{ "share", "占比" },
	{ "share of", "占比范围" },
	{ "maker", "制造商" },
	{ "revision", "版本" },
	{ "asked", "询问项" },
	{ "supplier", "供应商" },
	{ "declared on", "声明日期" },
	{ "until", "有效期至" },
	{ "evidence", "证明文件" },
	{ "declaration", "声明编号" },
};

const char *
sheet_text(enum sheet_text t, enum language l)
{
	return texts[t][l];
}

const char *
sheet_instruction(size_t i, enum language l)
{
	return i < sizeof(instructions) / sizeof(instructions[0])
		   ? instructions[i][l]
		   : NULL;
}

const char *
sheet_column(size_t i, enum language l)
{
	return i < sizeof(columns) / sizeof(columns[0]) ? columns[i][l] : NULL;
}
