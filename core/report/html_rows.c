/* SPDX-License-Identifier: Apache-2.0 */
/* html_rows - a page of HTML around tables; see html_rows.h. */
#include "core/report/html_rows.h"

#include "core/report/html_parts.h"

void
html_rows_begin(FILE *to, struct str title, struct str said)
{
	fputs("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" "
	      "lang=\"en\" xml:lang=\"en\">\n<head>\n"
	      "<meta charset=\"utf-8\"/>\n"
	      "<meta http-equiv=\"Content-Security-Policy\" "
	      "content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
	      "<meta name=\"viewport\" "
	      "content=\"width=device-width, initial-scale=1\"/>\n"
	      "<meta name=\"referrer\" content=\"no-referrer\"/>\n"
	      "<meta name=\"generator\" content=\"retrace " RETRACE_VERSION
	      "\"/>\n<title>",
	    to);
	text_put_html(to, title);
	fprintf(to,
	    "</title>\n<style>%s</style>\n</head>\n<body>\n<header>\n"
	    "<p class=\"faint\">retrace %s</p>\n<h1>",
	    html_style, RETRACE_VERSION);
	text_put_html(to, title);
	fputs("</h1>\n", to);
	html_rows_line(to, said);
	fputs("</header>\n<main>\n", to);
}

void
html_rows_heading(FILE *to, struct str words)
{
	fputs("<h2>", to);
	text_put_html(to, words);
	fputs("</h2>\n", to);
}

void
html_rows_line(FILE *to, struct str words)
{
	if (words.n == 0)
		return;
	fputs("<p>", to);
	text_put_html(to, words);
	fputs("</p>\n", to);
}

void
html_rows_end(FILE *to)
{
	fputs("</main>\n</body>\n</html>\n", to);
}
