/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_audit - every way of tampering with a log that we could think of, and
 * the name that the audit gives to it.
 */
#include "tests/unit/logfix.h"

#include "core/log/store.h"

#include <stdatomic.h>
#include <sys/stat.h>
#include <unistd.h>

#define ENTRIES 6

static char good[300], vkey[NOTE_VKEY_TEXT], newest[1000];

/* Once, before all tests. */
static void
make_good(void)
{
	snprintf(good, sizeof(good), "%s", fix_path("good"));
	fix_log(good, ENTRIES, vkey);
	fix_checkpoint(good, newest);
}

START_TEST(an_untouched_log_holds)
{
	struct findings f = { 0 };

	ck_assert_msg(
	    fix_verify(good, vkey, newest, &f) == ST_OK, "%s", fix_all(&f));
	ck_assert_uint_eq(f.errors, 0);
	ck_assert_uint_eq(f.warnings, 0);
	ck_assert(fix_says(&f, SEV_NOTE, "the log continues the checkpoint"));
	ck_assert(fix_says(&f, SEV_NOTE,
	    "an audit cannot show a filing that was never logged"));
	findings_free(&f);
}
END_TEST

START_TEST(an_audit_counts_what_it_looked_at)
{
	struct log_audit audit = { .vkey = str_of(vkey) };
	struct findings f = { 0 };

	ck_assert_int_eq(auditlog_verify(good, &audit, &f), ST_OK);
	ck_assert_uint_eq(audit.entries, ENTRIES);
	ck_assert_uint_eq(audit.checkpoints, ENTRIES + 1);
	ck_assert_uint_eq(audit.blobs, 2 * ENTRIES + 1);
	ck_assert_uint_eq(audit.head.size, ENTRIES);
	ck_assert(fix_says(&f, SEV_NOTE, "without a checkpoint from outside"));
	findings_free(&f);
}
END_TEST

START_TEST(a_log_judged_by_its_own_key_says_so)
{
	struct findings f = { 0 };

	ck_assert_int_eq(fix_verify(good, "", "", &f), ST_OK);
	ck_assert(fix_says(&f, SEV_WARNING,
	    "the checkpoints were checked with the key that the log itself"));
	findings_free(&f);
}
END_TEST

/* $K is a digest that no blob has. */
#define K \
	"x'" \
	"0101010101010101010101010101010101010101010101010101010101010101'"

static const struct attack {
	const char *sql;
	const char *says[3]; /* up to the first NULL */
	size_t errors;       /* exactly so many; 0: do not count */
} attacks[] = {
	/* a record is edited */
	{ "UPDATE entry SET leaf = replace(leaf, 'kind initial', "
	  "'kind report') WHERE idx = 2",
	    { "entry 2: leaf: its record is not what was logged" }, 1 },
	{ "UPDATE entry SET leaf = replace(leaf, 'Drive unit 0', "
	  "'Drive unit 9') WHERE idx = 0",
	    { "entry 0: leaf:" }, 1 },
	{ "UPDATE entry SET leaf = replace(leaf, 'Drive unit 5', "
	  "'Drive unit 9') WHERE idx = 5",
	    { "entry 5: leaf:" }, 1 },
	{ "UPDATE entry SET leaf = replace(leaf, '10:17:00Z', "
	  "'10:14:00Z') WHERE idx = 2",
	    { "entry 2: leaf:", "entry 2: time:" }, 2 },
	{ "UPDATE entry SET leaf = 'no record' WHERE idx = 3",
	    { "entry 3: leaf: its record", "entry 3: leaf: not a record" }, 0 },
	{ "UPDATE entry SET leaf = leaf || char(10) WHERE idx = 3",
	    { "entry 3: leaf: its record", "entry 3: leaf: not a record" }, 0 },
	/* a record and its stored hash are edited */
	{ "UPDATE entry SET leaf = replace(leaf, 'kind initial', "
	  "'kind report') WHERE idx = 2;"
	  "UPDATE node SET hash = " K " WHERE level = 0 AND idx = 2",
	    { "entry 2: leaf:", "entry 2: checkpoint-root:" }, 0 },
	/* two records, the audit goes on after the first */
	{ "UPDATE entry SET leaf = replace(leaf, 'kind initial', "
	  "'kind report') WHERE idx IN (1, 4)",
	    { "entry 1: leaf:", "entry 4: leaf:" }, 2 },
	/* deleted */
	{ "DELETE FROM entry WHERE idx = 2", { "entry 2: entry-missing:" }, 0 },
	{ "DELETE FROM entry WHERE idx IN (2, 3)",
	    { "entry 2: entry-missing: there are no entries 2 to 3" }, 0 },
	{ "DELETE FROM entry WHERE idx = 0", { "entry 0: entry-missing:" }, 0 },
	{ "DELETE FROM entry WHERE idx = 5",
	    { "entry 5: entry-missing: a checkpoint of 6 entries was signed, "
	      "and the log ends after 5" },
	    0 },
	{ "DELETE FROM entry",
	    { "entry 0: entry-missing: a checkpoint of 6 entries was signed, "
	      "and the log ends after 0" },
	    0 },
	{ "DELETE FROM entry WHERE idx = 2; DELETE FROM node WHERE idx = 2",
	    { "entry 2: entry-missing:",
		"log: entry-missing: the tree cannot be worked out from "
		"entry 2 on" },
	    0 },
	/* inserted, with all behind it moved */
	{ "UPDATE entry SET idx = idx + 100 WHERE idx >= 2;"
	  "UPDATE entry SET idx = idx - 99 WHERE idx >= 100;"
	  "INSERT INTO entry SELECT 2, replace(leaf, '00000001', '0000000x') "
	  "FROM entry WHERE idx = 1",
	    { "entry 2: leaf:", "entry 3: leaf:" }, 0 },
	/* appended without a signature */
	{ "INSERT INTO entry SELECT 6, replace(leaf, '00000001', '0000000x') "
	  "FROM entry WHERE idx = 1",
	    { "entry 6: checkpoint-missing:", "entry 6: node:" }, 0 },
	{ "INSERT INTO entry SELECT 9223372036854775807, replace(leaf, "
	  "'00000001', '0000000x') FROM entry WHERE idx = 1",
	    { "entry 6: entry-missing:" }, 0 },
	/* reordered */
	{ "UPDATE entry SET idx = 99 WHERE idx = 1;"
	  "UPDATE entry SET idx = 1 WHERE idx = 2;"
	  "UPDATE entry SET idx = 2 WHERE idx = 99",
	    { "entry 1: leaf:", "entry 2: leaf:" }, 0 },
	/* nodes */
	{ "UPDATE node SET hash = " K " WHERE level = 0 AND idx = 3",
	    { "entry 3: node: its stored hash was changed" }, 1 },
	{ "UPDATE node SET hash = " K " WHERE level = 1 AND idx = 1",
	    { "entry 3: node: the stored hash of its subtree of level 1" }, 1 },
	{ "DELETE FROM node WHERE level = 2",
	    { "entry 3: node: the stored hash of its subtree of level 2 is "
	      "missing",
		"log: node: 9 stored hashes: expected 10" },
	    2 },
	{ "DELETE FROM node WHERE level = 0 AND idx = 3",
	    { "entry 3: node: its stored hash is missing" }, 2 },
	{ "INSERT INTO node VALUES (7, 0, " K ")",
	    { "log: node: 11 stored hashes: expected 10" }, 1 },
	/* blobs */
	{ "UPDATE blob SET body = CAST('<bom n=\"7\"/>' AS BLOB) "
	  "WHERE body = CAST('<bom n=\"4\"/>' AS BLOB)",
	    { "entry 4: blob-digest: the input drive unit.xml is not what "
	      "was logged" },
	    1 },
	{ "UPDATE blob SET body = CAST(body || ' ' AS BLOB) WHERE "
	  "CAST(body AS TEXT) LIKE '%00000003-filing%'",
	    { "entry 3: blob-digest: the signed filing is not" }, 1 },
	{ "UPDATE blob SET body = x'' WHERE CAST(body AS TEXT) LIKE "
	  "'%00000003-filing%'",
	    { "entry 3: blob-digest:" }, 1 },
	{ "DELETE FROM blob WHERE CAST(body AS TEXT) LIKE '%00000003-filing%'",
	    { "entry 3: blob-missing: the signed filing" }, 1 },
	{ "DELETE FROM blob WHERE CAST(body AS TEXT) LIKE '<rules%'",
	    { "entry 0: blob-missing: the input rules.xml",
		"entry 5: blob-missing: the input rules.xml" },
	    6 },
	{ "INSERT INTO blob VALUES (99, " K ", x'00')",
	    { "log: blob-stray: no entry names the blob 0101" }, 1 },
	{ "UPDATE blob SET sha256 = " K
	  " WHERE body = CAST('<bom n=\"4\"/>' AS BLOB)",
	    { "entry 4: blob-missing:", "log: blob-stray:" }, 2 },
	{ "CREATE TEMP TABLE t AS SELECT id, body FROM blob;"
	  "UPDATE blob SET body = (SELECT body FROM t WHERE t.id = "
	  "3 - blob.id) WHERE id IN (1, 2)",
	    { "entry 0: blob-digest: the signed filing",
		"entry 0: blob-digest: the input drive unit.xml" },
	    2 },
	/* checkpoints */
	{ "UPDATE checkpoint SET root = " K " WHERE size = 4",
	    { "entry 3: checkpoint-root: the row of the checkpoint" }, 1 },
	{ "UPDATE checkpoint SET note = replace(note, '4', '5') "
	  "WHERE size = 4",
	    { "entry 3: checkpoint-signature:" }, 1 },
	{ "UPDATE checkpoint SET note = '' WHERE size = 4",
	    { "entry 3: checkpoint-signature:" }, 1 },
	{ "UPDATE checkpoint SET (root, note) = (SELECT root, note FROM "
	  "checkpoint WHERE size = 3) WHERE size = 4",
	    { "entry 3: checkpoint-root:" }, 1 },
	{ "DELETE FROM checkpoint WHERE size = 4",
	    { "entry 3: checkpoint-missing: the checkpoint that was kept "
	      "after it is gone" },
	    1 },
	{ "DELETE FROM checkpoint WHERE size IN (3, 4)",
	    { "entry 3: checkpoint-missing:" }, 1 },
	{ "DELETE FROM checkpoint WHERE size = 6",
	    { "entry 5: checkpoint-missing: no checkpoint was kept" }, 1 },
	{ "UPDATE checkpoint SET before = 2 WHERE size = 4",
	    { "entry 3: checkpoint-root: the row of the checkpoint names" },
	    1 },
	{ "DELETE FROM checkpoint WHERE size = 0",
	    { "log: checkpoint-missing:" }, 1 },
	{ "DELETE FROM checkpoint", { "log: checkpoint-missing:" }, 0 },
	{ "INSERT INTO checkpoint SELECT 7, 6, root, note FROM checkpoint "
	  "WHERE size = 6",
	    { "entry 6: entry-missing: a checkpoint of 7 entries" }, 0 },
	/* identity */
	{ "UPDATE log SET origin = 'other.example/log'",
	    { "log: origin: the log calls itself \"other.example/log\"" }, 1 },
	{ "UPDATE log SET vkey = vkey || ' '",
	    { "log: key: the log names another key" }, 1 },
	{ "DELETE FROM log", { "log: origin: a log without origin" }, 1 },
	/* schema; the triggers are back when it is looked at */
	{ "CREATE TABLE extra (x)", { "log: schema: table extra" }, 1 },
	{ "CREATE INDEX extra ON entry (leaf)",
	    { "log: schema: index extra does not belong there" }, 1 },
	{ "DROP VIEW inputs", { "log: schema: view inputs is missing" }, 1 },
	{ "DROP VIEW checkpoints; CREATE VIEW checkpoints AS SELECT 1",
	    { "log: schema: view checkpoints was changed" }, 1 },
	{ "DROP INDEX entry_id", { "log: schema: index entry_id is missing" },
	    0 },
	{ "ALTER TABLE blob RENAME COLUMN body TO corpse",
	    { "log: schema: table blob was changed" }, 0 },
	{ "CREATE TRIGGER extra AFTER INSERT ON entry BEGIN SELECT 1; END",
	    { "log: trigger: trigger extra does not belong there" }, 1 },
	{ "ANALYZE", { "log: schema: table sqlite_stat1" }, 0 },
};
#define NATTACKS (int)(sizeof(attacks) / sizeof(attacks[0]))

START_TEST(tampering_is_found_and_named)
{
	const struct attack *k = &attacks[_i];
	struct findings f = { 0 };
	char path[300];

	snprintf(path, sizeof(path), "%s", fix_path("tampered"));
	fix_copy(good, path);
	fix_tamper(path, k->sql);
	ck_assert_msg(fix_verify(path, vkey, "", &f) != ST_OK, "%s", k->sql);
	for (size_t i = 0; i < 3 && k->says[i] != NULL; i++)
		ck_assert_msg(fix_says(&f, SEV_ERROR, k->says[i]),
		    "%s: want \"%s\"%s", k->sql, k->says[i], fix_all(&f));
	if (k->errors > 0)
		ck_assert_msg(f.errors == k->errors, "%s: want %zu errors%s",
		    k->sql, k->errors, fix_all(&f));
	ck_assert_str_eq(f.first.at.file, path);
	findings_free(&f);
}
END_TEST

static const char *const triggers[] = {
	"DROP TRIGGER entry_delete",
	"DROP TRIGGER blob_insert",
	"DROP TRIGGER node_update; CREATE TRIGGER node_update BEFORE UPDATE "
	"ON node BEGIN SELECT 1; END",
	"DROP TRIGGER checkpoint_insert; CREATE TRIGGER checkpoint_insert "
	"BEFORE INSERT ON checkpoint WHEN 0 BEGIN SELECT RAISE(ABORT, "
	"'not the next checkpoint'); END",
};

START_TEST(a_log_with_other_triggers_is_found_and_not_opened)
{
	const char *path = fix_path("triggers");
	struct auditlog *log = NULL;
	struct findings f = { 0 };
	struct error err = { 0 };

	fix_copy(good, path);
	ck_assert_int_eq(fix_sql(path, triggers[_i], NULL, 0), SQLITE_OK);
	ck_assert_int_eq(fix_verify(path, vkey, "", &f), ST_VERIFY);
	ck_assert(fix_says(&f, SEV_ERROR, "log: trigger: trigger "));
	ck_assert_uint_eq(f.errors, 1);
	ck_assert_int_eq(
	    auditlog_open(path, AUDITLOG_WRITE, &log, &err), ST_VERIFY);
	err = (struct error){ 0 };
	ck_assert_int_eq(
	    auditlog_open(path, AUDITLOG_READ, &log, &err), ST_VERIFY);
	ck_assert_ptr_null(log);
	findings_free(&f);
}
END_TEST

/* Cuts the last entry off so well that the file itself cannot show it. */
#define CUT \
	"DELETE FROM blob WHERE CAST(body AS TEXT) LIKE '%00000005-filing%' " \
	"OR " \
	"body = CAST('<bom n=\"5\"/>' AS BLOB);" \
	"DELETE FROM entry WHERE idx = 5;" \
	"DELETE FROM node WHERE (idx + 1) << level > 5;" \
	"DELETE FROM checkpoint WHERE size = 6"

START_TEST(a_clean_cut_is_seen_only_from_outside)
{
	const char *path = fix_path("cut");
	struct findings f = { 0 };

	fix_copy(good, path);
	fix_tamper(path, CUT);
	ck_assert_msg(
	    fix_verify(path, vkey, "", &f) == ST_OK, "%s", fix_all(&f));
	ck_assert(fix_says(&f, SEV_NOTE,
	    "without a checkpoint from outside it cannot be shown that no "
	    "newer entries were cut off"));
	findings_free(&f);
	ck_assert_int_eq(fix_verify(path, vkey, newest, &f), ST_VERIFY);
	ck_assert(fix_says(&f, SEV_ERROR,
	    "log: rollback: the checkpoint from outside has 6 entries, and "
	    "the log ends after 5"));
	findings_free(&f);
}
END_TEST

START_TEST(an_old_copy_is_a_rollback_and_its_growth_a_fork)
{
	const char *path = fix_path("old"), *key = fix_path("old.key");
	struct auditlog *log;
	struct findings f = { 0 };
	char mid[1000], text[1000], v[NOTE_VKEY_TEXT];
	char copy[300], copykey[320], orig[300];

	snprintf(copy, sizeof(copy), "%s", fix_path("old.copy"));
	snprintf(copykey, sizeof(copykey), "%s.key", copy);
	snprintf(orig, sizeof(orig), "%s", path);
	fix_log(orig, 3, v);
	fix_checkpoint(orig, mid);
	fix_copy(orig, copy);
	fix_copy(key, copykey);
	log = fix_writer(orig);
	fix_append(log, 3);
	fix_append(log, 4);
	auditlog_close(log);
	fix_checkpoint(orig, text);
	/* The copy alone holds, and so it does against an older checkpoint. */
	ck_assert_int_eq(fix_verify(copy, v, mid, &f), ST_OK);
	findings_free(&f);
	ck_assert_int_eq(fix_verify(copy, v, text, &f), ST_VERIFY);
	ck_assert(fix_says(&f, SEV_ERROR, "log: rollback:"));
	findings_free(&f);
	/* Signed on with the same key: two histories. */
	log = fix_writer(copy);
	fix_append(log, 7);
	fix_append(log, 8);
	fix_append(log, 9);
	auditlog_close(log);
	ck_assert_int_eq(fix_verify(copy, v, mid, &f), ST_OK);
	findings_free(&f);
	ck_assert_int_eq(fix_verify(copy, v, text, &f), ST_VERIFY);
	ck_assert(fix_says(&f, SEV_ERROR, "log: fork: the first 5 entries"));
	findings_free(&f);
	ck_assert_int_eq(fix_verify(orig, v, text, &f), ST_OK);
	findings_free(&f);
}
END_TEST

START_TEST(a_log_signed_by_another_key_is_found)
{
	const char *path = fix_path("other");
	struct findings f = { 0 };
	char own[NOTE_VKEY_TEXT], text[1000];

	fix_log(path, 2, own);
	ck_assert_int_eq(fix_verify(path, vkey, "", &f), ST_VERIFY);
	ck_assert(fix_says(&f, SEV_ERROR, "log: key:"));
	ck_assert(fix_says(&f, SEV_ERROR,
	    "log: checkpoint-signature: not signed with the key"));
	ck_assert(fix_says(&f, SEV_ERROR, "entry 0: checkpoint-signature:"));
	ck_assert(fix_says(&f, SEV_ERROR, "entry 1: checkpoint-signature:"));
	findings_free(&f);
	/* A checkpoint of another log is no witness for this one. */
	fix_checkpoint(path, text);
	ck_assert_int_eq(fix_verify(good, vkey, text, &f), ST_VERIFY);
	ck_assert(
	    fix_says(&f, SEV_ERROR, "known checkpoint: checkpoint-signature:"));
	ck_assert_uint_eq(f.errors, 1);
	findings_free(&f);
	ck_assert_int_eq(fix_verify(good, vkey, "nonsense\n", &f), ST_VERIFY);
	findings_free(&f);
	ck_assert_int_eq(fix_verify(good, "nonsense", "", &f), ST_SYNTAX);
	findings_free(&f);
}
END_TEST

/* ---- groups, and what comes after a checkpoint ---- */

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
	"UPDATE node SET hash = " K " WHERE level = 0 AND idx IN (" n ");"

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

static void
assert_found(const struct attack *k, const struct findings *f)
{
	for (size_t i = 0; i < 3 && k->says[i] != NULL; i++)
		ck_assert_msg(fix_says(f, SEV_ERROR, k->says[i]),
		    "%s: want \"%s\"%s", k->sql, k->says[i], fix_all(f));
	if (k->errors > 0 || k->says[0] == NULL)
		ck_assert_msg(f->errors == k->errors, "%s: want %zu errors%s",
		    k->sql, k->errors, fix_all(f));
}

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
	ck_assert_int_eq(fix_verify(path, v, "", &f),
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
	{ "UPDATE node SET hash = " K " WHERE level = 2 AND idx = 0",
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
	ck_assert_int_eq(auditlog_verify(path, &audit, &f),
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
	ck_assert_int_eq(auditlog_verify(good, &audit, &f), ST_VERIFY);
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
	ck_assert_msg(
	    auditlog_verify(path, &audit, &f) == ST_OK, "%s", fix_all(&f));
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
	ck_assert_int_eq(auditlog_verify(path, &audit, &f), ST_VERIFY);
	ck_assert(fix_says(&f, SEV_ERROR, "log: fork: the first 4 entries"));
	findings_free(&f);
}
END_TEST

/* ---- what only the holder of the key could do ---- */

/* Adds any record with all its hashes and a true signature. */
static void
force(const char *path, const char *text)
{
	struct note_signer *signer = NULL;
	struct store *store = NULL;
	struct error err = { 0 };
	struct arena a = { 0 };
	struct merkle m = { 0 };
	struct checkpoint c = { .origin = STR(FIX_ORIGIN) };
	struct store_head head;
	uint8_t hash[SHA256_SIZE];
	char key[600];
	bool found = true;

	snprintf(key, sizeof(key), "%s.key", path);
	ck_assert_int_eq(
	    note_signer_load(key, STR(FIX_ORIGIN), STR(""), &signer, &err),
	    ST_OK);
	ck_assert_int_eq(store_open(path, STORE_WRITE, &store, &err), ST_OK);
	ck_assert_int_eq(store_begin(store, true, &err), ST_OK);
	while (found) {
		ck_assert_int_eq(
		    store_get_node(store, 0, m.size, hash, &found, &err),
		    ST_OK);
		if (found)
			ck_assert(merkle_append(&m, hash, NULL, NULL));
	}
	/* Only for a size at which no more than the leaf is completed. */
	ck_assert_uint_eq(m.size % 2, 0);
	ck_assert(merkle_leaf(str_of(text), hash));
	ck_assert_int_eq(
	    store_put_entry(store, m.size, str_of(text), &err), ST_OK);
	ck_assert_int_eq(store_put_node(store, 0, m.size, hash, &err), ST_OK);
	ck_assert(merkle_append(&m, hash, NULL, NULL));
	ck_assert(merkle_root(&m, c.root));
	c.size = head.size = m.size;
	memcpy(head.root, c.root, SHA256_SIZE);
	ck_assert_int_eq(
	    checkpoint_sign(signer, &c, &a, &head.note, &err), ST_OK);
	ck_assert_int_eq(store_put_head(store, &head, &err), ST_OK);
	ck_assert_int_eq(store_commit(store, &err), ST_OK);
	store_close(store);
	note_signer_free(signer);
	arena_free(&a);
}

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

START_TEST(a_signed_record_is_judged_too)
{
	char path[300], v[NOTE_VKEY_TEXT];
	struct findings f = { 0 };

	snprintf(path, sizeof(path), "%s", fix_path("forced"));
	fix_log(path, 2, v);
	force(path, "retrace-entry/1\nid z\nkind initial\n"
		    "time 2020-01-01T00:00:00Z\nactor a\ntool t\n"
		    "file " ZEROS " 12\nproduct p\nrules " ZEROS
		    " r\ninput bom " ZEROS " 7 x.xml\n");
	ck_assert_int_eq(fix_verify(path, v, "", &f), ST_VERIFY);
	ck_assert_msg(fix_says(&f, SEV_ERROR, "entry 2: time: logged at 2020"),
	    "%s", fix_all(&f));
	ck_assert(fix_says(
	    &f, SEV_ERROR, "entry 2: blob-missing: the signed filing"));
	ck_assert(
	    fix_says(&f, SEV_ERROR, "entry 2: blob-missing: the input x.xml"));
	ck_assert_uint_eq(f.errors, 3);
	findings_free(&f);
}
END_TEST

/* ---- the caller's look at each filing ---- */

struct look {
	_Atomic size_t n;    /* two threads call */
	uint64_t bad;        /* this one's signature does not hold */
	uint64_t renamed;    /* this one calls itself otherwise */
	const char *carried; /* the checkpoint in the last one */
};

static enum status
look_at(void *ctx, const struct leaf *leaf, struct str file, struct arena *a,
    struct log_facts *facts, struct error *err)
{
	struct look *look = ctx;
	uint64_t n = strtoul(leaf->id.p, NULL, 16);

	atomic_fetch_add(&look->n, 1);
	ck_assert(str_starts(file, "<filing id="));
	ck_assert_ptr_nonnull(memmem(file.p, file.n, leaf->id.p, leaf->id.n));
	if (n == look->bad)
		return error_set(err, ST_VERIFY, pos_none, "no good");
	facts->filing = n == look->renamed ? STR("x") : leaf->id;
	if (n == ENTRIES - 1)
		facts->checkpoint = arena_copy(a, str_of(look->carried));
	return ST_OK;
}

static const char *
look_through(struct look *look, size_t errors)
{
	static char first[ERROR_TEXT];
	struct log_audit audit = {
		.vkey = str_of(vkey), .check = look_at, .ctx = look
	};
	struct findings f = { 0 };

	ck_assert_int_eq(
	    auditlog_verify(good, &audit, &f), errors > 0 ? ST_VERIFY : ST_OK);
	ck_assert_msg(f.errors == errors, "%s", fix_all(&f));
	ck_assert_uint_eq(look->n, ENTRIES);
	snprintf(first, sizeof(first), "%s", f.first.text);
	findings_free(&f);
	return first;
}

START_TEST(every_filing_is_shown_to_the_caller)
{
	struct look look = { .bad = 99, .renamed = 99, .carried = "" };

	look_through(&look, 0);
	look = (struct look){ .bad = 3, .renamed = 99, .carried = "" };
	ck_assert_str_eq(look_through(&look, 1), "entry 3: signature: no good");
	look = (struct look){ .bad = 99, .renamed = 2, .carried = "" };
	ck_assert_str_eq(look_through(&look, 1),
	    "entry 2: filing-id: the filing calls itself \"x\", the record "
	    "\"00000002-filing\"");
}
END_TEST

START_TEST(a_carried_checkpoint_must_be_of_this_past)
{
	struct look look = { .bad = 99, .renamed = 99, .carried = "x\n" };
	char other[300], text[1000];
	struct auditlog *log;

	ck_assert_str_eq(look_through(&look, 1),
	    "entry 5: carried-checkpoint: not a signed note: expected text, "
	    "an empty line and signatures");
	/* The last one carries the checkpoint that covers itself. */
	look = (struct look){ .bad = 99, .renamed = 99, .carried = newest };
	ck_assert(
	    strncmp(look_through(&look, 1), "entry 5: rollback:", 18) == 0);
	/* The same key has signed another history elsewhere. */
	snprintf(other, sizeof(other), "%s", fix_path("carried"));
	fix_copy(good, other);
	fix_copy(fix_path("good.key"), fix_path("carried.key"));
	fix_tamper(other, "DELETE FROM entry WHERE idx > 2;"
			  "DELETE FROM node WHERE (idx + 1) << level > 3;"
			  "DELETE FROM checkpoint WHERE size > 3");
	log = fix_writer(other);
	fix_append(log, 77);
	auditlog_close(log);
	fix_checkpoint(other, text);
	look = (struct look){ .bad = 99, .renamed = 99, .carried = text };
	ck_assert_msg(
	    strncmp(look_through(&look, 1), "entry 5: fork:", 14) == 0, "%s",
	    text);
}
END_TEST

/* ---- chance ---- */

/* Everything that auditlog_get() gives, as one digest; false: refused. */
static bool
everything(const char *path, uint8_t out[SHA256_SIZE])
{
	struct auditlog *log = NULL;
	struct error err = { 0 };
	struct merkle m = { 0 };
	bool ok = auditlog_open(path, AUDITLOG_READ, &log, &err) == ST_OK;

	for (uint64_t i = 0; ok && i < ENTRIES; i++) {
		struct arena a = { 0 };
		struct log_record r;
		uint8_t h[SHA256_SIZE];

		ok = auditlog_get(log, i, &a, &r, &err) == ST_OK &&
		     merkle_leaf(r.file, h) &&
		     merkle_append(&m, h, NULL, NULL) &&
		     merkle_leaf(r.leaf.product, h) &&
		     merkle_append(&m, h, NULL, NULL);
		for (size_t k = 0; ok && k < r.leaf.ninput; k++)
			ok = merkle_leaf(r.input[k], h) &&
			     merkle_append(&m, h, NULL, NULL);
		arena_free(&a);
	}
	ok = ok && merkle_root(&m, out);
	auditlog_close(log);
	return ok;
}

/* A flipped bit is found, or nothing that the log says has changed. */
START_TEST(a_flipped_bit_is_found_or_changes_nothing)
{
	struct bytes b = { 0 };
	struct error err = { 0 };
	uint8_t want[SHA256_SIZE], now[SHA256_SIZE];
	uint64_t z = 12345;
	size_t found = 0, rounds = 150;
	char path[300];

	snprintf(path, sizeof(path), "%s", fix_path("flipped"));
	ck_assert(everything(good, want));
	ck_assert_int_eq(file_load(good, (size_t)1 << 30, &b, &err), ST_OK);
	for (size_t i = 0; i < rounds; i++) {
		struct findings f = { 0 };
		size_t bit;

		z = z * 6364136223846793005u + 1442695040888963407u;
		/* The first rounds go through the header and the schema. */
		bit = (size_t)(z >> 20) % (i < 50 ? 8192 : 8 * b.n);
		b.p[bit / 8] = (char)(b.p[bit / 8] ^ 1 << bit % 8);
		ck_assert_int_eq(file_write(path, (struct str){ b.p, b.n },
				     FILE_PRIVATE, &err),
		    ST_OK);
		if (fix_verify(path, vkey, newest, &f) != ST_OK)
			found++;
		else
			ck_assert_msg(everything(path, now) &&
					  memcmp(now, want, SHA256_SIZE) == 0,
			    "bit %zu", bit);
		findings_free(&f);
		b.p[bit / 8] = (char)(b.p[bit / 8] ^ 1 << bit % 8);
	}
	ck_assert_uint_gt(found, 0);
	bytes_free(&b);
}
END_TEST

START_TEST(a_truncated_file_is_found)
{
	struct bytes b = { 0 };
	struct error err = { 0 };
	const char *path = fix_path("short");

	ck_assert_int_eq(file_load(good, (size_t)1 << 30, &b, &err), ST_OK);
	for (size_t n = 0; n < b.n; n += n < 200 ? 50 : 7777) {
		struct findings f = { 0 };

		ck_assert_int_eq(file_write(path, (struct str){ b.p, n },
				     FILE_PRIVATE, &err),
		    ST_OK);
		ck_assert_int_ne(fix_verify(path, vkey, "", &f), ST_OK);
		ck_assert_uint_gt(f.errors, 0);
		findings_free(&f);
	}
	bytes_free(&b);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("audit");
	TCase *t = tcase_create("audit");

	if (!fix_begin())
		return EXIT_FAILURE;
	tcase_add_unchecked_fixture(t, make_good, NULL);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, an_untouched_log_holds);
	tcase_add_test(t, an_audit_counts_what_it_looked_at);
	tcase_add_test(t, a_log_judged_by_its_own_key_says_so);
	tcase_add_loop_test(t, tampering_is_found_and_named, 0, NATTACKS);
	tcase_add_loop_test(
	    t, a_log_with_other_triggers_is_found_and_not_opened, 0, 4);
	tcase_add_test(t, a_clean_cut_is_seen_only_from_outside);
	tcase_add_test(t, an_old_copy_is_a_rollback_and_its_growth_a_fork);
	tcase_add_loop_test(t, in_a_group_the_entry_is_named_too, 0, NGROUPS);
	tcase_add_loop_test(
	    t, what_came_after_a_checkpoint_is_looked_at_alone, 0, NAFTER);
	tcase_add_test(t, a_checkpoint_to_go_on_from_must_be_signed);
	tcase_add_test(t, an_older_checkpoint_is_compared_by_a_proof);
	tcase_add_test(t, a_log_signed_by_another_key_is_found);
	tcase_add_test(t, a_signed_record_is_judged_too);
	tcase_add_test(t, every_filing_is_shown_to_the_caller);
	tcase_add_test(t, a_carried_checkpoint_must_be_of_this_past);
	tcase_add_test(t, a_flipped_bit_is_found_or_changes_nothing);
	tcase_add_test(t, a_truncated_file_is_found);
	suite_add_tcase(s, t);
	return fix_run(s);
}
