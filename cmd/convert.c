/* SPDX-License-Identifier: Apache-2.0 */
/* convert - any files of a product as one file. */
#include "cmd/changing.h"
#include "cmd/explaining.h"
#include "cmd/verbs.h"
#include "core/report/accounted.h"

/* A product that was brought in ends with an account. */
static int
tell_account(struct session *s)
{
	struct error err = { 0 };
	struct account a;
	int code = 0;

	if (s->quiet)
		return 0;
	if (account_make(&a, &s->bom)) {
		accounted_line(stderr, &a);
	} else {
		error_set(&err, ST_NOMEM, pos_none, "out of memory");
		code = session_fail(s, &err);
	}
	account_free(&a);
	return code;
}

int
cmd_convert(struct session *s, int argc, char **argv)
{
	const char *save = NULL;
	int to = 0;
	bool explain = false;
	const struct option_spec table[] = {
		{ "to", '\0', OPTION_CHOICE, &to, "xml|cyclonedx",
		    "as our own XML, or as CycloneDX JSON" },
		{ "save", '\0', OPTION_TEXT, &save, "FILE",
		    "write there, not to standard output" },
		{ "explain-columns", '\0', OPTION_FLAG, &explain, NULL,
		    "say what each column of a table was taken for, and why" },
		SESSION_READ_OPTIONS(s),
	};
	const struct usage usage = { "FILE... [OPTION...]", table,
		sizeof(table) / sizeof(table[0]),
		"The files make up one product; what a file is is told from "
		"its content.\nThe result says the same: all numbers are "
		"kept exactly.  What a format has no\nplace for is told.\n" };
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	s->in.every_day = true;
	s->in.files = s->rest;
	s->rest = (struct words){ 0 };
	if (explain)
		return explaining_run(s);
	if (session_open(s, &err) != ST_OK ||
	    (to == 0 ? changing_write(s, save, &err)
		     : changing_write_cyclonedx(s, save, &err)) != ST_OK)
		return session_fail(s, &err);
	session_messages(s);
	return tell_account(s);
}
