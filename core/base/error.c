/* SPDX-License-Identifier: Apache-2.0 */
/* error - what went wrong, and where; see error.h. */
#include "core/base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const struct pos pos_none = { NULL, 0, 0 };

static void
fill(struct error *err, enum status code, struct pos at, const char *fmt,
    va_list ap)
{
	err->code = code;
	err->at = at;
	vsnprintf(err->text, sizeof(err->text), fmt, ap);
}

/*
 * error_set - record a refusal.
 *
 * In:	err   may hold an earlier error: that one is kept
 *	at    place in the user's file, or pos_none
 * Out:	the code that stands in err, so that a refusal is one statement
 */
enum status
error_set(
    struct error *err, enum status code, struct pos at, const char *fmt, ...)
{
	va_list ap;

	if (err->code != ST_OK)
		return err->code;
	va_start(ap, fmt);
	fill(err, code, at, fmt, ap);
	va_end(ap);
	err->sys = 0;
	return code;
}

enum status
error_sys(
    struct error *err, enum status code, struct pos at, const char *fmt, ...)
{
	int sys = errno;
	size_t used;
	va_list ap;

	if (err->code != ST_OK)
		return err->code;
	va_start(ap, fmt);
	fill(err, code, at, fmt, ap);
	va_end(ap);
	err->sys = sys;
	used = strlen(err->text);
	snprintf(
	    err->text + used, sizeof(err->text) - used, ": %s", strerror(sys));
	return code;
}

/*
 * status_exit_code - the process exit code for a refusal.
 *
 * Out:	as README.md and the man page list them
 */
int
status_exit_code(enum status code)
{
	switch (code) {
	case ST_OK:
		return 0;
	case ST_VERIFY:
		return 3;
	case ST_USAGE:
		return 64;
	case ST_NOINPUT:
		return 66;
	case ST_CREATE:
		return 73;
	case ST_IO:
		return 74;
	case ST_KEY:
		return 77;
	case ST_CRYPTO:
	case ST_NOMEM:
	case ST_INTERNAL:
		return 70;
	default:
		return 65;
	}
}
