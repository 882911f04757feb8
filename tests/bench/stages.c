/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stages - how long each stage takes on a given product.
 *
 *	stages FILE...
 *
 * Prints one line per stage: seconds, and the seconds as a share of the
 * whole, so that runs on different machines can be compared.
 */
#include "core/base/xml.h"
#include "core/bom/link.h"
#include "core/bom/read.h"
#include "core/rules/judge.h"
#include "core/trace/explain.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#define STEPS 16

static struct {
	const char *name;
	double seconds;
} steps[STEPS];
static size_t nstep;
static double last;

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
step(const char *name)
{
	double t = now();

	steps[nstep].name = name;
	steps[nstep++].seconds = t - last;
	last = now();
}

static void
stop(const struct findings *f, const struct error *err)
{
	fprintf(
	    stderr, "stages: %s\n", f->errors > 0 ? f->first.text : err->text);
	exit(1);
}

static void
print_steps(const struct bom *b)
{
	double all = 0;
	struct rusage use;

	for (size_t i = 0; i < nstep; i++)
		all += steps[i].seconds;
	for (size_t i = 0; i < nstep; i++)
		printf("%-8s %8.3f s %5.1f %%\n", steps[i].name,
		    steps[i].seconds, 100 * steps[i].seconds / all);
	getrusage(RUSAGE_SELF, &use);
	printf("%-8s %8.3f s, %zu items, %zu uses, %ld MiB at most\n", "whole",
	    all, b->nitem, b->nuse, use.ru_maxrss / 1024);
}

int
main(int argc, char **argv)
{
	struct substance_table chem;
	struct findings f = { 0 };
	struct error err = { 0 };
	struct arena mem = { 0 };
	struct rulebook book;
	struct judgement judgement;
	struct explanation why;
	struct pack pack;
	const struct pack *packs[] = { &pack };
	struct compile_options options = { .report = true };
	struct trace *trace;
	struct evidence evidence;
	enum format found;
	struct bom bom;
	uint32_t root = 0;

	xml_start();
	last = now();
	if (!bom_init(&bom) ||
	    substance_table_init(&chem, &mem, &err) != ST_OK ||
	    pack_open(&pack, "cn-trace", &f) != ST_OK)
		stop(&f, &err);
	step("start");
	for (int i = 1; i < argc; i++)
		if (bom_read(&bom, &chem, argv[i], &found, &f) != ST_OK)
			stop(&f, &err);
	step("read");
	if (bom_link(&bom, DATE_NONE, &f) != ST_OK)
		stop(&f, &err);
	step("link");
	if (rulebook_compile(&book, packs, 1, &bom, &options, &err) != ST_OK)
		stop(&f, &err);
	step("compile");
	if (trace_run(&bom, &book.plan, 2, &trace, &f, &err) != ST_OK)
		stop(&f, &err);
	step("trace");
	evidence = evidence_of(trace);
	if (judge(&judgement, &book, &bom, &evidence, &err) != ST_OK)
		stop(&f, &err);
	step("judge");
	while (bom.is_child[root])
		root++;
	if (explain_item(trace, COLUMN_CHANNEL(0), root, &why, &err) != ST_OK)
		stop(&f, &err);
	step("explain");
	print_steps(&bom);
	explanation_free(&why);
	judgement_free(&judgement);
	trace_free(trace);
	rulebook_free(&book);
	pack_free(&pack);
	bom_free(&bom);
	arena_free(&mem);
	findings_free(&f);
	return 0;
}
