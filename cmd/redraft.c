/* SPDX-License-Identifier: Apache-2.0 */
/* redraft - what people said before, and say now; see redraft.h. */
#include "cmd/redraft.h"
#include "core/base/limits.h"
#include "core/filing/differs.h"
#include "core/filing/profile/profile_set.h"
#include "core/report/html/companion.h"
#include "core/report/text.h"

#include <string.h>

/* Differences that are told one by one. */
#define TOLD_MOST 20
#define VALUE_TEXT 60

/* The one that is named, or NULL. */
static enum status
choose(const struct redraft *r, const char **path, struct error *err)
{
	const char *named[] = { r->from, r->amends, r->withdraws };
	size_t n = 0;

	*path = NULL;
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		if (named[i] != NULL) {
			*path = named[i];
			n++;
		}
	return n <= 1 ? ST_OK
		      : error_set(err, ST_USAGE, pos_none,
			    "more than one of --from, --amends and "
			    "--withdraws: expected one");
}

static enum status
read_older(struct redraft *r, struct session *s, struct error *err)
{
	const char *path;

	if (choose(r, &path, err) != ST_OK || path == NULL)
		return err->code;
	if (older_read(&r->older, path, &s->findings) != ST_OK) {
		*err = s->findings.first;
		return err->code;
	}
	r->has_earlier = r->from == NULL;
	if (r->has_earlier && r->kind != DRAFT_INITIAL)
		return error_set(err, ST_USAGE, pos_none,
		    "--kind beside --amends or --withdraws: expected one of "
		    "them");
	return r->has_earlier
		   ? older_as_earlier(&r->older,
			 r->amends != NULL ? EARLIER_AMENDS : EARLIER_WITHDRAWS,
			 &r->earlier, err)
		   : ST_OK;
}

static enum status
lay_filer(struct redraft *r, struct session *s, struct error *err)
{
	struct profile filer;

	if (r->filer == NULL)
		return ST_OK;
	if (profile_read(&filer, r->filer, &s->findings) != ST_OK) {
		*err = s->findings.first;
		return err->code;
	}
	profile_overlay(&r->people, &filer, err);
	profile_free(&filer);
	return err->code;
}

/*
 * The reason for an earlier change, and who reviewed that, are not those of
 * this one.
 */
static void
forget_change(struct profile *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->part[i].block == &profile_blocks[BLOCK_CHANGE] ||
		    p->part[i].block == &profile_blocks[BLOCK_REVIEW])
			memset(p->part[i].value, 0, sizeof(p->part[i].value));
}

/* What the older one sealed has to be said again: the digest of another
 * filing opens nothing in this one. */
static void
forget_sealed(struct redraft *r)
{
	for (size_t i = 0; i < r->people.n; i++)
		for (int j = 0; j < PROFILE_FIELDS; j++) {
			struct profile_value *v = &r->people.part[i].value[j];

			r->unsealed += v->sealed.n > 0;
			v->sealed = (struct str){ NULL, 0 };
		}
}

/* The name of who issued a notice of ours. */
static struct str
issuer_of(const struct older *notice)
{
	for (size_t i = 0; i < notice->people.n; i++) {
		const struct profile_part *p = &notice->people.part[i];

		if (p->block == &profile_blocks[BLOCK_FILER])
			return p->value[0].text[PROFILE_EN].n > 0
				   ? p->value[0].text[PROFILE_EN]
				   : p->value[0].text[PROFILE_ZH];
	}
	return STR("");
}

static enum status
digest_of(const char *path, char hex[SHA256_HEX], struct error *err)
{
	struct bytes b = { 0 };
	uint8_t digest[SHA256_SIZE];

	if (file_load(path, LIMIT_SMALL_FILE, &b, err) != ST_OK)
		return err->code;
	if (!digest_sha256((struct str){ b.p, b.n }, digest))
		error_set(err, ST_CRYPTO, pos_none, "the digest failed");
	bytes_free(&b);
	digest_hex(digest, hex);
	return err->code;
}

/* What a notice of ours, whose digest is hex, says of itself: nothing of any
 * other file. */
static enum status
set_upstream(struct redraft *r, unsigned nth, const char *path, const char *hex,
    const struct older *notice, struct session *s, struct error *err)
{
	const struct {
		const char *field;
		struct str value;
	} said[] = {
		{ "sha256", str_of(hex) },
		{ "id", notice->facts.id },
		{ "issuer", issuer_of(notice) },
		{ "date", str_clip(notice->facts.created, 10) },
	};
	const size_t n = notice->is_filing ? sizeof(said) / sizeof(said[0]) : 1;

	for (size_t i = 0; i < n; i++)
		if (profile_set_field(&r->people, BLOCK_UPSTREAM, nth,
			said[i].field, said[i].value, path,
			&s->findings) != ST_OK) {
			*err = s->findings.first;
			break;
		}
	return err->code;
}

/* A notice that came with the goods: one of ours says who issued it, any other
 * file is told by its digest. */
static enum status
add_upstream(struct redraft *r, unsigned nth, const char *path,
    struct session *s, struct error *err)
{
	struct findings f = { 0 };
	struct older notice = { 0 };
	char hex[SHA256_HEX];

	if (digest_of(path, hex, err) == ST_OK) {
		(void)older_read(&notice, path, &f);
		set_upstream(r, nth, path, hex, &notice, s, err);
	}
	older_free(&notice);
	findings_free(&f);
	return err->code;
}

/* "PO-4711=certificate.pdf": which contract a certificate is for, and the
 * digest of the file. */
static enum status
add_certificate(struct redraft *r, unsigned nth, const char *said,
    struct session *s, struct error *err)
{
	const char *equal = strchr(said, '=');
	char hex[SHA256_HEX];

	if (equal == NULL || equal == said || equal[1] == '\0')
		return error_set(err, ST_USAGE, pos_none,
		    "--end-use-certificate \"%.120s\": expected the contract "
		    "and the file of the certificate, such as "
		    "PO-4711=certificate.pdf",
		    said);
	if (digest_of(equal + 1, hex, err) != ST_OK)
		return err->code;
	if (profile_set_field(&r->people, BLOCK_CERTIFICATE, nth, "contract",
		(struct str){ said, (size_t)(equal - said) },
		"--end-use-certificate", &s->findings) != ST_OK ||
	    profile_set_field(&r->people, BLOCK_CERTIFICATE, nth, "sha256",
		str_of(hex), equal + 1, &s->findings) != ST_OK)
		*err = s->findings.first;
	return err->code;
}

/* "2026-01-01/2026-03-31" */
static enum status
set_period(struct redraft *r, struct session *s, struct error *err)
{
	const char *slash;
	struct str start;

	if (r->period == NULL)
		return ST_OK;
	slash = strchr(r->period, '/');
	if (slash == NULL)
		return error_set(err, ST_USAGE, pos_none,
		    "--period \"%.60s\": expected its first and its last day, "
		    "such as 2026-01-01/2026-03-31",
		    r->period);
	start = (struct str){ r->period, (size_t)(slash - r->period) };
	if (profile_set_field(&r->people, BLOCK_PERIOD, 1, "start", start,
		"--period", &s->findings) != ST_OK ||
	    profile_set_field(&r->people, BLOCK_PERIOD, 1, "end",
		str_of(slash + 1), "--period", &s->findings) != ST_OK)
		*err = s->findings.first;
	return err->code;
}

enum status
redraft_open(struct redraft *r, struct session *s, struct error *err)
{
	enum status st = read_older(r, s, err);

	if (st == ST_OK)
		st = profile_blank(&r->people, err);
	if (st == ST_OK && r->older.doc != NULL) {
		st = profile_overlay(&r->people, &r->older.people, err);
		if (r->older.is_filing)
			forget_change(&r->people);
		if (r->withdraws == NULL)
			forget_sealed(r);
	}
	if (st == ST_OK)
		st = lay_filer(r, s, err);
	if (st == ST_OK)
		st = set_period(r, s, err);
	for (size_t i = 0; st == ST_OK && i < r->upstream.n; i++)
		st = add_upstream(
		    r, (unsigned)i + 1, r->upstream.word[i], s, err);
	for (size_t i = 0; st == ST_OK && i < r->certificates.n; i++)
		st = add_certificate(
		    r, (unsigned)i + 1, r->certificates.word[i], s, err);
	for (size_t i = 0; st == ST_OK && i < r->sets.n; i++) {
		st = profile_set(&r->people, r->sets.word[i], &s->findings);
		if (st != ST_OK)
			*err = s->findings.first;
	}
	return st;
}

void
redraft_close(struct redraft *r)
{
	profile_free(&r->people);
	older_free(&r->older);
	words_free(&r->sets);
	words_free(&r->upstream);
	words_free(&r->certificates);
}

static void
put_value(struct str v)
{
	if (v.p == NULL)
		fputs("not there", stderr);
	else
		text_put(stderr, str_clip(v, VALUE_TEXT));
}

/* How many there are, and how many of them were told. */
struct told {
	size_t n, lines;
};

static void
tell(void *ctx, const xmlNode *node, const char *path, struct str was,
    struct str is)
{
	struct told *t = ctx;

	(void)node;
	t->n++;
	if (differs_is_exact_end(path) || t->lines == TOLD_MOST)
		return;
	t->lines++;
	fputs("retrace: changed: ", stderr);
	text_put(stderr, str_of(path));
	fputs(": ", stderr);
	put_value(is);
	fputs(", before ", stderr);
	put_value(was);
	fputc('\n', stderr);
}

/* The tree of a draft that was just written. */
static enum status
read_again(struct str draft, xmlDoc **doc, struct error *err)
{
	struct findings f = { 0 };

	if (xml_read(draft, "the draft", doc, &f) != ST_OK)
		error_set(err, f.first.code, f.first.at, "%s", f.first.text);
	findings_free(&f);
	return err->code;
}

enum status
redraft_tell(const struct redraft *r, struct str draft, struct error *err)
{
	xmlDoc *doc = NULL;
	struct told t = { 0, 0 };

	if (r->older.doc == NULL || read_again(draft, &doc, err) != ST_OK)
		return err->code;
	filing_differs(r->older.doc, doc, tell, &t);
	if (t.n > t.lines)
		fprintf(
		    stderr, "retrace: changed: and %zu more\n", t.n - t.lines);
	if (t.n == 0)
		fprintf(stderr, "retrace: nothing that is computed has "
				"changed\n");
	xmlFreeDoc(doc);
	return ST_OK;
}

enum status
redraft_companion(const struct redraft *r, struct str draft, struct error *err)
{
	struct file_out out = { 0 };
	struct profile p = { 0 };
	xmlDoc *doc = NULL;

	if (r->companion == NULL || read_again(draft, &doc, err) != ST_OK)
		return err->code;
	if (profile_of_tree(&p, xmlDocGetRootElement(doc), FILING_XMLNS, NULL,
		err) == ST_OK &&
	    file_begin(r->companion, FILE_PUBLIC, &out, err) == ST_OK) {
		companion_print(&p, out.to);
		file_finish(&out, err);
	}
	file_abandon(&out);
	profile_free(&p);
	xmlFreeDoc(doc);
	return err->code;
}
