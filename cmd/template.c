/* SPDX-License-Identifier: Apache-2.0 */
/* template - files to fill in, with comments. */
#include "cmd/verbs.h"
#include "core/filing/profile.h"

#include <string.h>

/* cmd/template/, compiled in. */
extern const char template_bom[], template_bom_csv[], template_declaration[],
    template_policy[], template_assumptions[], template_transaction[],
    template_holidays[];

/* A field in the language that most will fill in, its question before it. */
static void
put_field(FILE *to, const struct profile_field *f)
{
	static const char *const need[] = {
		[PROFILE_OPTIONAL] = " (may stay blank)",
		[PROFILE_REQUIRED] = "",
		[PROFILE_IF_YES] = " (if the field before says yes)",
	};

	fprintf(to, "    <!-- %s%s -->\n", f->ask, need[f->need]);
	if (f->by_language)
		fprintf(to,
		    "    <%s lang=\"en\"></%s>\n    <%s lang=\"zh\"></%s>\n",
		    f->name, f->name, f->name, f->name);
	else
		fprintf(to, "    <%s></%s>\n", f->name, f->name);
}

/* From the table that the reader of profiles goes by. */
static void
put_filer(FILE *to)
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
	for (int i = 0; i < BLOCK_COUNT; i++) {
		const struct profile_block *b = &profile_blocks[i];

		fprintf(to, "  <%s>%s\n", b->name,
		    b->repeats ? " <!-- repeat the block as needed -->" : "");
		for (size_t k = 0;
		     k < PROFILE_FIELDS && b->field[k].name != NULL; k++)
			put_field(to, &b->field[k]);
		fprintf(to, "  </%s>\n", b->name);
	}
	fputs("</filer>\n", to);
}

static const struct kind {
	const char *name;
	const char *text; /* NULL: put_filer() */
} kinds[] = {
	{ "bom", template_bom },
	{ "bom-csv", template_bom_csv },
	{ "declaration", template_declaration },
	{ "filer", NULL },
	{ "policy", template_policy },
	{ "assumptions", template_assumptions },
	{ "transaction", template_transaction },
	{ "holidays", template_holidays },
};
#define NKIND (sizeof(kinds) / sizeof(kinds[0]))

static enum status
refuse(const char *word, struct error *err)
{
	const char *names[NKIND], *near;

	for (size_t i = 0; i < NKIND; i++)
		names[i] = kinds[i].name;
	near = word != NULL ? options_nearest(word, names, NKIND) : NULL;
	if (near != NULL)
		return error_set(err, ST_USAGE, pos_none,
		    "no template \"%.80s\": did you mean %s?", word, near);
	return error_set(err, ST_USAGE, pos_none,
	    "%s: expected one of bom, bom-csv, declaration, filer, policy, "
	    "assumptions, transaction, holidays",
	    word == NULL ? "no template named" : "no such template");
}

int
cmd_template(struct session *s, int argc, char **argv)
{
	const struct usage usage = { "KIND", NULL, 0,
		"KIND is one of\n"
		"    bom          a bill of materials, as XML\n"
		"    bom-csv      the same as a table\n"
		"    declaration  what a supplier declares\n"
		"    filer        who files, for whom, for what use\n"
		"    policy       what your company takes as nothing\n"
		"    assumptions  what it takes for granted\n"
		"    transaction  who ships what to whom\n"
		"    holidays     which days are worked\n" };
	struct error err = { 0 };
	const char *word;
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	word = s->rest.n == 1 ? s->rest.word[0] : NULL;
	for (size_t i = 0; word != NULL && i < NKIND; i++) {
		if (strcmp(word, kinds[i].name) != 0)
			continue;
		if (kinds[i].text != NULL)
			fputs(kinds[i].text, stdout);
		else
			put_filer(stdout);
		return 0;
	}
	refuse(word, &err);
	return session_fail(s, &err);
}
