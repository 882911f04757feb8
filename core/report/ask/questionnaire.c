/* SPDX-License-Identifier: Apache-2.0 */
/* questionnaire - what one supplier is asked; see questionnaire.h. */
#include "core/report/ask/questionnaire.h"

#include "core/bom/table/answer_words.h"
#include "core/report/path.h"
#include "core/report/text.h"

#include <ctype.h>
#include <string.h>

/* Parts on a page: the table has all. */
#define PAGE_ITEMS 1000

/* Months as spreadsheets know them in English, German, French, Spanish,
 * Italian, Portuguese: "MAR1" and "DEZ-10" become dates. */
static const char months[] =
    "jan feb mar apr may jun jul aug sep oct nov dec mai mrz okt dez fev avr "
    "ene abr ago dic gen mag giu lug set ott out ";

/* A month, and behind it a number and nothing else? */
static bool
is_like_date(struct str s)
{
	char three[] = "    ";
	bool number = false;
	size_t i = 0;

	while (i < s.n && isalpha((unsigned char)s.p[i]))
		i++;
	if (i < 3 || i > 9)
		return false;
	for (size_t k = 0; k < 3; k++)
		three[k] = (char)tolower((unsigned char)s.p[k]);
	for (; i < s.n; i++) {
		if (strchr("-./ 0123456789", s.p[i]) == NULL)
			return false;
		number |= isdigit((unsigned char)s.p[i]) != 0;
	}
	return number && strstr(months, three) != NULL;
}

bool
questionnaire_is_risky(struct str s)
{
	unsigned char first;

	if (s.n == 0)
		return false;
	first = (unsigned char)s.p[0];
	if (first < 0x80 && !isalpha(first))
		return true; /* a sign, a digit, a blank, an apostrophe */
	return is_like_date(s) || str_is_nocase(s, "true") ||
	       str_is_nocase(s, "false");
}

struct writer {
	FILE *to;
	const struct sheet *s;
	size_t column;
};

static void
field(struct writer *w, struct str text, bool keep)
{
	if (w->column++ > 0)
		fputc(w->s->separator, w->to);
	if (text.n == 0)
		return;
	fputc('"', w->to);
	if (keep && questionnaire_is_risky(text))
		fputc('\'', w->to);
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			fputc('"', w->to);
		fputc(text.p[i], w->to);
	}
	fputc('"', w->to);
}

static void
end_row(struct writer *w)
{
	fputs("\r\n", w->to);
	w->column = 0;
}

static const char *
word(const struct sheet *s, const char *english)
{
	return s->language == LANGUAGE_ZH ? answer_in_chinese(english)
					  : english;
}

/* What is asked about is called by the house: its maker knows it by his own
 * number. */
#define NAME_TEXT 400
static struct str
name_of(const struct bom *b, uint32_t item, char room[NAME_TEXT])
{
	const struct maker_part *m = bom_sole_maker(b, item);
	struct str name = bom_text_get(b, b->item[item].name);
	struct str number;

	if (m == NULL)
		return name;
	number = str_clip(bom_text_get(b, m->number), 120);
	snprintf(room, NAME_TEXT, "%.*s%s%.*s%s", STR_ARG(str_clip(name, 240)),
	    name.n > 0 ? " (" : "", STR_ARG(number), name.n > 0 ? ")" : "");
	return str_of(room);
}

static void
csv_row(void *to, const struct sheet *s, const struct sheet_row *row)
{
	struct writer *w = to;
	const struct item *it = &s->bom->item[row->item];
	struct str none = { "", 0 };
	char day[DATE_TEXT], name[NAME_TEXT];

	date_format(s->date, day);
	field(w, bom_part(s->bom, row->item), true);
	field(w, name_of(s->bom, row->item, name), true);
	field(w, str_of(row->question), true);
	field(w, str_of(row->element), false);
	field(w, none, false);
	field(w, none, false);
	field(w, str_of(word(s, row->stage)), false);
	field(w, none, false);
	field(w, none, false);
	field(w, none, false);
	field(w, bom_text_get(s->bom, it->maker), true);
	field(w, bom_text_get(s->bom, it->revision), true);
	field(w, str_of(word(s, row->asked)), false);
	field(w, bom_text_get(s->bom, s->supplier), true);
	field(w, str_of(day), true);
	field(w, none, false);
	field(w, str_of(s->id), true);
	field(w, str_of(s->id), true);
	end_row(w);
}

void
questionnaire_csv(FILE *to, const struct sheet *s)
{
	struct writer w = { to, s, 0 };

	fputs("\xEF\xBB\xBF# ", to);
	fputs(sheet_text(SHEET_TITLE, s->language), to);
	fprintf(to, " - %s\r\n", s->id);
	for (size_t i = 0; sheet_instruction(i, s->language) != NULL; i++)
		fprintf(to, "# %s\r\n", sheet_instruction(i, s->language));
	for (size_t i = 0; sheet_column(i, s->language) != NULL; i++)
		field(&w, str_of(sheet_column(i, s->language)), false);
	end_row(&w);
	for (size_t i = 0; i < s->n; i++)
		sheet_rows(s, i, csv_row, &w);
}

static const char style[] =
    "body{font:11pt/1.4 sans-serif;max-width:60em;margin:2em auto;padding:0 "
    "1em}h1{font-size:16pt}h2{font-size:12pt;margin:1.5em 0 .3em}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #777;"
    "padding:.3em .5em;text-align:left;vertical-align:top}"
    "td.a{width:9em;height:1.6em}dt{float:left;clear:left;width:6em}"
    "@media print{body{margin:0}section{break-inside:avoid}}";

static void
html_row(void *to, const struct sheet *s, const struct sheet_row *row)
{
	FILE *out = to;
	bool origin = strcmp(row->asked, "origin") == 0;

	(void)s;
	fputs("<tr><td>", out);
	text_put_html(out, str_of(row->question));
	fputs(origin ? "</td><td></td><td class=\"a\"></td>"
		       "<td class=\"a\"></td></tr>\n"
		     : "</td><td class=\"a\"></td><td></td><td></td></tr>\n",
	    out);
}

static void
html_term(FILE *to, const struct sheet *s, enum sheet_text t, struct str value)
{
	fprintf(to, "<dt>%s</dt><dd>", sheet_text(t, s->language));
	text_put_html(to, value);
	fputs("</dd>\n", to);
}

static void
html_head(FILE *to, const struct sheet *s)
{
	const char *lang = s->language == LANGUAGE_ZH ? "zh-CN" : "en";
	const char *title = sheet_text(SHEET_TITLE, s->language);
	struct supplier who = { .name = s->supplier };
	char day[DATE_TEXT];

	date_format(s->date, day);
	fprintf(to,
	    "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" "
	    "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
	    "<title>%s - %s</title>\n<style>%s</style>\n</head>\n<body>\n"
	    "<h1>%s</h1>\n<dl>\n",
	    lang, title, s->id, style, title);
	html_term(
	    to, s, SHEET_TO, question_supplier(s->bom, &who, s->language));
	html_term(to, s, SHEET_DATE, str_of(day));
	html_term(to, s, SHEET_ID, str_of(s->id));
	fputs("</dl>\n<ol>\n", to);
	for (size_t i = 0; sheet_instruction(i, s->language) != NULL; i++) {
		fputs("<li>", to);
		text_put_html(to, str_of(sheet_instruction(i, s->language)));
		fputs("</li>\n", to);
	}
	fputs("</ol>\n", to);
}

static void
html_item(FILE *to, const struct sheet *s, size_t i)
{
	char label[LABEL_TEXT], room[NAME_TEXT];
	struct str name = name_of(s->bom, s->item[i].item, room);

	fputs("<section>\n<h2>", to);
	text_put_html(to, path_label(s->bom, s->item[i].item, label));
	if (name.n > 0) {
		fputs(" - ", to);
		text_put_html(to, name);
	}
	fprintf(to,
	    "</h2>\n<table>\n<tr><th>%s</th><th>%s</th><th>%s</th>"
	    "<th>%s</th></tr>\n",
	    sheet_text(SHEET_QUESTION, s->language),
	    sheet_text(SHEET_AMOUNT, s->language),
	    sheet_text(SHEET_COUNTRY, s->language),
	    sheet_text(SHEET_SHARE, s->language));
	sheet_rows(s, i, html_row, to);
	fputs("</table>\n</section>\n", to);
}

void
questionnaire_html(FILE *to, const struct sheet *s)
{
	html_head(to, s);
	for (size_t i = 0; i < s->n && i < PAGE_ITEMS; i++)
		html_item(to, s, i);
	if (s->n > PAGE_ITEMS) {
		fputs("<p>", to);
		fprintf(
		    to, sheet_text(SHEET_MORE, s->language), s->n - PAGE_ITEMS);
		fputs("</p>\n", to);
	}
	fprintf(to, "<p>%s: ________________________________</p>\n",
	    sheet_text(SHEET_SIGN, s->language));
	fputs("</body>\n</html>\n", to);
}
