/* SPDX-License-Identifier: Apache-2.0 */
/*
 * both - a log that is verified twice, by one thread and by several; a test
 * that includes it is linked with --wrap=pthread_create.
 *
 * Reads:  logfix.h
 * Gives:  both_audit() as auditlog_verify(), both_verify() as fix_verify()
 */
#ifndef RETRACE_TEST_BOTH_H
#define RETRACE_TEST_BOTH_H

#include "tests/unit/logfix.h"

#include <errno.h>
#include <pthread.h>

/* No second thread can be had. */
static bool alone;

int __real_pthread_create(pthread_t *thread, const pthread_attr_t *how,
    void *(*start)(void *), void *arg);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *how,
    void *(*start)(void *), void *arg);

int
__wrap_pthread_create(pthread_t *thread, const pthread_attr_t *how,
    void *(*start)(void *), void *arg)
{
	return alone ? EAGAIN : __real_pthread_create(thread, how, start, arg);
}

/* One thread says the same as several, in the same order. */
static inline enum status
both_audit(const char *path, struct log_audit *audit, struct findings *f)
{
	struct log_audit other = *audit;
	struct findings g = { 0 };
	const size_t before = f->n;
	enum status st, one;

	alone = true;
	one = auditlog_verify(path, &other, &g);
	alone = false;
	st = auditlog_verify(path, audit, f);
	ck_assert_int_eq(st, one);
	ck_assert_uint_eq(f->n - before, g.n);
	for (size_t i = 0; i < g.n; i++) {
		ck_assert_int_eq(f->list[before + i].sev, g.list[i].sev);
		ck_assert_int_eq(f->list[before + i].code, g.list[i].code);
		ck_assert_str_eq(f->list[before + i].text, g.list[i].text);
	}
	ck_assert_uint_eq(audit->entries, other.entries);
	ck_assert_uint_eq(audit->checkpoints, other.checkpoints);
	ck_assert_uint_eq(audit->blobs, other.blobs);
	ck_assert_mem_eq(&audit->head, &other.head, sizeof(other.head));
	findings_free(&g);
	return st;
}

static inline enum status
both_verify(
    const char *path, const char *key, const char *known, struct findings *f)
{
	struct log_audit audit = { .vkey = str_of(key),
		.known = str_of(known) };

	return both_audit(path, &audit, f);
}

#endif
