/* SPDX-License-Identifier: Apache-2.0 */
/*
 * error - what went wrong, and where in the user's file.
 *
 * Reads:  nothing
 * Gives:  enum status, struct pos, struct error; used by every stage
 * Memory: no heap, so that running out of memory can be reported
 */
#ifndef RETRACE_ERROR_H
#define RETRACE_ERROR_H

#include <stdint.h>

/* Each refusal, and the exit code that `retrace` gives for it. */
enum status {
	ST_OK = 0,
	ST_SYNTAX,     /* 65: malformed text, number, element */
	ST_ENCODING,   /* 65: not UTF-8, or a NUL byte */
	ST_UNIT,       /* 65: unit missing, unknown or not fitting */
	ST_RANGE,      /* 65: number out of range */
	ST_REF,        /* 65: names nothing, or more than one thing */
	ST_DUPLICATE,  /* 65: the same thing twice */
	ST_CYCLE,      /* 65: an item contains itself */
	ST_CONFLICT,   /* 65: two statements exclude each other */
	ST_SCHEMA,     /* 65: known format, wrong shape */
	ST_LIMIT,      /* 65: beyond a limit of limits.h */
	ST_INCOMPLETE, /* 65: a required field is empty */
	ST_NOINPUT,    /* 66: file missing or unreadable */
	ST_USAGE,      /* 64: command line */
	ST_VERIFY,     /* 3: signature, digest, proof or log does not hold */
	ST_KEY,        /* 77: key or permission refused */
	ST_CREATE,     /* 73: output cannot be created */
	ST_IO,         /* 74: read, write or database error */
	ST_CRYPTO,     /* 70: OpenSSL failed where it must not */
	ST_NOMEM,      /* 70 */
	ST_INTERNAL    /* 70 */
};

struct pos {
	const char *file; /* borrowed: lives as long as the run; or NULL */
	uint32_t line;    /* from 1; 0: no place */
	uint32_t col;     /* from 1, [bytes]; 0: whole line */
};

#define ERROR_TEXT 400

/* The first thing that went wrong. */
struct error {
	enum status code;
	int sys; /* errno, or 0 */
	struct pos at;
	char text[ERROR_TEXT]; /* what was found: what was expected */
};

/* No place in a file. */
extern const struct pos pos_none;

/* The same place, by another name of the file: what gave it its name may be
 * gone before the finding is. */
static inline struct pos
pos_in(const char *file, struct pos at)
{
	at.file = file;
	return at;
}

/* Keeps an earlier error; returns the code that now stands. */
enum status error_set(struct error *err, enum status code, struct pos at,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
/* The same, and adds what errno says. */
enum status error_sys(struct error *err, enum status code, struct pos at,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
int status_exit_code(enum status code);

#endif
