/* SPDX-License-Identifier: Apache-2.0 */
/* convert - any files of a product as one file, or as tables. */
#include "cmd/changing.h"
#include "cmd/explaining.h"
#include "cmd/verbs.h"
#include "core/report/trace/accounted.h"
#include "core/report/trace/as_csv.h"

#include <stdio.h>
#include <string.h>

/* In the order of the words of --to. */
enum target { TO_XML, TO_CYCLONEDX, TO_IEC62474, TO_CSV, TO_LEVELS };

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

static enum status
write_table(struct session *s, enum csv_table table, const char *path,
    struct error *err)
{
	struct file_out out = { 0 };

	if (file_begin(path, FILE_PUBLIC, &out, err) == ST_OK &&
	    as_csv_write(out.to, &s->bom, table, &s->findings, err) == ST_OK) {
		if (s->findings.errors > 0) /* strictly: lost */
			*err = s->findings.first;
		else
			file_finish(&out, err);
	}
	file_abandon(&out);
	return err->code;
}

/* Each table into a file of a new folder. */
static enum status
write_tables(struct session *s, const char *folder, struct error *err)
{
	if (file_new_folder(folder, err) != ST_OK)
		return err->code;
	for (int t = 0; t < CSV_TABLES; t++) {
		char *path = TAKE(&s->mem, char, strlen(folder) + 40);

		if (path == NULL)
			return error_set(
			    err, ST_NOMEM, pos_none, "out of memory");
		snprintf(path, strlen(folder) + 40, "%s/%s", folder,
		    as_csv_names[t]);
		if (as_csv_has(&s->bom, (enum csv_table)t) &&
		    write_table(s, (enum csv_table)t, path, err) != ST_OK)
			return err->code;
	}
	return ST_OK;
}

static enum status
write_as(struct session *s, enum target to, const char *save, struct error *err)
{
	switch (to) {
	case TO_XML:
		return changing_write(s, save, err);
	case TO_CYCLONEDX:
		return changing_write_cyclonedx(s, save, err);
	case TO_IEC62474:
		return changing_write_iec62474(s, save, err);
	case TO_LEVELS:
		return changing_write_levels(s, save, err);
	default:
		break;
	}
	if (save == NULL || strcmp(save, "-") == 0)
		return error_set(err, ST_USAGE, pos_none,
		    "--to csv writes several tables: expected --save FOLDER");
	return write_tables(s, save, err);
}

int
cmd_convert(struct session *s, int argc, char **argv)
{
	const char *save = NULL;
	int to = TO_XML;
	bool explain = false;
	const struct option_spec table[] = {
		{ "to", '\0', OPTION_CHOICE, &to,
		    "xml|cyclonedx|iec62474|csv|csv-levels",
		    "our own XML, CycloneDX JSON, a material declaration of "
		    "IEC 62474, tables, an indented list" },
		{ "save", '\0', OPTION_TEXT, &save, "FILE",
		    "write there, not to standard output; of csv, a folder" },
		{ "as-of", '\0', OPTION_DATE, &s->in.days.as_of, "DATE",
		    "of iec62474: declare the product of that day (today)" },
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
	if (s->in.days.as_of != DATE_NONE && to != TO_IEC62474) {
		error_set(&err, ST_USAGE, pos_none,
		    "--as-of is the day of a declaration: expected it with "
		    "--to iec62474");
		return session_fail(s, &err);
	}
	s->in.every_day = to != TO_IEC62474; /* a declaration is of a day */
	s->in.files = s->rest;
	s->rest = (struct words){ 0 };
	if (explain)
		return explaining_run(s);
	if (session_open(s, &err) != ST_OK ||
	    write_as(s, (enum target)to, save, &err) != ST_OK)
		return session_fail(s, &err);
	session_messages(s);
	return tell_account(s);
}
