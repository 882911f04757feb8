/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_tiles - names and widths of tiles, and logs of every awkward size
 * written as plain files and read back.
 */
#include "core/log/tiles.h"
#include "tests/unit/logfix.h"

#include <sys/stat.h>
#include <unistd.h>

START_TEST(numbers_and_paths_are_those_of_the_specification)
{
	char path[TILES_PATH];

	tiles_number(0, path);
	ck_assert_str_eq(path, "000");
	tiles_number(999, path);
	ck_assert_str_eq(path, "999");
	tiles_number(1000, path);
	ck_assert_str_eq(path, "x001/000");
	tiles_number(1234067, path);
	ck_assert_str_eq(path, "x001/x234/067");
	tiles_path(0, 273, 112, path);
	ck_assert_str_eq(path, "tile/0/273.p/112");
	tiles_path(2, 0, 256, path);
	ck_assert_str_eq(path, "tile/2/000");
	tiles_path(-1, 1000, 1, path);
	ck_assert_str_eq(path, "tile/entries/x001/000.p/1");
	tiles_path(7, MERKLE_SIZE_MAX >> 8, 255, path);
	ck_assert_str_eq(path, "tile/7/x036/x028/x797/x018/x963/967.p/255");
}
END_TEST

/* The example of the specification, and the sizes around full tiles. */
START_TEST(widths_are_those_of_the_specification)
{
	static const struct {
		int level;
		uint64_t n, size;
		unsigned width;
	} known[] = {
		{ 0, 272, 70000, 256 },
		{ 0, 273, 70000, 112 },
		{ 0, 274, 70000, 0 },
		{ 1, 0, 70000, 256 },
		{ 1, 1, 70000, 17 },
		{ 2, 0, 70000, 1 },
		{ 3, 0, 70000, 0 },
		{ 0, 0, 0, 0 },
		{ 0, 0, 1, 1 },
		{ 0, 0, 255, 255 },
		{ 1, 0, 255, 0 },
		{ 0, 0, 256, 256 },
		{ 0, 1, 256, 0 },
		{ 1, 0, 256, 1 },
		{ 0, 1, 257, 1 },
		{ 1, 0, 257, 1 },
		{ 0, 255, 65535, 255 },
		{ 1, 0, 65535, 255 },
		{ 2, 0, 65535, 0 },
		{ 0, 255, 65536, 256 },
		{ 1, 0, 65536, 256 },
		{ 1, 1, 65536, 0 },
		{ 2, 0, 65536, 1 },
		{ 0, 256, 65537, 1 },
		{ 1, 0, 65537, 256 },
		{ 2, 0, 65537, 1 },
		{ -1, 256, 65537, 1 },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		ck_assert_msg(tiles_width(known[i].level, known[i].n,
				  known[i].size) == known[i].width,
		    "row %zu", i);
}
END_TEST

/* n more filings in one transaction. */
static void
append(struct auditlog *log, unsigned first, unsigned n)
{
	struct log_entry *e = calloc(n, sizeof(*e));
	struct log_receipt *r = calloc(n, sizeof(*r));
	char(*id)[40] = calloc(n, sizeof(*id));
	struct arena a = { 0 };
	struct error err = { 0 };

	for (unsigned i = 0; i < n; i++) {
		snprintf(id[i], sizeof(id[i]), "%08x-filing", first + i);
		e[i] = (struct log_entry){ .filing = str_of(id[i]),
			.kind = STR("initial"),
			.file = str_of(id[i]),
			.now = FIX_START };
	}
	ck_assert_msg(auditlog_append_all(log, e, n, &a, r, &err) == ST_OK,
	    "%s", err.text);
	arena_free(&a);
	free(id);
	free(r);
	free(e);
}

static bool
is_there(const char *folder, const char *name)
{
	char path[400];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return access(path, F_OK) == 0;
}

/* Exported at each size in turn into one folder, and read back each time. */
START_TEST(a_log_of_any_size_comes_back)
{
	static const unsigned sizes[] = { 0, 1, 2, 255, 256, 257, 513 };
	char vkey[NOTE_VKEY_TEXT], path[300], folder[300], back[300];
	struct note_verifier key;
	struct auditlog *log;
	struct error err = { 0 };

	snprintf(path, sizeof(path), "%s", fix_path("sizes"));
	snprintf(folder, sizeof(folder), "%s", fix_path("sizes.tiles"));
	fix_log(path, 0, vkey);
	ck_assert_int_eq(
	    note_verifier_read(str_of(vkey), pos_none, &key, &err), ST_OK);
	log = fix_writer(path);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct tiles_done done = { 0 };
		struct findings f = { 0 };
		char name[20], a[1000], b[1000];

		if (i > 0)
			append(log, sizes[i - 1], sizes[i] - sizes[i - 1]);
		ck_assert_msg(tiles_export(log, folder, &done, &err) == ST_OK,
		    "%s", err.text);
		ck_assert_uint_eq(done.size, sizes[i]);
		snprintf(name, sizeof(name), "back%zu", i);
		snprintf(back, sizeof(back), "%s", fix_path(name));
		ck_assert_msg(
		    tiles_import(folder, back, &key, &done, &f, &err) == ST_OK,
		    "%u: %s", sizes[i], err.text);
		findings_free(&f);
		fix_checkpoint(path, a);
		fix_checkpoint(back, b);
		ck_assert_str_eq(a, b);
	}
	auditlog_close(log);
	ck_assert(is_there(folder, "tile/0/000"));
	ck_assert(is_there(folder, "tile/0/000.p/255"));
	ck_assert(is_there(folder, "tile/0/002.p/1"));
	ck_assert(is_there(folder, "tile/1/000.p/2"));
	ck_assert(!is_there(folder, "tile/2"));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("tiles");
	TCase *t = tcase_create("tiles");

	if (!fix_begin())
		return EXIT_FAILURE;
	tcase_set_timeout(t, 60);
	tcase_add_test(t, numbers_and_paths_are_those_of_the_specification);
	tcase_add_test(t, widths_are_those_of_the_specification);
	tcase_add_test(t, a_log_of_any_size_comes_back);
	suite_add_tcase(s, t);
	return fix_run(s);
}
