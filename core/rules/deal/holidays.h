/* SPDX-License-Identifier: Apache-2.0 */
/*
 * holidays - which days are worked, in which country, as far as a file says.
 *
 * Reads:  document.h; holiday files (schemas/holidays-1.md)
 * Gives:  struct holidays, counted by workdays.h
 * Memory: holidays_free()
 *
 * A day that no file covers is not known: it may be a holiday, and a Saturday
 * may be worked for one.
 */
#ifndef RETRACE_HOLIDAYS_H
#define RETRACE_HOLIDAYS_H

#include "core/base/arena.h"
#include "core/base/date.h"
#include "core/base/file.h"
#include "core/base/findings.h"

#define HOLIDAYS_XMLNS "urn:retrace:holidays:1"

enum day_kind {
	DAY_UNKNOWN, /* no file covers it */
	DAY_OFF,
	DAY_WORKED
};

/* Days that are not what their day of the week would make them. */
struct special_days {
	date_day from, until; /* both inside */
	uint8_t kind;         /* enum day_kind: DAY_OFF, DAY_WORKED */
	const char *name;     /* "National Day"; "" if not said */
	struct pos at;
};

/* One file: one country, from a first day to a last one. */
struct calendar {
	char country[3];
	const char *path, *source;
	date_day from, until; /* both inside: what the file covers */
	uint8_t weekend;      /* bit per day of the week, Monday is bit 0 */
	struct special_days *special; /* [nspecial], by date */
	size_t nspecial;
	struct bytes xml; /* the exact file: for its digest */
	struct pos at;
};

struct holidays {
	struct calendar *calendar; /* [n] */
	size_t n, cap;
	struct arena mem;
};

/*
 * Adds a file.  Two files that cover the same day of one country are a
 * conflict.  On an error h is as it was.
 */
enum status holidays_read(
    struct holidays *h, const char *path, struct findings *f);
enum status holidays_read_bytes(
    struct holidays *h, const char *name, struct str xml, struct findings *f);
void holidays_free(struct holidays *h);

enum day_kind holidays_kind(
    const struct holidays *h, const char country[3], date_day day);
/* Monday is 0. */
int weekday_of(date_day day);

#endif
