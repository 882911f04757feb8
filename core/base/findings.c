/* SPDX-License-Identifier: Apache-2.0 */
/* findings - all that is to be said about the user's files; see findings.h. */
#include "core/base/findings.h"

#include "core/base/limits.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Is there room in its list for one more?  A thousand warnings do not hide an
 * error. */
static bool
has_room(const struct findings *f, bool error)
{
	return (error ? f->kept_errors : f->n - f->kept_errors) <
	       LIMIT_FINDINGS;
}

static void
keep(struct findings *f, enum severity sev, enum status code, struct pos at,
    const char *fmt, const char *text)
{
	bool error = sev == SEV_ERROR;
	struct finding *list = NULL;
	struct str copy;

	if (has_room(f, error))
		list = array_grow(f->list, &f->cap, f->n + 1, sizeof(*list));
	if (list == NULL) {
		f->dropped_errors += error;
		f->dropped_others += !error;
		return;
	}
	f->list = list;
	f->kept_errors += error;
	copy = arena_copy(&f->texts, str_of(text));
	list[f->n++] = (struct finding){ sev, code, at,
		copy.p != NULL ? copy.p : "out of memory",
		strcmp(fmt, "%s") != 0 ? fmt : NULL };
}

/*
 * findings_add - say one thing about the user's file.
 *
 * Out:	code, so that a refusal is one statement.  The text is cut at
 *	ERROR_TEXT bytes; quote user text through str_clip() first.
 */
enum status
findings_add(struct findings *f, enum severity sev, enum status code,
    struct pos at, const char *fmt, ...)
{
	char text[ERROR_TEXT];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (sev == SEV_LOSS) {
		sev = f->strict ? SEV_ERROR : SEV_WARNING;
		f->losses += f->strict;
	}
	if (sev == SEV_ERROR) {
		f->errors++;
		error_set(&f->first, code, at, "%s", text);
	} else if (sev == SEV_WARNING) {
		f->warnings++;
	}
	keep(f, sev, code, at, fmt, text);
	return code;
}

enum status
findings_take(struct findings *f, const struct error *err)
{
	if (err->code == ST_OK)
		return ST_OK;
	return findings_add(f, SEV_ERROR, err->code, err->at, "%s", err->text);
}

void
findings_join(struct findings *f, struct findings *from)
{
	for (size_t i = 0; i < from->n; i++) {
		const struct finding *x = &from->list[i];

		if (x->sev == SEV_ERROR)
			error_set(&f->first, x->code, x->at, "%s", x->text);
		keep(f, x->sev, x->code, x->at,
		    x->saying != NULL ? x->saying : "%s", x->text);
	}
	f->errors += from->errors;
	f->losses += from->losses;
	f->warnings += from->warnings;
	f->dropped_errors += from->dropped_errors;
	f->dropped_others += from->dropped_others;
	findings_free(from);
}

void
findings_free(struct findings *f)
{
	free(f->list);
	arena_free(&f->texts);
	*f = (struct findings){ 0 };
}
