/* SPDX-License-Identifier: Apache-2.0 */
/*
 * faulty - a file system under SQLite that fails when it is told to, and that
 * remembers what was written and what was synced.
 *
 * Each program includes it once and calls faulty_begin(): from then on every
 * database is opened through it.  Nothing is really synced, which makes runs
 * quick; what a power cut would have left is worked out from what was noted.
 */
#ifndef RETRACE_TESTS_FAULTY_H
#define RETRACE_TESTS_FAULTY_H

#include <check.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum fault {
	FAULT_NONE,
	FAULT_ERROR, /* the call fails with EIO */
	FAULT_FULL,  /* the disk is full */
	FAULT_SHORT, /* half is written, and the call fails */
	FAULT_BUSY   /* a lock that another process holds */
};

enum deed { DEED_WRITE, DEED_TRUNCATE, DEED_SYNC, DEED_CREATE, DEED_DELETE };

/* One change of a file: 0 the database, 1 its journal. */
struct deed_done {
	enum deed deed;
	int file;
	sqlite3_int64 at; /* or the new size */
	unsigned char *p; /* [n] */
	int n;
	bool durable; /* of a deletion: its folder was synced */
};

static struct {
	sqlite3_vfs vfs, *real;
	enum fault fault;
	bool for_ever; /* from the call on, or once */
	long at;       /* which call fails, from 0; -1: none */
	/* an audit reads by two threads */
	atomic_long calls;
	atomic_bool fired;
	bool noting;
	struct deed_done *done;
	size_t n, cap;
} faulty;

struct faulty_file {
	sqlite3_file base;
	int which;
	sqlite3_file *real;
};

static inline void
faulty_note(enum deed deed, int file, const void *p, int n, sqlite3_int64 at)
{
	struct deed_done *d;

	if (!faulty.noting)
		return;
	if (faulty.n == faulty.cap) {
		faulty.cap = 2 * faulty.cap + 64;
		faulty.done =
		    realloc(faulty.done, faulty.cap * sizeof(*faulty.done));
		ck_assert_ptr_nonnull(faulty.done);
	}
	d = &faulty.done[faulty.n++];
	*d = (struct deed_done){ deed, file, at, NULL, n, false };
	if (n > 0 && p != NULL) {
		d->p = malloc((size_t)n);
		ck_assert_ptr_nonnull(d->p);
		memcpy(d->p, p, (size_t)n);
	}
}

static inline void
faulty_forget(void)
{
	for (size_t i = 0; i < faulty.n; i++)
		free(faulty.done[i].p);
	free(faulty.done);
	faulty.done = NULL;
	faulty.n = faulty.cap = 0;
}

/* Does this call fail? */
static inline bool
faulty_now(void)
{
	long call = atomic_fetch_add(&faulty.calls, 1);
	bool now = faulty.at >= 0 &&
		   (call == faulty.at || (faulty.for_ever && call > faulty.at));

	if (now)
		faulty.fired = true;
	return now && faulty.fault != FAULT_BUSY;
}

static int
faulty_close(sqlite3_file *f)
{
	struct faulty_file *x = (struct faulty_file *)f;
	int rc = x->real->pMethods != NULL ? x->real->pMethods->xClose(x->real)
					   : SQLITE_OK;

	free(x->real);
	return rc;
}

static int
faulty_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at)
{
	struct faulty_file *x = (struct faulty_file *)f;

	if (faulty_now() && faulty.fault != FAULT_FULL)
		return SQLITE_IOERR_READ;
	return x->real->pMethods->xRead(x->real, p, n, at);
}

static int
faulty_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
	struct faulty_file *x = (struct faulty_file *)f;

	if (faulty_now()) {
		if (faulty.fault == FAULT_SHORT)
			x->real->pMethods->xWrite(x->real, p, n / 2, at);
		return faulty.fault == FAULT_FULL ? SQLITE_FULL
						  : SQLITE_IOERR_WRITE;
	}
	faulty_note(DEED_WRITE, x->which, p, n, at);
	return x->real->pMethods->xWrite(x->real, p, n, at);
}

static int
faulty_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	struct faulty_file *x = (struct faulty_file *)f;

	if (faulty_now())
		return SQLITE_IOERR_TRUNCATE;
	faulty_note(DEED_TRUNCATE, x->which, NULL, 0, size);
	return x->real->pMethods->xTruncate(x->real, size);
}

static int
faulty_sync(sqlite3_file *f, int flags)
{
	struct faulty_file *x = (struct faulty_file *)f;

	(void)flags;
	if (faulty_now())
		return SQLITE_IOERR_FSYNC;
	faulty_note(DEED_SYNC, x->which, NULL, 0, 0);
	return SQLITE_OK;
}

static int
faulty_size(sqlite3_file *f, sqlite3_int64 *size)
{
	struct faulty_file *x = (struct faulty_file *)f;

	if (faulty_now() && faulty.fault == FAULT_ERROR)
		return SQLITE_IOERR_FSTAT;
	return x->real->pMethods->xFileSize(x->real, size);
}

static int
faulty_lock(sqlite3_file *f, int level)
{
	struct faulty_file *x = (struct faulty_file *)f;

	if (faulty.fault == FAULT_BUSY && faulty.at >= 0 &&
	    level >= faulty.at) {
		faulty.fired = true;
		return SQLITE_BUSY;
	}
	return x->real->pMethods->xLock(x->real, level);
}

static int
faulty_unlock(sqlite3_file *f, int level)
{
	struct faulty_file *x = (struct faulty_file *)f;

	return x->real->pMethods->xUnlock(x->real, level);
}

static int
faulty_reserved(sqlite3_file *f, int *out)
{
	struct faulty_file *x = (struct faulty_file *)f;

	return x->real->pMethods->xCheckReservedLock(x->real, out);
}

static int
faulty_control(sqlite3_file *f, int op, void *arg)
{
	struct faulty_file *x = (struct faulty_file *)f;

	return x->real->pMethods->xFileControl(x->real, op, arg);
}

static int
faulty_sector(sqlite3_file *f)
{
	struct faulty_file *x = (struct faulty_file *)f;

	return x->real->pMethods->xSectorSize(x->real);
}

static int
faulty_device(sqlite3_file *f)
{
	struct faulty_file *x = (struct faulty_file *)f;

	return x->real->pMethods->xDeviceCharacteristics(x->real);
}

static const sqlite3_io_methods faulty_methods = { 1, faulty_close, faulty_read,
	faulty_write, faulty_truncate, faulty_sync, faulty_size, faulty_lock,
	faulty_unlock, faulty_reserved, faulty_control, faulty_sector,
	faulty_device, NULL, NULL, NULL, NULL, NULL, NULL };

static int
faulty_open(
    sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out)
{
	struct faulty_file *x = (struct faulty_file *)f;
	int there = 1, rc;

	(void)vfs;
	*x =
	    (struct faulty_file){ .which =
				      (flags & SQLITE_OPEN_MAIN_JOURNAL) != 0 };
	if (faulty_now())
		return faulty.fault == FAULT_FULL ? SQLITE_FULL
						  : SQLITE_CANTOPEN;
	if (x->which == 1 && name != NULL)
		faulty.real->xAccess(
		    faulty.real, name, SQLITE_ACCESS_EXISTS, &there);
	x->real = calloc(1, (size_t)faulty.real->szOsFile);
	ck_assert_ptr_nonnull(x->real);
	rc = faulty.real->xOpen(faulty.real, name, x->real, flags, out);
	if (rc == SQLITE_OK && there == 0)
		faulty_note(DEED_CREATE, 1, NULL, 0, 0);
	if (rc != SQLITE_OK)
		free(x->real);
	else
		x->base.pMethods = &faulty_methods;
	return rc;
}

static int
faulty_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
	(void)vfs;
	if (faulty_now())
		return SQLITE_IOERR_DELETE;
	faulty_note(DEED_DELETE, 1, NULL, 0, 0);
	if (faulty.noting)
		faulty.done[faulty.n - 1].durable = sync != 0;
	return faulty.real->xDelete(faulty.real, name, 0);
}

static int
faulty_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
	(void)vfs;
	return faulty.real->xAccess(faulty.real, name, flags, out);
}

static int
faulty_full(sqlite3_vfs *vfs, const char *name, int n, char *out)
{
	(void)vfs;
	return faulty.real->xFullPathname(faulty.real, name, n, out);
}

/* Who waits for a lock need not wait for real. */
static int
faulty_sleep(sqlite3_vfs *vfs, int us)
{
	(void)vfs;
	return faulty.fault == FAULT_BUSY
		   ? us
		   : faulty.real->xSleep(faulty.real, us);
}

static inline void
faulty_begin(void)
{
	faulty.real = sqlite3_vfs_find(NULL);
	faulty.vfs = *faulty.real;
	faulty.vfs.zName = "faulty";
	faulty.vfs.iVersion = 1;
	faulty.vfs.szOsFile = (int)sizeof(struct faulty_file);
	faulty.vfs.xOpen = faulty_open;
	faulty.vfs.xDelete = faulty_delete;
	faulty.vfs.xAccess = faulty_access;
	faulty.vfs.xFullPathname = faulty_full;
	faulty.vfs.xSleep = faulty_sleep;
	faulty.at = -1;
	ck_assert_int_eq(sqlite3_vfs_register(&faulty.vfs, 1), SQLITE_OK);
}

static inline void
faulty_set(enum fault fault, long at, bool for_ever)
{
	faulty.fault = fault;
	faulty.at = at;
	faulty.for_ever = for_ever;
	faulty.calls = 0;
	faulty.fired = false;
}

#endif
