/* SPDX-License-Identifier: Apache-2.0 */
/* template - files to fill in, with comments. */
#include "cmd/verbs.h"
#include "core/report/html/companion.h"

#include <string.h>

/* cmd/template/, compiled in. */
extern const char template_bom[], template_bom_csv[], template_declaration[],
    template_policy[], template_assumptions[], template_transaction[],
    template_holidays[], template_rules[], template_clauses[];

/* From the table that the reader of profiles goes by. */
static enum status
put_filer(struct error *err)
{
	struct profile p;

	if (profile_blank(&p, err) != ST_OK)
		return err->code;
	companion_print(&p, stdout);
	profile_free(&p);
	return ST_OK;
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
	{ "rules", template_rules },
	{ "clauses", template_clauses },
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
	    "assumptions, transaction, holidays, rules, clauses",
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
		"    holidays     which days are worked\n"
		"    rules        what a law asks: the rules.xml of a pack\n"
		"    clauses      where that is said: the clauses.tsv beside "
		"it\n" };
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
		else if (put_filer(&err) != ST_OK)
			return session_fail(s, &err);
		return 0;
	}
	refuse(word, &err);
	return session_fail(s, &err);
}
