/* SPDX-License-Identifier: Apache-2.0 */
/* event - what happens beside filings; see event.h. */
#include "core/log/event.h"

#include "core/base/date.h"
#include "core/base/file.h"
#include "core/log/auditlog_own.h"
#include "core/log/event_file.h"

#include <inttypes.h>
#include <string.h>

/* The options of an entry, and what each is. */
static const struct {
	unsigned field; /* enum leaf_field */
	const char *option, *what;
} options[] = {
	{ LEAF_DATE, "date", "the day of the document, or from when it holds" },
	{ LEAF_NUMBER, "number", "the number that the document bears" },
	{ LEAF_PARTY, "party", "from whom it came, or to whom it went" },
	{ LEAF_RESULT, "result", "what came of it, in a few words" },
	{ LEAF_NOTE, "note", "one line" },
	{ LEAF_ATTACHMENT, "file", "the document itself" },
	{ LEAF_REFERS, "refers", "the id of the entry that it is about" },
};

#define NOPTION (sizeof(options) / sizeof(options[0]))

static const char *
text_of(const struct event_said *said, unsigned field)
{
	switch (field) {
	case LEAF_DATE:
		return said->date;
	case LEAF_NUMBER:
		return said->number;
	case LEAF_PARTY:
		return said->party;
	case LEAF_RESULT:
		return said->result;
	case LEAF_NOTE:
		return said->note;
	default:
		return NULL;
	}
}

static bool
is_said(const struct event_said *said, unsigned field)
{
	const char *text = text_of(said, field);

	if (field == LEAF_ATTACHMENT)
		return said->nfile > 0;
	if (field == LEAF_REFERS)
		return said->nrefers > 0;
	return text != NULL && text[0] != '\0';
}

/* Has it what its kind must have, and nothing else? */
static void
check_options(const struct event_said *said, const struct leaf_kind *kind,
    struct findings *f)
{
	unsigned has = 0;

	if (said->actor == NULL || said->actor[0] == '\0')
		findings_error(f, ST_USAGE, pos_none,
		    "--actor is missing: expected who did it, a person or a "
		    "role");
	for (size_t i = 0; i < NOPTION; i++) {
		const unsigned field = options[i].field;

		if (is_said(said, field))
			has |= field;
		if ((has & field) != 0 && (kind->may & field) == 0)
			findings_error(f, ST_USAGE, pos_none,
			    "--%s: an entry of kind %s has none",
			    options[i].option, kind->name);
		if ((has & field) == 0 && (kind->must & field) != 0)
			findings_error(f, ST_USAGE, pos_none,
			    "--%s is missing: expected %s", options[i].option,
			    options[i].what);
	}
	if (kind->one_of != 0 && (has & kind->one_of) == 0)
		findings_error(f, ST_USAGE, pos_none,
		    "--file and --refers are missing: expected one of them, "
		    "with what the entry is about");
}

/* What is recorded is one line. */
static void
check_texts(const struct event_said *said, struct findings *f)
{
	struct error err = { 0 };
	date_day day;

	if (said->actor != NULL && !leaf_text_ok(str_of(said->actor)))
		findings_error(f, ST_SYNTAX, pos_none,
		    "--actor cannot be recorded: expected one line of UTF-8");
	for (size_t i = 0; i < NOPTION; i++) {
		const char *text = text_of(said, options[i].field);

		if (text != NULL && !leaf_text_ok(str_of(text)))
			findings_error(f, ST_SYNTAX, pos_none,
			    "--%s cannot be recorded: expected one line of "
			    "UTF-8",
			    options[i].option);
	}
	if (said->date != NULL && said->date[0] != '\0' &&
	    date_read(str_of(said->date), pos_none, &day, &err) != ST_OK)
		findings_error(f, ST_USAGE, pos_none,
		    "--date \"%.40s\": expected a day that exists, as "
		    "2026-11-23",
		    said->date);
}

/* The day that was said, if it is one; else DATE_NONE. */
static date_day
day_of(const struct event_said *said)
{
	struct error ignored = { 0 };
	date_day day = DATE_NONE;

	if (said->date != NULL)
		date_read(str_of(said->date), pos_none, &day, &ignored);
	return day;
}

/*
 * A document of the past is not dated tomorrow; what is adopted may hold from
 * then on.  Zones lie up to a day apart.
 */
static void
check_day(const struct event_said *said, const struct leaf_kind *kind,
    struct findings *f)
{
	const bool adopted = (kind->may & (LEAF_RESULT | LEAF_REFERS)) == 0;
	const date_day day = day_of(said);

	if (!adopted && day > date_next(date_of(said->now)))
		findings_error(f, ST_USAGE, pos_none,
		    "--date \"%.40s\": a day to come: expected that on which "
		    "it happened",
		    said->date);
}

/* An answer is no older than what it answers. */
static void
check_order(const struct event_said *said, const struct leaf *of,
    struct auditlog *log, struct findings *f)
{
	struct error ignored = { 0 };
	const date_day day = day_of(said);
	date_day filed = DATE_NONE;

	date_read(
	    str_clip(of->time, DATE_TEXT - 1), pos_none, &filed, &ignored);
	if (day != DATE_NONE && day < date_before(filed))
		findings_warn(f, ST_RANGE, auditlog_here(log),
		    "--date %.10s is before \"%.*s\" was logged, on %.*s: is "
		    "it of another filing?",
		    said->date, STR_ARG(str_clip(of->id, 12)),
		    STR_ARG(str_clip(of->time, DATE_TEXT - 1)));
}

/* One entry that it refers to, by its whole id. */
static void
find_one(const struct event_said *said, const struct leaf_kind *kind,
    struct auditlog *log, const char *id, struct arena *a, struct log_entry *e,
    struct str *refers, struct findings *f)
{
	struct error err = { 0 };
	struct leaf leaf;
	uint64_t index;

	if (auditlog_find(log, str_of(id), &index, &err) != ST_OK ||
	    auditlog_leaf(log, index, a, &leaf, &err) != ST_OK) {
		findings_error(f, err.code, err.at,
		    "--refers: %s: expected an id as log list shows it",
		    err.text);
		return;
	}
	if (kind->of_filing && !leaf_kind_find(leaf.kind)->filing) {
		findings_error(f, ST_REF, auditlog_here(log),
		    "--refers %.80s: entry %" PRIu64
		    " is of kind %.*s: expected a filing",
		    id, index, STR_ARG(leaf.kind));
		return;
	}
	for (size_t i = 0; i < e->nrefers; i++)
		if (str_eq(refers[i], leaf.id)) {
			findings_error(f, ST_DUPLICATE, auditlog_here(log),
			    "--refers %.80s: named twice: expected each entry "
			    "once",
			    id);
			return;
		}
	refers[e->nrefers++] = leaf.id;
	if (kind->of_filing)
		check_order(said, &leaf, log, f);
}

static void
find_entries(const struct event_said *said, const struct leaf_kind *kind,
    struct auditlog *log, struct arena *a, struct log_entry *e,
    struct findings *f)
{
	struct str *refers = TAKE(a, struct str, said->nrefers + 1);

	if (refers == NULL) {
		findings_error(f, ST_NOMEM, pos_none, "out of memory");
		return;
	}
	for (size_t i = 0; i < said->nrefers; i++)
		find_one(said, kind, log, said->refers[i], a, e, refers, f);
	e->refers = refers;
}

/* Filings and runs have a door of their own. */
static const struct leaf_kind *
kind_of(const char *word, struct findings *f)
{
	const struct leaf_kind *kind = leaf_kind_find(str_of(word));

	if (kind == NULL)
		findings_error(f, ST_USAGE, pos_none,
		    "\"%.40s\": expected receipt, answer, key, predecessor, "
		    "rules, assumptions, policy, verification or export",
		    word);
	else if (kind->filing)
		findings_error(f, ST_USAGE, pos_none,
		    "%s is %s: expected retrace file, which signs and logs it",
		    kind->name, kind->what);
	else if ((kind->may & LEAF_INPUT) != 0)
		findings_error(f, ST_USAGE, pos_none,
		    "%s is recorded as it is run: expected retrace %s with "
		    "--record",
		    kind->name, kind->name);
	else
		return kind;
	return NULL;
}

static struct str
or_blank(const char *text)
{
	return str_of(text != NULL ? text : "");
}

enum status
event_make(const struct event_said *said, struct auditlog *log, struct arena *a,
    struct log_entry *out, struct findings *f)
{
	const struct leaf_kind *kind = kind_of(said->kind, f);
	const size_t before = f->errors;
	struct log_entry e = { .kind = str_of(said->kind),
		.actor = or_blank(said->actor),
		.tool = or_blank(said->tool),
		.date = or_blank(said->date),
		.number = or_blank(said->number),
		.party = or_blank(said->party),
		.result = or_blank(said->result),
		.note = or_blank(said->note),
		.now = said->now };

	if (kind == NULL)
		return f->first.code;
	check_options(said, kind, f);
	check_texts(said, f);
	check_day(said, kind, f);
	find_entries(said, kind, log, a, &e, f);
	if ((kind->may & LEAF_ATTACHMENT) != 0)
		event_files(said, a, &e, f);
	if (f->errors > before)
		return f->first.code;
	*out = e;
	return ST_OK;
}
