/* SPDX-License-Identifier: Apache-2.0 */
/*
 * log_ask LOG - what is asked of a log, one by one, with everything open.
 *
 * Prints lines "ask NAME MILLISECONDS FOUND": look-ups and proofs as the mean
 * of many, first pages of lists, of which there are fifty rows, as the median
 * of some.  Each row is read again in the log, as log list does.
 */
#include "core/base/xml.h"
#include "core/log/heads.h"
#include "core/log/index/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TIMES 2000
#define PAGES 9
#define PAGE 50

struct asking {
	struct auditlog *log;
	struct index *index;
	uint64_t size;
	uint64_t state; /* of the generator */
	struct error err;
};

static void
stop(const char *what)
{
	fprintf(stderr, "log_ask: %s\n", what);
	exit(1);
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static uint64_t
any(struct asking *k)
{
	k->state = k->state * 6364136223846793005u + 1442695040888963407u;
	return (k->state >> 16) % k->size;
}

static void
say(const char *name, double seconds, uint64_t found)
{
	printf("ask %s %.4f %llu\n", name, seconds * 1e3,
	    (unsigned long long)found);
}

/* The filing of an id, with its bytes; the ids are looked for before. */
static void
look_up(struct asking *k)
{
	static char id[TIMES][LEAF_ID_MAX + 1];
	struct arena a = { 0 };
	double at;

	for (int i = 0; i < TIMES; i++) {
		struct log_record r;

		if (auditlog_get_filing(k->log, any(k), &a, &r, &k->err) !=
		    ST_OK)
			stop(k->err.text);
		snprintf(id[i], sizeof(id[i]), "%.*s", STR_ARG(r.leaf.id));
		arena_free(&a);
	}
	at = now();
	for (int i = 0; i < TIMES; i++) {
		struct log_record r;
		uint64_t index;

		if (auditlog_find(k->log, str_of(id[i]), &index, &k->err) !=
			ST_OK ||
		    auditlog_get_filing(k->log, index, &a, &r, &k->err) !=
			ST_OK)
			stop(k->err.text);
		arena_free(&a);
	}
	say("look-up", (now() - at) / TIMES, TIMES);
}

/* That an entry is in the log, as log prove does. */
static void
prove(struct asking *k)
{
	static struct log_head head;
	struct arena a = { 0 };
	double at = now();

	for (int i = 0; i < TIMES; i++) {
		uint64_t index = any(k);
		struct str proof;

		if (heads_best(k->log, index, &a, &head, &k->err) != ST_OK ||
		    heads_prove(k->log, &head, index, &a, &proof, &k->err) !=
			ST_OK)
			stop(k->err.text);
		arena_free(&a);
	}
	say("prove", (now() - at) / TIMES, TIMES);
}

static bool
pass(void *ctx, const struct log_hit *hit)
{
	(void)hit;
	++*(uint64_t *)ctx;
	return true;
}

static int
by_time(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
list(struct asking *k, const char *name, const struct index_query *q,
    bool records)
{
	double took[PAGES];
	uint64_t found = 0;

	for (int i = 0; i < PAGES; i++) {
		struct log_search s = { .query = *q,
			.index = k->index,
			.limit = PAGE,
			.records = records };

		found = 0;
		took[i] = now();
		if (log_search(k->log, &s, pass, &found, &k->err) != ST_OK)
			stop(k->err.text);
		took[i] = now() - took[i];
	}
	qsort(took, PAGES, sizeof(took[0]), by_time);
	say(name, took[PAGES / 2], found);
}

#define CONDITIONS 3

static const struct {
	const char *name;
	struct index_condition c[CONDITIONS];
	size_t n;
	const char *element;
	double least;
	bool newest, records;
	const char *since;
} questions[] = {
	{ .name = "list-records", .records = true },
	{ .name = "list-newest", .records = true, .newest = true },
	{ .name = "list-whole" },
	{ .name = "list-since", .since = "2026-02-01T06", .records = true },
	{ .name = "list-kind",
	    .c = { { INDEX_KIND, STR("initial") } },
	    .n = 1 },
	{ .name = "list-part", .c = { { INDEX_PART, STR("SEN-10") } }, .n = 1 },
	{ .name = "list-verdict",
	    .c = { { INDEX_VERDICT, STR("triggered") },
		{ INDEX_RULES, STR("cn-trace") } },
	    .n = 2 },
	{ .name = "list-rare-country",
	    .c = { { INDEX_COUNTRY, STR("DK") } },
	    .n = 1,
	    .newest = true },
	{ .name = "list-country-amount",
	    .c = { { INDEX_COUNTRY, STR("NO") }, { INDEX_ORIGIN, STR("CN") } },
	    .n = 2,
	    .element = "Dy",
	    .least = 10 },
	{ .name = "list-amount", .element = "Dy", .least = 37.5 },
	{ .name = "list-common-not-rare",
	    .c = { { INDEX_COUNTRY, STR("DK") },
		{ INDEX_PART, STR("SEN-10") } },
	    .n = 2 },
	{ .name = "list-nothing",
	    .c = { { INDEX_VERDICT, STR("clear") },
		{ INDEX_COUNTRY, STR("DK") } },
	    .n = 2,
	    .newest = true },
	{ .name = "text-common",
	    .c = { { INDEX_WORDS, STR("Norway van") } },
	    .n = 1 },
	{ .name = "text-rare",
	    .c = { { INDEX_WORDS, STR("Bl\u00e5vogn") } },
	    .n = 1 },
	{ .name = "text-chinese",
	    .c = { { INDEX_WORDS, STR("\u7a00\u571f") } },
	    .n = 1,
	    .newest = true },
	{ .name = "text-start", .c = { { INDEX_WORDS, STR("b*") } }, .n = 1 },
	{ .name = "text-rare-and-common",
	    .c = { { INDEX_WORDS, STR("Norway") },
		{ INDEX_END_USER, STR("Bl\u00e5vogn") } },
	    .n = 2 },
	{ .name = "text-and-filter",
	    .c = { { INDEX_WORDS, STR("Norway") },
		{ INDEX_COUNTRY, STR("DK") } },
	    .n = 2 },
};

int
main(int argc, char **argv)
{
	static struct asking k = { .state = 1 };
	struct findings f = { 0 };
	struct arena a = { 0 };

	if (argc != 2) {
		fprintf(stderr, "log_ask LOG\n");
		return 64;
	}
	xml_start();
	if (auditlog_open(argv[1], AUDITLOG_READ, &k.log, &k.err) != ST_OK ||
	    index_use(index_path(&a, argv[1]), k.log, true, NULL, &k.index, &f,
		&k.err) != ST_OK)
		stop(k.err.text);
	if (k.index == NULL)
		stop("no index");
	k.size = index_size(k.index);
	look_up(&k);
	prove(&k);
	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++) {
		struct index_query q = { .condition = questions[i].c,
			.ncondition = questions[i].n,
			.newest = questions[i].newest,
			.since = str_of(questions[i].since) };

		if (questions[i].element != NULL)
			q.amount = (struct index_amount){
				.element = str_of(questions[i].element),
				.of_origin = true,
				.has_least = true,
				.least = questions[i].least
			};
		list(&k, questions[i].name, &q, questions[i].records);
	}
	index_close(k.index);
	auditlog_close(k.log);
	findings_free(&f);
	arena_free(&a);
	return 0;
}
