/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of questionnaire: what is written, and that it is read back. */
#include "core/report/ask/questionnaire.h"

#include "core/bom/table/answer_words.h"
#include "core/bom/table/csv_header.h"
#include "core/report/text.h"
#include "tests/unit/reader.h"
#include "tests/unit/run.h"

#define DAY 1769904000 /* 2026-02-01 */
#define EVERYTHING (1u << QUESTION_CONTENT | 1u << QUESTION_MASS)

/* MAG has a maker, is a magnet and holds some Nd; the others have names that
 * a spreadsheet or a browser would not leave alone. */
static const char body[] =
    "<item part=\"TOP\"/>"
    "<item part=\"MAG\" maker=\"North, &quot;N&quot;\" name=\"A &lt;b&gt;\" "
    "form=\"magnet\"><content element=\"Nd\" amount=\"20-30 %\"/></item>"
    "<item part=\"=1+1\"/><item part=\"0008\"/><item part=\"1E5\"/>"
    "<item part=\"MAR1\"/><item part=\"'q\"/><item part=\"TRUE\"/>"
    "<item part=\"a;b\"/><item part=\"-\"/><item part=\"a&quot;b\"/>"
    "<item part=\"磁体\"/><item part=\"无\"/><item part=\"none\"/>"
    "<use parent=\"TOP\" child=\"MAG\" quantity=\"1\" unit=\"each\"/>";

struct made {
	char *text;
	size_t n;
};

static void
start(struct golden *g)
{
	golden_init(g);
	reader_body(g, body);
	ck_assert_msg(g->f.n == 0, "%s", g->f.first.text);
	ck_assert_int_eq(bom_link(&g->b, DATE_NONE, &g->f), ST_OK);
}

/* The questionnaire about items from..end of the bom. */
static struct made
make(const struct golden *g, struct sheet s, uint32_t from, uint32_t end,
    bool page)
{
	struct sheet_item *item = calloc(end - from + 1, sizeof(*item));
	struct made m;
	FILE *to = open_memstream(&m.text, &m.n);

	ck_assert_ptr_nonnull(item);
	ck_assert_ptr_nonnull(to);
	for (uint32_t i = from; i < end; i++)
		item[i - from] = (struct sheet_item){ i, EVERYTHING };
	s.bom = &g->b;
	s.item = item;
	s.n = end - from;
	s.id = "RE-1";
	s.date = date_of(DAY);
	(page ? questionnaire_html : questionnaire_csv)(to, &s);
	fclose(to);
	free(item);
	return m;
}

START_TEST(each_row_asks_one_thing)
{
	static const char start_of[] =
	    "\"part\",\"name\",\"question\",\"element\",\"amount\",\"basis\","
	    "\"stage\",\"country\",\"share\",\"share of\",\"maker\","
	    "\"revision\",\"asked\",\"supplier\",\"declared on\",\"until\","
	    "\"evidence\",\"declaration\"\r\n"
	    "\"MAG\",\"A <b>\",\"How much neodymium is in it? Stated so far: "
	    "20 % - 30 %.\",\"Nd\",,,,,,,\"North, \"\"N\"\"\",,\"amount\",,"
	    "\"'2026-02-01\",,\"RE-1\",\"RE-1\"\r\n"
	    "\"MAG\",\"A <b>\",\"How much of all other rare earths together is "
	    "in it at most?\",,,,,,,,\"North, \"\"N\"\"\",,\"others\",,";
	static const char *const asked[] = { "amount", "others", "further",
		"further", "further", "origin", "origin", "origin", "origin",
		"origin", "origin", "mass" };
	struct golden g;
	struct made m;
	const char *p;

	start(&g);
	m = make(&g, (struct sheet){ .separator = ',' }, 1, 2, false);
	ck_assert(strncmp(m.text, "\xEF\xBB\xBF# ", 5) == 0);
	p = strstr(m.text, "\r\n\"part\"");
	ck_assert_ptr_nonnull(p);
	p += 2;
	ck_assert_msg(strncmp(p, start_of, strlen(start_of)) == 0, "%s", p);
	for (size_t i = 0; i < LENGTH(asked); i++) {
		char word[20];

		p = strstr(p, "\r\n") + 2;
		snprintf(word, sizeof(word), ",\"%s\",", asked[i]);
		ck_assert_msg(strstr(p, word) != NULL &&
				  strstr(p, word) < strstr(p, "\r\n"),
		    "row %zu: %s", i, p);
	}
	ck_assert_str_eq(strstr(p, "\r\n"), "\r\n");
	free(m.text);
	golden_free(&g);
}
END_TEST

START_TEST(nobody_answered_and_it_is_read)
{
	const struct sheet kind = { .language =
					_i % 2 == 0 ? LANGUAGE_EN : LANGUAGE_ZH,
		.separator = _i < 2 ? ',' : ';' };
	struct golden g;
	struct made m;

	start(&g);
	m = make(&g, kind, 1, (uint32_t)g.b.nitem, false);
	golden_free(&g);
	golden_init(&g);
	reader_body(&g, body);
	golden_read(&g, "q.csv", (struct str){ m.text, m.n });
	ck_assert_int_eq(g.format, FORMAT_CSV_ANSWERS);
	/* a part that it did not find would be a warning */
	ck_assert_msg(g.f.n == 0, "%u:%u: %s", g.f.first.at.line,
	    g.f.first.at.col, g.f.first.text);
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	ck_assert_msg(g.f.n == 0, "%s", g.f.first.text);
	ck_assert_uint_eq(g.b.ncontent, 1);
	ck_assert_uint_eq(g.b.norigin, 0);
	free(m.text);
	golden_free(&g);
}
END_TEST

/* "None" as the amount of each row that asks for all rare earths. */
static void
fill(struct made *m, const char *others, const char *none)
{
	char *out = calloc(2, m->n), *to = out;

	ck_assert_ptr_nonnull(out);
	for (char *line = m->text, *end; *line != '\0'; line = end) {
		char *asked = strstr(line, others);
		char *gap = strstr(line, ",,,,");

		end = strstr(line, "\r\n") + 2;
		if (asked != NULL && asked < end) {
			to += sprintf(to, "%.*s,,%s%.*s", (int)(gap - line),
			    line, none, (int)(end - gap - 2), gap + 2);
		} else {
			to += sprintf(to, "%.*s", (int)(end - line), line);
		}
	}
	free(m->text);
	*m = (struct made){ out, (size_t)(to - out) };
}

START_TEST(an_answer_reaches_its_part)
{
	const struct sheet kind = { .language =
					_i == 0 ? LANGUAGE_EN : LANGUAGE_ZH,
		.separator = ',' };
	struct golden g;
	struct made m;

	start(&g);
	m = make(&g, kind, 2, (uint32_t)g.b.nitem, false);
	if (_i == 0)
		fill(&m, ",\"others\",", "none");
	else
		fill(&m, ",\"其他稀土\",", "无");
	golden_free(&g);
	golden_init(&g);
	reader_body(&g, body);
	golden_read(&g, "q.csv", (struct str){ m.text, m.n });
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	ck_assert_msg(g.f.n == 0, "%u:%u: %s\n%s", g.f.first.at.line,
	    g.f.first.at.col, g.f.first.text, m.text);
	for (uint32_t i = 2; i < g.b.nitem; i++) {
		const struct content *c = &g.b.content[g.b.content_start[i]];

		ck_assert_uint_eq(
		    g.b.content_start[i + 1] - g.b.content_start[i], 1);
		ck_assert_uint_eq(c->elements, ELEMENT_ALL);
		ck_assert_uint_eq(c->amount.hi, NUM_ZERO);
	}
	free(m.text);
	golden_free(&g);
}
END_TEST

START_TEST(columns_have_names_that_are_read)
{
	size_t i;

	for (i = 0; sheet_column(i, LANGUAGE_EN) != NULL; i++) {
		enum csv_column en =
		    csv_column_find(str_of(sheet_column(i, LANGUAGE_EN)));
		enum csv_column zh =
		    csv_column_find(str_of(sheet_column(i, LANGUAGE_ZH)));

		ck_assert_int_eq(en, zh);
		ck_assert_int_ne(en, csv_column_find(str_of("no column")));
	}
	ck_assert_uint_gt(i, 10);
}
END_TEST

START_TEST(an_instruction_is_one_cell)
{
	for (int l = 0; l < LANGUAGE_COUNT; l++) {
		ck_assert_ptr_null(
		    strpbrk(sheet_text(SHEET_TITLE, (enum language)l), ",;\""));
		for (size_t i = 0;
		     sheet_instruction(i, (enum language)l) != NULL; i++)
			ck_assert_ptr_null(strpbrk(
			    sheet_instruction(i, (enum language)l), ",;\"\t"));
	}
}
END_TEST

START_TEST(words_in_chinese_are_read_as_what_they_are)
{
	static const char *const words[] = { "amount", "others", "further",
		"origin", "mass", "mining", "beneficiation", "separation",
		"metal", "alloy", "magnet", "component", "recycling" };
	char buf[ANSWER_TEXT];

	for (size_t i = 0; i < LENGTH(words); i++) {
		const char *zh = answer_in_chinese(words[i]);

		ck_assert_str_ne(zh, words[i]);
		ck_assert(str_is(answer_plain(str_of(zh), buf), words[i]));
	}
}
END_TEST

START_TEST(a_page_shows_text_as_it_is)
{
	struct golden g;
	struct made m;

	start(&g);
	m = make(&g, (struct sheet){ .language = LANGUAGE_ZH }, 1, 2, true);
	ck_assert_ptr_nonnull(strstr(m.text, "<html lang=\"zh-CN\">"));
	ck_assert_ptr_nonnull(strstr(m.text, "A &#60;b&#62;"));
	ck_assert_ptr_nonnull(strstr(m.text, "North, &#34;N&#34;"));
	ck_assert_ptr_null(strstr(m.text, "<b>"));
	ck_assert_ptr_nonnull(strstr(m.text, "磁体在哪里制造？"));
	/* nothing is loaded from elsewhere */
	ck_assert_ptr_null(strstr(m.text, "://"));
	ck_assert_ptr_null(strstr(m.text, "src="));
	free(m.text);
	golden_free(&g);
}
END_TEST

START_TEST(a_long_page_says_what_it_leaves_out)
{
	struct golden g;
	struct sheet_item item[1002];
	struct sheet s = { .item = item,
		.n = LENGTH(item),
		.id = "RE-1",
		.date = date_of(DAY) };
	struct made m;
	FILE *to = open_memstream(&m.text, &m.n);

	start(&g);
	s.bom = &g.b;
	for (size_t i = 0; i < LENGTH(item); i++)
		item[i] = (struct sheet_item){ 1, 1u << QUESTION_MASS };
	questionnaire_html(to, &s);
	fclose(to);
	ck_assert_ptr_nonnull(strstr(m.text, "and 2 more parts"));
	free(m.text);
	golden_free(&g);
}
END_TEST

static const struct {
	const char *text;
	bool risky;
} cells[] = {
	{ "PMP-1", false },
	{ "MAG", false },
	{ "MAG-UH", false },
	{ "Northmag GmbH", false },
	{ "宁波", false },
	{ "marble", false },
	{ "March on", false },
	{ "", false },
	{ "=cmd|'/C calc'!A0", true },
	{ "+1", true },
	{ "-1", true },
	{ "@SUM(1)", true },
	{ "\t=1", true },
	{ "\r=1", true },
	{ " x", true },
	{ "0008", true },
	{ "1E5", true },
	{ "'x", true },
	{ "MAR1", true },
	{ "Sept-10", true },
	{ "2-Mar", true },
	{ "Dez 24", true },
	{ "MAG-1", true }, /* a day of May in Italian */
	{ "true", true },
	{ "FALSE", true },
};

START_TEST(what_a_spreadsheet_would_change_is_known)
{
	ck_assert_msg(
	    questionnaire_is_risky(str_of(cells[_i].text)) == cells[_i].risky,
	    "\"%s\"", cells[_i].text);
}
END_TEST

START_TEST(text_in_a_page_commands_nothing)
{
	static const char in[] =
	    "a<b>&\"c'\xE2\x80\xAE\x1B\xFF\xE7\xA3\x81\xE7";
	struct made m;
	FILE *to = open_memstream(&m.text, &m.n);

	text_put_html(to, (struct str){ in, sizeof(in) - 1 });
	fclose(to);
	ck_assert_str_eq(m.text,
	    "a&#60;b&#62;&#38;&#34;c&#39;\\x202e\\x1b\\xff\xE7\xA3\x81\\xe7");
	free(m.text);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, each_row_asks_one_thing);
	tcase_add_loop_test(tc, nobody_answered_and_it_is_read, 0, 4);
	tcase_add_loop_test(tc, an_answer_reaches_its_part, 0, 2);
	tcase_add_test(tc, columns_have_names_that_are_read);
	tcase_add_test(tc, an_instruction_is_one_cell);
	tcase_add_test(tc, words_in_chinese_are_read_as_what_they_are);
	tcase_add_test(tc, a_page_shows_text_as_it_is);
	tcase_add_test(tc, a_long_page_says_what_it_leaves_out);
	tcase_add_loop_test(
	    tc, what_a_spreadsheet_would_change_is_known, 0, LENGTH(cells));
	tcase_add_test(tc, text_in_a_page_commands_nothing);
}

int
main(void)
{
	return run_suite("questionnaire", add);
}
