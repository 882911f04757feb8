/* SPDX-License-Identifier: Apache-2.0 */
/* convert - any files of a product as one file of our own XML. */
#include "cmd/verbs.h"
#include "core/bom/write_xml.h"

static bool
put(void *ctx, struct str piece)
{
	return fwrite(piece.p, 1, piece.n, ctx) == piece.n;
}

static enum status
write_to(const struct session *s, const char *path, struct error *err)
{
	struct file_out out = { 0 };
	const bool to_stdout = path == NULL || str_is(str_of(path), "-");
	struct xml_sink sink = { put, stdout };
	enum status st;

	if (!to_stdout) {
		if (file_begin(path, FILE_PUBLIC, &out, err) != ST_OK)
			return err->code;
		sink.ctx = out.to;
	}
	st = bom_write_xml(&s->bom, &sink, err);
	if (st == ST_OK && !to_stdout)
		st = file_finish(&out, err);
	else if (st == ST_OK && (fflush(stdout) != 0 || ferror(stdout)))
		st = error_sys(err, ST_IO,
		    (struct pos){ "standard output", 0, 0 },
		    "cannot be written");
	file_abandon(&out);
	return st;
}

int
cmd_convert(struct session *s, int argc, char **argv)
{
	const char *save = NULL;
	const struct option_spec table[] = { { "save", '\0', OPTION_TEXT, &save,
	    "FILE", "write there, not to standard output" } };
	const struct usage usage = { "FILE... [--save FILE]", table, 1,
		"The files make up one product; what a file is is told from "
		"its content.\nThe result says the same: all numbers are "
		"kept exactly.\n" };
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	s->in.every_day = true;
	s->in.files = s->rest;
	s->rest = (struct words){ 0 };
	if (session_open(s, &err) != ST_OK || write_to(s, save, &err) != ST_OK)
		return session_fail(s, &err);
	session_messages(s);
	return 0;
}
