/* SPDX-License-Identifier: Apache-2.0 */
/* test_relay - records from one thread to another. */
#include "core/base/relay.h"

#include "tests/unit/run.h"

#include <stdint.h>
#include <string.h>

/* AddressSanitizer would end the run where memory is out. */
const char *__asan_default_options(void);
const char *
__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

/* The k-th record: its size, k, and bytes that follow from k. */
struct record {
	uint64_t size, k;
};

struct talk {
	uint64_t records; /* to be written */
	uint64_t enough;  /* read so many, then no more */
	uint64_t written, read, calls;
	bool refused; /* the writer got no room */
};

/* Mostly small ones, some larger than any batch. */
static size_t
size_of(uint64_t k)
{
	size_t n = k % 1000 == 999 ? 1000000 : (k * 7919 % 50) * 8;

	return sizeof(struct record) + n;
}

static void
write_records(struct relay *r, void *ctx)
{
	struct talk *t = ctx;

	for (uint64_t k = 0; k < t->records; k++) {
		size_t n = size_of(k);
		struct record *x = relay_room(r, n);

		if (x == NULL) {
			t->refused = true;
			return;
		}
		*x = (struct record){ n, k };
		memset(x + 1, (int)(k & 0xFF), n - sizeof(*x));
		t->written++;
	}
}

static bool
read_records(const char *p, const char *end, void *ctx)
{
	struct talk *t = ctx;

	t->calls++;
	ck_assert(p < end);
	while (p < end) {
		const struct record *x = (const void *)p;
		const char *byte = (const char *)(x + 1);

		ck_assert_uint_eq(x->k, t->read);
		ck_assert_uint_eq(x->size, size_of(x->k));
		if (x->size > sizeof(*x)) {
			ck_assert_int_eq((uint8_t)byte[0], x->k & 0xFF);
			ck_assert_mem_eq(
			    byte, byte + 1, x->size - sizeof(*x) - 1);
		}
		p += x->size;
		if (++t->read == t->enough)
			return false;
	}
	ck_assert(p == end);
	return true;
}

static const struct relay_ends ends = { write_records, read_records, NULL };

START_TEST(every_record_comes_once_and_in_order)
{
	struct talk t = { .records = 20000 };

	ck_assert(relay_run(&ends, _i == 1, &t));
	ck_assert_uint_eq(t.written, t.records);
	ck_assert_uint_eq(t.read, t.records);
	ck_assert_uint_gt(t.calls, 30);
	ck_assert(!t.refused);
}
END_TEST

START_TEST(without_records_the_reader_is_not_called)
{
	struct talk t = { .records = 0 };

	ck_assert(relay_run(&ends, _i == 1, &t));
	ck_assert_uint_eq(t.calls, 0);
}
END_TEST

START_TEST(a_reader_that_has_enough_stops_the_writer_soon)
{
	struct talk t = { .records = 1000000000, .enough = 2000 };

	ck_assert(relay_run(&ends, _i == 1, &t));
	ck_assert_uint_eq(t.read, 2000);
	ck_assert(t.refused);
	ck_assert_uint_ge(t.written, 2000);
	ck_assert_uint_lt(t.written, 20000);
}
END_TEST

START_TEST(a_reader_may_have_enough_when_all_is_written)
{
	struct talk t = { .records = 10, .enough = 10 };

	ck_assert(relay_run(&ends, _i == 1, &t));
	ck_assert_uint_eq(t.read, 10);
	ck_assert(!t.refused);
}
END_TEST

/* No machine has so much. */
static void
write_too_much(struct relay *r, void *ctx)
{
	struct talk *t = ctx;

	t->records = 3;
	write_records(r, ctx);
	t->refused = relay_room(r, PTRDIFF_MAX / 8 * 8) == NULL;
}

START_TEST(without_memory_what_was_before_is_read)
{
	static const struct relay_ends greedy = { write_too_much, read_records,
		NULL };
	struct talk t = { .records = 0 };

	ck_assert(!relay_run(&greedy, _i == 1, &t));
	ck_assert(t.refused);
	ck_assert_uint_eq(t.read, 3);
}
END_TEST

/* Ten records for each piece of work. */
struct labour {
	struct talk talk;
	size_t pieces, done, seen;
	bool ended; /* the writer was told that no more comes */
};

static void
write_what_is_done(struct relay *r, void *ctx)
{
	struct labour *l = ctx;

	while (relay_wait(r)) {
		ck_assert_uint_gt(l->done, l->seen);
		l->seen = l->done;
		l->talk.records = l->seen * 10;
		for (uint64_t k = l->talk.written; k < l->talk.records; k++) {
			struct record *x = relay_room(r, size_of(k));

			if (x == NULL)
				return;
			*x = (struct record){ size_of(k), k };
			memset(x + 1, (int)(k & 0xFF), size_of(k) - sizeof(*x));
			l->talk.written++;
		}
	}
	l->ended = true;
}

static bool
work_a_piece(void *ctx)
{
	struct labour *l = ctx;

	if (l->done == l->pieces)
		return false;
	l->done++;
	return true;
}

/* In one thread only the writer works, in two only the reader: `done` is read
 * behind the lock that relay_wait() takes. */
START_TEST(the_writer_waits_for_work)
{
	static const struct relay_ends working = { write_what_is_done,
		read_records, work_a_piece };
	struct labour l = { .pieces = 1, .talk.enough = UINT64_MAX };

	ck_assert(relay_run(&working, _i == 1, &l));
	ck_assert(l.ended);
	ck_assert_uint_eq(l.done, 1);
	ck_assert_uint_eq(l.talk.read, 10);
}
END_TEST

/* How far it is, where the reader may be ahead of the writer. */
static _Atomic size_t loaded;

static void
write_what_is_loaded(struct relay *r, void *ctx)
{
	struct talk *t = ctx;

	while (t->written < t->records) {
		size_t n = size_of(t->written);
		struct record *x;

		while (loaded <= t->written / 10)
			if (!relay_wait(r))
				return;
		x = relay_room(r, n);
		if (x == NULL)
			return;
		*x = (struct record){ n, t->written };
		memset(x + 1, (int)(t->written++ & 0xFF), n - sizeof(*x));
	}
}

static bool
load_a_piece(void *ctx)
{
	const struct talk *t = ctx;

	if (loaded == t->records / 10)
		return false;
	loaded++;
	return true;
}

START_TEST(all_that_is_loaded_is_written_and_read)
{
	static const struct relay_ends loading = { write_what_is_loaded,
		read_records, load_a_piece };
	struct talk t = { .records = 20000 };

	loaded = 0;
	ck_assert(relay_run(&loading, _i == 1, &t));
	ck_assert_uint_eq(t.written, t.records);
	ck_assert_uint_eq(t.read, t.records);
}
END_TEST

START_TEST(a_reader_that_has_enough_ends_the_waiting)
{
	static const struct relay_ends loading = { write_what_is_loaded,
		read_records, load_a_piece };
	struct talk t = { .records = 200000, .enough = 3000 };

	loaded = 0;
	ck_assert(relay_run(&loading, _i == 1, &t));
	ck_assert_uint_eq(t.read, 3000);
	ck_assert_uint_lt(t.written, t.records);
}
END_TEST

static void
add_tests(TCase *t)
{
	/* in one thread, and in two */
	tcase_add_loop_test(t, every_record_comes_once_and_in_order, 0, 2);
	tcase_add_loop_test(t, without_records_the_reader_is_not_called, 0, 2);
	tcase_add_loop_test(
	    t, a_reader_that_has_enough_stops_the_writer_soon, 0, 2);
	tcase_add_loop_test(
	    t, a_reader_may_have_enough_when_all_is_written, 0, 2);
	tcase_add_loop_test(t, without_memory_what_was_before_is_read, 0, 2);
	tcase_add_loop_test(t, the_writer_waits_for_work, 0, 2);
	tcase_add_loop_test(t, all_that_is_loaded_is_written_and_read, 0, 2);
	tcase_add_loop_test(t, a_reader_that_has_enough_ends_the_waiting, 0, 2);
}

int
main(void)
{
	return run_suite("relay", add_tests);
}
