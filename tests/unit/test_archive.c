/* SPDX-License-Identifier: Apache-2.0 */
/* test_archive - the document in a ZIP archive, and archives that mean harm. */
#include "core/bom/archive.h"

#include "tests/unit/golden_bom.h"
#include "tests/unit/run.h"

#define FOLDER "tests/data/bom/archive/"

START_TEST(the_only_xml_file_is_the_document)
{
	struct golden g;

	golden_file(&g, FOLDER "good/SHAI_motor.shai", FORMAT_IEC62474);
	ck_assert_uint_eq(g.b.nitem, 10);
	/* lines are those of the document */
	ck_assert_uint_eq(golden_item(&g, "KM-40")->at.line, 11);
	/* and the file is the archive, whose digest counts */
	ck_assert(archive_is(
	    (struct str){ g.b.file[0].bytes.p, g.b.file[0].bytes.n }));
	golden_free(&g);
}
END_TEST

START_TEST(a_package_has_attachments_that_are_not_read)
{
	struct golden g;

	golden_file(&g, FOLDER "good/pump.pdx", FORMAT_PDX);
	golden_item(&g, "PUMP-1");
	golden_free(&g);
}
END_TEST

START_TEST(bad_archives_are_refused_in_these_words)
{
	golden_compare(FOLDER "bad", ".zip", 16);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, the_only_xml_file_is_the_document);
	tcase_add_test(t, a_package_has_attachments_that_are_not_read);
	tcase_add_test(t, bad_archives_are_refused_in_these_words);
}

int
main(void)
{
	return run_suite("archive", add);
}
