/* SPDX-License-Identifier: Apache-2.0 */
/* checking - what reports of verdicts take; see checking.h. */
#include "cmd/checking.h"

#include "cmd/dealing.h"
#include "core/base/digest.h"
#include "core/report/check/receipt.h"

/* [bytes] The program itself, to be digested. */
#define PROGRAM_MOST ((size_t)256 << 20)

/* bytes: NULL for an empty digest. */
static bool
source(struct source *out, const char *role, const char *name,
    const struct bytes *bytes)
{
	uint8_t digest[SHA256_SIZE];

	*out = (struct source){ .role = role, .name = name };
	if (bytes == NULL)
		return true;
	if (!digest_sha256((struct str){ bytes->p, bytes->n }, digest))
		return false;
	digest_hex(digest, out->sha256);
	return true;
}

/* "" where the system does not show the running program. */
static const char *
program_digest(struct arena *a)
{
	struct source self = { .sha256 = "" };
	struct bytes bytes = { 0 };
	struct error err = { 0 };
	struct str copy;

	if (file_load("/proc/self/exe", PROGRAM_MOST, &bytes, &err) == ST_OK)
		source(&self, "", "", &bytes);
	bytes_free(&bytes);
	copy = arena_copy(a, str_of(self.sha256));
	return copy.p != NULL ? copy.p : "";
}

/* Files may be large, and tables show their digests only if asked to; CSV has
 * one for that of all, where there are verdicts. */
static bool
shows_digests(const struct session *s)
{
	const struct outputs *out = &s->out;

	if (s->digests || s->recorded)
		return true;
	for (size_t i = 0; i < out->n; i++)
		if (out->page[i].format != OUT_TABLE &&
		    (out->page[i].format != OUT_CSV ||
			s->judgement.book != NULL))
			return true;
	return out->n == 0;
}

/* Who ships what to whom, and on which days is worked. */
static bool
set_deal(struct session *s, const struct dealing *deal, struct checked *c)
{
	struct source *list;
	size_t n = 0;
	bool ok;

	if (deal == NULL || !deal->is_made)
		return true;
	list = TAKE(&s->mem, struct source, deal->days.n + 1);
	if (list == NULL)
		return false;
	ok = source(&list[n++], "transaction", deal->transaction.path,
	    &deal->transaction.xml);
	for (size_t i = 0; i < deal->days.n; i++)
		ok &= source(&list[n++], "holidays",
		    deal->days.calendar[i].path, &deal->days.calendar[i].xml);
	c->beside = list;
	c->nbeside = n;
	return ok;
}

static bool
set_basis(struct session *s, struct checked *c)
{
	char hex[SHA256_HEX];
	struct str copy;

	if (!receipt_basis(c, hex))
		return false;
	copy = arena_copy(&s->mem, str_of(hex));
	c->basis = copy.p;
	return copy.p != NULL;
}

static struct word_list
list_of(const struct words *w)
{
	return (struct word_list){ w->word, w->n };
}

static struct recipe
recipe_of(const struct inputs *in, const struct dealing *deal)
{
	static const char *const usual[] = { SESSION_USUAL_PACK };
	struct recipe r = { .files = list_of(&in->files),
		.packs = list_of(&in->packs),
		.only = list_of(&in->only),
		.also = list_of(&in->also),
		.ship = list_of(&in->ship),
		.assume = list_of(&in->assume),
		.encoding = list_of(&in->encoding),
		.decimal = list_of(&in->decimal),
		.format = list_of(&in->formats),
		.policy = in->policy,
		.presumed = in->presumed,
		.method = (uint8_t)in->method,
		.allocate = in->allocate != 0,
		.exact = in->exact };

	if (deal != NULL && deal->is_read) {
		r.transaction = deal->file;
		r.holidays = list_of(&deal->holidays);
	}
	if (r.packs.n == 0)
		r.packs = (struct word_list){ usual, 1 };
	return r;
}

/*
 * checking_fill - collect the result, and the digest of each input that is
 * shown.
 *
 * Out:	as far as the session is open: without verdicts the exit code is 0
 * Err:	ST_NOMEM, ST_CRYPTO
 */
enum status
checking_fill(struct session *s, struct checked *out, struct error *err)
{
	const struct dealing *deal = s->dealing;
	size_t n = 0, most = s->bom.nfile + 2 * s->npack + 1;
	struct source *list = TAKE(&s->mem, struct source, most);
	bool ok = true, shown = shows_digests(s);

	if (list == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < s->bom.nfile; i++) {
		const struct bom_file *x = &s->bom.file[i];

		if (x->sheet == NULL)
			ok &= source(&list[n++],
			    x->role == ROLE_ASSUMPTIONS ? "assumptions"
							: "product",
			    x->name, shown ? &x->bytes : NULL);
	}
	for (size_t i = 0; i < s->npack; i++) {
		const struct pack *p = &s->pack[i];

		ok &= source(&list[n++], "rules", p->id, &p->xml);
		ok &= source(&list[n++], "clauses", p->id, &p->tsv);
	}
	if (s->has_policy)
		ok &= source(
		    &list[n++], "policy", s->policy.path, &s->policy.xml);
	if (!ok)
		return error_set(err, ST_CRYPTO, pos_none, "SHA-256 failed");
	*out = (struct checked){
		.recipe = recipe_of(&s->in, deal),
		.bom = &s->bom,
		.book = &s->book,
		.judgement = &s->judgement,
		.trace = s->trace,
		.shipped = s->shipped,
		.flips = s->in.flips ? &s->flips : NULL,
		.assumptions = s->has_assumed ? &s->assumptions : NULL,
		.assumed = s->has_assumed ? &s->assumed : NULL,
		.with = s->with.book != NULL ? &s->with : NULL,
		.deal = deal != NULL && deal->is_made ? &deal->deal : NULL,
		.findings = &s->findings,
		.days = s->in.days,
		.as_if_in_force = s->in.as_if_in_force,
		.source = list,
		.nsource = n,
		.tool_sha256 = program_digest(&s->mem),
		.basis = "",
		.digests = s->digests,
	};
	if (!set_deal(s, deal, out) || (shown && !set_basis(s, out)))
		return error_set(err, ST_CRYPTO, pos_none, "SHA-256 failed");
	if (s->judgement.book != NULL)
		screen_warn_years(&s->judgement, s->shipped, &s->findings);
	if (s->judgement.book != NULL)
		out->exit_code = screen_exit_code(&s->judgement, VARIANT_LAW,
		    s->shipped, s->in.days.law, s->in.as_if_in_force);
	return ST_OK;
}
