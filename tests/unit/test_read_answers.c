/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of read_answers: filled questionnaires, and those that nobody filled.
 */
#include "core/bom/link/link.h"
#include "core/bom/table/answer_words.h"
#include "tests/unit/reader.h"
#include "tests/unit/run.h"

#define HEAD \
	"part,question,element,amount,basis,stage,origin,share,of,maker," \
	"asked,supplier,declared on,declaration\n"
#define TAIL ",North,'2026-02-01,Q-1\n"

static const char bom[] =
    "<bom xmlns=\"urn:retrace:bom:1\">"
    "<item part=\"TOP\"/><item part=\"MAG\" maker=\"M\" mass=\"10 g\"/>"
    "<item part=\"=BOX\"/>"
    "<use parent=\"TOP\" child=\"MAG\" quantity=\"1\" unit=\"each\"/>"
    "<use parent=\"TOP\" child=\"=BOX\" quantity=\"1\" unit=\"each\"/></bom>";

/* The product with a questionnaire. */
static void
answered(struct golden *g, const char *csv)
{
	golden_init(g);
	golden_read(g, "bom.xml", str_of(bom));
	golden_read(g, "q.csv", str_of(csv));
}

static void
linked(struct golden *g)
{
	ck_assert_msg(g->f.errors == 0, "%u:%u: %s", g->f.first.at.line,
	    g->f.first.at.col, g->f.first.text);
	ck_assert_int_eq(bom_link(&g->b, DATE_NONE, &g->f), ST_OK);
}

static uint32_t
item(const struct golden *g, const char *part)
{
	for (uint32_t i = 0; i < g->b.nitem; i++)
		if (str_is(bom_part(&g->b, i), part))
			return i;
	ck_abort_msg("no item %s", part);
	return BOM_NONE;
}

/* Line k of the item: its elements and amount. */
static void
line(const struct golden *g, const char *part, uint32_t k, uint32_t elements,
    const char *amount)
{
	uint32_t i = item(g, part);
	const struct content *c = &g->b.content[g->b.content_start[i] + k];
	char text[3 * NUM_TEXT];

	ck_assert_uint_gt(g->b.content_start[i + 1] - g->b.content_start[i], k);
	ck_assert_uint_eq(c->elements, elements);
	ck_assert_str_eq(reader_amount(g, c->amount, text), amount);
	ck_assert_int_eq(c->kind, CONTENT_AMOUNT);
}

static uint32_t
bits(const char *symbols)
{
	uint32_t mask = 0;

	for (; *symbols != '\0'; symbols += strcspn(symbols, ",")) {
		symbols += *symbols == ',';
		mask |= 1u << element_find(
			    (struct str){ symbols, strcspn(symbols, ",") });
	}
	return mask;
}

START_TEST(what_nobody_answered_says_nothing)
{
	struct golden g;

	answered(&g,
	    "\xEF\xBB\xBF# to North\n# please fill in\n" HEAD
	    "MAG,?,Nd,,,,,,,M,amount" TAIL "MAG,?,,,,,,,,M,others" TAIL
	    "MAG,?,,,,,,,,M,further" TAIL "MAG,?,,,,mining,,,,M,origin" TAIL
	    "GONE,?,,,,,,,,,mass" TAIL);
	ck_assert_uint_eq(g.f.n, 0);
	linked(&g);
	ck_assert_uint_eq(g.b.ncontent, 0);
	ck_assert_uint_eq(g.b.norigin, 0);
	/* those of the two files alone */
	ck_assert_uint_eq(g.b.ndecl, 2);
	ck_assert_uint_eq(g.f.n, 0);
	golden_free(&g);
}
END_TEST

START_TEST(all_others_are_those_that_no_row_names)
{
	struct golden g;
	const struct declaration *d;
	uint32_t others = ELEMENT_ALL & ~bits("Nd,Dy,Tb");

	/* whatever the order, and named without an amount too */
	answered(&g, HEAD "MAG,?,,0,,,,,,M,others" TAIL
			  "MAG,?,Nd,28.5 %,,,,,,M,amount" TAIL
			  "'=BOX,?,,<0.1 %,,,,,,,others" TAIL
			  "MAG,?,\"Dy,Tb\",,,,,,,M,amount" TAIL);
	linked(&g);
	line(&g, "MAG", 0, others, "[0, 0] share");
	line(&g, "MAG", 1, bits("Nd"), "[0.285, 0.285] share");
	line(&g, "=BOX", 0, ELEMENT_ALL, "[0, 0.001) share");
	ck_assert_uint_eq(g.b.ncontent, 3);
	d = &g.b.decl[g.b.content[0].decl];
	ck_assert(str_is(bom_text_get(&g.b, d->supplier), "North"));
	ck_assert(str_is(bom_text_get(&g.b, d->id), "Q-1"));
	ck_assert_int_ne(d->date, DATE_NONE);
	golden_free(&g);
}
END_TEST

START_TEST(origins_are_of_the_item)
{
	struct golden g;
	const struct origin *o;

	answered(&g, HEAD "MAG,?,,,,mining,AU,,,M,origin" TAIL
			  "MAG,?,Nd,,,mining,CN,60 %,blend,M,origin" TAIL
			  "MAG,?,,,,beneficiation,none,,,M,origin" TAIL);
	linked(&g);
	ck_assert_uint_eq(g.b.norigin, 3);
	o = &g.b.origin[0];
	ck_assert_uint_eq(o->content, BOM_NONE);
	ck_assert_uint_eq(o->elements, ELEMENT_ALL & ~bits("Nd"));
	ck_assert_str_eq(o->country, "AU");
	ck_assert_uint_eq(g.b.origin[1].elements, bits("Nd"));
	ck_assert(g.b.origin[1].blend);
	ck_assert(g.b.origin[2].absent);
	golden_free(&g);
}
END_TEST

START_TEST(a_mass_is_that_of_the_item)
{
	struct golden g;
	char text[3 * NUM_TEXT];

	answered(&g, HEAD "'=BOX,?,,12.5 g,,,,,,,mass" TAIL);
	linked(&g);
	ck_assert(g.b.item[item(&g, "=BOX")].has_mass);
	ck_assert_str_eq(
	    reader_amount(&g, g.b.item[item(&g, "=BOX")].mass, text),
	    "[12.5, 12.5]");
	ck_assert_uint_eq(g.b.nitem, 3);
	golden_free(&g);
}
END_TEST

START_TEST(answers_in_chinese_are_the_same)
{
	struct golden g;

	answered(&g,
	    "零件号;问题;元素;含量;基准;阶段;国家;占比;占比范围;制造商;询问项;"
	    "供应商;声明日期;声明编号\n"
	    "MAG;?;镝、铽;小于０．１％;氧化物;;;;;M;含量;宁波;'2026-02-01;Q\n"
	    "MAG;?;;无;;;;;;M;其他稀土;宁波;'2026-02-01;Q\n"
	    "MAG;?;;;;分离;马来西亚;60％;混料;M;产地;宁波;'2026-02-01;Q\n"
	    "MAG;?;;;;开采;无;;;M;产地;宁波;'2026-02-01;Q\n");
	linked(&g);
	ck_assert_uint_eq(g.f.n, 0);
	line(&g, "MAG", 0, bits("Dy,Tb"), "[0, 0.001) share");
	ck_assert_int_eq(g.b.content[0].basis, BASIS_KIND_OXIDE);
	line(&g, "MAG", 1, ELEMENT_ALL & ~bits("Dy,Tb"), "[0, 0] share");
	ck_assert_uint_eq(g.b.norigin, 2);
	ck_assert_int_eq(g.b.origin[0].stage, STAGE_SEPARATION);
	ck_assert_str_eq(g.b.origin[0].country, "MY");
	ck_assert(g.b.origin[0].blend);
	ck_assert(g.b.origin[1].absent);
	golden_free(&g);
}
END_TEST

static const struct {
	const char *row;
	uint32_t col;
	const char *text;
} refused[] = {
	{ "MAG,?,Nd,much,,,,,,M,amount" TAIL, 10,
	    "\"much\": expected an amount such as" },
	{ "MAG,?,Nd,28.5,,,,,,M,amount" TAIL, 10, "without a unit" },
	{ "MAG,?,Nb,1 %,,,,,,M,further" TAIL, 7, "element \"Nb\"" },
	{ "MAG,?,,1 %,,,,,,M,further" TAIL, 7, "an amount of no element" },
	{ "MAG,?,Dy,,,,,,,M,further" TAIL, 10, "no amount" },
	{ "MAG,?,,,,mining,Utopia,,,M,origin" TAIL, 17, "country \"Utopia\"" },
	{ "MAG,?,,,,digging,CN,,,M,origin" TAIL, 10, "stage \"digging\"" },
	{ "MAG,?,,,,mining,CN,160 %,,M,origin" TAIL, 20,
	    "more than the whole" },
	{ "MAG,?,,5,,,,,,M,something" TAIL, 17, "\"something\" is asked for" },
	{ "MAG,?,,12,,,,,,M,mass" TAIL, 8, "without a unit" },
	{ ",?,Nd,1 %,,,,,,M,amount" TAIL, 1, "no part number" },
	{ "MAG,?,Nd,1 %,,,,,,M,amount,North,01/02/2026,Q-1\n", 34,
	    "\"01/02/2026\"" },
};

START_TEST(what_is_no_answer_is_refused_at_its_place)
{
	char csv[500];
	struct golden g;

	snprintf(csv, sizeof(csv), "# for North\n" HEAD "%s", refused[_i].row);
	answered(&g, csv);
	ck_assert_uint_eq(g.f.errors, 1);
	ck_assert_msg(strstr(g.f.first.text, refused[_i].text) != NULL, "%s",
	    g.f.first.text);
	ck_assert_str_eq(g.f.first.at.file, "q.csv");
	ck_assert_uint_eq(g.f.first.at.line, 3);
	ck_assert_uint_eq(g.f.first.at.col, refused[_i].col);
	golden_free(&g);
}
END_TEST

START_TEST(comments_in_quotes_are_comments)
{
	struct golden g;

	answered(&g,
	    "\"# please, fill in\"\n" HEAD "MAG,?,Nd,1 %,,,,,,M,amount" TAIL);
	linked(&g);
	ck_assert_uint_eq(g.b.ncontent, 1);
	golden_free(&g);
}
END_TEST

START_TEST(a_part_that_is_not_in_the_product_is_said)
{
	struct golden g;

	answered(&g, HEAD "GONE,?,Nd,1 %,,,,,,M,amount" TAIL);
	linked(&g);
	ck_assert_uint_eq(g.f.warnings, 1);
	ck_assert_uint_eq(g.b.ncontent, 0);
	golden_free(&g);
}
END_TEST

static const struct {
	const char *in, *out;
} plain[] = {
	{ "'0008", "0008" },
	{ "''x", "'x" },
	{ "2.5 %", "2.5 %" },
	{ "２．５％", "2.5%" },
	{ "不超过0.1 %", "not above 0.1 %" },
	{ "超过 3 g", "above  3 g" },
	{ "开采", "mining" },
	{ "开采地", "开采地" },
	{ "\xE3\x80\x80无", "none" },
	{ "", "" },
};

START_TEST(words_become_plain)
{
	char buf[ANSWER_TEXT];
	struct str s = answer_plain(str_of(plain[_i].in), buf);

	ck_assert_msg(str_is(s, plain[_i].out), "%.*s", STR_ARG(s));
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, what_nobody_answered_says_nothing);
	tcase_add_test(tc, all_others_are_those_that_no_row_names);
	tcase_add_test(tc, origins_are_of_the_item);
	tcase_add_test(tc, a_mass_is_that_of_the_item);
	tcase_add_test(tc, answers_in_chinese_are_the_same);
	tcase_add_loop_test(
	    tc, what_is_no_answer_is_refused_at_its_place, 0, LENGTH(refused));
	tcase_add_test(tc, comments_in_quotes_are_comments);
	tcase_add_test(tc, a_part_that_is_not_in_the_product_is_said);
	tcase_add_loop_test(tc, words_become_plain, 0, LENGTH(plain));
}

int
main(void)
{
	return run_suite("read_answers", add);
}
