/* SPDX-License-Identifier: Apache-2.0 */
/* key - a key to sign with, and what is known of one. */
#include "core/filing/sign/key.h"
#include "cmd/passphrase.h"
#include "cmd/verbs.h"
#include "core/base/limits.h"

#include <string.h>

struct key_options {
	const char *name, *organisation, *country, *days;
	struct passphrase_source pass;
	bool unprotected;
};

/* [days] 1 to LIMIT_KEY_DAYS; the key itself says if it is too many. */
static enum status
read_days(const char *text, uint32_t *days, struct error *err)
{
	uint32_t n = 0;

	for (size_t i = 0; text[i] != '\0'; i++) {
		if (text[i] < '0' || text[i] > '9' || n > LIMIT_KEY_DAYS)
			return error_set(err, ST_USAGE, pos_none,
			    "--days \"%s\": expected 1 to %d", text,
			    LIMIT_KEY_DAYS);
		n = n * 10 + (uint32_t)(text[i] - '0');
	}
	*days = n;
	return ST_OK;
}

static enum status
make_key(const struct session *s, const struct key_options *o,
    struct passphrase *pass, struct error *err)
{
	struct key_request q = { .name = str_of(o->name),
		.organisation = str_of(o->organisation),
		.country = str_of(o->country),
		.now = date_now(),
		.unprotected = o->unprotected };

	if (s->rest.n != 2)
		return error_set(err, ST_USAGE, pos_none,
		    "expected two new files: KEY and CERTIFICATE");
	if (o->name == NULL)
		return error_set(err, ST_USAGE, pos_none,
		    "--name is missing: expected the name of the signer");
	if (passphrase_check(&o->pass, err) != ST_OK ||
	    read_days(o->days, &q.days, err) != ST_OK)
		return err->code;
	if (!o->unprotected) {
		if (passphrase_get(pass, &o->pass, err) != ST_OK)
			return err->code;
		q.passphrase = pass->text;
	}
	return key_new(&q, s->rest.word[0], s->rest.word[1], err);
}

static int
key_make(struct session *s, int argc, char **argv)
{
	struct key_options o = { .days = "365",
		.pass = { .variable = "RETRACE_PASSPHRASE",
		    .prompt = "New passphrase of the key",
		    .prefix = "",
		    .twice = true } };
	const struct option_spec table[] = {
		{ "name", '\0', OPTION_TEXT, &o.name, "NAME",
		    "name of the signer, as filings will show it" },
		{ "organisation", '\0', OPTION_TEXT, &o.organisation, "NAME",
		    "for whom he signs" },
		{ "country", '\0', OPTION_TEXT, &o.country, "CODE",
		    "two letters of ISO 3166" },
		{ "days", '\0', OPTION_TEXT, &o.days, "N",
		    "days for which the certificate is valid (365)" },
		PASSPHRASE_OPTIONS("", &o.pass, "the key from now on"),
		{ "no-passphrase", '\0', OPTION_FLAG, &o.unprotected, NULL,
		    "leave the key unprotected" },
	};
	const struct usage usage = { "KEY CERTIFICATE --name NAME", table,
		sizeof(table) / sizeof(table[0]),
		"Writes a P-256 key and a certificate that it signs itself: "
		"for trying out, or\nfor recipients who know the certificate. "
		"A passphrase that no option names\ncomes from the variable "
		"RETRACE_PASSPHRASE, or is asked for.\n" };
	struct passphrase pass = { "" };
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	make_key(s, &o, &pass, &err);
	passphrase_wipe(&pass);
	if (err.code != ST_OK)
		return session_fail(s, &err);
	if (!s->quiet)
		fprintf(stderr,
		    "%s: key, keep it secret\n%s: certificate, "
		    "give it to those who verify\n",
		    s->rest.word[0], s->rest.word[1]);
	return 0;
}

static enum status
show_cert(struct session *s, const X509 *cert, struct error *err)
{
	struct str subject = cert_subject(cert, &s->mem);
	uint8_t digest[SHA256_SIZE];
	char hex[SHA256_HEX];
	int valid = cert_valid_at(cert, date_now());
	const char *unfit = cert_unfit(cert);

	if (subject.p == NULL || !cert_sha256(cert, digest))
		return error_set(
		    err, ST_CRYPTO, pos_none, "the certificate is not legible");
	digest_hex(digest, hex);
	printf("signer   ");
	text_put(stdout, subject);
	printf("\nsha256   %s\nvalid    %s\nsigns    %s%s\n", hex,
	    valid < 0    ? "not yet"
	    : valid == 0 ? "yes"
			 : "no longer",
	    unfit == NULL ? "yes" : "no: it ", unfit == NULL ? "" : unfit);
	return ST_OK;
}

static int
key_show(struct session *s, int argc, char **argv)
{
	const struct usage usage = { "CERTIFICATE...", NULL, 0, NULL };
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	if (s->rest.n == 0)
		error_set(&err, ST_USAGE, pos_none,
		    "no file named: expected a certificate");
	for (size_t i = 0; i < s->rest.n && err.code == ST_OK; i++) {
		struct bytes b = { 0 };
		struct certs certs = { 0 };

		if (file_load(s->rest.word[i], LIMIT_SMALL_FILE, &b, &err) ==
			ST_OK &&
		    certs_load((struct str){ b.p, b.n }, s->rest.word[i],
			&certs, &err) == ST_OK)
			for (size_t k = 0; k < certs.n; k++)
				show_cert(s, certs.list[k], &err);
		certs_free(&certs);
		bytes_free(&b);
	}
	return err.code != ST_OK ? session_fail(s, &err) : 0;
}

int
cmd_key(struct session *s, int argc, char **argv)
{
	static const struct command sub[] = {
		{ "new", key_make, 0, "make a key and a certificate" },
		{ "show", key_show, 0, "whose certificate is it?" },
	};

	return session_subverb(
	    s, sub, sizeof(sub) / sizeof(sub[0]), argc, argv);
}
