/* SPDX-License-Identifier: Apache-2.0 */
/*
 * html_rows - a page of HTML around tables.
 *
 * Reads:  table.h
 * Gives:  the beginning and the end of a page that needs nothing else, as
 *         html.h has them for products; well-formed as HTML and as XML
 * Memory: none
 */
#ifndef RETRACE_HTML_ROWS_H
#define RETRACE_HTML_ROWS_H

#include "core/report/table.h"

/* title: the user's words are escaped.  said: a line below it, or empty. */
void html_rows_begin(FILE *to, struct str title, struct str said);
void html_rows_line(FILE *to, struct str words);
void html_rows_end(FILE *to);

#endif
