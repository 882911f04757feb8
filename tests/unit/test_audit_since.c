/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_audit_since - tampering with groups of entries, and with what came
 * after a checkpoint from which an audit goes on.
 */
#include "tests/unit/attack.h"
#include "tests/unit/both.h"

/* A log of 2 entries, then of groups of 4 and of 1. */
static void
make_groups(const char *path, char v[NOTE_VKEY_TEXT], char mid[1000])
{
	struct auditlog *log;

	fix_log(path, 2, v);
	log = fix_writer(path);
	fix_group(log, 2, 4);
	auditlog_close(log);
	if (mid != NULL)
		fix_checkpoint(path, mid);
	log = fix_writer(path);
	fix_append(log, 6);
	auditlog_close(log);
}

#define EDIT(n) \
	"UPDATE entry SET leaf = replace(leaf, 'kind initial', 'kind " \
	"report') WHERE idx IN (" n ");"
#define NODE(n) \
	"UPDATE node SET hash = " NO_BLOB " WHERE level = 0 AND idx IN (" n ");"

static const struct attack in_groups[] = {
	{ "SELECT 1", { NULL }, 0 },
	{ EDIT("3"), { "entry 3: leaf: its record is not what was logged" },
	    1 },
	{ EDIT("2, 5"), { "entry 2: leaf:", "entry 5: leaf:" }, 2 },
	{ NODE("4"), { "entry 4: node: its stored hash was changed" }, 1 },
	{ NODE("2, 3, 4, 5"), { "entry 2: node:", "entry 5: node:" }, 4 },
	/* one record and the stored hash of another */
	{ EDIT("3") NODE("5"), { "entry 3: leaf:", "entry 5: node:" }, 2 },
	{ EDIT("2, 4") NODE("3, 5"),
	    { "entry 2: leaf:", "entry 3: node:", "entry 4: leaf:" }, 4 },
	/* both of one: no way to choose has the root */
	{ EDIT("3") NODE("3"),
	    { "entry 3: leaf:", "entry 2: checkpoint-root:" }, 0 },
	{ "DELETE FROM checkpoint WHERE size = 6",
	    { "entry 5: checkpoint-missing:" }, 1 },
	/* the entries of two groups then have one checkpoint */
	{ EDIT("3") "DELETE FROM checkpoint WHERE size = 6",
	    { "entry 3: leaf:", "entry 5: checkpoint-missing:" }, 2 },
	{ "DELETE FROM checkpoint WHERE size = 7",
	    { "entry 6: checkpoint-missing:" }, 1 },
};
#define NGROUPS (int)(sizeof(in_groups) / sizeof(in_groups[0]))

START_TEST(in_a_group_the_entry_is_named_too)
{
	const struct attack *k = &in_groups[_i];
	struct findings f = { 0 };
	char path[300], v[NOTE_VKEY_TEXT];

	snprintf(path, sizeof(path), "%s", fix_path("groups"));
	unlink(path);
	unlink(fix_path("groups.key"));
	make_groups(path, v, NULL);
	fix_tamper(path, k->sql);
	ck_assert_int_eq(both_verify(path, v, "", &f),
	    k->says[0] != NULL ? ST_VERIFY : ST_OK);
	assert_found(k, &f);
	findings_free(&f);
}
END_TEST

/* With the checkpoint of six entries, of seven. */
static const struct attack after[] = {
	{ "SELECT 1", { NULL }, 0 },
	/* not looked at */
	{ EDIT("3"), { NULL }, 0 },
	{ "UPDATE blob SET body = x'00' WHERE id = 1", { NULL }, 0 },
	{ NODE("1"), { NULL }, 0 },
	{ "DELETE FROM checkpoint WHERE size < 3", { NULL }, 0 },
	/* looked at */
	{ EDIT("6"), { "entry 6: leaf:" }, 1 },
	{ NODE("6"), { "entry 6: node: its stored hash was changed" }, 1 },
	{ "UPDATE blob SET body = CAST(body || ' ' AS BLOB) WHERE "
	  "CAST(body AS TEXT) LIKE '%00000006-filing%'",
	    { "entry 6: blob-digest: the signed filing is not" }, 1 },
	{ "DELETE FROM checkpoint WHERE size = 7",
	    { "entry 6: checkpoint-missing:" }, 1 },
	{ "DELETE FROM checkpoint WHERE size = 6", { NULL }, 0 },
	{ "DELETE FROM entry WHERE idx = 6",
	    { "entry 6: entry-missing: a checkpoint of 7 entries" }, 1 },
	/* what the checkpoint to go on from rests on */
	{ EDIT("5"), { "entry 5: leaf: the last entry of the checkpoint" }, 1 },
	{ "UPDATE node SET hash = " NO_BLOB " WHERE level = 2 AND idx = 0",
	    { "log: fork: the first 6 entries are not those of the "
	      "checkpoint to go on from" },
	    1 },
	{ "DELETE FROM node WHERE level = 1 AND idx = 2",
	    { "log: node: the stored hashes of the first 6 entries are not "
	      "complete" },
	    1 },
	{ "DELETE FROM entry WHERE idx > 3",
	    { "log: rollback: the checkpoint to go on from has 6 entries, and "
	      "the log ends after 4" },
	    0 },
};
#define NAFTER (int)(sizeof(after) / sizeof(after[0]))

START_TEST(what_came_after_a_checkpoint_is_looked_at_alone)
{
	const struct attack *k = &after[_i];
	struct findings f = { 0 };
	struct log_audit audit = { 0 };
	char path[300], v[NOTE_VKEY_TEXT], mid[1000];

	snprintf(path, sizeof(path), "%s", fix_path("after"));
	unlink(path);
	unlink(fix_path("after.key"));
	make_groups(path, v, mid);
	fix_tamper(path, k->sql);
	audit.vkey = str_of(v);
	audit.since = str_of(mid);
	ck_assert_int_eq(both_audit(path, &audit, &f),
	    k->says[0] != NULL ? ST_VERIFY : ST_OK);
	assert_found(k, &f);
	if (_i == 0) {
		ck_assert_uint_eq(audit.passed, 6);
		ck_assert_uint_eq(audit.entries, 1);
		ck_assert_uint_eq(audit.checkpoints, 1);
		ck_assert_uint_eq(audit.blobs, 3);
		ck_assert_uint_eq(audit.head.size, 7);
		ck_assert(fix_says(
		    &f, SEV_NOTE, "only entries from 6 on were looked at"));
	}
	findings_free(&f);
}
END_TEST

START_TEST(a_checkpoint_to_go_on_from_must_be_signed)
{
	struct log_audit audit = { .vkey = str_of(vkey) };
	struct findings f = { 0 };
	char text[1000], *six;

	snprintf(text, sizeof(text), "%s", newest);
	six = strstr(text, "\n6\n");
	ck_assert_ptr_nonnull(six);
	six[1] = '5';
	audit.since = str_of(text);
	ck_assert_int_eq(both_audit(good, &audit, &f), ST_VERIFY);
	ck_assert(fix_says(
	    &f, SEV_ERROR, "checkpoint to go on from: checkpoint-signature:"));
	ck_assert_uint_eq(f.errors, 1);
	findings_free(&f);
}
END_TEST

/* A checkpoint from outside that is older than the one to go on from. */
START_TEST(an_older_checkpoint_is_compared_by_a_proof)
{
	struct log_audit audit = { 0 };
	struct findings f = { 0 };
	char path[300], other[300], v[NOTE_VKEY_TEXT], mid[1000], old[1000];
	struct auditlog *log;

	snprintf(path, sizeof(path), "%s", fix_path("older"));
	snprintf(other, sizeof(other), "%s", fix_path("older.2"));
	fix_log(path, 3, v);
	fix_copy(path, other);
	fix_copy(fix_path("older.key"), fix_path("older.2.key"));
	fix_checkpoint(path, old);
	log = fix_writer(path);
	fix_append(log, 3);
	fix_append(log, 4);
	auditlog_close(log);
	fix_checkpoint(path, mid);
	log = fix_writer(path);
	fix_group(log, 5, 9);
	auditlog_close(log);
	audit = (struct log_audit){
		.vkey = str_of(v), .since = str_of(mid), .known = str_of(old)
	};
	ck_assert_msg(both_audit(path, &audit, &f) == ST_OK, "%s", fix_all(&f));
	ck_assert(fix_says(&f, SEV_NOTE, "the log continues the checkpoint"));
	findings_free(&f);
	/* The same key has signed another fourth entry. */
	log = fix_writer(other);
	fix_append(log, 77);
	auditlog_close(log);
	fix_checkpoint(other, old);
	audit = (struct log_audit){
		.vkey = str_of(v), .since = str_of(mid), .known = str_of(old)
	};
	ck_assert_int_eq(both_audit(path, &audit, &f), ST_VERIFY);
	ck_assert(fix_says(&f, SEV_ERROR, "log: fork: the first 4 entries"));
	findings_free(&f);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("audit_since");
	TCase *t = tcase_create("audit_since");

	if (!fix_begin())
		return EXIT_FAILURE;
	tcase_add_unchecked_fixture(t, make_good, NULL);
	tcase_set_timeout(t, 120);
	tcase_add_loop_test(t, in_a_group_the_entry_is_named_too, 0, NGROUPS);
	tcase_add_loop_test(
	    t, what_came_after_a_checkpoint_is_looked_at_alone, 0, NAFTER);
	tcase_add_test(t, a_checkpoint_to_go_on_from_must_be_signed);
	tcase_add_test(t, an_older_checkpoint_is_compared_by_a_proof);
	suite_add_tcase(s, t);
	return fix_run(s);
}
