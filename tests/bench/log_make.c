/* SPDX-License-Identifier: Apache-2.0 */
/*
 * log_make LOG LOG.key KEY.pem CERT.pem N FILING.xml... - a log of N filings.
 *
 * Each is a copy of one of the filings in turn, with a number in its contract
 * and an id and a signature of its own; of the last filing only one in a
 * thousand.  They are added in groups.  Of the first half signing and adding
 * are told apart, and the same bytes, filings and records, go in the same
 * groups into a table of SQLite, LOG-bare, which is removed in the end; of the
 * other half each group is signed on a thread while the one before is being
 * added. Prints how many filings each took how long.
 */
#include "core/base/limits.h"
#include "core/base/xml.h"
#include "core/filing/filing.h"
#include "core/filing/sign/sign.h"
#include "core/log/auditlog.h"

#include <inttypes.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define GROUP 1000
#define RARE 1000
#define START INT64_C(1769904000) /* 2026-02-01 */
#define STEP 25                   /* [s] between two filings */

/* A filing without id, time, checkpoint and signature, in two halves: the
 * number goes between them. */
struct model {
	struct str head, tail;
	struct filing_facts facts;
	struct bytes bytes;
};

/* Filings that are added in one transaction. */
struct group {
	uint64_t first; /* its number */
	size_t n;
	struct log_entry e[GROUP];
	char id[GROUP][SHA256_HEX];
	struct arena mem;
	struct error err;
};

struct making {
	struct auditlog *log;
	struct signkey *key;
	struct sign_plan plan;
	struct model *model; /* [nmodel] */
	size_t nmodel;
	sqlite3 *bare;
	sqlite3_stmt *insert;
	struct log_input input[2];
	double sign[2], append[2], plain[2], both[2]; /* [s] wall, cpu */
	struct arena mem;
	struct error err;
};

static void
stop(const char *what)
{
	fprintf(stderr, "log_make: %s\n", what);
	exit(1);
}

static double
seconds(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
begin(double at[2])
{
	at[0] = seconds(CLOCK_MONOTONIC);
	at[1] = seconds(CLOCK_PROCESS_CPUTIME_ID);
}

static void
add(double to[2], const double since[2])
{
	to[0] += seconds(CLOCK_MONOTONIC) - since[0];
	to[1] += seconds(CLOCK_PROCESS_CPUTIME_ID) - since[1];
}

/* Takes out what begins and ends so; NULL: there is none. */
static char *
cut(struct bytes *b, const char *from, const char *to)
{
	char *p = memmem(b->p, b->n, from, strlen(from)), *q;

	if (p == NULL)
		return NULL;
	q = p + strlen(from);
	q = memmem(q, b->n - (size_t)(q - b->p), to, strlen(to));
	if (q == NULL)
		return NULL;
	q += strlen(to);
	memmove(p, q, (size_t)(b->p + b->n - q));
	b->n -= (size_t)(q - p);
	return p;
}

static void
load_model(struct making *m, const char *path, struct model *out)
{
	struct findings f = { 0 };
	xmlDoc *doc = NULL;
	char *at;

	if (file_load(path, LIMIT_FILING, &out->bytes, &m->err) != ST_OK ||
	    filing_read((struct str){ out->bytes.p, out->bytes.n }, path, NULL,
		&doc, &f) != ST_OK ||
	    filing_facts(doc, &m->mem, &out->facts, &m->err) != ST_OK)
		stop(path);
	xmlFreeDoc(doc);
	cut(&out->bytes, "<checkpoint>", "</checkpoint>");
	if (cut(&out->bytes, "<ds:Signature", "</ds:Signature>") == NULL ||
	    cut(&out->bytes, " created=\"", "\"") == NULL ||
	    cut(&out->bytes, " id=\"", "\"") == NULL)
		stop("not a signed filing");
	at = memmem(out->bytes.p, out->bytes.n, "</contract>", 11);
	if (at == NULL)
		stop("a filing without a contract");
	out->head = (struct str){ out->bytes.p, (size_t)(at - out->bytes.p) };
	out->tail =
	    (struct str){ at, out->bytes.n - (size_t)(at - out->bytes.p) };
}

/* The filing of that number, unsigned, with its id. */
static struct str
write_filing(
    const struct model *x, uint64_t n, struct arena *a, char id[SHA256_HEX])
{
	static const char root[] = "<filing xmlns=\"urn:retrace:filing:1\"";
	const size_t nroot = sizeof(root) - 1;
	char *text = TAKE(a, char, x->head.n + x->tail.n + 200);
	char created[DATE_TIME_TEXT];
	uint8_t sha256[SHA256_SIZE];
	size_t len;

	if (text == NULL)
		stop("out of memory");
	len = (size_t)sprintf(text, "%.*s-%llu%.*s", STR_ARG(x->head),
	    (unsigned long long)n, STR_ARG(x->tail));
	if (memcmp(text, root, nroot) != 0 ||
	    !digest_sha256((struct str){ text, len }, sha256))
		stop("no canonical filing");
	digest_hex(sha256, id);
	date_time_format(START + STEP * (int64_t)n, created);
	len = (size_t)sprintf(text, "%s created=\"%s\" id=\"%s\"%.*s-%llu%.*s",
	    root, created, id, (int)(x->head.n - nroot), x->head.p + nroot,
	    (unsigned long long)n, STR_ARG(x->tail));
	return (struct str){ text, len };
}

static void
run(struct making *m, const char *sql)
{
	if (sqlite3_exec(m->bare, sql, NULL, NULL, NULL) != SQLITE_OK)
		stop(sqlite3_errmsg(m->bare));
}

/* Record and filing of each, in one transaction. */
static void
insert_all(struct making *m, const struct log_entry *e, size_t n)
{
	/* As long as the records are. */
	static const char record[480] = "";

	run(m, "BEGIN IMMEDIATE");
	for (size_t i = 0; i < n; i++) {
		sqlite3_bind_blob64(m->insert, 1, e[i].file.p,
		    (sqlite3_uint64)e[i].file.n, SQLITE_STATIC);
		sqlite3_bind_blob(
		    m->insert, 2, record, sizeof(record), SQLITE_STATIC);
		if (sqlite3_step(m->insert) != SQLITE_DONE)
			stop(sqlite3_errmsg(m->bare));
		sqlite3_reset(m->insert);
	}
	run(m, "COMMIT");
}

static void
sign_group(struct making *m, struct group *g)
{
	for (size_t i = 0; i < g->n; i++) {
		uint64_t k = g->first + i;
		const struct model *x =
		    &m->model[k % RARE == RARE / 2 || m->nmodel == 1
				  ? m->nmodel - 1
				  : k % (m->nmodel - 1)];
		struct str doc = write_filing(x, k, &g->mem, g->id[i]), file;

		if (sign_planned(&m->plan, doc, START + STEP * (int64_t)k,
			&g->mem, &file, &g->err) != ST_OK)
			stop(g->err.text);
		g->e[i] = (struct log_entry){ .filing = str_of(g->id[i]),
			.kind = x->facts.kind,
			.actor = x->facts.actor,
			.product = x->facts.product,
			.tool = STR("retrace bench"),
			.rules = x->facts.rules,
			.file = file,
			.input = m->input,
			.ninput = 2,
			.now = START + STEP * (int64_t)k };
		memcpy(
		    g->e[i].rules_sha256, x->facts.rules_sha256, SHA256_SIZE);
	}
}

static void
add_group(struct making *m, const struct group *g)
{
	static struct log_receipt r[GROUP];
	struct arena a = { 0 };

	if (auditlog_append_all(m->log, g->e, g->n, &a, r, &m->err) != ST_OK)
		stop(m->err.text);
	arena_free(&a);
}

/* One after the other, and beside it the bare table. */
static void
make_apart(struct making *m, struct group *g)
{
	double at[2];

	begin(at);
	sign_group(m, g);
	add(m->sign, at);
	begin(at);
	add_group(m, g);
	add(m->append, at);
	begin(at);
	insert_all(m, g->e, g->n);
	add(m->plain, at);
	arena_free(&g->mem);
}

struct signing {
	struct making *m;
	struct group *g;
};

static void *
sign_beside(void *of)
{
	const struct signing *x = of;

	sign_group(x->m, x->g);
	return NULL;
}

static void
begin_group(struct group *g, uint64_t first, uint64_t below)
{
	g->first = first;
	g->n = below - first < GROUP ? (size_t)(below - first) : GROUP;
}

/* Each group is signed while the one before is being added. */
static void
make_together(struct making *m, struct group g[2], uint64_t first, uint64_t n)
{
	double at[2];
	int k = 0;

	begin(at);
	begin_group(&g[k], first, n);
	sign_group(m, &g[k]);
	while (g[k].n > 0) {
		struct signing next = { m, &g[1 - k] };
		pthread_t thread;

		begin_group(next.g, g[k].first + g[k].n, n);
		if (pthread_create(&thread, NULL, sign_beside, &next) != 0)
			stop("no thread");
		add_group(m, &g[k]);
		pthread_join(thread, NULL);
		arena_free(&g[k].mem);
		k = 1 - k;
	}
	add(m->both, at);
}

static void
open_all(struct making *m, char **word)
{
	struct key_source src = { .key_file = word[2], .cert_file = word[3] };
	struct bytes key = { 0 }, cert = { 0 };
	char path[600];

	if (auditlog_init(word[0], STR("example.com/bench"), word[1], STR(""),
		&m->err) != ST_OK ||
	    auditlog_open(word[0], AUDITLOG_WRITE, &m->log, &m->err) != ST_OK ||
	    auditlog_unlock(m->log, word[1], STR(""), &m->err) != ST_OK ||
	    file_load(word[2], LIMIT_FILING, &key, &m->err) != ST_OK ||
	    file_load(word[3], LIMIT_FILING, &cert, &m->err) != ST_OK)
		stop(m->err.text);
	src.key = (struct str){ key.p, key.n };
	src.cert = (struct str){ cert.p, cert.n };
	if (key_load(&src, date_now(), &m->key, &m->err) != ST_OK ||
	    sign_plan_make(m->key, &m->mem, &m->plan, &m->err) != ST_OK)
		stop(m->err.text);
	bytes_free(&key);
	bytes_free(&cert);
	snprintf(path, sizeof(path), "%s-bare", word[0]);
	if (sqlite3_open(path, &m->bare) != SQLITE_OK)
		stop("SQLite");
	run(m, "PRAGMA page_size = 16384; PRAGMA journal_mode = DELETE;"
	       "PRAGMA synchronous = EXTRA;"
	       "CREATE TABLE plain (id INTEGER PRIMARY KEY, file BLOB, "
	       "record BLOB)");
	if (sqlite3_prepare_v2(m->bare,
		"INSERT INTO plain (file, record) VALUES (?1, ?2)", -1,
		&m->insert, NULL) != SQLITE_OK)
		stop(sqlite3_errmsg(m->bare));
	m->input[0] = (struct log_input){ STR("bom"), STR("bom.xml"),
		STR("<bom/>"), false };
	m->input[1] = (struct log_input){ STR("rules"), STR("rules.xml"),
		STR("<rules/>"), false };
}

static void
close_all(struct making *m, const char *log)
{
	char path[600];

	sqlite3_finalize(m->insert);
	sqlite3_close(m->bare);
	snprintf(path, sizeof(path), "%s-bare", log);
	unlink(path);
	auditlog_close(m->log);
	key_free(m->key);
	for (size_t i = 0; i < m->nmodel; i++)
		bytes_free(&m->model[i].bytes);
	free(m->model);
	arena_free(&m->mem);
}

static void
print_took(const char *name, uint64_t n, const double took[2])
{
	printf("%-10s %9.4f %9.4f %" PRIu64 "\n", name, took[0], took[1], n);
}

int
main(int argc, char **argv)
{
	static struct making m;
	static struct group g[2];
	uint64_t n, half;

	if (argc < 7) {
		fprintf(stderr, "log_make LOG LOG.key KEY.pem CERT.pem N "
				"FILING.xml...\n");
		return 64;
	}
	xml_start();
	n = strtoull(argv[5], NULL, 10);
	m.nmodel = (size_t)argc - 6;
	m.model = calloc(m.nmodel, sizeof(*m.model));
	if (m.model == NULL)
		stop("out of memory");
	for (size_t i = 0; i < m.nmodel; i++)
		load_model(&m, argv[6 + i], &m.model[i]);
	open_all(&m, argv + 1);
	half = n / 2;
	for (uint64_t i = 0; i < half; i += GROUP) {
		begin_group(&g[0], i, half);
		make_apart(&m, &g[0]);
	}
	make_together(&m, g, half, n);
	print_took("sign", half, m.sign);
	print_took("append", half, m.append);
	print_took("plain", half, m.plain);
	print_took("both", n - half, m.both);
	close_all(&m, argv[1]);
	return 0;
}
