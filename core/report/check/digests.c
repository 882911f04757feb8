/* SPDX-License-Identifier: Apache-2.0 */
/* digests - by which a page is held against a receipt; see digests.h. */
#include "core/report/check/digests.h"

/* As sha256sum has them, but for the role between. */
static void
put_line(FILE *to, const char *sha256, const char *role, const char *name)
{
	fprintf(to, "  %s  %-11s  ", sha256, role);
	text_put(to, str_of(name));
	fputc('\n', to);
}

void
digests_write(FILE *to, const struct style *style, const struct checked *c)
{
	if (!c->digests)
		return;
	fputc('\n', to);
	text_wrap(to, style, 0, 0,
	    STR("Digests (SHA-256). \"basis\" is that of all that decides the "
		"verdicts: these files, the version of the program, days and "
		"options; a receipt and the other outputs have the same:"));
	for (size_t i = 0; i < c->nsource; i++)
		put_line(to, c->source[i].sha256, c->source[i].role,
		    c->source[i].name);
	put_line(to, c->tool_sha256, "program", "retrace " RETRACE_VERSION);
	put_line(to, c->basis, "basis", "");
	for (size_t i = 0; i < c->nbeside; i++)
		put_line(to, c->beside[i].sha256, c->beside[i].role,
		    c->beside[i].name);
}
