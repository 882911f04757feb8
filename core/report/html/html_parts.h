/* SPDX-License-Identifier: Apache-2.0 */
/*
 * html_parts - what the files of a page share.
 *
 * Reads:  html.h, reason.h, amounts.h
 * Gives:  struct html, the texts in both languages, and the parts of the page
 *         in its order
 * Memory: in struct html, which html_write() owns
 *
 * Every text of the user goes through html_text().
 */
#ifndef RETRACE_HTML_PARTS_H
#define RETRACE_HTML_PARTS_H

#include "core/report/html/html.h"
#include "core/report/html/html_words.h"
#include "core/report/reason.h"
#include "core/report/trace/amounts.h"

struct html {
	FILE *to;
	const struct html_page *page;
	const struct checked *c;
	enum language l;
	struct amounts content; /* of products, by html_column() */
	struct amounts tree;    /* of lines: mass, every, origin */
	size_t lines;           /* of the hierarchy of one product */
	struct exact x;         /* scratch */
};

/* Up to the title, and from there to the body. */
void html_head(FILE *to, const char *language);
void html_body(FILE *to);
/* Escaped. */
void html_text(const struct html *h, struct str s);
void html_say(const struct html *h, enum html_word w);
/* A sentence with one number in it. */
void html_say_count(const struct html *h, enum html_word w, size_t n);
void html_label(const struct html *h, uint32_t item);
/* The same, and its name in small letters. */
void html_name(const struct html *h, uint32_t item);
void html_day(const struct html *h, date_day day);
/* "▲ triggered" with its tone; never colour alone. */
void html_badge(const struct html *h, size_t rule, uint32_t item);
/* What is not clear with a badge each, the rest counted. */
void html_badges(const struct html *h, uint32_t item);
const char *html_verdict(const struct html *h, enum verdict v);
const char *html_stage_zh(enum stage s);
const char *html_gap(const struct html *h, const struct part *p);
/* In words, and exactly as the value of a data element: "[1/3,2)". */
void html_amount(
    const struct html *h, const struct exact *x, const struct measure_of *m);
void html_range(char out[AMOUNT_RANGE], enum language l, const struct exact *x,
    const struct measure_of *m);
/* "of Chinese origin", "源自中国" */
void html_origin(const struct html *h, char *out, size_t size);
/* A heading of the second or third order, with an id to go to. */
void html_heading(const struct html *h, int order, enum html_word w);
/* The head of a table: words up to HW_COUNT. */
void html_table(const struct html *h, const enum html_word *columns);
void html_table_end(const struct html *h);
/* A cell of plain text. */
void html_cell(const struct html *h, struct str text);
/* "and 12 more" where n is above most. */
void html_more(const struct html *h, size_t n, size_t most);
/* reason_text() in the language of the page. */
void html_reason(const struct html *h, const struct reason *r);

/* Columns of html.content: of the element, or of all (NELEM). */
#define HTML_COLUMN_EVERY(e) (1 + 2 * (e))
#define HTML_COLUMN_ORIGIN(e) (2 + 2 * (e))

extern const char html_style[];
/* What a picture refers to: the hatching. */
void html_patterns(const struct html *h);
/* A bar from the left: solid to x, hatched to y. */
void html_bar(const struct html *h, const char *class, double top, double left,
    double sure, double may, bool endless);

/* Parts of the page, in its order. */
void html_summary(const struct html *h);
enum status html_answers(struct html *h, uint32_t product, struct error *err);
/* What follows in the transaction, if one is named. */
void html_outcome(const struct html *h, size_t rule, uint32_t item);
void html_gauge(const struct html *h, const struct reason *r);
enum status html_flips(
    const struct html *h, const struct reason *r, struct error *err);
void html_content(struct html *h, uint32_t product);
enum status html_tree(struct html *h, uint32_t product, struct error *err);
void html_questions(const struct html *h, uint32_t product);
void html_record(const struct html *h);
void html_basis(const struct html *h);
void html_law(const struct html *h);

#endif
