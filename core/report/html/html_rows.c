/* SPDX-License-Identifier: Apache-2.0 */
/* html_rows - a page of HTML around tables; see html_rows.h. */
#include "core/report/html/html_rows.h"

#include "core/report/html/html_parts.h"

void
html_rows_begin(FILE *to, struct str title, struct str said)
{
	html_head(to, "en");
	text_put_html(to, title);
	html_body(to);
	fputs("<header>\n<p class=\"faint\">retrace " RETRACE_VERSION
	      "</p>\n<h1>",
	    to);
	text_put_html(to, title);
	fputs("</h1>\n", to);
	html_rows_line(to, said);
	fputs("</header>\n<main>\n", to);
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
