/* SPDX-License-Identifier: Apache-2.0 */
/* print - a draft or a filing as a page, in English, in Chinese or in both. */
#include "cmd/verbs.h"
#include "core/base/limits.h"
#include "core/report/html/printed.h"

struct print_options {
	const char *file;
	const char *form, *save;
	int language; /* enum printed_language */
};

static enum status
print_one(struct session *s, const struct print_options *o, struct error *err)
{
	const struct printed_how how = {
		.language = (enum printed_language)o->language,
		.form = o->form,
	};
	struct bytes xml = { 0 };
	struct str page;

	if (file_load(o->file, LIMIT_FILING, &xml, err) != ST_OK)
		return err->code;
	if (printed_write((struct str){ xml.p, xml.n }, o->file, &how, &s->mem,
		&page, &s->findings) != ST_OK)
		*err = s->findings.first;
	bytes_free(&xml);
	if (err->code != ST_OK)
		return err->code;
	return file_write(
	    o->save != NULL ? o->save : "-", page, FILE_PUBLIC, err);
}

int
cmd_print(struct session *s, int argc, char **argv)
{
	struct print_options o = { 0 };
	const struct option_spec table[] = {
		{ "lang", '\0', OPTION_CHOICE, &o.language, "both|en|zh",
		    "of the words on the page (both)" },
		{ "form", '\0', OPTION_TEXT, &o.form, "PACK",
		    "the form of this rule pack (the first of the filing)" },
		{ "save", '\0', OPTION_TEXT, &o.save, "PAGE",
		    "write there, not to standard output" },
	};
	const struct usage usage = { "FILE [OPTION...]", table,
		sizeof(table) / sizeof(table[0]),
		"FILE is a draft or a filing. The page is HTML and needs "
		"nothing else; a browser\nprints it on A4. Whether the filing "
		"was changed is told by retrace verify.\n" };
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	if (s->rest.n != 1) {
		error_set(&err, ST_USAGE, pos_none,
		    "%zu files to print: expected one draft or filing",
		    s->rest.n);
		return session_fail(s, &err);
	}
	o.file = s->rest.word[0];
	return print_one(s, &o, &err) == ST_OK ? 0 : session_fail(s, &err);
}
