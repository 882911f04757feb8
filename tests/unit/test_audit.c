/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_audit - every way of tampering with a log that we could think of, and
 * the name that the audit gives to it.
 */
#include "tests/unit/attack.h"
#include "tests/unit/both.h"

#include "core/log/store/store.h"

START_TEST(an_untouched_log_holds)
{
	struct findings f = { 0 };

	ck_assert_msg(
	    both_verify(good, vkey, newest, &f) == ST_OK, "%s", fix_all(&f));
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

	ck_assert_int_eq(both_audit(good, &audit, &f), ST_OK);
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

	ck_assert_int_eq(both_verify(good, "", "", &f), ST_OK);
	ck_assert(fix_says(&f, SEV_WARNING,
	    "the checkpoints were checked with the key that the log itself"));
	findings_free(&f);
}
END_TEST

static const struct attack attacks[] = {
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
	  "UPDATE node SET hash = " NO_BLOB " WHERE level = 0 AND idx = 2",
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
	{ "UPDATE node SET hash = " NO_BLOB " WHERE level = 0 AND idx = 3",
	    { "entry 3: node: its stored hash was changed" }, 1 },
	{ "UPDATE node SET hash = " NO_BLOB " WHERE level = 1 AND idx = 1",
	    { "entry 3: node: the stored hash of its subtree of level 1" }, 1 },
	{ "DELETE FROM node WHERE level = 2",
	    { "entry 3: node: the stored hash of its subtree of level 2 is "
	      "missing",
		"log: node: 9 stored hashes: expected 10" },
	    2 },
	{ "DELETE FROM node WHERE level = 0 AND idx = 3",
	    { "entry 3: node: its stored hash is missing" }, 2 },
	{ "INSERT INTO node VALUES (7, 0, " NO_BLOB ")",
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
	{ "INSERT INTO blob VALUES (99, " NO_BLOB ", x'00')",
	    { "log: blob-stray: no entry names the blob 0101" }, 1 },
	{ "UPDATE blob SET sha256 = " NO_BLOB
	  " WHERE body = CAST('<bom n=\"4\"/>' AS BLOB)",
	    { "entry 4: blob-missing:", "log: blob-stray:" }, 2 },
	{ "CREATE TEMP TABLE t AS SELECT id, body FROM blob;"
	  "UPDATE blob SET body = (SELECT body FROM t WHERE t.id = "
	  "3 - blob.id) WHERE id IN (1, 2)",
	    { "entry 0: blob-digest: the signed filing",
		"entry 0: blob-digest: the input drive unit.xml" },
	    2 },
	/* checkpoints */
	{ "UPDATE checkpoint SET root = " NO_BLOB " WHERE size = 4",
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
	/* the one behind it is mended, but not what was signed */
	{ "DELETE FROM checkpoint WHERE size = 4; "
	  "UPDATE checkpoint SET before = 3 WHERE size = 5",
	    { "entry 3: checkpoint-missing: the checkpoint that was kept "
	      "after it is gone" },
	    1 },
	{ "DELETE FROM checkpoint WHERE size IN (2, 3, 4); "
	  "UPDATE checkpoint SET before = 1 WHERE size = 5",
	    { "entry 3: checkpoint-missing:" }, 1 },
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
	ck_assert_msg(both_verify(path, vkey, "", &f) != ST_OK, "%s", k->sql);
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
	ck_assert_int_eq(both_verify(path, vkey, "", &f), ST_VERIFY);
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
	    both_verify(path, vkey, "", &f) == ST_OK, "%s", fix_all(&f));
	ck_assert(fix_says(&f, SEV_NOTE,
	    "without a checkpoint from outside it cannot be shown that no "
	    "newer entries were cut off"));
	findings_free(&f);
	ck_assert_int_eq(both_verify(path, vkey, newest, &f), ST_VERIFY);
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
	ck_assert_int_eq(both_verify(copy, v, mid, &f), ST_OK);
	findings_free(&f);
	ck_assert_int_eq(both_verify(copy, v, text, &f), ST_VERIFY);
	ck_assert(fix_says(&f, SEV_ERROR, "log: rollback:"));
	findings_free(&f);
	/* Signed on with the same key: two histories. */
	log = fix_writer(copy);
	fix_append(log, 7);
	fix_append(log, 8);
	fix_append(log, 9);
	auditlog_close(log);
	ck_assert_int_eq(both_verify(copy, v, mid, &f), ST_OK);
	findings_free(&f);
	ck_assert_int_eq(both_verify(copy, v, text, &f), ST_VERIFY);
	ck_assert(fix_says(&f, SEV_ERROR, "log: fork: the first 5 entries"));
	findings_free(&f);
	ck_assert_int_eq(both_verify(orig, v, text, &f), ST_OK);
	findings_free(&f);
}
END_TEST

START_TEST(a_log_signed_by_another_key_is_found)
{
	const char *path = fix_path("other");
	struct findings f = { 0 };
	char own[NOTE_VKEY_TEXT], text[1000];

	fix_log(path, 2, own);
	ck_assert_int_eq(both_verify(path, vkey, "", &f), ST_VERIFY);
	ck_assert(fix_says(&f, SEV_ERROR, "log: key:"));
	ck_assert(fix_says(&f, SEV_ERROR,
	    "log: checkpoint-signature: not signed with the key"));
	ck_assert(fix_says(&f, SEV_ERROR, "entry 0: checkpoint-signature:"));
	ck_assert(fix_says(&f, SEV_ERROR, "entry 1: checkpoint-signature:"));
	findings_free(&f);
	/* A checkpoint of another log is no witness for this one. */
	fix_checkpoint(path, text);
	ck_assert_int_eq(both_verify(good, vkey, text, &f), ST_VERIFY);
	ck_assert(
	    fix_says(&f, SEV_ERROR, "known checkpoint: checkpoint-signature:"));
	ck_assert_uint_eq(f.errors, 1);
	findings_free(&f);
	ck_assert_int_eq(both_verify(good, vkey, "nonsense\n", &f), ST_VERIFY);
	findings_free(&f);
	ck_assert_int_eq(both_verify(good, "nonsense", "", &f), ST_SYNTAX);
	findings_free(&f);
}
END_TEST

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
		if (both_verify(path, vkey, newest, &f) != ST_OK)
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

/* More than is read ahead, in groups with a checkpoint each. */
START_TEST(a_long_log_is_told_in_its_order)
{
	static const char *const says[] = { "entry 3: leaf:",
		"entry 300: blob-",
		"entry 900: entry-missing: there are no entries 900 to 901",
		"entry 1199: " };
	char path[300], v[NOTE_VKEY_TEXT];
	struct findings f = { 0 };
	struct auditlog *log;
	const size_t n = sizeof(says) / sizeof(says[0]);
	size_t told = 0;

	snprintf(path, sizeof(path), "%s", fix_path("long"));
	fix_log(path, 0, v);
	log = fix_writer(path);
	for (unsigned i = 0; i < 1200; i += 100)
		fix_group(log, i, 100);
	auditlog_close(log);
	ck_assert_msg(both_verify(path, v, "", &f) == ST_OK, "%s", fix_all(&f));
	findings_free(&f);
	fix_tamper(path,
	    "UPDATE entry SET leaf = replace(leaf, 'Drive', 'Other') WHERE "
	    "idx IN (3, 1199);"
	    "DELETE FROM entry WHERE idx IN (900, 901);"
	    "UPDATE blob SET body = x'00' WHERE "
	    "instr(CAST(body AS TEXT), '0000012c-filing') > 0");
	ck_assert_int_eq(both_verify(path, v, "", &f), ST_VERIFY);
	for (size_t i = 0; i < f.n && told < n; i++)
		told += strncmp(f.list[i].text, says[told],
			    strlen(says[told])) == 0;
	ck_assert_msg(told == n, "%zu: %s", told, fix_all(&f));
	findings_free(&f);
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
		ck_assert_int_ne(both_verify(path, vkey, "", &f), ST_OK);
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
	tcase_add_test(t, a_log_signed_by_another_key_is_found);
	tcase_add_test(t, a_flipped_bit_is_found_or_changes_nothing);
	tcase_add_test(t, a_long_log_is_told_in_its_order);
	tcase_add_test(t, a_truncated_file_is_found);
	suite_add_tcase(s, t);
	return fix_run(s);
}
