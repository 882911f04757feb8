/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_audit_filings - an audit looks at what was logged, too: at records that
 * the holder of the key has forced in, and at each filing by its caller.
 */
#include "tests/unit/attack.h"

#include "core/log/store/store.h"

#include <stdatomic.h>

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

static enum status
find_no_memory(void *ctx, const struct leaf *leaf, struct str file,
    struct arena *a, struct log_facts *facts, struct error *err)
{
	(void)ctx, (void)file, (void)a;
	facts->filing = leaf->id;
	return strtoul(leaf->id.p, NULL, 16) == 3
		   ? error_set(err, ST_NOMEM, pos_none, "out of memory")
		   : ST_OK;
}

START_TEST(a_want_of_memory_is_no_fault_of_a_filing)
{
	struct log_audit audit = { .vkey = str_of(vkey),
		.check = find_no_memory };
	struct findings f = { 0 };

	ck_assert_int_eq(auditlog_verify(good, &audit, &f), ST_NOMEM);
	ck_assert_uint_eq(f.errors, 1);
	ck_assert_str_eq(f.first.text, "out of memory");
	findings_free(&f);
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

int
main(void)
{
	Suite *s = suite_create("audit_filings");
	TCase *t = tcase_create("audit_filings");

	if (!fix_begin())
		return EXIT_FAILURE;
	tcase_add_unchecked_fixture(t, make_good, NULL);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, a_signed_record_is_judged_too);
	tcase_add_test(t, every_filing_is_shown_to_the_caller);
	tcase_add_test(t, a_want_of_memory_is_no_fault_of_a_filing);
	tcase_add_test(t, a_carried_checkpoint_must_be_of_this_past);
	suite_add_tcase(s, t);
	return fix_run(s);
}
