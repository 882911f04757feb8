/* SPDX-License-Identifier: Apache-2.0 */
/*
 * log_question - what a command line asks of a log.
 *
 * Reads:  log.h, core/log/index/search.h
 * Gives:  the options by which entries are chosen, and the log with its index
 *         opened for them
 * Memory: log_question_close()
 */
#ifndef RETRACE_LOG_QUESTION_H
#define RETRACE_LOG_QUESTION_H

#include "cmd/log.h"
#include "core/log/index/search.h"

/* The verbs of retrace log that ask. */
int log_list(struct session *s, int argc, char **argv);
int log_search_verb(struct session *s, int argc, char **argv);
int log_index(struct session *s, int argc, char **argv);
int log_replay(struct session *s, int argc, char **argv);

/* What is asked, as it was typed. */
struct log_question {
	const char *since, *until, *filing, *element, *least, *most, *after,
	    *limit;
	struct words kind, product, part, origin, rules, verdict, basis, filer,
	    exporter, consignee, end_user, end_use, destination, document,
	    signer, actor, party, number, result, input, refers;
	bool sure, of_origin, newest, no_index;
	/* After log_question_open(). */
	struct auditlog *log;
	struct index *index;               /* or NULL */
	const char *path;                  /* of the index */
	struct index_condition *condition; /* [search.query.ncondition] */
	size_t cap_condition;
	struct log_search search;
};

/* For tables: options by which entries are chosen; under: "rules", or what the
 * verb calls it. */
#define LOG_QUESTION_OPTIONS(q, under) \
	{ "since", '\0', OPTION_TEXT, &(q)->since, "TIME", \
		"from then on: 2026-11-01, or longer" }, \
	    { "until", '\0', OPTION_TEXT, &(q)->until, "TIME", \
		    "up to then, the day itself included" }, \
	    { "filing", '\0', OPTION_TEXT, &(q)->filing, "ID", \
		    "filings whose id begins so" }, \
	    { "kind", '\0', OPTION_LIST, &(q)->kind, "WORD", \
		    "of that kind: initial, amendment, answer, key, ..." }, \
	    { "product", '\0', OPTION_LIST, &(q)->product, "TEXT", \
		    "words of the product: number, maker, name, goods" }, \
	    { "part", '\0', OPTION_LIST, &(q)->part, "NUMBER", \
		    "a part number, of the product or of a part in it" }, \
	    { "element", '\0', OPTION_TEXT, &(q)->element, "SYMBOL", \
		    "that may hold that rare earth; sum: any" }, \
	    { "at-least", '\0', OPTION_TEXT, &(q)->least, "MASS", \
		    "with --element: so much of it, as 10g; per unit" }, \
	    { "at-most", '\0', OPTION_TEXT, &(q)->most, "MASS", \
		    "with --element: no more of it" }, \
	    { "sure", '\0', OPTION_FLAG, &(q)->sure, NULL, \
		    "with --element: surely so, not perhaps" }, \
	    { "of-origin", '\0', OPTION_FLAG, &(q)->of_origin, NULL, \
		    "with --element: of the origin that the rules count" }, \
	    { "origin", '\0', OPTION_LIST, &(q)->origin, "COUNTRY", \
		    "where a rare earth in it may be from, as CN" }, \
	    { under, '\0', OPTION_LIST, &(q)->rules, "NAME", \
		    "pack, \"PACK VERSION\", rule, PACK/RULE, file, digest" }, \
	    { "verdict", '\0', OPTION_LIST, &(q)->verdict, "WORD", \
		    "triggered, undecided, clear, or an outcome" }, \
	    { "basis", '\0', OPTION_LIST, &(q)->basis, "WORD", \
		    "triggered, precautionary, exempt, none" }, \
	    { "filer", '\0', OPTION_LIST, &(q)->filer, "TEXT", \
		    "words of who filed" }, \
	    { "exporter", '\0', OPTION_LIST, &(q)->exporter, "TEXT", \
		    "words of the exporter" }, \
	    { "consignee", '\0', OPTION_LIST, &(q)->consignee, "TEXT", \
		    "words of the consignee" }, \
	    { "end-user", '\0', OPTION_LIST, &(q)->end_user, "TEXT", \
		    "words of the end user" }, \
	    { "end-use", '\0', OPTION_LIST, &(q)->end_use, "TEXT", \
		    "words of the end use" }, \
	    { "destination", '\0', OPTION_LIST, &(q)->destination, "TEXT", \
		    "a country of the way, as NO, or words of a company" }, \
	    { "signer", '\0', OPTION_LIST, &(q)->signer, "TEXT", \
		    "words of who signed, or his certificate's digest" }, \
	    { "actor", '\0', OPTION_LIST, &(q)->actor, "TEXT", \
		    "words of who did it, as its record names him" }, \
	    { "party", '\0', OPTION_LIST, &(q)->party, "TEXT", \
		    "events from or to somebody: words of his name" }, \
	    { "number", '\0', OPTION_LIST, &(q)->number, "TEXT", \
		    "events with a document of that number" }, \
	    { "result", '\0', OPTION_LIST, &(q)->result, "TEXT", \
		    "words of what an authority or a check answered" }, \
	    { "document", '\0', OPTION_LIST, &(q)->document, "TEXT", \
		    "words of a declaration, its supplier or its file" }, \
	    { "input", '\0', OPTION_LIST, &(q)->input, "FILE|DIGEST", \
		    "that rest on this file, or keep it" }, \
	    { "refers-to", '\0', OPTION_LIST, &(q)->refers, "ID", \
		    "that change, answer or name that entry" }, \
	{ \
		"no-index", '\0', OPTION_FLAG, &(q)->no_index, NULL, \
		    "go through every entry, whatever an index says" \
	}

/* For tables: options by which they are given page by page. */
#define LOG_PAGE_OPTIONS(q) \
	{ "newest-first", '\0', OPTION_FLAG, &(q)->newest, NULL, \
		"from the end of the log" }, \
	    { "limit", '\0', OPTION_TEXT, &(q)->limit, "N", \
		    "at most so many" }, \
	{ \
		"after", '\0', OPTION_TEXT, &(q)->after, "ENTRY", \
		    "go on behind that entry" \
	}

/* Understands the options; opens log and index. */
enum status log_question_open(struct session *s, struct log_question *q,
    const char *path, struct error *err);
/* Also what words are looked for anywhere. */
enum status log_question_add(struct log_question *q, enum index_field field,
    struct str value, struct error *err);
/* log_search() and what its reader should know of it. */
enum status log_question_run(struct session *s, struct log_question *q,
    log_found visit, void *ctx, struct error *err);
void log_question_close(struct log_question *q);

/* Before the rows of an answer: what begins a page of HTML, or a JSON document
 * with its array "rows", which is left open. */
void log_rows_begin(const struct page *page, struct json *j,
    const struct auditlog *log, const char *command, struct str title);

#endif
