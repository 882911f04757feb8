/* SPDX-License-Identifier: Apache-2.0 */
/*
 * questionnaire - what one supplier is asked, to be filled in.
 *
 * Reads:  ask.h, question_words.h; answer_words.h, so that what is written
 *         here is what read_answers.c reads
 * Gives:  a table that is read back as his declaration (schemas/csv-1.md),
 *         and a page to print; from the same rows, in either language
 * Memory: one row at a time
 */
#ifndef RETRACE_QUESTIONNAIRE_H
#define RETRACE_QUESTIONNAIRE_H

#include "core/report/ask/question_words.h"

/* An item that is asked about. */
struct sheet_item {
	uint32_t item;
	uint32_t kinds; /* bit per question_kind */
};

struct sheet {
	const struct bom *bom;
	const struct channel *origin;  /* whose stages matter; or NULL: all */
	uint32_t supplier;             /* text id; 0: nobody is named */
	const struct sheet_item *item; /* [n] the most useful first */
	size_t n;
	date_day date;
	const char *id; /* of the document that it will be: "RE-2026-02-01-3" */
	enum language language;
	char separator; /* of the table: ',' or ';' */
};

/* One row of it. */
struct sheet_row {
	uint32_t item;
	const char *asked; /* "amount", "others", "further", "origin", "mass" */
	char question[QUESTION_TEXT];
	char element[ELEMENTS_TEXT];
	const char *stage; /* "mining", or "" */
};
typedef void (*sheet_visit)(
    void *to, const struct sheet *s, const struct sheet_row *row);

/* All rows about item i of the sheet, in their order. */
void sheet_rows(const struct sheet *s, size_t i, sheet_visit visit, void *to);

/* UTF-8 with a byte order mark, every field in quotes; part numbers and other
 * text that a spreadsheet would take for something else behind an
 * apostrophe. */
void questionnaire_csv(FILE *to, const struct sheet *s);
/* A page that needs nothing beside it; of a long list the first items. */
void questionnaire_html(FILE *to, const struct sheet *s);

/* Would a spreadsheet take the text for a formula, a number or a date? */
bool questionnaire_is_risky(struct str text);

/* Texts of the page and of the comments of the table. */
enum sheet_text {
	SHEET_TITLE,
	SHEET_TO,
	SHEET_DATE,
	SHEET_ID,
	SHEET_PART,
	SHEET_QUESTION,
	SHEET_AMOUNT,
	SHEET_COUNTRY,
	SHEET_SHARE,
	SHEET_MORE, /* %zu items more in the table */
	SHEET_SIGN,
	SHEET_TEXT_COUNT
};
const char *sheet_text(enum sheet_text t, enum language l);
/* The i-th sentence of the instructions, from 0; NULL beyond the last.  None
 * has a comma, a semicolon or a quote: it must stay one cell. */
const char *sheet_instruction(size_t i, enum language l);
/* The name of column i of the table; NULL beyond the last. */
const char *sheet_column(size_t i, enum language l);

#endif
