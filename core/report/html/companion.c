/* SPDX-License-Identifier: Apache-2.0 */
/* companion - what people say, as a file to fill in; see companion.h. */
#include "core/report/html/companion.h"

#include <libxml/entities.h>

static void
put_value(FILE *to, struct str value)
{
	xmlChar *text = xmlEncodeSpecialChars(
	    NULL, (const xmlChar *)(value.p != NULL ? value.p : ""));

	if (text != NULL)
		fputs((const char *)text, to);
	xmlFree(text);
}

/* A field in each of its languages, its question before it. */
static void
put_field(
    FILE *to, const struct profile_field *f, const struct profile_value *v)
{
	static const char *const need[] = {
		[PROFILE_OPTIONAL] = " (may stay blank)",
		[PROFILE_REQUIRED] = "",
		[PROFILE_IF_YES] = " (if the field before says yes)",
		[PROFILE_IF_CHANGE] = " (of an amendment or a withdrawal)",
		[PROFILE_IF_ANY] = " (if there is one)",
	};
	static const char *const language[] = {
		[PROFILE_EN] = "en", [PROFILE_ZH] = "zh"
	};

	fprintf(to, "    <!-- %s%s -->\n", f->ask, need[f->need]);
	for (int k = 0; k < (f->by_language ? PROFILE_LANGUAGES : 1); k++) {
		fprintf(to, "    <%s", f->name);
		if (f->by_language)
			fprintf(to, " lang=\"%s\"", language[k]);
		fputc('>', to);
		put_value(to, v->text[k]);
		fprintf(to, "</%s>\n", f->name);
	}
}

void
companion_print(const struct profile *p, FILE *to)
{
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	      "<!--\n"
	      "  Who files, for whom and for what use: what no bill of "
	      "materials says.\n"
	      "  Texts in English, in Chinese or in both; one will do.  A "
	      "field that stays\n"
	      "  blank is named by retrace draft, and retrace file refuses.\n"
	      "-->\n"
	      "<filer xmlns=\"" FILER_XMLNS "\">\n",
	    to);
	for (size_t i = 0; i < p->n; i++) {
		const struct profile_block *b = p->part[i].block;

		fprintf(to, "  <%s>%s\n", b->name,
		    b->repeats ? " <!-- repeat the block as needed -->" : "");
		for (int k = 0; k < PROFILE_FIELDS && b->field[k].name != NULL;
		     k++)
			put_field(to, &b->field[k], &p->part[i].value[k]);
		fprintf(to, "  </%s>\n", b->name);
	}
	fputs("</filer>\n", to);
}
