/* SPDX-License-Identifier: Apache-2.0 */
/*
 * assuming - the verdicts with what the officer takes for granted.
 *
 * Reads:  session.h, core/bom/link/assume.h
 * Gives:  the steps of session.c for --assume: read, apply, judge beside the
 *         law; without that option they do nothing
 * Memory: in the session; assuming_close()
 */
#ifndef RETRACE_ASSUMING_H
#define RETRACE_ASSUMING_H

#include "cmd/session.h"
#include "core/report/checked.h"

/* The files, before the bom is linked; faults go to s->findings. */
void assuming_read(struct session *s);
/* The product with the assumptions, once it is linked. */
void assuming_apply(struct session *s);
/* Amounts of it, after those by the documents. */
enum status assuming_add_up(
    struct session *s, unsigned threads, struct error *err);
/* Amounts and verdicts of it, after those of the law. */
enum status assuming_judge(
    struct session *s, unsigned threads, struct error *err);
/* Makes a result that of the product with the assumptions, if there are. */
void assuming_replace(const struct session *s, struct checked *c);
void assuming_close(struct session *s);

#endif
