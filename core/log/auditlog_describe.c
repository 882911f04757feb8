/* SPDX-License-Identifier: Apache-2.0 */
/*
 * auditlog_describe - from what is to be logged to its record, before the log
 * is locked; see auditlog_own.h.
 *
 * The digests are most of the work: those of a large group are computed in
 * two halves at once.
 */
#include "core/base/date.h"
#include "core/base/halves.h"
#include "core/log/auditlog_own.h"

#include <string.h>

/* The files of entries from..below-1, digests yet to come. */
struct digests {
	const struct log_entry *list;
	struct leaf *leaf;
	size_t from, below;
	bool ok;
};

/* The k-th input of entry i is that of the entry before, in the same memory:
 * filings of one product have all of them in common. */
static bool
is_shared(const struct log_entry *list, size_t i, size_t k)
{
	const struct log_entry *e = &list[i];

	return i > 0 && k < list[i - 1].ninput &&
	       list[i - 1].input[k].body.p == e->input[k].body.p &&
	       list[i - 1].input[k].body.n == e->input[k].body.n;
}

static void
take_digests(void *half)
{
	struct digests *d = half;

	for (size_t i = d->from; d->ok && i < d->below; i++) {
		const struct log_entry *e = &d->list[i];
		struct leaf *leaf = &d->leaf[i];

		d->ok = digest_sha256(e->file, leaf->sha256);
		for (size_t k = 0; d->ok && k < e->ninput; k++)
			if (i > d->from && is_shared(d->list, i, k))
				memcpy(leaf->input[k].sha256,
				    d->leaf[i - 1].input[k].sha256,
				    SHA256_SIZE);
			else
				d->ok = digest_sha256(
				    e->input[k].body, leaf->input[k].sha256);
	}
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

static enum status
digest_all(const struct log_entry *list, size_t n, struct leaf *leaf,
    struct error *err)
{
	struct digests first = { list, leaf, 0, n, true };
	struct digests second = { list, leaf, n, n, true };
	size_t whole = 0, half = 0;

	for (size_t i = 0; i < n; i++)
		whole += bytes_of(list, i);
	if (whole >= HALVES_LEAST) {
		for (first.below = 0; half < whole / 2; first.below++)
			half += bytes_of(list, first.below);
		second.from = first.below;
	}
	if (second.from < n)
		halves_run(take_digests, &first, &second);
	else
		take_digests(&first);
	return first.ok && second.ok
		   ? ST_OK
		   : error_set(err, ST_CRYPTO, pos_none, "SHA-256 failed");
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

enum status
auditlog_describe(const struct log_entry *list, size_t n, struct arena *a,
    struct leaf *out, struct str *text, struct error *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < n; i++)
		st = describe(&list[i], a, &out[i], err);
	if (st == ST_OK)
		st = digest_all(list, n, out, err);
	/* What cannot be written is refused here. */
	for (size_t i = 0; st == ST_OK && i < n; i++) {
		st = auditlog_identify(&list[i], &out[i], a, err);
		if (st == ST_OK)
			st = leaf_write(&out[i], a, &text[i], err);
	}
	return st;
}
