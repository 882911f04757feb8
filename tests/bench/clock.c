/* SPDX-License-Identifier: Apache-2.0 */
/* clock - how long the steps of a program take; see clock.h. */
#include "tests/bench/clock.h"

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#define STEPS 32

struct moment {
	double wall, cpu; /* [s] */
};

static struct {
	const char *name;
	struct moment took;
} steps[STEPS];
static size_t nstep;
static struct moment last;

static double
seconds(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static struct moment
now(void)
{
	return (struct moment){ seconds(CLOCK_MONOTONIC),
		seconds(CLOCK_PROCESS_CPUTIME_ID) };
}

void
clock_begin(void)
{
	nstep = 0;
	last = now();
}

void
clock_step(const char *name)
{
	struct moment t = now();

	if (nstep < STEPS) {
		steps[nstep].name = name;
		steps[nstep].took.wall = t.wall - last.wall;
		steps[nstep++].took.cpu = t.cpu - last.cpu;
	}
	last = t;
}

void
clock_print(void)
{
	struct moment whole = { 0, 0 };
	struct rusage use;

	for (size_t i = 0; i < nstep; i++) {
		printf("%-10s %9.4f %9.4f\n", steps[i].name, steps[i].took.wall,
		    steps[i].took.cpu);
		whole.wall += steps[i].took.wall;
		whole.cpu += steps[i].took.cpu;
	}
	printf("%-10s %9.4f %9.4f\n", "whole", whole.wall, whole.cpu);
	getrusage(RUSAGE_SELF, &use);
	printf("%-10s %9ld\n", "kib", use.ru_maxrss);
}
