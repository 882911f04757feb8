/* SPDX-License-Identifier: Apache-2.0 */
/*
 * prop_store_faults - the file system fails at every call of an append, and
 * the power is cut after each: nothing that was acknowledged is missing, and
 * the log holds.
 */
#include "core/log/store/store.h"
#include "tests/unit/faulty.h"
#include "tests/unit/logfix.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define BEFORE 3

static char good[300], vkey[NOTE_VKEY_TEXT], newest[1000];
static struct bytes first; /* the bytes of good */

static void
make_good(void)
{
	struct error err = { 0 };

	snprintf(good, sizeof(good), "%s", fix_path("good"));
	fix_log(good, BEFORE, vkey);
	fix_checkpoint(good, newest);
	fix_copy(fix_path("good.key"), fix_path("again.key"));
	ck_assert_int_eq(file_load(good, (size_t)1 << 24, &first, &err), ST_OK);
	faulty_begin();
}

/* Nobody waits for a disk here. */
static void
quick_write(const char *path, const void *p, size_t n)
{
	FILE *f = fopen(path, "wb");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(p, 1, n, f), n);
	ck_assert_int_eq(fclose(f), 0);
	ck_assert_int_eq(chmod(path, 0600), 0);
}

/* The good log once more. */
static const char *
again(void)
{
	const char *path = fix_path("again");
	char journal[400];

	snprintf(journal, sizeof(journal), "%s-journal", path);
	unlink(journal);
	quick_write(path, first.p, first.n);
	return path;
}

/* ---- what is appended ---- */

/* What became of the third filing, with a scan that fills many pages, and an
 * amendment of the first: one group. */
#define CHAIN 3
static enum status
try_chain(struct auditlog *log, struct error *err)
{
	static const struct str third = STR("00000002-filing");
	static char scan[50000];
	struct log_input in = { STR("document"), STR("receipt.pdf"),
		{ scan, sizeof(scan) }, true };
	struct log_entry e[CHAIN] = { { .kind = STR("receipt"),
					  .number = STR("CN-0815") },
		{ .kind = STR("answer"),
		    .number = STR("CN-0816"),
		    .result = STR("approved") } };
	struct log_receipt r[CHAIN];
	struct fix_filing x;
	struct arena a = { 0 };
	enum status st;

	memset(scan, 'x', sizeof(scan));
	for (int i = 0; i < 2; i++) {
		e[i].actor = STR("B. Clerk");
		e[i].tool = STR("retrace 0.1.0");
		e[i].date = STR("2026-11-20");
		e[i].refers = &third;
		e[i].nrefers = 1;
		e[i].input = &in;
		e[i].ninput = 1;
		e[i].now = FIX_START + 600;
	}
	fix_amendment(&x, 11, STR("00000000-filing"));
	e[2] = x.e;
	st = auditlog_append_all(log, e, CHAIN, &a, r, err);
	arena_free(&a);
	return st;
}

/* added filings, or where that is 0 the chain. */
static enum status
try_add(struct auditlog *log, unsigned added, struct error *err)
{
	return added == 0 ? try_chain(log, err)
			  : fix_try_group(log, BEFORE, added, err);
}

static void
add(struct auditlog *log, unsigned added)
{
	struct error err = { 0 };

	ck_assert_msg(try_add(log, added, &err) == ST_OK, "%s", err.text);
}

/* ---- what is left ---- */

/* The log holds and has a number of entries that may be; added as of
 * try_add(). */
static void
assert_whole(const char *path, bool acknowledged, unsigned added, long k,
    const char *what)
{
	struct log_audit audit = { .vkey = str_of(vkey),
		.known = str_of(newest) };
	struct findings f = { 0 };
	unsigned n = added > 0 ? added : CHAIN;

	ck_assert_msg(auditlog_verify(path, &audit, &f) == ST_OK,
	    "%s, call %ld: %s", what, k, fix_all(&f));
	ck_assert_msg(audit.entries == BEFORE + n ||
			  (!acknowledged && audit.entries == BEFORE),
	    "%s, call %ld: %llu entries, %s", what, k,
	    (unsigned long long)audit.entries,
	    acknowledged ? "acknowledged" : "refused");
	findings_free(&f);
}

/* ---- the call fails ---- */

static const struct way {
	const char *what;
	enum fault fault;
	bool for_ever;
	unsigned added; /* as of try_add() */
} ways[] = {
	{ "an error", FAULT_ERROR, false, 1 },
	{ "an error from then on", FAULT_ERROR, true, 1 },
	{ "a full disk", FAULT_FULL, false, 1 },
	{ "a full disk from then on", FAULT_FULL, true, 1 },
	{ "a short write", FAULT_SHORT, false, 1 },
	{ "an error in a group", FAULT_ERROR, false, 5 },
	{ "a full disk in a group", FAULT_FULL, true, 5 },
	{ "a short write in a group", FAULT_SHORT, false, 5 },
	{ "an error beside events", FAULT_ERROR, false, 0 },
	{ "a full disk beside events", FAULT_FULL, true, 0 },
	{ "a short write beside events", FAULT_SHORT, false, 0 },
};
#define NWAYS (int)(sizeof(ways) / sizeof(ways[0]))

START_TEST(a_failing_call_loses_nothing)
{
	const struct way *w = &ways[_i];
	unsigned acknowledged = 0, refused = 0;
	bool fired = true;
	long k;

	for (k = 0; fired; k++) {
		const char *path = again();
		struct auditlog *log = fix_writer(path);
		struct error err = { 0 };
		enum status st;

		faulty_set(w->fault, k, w->for_ever);
		st = try_add(log, w->added, &err);
		fired = faulty.fired;
		auditlog_close(log);
		faulty_set(FAULT_NONE, -1, false);
		*(st == ST_OK ? &acknowledged : &refused) += 1;
		assert_whole(path, st == ST_OK, w->added, k, w->what);
		/* Who was refused can try again. */
		log = fix_writer(path);
		add(log, w->added);
		auditlog_close(log);
	}
	ck_assert_uint_gt(refused, 10);
	ck_assert_uint_gt(acknowledged, 0);
	printf("%s: %ld calls, %u appends refused\n", w->what, k, refused);
}
END_TEST

START_TEST(a_locked_log_is_told_so)
{
	const char *path = again();
	struct auditlog *log = fix_writer(path);
	struct error err = { 0 };

	/* SQLITE_LOCK_RESERVED: another one writes */
	faulty_set(FAULT_BUSY, 2, true);
	ck_assert_int_eq(fix_try_group(log, BEFORE, 1, &err), ST_IO);
	ck_assert_msg(
	    strstr(err.text, "another process keeps the log locked") != NULL,
	    "%s", err.text);
	/* SQLITE_LOCK_EXCLUSIVE: somebody reads and does not end */
	faulty_set(FAULT_BUSY, 4, true);
	err = (struct error){ 0 };
	ck_assert_int_eq(fix_try_group(log, BEFORE, 1, &err), ST_IO);
	auditlog_close(log);
	faulty_set(FAULT_NONE, -1, false);
	assert_whole(path, false, 1, 0, "a lock");
}
END_TEST

/* ---- the power is cut ---- */

struct image {
	unsigned char *p;
	size_t n;
	bool there;
};

static void
grow(struct image *m, size_t n)
{
	if (n > m->n) {
		m->p = realloc(m->p, n);
		ck_assert_ptr_nonnull(m->p);
		memset(m->p + m->n, 0, n - m->n);
		m->n = n;
	}
}

static void
put(struct image *m, const struct deed_done *d, int n)
{
	grow(m, (size_t)d->at + (size_t)n);
	memcpy(m->p + d->at, d->p, (size_t)n);
}

enum unsynced { KEEP, DROP, SOME };

static uint64_t dice = 2026;

static unsigned
roll(unsigned sides)
{
	dice = dice * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(dice >> 33) % sides;
}

/* Is there a sync of its file between i and end? */
static bool
is_synced(size_t i, size_t end)
{
	for (size_t k = i + 1; k < end; k++)
		if (faulty.done[k].deed == DEED_SYNC &&
		    faulty.done[k].file == faulty.done[i].file)
			return true;
	return false;
}

/* What is on the disk when the power is cut after `end` deeds. */
static void
cut(struct image m[2], size_t end, enum unsynced how)
{
	for (size_t i = 0; i < end; i++) {
		const struct deed_done *d = &faulty.done[i];
		struct image *to = &m[d->file];
		bool sure =
		    d->deed == DEED_DELETE ? d->durable : is_synced(i, end);

		if (!sure && (how == DROP || (how == SOME && roll(2) == 0)))
			continue;
		switch (d->deed) {
		case DEED_WRITE:
			/* The last sectors of one may be missing. */
			put(to, d,
			    sure || how == KEEP || d->n < 1024 || roll(3) > 0
				? d->n
				: 512 * (int)roll((unsigned)d->n / 512));
			break;
		case DEED_TRUNCATE:
			grow(to, (size_t)d->at);
			to->n = (size_t)d->at;
			break;
		case DEED_CREATE:
			to->there = true;
			break;
		case DEED_DELETE:
			*to = (struct image){ to->p, 0, false };
			break;
		case DEED_SYNC:
			break;
		}
	}
}

static void
lay_out(const char *path, const struct image m[2])
{
	char journal[400];

	snprintf(journal, sizeof(journal), "%s-journal", path);
	unlink(journal);
	quick_write(path, m[0].p, m[0].n);
	if (m[1].there)
		quick_write(
		    journal, m[1].n > 0 ? (const void *)m[1].p : "", m[1].n);
}

static void
cut_and_look(const char *path, size_t end, enum unsynced how, unsigned added)
{
	struct image m[2] = { { NULL, 0, true }, { NULL, 0, false } };

	grow(&m[0], first.n);
	memcpy(m[0].p, first.p, first.n);
	cut(m, end, how);
	lay_out(path, m);
	assert_whole(path, end == faulty.n, added, (long)end,
	    how == KEEP   ? "power cut, all kept"
	    : how == DROP ? "power cut, all dropped"
			  : "power cut, some kept");
	free(m[0].p);
	free(m[1].p);
}

static const unsigned sizes[] = { 1, 5, 0 };

START_TEST(a_power_cut_loses_nothing)
{
	const char *path = again();
	struct auditlog *log = fix_writer(path);
	unsigned syncs = 0;

	faulty.noting = true;
	add(log, sizes[_i]);
	faulty.noting = false;
	auditlog_close(log);
	for (size_t i = 0; i < faulty.n; i++)
		syncs += faulty.done[i].deed == DEED_SYNC;
	/* Journal, its header, the database; and the folder at the end. */
	ck_assert_uint_ge(syncs, 2);
	ck_assert_int_eq(faulty.done[faulty.n - 1].deed, DEED_DELETE);
	ck_assert(faulty.done[faulty.n - 1].durable);
	path = fix_path("cut");
	for (size_t end = 0; end <= faulty.n; end++) {
		cut_and_look(path, end, KEEP, sizes[_i]);
		cut_and_look(path, end, DROP, sizes[_i]);
		for (int i = 0; i < 3; i++)
			cut_and_look(path, end, SOME, sizes[_i]);
	}
	printf("group of %u%s: %zu deeds, %u syncs\n",
	    sizes[_i] > 0 ? sizes[_i] : CHAIN,
	    sizes[_i] > 0 ? "" : " with events", faulty.n, syncs);
	faulty_forget();
}
END_TEST

/* A page that was synced and is lost is found: the tests above can fail. */
START_TEST(a_disk_that_lies_is_found_out)
{
	const char *path = again();
	struct auditlog *log = fix_writer(path);
	unsigned lies = 0, found = 0;

	faulty.noting = true;
	fix_group(log, BEFORE, 5);
	faulty.noting = false;
	auditlog_close(log);
	path = fix_path("cut");
	for (size_t lost = 0; lost < faulty.n; lost++) {
		struct image m[2] = { { NULL, 0, true }, { NULL, 0, false } };
		struct findings f = { 0 };

		if (faulty.done[lost].deed != DEED_WRITE ||
		    faulty.done[lost].file != 0)
			continue;
		grow(&m[0], first.n);
		memcpy(m[0].p, first.p, first.n);
		for (size_t i = 0; i < faulty.n; i++)
			if (i != lost && faulty.done[i].deed == DEED_WRITE &&
			    faulty.done[i].file == 0)
				put(&m[0], &faulty.done[i], faulty.done[i].n);
		lay_out(path, m);
		lies++;
		found += fix_verify(path, vkey, newest, &f) != ST_OK;
		findings_free(&f);
		free(m[0].p);
	}
	/* The first page has no more than a count of changes. */
	ck_assert_uint_ge(lies, 5);
	ck_assert_uint_ge(found, lies - 1);
	faulty_forget();
}
END_TEST

/* ---- a writer beside an audit ---- */

#define MANY 600

struct beside {
	_Atomic unsigned written; /* by the other process */
	_Atomic unsigned waited;  /* times that the audit saw it go on */
	_Atomic bool stop;
};

/* Goes on when the writer has added something since it was called. */
static enum status
wait_for_writer(void *ctx, const struct leaf *leaf, struct str file,
    struct arena *a, struct log_facts *facts, struct error *err)
{
	struct beside *b = ctx;
	unsigned n = strtoul(leaf->id.p, NULL, 16) & 0xffff;
	unsigned before = b->written;

	(void)file, (void)a, (void)facts;
	if (n % 250 != 10)
		return ST_OK;
	for (int i = 0; i < 60000 && b->written < before + 2; i++)
		usleep(1000);
	if (b->written < before + 2)
		return error_set(
		    err, ST_IO, pos_none, "the writer does not go on");
	b->waited++;
	return ST_OK;
}

static void
write_beside(const char *path, struct beside *b)
{
	struct auditlog *log = fix_writer(path);
	struct error err = { 0 };

	for (unsigned n = 0; !b->stop; n++) {
		if (fix_try_group(log, 100000 + n, 1, &err) != ST_OK)
			_exit(1);
		b->written++;
	}
	auditlog_close(log);
	_exit(0);
}

START_TEST(a_writer_does_not_wait_for_an_audit)
{
	struct beside *b = mmap(NULL, sizeof(*b), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	char path[300], v[NOTE_VKEY_TEXT];
	struct findings f = { 0 };
	struct log_audit audit = { .check = wait_for_writer, .ctx = b };
	struct auditlog *log;
	int status;
	pid_t pid;

	ck_assert_ptr_ne(b, MAP_FAILED);
	snprintf(path, sizeof(path), "%s", fix_path("beside"));
	fix_log(path, 0, v);
	log = fix_writer(path);
	fix_group(log, 0, MANY);
	auditlog_close(log);
	audit.vkey = str_of(v);
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0)
		write_beside(path, b);
	while (b->written == 0)
		usleep(1000);
	ck_assert_msg(
	    auditlog_verify(path, &audit, &f) == ST_OK, "%s", fix_all(&f));
	b->stop = true;
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	ck_assert_uint_ge(b->waited, 3);
	ck_assert_uint_ge(audit.entries, MANY + 1);
	findings_free(&f);
	/* And all that it wrote holds. */
	audit.check = NULL;
	ck_assert_int_eq(auditlog_verify(path, &audit, &f), ST_OK);
	ck_assert_uint_eq(audit.head.size, MANY + b->written);
	findings_free(&f);
	munmap(b, sizeof(*b));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("prop_store_faults");
	TCase *t = tcase_create("prop_store_faults");

	if (!fix_begin())
		return EXIT_FAILURE;
	tcase_set_timeout(t, 120);
	tcase_add_unchecked_fixture(t, make_good, NULL);
	tcase_add_loop_test(t, a_failing_call_loses_nothing, 0, NWAYS);
	tcase_add_test(t, a_locked_log_is_told_so);
	tcase_add_loop_test(
	    t, a_power_cut_loses_nothing, 0, sizeof(sizes) / sizeof(sizes[0]));
	tcase_add_test(t, a_disk_that_lies_is_found_out);
	tcase_add_test(t, a_writer_does_not_wait_for_an_audit);
	suite_add_tcase(s, t);
	return fix_run(s);
}
