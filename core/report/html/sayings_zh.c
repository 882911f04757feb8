/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sayings_zh - warnings and notes of the program in Chinese; see sayings.h.
 *
 * A sentence stands here under its format, word for word; tests/lint/sayings.sh
 * finds each of them in the sources, and each of theirs here.
 */
#include "core/report/html/sayings_zh.h"

#include <stddef.h>

/* clang-format off */
const struct saying saying_sentences[] = {
	{ "%zu quantit%s without a unit: counted in pieces; expected a list with its units where some are metres or kilograms",
	    "{1} 个数量没有单位：按件计；若其中有米或千克，应给出带单位的清单" },
	{ "%zu row%s marked as deleted or not active: not built in",
	    "{1} 行标为已删除或未启用：未装入产品" },
	{ "lines of Odoo without the quantity of their bill (product_qty of mrp.bom): taken for one of the product; where it is not so, expected the bills with their lines in them (bom_line_ids)",
	    "Odoo 的物料清单行没有所属清单的数量（mrp.bom 的 product_qty）：按一件产品计；若非如此，应给出含各行的清单（bom_line_ids）" },
	{ "%zu line%s of by-products: what leaves is not counted, neither as part of the product nor off what goes in",
	    "{1} 行是副产品：产出的不计入，既不算作产品的部件，也不从投入中扣除" },
	{ "%zu line%s marked as deleted: not built in",
	    "{1} 行标有删除：未装入产品" },
	{ "%zu line%s of phantom assemblies: not counted, for their parts stand in lines of their own",
	    "{1} 行是虚拟组件：不计入，其部件另有各自的行" },
	{ "%zu line%s chosen by a condition: built in or not, both are possible",
	    "{1} 行按条件选用：装入与否均有可能" },
	{ "%zu line%s of a class and not of a material: which one is built in is not known; expected its number (IDNRK)",
	    "{1} 行指的是类别而非物料：装入哪一个不详；应给出其编号（IDNRK）" },
	{ "%zu line%s with a quantity for a batch of any size (FMENG): how much of it is in one product is not known",
	    "{1} 行的数量与批量大小无关（FMENG）：一件产品中含多少不详" },
	{ "%zu line%s of orders with scrap in the quantity (AUSCH): counted without it",
	    "{1} 行订单数量含报废（AUSCH）：按不含报废计" },
	{ "%zu line%s of orders that make several products: how much of it is in one is not known",
	    "{1} 行属于产出多种产品的订单：其中一种含多少不详" },
	{ "%zu list%s of parts for nobody knows how many of the product: expected a base quantity above zero (BMENG_C, of an order GAMNG); how much of each part is in one is taken as not known",
	    "{1} 份物料清单对应多少件产品不详：应有大于零的基本数量（BMENG_C，订单为 GAMNG）；每件含各部件多少按未知处理" },
	{ "%zu quantit%s in a unit that nobody knows, the first \"%.*s\": expected each, kg, m ..., or what one is in base units (E1MARMM) in the same file; taken as not known",
	    "{1} 个数量的单位不明，第一个是“{3}”：应为 each、kg、m 等，或在同一文件中给出其与基本单位的换算（E1MARMM）；按未知处理" },
	{ "%zu material%s counted in a unit that nobody knows, the first \"%.*s\": expected each, kg, m ...; its mass is not taken",
	    "{1} 个物料的计量单位不明，第一个是“{3}”：应为 each、kg、m 等；其质量未采用" },
	{ "material numbers with zeros before them, such as \"%.*s\": read without these, as they are shown on the screen",
	    "物料编号前带有零，如“{1}”：按屏幕所示，读取时去掉这些零" },
	{ "\"%.*s\" has %zu different lists of parts, by plant, alternative or order: any of them may be what it is made of; expected the one that it is made by",
	    "“{1}”有 {2} 份不同的物料清单（按工厂、备选或订单）：其中任何一份都可能是其组成；应给出实际生产所用的那一份" },
	{ "\"%.*s\" without the limit of detection proves nothing "
	    "and is kept as unknown: expected for example <10 ppm",
	    "“{1}”未给出检出限，不能证明任何内容，按未知处理：应写明例"
	    "如 <10 ppm" },
	{ "assumption \"%s\" is about no item of this product: "
	    "expected at least one",
	    "假设“{1}”不涉及本产品的任何物料：应至少涉及一个" },
	{ "assumption \"%s\" changes nothing: all %u items that it "
	    "is about say it themselves%s",
	    "假设“{1}”没有作用：所涉 {2} 个物料均已自行说明{3}" },
	{ "assumption \"%s\" takes %u item%s to hold none that "
	    "point%s to rare earth by form, HS code or a document that "
	    "does not count: expected a declaration",
	    "假设“{1}”把 {2} 个物料视为不含稀土，而其形态、HS编码或一份"
	    "不计入的文件指向稀土：应取得声明" },
	{ "assumption \"%s\" has expired with %.*s: it does not count",
	    "假设“{1}”已于 {2} 到期：不计入" },
	{ "%.*s: a mass of 0, taken as not stated: expected its "
	    "mass; or complete \"yes\" of something that has none",
	    "{1}：质量为0，视为未说明：应填写质量；确无质量者应注明 "
	    "complete “yes”" },
	{ "%.*s: a price of 0, taken as not stated: expected its "
	    "price",
	    "{1}：价格为0，视为未说明：应填写价格" },
	{ "a quantity of 0: nothing of %.*s is counted here%s; "
	    "expected a quantity above 0, or \"unknown\" of what is "
	    "used as required",
	    "数量为0：此处不计 {1}{2}；数量应大于0，按需使用者应填 "
	    "“unknown”" },
	{ "alternative \"%.*s\" of %.*s stands alone: expected "
	    "another use with the same name; this one is taken as "
	    "built in",
	    "{2} "
	    "的替代位“{1}”只有一个：应有另一同名用料；现视为实际装入" },
	{ "this use does not hold on %s and is left out",
	    "该用料在 {1} 不适用，未计入" },
	{ "this use and %zu more do not hold on %s and are left out",
	    "该用料及另外 {1} 项在 {2} 不适用，未计入" },
	{ "CAS number \"%.*s\" with blanks around it: expected none",
	    "CAS号“{1}”前后有空格：不应有空格" },
	{ "%zu cell%s with a number where a name stands, the first "
	    "%s: noughts before it count where its format shows them; "
	    "expected text",
	    "{1} 个应为名称的单元格中是数字，第一个为 {3}：前导零仅在其格式显示"
	    "时计入；应为文本" },
	{ "%zu cell%s merged with one above, the first %s: each "
	    "has its value",
	    "{1} 个单元格与上方单元格合并，第一个为 {3}：各行均取该值" },
	{ "%zu hidden row%s, the first %u: read like all others",
	    "{1} 个隐藏行，第一个为第 {3} 行：与其他行一样读取" },
	{ "%zu hidden column%s, the first that of %s: read like all "
	    "others",
	    "{1} 个隐藏列，第一个为 {3} 所在列：与其他列一样读取" },
	{ "%zu row%s with more behind the last column of the header "
	    "row, the first from %s on: not read",
	    "{1} 行在表头最后一列之后还有内容，第一处自 {3} 起：未读取" },
	{ "%zu cell%s with a formula, the first %s: the value that "
	    "was computed last counts",
	    "{1} 个单元格为公式，第一个为 {3}：取上次计算的值" },
	{ "%zu cell%s shown in percent, the first %s: read so, 0.05 "
	    "as 5 %%",
	    "{1} 个单元格以百分比显示，第一个为 {3}：照此读取，0.05 即 5 %" },
	{ "%zu number%s of more than 15 digits, the first %s: "
	    "rounded to 15, as a spreadsheet shows them",
	    "{1} 个数字超过15位，第一个为 {3}：按电子表格的显示舍入为15位" },
	{ "the header row is row %u: what stands above it is read "
	    "where a note says so",
	    "第 {1} 行为表头：其上方内容仅在另有说明处读取" },
	{ "\"%.*s\" stands above the table as \"%.*s\": taken for the %s of "
	    "all its rows",
	    "表格上方“{2}”处的“{1}”：作为全部各行的 {3}" },
	{ "\"%.*s\" and \"%.*s\" stand above the table, and each may be the %s "
	    "of its rows: none is taken; expected one, or a file of columns "
	    "that says it",
	    "表格上方有“{1}”和“{2}”，均可能为各行的 {3}：均未采用；"
	    "应只有一个，或由列说明文件指明" },
	{ "\"%.*s\" stands above the table as \"%.*s\", and which of its "
	    "numbers is the month is not told: it is not taken; expected the "
	    "year first",
	    "表格上方“{2}”处的“{1}”未说明哪个数字是月份：未采用；"
	    "应把年份写在最前" },
	{ "what a word for a unit means a file of columns can say, for "
	    "example unit \"word\" = 12 each",
	    "单位名称的含义可由列说明文件指明，例如 unit \"word\" = 12 each" },
	{ "the header row is row %u: what stands above it "
	    "is not read",
	    "表头为第 {1} 行：其上方内容未读取" },
	{ "sheet \"%.*s\" is passed over: %s",
	    "工作表“{1}”被略过：{2}" },
	{ "read as %s, found by %s: \"%s\"; --encoding names another",
	    "按 {1} 读取，依据是{2}：“{3}”；用 --encoding 可指定其他编码" },
	{ "read as %s, found by %s; --encoding names another",
	    "按 {1} 读取，依据是{2}；用 --encoding 可指定其他编码" },
	{ "read as %s, which was asked for: \"%s\"",
	    "按指定的 {1} 读取：“{2}”" },
	{ "the header row; line %u is passed over",
	    "表头行；第 {1} 行已跳过" },
	{ "the header row; lines %u to %u are passed over",
	    "表头行；第 {1} 至 {2} 行已跳过" },
	{ "a row of totals: passed over",
	    "合计行：已跳过" },
	{ "%zu row%s without a product: taken for parts of that of "
	    "the row above",
	    "{1} 行未写产品：视为上一行产品的零件" },
	{ "%zu row%s without a component: passed over",
	    "{1} 行没有子件：已跳过" },
	{ "%zu row%s without a part number: called by value and "
	    "footprint",
	    "{1} 行没有料号：以参数值和封装为名" },
	{ "%zu row%s not populated: counted as a quantity of 0",
	    "{1} 行不贴装：按数量0计" },
	{ "%zu row%s with substitutes: any of them may be built in",
	    "{1} 行有替代料：装入其中任何一种均有可能" },
	{ "%zu row%s optional, consumable or for some variants: "
	    "built in or not, both are possible",
	    "{1} 行为选装、消耗品或仅用于部分变型：装入与否均有可能" },
	{ "%zu row%s without a quantity: taken for one piece, as "
	    "%s means it; where it is not so, expected the quantity",
	    "{1} 行没有数量：按 {3} 的含义计为 1 件；若并非如此，应填写"
	    "数量" },
	{ "%zu row%s with a minus before or behind the quantity, "
	    "which are by-products: what leaves is not counted, neither "
	    "as part of the product nor off what goes in; so at most is "
	    "right, and at least may be less by what leaves",
	    "{1} 行数量带负号，为副产品：流出部分既不计入产品，也不从投入"
	    "中扣除；因此上限正确，下限可能应减去流出部分" },
	{ "a header row in other words: passed over; the rows below "
	    "are read by the first one",
	    "表头以其他词语再次出现：已跳过；其下各行按第一个表头读取" },
	{ "a row that is called an example: passed over",
	    "标为示例的行：已跳过" },
	{ "%zu tables side by side: the rows of all are read, as "
	    "parts of the same; if they are of different products, "
	    "expected a sheet or a file for each",
	    "{1} 个表并排：各表的行均已读取，视为同一产品的部件；若属于不同"
	    "产品，应各用一个工作表或文件" },
	{ "columns %s are taken for how many are in each of %zu products; in "
	    "a file of columns the line \"%.*s\" = quantity picks one",
	    "列 {1} 视为 {2} 个产品各自的用量；可在列文件中以 \"{3}\" = "
	    "quantity 一行选定其一" },
	{ "column \"%.*s\" tells the parts of several products, orders or "
	    "variants apart: each is taken for a product of its own; if all of "
	    "it is in one product, expected in a file of columns the line "
	    "\"%.*s\" = ignore",
	    "列“{1}”区分多个产品、订单或变型的部件：各视为独立产品；若全部"
	    "属于同一产品，应在列文件中写明 \"{2}\" = ignore 一行" },
	{ "%zu quantit%s that %s no one number, such as \"%s\": it is "
	    "taken as unknown how much there is; expected a number",
	    "{1} 个数量不是单一数字，如“{4}”：用量按未知处理；应填写数字" },
	{ "\"%.*s\" is taken for that share of one part; if it is one of a "
	    "pack, and the part number that of one in it, expected 1",
	    "“{1}”视为一个部件的该份额；若为一包中的一个，且料号为包内单个"
	    "的料号，应填 1" },
	{ "\"%.*s\" stands above the table as \"%.*s\": taken for what "
	    "\"%.*s\" weighs",
	    "表上方的“{1}”（{2}）视为“{3}”的质量" },
	{ "%zu row%s with another quantity than designators: how "
	    "many there are is not known; expected the same number",
	    "{1} 行的数量与位号个数不一致：实际个数按未知处理；两者应一致" },
	{ "numbers such as \"%s\": the comma is taken as decimal; "
	    "--decimal says another",
	    "如“{1}”之类的数字：以逗号为小数点；可用 --decimal 另行指定" },
	{ "numbers such as \"%s\": the point is taken as decimal; "
	    "--decimal says another",
	    "如“{1}”之类的数字：以句点为小数点；可用 --decimal 另行指定" },
	{ "numbers such as \"%s\": a comma is taken as decimal in all "
	    "of this table, a point as one between thousands; --decimal "
	    "says another",
	    "如“{1}”之类的数字：本表中一律以逗号为小数点，句点为千位分隔"
	    "符；可用 --decimal 另行指定" },
	{ "numbers such as \"%s\": a point is taken as decimal in all "
	    "of this table, a comma as one between thousands; --decimal "
	    "says another",
	    "如“{1}”之类的数字：本表中一律以句点为小数点，逗号为千位分隔"
	    "符；可用 --decimal 另行指定" },
	{ "column \"%.*s\": what stands in one cell is taken for "
	    "what the whole part is made of, by mass: %zu row%s",
	    "“{1}”列：一个单元格中的内容视为整个零件的成分，按质量计：{2} 行" },
	{ "\"%.*s\" has no unit, and comes to 100: taken for per "
	    "cent by mass, in %zu row%s",
	    "“{1}”没有单位而合计为100：视为质量百分比，共 {2} 行" },
	{ "\"%.*s\" says about how much, and not how much at least "
	    "and at most: kept as some, in %zu row%s",
	    "“{1}”只说大约多少，未说至少和至多多少：按含有而量不明处理，"
	    "共 {2} 行" },
	{ "\"%.*s\" under \"%.*s\": taken as a declaration that there "
	    "is none at all, by whoever wrote this table, in %zu "
	    "row%s",
	    "“{2}”列的“{1}”：视为本表编制者声明完全不含，共 {3} 行" },
	{ "\"%.*s\" under \"%.*s\": taken as a declaration that "
	    "there is some, in %zu row%s",
	    "“{2}”列的“{1}”：视为声明含有，共 {3} 行" },
	{ "\"%.*s\" under \"%.*s\" is not understood whole, or not "
	    "what other columns say, and is not read, in %zu row%s: "
	    "expected for example Nd 29 %%, Dy <1 %%, Fe rest; yes or "
	    "no",
	    "“{2}”列的“{1}”未能完全读懂，或与其他列所述不同，因而未读，共 "
	    "{3} 行：应写明例如 Nd 29 %，Dy <1 %，Fe 余量；或写是、否" },
	{ "column \"%.*s\" is taken for the part number, for there is no "
	    "other: if it says what parts are made of, expected in a file "
	    "of columns the line %.*s = material",
	    "“{1}”列没有其他料号列，视为料号：若其说明的是材料，应在列说明"
	    "文件中写 {2} = material" },
	{ "column \"%.*s\" is taken for what the part of each row is "
	    "in: if it is not, expected in a file of columns the line "
	    "%.*s = ignore",
	    "“{1}”列视为各行零件所属的父件：若不是，应在列说明文件中写 {2} "
	    "= ignore" },
	{ "rows stand in groups: taken for levels, each group as what "
	    "is in the row above it",
	    "行有分组：视为层级，每组为其上一行所含" },
	{ "rows stand in groups, and nothing says whether a group is in "
	    "the row above it or in that below: not read as levels; "
	    "expected a column of levels",
	    "行有分组，但未说明各组属于上一行还是下一行：未按层级读取；应有"
	    "层级列" },
	{ "column \"%.*s\" is taken for how much there is of the element "
	    "in its row: if it is that of all rare earths together, "
	    "expected in a file of columns the line \"%.*s\" = ignore",
	    "“{1}”列视为该行元素的含量：若为全部稀土的总量，应在列说明文件"
	    "中写 \"{2}\" = ignore" },
	{ "%zu row%s without a substance and without an amount: nothing "
	    "is said there of what is in the part, and it stays unknown",
	    "{1} 行既无物质也无含量：未说明零件中所含成分，按未知处理" },
	{ "%zu row%s of another substance in the part above, which repeat "
	    "all else: the part is counted once",
	    "{1} 行为上一行零件中的另一物质，其余内容重复：该零件只计一次" },
	{ "nothing here says of which product these are the parts: "
	    "taken for \"%.*s\", by the name of %s; parent = "
	    "NAME in a file of columns says another",
	    "表中未说明这些零件属于哪个产品：按{2}的名称取为“{1}”；可在列说明文"
	    "件中以 parent = 名称 另行指定" },
	{ "sheets %s list parts, and each is taken for the list of a product "
	    "of its own: if all of it is one product, say parent = NAME in a "
	    "file of columns",
	    "工作表 {1} 均列有零件，各视为一个产品的清单：若同属一个产品，请在列说"
	    "明文件中注明 parent = 名称" },
	{ "a file of columns counts for the tables behind it, and none is: "
	    "expected it before them, or named with --map",
	    "列说明文件只对排在其后的表格有效，而其后没有表格：应放在表格之前，"
	    "或用 --map 指定" },
	{ "a word that is no form of ours, and %zu more such: what kind of "
	    "thing it is is taken as not stated",
	    "此词不是本程序所知的形态，另有 {1} 处同样：形态按未说明处理" },
	{ "the heading of a mass may name its unit, as in \"%.*s (g)\"; or "
	    "say mass unit = g in a file of columns",
	    "质量列的标题可注明单位，如“{1} (g)”；或在列说明文件中写 mass unit "
	    "= g" },
	{ "column \"%.*s\", of no use here, points to rare earths in %zu "
	    "row%s: kept as what the part is made of",
	    "未采用的列“{1}”在 {2} 行中指向稀土：作为零件的材质保留" },
	{ "%.*s is taken for %.*s, of which it is the maker's number",
	    "{1} 取为 {2}：前者是其制造商料号" },
	{ "%.*s is one of several makers' numbers of %.*s, and what is "
	    "declared for it is left out: %s",
	    "{1} 是 {2} 的多个制造商料号之一，其声明不予采用：{3}" },
	{ "%.*s is bought as one of %zu makers' parts, some of which are "
	    "declared: it holds any one of them",
	    "{1} 可采购 {2} 家制造商的零件，其中有的已声明：装入其中任何一种" },
	{ "%.*s is the maker's number of several items, %.*s among them: what "
	    "is declared for it is left out; expected it declared for each",
	    "{1} 是多个物料（包括 {2}）的制造商料号：其声明不予采用；应分别声明" },
	{ "parent \"%.*s\" of a row that stands below \"%.*s\": the levels "
	    "count; expected both to say the same",
	    "父件“{1}”所在行位于“{2}”之下：以层级为准；两者应一致" },
	{ "quantities are taken for those in one of the part above: "
	    "if the list counts what is in the product, say quantities "
	    "= of the product in a file of columns, else quantities = "
	    "of the part above",
	    "数量按上级件每件用量处理：若表中所列为整个产品的用量，请在列说"
	    "明文件中写 quantities = of the product，否则写 quantities = of "
	    "the part above" },
	{ "content of %.*s, of which another file lists parts: taken as at "
	    "most so much beside them%s; expected scope \"own\" (without its "
	    "parts) or \"total\", in a column or as scope = own in a file of "
	    "columns",
	    "{1} 的含量，其零件由另一文件列出：视为除零件外至多含此量{2}；应注明 "
	    "scope 为 “own”（不含零件）或 “total”（含零件），写入一列，或在列说"
	    "明文件中写 scope = own" },
	{ "sheet \"%.*s\" is not read, for another one is "
	    "asked for: it has rows of a table",
	    "工作表“{1}”未读取，因为指定了另一工作表：其中有表格数据行" },
	{ "sheet \"%.*s\" is not read, for it is hidden: it "
	    "has rows of a table",
	    "工作表“{1}”未读取，因为它是隐藏的：其中有表格数据行" },
	{ "country \"%.*s\" of a smelter is not known: expected a "
	    "country by its English name",
	    "冶炼厂所在国家“{1}”无法识别：应为国家的英文名称" },
	{ "a product without a number: not taken",
	    "一个产品没有编号：未采用" },
	{ "\"%.*s\" is answered with No, and has smelters all the "
	    "same: taken as not answered",
	    "“{1}”的回答为 No，却列有冶炼厂：视为未回答" },
	{ "\"%.*s\" is answered in row %u, too, and otherwise: taken as "
	  "not answered",
	    "“{1}”在第 {2} 行另有不同的回答：视为未回答" },
	{ "a report about minerals, none of which is a rare earth: "
	    "nothing of it concerns what is asked here",
	    "矿产报告，其中没有稀土：与此处所问无关" },
	{ "a report about a company as a whole, or about what it "
	    "describes in words, which lists no product: nothing of it "
	    "is taken; expected scope B, with the numbers of products "
	    "in the sheet Product List",
	    "以整个公司或文字所述范围为对象的矿产报告，未列产品：内容均未采"
	    "用；应选范围B，并在 Product List 工作表中填写产品编号" },
	{ "a report about tin, tantalum, tungsten and gold (CMRT) or cobalt, "
	    "mica and others (EMRT): nothing in it concerns rare earths",
	    "关于锡、钽、钨、金（CMRT）或钴、云母等（EMRT）的矿产报告：与稀土"
	    "无关" },
	{ "column \"%.*s\" is taken for where %s; if it is where %s, expected in a file of columns the line %.*s = %s country",
	    "列“{1}”按 {2} 处理；若实为 {3}，请在列说明文件中写 {4} = {5} country" },
	{ "columns \"%.*s\" and \"%.*s\" are not read, so that no part is in another: if they say level and quantity, expected in a file of columns the lines \"%.*s\" = level and \"%.*s\" = quantity",
	    "列“{1}”和“{2}”未读取，因此没有零件属于另一零件：若为层级和数量，请在列说明文件中写 \"{3}\" = level 和 \"{4}\" = quantity" },
	{ "column \"%.*s\" names rare earths together, with words that are not known, and is not read: if it adds up the others, expected in a file of columns the line %.*s = ignore; if not, how much of each there is in columns such as \"Nd (%%)\"",
	    "列“{1}”合并列出多种稀土，但含有不认识的字词，未读取：若为其他各列之和，请在列说明文件中写 {2} = ignore；否则请用“Nd (%)”等列分别填写各元素含量" },
	{ "column \"%.*s\" names a rare earth, with words that are not known, and is not read: if it says how much, expected a heading such as \"%s\", or in a file of columns the line %.*s = %s; else %.*s = ignore",
	    "列“{1}”提到稀土，但含有不认识的字词，未读取：若为含量，请将标题写作“{2}”，或在列说明文件中写 {3} = {4}；否则写 {5} = ignore" },
	{ "column \"%.*s\" may say how much of a rare earth is in it, or something else, and is not read: if it does, expected in a file of columns the line %.*s = %s; else %.*s = ignore",
	    "列“{1}”可能是稀土含量，也可能是别的内容，未读取：若为含量，请在列说明文件中写 {2} = {3}；否则写 {4} = ignore" },
	{ "column \"%.*s\" adds up what other columns tell one by one: it is read only where these are blank",
	    "列“{1}”是其他各列之和：仅在这些列为空时读取" },
	{ "columns \"%.*s\" and \"%.*s\" are about the same elements: the second is read only where the first is blank",
	    "列“{1}”和“{2}”说的是相同元素：仅在前者为空时读取后者" },
	{ "a row of \"%.*s\", which is no part: passed over",
	    "“{1}”一行不是零件：已跳过" },
	{ "%zu cell%s where nothing was found and no limit of detection is stated: that proves nothing and is kept as unknown; expected for example <10 ppm, or a column such as \"LOD (ppm)\"",
	    "{1} 个单元格为未检出而未注明检出限：不能证明什么，按未知处理；应写如 <10 ppm，或设“LOD (ppm)”一列" },
	{ "the row below the header row says more of its columns, and is read with it",
	    "标题行下面一行是对各列的补充说明，与标题行一并读取" },
	{ "a row of words with no quantity: passed over",
	    "一行只有文字而无数量：已跳过" },
	{ "\"%.*s\" is read as %.*s, and others like it: a spreadsheet keeps a text so that looks like a number",
	    "“{1}”读作 {2}，其他同类亦然：电子表格如此保存看似数字的文本" },
	{ "part number \"%.*s\", which a spreadsheet shows in place of one: expected the part number",
	    "料号“{1}”是电子表格代替料号显示的内容：应为料号" },
	{ "\"%.*s\" beside \"%.*s\" in line %u: taken for two parts; expected one way to write it, if they are one",
	    "“{1}”与第 {3} 行的“{2}”：视为两个零件；若为同一零件，应统一写法" },
	{ "words behind the table: passed over",
	    "表格之后的文字：已跳过" },
	{ "the header row again: passed over",
	    "重复的表头行：已跳过" },
	{ "a row with words in one cell alone: passed over",
	    "仅一个单元格有文字的行：已跳过" },
	{ "\"%s\": the point is taken as decimal, and may stand "
	    "between thousands; --decimal says which is meant",
	    "“{1}”：点号按小数点处理，也可能是千位分"
	    "隔符；请用 --decimal 说明" },
	{ "read with a part in each of %zu column%s: %s; where one is none, "
	    "expected its heading = ignore in a file of columns",
	    "{1} 列各为一个零件：{3}；其中不是零件的列，应在列说明文件中写明"
	    "“该列标题 = ignore”" },
	{ "column \"%.*s\" is taken for how much of each is in the "
	    "part, by mass: if it is something else, expected in a "
	    "file of columns the line \"%.*s\" = ignore",
	    "列“{1}”按零件中各物质的质量含量读取：如非此意，应在列说明文件中"
	    "写明“{2}” = ignore" },
	{ "\"%.*s\" is taken for what is in the whole product, and "
	    "divided by that of the part above",
	    "“{1}”按整个产品中的用量读取，并除以上级零件的用量" },
	{ "column \"%.*s\" may be a share of each material, and is not "
	    "read: \"%.*s\" counts",
	    "列“{1}”可能是各材料中的占比，未读取：以“{2}”为准" },
	{ "no column says the level: it is told by the blanks "
	    "before \"%.*s\"",
	    "没有层级列：层级按“{1}”前的空格判断" },
	{ "%zu line%s that name%s an assembly: the rows below are "
	    "taken for its parts",
	    "{1} 行为组件名称：其下各行按该组件的零件读取" },
	{ "%zu row%s without a parent: taken for parts of that of "
	    "the row above",
	    "{1} 行没有父件：按上一行父件的零件读取" },
	{ "%zu row%s without a part number: taken for what is in "
	    "the part of the row above",
	    "{1} 行没有料号：按上一行零件的成分读取" },
	{ "%zu row%s without a parent, or of a product itself: taken for products",
	    "{1} 行没有父件，或为产品本身：按产品读取" },
	{ "%zu row%s of another maker of the part above, in the same "
	    "place: counted once",
	    "{1} 行为上一行零件在同一位置的另一制造商：只计一次" },
	{ "column \"%.*s\" may say the level, and is not read: if it "
	    "does, expected in a file of columns the line \"%.*s\" = "
	    "level; else \"%.*s\" = ignore",
	    "列“{1}”可能是层级，未读取：如是，应在列说明文件中写明“{2}” = "
	    "level；否则写“{3}” = ignore" },
	{ "the unit %s of %u part%s: one is taken for one of "
	    "the part, and what is stated of the part for all "
	    "that is in it; expected the number of pieces "
	    "where it is stated of a piece",
	    "{2} 个零件的单位为 {1}：一个此单位按一个该零件计，对该零件的说"
	    "明按其全部内容计；如所述为其中一件，应填写件数" },
	{ "a pair is taken for two pieces of the part: if the part number "
	    "is that of a pair, expected the unit each",
	    "一对按该零件的两件计：如料号本身指一对，单位应写 each" },
	{ "prices in \"$\" are taken for US dollars: expected USD, or "
	    "another three letters",
	    "以“$”标示的价格按美元处理：应写明 USD 或其他三字母代码" },
	{ "part number \"%.*s\", which looks like one that a "
	    "spreadsheet has taken for a %s: expected it as it was; "
	    "let the spreadsheet keep that column as text",
	    "件号“{1}”似被电子表格误作{2}：应为原来的件号；请将该列设为文"
	    "本" },
	{ "%zu column%s of no use here: %s",
	    "有 {1} 列在此无用：{3}" },
	{ "%.*s: another amount of %s%s is stated at %s:%u, which "
	    "counts because it is %s: expected one statement, ask the "
	    "supplier",
	    "{1}：{4}:{5} 对{2}另有含量说明，因其{6}而采用：应只有一种"
	    "说明，请询问供应商" },
	{ "%.*s has HS code 8505.11, that of magnets of metal, and "
	    "no rare earth is declared in it: expected its NdFeB or "
	    "SmCo, the word AlNiCo in its name, or 8505.19 for ferrite",
	    "{1} 的HS编码为8505.11（金属永磁体），却未声明稀土：应声明"
	    "其NdFeB或SmCo，或在名称中注明AlNiCo，铁氧体则应为8505.19" },
	{ "%.*s is a magnet, and no rare earth is declared in it: "
	    "expected its NdFeB or SmCo, or a word such as ferrite or "
	    "AlNiCo in its name",
	    "{1} 是磁体，却未声明稀土：应声明其NdFeB或SmCo，或在名称中"
	    "注明铁氧体、AlNiCo等" },
	{ "%.*s: at most %s rare earth in a magnet of %s: expected "
	    "%s to %s as is usual (%s)%s",
	    "{1}：{3}磁体中稀土至多 {2}：通常为 {4} 至 {5}（{6}）{7}" },
	{ "%.*s: at least %s rare earth in a magnet of %s: expected "
	    "%s to %s as is usual (%s)%s",
	    "{1}：{3}磁体中稀土至少 {2}：通常为 {4} 至 {5}（{6}）{7}" },
	{ "part number %.*s has a mark that nobody sees after %zu "
	    "byte%s: expected none%s",
	    "件号 {1} 在第 {2} 字节之后有不可见字符：不应有{4}" },
	{ "%.*s: %s %s, and no more than %s of it in line %u of the "
	    "same document: expected one of them",
	    "{1}：{2} {3}，而同一文件第 {5} 行称不超过 {4}：应只有其一" },
	{ "%.*s: %s %s here and %s at %s:%u %s confused? expected "
	    "one amount",
	    "{1}：此处为 {2} {3}，{5}:{6} 为 "
	    "{4}，{7}是否混淆？应只有一个含量" },
	{ "%.*s: %s %s as element, in what can hold at most %s of "
	    "it: expected less, or basis oxide or compound; oxide and "
	    "metal confused?",
	    "{1}：以元素计 {2} {3}，而该物质至多含 "
	    "{4}：应更少，或以氧化物、化合物计；氧化物与金属是否混淆？" },
	{ "element \"%.*s\", %llu time%s, is passed over: expected "
	    "what is known of %s in this place",
	    "元素“{1}”出现 {2} 次，已略过：此处应为 {4} 中已知的内容" },
	{ "%llu more elements of other names are passed over: "
	    "expected what is known of %s in their places",
	    "另有 {1} 个其他名称的元素已略过：应为 {2} 中已知的内容" },
	{ "member \"%.*s\", %llu time%s, is passed over: expected "
	    "what is known of %s in this place",
	    "成员“{1}”出现 {2} 次，已略过：此处应为 {4} 中已知的内容" },
	{ "%llu more members of other names are passed over: "
	    "expected what is known of %s in their places",
	    "另有 {1} 个其他名称的成员已略过：应为 {2} 中已知的内容" },
	{ "a passport with status \"%.*s\": expected approved; what it says "
	    "is taken as presumed",
	    "护照状态为“{1}”：应为 approved；其内容按推定处理" },
	{ "\"%.*s\" is no CAS number: expected one; the name counts",
	    "“{1}”不是 CAS 号：应为 CAS 号；以名称为准" },
	{ "unit \"%.*s\", and so %zu amount%s in all without a unit "
	    "of pieces, mass, length ...: expected one; how much there "
	    "is, is taken as not known",
	    "单位“{1}”，共 {2} 个数量没有件、质量、长度等单位：应有单位；其用量视为未知" },
	{ "\"%.*s\" as %s: expected one; taken as not known",
	    "“{1}”不能作为应填的内容：应填写有效内容；按未知处理" },
	{ "%zu use%s of which nobody says how many pieces: expected a count; a substitute, a promised part, what a part is made from, or a length, mass or volume is taken as not known",
	    "{1} 处用量没有说明件数：应给出件数；替代件、预定件、零件所用的坯料，或长度、质量、体积，按未知处理" },
	{ "%zu product%s with the number of another: expected each number once; kept apart by the number of the record behind it",
	    "{1} 个产品与另一产品编号相同：每个编号应只出现一次；以其后的记录号区分" },
	{ "country \"%.*s\": expected a code such as CN or CHN, or an English name; where it was made is taken as not known",
	    "国家“{1}”：应为 CN、CHN 之类的代码或英文名称；产地按未知处理" },
	{ "%zu submodel%s of kind Template: expected Instance; a template says nothing of a product, and is not read",
	    "{1} 个子模型的 kind 为 Template：应为 Instance；模板不说明任何产品，未读取" },
	{ "%zu %s in another without HasPart or IsPartOf: expected one of these for each part; how many are built in is taken as not known",
	    "{1} 个实体位于另一实体之内而没有 HasPart 或 IsPartOf：每个部件应有其一；装入多少按未知处理" },
	{ "%zu reference%s along names that are not there: expected the path to an entity; the only one of the last name is taken",
	    "{1} 个引用的路径中有不存在的名称：应为通向实体的路径；采用唯一具有末尾名称的实体" },
	{ "%zu BulkCount of 0: expected how many there are; taken as not known",
	    "{1} 个 BulkCount 为 0：应说明数量；按未知处理" },
	{ "%zu relation%s to nothing, or to what is not in this file: expected all of it in one file; not followed",
	    "{1} 个关系没有指向，或指向本文件以外：全部内容应在同一文件中；未跟随" },
	{ "%zu submodel%s of alternatives, spare parts or accessories: expected what is built in; not read",
	    "{1} 个子模型列出的是替代件、备件或附件：应为实际装入的部件；未读取" },
	{ "%zu relation%s to what the asset itself is a part of: expected the list of parts from there; not read",
	    "{1} 个关系指向资产本身所属的上级：应由上级给出物料清单；未读取" },
	{ "%zu %s of an asset by two ids: expected one id; the one of the shell, or the first, counts",
	    "{1} 个实体以两个标识指同一资产：应只有一个标识；以管理壳的标识或第一个为准" },
	{ "%zu amount%s without a unit of mass or share in the concept of what it is: expected one; how much there is, is taken as not known",
	    "{1} 个数值在其概念描述中没有质量或份额单位：应有单位；含量按未知处理" },
	{ "%zu part%s with hasAlternatives: which of them is built "
	    "in is taken as not known",
	    "{1} 个零件带有 hasAlternatives：装入其中哪一个视为未知" },
	{ "%zu material%s with an amount of 0: expected how much "
	    "there is; taken as some, nobody says how much",
	    "{1} 种材料的含量为0：应说明含量；视为含有，含量未知" },
	{ "%zu price%s of rare earths not written: CycloneDX has no "
	    "place for what is of no component",
	    "{1} 个稀土价格未写出：CycloneDX 没有位置放置不属于组件的内容" },
	{ "%zu exchange rate%s not written: CycloneDX has no place "
	    "for what is of no component",
	    "{1} 个汇率未写出：CycloneDX 没有位置放置不属于组件的内容" },
	{ "%zu text%s with a semicolon and both kinds of quotes: "
	    "expected one kind; cut at the semicolon when read again",
	    "{1} 个文本同时含有分号和两种引号：应只有一种引号；再次读取时在分号处截断" },
	{ "%zu component%s without a type of CycloneDX: expected "
	    "device, firmware ...; taken as hardware",
	    "{1} 个组件没有 CycloneDX 的类型：应为 device、firmware "
	    "等；按硬件处理" },
	{ "%zu component%s without cdx:device:quantity: expected "
	    "how many there are; counted as one piece each",
	    "{1} 个组件没有 cdx:device:quantity：应说明数量；各按一件计" },
	{ "%zu dependenc%s on components on which others depend as "
	    "well: expected retrace:use with a quantity; how much is "
	    "in each is taken as not known",
	    "{1} 项依赖所指的组件另有其他组件依赖：应以 retrace:use "
	    "说明数量；各处的用量视为未知" },
	{ "%zu piece%s of hardware with a scope other than "
	    "required: how much there is, is taken as not known",
	    "{1} 个硬件组件的 scope 不是 required：其用量视为未知" },
	{ "%zu dependenc%s of software: it needs another component "
	    "and does not hold it",
	    "{1} 项软件依赖：软件需要另一组件，但并不含有它" },
	{ "a dependency on \"%.*s\", which is no component of this file: "
	    "expected one; what it is and how much of it there is, is not "
	    "known",
	    "依赖于“{1}”，而本文件没有该组件：应有该组件；其为何物、用量多少均未知" },
	{ "unit \"%.*s\": expected each, kg, m ...; how much of the "
	    "item is anywhere is taken as not known",
	    "单位“{1}”：应为 each、kg、m 等；该物料各处的用量视为未知" },
	{ "numberOfInstances \"%.*s\" of a product: expected 1; all "
	    "amounts are taken as of one",
	    "产品的 numberOfInstances 为“{1}”：应为1；所有含量按一件计" },
	{ "a quantity beside %llu reference designators, %llu of "
	    "them populated: expected one of the two; how many there "
	    "are is taken as not known",
	    "数量与 {1} 个位号（其中 {2} 个已装配）不符：应为两者之一；"
	    "数量视为未知" },
	{ "a quantity \"%.*s\": expected PerAssembly; how much of it "
	    "is in one assembly is taken as not known",
	    "数量类型为“{1}”：应为 PerAssembly；每件中的用量视为未知" },
	{ "%zu item%s without globalProductUnitOfMeasureCode: "
	    "expected each, kg, m ...; counted in pieces",
	    "有 {1} 个物料没有 globalProductUnitOfMeasureCode：应为 "
	    "each、kg、m 等；按件计数" },
	{ "%s is met by every item that holds no %s: a law that means only "
	    "what holds some has a range from is=\"above\", or a presence in "
	    "its scope",
	    "凡不含 {2} 的物料均符合 {1}：若法规仅指含有者，应以 is=“above” "
	    "为下限写成区间，或在 scope 中加 presence" },
	{ "any amount per product is any amount of the item: per "
	    "changes nothing",
	    "每件产品中的任何含量即该物料的任何含量：per 没有作用" },
	{ "country \"%.*s\" is no country and is kept as unknown: "
	    "expected one of its members",
	    "“{1}”不是国家，按未知处理：应为其成员之一" },
	{ "country \"NA\" is Namibia: expected the word unknown if "
	    "not available is meant",
	    "国家“NA”是纳米比亚：若指“无资料”，应写 unknown" },
	{ "a mass in something that is not counted in pieces: "
	    "expected a percentage; how much it is is taken as not "
	    "known",
	    "以质量说明的物料并非按件计：应为百分比；其量视为未知" },
	{ "\"%.*s\" is no CAS number, its check digit is another: "
	    "expected one; the substance is known by its name only",
	    "“{1}”不是CAS号，校验位不符：应为正确的CAS号；该物质仅凭名"
	    "称识别" },
	{ "a material of which only a range of percent is stated: "
	    "expected its mass; how much of it is in the part is taken "
	    "as not known",
	    "该材料只给出百分比范围：应给出质量；其在零件中的量视为未知" },
	{ "CAS number \"%.*s\" is not one known for \"%.*s\": it may "
	    "hold rare earths",
	    "CAS号“{1}”不是“{2}”的已知编号：其中可能含有稀土" },
	{ "CAS number \"%.*s\" is not one known for \"%.*s\": the "
	    "composition is taken from the name",
	    "CAS号“{1}”不是“{2}”的已知编号：组成按名称确定" },
	{ "%.*s has another %s than at %s:%u: expected the same; %s",
	    "{1} 的{2}与 {3}:{4} 不同：应一致；{5}" },
	{ "substances without a name in %.*s, whose list is called complete: "
	  "expected one or the other; up to this amount anything may be in it",
	    "{1} 的清单声明为完整，却列有未指名的物质：应二者取一；"
	    "在该含量以内可能含有任何物质" },
	{ "%.*s has other parts here than at %s:%u, which counts, for only of "
	  "what is in that list something is declared: expected one list, or "
	  "another revision",
	    "{1} 此处的用料清单与 {2}:{3} 不同；以后者为准，因为仅该清单所含物料有"
	    "申报：应只有一份清单，或为另一版本" },
	{ "%.*s has other parts here than at %s:%u: expected one list, or "
	  "another revision; either is taken as possible",
	    "{1} 此处的用料清单与 {2}:{3} 不同：应只有一份清单，或为另一版本；"
	    "两者均视为可能" },
	{ "%.*s is taken for %.*s, for nothing else has that number",
	    "{1} 视为 {2}，因无其他物料使用该件号" },
	{ "%.*s is taken for %.*s, which is written otherwise",
	    "{1} 视为 {2}，两者仅写法不同" },
	{ "%s: %llu, for which IEC 62474 has no place: left out",
	    "{1}：{2} 项，IEC 62474 无处可放：已略去" },
	{ "alternatives: %llu, of which IEC 62474 cannot say how "
	    "many there are; only retrace reads it",
	    "替代用料：{1} 项，IEC 62474 无法表示其数量；只有 retrace "
	    "能读出" },
	{ "the declaration names no people: expected names to be "
	    "filled in before it is sent",
	    "声明未写明人员姓名：发出前应填写" },
	{ "the declaration names no people and no supplier: "
	    "expected names to be filled in before it is sent",
	    "声明未写明人员姓名和供应商：发出前应填写" },
	{ "%s: %zu, for which a table has no place: left out",
	    "{1}：{2} 项，表格无处可放：已略去" },
	{ "not read: %s",
	    "未读取：{1}" },
	{ "%.*s: the shares of origin at the stage \"%s\" add up to "
	    "more than 100 %%: expected at most 100 %%; the stage "
	    "counts as unknown",
	    "{1}：环节“{2}”的原产份额合计超过100%：至多应为100%；该环节"
	    "视为未知" },
	{ "%.*s: another origin at the stage \"%s\" is stated at "
	    "%s:%u, which counts because it is %s: expected one "
	    "statement, ask the supplier",
	    "{1}：{3}:{4} 对环节“{2}”另有原产说明，因其{5}而采用：应只"
	    "有一种说明，请询问供应商" },
	{ "another rate of %.*s to %.*s on %s than in line %u of %s: "
	    "the least and the greatest of that day count",
	    "{3} 的 {1} 兑 {2} 汇率与 {5} 第 {4} "
	    "行不同：取当日最低与最高" },
	{ "no column for the unit of the quantities: a number "
	    "without a unit counts pieces",
	    "没有数量单位列：不带单位的数字按件计" },
	{ "a product without unitType: expected each, m, kg ...; "
	    "what it holds is taken as of one piece",
	    "产品没有 unitType：应为 each、m、kg 等；其内容视为每件" },
	{ "the quantity of a top row is not used: one of it is judged",
	    "顶层行的数量不使用：按一件判断" },
	{ "element \"%.*s\" of namespace \"%.*s\" is passed over, "
	    "and so is every other that is not of urn:retrace:bom:1",
	    "命名空间“{2}”的元素“{1}”已略过，其他不属于 "
	    "urn:retrace:bom:1 的元素亦同" },
	{ "%s expired on %s: it does not count on %s%s; expected one "
	    "that holds on that day, ask for a new one",
	    "{1}已于 {2} 到期，不计入：判断日为 {3}{4}；应有当日有效的文件，"
	    "请索取新文件" },
	{ "%s is dated %s: it does not count on %s%s; expected one "
	    "that holds on that day",
	    "{1}的日期为 {2}，不计入：判断日为 {3}{4}；应有当日有效的文件" },
	{ "this %s is of %s: it does not count on %s%s; expected one "
	    "of that day or before",
	    "该{1}的日期为 {2}，不计入：价格日为 {3}{4}；应为当日或之前的" },
	{ "%s%.*s%s\"%.*s\"%s%.*s is no item of this product: "
	    "expected %s%s",
	    "“{4}”不是本产品的物料：应为物料清单中的件号；对其所作的声"
	    "明不计入" },
	{ "no pack that is judged asks %s",
	    "所适用的规则包均未提出问题 {1}" },
	{ "no pack that is judged asks for the list %.*s",
	    "所适用的规则包均未使用名单 {1}" },
	{ "the goods leave on %s, and the law is that of %s: with "
	    "--as-of %s it is that of the same day",
	    "货物于 {1} 出口，而法律按 {2}：用 --as-of {3} "
	    "可使两者为同一日" },
	{ "the answer to %s holds from %s on, and the day is %s: it does not "
	  "count",
	    "对 {1} 的答复自 {2} 起有效，而该日为 {3}：不计入" },
	{ "the answer to %s holds until %s, and the day is %s: it does not "
	  "count",
	    "对 {1} 的答复有效期至 {2}，而该日为 {3}：不计入" },
	{ "%s has expired with %s: it does not count",
	    "{1} 已于 {2} 到期：不计入" },
	{ "the installed pack %s of version %s is another one: expected an id "
	    "of its own, or another version",
	    "已安装的规则包 {1}（版本 {2}）与此不同：应使用自己的标识或其他版本号" },
	{ "the law was read up to %s: what holds on %s is in force "
	    "as far as read",
	    "法规查阅至 {1}：{2} 的效力以所查阅者为限" },
	{ "1 %.*s is %.6g %.*s, and 1 %.*s is %.6g %.*s in line %u: expected "
	  "about the inverse; is one of them the other way round?",
	    "1 {1} 为 {2} {3}，而第 {7} 行中 1 {4} 为 {5} {6}：两者应大致互为"
	    "倒数；是否有一个写反？" },
	{ "%s: no shipped item meets it alone, and the %zu together "
	  "hold up to %.4g %s of what it counts in a %s: expected "
	  "a law that counts each product by itself; one that counts "
	  "all that goes out may be met",
	    "{1}：单个交付物项均未达到，{2} 项合计每年所含至多 {3} "
	    "{4}：此处按每一产品分别计算；若法规按全部出货合计，则可能达到" },
	{ "%s is the last day of the suspension of %s; whether it is "
	    "inside is not said: taken as suspended",
	    "{1} 是 {2} "
	    "暂停期的最后一日；该日是否计入未予说明：视为仍在暂停" },
	{ "the parts of %.*s weigh more than its stated mass, %s "
	    "against %s: expected a mass not below the sum of its "
	    "parts%s%s",
	    "{1} 的零件总重超过其所述质量，{2} 对 "
	    "{3}：质量不应低于零件之和{4}" },
	{ "the stated content of %.*s exceeds its mass%s: expected "
	    "at most 100 %% of it%s",
	    "{1} 所述含量超过其质量{2}：至多应为其100%{3}" },
	{ "the stated total of %.*s contradicts the sum of its "
	    "parts: expected both to agree; both readings are kept open",
	    "{1} 所述总量与零件之和矛盾：两者应一致；现两种可能均保留" },
	{ "what is stated of the content of %.*s contradicts itself, "
	    "such as a sum that is less than its elements: expected "
	    "all of it to agree; both readings are kept open",
	    "{1} 的含量说明自相矛盾，例如合计小于各元素之和：应全部一致"
	    "；现两种可能均保留" },
	{ "with your assumptions: %s",
	    "按您的假设：{1}" },
	{ "no column is one of part numbers: parts are called by "
	    "\"%.*s\"; if another column has their numbers, expected "
	    "in a file of columns a line such as \"%.*s\" = name, and "
	    "HEADING = part",
	    "没有料号列：以“{1}”作为零件的料号；若另一列为料号，应在列说明文件"
	    "中写明“{2}” = name，以及 列名 = part" },
	{ "different parts are called the same under \"%.*s\": they "
	    "are told apart by %s",
	    "“{1}”列中不同零件名称相同：按 {2} 区分" },
	{ "some cells under \"%.*s\" begin with blanks, and not step "
	    "by step: they say nothing of what is in what; if they "
	    "should, expected a column of levels",
	    "“{1}”列中有些单元格以空格开头，但并非逐级缩进：不按层级读取；如表示"
	    "层级，应有层级列" },
	{ "%zu row%s without a part number: what the part is called "
	    "is taken for it",
	    "{1} 行没有料号：以零件名称作为料号" },
	{ "%zu row%s with neither a part number nor a quantity: "
	    "passed over",
	    "{1} 行既无料号也无数量：已略过" },
	{ "%zu row%s without a quantity: it is taken as unknown how "
	    "much there is; expected a number, or 0 for none",
	    "{1} 行没有数量：数量视为未知；应填写数字，没有则填0" },
	{ "no column says how many: each quantity is taken as "
	    "unknown; expected a column \"quantity\", or quantity = 1 "
	    "in a file of columns",
	    "没有数量列：各数量视为未知；应有“quantity”列，或在列说明文件中写明 "
	    "quantity = 1" },
	{ "%s; %zu price%s taken as not stated%s",
	    "{1}；{2} 个价格视为未说明" },
	{ "\"%.*s\" with another price than in line %u: expected the "
	    "same each time it appears; its price is taken as "
	    "unknown",
	    "“{1}”的价格与第 {2} 行不同：每次出现应相同；其价格视为未知" },
	{ "%zu row%s below the header row that came again, with "
	    "parts that stand above in the same places: counted once; "
	    "if they are of another board, expected a file for each",
	    "表头再次出现后有 {1} 行的零件与上文位号相同：只计一次；若属另一块"
	    "电路板，应各用一个文件" },
	{ NULL, NULL },
};

/* The longer before what is the beginning of it. */
const struct saying saying_phrases[] = {
	{ "nothing stands below its header row", "表头下方无内容" },
	{ "it is hidden", "已隐藏" },
	{ "no header row that is known among its first rows",
	    "前若干行中没有可识别的表头" },
	{ "another one is asked for", "指定读取的是另一工作表" },
	{ "the file", "文件" },
	{ "the sheet", "工作表" },
	{ "the workbook and the sheet", "工作簿与工作表" },
	{ "the sheet, as a part of another one is called",
	    "工作表（与另一工作表中的零件同名）" },
	{ "the item is declared by its own number, which counts",
	    "该物料已按其自身料号声明，以此为准" },
	{ "the item has parts of its own", "该物料自身有下级零件" },
	{ "only of an item that is counted in pieces can it be heard",
	    "仅按件计数的物料才能采用" },
	{ "expected the maker, which tells whose number is meant",
	    "应注明制造商，以辨明料号属于谁" },
	{ "differ 100 times: a fraction and percent", "相差100倍：分数与百分数" },
	{ "differ 1000 times: ppm and ppb, or percent and ppm",
	    "相差1000倍：ppm与ppb或百分数与ppm" },
	{ "differ 10000 times: percent and ppm", "相差10000倍：百分数与ppm" },
	{ "differ 1000000 times: a fraction and ppm", "相差1000000倍：分数与ppm" },
	{ "differ 1000 times: grams and kilograms, or milligrams",
	    "相差1000倍：克与千克或毫克" },
	{ "differ 1000000 times: milligrams and kilograms",
	    "相差1000000倍：毫克与千克" },
	{ "its byte order mark",
	    "字节顺序标记" },
	{ "the zeros beside its letters",
	    "字母旁的零字节" },
	{ "the characters that it gives",
	    "由此得出的字符" },
	{ "the names of its columns",
	    "由此得出的列名" },
	{ "number",
	    "数字" },
	{ "day",
	    "日期" },
	{ "newer",
	    "日期较新" },
	{ "verified",
	    "经核实" },
	{ "read first",
	    "先读入" },
	{ " and %s more",
	    "等另 {1} 种元素" },
	{ "%s and %s more",
	    "{1}等另 {2} 种元素" },
	{ "%s, and 1 item is without what it says",
	    "{1}，因此有 1 个物料失去其内容" },
	{ "%s, and %s items are without what it says",
	    "{1}，因此有 {2} 个物料失去其内容" },
	{ "%s, and so with %s more",
	    "{1}，另有 {2} 个亦同" },
	{ "document %s of %s",
	    "{2} 的文件 {1} " },
	{ "document of %s",
	    "{1} 的文件" },
	{ "document %s",
	    "文件 {1} " },
	{ "document",
	    "文件" },
	{ "price",
	    "价格" },
	{ "rate",
	    "汇率" },
	{ "mass",
	    "质量" },
	{ "form",
	    "形态" },
	{ "origins of lines of content that have several",
	    "有多个产地的含量行的产地" },
	{ "documents that say nothing of any item",
	    "未涉及任何物料的文件" },
	{ "lines of content",
	    "含量行" },
	{ "origins",
	    "产地" },
	{ "prices and rates",
	    "价格与汇率" },
	{ "claim of completeness",
	    "完整性声明" },
	{ "its price is taken as unknown",
	    "其价格视为未知" },
	{ "its form is taken as unknown",
	    "其形态视为未知" },
	{ "the first one counts",
	    "以第一个为准" },
	{ "it is taken as not complete",
	    "视为不完整" },
	{ "anything from one to the other is taken as possible",
	    "两者之间均视为可能" },
	{ "anything from one to the other is taken as possible; "
	    "grams and kilograms, or milligrams, confused?",
	    "两者之间均视为可能；克与千克或毫克是否混淆？" },
	{ ", or another assumption does",
	    "，或由另一假设说明" },
	{ ", and so of 1 more use",
	    "，另有 1 处用料亦同" },
	{ ", and so of %s more uses",
	    "，另有 {1} 处用料亦同" },
	{ "; the part without it is another one",
	    "；不带该字符的件号是另一物料" },
	{ "; a fraction taken for percent?",
	    "；是否把分数当作百分数？" },
	{ "; percent taken for ppm?",
	    "；是否把百分数当作ppm？" },
	{ "; grams and kilograms, or milligrams, confused?",
	    "；克与千克或毫克是否混淆？" },
	{ "; milligrams and kilograms confused?",
	    "；毫克与千克是否混淆？" },
	{ "; %s of %s alone weigh %s; grams and kilograms, or "
	    "milligrams, confused?",
	    "；仅 {1} 个 {2} 就重 {3}；克与千克或毫克是否混淆？" },
	{ "; %s of %s alone weigh %s; milligrams and kilograms "
	    "confused?",
	    "；仅 {1} 个 {2} 就重 {3}；毫克与千克是否混淆？" },
	{ "; %s of %s alone weigh %s",
	    "；仅 {1} 个 {2} 就重 {3}" },
	{ ", %s of it",
	    "，为其 {1}" },
	{ "are of another basis: oxide and metal",
	    "计算基准不同：氧化物与金属" },
	{ "are as the metal to its oxide: oxide and metal",
	    "恰如金属与其氧化物之比：氧化物与金属" },
	{ NULL, NULL },
};
/* clang-format on */
