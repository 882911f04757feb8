/* SPDX-License-Identifier: Apache-2.0 */
/*
 * receipt - a record of verdicts by which anybody can compute them again.
 *
 * Reads:  checked.h, json.h; schemas/output-1.md
 * Gives:  a line that says how it was computed and from which bytes, then a
 *         line for each verdict; read again, and held against another run
 * Memory: lines are written and compared as they come; what is read lies in
 *         the caller's arena
 */
#ifndef RETRACE_RECEIPT_H
#define RETRACE_RECEIPT_H

#include "core/base/arena.h"
#include "core/base/digest.h"
#include "core/report/checked.h"

enum status receipt_write(FILE *to, const struct checked *c, struct error *err);

/* SHA-256 of all that decides the verdicts: version of the program, days,
 * options, digests of inputs in their order.  False when OpenSSL fails. */
bool receipt_basis(const struct checked *c, char out[SHA256_HEX]);

/* An input by what it is; its bytes are to be found. */
struct receipt_input {
	const char *role, *name;
	uint8_t sha256[SHA256_SIZE];
};

struct receipt {
	const char *file;        /* in messages */
	const char *tool;        /* version of the program that wrote it */
	const char *tool_sha256; /* or "" */
	struct days days;
	bool as_if_in_force, all_items;
	struct recipe recipe; /* files, packs and assume are those of input */
	struct receipt_input *input; /* [ninput] */
	size_t ninput;
	struct str head, verdicts; /* its first line, and all others */
};

/* text must outlive it.  ST_SYNTAX, ST_SCHEMA at the line. */
enum status receipt_read(struct receipt *out, struct str text, const char *file,
    struct arena *a, struct error *err);

/* What the same receipt, computed again, says otherwise. */
struct receipt_match {
	const struct receipt *of;
	struct findings *f; /* each difference, as an error, up to a number */
	size_t lines, differ;
	size_t at;  /* bytes of of->verdicts that are behind us */
	char *line; /* the one that is being written */
	size_t used, cap;
	bool bad; /* memory ran out */
};
/* A stream for receipt_write(), that compares line by line.  NULL when memory
 * is out. */
FILE *receipt_match_open(
    struct receipt_match *m, const struct receipt *of, struct findings *f);
/* ST_VERIFY: it differs. */
enum status receipt_match_close(
    struct receipt_match *m, FILE *stream, struct error *err);

#endif
