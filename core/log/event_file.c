/* SPDX-License-Identifier: Apache-2.0 */
/* event_file - the documents of an event; see event_file.h. */
#include "core/log/event_file.h"

#include "core/base/file.h"
#include "core/bom/link/assumption.h"
#include "core/filing/sign/cert.h"
#include "core/log/store/store.h"
#include "core/rules/pack/pack.h"
#include "core/rules/pack/policy.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <string.h>

/* What is attached to an entry of each kind. */
static const struct kind_files {
	const char *kind;
	const char *role;  /* of a file, unless another is said */
	const char *other; /* which may be; NULL: any word */
	bool one;          /* exactly one in the first role */
} kind_files[] = {
	{ "receipt", "document", NULL, false },
	{ "answer", "document", NULL, false },
	{ "key", "certificate", "old-certificate", true },
	{ "predecessor", "checkpoint", "", true },
	{ "rules", "rules", "", true },
	{ "assumptions", "assumptions", "", true },
	{ "policy", "policy", "", true },
	{ "verification", "report", NULL, false },
	{ "export", "document", NULL, false },
};

/* The documents so far. */
struct files {
	const struct event_said *said;
	const struct kind_files *kind;
	struct arena *a;
	struct log_entry *e;
	struct log_input *list; /* [e->ninput] room for all */
	struct findings *f;
};

static const struct kind_files *
files_of(struct str kind)
{
	for (size_t i = 0; i < sizeof(kind_files) / sizeof(kind_files[0]); i++)
		if (str_is(kind, kind_files[i].kind))
			return &kind_files[i];
	return NULL;
}

static bool
no_memory(struct files *x, const void *p)
{
	if (p == NULL)
		findings_error(x->f, ST_NOMEM, pos_none, "out of memory");
	return p == NULL;
}

/* Its name without folders: where it lies on one machine tells nobody else
 * anything. */
static struct str
name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return str_of(slash != NULL ? slash + 1 : path);
}

static void
attach(struct files *x, struct str role, const char *path, struct str body)
{
	struct str copy = arena_copy(x->a, body);
	struct str name = arena_copy(x->a, name_of(path));

	if (no_memory(x, copy.p) || no_memory(x, name.p))
		return;
	x->list[x->e->ninput++] = (struct log_input){
		.role = role, .name = name, .body = copy, .attached = true
	};
}

/* "cn-trace 2", as filings name a pack. */
static void
attach_pack(struct files *x, const char *word)
{
	struct pack p;
	size_t room;
	char *name;

	if (pack_open(&p, word, x->f) != ST_OK)
		return;
	room = strlen(p.id) + strlen(p.version) + 2;
	name = TAKE(x->a, char, room);
	if (!no_memory(x, name)) {
		snprintf(name, room, "%s %s", p.id, p.version);
		x->e->rules = str_of(name);
		if (!digest_sha256(
			(struct str){ p.xml.p, p.xml.n }, x->e->rules_sha256))
			findings_error(
			    x->f, ST_CRYPTO, pos_none, "SHA-256 failed");
		attach(
		    x, STR("rules"), p.path, (struct str){ p.xml.p, p.xml.n });
		attach(x, STR("clauses"), "clauses.tsv",
		    (struct str){ p.tsv.p, p.tsv.n });
	}
	pack_free(&p);
}

/* A key in DER: as it is, protected, or together with its certificate. */
static bool
is_secret_der(struct str body)
{
	const unsigned char *plain = (const unsigned char *)body.p;
	const unsigned char *sealed = plain, *bundle = plain;
	EVP_PKEY *key;
	X509_SIG *hidden;
	PKCS12 *both;
	bool found;

	if (body.n == 0 || body.n > LONG_MAX)
		return false;
	key = d2i_AutoPrivateKey(NULL, &plain, (long)body.n);
	hidden = d2i_X509_SIG(NULL, &sealed, (long)body.n);
	both = d2i_PKCS12(NULL, &bundle, (long)body.n);
	found = key != NULL || hidden != NULL || both != NULL;
	EVP_PKEY_free(key);
	X509_SIG_free(hidden);
	PKCS12_free(both);
	ERR_clear_error();
	return found;
}

/* A log is handed out, and forgets nothing. */
static bool
is_secret(struct str body)
{
	static const char pem[] = "PRIVATE KEY-----";
	static const char note[] = "PRIVATE+KEY+";

	return memmem(body.p, body.n, pem, sizeof(pem) - 1) != NULL ||
	       memmem(body.p, body.n, note, sizeof(note) - 1) != NULL ||
	       is_secret_der(body);
}

static void
check_certificate(struct files *x, const char *path, struct str body, bool now)
{
	struct certs list = { NULL, 0, 0 };
	const struct pos at = { path, 0, 0 };
	struct error err = { 0 };
	int valid = 0;

	if (certs_load(body, path, &list, &err) != ST_OK)
		findings_take(x->f, &err);
	else if (now)
		valid = cert_valid_at(list.list[0], x->said->now);
	if (valid != 0)
		findings_warn(x->f, ST_RANGE, at,
		    "the certificate is %s: is it the new one?",
		    valid > 0 ? "no longer valid" : "not valid yet");
	certs_free(&list);
}

static void
check_checkpoint(struct files *x, const char *path, struct str body)
{
	const struct pos at = { path, 1, 0 };
	struct error err = { 0 };
	struct checkpoint c;
	struct str text, lines;

	if (note_split(body, at, &text, &lines, &err) != ST_OK ||
	    checkpoint_read(text, at, &c, &err) != ST_OK)
		findings_take(x->f, &err);
}

/* As retrace check reads them; entries that have expired are warnings. */
static void
check_assumptions(struct files *x, const char *path)
{
	struct assumptions list = { 0 };
	struct findings said = { 0 };
	struct bom b;

	if (!bom_init(&b)) {
		no_memory(x, NULL);
		return;
	}
	assumptions_read(&list, &b, path, date_of(x->said->now), &said);
	/* The name that they have is the bom's. */
	for (size_t i = 0; i < said.n; i++)
		said.list[i].at.file = path;
	said.first.at.file = path;
	findings_join(x->f, &said);
	assumptions_free(&list);
	bom_free(&b);
}

static void
check_policy(struct files *x, const char *path)
{
	struct policy p;

	if (policy_read(&p, path, date_of(x->said->now), x->f) == ST_OK)
		policy_free(&p);
}

/* Is it what its role says? */
static void
check_file(struct files *x, struct str role, const char *path, struct str body)
{
	if (str_is(role, "certificate") || str_is(role, "old-certificate"))
		check_certificate(x, path, body, str_is(role, "certificate"));
	else if (str_is(role, "checkpoint"))
		check_checkpoint(x, path, body);
	else if (str_is(role, "assumptions"))
		check_assumptions(x, path);
	else if (str_is(role, "policy"))
		check_policy(x, path);
}

static void
add_file(struct files *x, struct str role, const char *path)
{
	const struct pos at = { path, 0, 0 };
	struct error err = { 0 };
	struct str body;

	if (str_is(role, "rules")) {
		attach_pack(x, path);
		return;
	}
	if (strcmp(path, "-") == 0) {
		findings_error(x->f, ST_USAGE, pos_none,
		    "--file -: expected a file that has a name");
		return;
	}
	if (file_text(path, STORE_BLOB_MAX, x->a, &body, &err) != ST_OK)
		findings_take(x->f, &err);
	else if (body.n == 0)
		findings_error(x->f, ST_SYNTAX, at,
		    "an empty file: expected the %.*s", STR_ARG(role));
	else if (is_secret(body))
		findings_error(x->f, ST_KEY, at,
		    "a private key: expected a document that may be handed "
		    "out with the log");
	else {
		check_file(x, role, path, body);
		attach(x, role, path, body);
	}
}

/* "old-certificate=b.crt" */
static void
add_word(struct files *x, const char *word)
{
	const char *other = x->kind->other;
	const char *equals = strchr(word, '=');
	struct str role = str_of(x->kind->role), said;

	said =
	    (struct str){ word, equals != NULL ? (size_t)(equals - word) : 0 };
	if (equals != NULL && leaf_word_ok(said)) {
		if (!str_eq(said, role) && other != NULL &&
		    !str_is(said, other)) {
			findings_error(x->f, ST_USAGE, pos_none,
			    "--file %.80s: %s has no %.*s: expected %s%s%s",
			    word, x->kind->kind, STR_ARG(said), x->kind->role,
			    other[0] != '\0' ? " or " : "", other);
			return;
		}
		role = said;
		word = equals + 1;
	}
	add_file(x, role, word);
}

void
event_files(const struct event_said *said, struct arena *a, struct log_entry *e,
    struct findings *f)
{
	struct files x = { said, files_of(e->kind), a, e, NULL, f };
	const size_t before = f->errors;
	size_t first = 0, others = 0;

	/* A rule pack is two files. */
	x.list = TAKE(a, struct log_input, 2 * said->nfile + 1);
	if (no_memory(&x, x.list) || x.kind == NULL)
		return;
	for (size_t i = 0; i < said->nfile; i++)
		add_word(&x, said->file[i]);
	e->input = x.list;
	for (size_t i = 0; i < e->ninput; i++) {
		first += str_is(x.list[i].role, x.kind->role);
		others += x.kind->other != NULL && x.kind->other[0] != '\0' &&
			  str_is(x.list[i].role, x.kind->other);
	}
	if (x.kind->one && said->nfile > 0 && f->errors == before &&
	    (first != 1 || others > 1))
		findings_error(f, ST_USAGE, pos_none,
		    "--file: %zu of %s: expected one, and an entry for each",
		    first != 1 ? first : others,
		    first != 1 ? x.kind->role : x.kind->other);
}
