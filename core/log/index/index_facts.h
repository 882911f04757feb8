/* SPDX-License-Identifier: Apache-2.0 */
/*
 * index_facts - what is put of one entry, and how.
 *
 * Reads:  index_own.h
 * Gives:  struct facts, and the parts of a reader of filings: what people fill
 *         in (index_party.c), what it says of products (index_content.c)
 * Memory: texts lie in the arena of the facts
 *
 * Without an index no row, term or word is put, and the facts alone are filled.
 */
#ifndef RETRACE_INDEX_FACTS_H
#define RETRACE_INDEX_FACTS_H

#include "core/log/index/index_own.h"

#include <libxml/tree.h>

/* What one entry has so far. */
struct facts {
	struct index *x; /* or NULL */
	uint64_t entry;
	struct error *err;
	struct arena *a;
	struct intern seen; /* rows that are there already */
	int n[IX_SQLS];     /* rows of each table */
	struct str kind, basis, as_of, created, hypothetical, filer, exporter,
	    consignee, end_user, end_use, destination, signer, signer_sha256;
	struct str verdict;     /* the gravest by law */
	const xmlNode *content; /* the last one, or NULL */
	int ncontent;
};

/* .p NULL: it has none. */
struct str facts_attr(struct facts *f, const xmlNode *node, const char *name);
bool facts_named(const xmlNode *node, const char *name);
/* Text of the child of that name and, unless NULL, language, as one line; .p
 * NULL if it is blank. */
struct str facts_child_text(
    struct facts *f, const xmlNode *node, const char *name, const char *lang);
/* "English / Chinese", as far as there are both. */
struct str facts_both_languages(
    struct facts *f, const xmlNode *node, const char *name);
/* Several texts as one, with `sep` between those that are there. */
struct str facts_join(
    struct facts *f, const struct str *list, size_t n, const char *sep);
/* A number in decimal, rounded down as in the tables; `absent`: none. */
double facts_number(
    struct facts *f, const xmlNode *node, const char *name, double absent);

void facts_words(struct facts *f, enum index_column column, struct str text);
void facts_term(struct facts *f, const char *field, struct str value);
/* Was this said of the entry before?  Memory that is out says no. */
bool facts_is_new(struct facts *f, const struct str *list, size_t n);
/* A statement, ready for its values; NULL: nothing is to be put. */
sqlite3_stmt *facts_ready(struct facts *f, enum index_sql table);
/* The next row of a table: entry and number are bound. */
sqlite3_stmt *facts_row(struct facts *f, enum index_sql table);
/* Both ends of an interval from place n on; one without end is NULL. */
void facts_bind_ends(
    struct facts *f, sqlite3_stmt *st, int n, const xmlNode *interval);

/* An element, if it is one of those that tell what a product holds. */
void facts_put_content(struct facts *f, const xmlNode *node);
/* The same of blocks that people fill in; true: all below has been taken. */
bool facts_put_party(struct facts *f, const xmlNode *node);
/* Who signed, as his certificate names him. */
void facts_put_signer(struct facts *f, const xmlNode *signature);

#endif
