/* SPDX-License-Identifier: Apache-2.0 */
/*
 * clock - how long the steps of a program take.
 *
 * Gives:  a line per step: its name, seconds by the clock on the wall,
 *         seconds of the processors; then "whole", and "kib", the most memory
 *         that was held; tests/bench/run makes the table of them
 * Memory: static; one clock per program
 *
 * Where others use the machine as well, the seconds of the processors tell
 * more of a program with one thread.
 */
#ifndef RETRACE_BENCH_CLOCK_H
#define RETRACE_BENCH_CLOCK_H

/* Starts the clock. */
void clock_begin(void);
/* Ends a step, and begins the next. */
void clock_step(const char *name);
void clock_print(void);

#endif
