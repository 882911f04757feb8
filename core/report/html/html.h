/* SPDX-License-Identifier: Apache-2.0 */
/*
 * html - the answer for a product as one page that needs nothing else.
 *
 * Reads:  checked.h, ask.h; html_parts.h
 * Gives:  a page in English or Chinese: verdicts with their reasons, content
 *         as a picture, the parts to open and close, gaps and questions,
 *         documents with digests; well-formed as HTML and as XML
 * Memory: what outline.h and amounts.h take; rows are written as they come
 *
 * Every text of the user is escaped; the page has no script and names nothing
 * outside itself.
 */
#ifndef RETRACE_HTML_H
#define RETRACE_HTML_H

#include "core/report/checked.h"
#include "core/rules/ask/ask.h"

/* What is told: beyond it the page says how many are left out. */
#define HTML_PRODUCTS 100 /* in full; the others in the summary */
#define HTML_SUMMARY 1000 /* rows of the summary */
#define HTML_LINES 4000   /* of all hierarchies together */
#define HTML_PARTS 25     /* that contribute, or leave it open, of a verdict */
#define HTML_QUESTIONS 20
#define HTML_ROWS 200 /* conflicts, documents, messages */

struct html_page {
	const struct checked *checked;
	const struct inquiry *inquiry; /* or NULL: no questions */
	enum language language;
	const uint32_t *product; /* [nproduct] the gravest first */
	size_t nproduct;
	size_t told; /* of them, in full */
	/* The page is an index: the file of each product that is told. */
	const char *const *file;
	size_t total; /* products in all; more than nproduct on the page of one
			 of them */
};

enum status html_write(
    FILE *to, const struct html_page *page, struct error *err);
/* So many of n products are told in full. */
size_t html_affordable(const struct checked *c, size_t n);

#endif
