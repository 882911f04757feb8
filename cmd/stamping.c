/* SPDX-License-Identifier: Apache-2.0 */
/* stamping - a time-stamp for a filing; see stamping.h. */
#include "cmd/stamping.h"

#include "cmd/shell.h"
#include "cmd/trusting.h"
#include "core/base/limits.h"
#include "core/filing/sign/sign.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool
stamping_is_due(const struct stamping *s)
{
	return s->reply != NULL || s->command != NULL;
}

bool
stamping_only_asks(const struct stamping *s)
{
	return s->request != NULL && s->reply == NULL;
}

enum status
stamping_check(struct stamping *s, struct error *err)
{
	const char *wrong = NULL;

	if (s->command != NULL && (s->request != NULL || s->reply != NULL))
		wrong = "--tsa-command with --tsq or --tsr: expected the one "
			"or the other";
	else if (s->reply != NULL && s->request == NULL)
		wrong = "--tsr without --tsq: expected the request that it "
			"answers, too";
	else if (stamping_is_due(s) && s->ca_files.n == 0)
		wrong = "--tsa-ca is missing: expected the certificate of "
			"those who certify the authority";
	else if (s->command == NULL && s->request == NULL &&
		 (s->policy != NULL || s->ca_files.n > 0))
		wrong = "--tsa-policy or --tsa-ca without a time-stamp: "
			"expected --tsa-command, or --tsq";
	if (wrong != NULL)
		return error_set(err, ST_USAGE, pos_none, "%s", wrong);
	return trusting_load_certs(&s->ca_files, &s->ca, err);
}

/* REQUEST.pending, or NULL. */
static const char *
pending_path(const struct stamping *s, struct arena *a, struct error *err)
{
	static const char end[] = ".pending";
	size_t n = strlen(s->request);
	char *path = TAKE(a, char, n + sizeof(end));

	if (path == NULL) {
		error_set(err, ST_NOMEM, pos_none, "out of memory");
		return NULL;
	}
	memcpy(path, s->request, n);
	memcpy(path + n, end, sizeof(end));
	return path;
}

/* The filing first: a request without it would be of no use. */
enum status
stamping_ask(const struct stamping *s, struct str signed_doc, struct arena *a,
    struct error *err)
{
	const char *path = pending_path(s, a, err);
	struct str over, request;

	if (path == NULL || sign_to_stamp(signed_doc, a, &over, err) != ST_OK ||
	    stamp_request(over, s->policy, a, &request, err) != ST_OK ||
	    file_write_new(path, signed_doc, FILE_PRIVATE, err) != ST_OK)
		return err->code;
	if (file_write_new(s->request, request, FILE_PUBLIC, err) != ST_OK)
		unlink(path); /* made here, a moment ago */
	return err->code;
}

/* Everything that verify asks of a filing, and that it is this one. */
static enum status
check_waiting(struct str doc, const char *path, const char *id,
    const struct certs *pinned, struct arena *a, struct str *checkpoint,
    struct error *err)
{
	struct trust trust = { .pinned = pinned, .any_signer = true };
	struct xml_schema *schema = NULL;
	struct filing_facts facts = { .id = { NULL, 0 } };
	struct findings f = { 0 };
	struct verified v = { 0 };
	const char *reason;

	if (filing_schema_open(&schema, err) != ST_OK)
		return err->code;
	trust.schema = schema;
	if (verify_signed(doc, path, &trust, &v, &f) != ST_OK ||
	    filing_check(v.doc, path, &reason, &f) != ST_OK)
		*err = f.first;
	else if (filing_facts(v.doc, a, &facts, err) == ST_OK &&
		 !str_is(facts.id, id))
		error_set(err, ST_CONFLICT, (struct pos){ path, 0, 0 },
		    "the filing %.12s..., which is not that of this draft: "
		    "expected %.12s...",
		    facts.id.p, id);
	*checkpoint = facts.checkpoint;
	verified_free(&v);
	findings_free(&f);
	xml_schema_free(schema);
	return err->code;
}

enum status
stamping_resume(const struct stamping *s, const char *id,
    const struct certs *pinned, struct arena *a, struct str *signed_doc,
    struct str *checkpoint, struct error *err)
{
	const char *path = pending_path(s, a, err);

	if (path == NULL ||
	    file_text(path, LIMIT_FILING, a, signed_doc, err) != ST_OK)
		return err->code;
	return check_waiting(*signed_doc, path, id, pinned, a, checkpoint, err);
}

/* What the command writes, to its end. */
static enum status
hear(int from, struct arena *a, struct str *out, struct error *err)
{
	char *p = TAKE(a, char, LIMIT_STAMP + 1);
	ssize_t got = 1;
	size_t n = 0;

	if (p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	while (got != 0 && n <= LIMIT_STAMP) {
		got = read(from, p + n, LIMIT_STAMP + 1 - n);
		if (got < 0 && errno != EINTR)
			return error_sys(err, ST_IO, pos_none, "--tsa-command");
		if (got > 0)
			n += (size_t)got;
	}
	*out = (struct str){ p, n };
	if (n > LIMIT_STAMP)
		return error_set(err, ST_LIMIT, pos_none,
		    "--tsa-command writes more than %d bytes: expected an "
		    "answer with a time-stamp",
		    LIMIT_STAMP);
	return ST_OK;
}

static enum status
from_command(const struct stamping *s, struct str over, struct arena *a,
    struct str *token, struct error *err)
{
	struct str request, reply;
	struct shell sh;

	if (stamp_request(over, s->policy, a, &request, err) != ST_OK ||
	    shell_start(s->command, request, &sh, err) != ST_OK)
		return err->code;
	hear(sh.out, a, &reply, err);
	if (shell_end(&sh, "tsa-command", ST_IO, err) != ST_OK)
		return err->code;
	return stamp_reply(reply, "--tsa-command", request, a, token, err);
}

static enum status
from_files(const struct stamping *s, struct str over, struct arena *a,
    struct str *token, struct error *err)
{
	struct str request, reply;

	if (file_text(s->request, LIMIT_STAMP, a, &request, err) != ST_OK ||
	    file_text(s->reply, LIMIT_STAMP, a, &reply, err) != ST_OK)
		return err->code;
	if (!stamp_asks_for(request, over))
		return error_set(err, ST_CONFLICT,
		    (struct pos){ s->request, 0, 0 },
		    "not the request for what waits beside it: expected the "
		    "one that --tsq wrote");
	return stamp_reply(reply, s->reply, request, a, token, err);
}

enum status
stamping_ask_for(const struct stamping *s, struct str over, struct arena *a,
    struct error *err)
{
	struct str request;

	if (stamp_request(over, s->policy, a, &request, err) != ST_OK)
		return err->code;
	return file_write_new(s->request, request, FILE_PUBLIC, err);
}

enum status
stamping_token(const struct stamping *s, struct str over, struct arena *a,
    struct str *token, struct error *err)
{
	return s->command != NULL ? from_command(s, over, a, token, err)
				  : from_files(s, over, a, token, err);
}

enum status
stamping_put(
    struct stamping *s, struct str *doc, struct arena *a, struct error *err)
{
	struct str over, token;

	if (sign_to_stamp(*doc, a, &over, err) == ST_OK &&
	    stamping_token(s, over, a, &token, err) == ST_OK)
		sign_put_stamp(*doc, token, &s->ca, a, doc, &s->stamp, err);
	return err->code;
}

void
stamping_done(const struct stamping *s, struct arena *a)
{
	struct error ignored = { 0 };
	const char *path =
	    s->reply != NULL ? pending_path(s, a, &ignored) : NULL;

	if (path != NULL)
		unlink(path);
}

void
stamping_free(struct stamping *s)
{
	certs_free(&s->ca);
	words_free(&s->ca_files);
}
