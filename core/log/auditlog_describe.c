/* SPDX-License-Identifier: Apache-2.0 */
/*
 * auditlog_describe - from what is to be logged to its record; see
 * auditlog_own.h.
 *
 * The digests are as much work as what SQLite does with the same bytes.  Those
 * of a large group are computed on a thread, in the order in which they are
 * added, while those before are being added.
 */
#include "core/base/date.h"
#include "core/base/relay.h"
#include "core/log/auditlog_own.h"

#include <string.h>

#define APART ((size_t)1 << 20) /* [bytes] of a group worth a thread */
#define AT_ONCE 16              /* entries that are handed over together */

/* The k-th input of entry i is that of the entry before, in the same
 * memory: filings of one product have all of them in common. */
static bool
is_shared(const struct log_entry *list, size_t i, size_t k)
{
	const struct log_entry *e = &list[i];

	return i > 0 && k < list[i - 1].ninput &&
	       list[i - 1].input[k].body.p == e->input[k].body.p &&
	       list[i - 1].input[k].body.n == e->input[k].body.n;
}

/* Of all its files. */
static bool
take_digests(const struct log_entry *list, struct leaf *leaf, size_t i)
{
	const struct log_entry *e = &list[i];
	bool ok = digest_sha256(e->file, leaf[i].sha256);

	for (size_t k = 0; ok && k < e->ninput; k++)
		if (is_shared(list, i, k))
			memcpy(leaf[i].input[k].sha256,
			    leaf[i - 1].input[k].sha256, SHA256_SIZE);
		else
			ok = digest_sha256(
			    e->input[k].body, leaf[i].input[k].sha256);
	return ok;
}

/* To be read for the digests of entry i. */
static size_t
bytes_of(const struct log_entry *list, size_t i)
{
	size_t n = list[i].file.n;

	for (size_t k = 0; k < list[i].ninput; k++)
		n += is_shared(list, i, k) ? 0 : list[i].input[k].body.n;
	return n;
}

/* What the record says of each file. */
static enum status
describe_files(const struct log_entry *e, struct leaf *leaf, struct error *err)
{
	for (size_t i = 0; i < e->ninput; i++) {
		const struct log_input *in = &e->input[i];

		if (in->body.n > STORE_BLOB_MAX)
			return error_set(err, ST_LIMIT, pos_none,
			    "\"%.*s\" has %zu bytes: the log keeps files of "
			    "at most %zu",
			    STR_ARG(str_clip(in->name, 60)), in->body.n,
			    STORE_BLOB_MAX);
		leaf->input[i] = (struct leaf_input){
			.role = in->role,
			.name = in->name,
			.size = in->body.n,
			.attached = in->attached,
		};
	}
	return ST_OK;
}

/* Its time is known, so that its id is: of a filing what it bears. */
enum status
auditlog_identify(const struct log_entry *e, struct leaf *leaf, struct arena *a,
    struct error *err)
{
	char hex[SHA256_HEX];

	if (leaf_kind_find(e->kind) == NULL)
		return leaf_refuse("kind", e->kind, err);
	leaf->id = e->filing;
	if (leaf_is_filing(e->kind))
		return leaf_id_ok(e->filing)
			   ? ST_OK
			   : leaf_refuse("filing id", e->filing, err);
	if (e->filing.n > 0 || e->file.n > 0)
		return error_set(err, ST_SYNTAX, pos_none,
		    "a filing of kind \"%.*s\": expected that of a filing",
		    STR_ARG(str_clip(e->kind, 40)));
	if (leaf_identify(leaf, a, hex, err) != ST_OK)
		return err->code;
	leaf->id = arena_copy(a, str_of(hex));
	return leaf->id.p != NULL
		   ? ST_OK
		   : error_set(err, ST_NOMEM, pos_none, "out of memory");
}

/* The record as it were if the clock is right; digests are yet to come. */
static enum status
describe(const struct log_entry *e, struct arena *a, struct leaf *out,
    struct error *err)
{
	char now[DATE_TIME_TEXT];
	struct leaf leaf = {
		.kind = e->kind,
		.actor = e->actor,
		.size = e->file.n,
		.product = e->product,
		.tool = e->tool,
		.rules = e->rules,
		.date = e->date,
		.number = e->number,
		.party = e->party,
		.result = e->result,
		.note = e->note,
		.nrefers = e->nrefers,
		.refers = TAKE(a, struct str, e->nrefers),
		.ninput = e->ninput,
		.input = TAKE(a, struct leaf_input, e->ninput),
	};

	date_time_format(e->now, now);
	leaf.time = arena_copy(a, str_of(now));
	if (leaf.input == NULL || leaf.refers == NULL || leaf.time.p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < e->nrefers; i++)
		leaf.refers[i] = e->refers[i];
	memcpy(leaf.rules_sha256, e->rules_sha256, SHA256_SIZE);
	if (describe_files(e, &leaf, err) != ST_OK)
		return err->code;
	*out = leaf;
	return ST_OK;
}

/* Digests, id, record and its hash: what cannot be written is refused. */
static enum status
make_ready(struct describing *d, size_t i, struct error *err)
{
	struct described *x = &d->is[i];
	enum status st;

	if (!take_digests(d->list, d->leaf, i))
		return error_set(err, ST_CRYPTO, pos_none, "SHA-256 failed");
	st = auditlog_identify(&d->list[i], &d->leaf[i], &d->mem, err);
	if (st == ST_OK)
		st = leaf_write(&d->leaf[i], &d->mem, &x->text, err);
	if (st == ST_OK && !merkle_leaf(x->text, x->hash))
		st = error_set(err, ST_CRYPTO, pos_none, "SHA-256 failed");
	return st;
}

static void *
make_all_ready(void *arg)
{
	struct describing *d = arg;
	struct error err = { 0 };
	bool enough = false;

	for (size_t i = 0; !enough && err.code == ST_OK && i < d->n; i++) {
		make_ready(d, i, &err);
		if (err.code == ST_OK && i + 1 < d->n && (i + 1) % AT_ONCE != 0)
			continue;
		pthread_mutex_lock(&d->lock);
		d->ready = err.code == ST_OK ? i + 1 : i;
		d->err = err;
		enough = d->enough;
		pthread_cond_signal(&d->moved);
		pthread_mutex_unlock(&d->lock);
	}
	return NULL;
}

enum status
auditlog_describe(struct describing *d, const struct log_entry *list, size_t n,
    struct arena *a, struct error *err)
{
	size_t bytes = 0;

	*d = (struct describing){ .list = list,
		.n = n,
		.leaf = TAKE(a, struct leaf, n),
		.is = TAKE(a, struct described, n),
		.lock = PTHREAD_MUTEX_INITIALIZER,
		.moved = PTHREAD_COND_INITIALIZER };
	if (d->leaf == NULL || d->is == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < n; i++) {
		if (describe(&list[i], a, &d->leaf[i], err) != ST_OK)
			return err->code;
		bytes += bytes_of(list, i);
	}
	d->apart = bytes >= APART && relay_pays() &&
		   pthread_create(&d->thread, NULL, make_all_ready, d) == 0;
	if (!d->apart)
		make_all_ready(d);
	if (!d->apart && d->err.code != ST_OK)
		*err = d->err;
	return err->code;
}

enum status
auditlog_described(struct describing *d, size_t i, struct error *err)
{
	if (d->apart) {
		pthread_mutex_lock(&d->lock);
		while (d->ready <= i && d->err.code == ST_OK)
			pthread_cond_wait(&d->moved, &d->lock);
		if (d->ready <= i)
			*err = d->err;
		pthread_mutex_unlock(&d->lock);
	}
	return err->code;
}

void
auditlog_describe_end(struct describing *d)
{
	if (d->apart) {
		pthread_mutex_lock(&d->lock);
		d->enough = true;
		pthread_mutex_unlock(&d->lock);
		pthread_join(d->thread, NULL);
	}
	arena_free(&d->mem);
}
