/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_audit_links - what an audit finds of references between entries, and of
 * the chain of filings that change each other.
 */
#include "tests/unit/both.h"
#include "tests/unit/logfix.h"

/* Filings 0 to 2, a receipt of 2, amendments of 0 and of 1. */

static char good[300], vkey[NOTE_VKEY_TEXT], before_last[1000];

static void
add(struct auditlog *log, const struct log_entry *e)
{
	struct arena a = { 0 };
	struct log_receipt r;
	struct error err = { 0 };

	ck_assert_msg(
	    auditlog_append(log, e, &a, &r, &err) == ST_OK, "%s", err.text);
	arena_free(&a);
}

static void
make_good(void)
{
	static const struct str third = STR("00000002-filing");
	static const struct log_input scan = { STR("document"),
		STR("receipt.pdf"), STR("%PDF"), true };
	struct fix_filing x;
	struct auditlog *log;

	snprintf(good, sizeof(good), "%s", fix_path("good"));
	fix_log(good, 3, vkey);
	log = fix_writer(good);
	add(log, &(struct log_entry){ .kind = STR("receipt"),
		     .actor = STR("B. Clerk"),
		     .tool = STR("retrace 0.1.0"),
		     .date = STR("2026-11-20"),
		     .number = STR("1"),
		     .refers = &third,
		     .nrefers = 1,
		     .input = &scan,
		     .ninput = 1,
		     .now = FIX_START + 180 });
	fix_amendment(&x, 4, STR("00000000-filing"));
	add(log, &x.e);
	fix_checkpoint(good, before_last);
	fix_amendment(&x, 5, STR("00000001-filing"));
	add(log, &x.e);
	auditlog_close(log);
}

/* Entry e refers elsewhere, in its record and in its row. */
#define LINE(e, from, to) \
	"UPDATE entry SET leaf = replace(leaf, 'refers " from "', 'refers " to \
	"') WHERE idx = " e ";"
#define ROW(e, to) "UPDATE refers SET target = '" to "' WHERE entry = " e

static const struct attack {
	const char *sql;
	const char *says[2]; /* up to the first NULL */
	size_t errors;
} attacks[] = {
	{ "SELECT 1", { NULL }, 0 },
	/* rows and lines */
	{ "DELETE FROM refers WHERE entry = 3",
	    { "entry 3: reference: that it refers to \"00000002-filing\" is "
	      "not stored",
		"log: reference: 2 stored references: expected 3" },
	    2 },
	{ "INSERT INTO refers VALUES ('00000002-filing', 5)",
	    { "log: reference: 4 stored references: expected 3" }, 1 },
	{ "INSERT INTO refers VALUES ('x', 9223372036854775807)",
	    { "log: reference: 4 stored references: expected 3" }, 1 },
	{ ROW("3", "00000001-filing"),
	    { "entry 3: reference: that it refers to \"00000002-filing\" is "
	      "not stored" },
	    1 },
	/* what is referred to */
	{ "DELETE FROM entry WHERE idx = 2",
	    { "entry 2: entry-missing:",
		"entry 3: reference: it refers to \"00000002-filing\", which "
		"is not in the log" },
	    0 },
	{ "UPDATE entry SET leaf = replace(leaf, 'id 00000002', 'id "
	  "0000000f') WHERE idx = 2;"
	  "UPDATE entry SET leaf = replace(leaf, 'id 00000005', 'id "
	  "00000002') WHERE idx = 5",
	    { "entry 2: leaf:",
		"entry 3: reference: it refers to \"00000002-filing\", entry "
		"5: expected one before it" },
	    3 },
	{ LINE("5", "00000001", "00000005") ROW("5", "00000005-filing"),
	    { "entry 5: leaf:",
		"entry 5: chain: it refers to \"00000005-filing\", entry 5: "
		"expected one before it" },
	    2 },
	{ "UPDATE entry SET leaf = replace(leaf, 'refers 00000001-filing', "
	  "'refers ' || (SELECT substr(leaf, 20, 64) FROM entry WHERE idx = "
	  "3)) WHERE idx = 5;"
	  "UPDATE refers SET target = (SELECT substr(leaf, 20, 64) FROM entry "
	  "WHERE idx = 3) WHERE entry = 5",
	    { "entry 5: leaf:", "entry 5: chain: it refers to \"" }, 2 },
	/* a branch */
	{ LINE("5", "00000001", "00000000") ROW("5", "00000000-filing"),
	    { "entry 5: leaf:",
		"entry 5: chain: the filing that it changes has been changed "
		"by entry 4" },
	    2 },
	/* also where the row of the first change is gone */
	{ LINE("5", "00000001", "00000000") ROW(
	      "5", "00000000-filing") ";DELETE FROM refers WHERE entry = 4",
	    { "entry 4: reference:",
		"entry 5: chain: the filing that it changes has been changed "
		"by entry 4" },
	    4 },
	/* where a record is gone, nobody knows how many there should be */
	{ "DELETE FROM entry WHERE idx = 3", { "entry 3: entry-missing:" }, 0 },
};
#define NATTACKS (int)(sizeof(attacks) / sizeof(attacks[0]))

static void
assert_found(const struct attack *k, enum status st, const struct findings *f)
{
	ck_assert_msg(
	    (st == ST_OK) == (k->says[0] == NULL), "%s%s", k->sql, fix_all(f));
	for (size_t i = 0; i < 2 && k->says[i] != NULL; i++)
		ck_assert_msg(fix_says(f, SEV_ERROR, k->says[i]),
		    "%s: want \"%s\"%s", k->sql, k->says[i], fix_all(f));
	if (k->errors > 0)
		ck_assert_msg(f->errors == k->errors, "%s: want %zu errors%s",
		    k->sql, k->errors, fix_all(f));
}

START_TEST(a_reference_that_does_not_hold_is_named)
{
	const struct attack *k = &attacks[_i];
	struct findings f = { 0 };
	const char *path = fix_path("tampered");

	fix_copy(good, path);
	fix_tamper(path, k->sql);
	assert_found(k, both_verify(path, vkey, "", &f), &f);
	ck_assert(k->errors > 0 || !fix_says(&f, SEV_ERROR, "log: reference:"));
	findings_free(&f);
}
END_TEST

/* From the checkpoint before the last entry on. */
static const struct attack after[] = {
	{ "SELECT 1", { NULL }, 0 },
	{ LINE("5", "00000001", "00000000") ROW("5", "00000000-filing"),
	    { "entry 5: leaf:",
		"entry 5: chain: the filing that it changes has been changed "
		"by entry 4" },
	    2 },
	{ "INSERT INTO refers VALUES ('00000002-filing', 5)",
	    { "log: reference: 2 stored references: expected 1" }, 1 },
	/* not looked at */
	{ "DELETE FROM refers WHERE entry = 3", { NULL }, 0 },
};
#define NAFTER (int)(sizeof(after) / sizeof(after[0]))

START_TEST(a_branch_off_what_was_verified_before_is_found)
{
	const struct attack *k = &after[_i];
	struct log_audit audit = { .vkey = str_of(vkey),
		.since = str_of(before_last) };
	struct findings f = { 0 };
	const char *path = fix_path("later");

	fix_copy(good, path);
	fix_tamper(path, k->sql);
	assert_found(k, both_audit(path, &audit, &f), &f);
	findings_free(&f);
}
END_TEST

/* ---- what the filing itself says ---- */

struct look {
	const char *id; /* of the filing that says otherwise; "": none */
	const char *earlier, *sha256, *kind;
};

static enum status
look_at(void *ctx, const struct leaf *leaf, struct str file, struct arena *a,
    struct log_facts *facts, struct error *err)
{
	const struct look *look = ctx;
	char text[60], hex[SHA256_HEX];
	uint8_t sha256[SHA256_SIZE];

	(void)file;
	(void)err;
	facts->filing = leaf->id;
	facts->kind = leaf->kind;
	if (str_is(leaf->id, look->id)) {
		facts->earlier = str_of(look->earlier);
		facts->earlier_sha256 = str_of(look->sha256);
		facts->kind = str_of(look->kind);
	} else if (leaf->nrefers > 0) {
		snprintf(text, sizeof(text), "<filing id=\"%.*s\"/>",
		    STR_ARG(leaf->refers[0]));
		ck_assert(digest_sha256(str_of(text), sha256));
		digest_hex(sha256, hex);
		facts->earlier = leaf->refers[0];
		facts->earlier_sha256 = arena_copy(a, str_of(hex));
	}
	return ST_OK;
}

static const struct {
	struct look look;
	const char *says; /* all of it; "" if the log holds */
} looks[] = {
	{ { "", "", "", "" }, "" },
	{ { "00000005-filing", "00000001-filing", "00", "" },
	    "entry 5: chain: the filing that it changes, entry 1, has other "
	    "bytes than it says" },
	{ { "00000005-filing", "00000000-filing", "00", "" },
	    "entry 5: chain: the filing changes 00000000-filing, and the "
	    "record says 00000001-filing" },
	{ { "00000005-filing", "", "", "" },
	    "entry 5: chain: the filing changes none, and the record says "
	    "00000001-filing" },
	{ { "00000002-filing", "00000001-filing", "00", "" },
	    "entry 2: chain: the filing changes 00000001-filing, and the "
	    "record says none" },
	{ { "00000002-filing", "", "", "report" },
	    "entry 2: filing-id: the filing is of kind \"report\", the record "
	    "says \"initial\"" },
};
#define NLOOKS (int)(sizeof(looks) / sizeof(looks[0]))

START_TEST(a_filing_changes_what_its_record_says)
{
	struct look look = looks[_i].look;
	const char *says = looks[_i].says;
	struct log_audit audit = {
		.vkey = str_of(vkey), .check = look_at, .ctx = &look
	};
	struct findings f = { 0 };

	ck_assert_int_eq(
	    both_audit(good, &audit, &f), says[0] != '\0' ? ST_VERIFY : ST_OK);
	ck_assert_msg(f.errors == (says[0] != '\0'), "%s", fix_all(&f));
	if (says[0] != '\0')
		ck_assert_str_eq(f.first.text, says);
	findings_free(&f);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("audit_links");
	TCase *t = tcase_create("audit_links");

	if (!fix_begin())
		return EXIT_FAILURE;
	tcase_add_unchecked_fixture(t, make_good, NULL);
	tcase_add_loop_test(
	    t, a_reference_that_does_not_hold_is_named, 0, NATTACKS);
	tcase_add_loop_test(
	    t, a_branch_off_what_was_verified_before_is_found, 0, NAFTER);
	tcase_add_loop_test(
	    t, a_filing_changes_what_its_record_says, 0, NLOOKS);
	suite_add_tcase(s, t);
	return fix_run(s);
}
