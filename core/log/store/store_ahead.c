/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_ahead - what is written of a large group goes to the disk while the
 * rest of it is made; see store_sqlite.h.
 *
 * A commit waits until the disk has all its pages.  Where SQLite hands many of
 * them over, the disk is asked to begin, on a thread, after each piece.  That
 * promises nothing and changes no order: SQLite writes to the log only when
 * the journal is on the disk, and its own sync still waits for all.  A thread
 * that met an error has taken it from the system, which tells it once: so the
 * next sync gives it.
 */
#include "core/log/store/store_sqlite.h"

#include <stddef.h>

#define PIECE ((int64_t)4 << 20) /* [bytes] worth a thread */

/* SQLite knows of a file only where its methods are. */
static struct store_ahead *
ahead_of(sqlite3_file *f)
{
	const char *methods = (const char *)f->pMethods;

	return (struct store_ahead *)(methods -
				      offsetof(struct store_ahead, methods));
}

static void *
sync_piece(void *arg)
{
	struct store_ahead *x = arg;
	int rc =
	    x->base->xSync(x->file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);

	if (rc != SQLITE_OK)
		x->failed = rc;
	atomic_store(&x->idle, true);
	return NULL;
}

/* The thread is there no longer. */
static void
finish(struct store_ahead *x)
{
	if (x->running)
		pthread_join(x->thread, NULL);
	x->running = false;
}

static int
ahead_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
	struct store_ahead *x = ahead_of(f);
	int rc = x->base->xWrite(f, from, n, at);

	x->written += n;
	if (rc != SQLITE_OK || x->written < PIECE ||
	    (x->running && !atomic_load(&x->idle)))
		return rc;
	finish(x);
	x->written = 0;
	atomic_store(&x->idle, false);
	x->running = pthread_create(&x->thread, NULL, sync_piece, x) == 0;
	return SQLITE_OK;
}

static int
ahead_sync(sqlite3_file *f, int how)
{
	struct store_ahead *x = ahead_of(f);
	int rc;

	finish(x);
	x->written = 0;
	rc = x->failed;
	x->failed = SQLITE_OK;
	return rc != SQLITE_OK ? rc : x->base->xSync(f, how);
}

static int
ahead_close(sqlite3_file *f)
{
	struct store_ahead *x = ahead_of(f);

	finish(x);
	return x->base->xClose(f);
}

void
store_ahead(struct store_ahead *x, sqlite3_file *f)
{
	*x = (struct store_ahead){
		.methods = *f->pMethods, .base = f->pMethods, .file = f
	};
	x->methods.xWrite = ahead_write;
	x->methods.xSync = ahead_sync;
	x->methods.xClose = ahead_close;
	f->pMethods = &x->methods;
}
