/* SPDX-License-Identifier: Apache-2.0 */
/*
 * prop_bitflips - one random bit of the file of a log is another.
 *
 * An independent reader, SQLite alone, says which rows read otherwise then, or
 * that the file cannot be read.  Each of these must be found by the audit, and
 * the finding must name the entry, blob, hash or checkpoint of such a row, or
 * say that the file is damaged.  What changes no row may pass.
 */
#include "core/log/cosign.h"
#include "core/log/store/store.h"
#include "tests/unit/logfix.h"
#include "tests/unit/run.h"
#include "tests/unit/tsa.h"

#include <fcntl.h>
#include <inttypes.h>
#include <sys/stat.h>
#include <unistd.h>

#define ENTRIES 12
#define ROWS_MAX 400

static char path[300], vkey[NOTE_VKEY_TEXT], newest[1000];
static struct arena memory;
static struct tsa tsa;
static struct note_verifier witness;

/* ---- what an independent reader reads ---- */

enum kind {
	K_LOG,
	K_BLOB,
	K_ENTRY,
	K_REFERS,
	K_NODE,
	K_CHECKPOINT,
	K_COSIGNATURE,
	K_TIMESTAMP,
	K_SCHEMA,
	K_HEADER,
	NKINDS
};

/* A key of two numbers, and everything in the row. */
static const struct {
	const char *name, *sql;
} kinds[NKINDS] = {
	{ "log", "SELECT one, 0, origin, vkey FROM log" },
	{ "blob", "SELECT id, 0, quote(sha256), quote(body) FROM blob" },
	{ "entry", "SELECT idx, 0, quote(leaf), typeof(leaf) FROM entry" },
	{ "refers", "SELECT entry, 0, quote(target), 0 FROM refers" },
	{ "node", "SELECT level, idx, quote(hash), 0 FROM node" },
	{ "checkpoint",
	    "SELECT size, 0, quote(root) || quote(before), quote(note) "
	    "FROM checkpoint" },
	{ "cosignature", "SELECT size, n, quote(line), 0 FROM cosignature" },
	{ "timestamp", "SELECT size, n, quote(token), 0 FROM timestamp" },
	{ "schema",
	    "SELECT 0, 0, type || name || tbl_name, sql FROM sqlite_schema" },
	{ "version", "SELECT user_version, application_id, 0, 0 FROM "
		     "pragma_user_version, pragma_application_id" },
};

struct row {
	enum kind kind;
	int64_t key[2];
	uint8_t all[SHA256_SIZE];
};

struct rows {
	struct row row[ROWS_MAX];
	size_t n;
	bool readable;
};

static bool
read_kind(sqlite3 *db, enum kind kind, struct rows *out)
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(db, kinds[kind].sql, -1, &st, NULL);

	while (rc == SQLITE_OK && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		struct row *r = &out->row[out->n];
		char *text = sqlite3_mprintf("%s|%s|%d",
		    sqlite3_column_text(st, 2), sqlite3_column_text(st, 3),
		    sqlite3_column_bytes(st, 2));

		rc =
		    text != NULL && out->n < ROWS_MAX ? SQLITE_OK : SQLITE_FULL;
		if (rc == SQLITE_OK) {
			r->kind = kind;
			r->key[0] = sqlite3_column_int64(st, 0);
			r->key[1] = sqlite3_column_int64(st, 1);
			ck_assert(digest_sha256(str_of(text), r->all));
			out->n++;
		}
		sqlite3_free(text);
	}
	sqlite3_finalize(st);
	return rc == SQLITE_DONE;
}

static void
read_all(struct rows *out)
{
	char name[400];
	sqlite3 *db = NULL;

	snprintf(name, sizeof(name), "file:%s?immutable=1", path);
	out->n = 0;
	out->readable =
	    sqlite3_open_v2(name, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
		NULL) == SQLITE_OK;
	for (int k = 0; out->readable && k < NKINDS; k++)
		out->readable = read_kind(db, (enum kind)k, out);
	sqlite3_close(db);
}

static bool
same(const struct row *a, const struct row *b)
{
	return a->kind == b->kind && a->key[0] == b->key[0] &&
	       a->key[1] == b->key[1] &&
	       memcmp(a->all, b->all, SHA256_SIZE) == 0;
}

/* The first row of a that is not in b; NULL: each is. */
static const struct row *
missing(const struct rows *a, const struct rows *b)
{
	for (size_t i = 0; i < a->n; i++) {
		size_t k = 0;

		while (k < b->n && !same(&a->row[i], &b->row[k]))
			k++;
		if (k == b->n)
			return &a->row[i];
	}
	return NULL;
}

/* ---- does a finding name the row? ---- */

static bool
says(const struct findings *f, const char *start, const char *in)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->list[i].sev == SEV_ERROR &&
		    strncmp(f->list[i].text, start, strlen(start)) == 0 &&
		    strstr(f->list[i].text, in) != NULL)
			return true;
	return false;
}

static bool
names(const struct findings *f, const struct row *r)
{
	char start[60];
	int64_t n = r->key[0];

	switch (r->kind) {
	case K_LOG:
		return says(f, "log: origin", "") || says(f, "log: key", "");
	case K_BLOB:
		return says(f, "", "blob-");
	case K_ENTRY:
		snprintf(start, sizeof(start), "entry %" PRId64 ":", n);
		return says(f, start, "");
	case K_REFERS:
		return says(f, "", "reference");
	case K_NODE:
		n = ((r->key[1] + 1) << n) - 1;
		snprintf(start, sizeof(start), "entry %" PRId64 ": node", n);
		return says(f, start, "");
	case K_CHECKPOINT:
		if (n == 0)
			return says(f, "log: checkpoint", "");
		snprintf(start, sizeof(start), "entry %" PRId64 ": ", n - 1);
		return says(f, start, "checkpoint");
	case K_COSIGNATURE:
	case K_TIMESTAMP:
		snprintf(start, sizeof(start), "checkpoint of %" PRId64, n);
		return says(f, "", start) || says(f, "log: witness", "");
	case K_SCHEMA:
		return says(f, "log: schema", "") ||
		       says(f, "log: trigger", "");
	case K_HEADER:
	case NKINDS:
		break;
	}
	return says(f, "", "");
}

/* ---- the log ---- */

static void
put(enum store_word kind, uint64_t size, struct str word)
{
	struct store *s = NULL;
	struct error err = { 0 };

	ck_assert_int_eq(store_open(path, STORE_WRITE, &s, &err), ST_OK);
	ck_assert_int_eq(store_begin(s, true, &err), ST_OK);
	ck_assert_int_eq(store_put_word(s, kind, size, 0, word, &err), ST_OK);
	ck_assert_int_eq(store_commit(s, &err), ST_OK);
	store_close(s);
}

static struct str
stamped(struct str note)
{
	struct str request, token;
	struct error err = { 0 };

	ck_assert_int_eq(
	    stamp_request(note, NULL, &memory, &request, &err), ST_OK);
	ck_assert_int_eq(
	    stamp_reply(tsa_answer(&tsa, request, EVP_sha256(), &memory), "r",
		request, &memory, &token, &err),
	    ST_OK);
	return token;
}

/* Filings, amendments of them, a group, and both kinds of words. */
static void
make_log(void)
{
	struct note_signer *s = NULL;
	struct auditlog *log;
	struct error err = { 0 };
	struct str body, lines, line, id = STR("00000001-filing");
	struct log_receipt r;
	struct fix_filing x;

	tsa = tsa_make();
	snprintf(path, sizeof(path), "%s", fix_path("log"));
	fix_log(path, 4, vkey);
	log = fix_writer(path);
	fix_amendment(&x, 4, id);
	ck_assert_int_eq(auditlog_append(log, &x.e, &memory, &r, &err), ST_OK);
	fix_amendment(&x, 5, str_of("00000004-filing"));
	ck_assert_int_eq(auditlog_append(log, &x.e, &memory, &r, &err), ST_OK);
	fix_group(log, 6, ENTRIES - 6);
	auditlog_close(log);
	fix_checkpoint(path, newest);
	ck_assert_int_eq(
	    note_signer_new(STR("witness.example"), &s, &err), ST_OK);
	ck_assert(note_witness_set(
	    &witness, STR("witness.example"), note_signer_public(s)->key));
	ck_assert_int_eq(
	    note_split(str_of(newest), pos_none, &body, &lines, &err), ST_OK);
	ck_assert_int_eq(
	    cosign_make(s, body, FIX_START, &memory, &line, &err), ST_OK);
	put(STORE_COSIGNATURE, ENTRIES, line);
	put(STORE_TIMESTAMP, ENTRIES, stamped(str_of(newest)));
	note_signer_free(s);
}

static void
end(void)
{
	tsa_free(&tsa);
	arena_free(&memory);
}

static enum status
audit(struct findings *f)
{
	struct certs roots = { &tsa.ca, 1, 1 };
	const struct stamp_trust trust = { &roots, NULL };
	struct log_witness who = { .key = witness };
	struct log_audit a = { .vkey = str_of(vkey),
		.known = str_of(newest),
		.witness = &who,
		.nwitness = 1,
		.stamps = &trust };

	return auditlog_verify(path, &a, f);
}

/* ---- one bit after the other ---- */

static uint64_t dice = 20260201;

static uint64_t
roll(uint64_t sides)
{
	dice = dice * 6364136223846793005u + 1442695040888963407u;
	return (dice >> 24) % sides;
}

static struct rows before, after;
static struct tally {
	unsigned flips, passed, damaged, unreadable, spurious;
	unsigned changed[NKINDS], named[NKINDS];
} tally;

static void
judge(size_t bit, enum status st, const struct findings *f)
{
	const struct row *row;

	tally.flips++;
	ck_assert_msg(st == ST_OK || f->errors > 0, "bit %zu", bit);
	if (!after.readable) {
		ck_assert_msg(st != ST_OK,
		    "bit %zu: SQLite cannot read it, and the audit passes",
		    bit);
		tally.unreadable++;
		return;
	}
	row = missing(&before, &after);
	if (row == NULL)
		row = missing(&after, &before);
	if (row == NULL) {
		tally.passed += st == ST_OK;
		tally.spurious += st != ST_OK;
		return;
	}
	ck_assert_msg(st != ST_OK,
	    "bit %zu: a row of %s, %" PRId64 " %" PRId64
	    ", reads otherwise, and the audit passes",
	    bit, kinds[row->kind].name, row->key[0], row->key[1]);
	tally.changed[row->kind]++;
	if (names(f, row))
		tally.named[row->kind]++;
	else if (says(f, "log: file", "") || says(f, "", "damaged"))
		tally.damaged++;
	else
		ck_abort_msg("bit %zu: a row of %s, %" PRId64 " %" PRId64
			     ", is not named:%s",
		    bit, kinds[row->kind].name, row->key[0], row->key[1],
		    fix_all(f));
}

static void
flip(int fd, size_t bit)
{
	unsigned char c;

	ck_assert_int_eq(pread(fd, &c, 1, (off_t)(bit / 8)), 1);
	c = (unsigned char)(c ^ 1u << bit % 8);
	ck_assert_int_eq(pwrite(fd, &c, 1, (off_t)(bit / 8)), 1);
}

START_TEST(a_changed_bit_is_found_and_named)
{
	int rounds = run_rounds(3000), fd = open(path, O_RDWR | O_CLOEXEC);
	struct findings f = { 0 };
	struct bytes b = { 0 };
	struct error err = { 0 };

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(file_load(path, (size_t)1 << 24, &b, &err), ST_OK);
	ck_assert_msg(audit(&f) == ST_OK, "%s", fix_all(&f));
	findings_free(&f);
	read_all(&before);
	ck_assert(before.readable);
	for (int i = 0; i < (rounds > 400 ? rounds : 400); i++) {
		size_t bit;

		/* Most of the file is empty: every second flip is not there. */
		do
			bit = (size_t)roll(8 * (uint64_t)b.n);
		while (i % 2 == 1 && b.p[bit / 8] == 0);
		flip(fd, bit);
		read_all(&after);
		judge(bit, audit(&f), &f);
		findings_free(&f);
		flip(fd, bit);
	}
	close(fd);
	bytes_free(&b);
	ck_assert_int_eq(audit(&f), ST_OK);
	findings_free(&f);
	printf("%u flips: %u changed nothing and passed, %u changed nothing "
	       "and were found, %u unreadable and found\n",
	    tally.flips, tally.passed, tally.spurious, tally.unreadable);
	for (int k = 0; k < NKINDS; k++)
		printf("%s: %u changed, all found, %u named\n", kinds[k].name,
		    tally.changed[k], tally.named[k]);
	printf("%u found as damage of the file alone\n", tally.damaged);
	ck_assert_uint_gt(tally.passed, 0);
	ck_assert_uint_gt(tally.changed[K_BLOB], 0);
	ck_assert_uint_gt(tally.changed[K_ENTRY], 0);
	ck_assert_uint_gt(tally.changed[K_CHECKPOINT], 0);
	ck_assert_uint_gt(tally.changed[K_NODE], 0);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("prop_bitflips");
	TCase *t = tcase_create("prop_bitflips");

	if (!fix_begin())
		return EXIT_FAILURE;
	tcase_set_timeout(t, 280);
	tcase_add_unchecked_fixture(t, make_log, end);
	tcase_add_test(t, a_changed_bit_is_found_and_named);
	suite_add_tcase(s, t);
	return fix_run(s);
}
