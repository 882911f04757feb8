/* SPDX-License-Identifier: Apache-2.0 */
/* account - what was read of the files, and what was not. */
#include "cmd/checking.h"
#include "cmd/verbs.h"
#include "core/report/trace/accounted.h"

static enum status
emit(const struct page *page, const void *result, struct error *err)
{
	return accounted_write(
	    page->to, page->format, &page->style, result, err);
}

int
cmd_account(struct session *s, int argc, char **argv)
{
	struct account account = { .b = NULL };
	struct accounted a = { .account = &account };
	const struct option_spec table[] = { SESSION_READ_OPTIONS(s),
		{ "all", 'a', OPTION_FLAG, &a.all, NULL,
		    "list all, however many" } };
	const struct usage usage = { "FILE... [--all]", table,
		sizeof(table) / sizeof(table[0]),
		"The files, or those of a folder, make up one product or a "
		"catalogue.\nNothing is judged: this is what was understood "
		"of them.\n" };
	struct error err = { 0 };
	struct checked c;
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	s->in.files = s->rest;
	s->rest = (struct words){ 0 };
	code = 0;
	if (session_open(s, &err) != ST_OK ||
	    checking_fill(s, &c, &err) != ST_OK)
		return session_fail(s, &err);
	session_messages(s);
	a.checked = &c;
	if (!account_make(&account, &s->bom))
		error_set(&err, ST_NOMEM, pos_none, "out of memory");
	else
		outputs_write(&s->out, emit, &a, &err);
	if (err.code != ST_OK)
		code = session_fail(s, &err);
	account_free(&account);
	return code;
}
