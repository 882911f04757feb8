/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_guard - what lies beside the log, and who may write it; see
 * store_sqlite.h.
 *
 * A writer that was killed leaves LOG-journal, and SQLite plays back into the
 * log whatever file has that name.  So a small file system stands between the
 * two: when SQLite opens a journal to play it back, with the log locked, it is
 * asked first whether that can be the journal of this log's last writer.  It
 * must belong to the owner of the log and be writable by nobody else, have one
 * name, and speak of this very state of this log: its page size, its count of
 * pages, its count of changes.
 *
 * What this cannot show: that the owner did not make it up.  But the owner can
 * write the log itself, and that is the matter of an audit with a checkpoint
 * from elsewhere.
 */
#include "core/log/store/store_sqlite.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

/* The header of a journal: numbers of four bytes behind its magic. */
#define JOURNAL_HEADER 28
#define RECORDS_AT 8 /* in this part; all ones: up to the end of the file */
#define PAGES_AT 16  /* of the log before the transaction */
#define SECTOR_AT 20 /* [bytes] parts start at multiples of it */
#define PAGE_SIZE_AT 24
#define TO_THE_END UINT32_MAX

static const unsigned char journal_magic[8] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20,
	0xa1, 0x63, 0xd7 };

/* ---- who may write it ---- */

/* File systems on which every file has the same permissions, whatever chmod
 * says: sticks and shares.  Numbers of linux/magic.h and of their drivers. */
bool
store_kind_keeps_modes(long type)
{
	static const long without[] = {
		0x4d44,     /* FAT */
		0x2011bab0, /* exFAT */
		0x5346544e, /* NTFS */
		0x7366746e, /* NTFS, the newer driver */
		0x65735546, /* FUSE, as NTFS and exFAT are often read */
		0x517b,     /* SMB */
		0xff534d42, /* CIFS */
		0xfe534d42, /* SMB 2 */
		0x01021997, /* 9P: folders of the host of a virtual machine */
	};

	for (size_t i = 0; i < sizeof(without) / sizeof(without[0]); i++)
		if ((uint32_t)type == (uint32_t)without[i])
			return false;
	return true;
}

/* Does a mode say anything here?  Not where nobody can write at all. */
static bool
keeps_modes(const char *path)
{
	struct statfs fs;
	struct statvfs how;

	if (statfs(path, &fs) != 0 || statvfs(path, &how) != 0)
		return true;
	return (how.f_flag & ST_RDONLY) == 0 &&
	       store_kind_keeps_modes((long)fs.f_type);
}

static bool
is_loose(const char *path, const struct stat *sb)
{
	return (sb->st_mode & (S_IWGRP | S_IWOTH)) != 0 && keeps_modes(path);
}

/*
 * store_guard_files - the log and what lies beside it, before SQLite looks.
 *
 * In:	s->real  the log, which is a file with these properties
 * Err:	ST_KEY: others may write the log; ST_VERIFY: changes lie beside it
 *	that this program did not make
 */
enum status
store_guard_files(
    const struct store *s, const struct stat *sb, struct error *err)
{
	static const char *const suffixes[] = { "-wal", "-shm" };
	const struct pos at = { s->path, 0, 0 };
	char name[PATH_MAX + 8];
	struct stat beside;

	if (is_loose(s->real, sb))
		return error_set(err, ST_KEY, at,
		    "others than its owner can write it (mode %03o): expected "
		    "mode 600, or 640 to let a group read: chmod 600 sets it",
		    (unsigned)sb->st_mode & 0777u);
	for (size_t i = 0; i < 2; i++) {
		snprintf(name, sizeof(name), "%s%s", s->real, suffixes[i]);
		if (lstat(name, &beside) == 0)
			return error_set(err, ST_VERIFY, at,
			    "another program left LOG%s beside it, which may "
			    "hold changes: move that file away, keep it, and "
			    "run retrace log verify",
			    suffixes[i]);
	}
	return ST_OK;
}

/* ---- the journal ---- */

/* Remembers why, for store_refuse(). */
static int
refuse(struct store *s, const char *why)
{
	s->refusal = (struct error){ 0 };
	error_set(&s->refusal, ST_VERIFY, pos_none,
	    "LOG-journal beside it is not that of its last writer: %s: move "
	    "that file away, keep it, and run retrace log verify",
	    why);
	return SQLITE_CANTOPEN;
}

static int
refuse_mode(struct store *s)
{
	s->refusal = (struct error){ 0 };
	error_set(&s->refusal, ST_SCHEMA, pos_none,
	    "the journal mode is \"wal\", which another program has set: "
	    "expected \"delete\", as the next filing sets it back");
	return SQLITE_CANTOPEN;
}

/* The file itself: whose is it, and is it one? */
static int
check_owner(struct store *s, const char *name)
{
	struct stat log, sb;

	if (lstat(name, &sb) != 0)
		return SQLITE_OK;
	if (lstat(s->real, &log) != 0)
		return SQLITE_CANTOPEN;
	if (!S_ISREG(sb.st_mode))
		return refuse(s, "not a file");
	if (sb.st_nlink != 1)
		return refuse(s, "it has more than one name");
	if (sb.st_uid != log.st_uid && sb.st_uid != 0)
		return refuse(s, "it is of another owner");
	if (is_loose(name, &sb))
		return refuse(s, "others can write it");
	return SQLITE_OK;
}

static int
read_at(sqlite3_file *f, sqlite3_int64 at, unsigned char *p, int n)
{
	return f->pMethods->xRead(f, p, n, at);
}

/* A page 1 that the journal brings back: of this log, one change ago or none?
 */
static const char *
check_first_page(const unsigned char *old, const unsigned char *now)
{
	const uint32_t before = store_u32(old + STORE_CHANGES_AT);
	const uint32_t after = store_u32(now + STORE_CHANGES_AT);

	if (store_u32(old + STORE_APPLICATION_AT) != STORE_APPLICATION_ID)
		return "it is that of another program";
	if (after != before && after != before + 1)
		return "it is of another log, or of another time";
	return NULL;
}

/* The pages that it brings back, part by part; first: the page 1 that will
 * then be there. */
static int
walk(sqlite3_file *f, sqlite3_int64 size, const unsigned char *now,
    unsigned char first[STORE_HEADER], const char **why)
{
	unsigned char head[JOURNAL_HEADER], number[4];
	sqlite3_int64 at = 0, step = 0, sector = 0;
	int rc = SQLITE_OK;

	while (rc == SQLITE_OK && at + JOURNAL_HEADER <= size) {
		uint32_t n;

		rc = read_at(f, at, head, JOURNAL_HEADER);
		if (rc != SQLITE_OK ||
		    memcmp(head, journal_magic, sizeof(journal_magic)) != 0)
			break;
		if (at == 0) {
			sector = store_u32(head + SECTOR_AT);
			step =
			    (sqlite3_int64)store_u32(head + PAGE_SIZE_AT) + 8;
		}
		n = store_u32(head + RECORDS_AT);
		at += sector;
		if (n == TO_THE_END)
			n = (uint32_t)((size - at) / step);
		for (; n > 0 && at + step <= size; n--, at += step) {
			rc = read_at(f, at, number, 4);
			if (rc == SQLITE_OK && store_u32(number) == 1)
				rc = read_at(f, at + 4, first, STORE_HEADER);
			if (rc != SQLITE_OK)
				return rc;
			if (store_u32(number) == 1 &&
			    (*why = check_first_page(first, now)) != NULL)
				return SQLITE_OK;
		}
		at = (at + sector - 1) / sector * sector;
	}
	return rc;
}

/* What it says: of this log, in the state in which it is? */
static int
check_content(struct store *s, sqlite3_file *f)
{
	unsigned char now[STORE_HEADER], first[STORE_HEADER];
	unsigned char head[JOURNAL_HEADER], tail[8];
	const char *why = NULL;
	sqlite3_int64 size = 0;
	uint32_t sector;
	int rc = f->pMethods->xFileSize(f, &size);

	if (rc == SQLITE_OK && size < JOURNAL_HEADER)
		return SQLITE_OK; /* SQLite finds nothing to play back */
	if (rc == SQLITE_OK)
		rc = read_at(f, 0, head, JOURNAL_HEADER);
	if (rc == SQLITE_OK)
		rc = read_at(f, size - 8, tail, 8);
	if (rc == SQLITE_OK)
		rc = read_at(s->file, 0, now, STORE_HEADER);
	if (rc != SQLITE_OK)
		return rc;
	if (memcmp(head, journal_magic, sizeof(journal_magic)) != 0)
		return SQLITE_OK; /* nor here */
	if (memcmp(tail, journal_magic, sizeof(journal_magic)) == 0)
		return refuse(s, "it speaks of several databases");
	sector = store_u32(head + SECTOR_AT);
	if (store_page_size(now) != store_u32(head + PAGE_SIZE_AT) ||
	    sector < 32 || sector > 65536 || (sector & (sector - 1)) != 0)
		return refuse(s, "its pages are of another size");
	memcpy(first, now, STORE_HEADER);
	rc = walk(f, size, now, first, &why);
	if (rc != SQLITE_OK)
		return rc;
	if (why == NULL &&
	    store_u32(head + PAGES_AT) != store_u32(first + STORE_PAGES_AT))
		why = "it would make the log shorter or longer than it was";
	return why != NULL ? refuse(s, why) : SQLITE_OK;
}

/* ---- the file system between SQLite and the disk ---- */

static int
guarded_open(
    sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out)
{
	struct store *s = ((struct store_guard *)vfs)->store;
	sqlite3_vfs *base = ((struct store_guard *)vfs)->base;
	const bool journal = (flags & SQLITE_OPEN_MAIN_JOURNAL) != 0;
	struct stat sb;
	int rc;

	f->pMethods = NULL;
	if (name == NULL) {
		store_scratch_open(f);
		if (out != NULL)
			*out = flags;
		return SQLITE_OK;
	}
	/* A writer sets the mode back; to look alone would leave files. */
	if ((flags & SQLITE_OPEN_WAL) != 0 &&
	    (s->mode != STORE_WRITE || lstat(name, &sb) == 0))
		return refuse_mode(s);
	if ((flags & SQLITE_OPEN_SUPER_JOURNAL) != 0)
		return SQLITE_CANTOPEN;
	if (journal && (rc = check_owner(s, name)) != SQLITE_OK)
		return rc;
	rc = base->xOpen(base, name, f, flags, out);
	if (rc == SQLITE_OK && (flags & SQLITE_OPEN_MAIN_DB) != 0)
		s->file = f;
	if (s->file == f && rc == SQLITE_OK && s->mode == STORE_WRITE)
		store_ahead(&s->ahead, f);
	if (rc != SQLITE_OK || !journal || (flags & SQLITE_OPEN_READWRITE) == 0)
		return rc;
	rc = check_owner(s, name);
	/* Only a journal that is to be played back is opened unmade. */
	if (rc == SQLITE_OK && (flags & SQLITE_OPEN_CREATE) == 0)
		rc = check_content(s, f);
	if (rc != SQLITE_OK) {
		f->pMethods->xClose(f);
		f->pMethods = NULL;
	}
	return rc;
}

/* Opens s->real as s->db, guarded. */
int
store_guard_open(struct store *s, int flags)
{
	struct store_guard *g = &s->guard;
	int rc;

	g->base = sqlite3_vfs_find(NULL);
	if (g->base == NULL)
		return SQLITE_ERROR;
	g->vfs = *g->base;
	g->store = s;
	g->vfs.pNext = NULL;
	g->vfs.zName = g->name;
	g->vfs.xOpen = guarded_open;
	g->vfs.szOsFile = store_scratch_bytes(g->base->szOsFile);
	snprintf(g->name, sizeof(g->name), "retrace-%p", (void *)s);
	/* The connection keeps it; the list has it only while one is made. */
	rc = sqlite3_vfs_register(&g->vfs, 0);
	if (rc == SQLITE_OK) {
		rc = sqlite3_open_v2(s->real, &s->db, flags, g->name);
		sqlite3_vfs_unregister(&g->vfs);
	}
	return rc;
}
