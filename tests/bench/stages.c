/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stages - how long each stage takes on a given product.
 *
 *	stages [-t THREADS] [-r] [-w] [-a ANSWERS.csv] [-p PACK]... FILE...
 *
 * From files to the verdicts of all items, as `retrace check` has them.  With
 * -r it reads and does no more; with -p a rule pack is named, several one after
 * the other; with -w each element is rolled up too, all of it and what is of
 * Chinese origin, and with -a the least of them is written for each item, as
 * the peers do.
 */
#include "core/base/xml.h"
#include "core/bom/link/link.h"
#include "core/bom/read.h"
#include "core/rules/judge.h"
#include "tests/bench/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define PACKS 16

struct bench {
	struct substance_table chem;
	struct findings f;
	struct error err;
	struct arena mem;
	struct rulebook book;
	struct judgement judgement;
	const char *name[PACKS]; /* [npack] */
	struct pack pack[PACKS];
	size_t npack;
	struct trace *trace;
	struct bom bom;
	unsigned threads;
	bool wide, read_only;
};

static void
stop(const struct bench *s)
{
	fprintf(stderr, "stages: %s\n",
	    s->f.errors > 0 ? s->f.first.text : s->err.text);
	exit(1);
}

static void
run(struct bench *s, char **file, int n)
{
	const struct pack *packs[PACKS];
	const struct compile_options options = { .report = s->wide };
	struct evidence evidence;
	enum format found;

	if (!bom_init(&s->bom) ||
	    substance_table_init(&s->chem, &s->mem, &s->err) != ST_OK)
		stop(s);
	for (size_t i = 0; i < s->npack; i++) {
		if (pack_open(&s->pack[i], s->name[i], &s->f) != ST_OK)
			stop(s);
		packs[i] = &s->pack[i];
	}
	clock_step("start");
	for (int i = 0; i < n; i++)
		if (bom_read(&s->bom, &s->chem, file[i], &found, &s->f) !=
		    ST_OK)
			stop(s);
	clock_step("read");
	if (s->read_only)
		return;
	if (bom_link(&s->bom, date_of(date_now()), &s->f) != ST_OK)
		stop(s);
	clock_step("link");
	if (rulebook_compile(
		&s->book, packs, s->npack, &s->bom, &options, &s->err) != ST_OK)
		stop(s);
	clock_step("compile");
	if (trace_run(&s->bom, &s->book.plan, s->threads, &s->trace, &s->f,
		&s->err) != ST_OK)
		stop(s);
	clock_step("trace");
	evidence = evidence_of(s->trace);
	if (judge(&s->judgement, &s->book, &s->bom, &evidence, &s->err) !=
	    ST_OK)
		stop(s);
	clock_step("judge");
}

static void
put_answers(const struct bench *s, const char *path)
{
	const struct report_columns *r = &s->book.report;
	FILE *f = fopen(path, "w");

	if (f == NULL) {
		perror(path);
		exit(1);
	}
	for (uint32_t i = 0; i < s->bom.nitem; i++)
		for (int e = 0; e < NELEM; e++) {
			struct bounds every, cn;

			trace_bounds(s->trace, r->every[e], i, &every);
			trace_bounds(s->trace, r->origin[e], i, &cn);
			if (every.lo > 0)
				fprintf(f, "%.*s,%s,%.17g,%.17g\n",
				    STR_ARG(bom_part(&s->bom, i)),
				    element_at(e)->symbol, every.lo, cn.lo);
		}
	if (fclose(f) != 0)
		exit(1);
}

int
main(int argc, char **argv)
{
	static struct bench s = { .threads = 1 };
	const char *answers = NULL;
	int c;

	while ((c = getopt(argc, argv, "t:rwa:p:")) != -1) {
		if (c == 't')
			s.threads = (unsigned)strtoul(optarg, NULL, 10);
		else if (c == 'r')
			s.read_only = true;
		else if (c == 'w')
			s.wide = true;
		else if (c == 'a')
			answers = optarg;
		else if (c == 'p' && s.npack < PACKS)
			s.name[s.npack++] = optarg;
		else
			return 64;
	}
	if (s.npack == 0)
		s.name[s.npack++] = "cn-trace";
	xml_start();
	clock_begin();
	run(&s, argv + optind, argc - optind);
	clock_print();
	printf("%-10s %9zu\n%-10s %9zu\n%-10s %9zu\n%-10s %9zu\n", "items",
	    s.bom.nitem, "uses", s.bom.nuse, "columns",
	    s.book.plan.nchannel + s.book.plan.nmargin, "rows",
	    s.trace != NULL ? trace_rows(s.trace) : 0);
	if (answers != NULL && s.trace != NULL && s.wide)
		put_answers(&s, answers);
	judgement_free(&s.judgement);
	trace_free(s.trace);
	rulebook_free(&s.book);
	while (s.npack > 0)
		pack_free(&s.pack[--s.npack]);
	bom_free(&s.bom);
	arena_free(&s.mem);
	findings_free(&s.f);
	return 0;
}
