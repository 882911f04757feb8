/* SPDX-License-Identifier: Apache-2.0 */
/* recording - a run as an entry of a log; see recording.h. */
#include "cmd/recording.h"
#include "cmd/drafting.h"
#include "cmd/log.h"
#include "core/base/date.h"
#include "core/filing/seal/seal.h"
#include "core/report/path.h"
#include "core/report/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const struct recording recording_none = {
	.pass = { .variable = "RETRACE_LOG_PASSPHRASE",
	    .prompt = "Passphrase of the log's key",
	    .prefix = "log-" },
};

enum status
recording_check(const struct recording *r, struct error *err)
{
	if (r->log == NULL)
		return r->key == NULL && r->actor == NULL
			   ? ST_OK
			   : error_set(err, ST_USAGE, pos_none,
				 "--%s without --record: expected the log in "
				 "which the run is recorded",
				 r->key != NULL ? "log-key" : "actor");
	if (r->actor == NULL || r->actor[0] == '\0')
		return error_set(err, ST_USAGE, pos_none,
		    "--record without --actor: expected who runs it, a person "
		    "or a role");
	if (!leaf_text_ok(str_of(r->actor)))
		return error_set(err, ST_USAGE, pos_none,
		    "--actor cannot be recorded: expected one line of UTF-8");
	if (r->key == NULL)
		return error_set(err, ST_USAGE, pos_none,
		    "--record without --log-key: expected the key of the log");
	return passphrase_check(&r->pass, err);
}

struct str
recording_text(struct session *s, enum format_out format,
    enum status (*emit)(
	const struct page *page, const void *result, struct error *err),
    const void *result, struct error *err)
{
	struct page page = { .format = format, .style = { .plain = true } };
	struct str text = { NULL, 0 };
	char *p = NULL;
	size_t n = 0;

	page.to = open_memstream(&p, &n);
	if (page.to == NULL) {
		error_set(err, ST_NOMEM, pos_none, "out of memory");
		return text;
	}
	emit(&page, result, err);
	if (fclose(page.to) != 0 && err->code == ST_OK)
		error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (err->code == ST_OK) {
		text = arena_copy(&s->mem, (struct str){ p, n });
		if (text.p == NULL)
			error_set(err, ST_NOMEM, pos_none, "out of memory");
	}
	free(p);
	return text;
}

/* "cn-trace 2, us-dfars 1", as a filing has it, and the digest of the first. */
static enum status
name_packs(struct session *s, struct log_entry *e, struct error *err)
{
	size_t room = 1, n = 0;
	char *text;

	for (size_t i = 0; i < s->npack; i++)
		room += strlen(s->pack[i].id) + strlen(s->pack[i].version) + 3;
	text = TAKE(&s->mem, char, room);
	if (text == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	text[0] = '\0';
	for (size_t i = 0; i < s->npack; i++)
		n += (size_t)snprintf(text + n, room - n, "%s%s %s",
		    i > 0 ? ", " : "", s->pack[i].id, s->pack[i].version);
	e->rules = str_of(text);
	if (s->npack > 0 &&
	    !digest_sha256((struct str){ s->pack[0].xml.p, s->pack[0].xml.n },
		e->rules_sha256))
		return error_set(err, ST_CRYPTO, pos_none, "SHA-256 failed");
	return ST_OK;
}

/* Where it lies on one machine tells nobody else anything. */
static struct str
name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return str_of(slash != NULL ? slash + 1 : path);
}

enum status
recording_product(struct session *s, struct log_entry *e,
    const struct log_input *answer, bool sealed, struct error *err)
{
	struct draft_input in;
	struct log_input *list;

	if (drafting_fill(s, &in, err) != ST_OK ||
	    name_packs(s, e, err) != ST_OK)
		return err->code;
	list = TAKE(&s->mem, struct log_input, in.nfile + 1);
	if (list == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	list[0] = *answer;
	list[0].attached = true;
	for (size_t i = 0; i < in.nfile; i++) {
		const struct draft_file *f = &in.file[i];
		const struct str role = str_of(f->role);

		list[i + 1] = (struct log_input){ .role = role,
			.name = sealed && seal_is_of_suppliers(role)
				    ? STR("sealed")
				    : name_of(f->name),
			.body = f->body };
	}
	e->input = list;
	e->ninput = in.nfile + 1;
	return ST_OK;
}

struct str
recording_items(struct session *s, uint32_t first, size_t n)
{
	char label[LABEL_TEXT];
	struct str one = path_label(&s->bom, first, label);
	size_t room = one.n + 40;
	char *text = TAKE(&s->mem, char, room);

	if (text == NULL)
		return STR("out of memory");
	if (n == 1)
		snprintf(text, room, "%.*s", STR_ARG(one));
	else
		snprintf(text, room, "%.*s and %zu more", STR_ARG(one), n - 1);
	return str_of(text);
}

struct str
recording_shipped(struct session *s)
{
	uint32_t first = BOM_NONE;
	size_t n = 0;

	for (uint32_t i = 0; i < s->bom.nitem; i++)
		if (s->shipped[i] && n++ == 0)
			first = i;
	return n > 0 ? recording_items(s, first, n)
		     : STR("nothing that is shipped");
}

/* Says what is not there, and why. */
static int
not_recorded(const struct recording *r, const struct error *err)
{
	fputs("retrace: error: this run is not recorded in ", stderr);
	text_put(stderr, str_of(r->log));
	fputs(": ", stderr);
	text_put(stderr, str_of(err->text));
	fputc('\n', stderr);
	return status_exit_code(err->code);
}

int
recording_add(struct session *s, const struct recording *r, struct log_entry *e,
    int code, const struct error *before)
{
	struct auditlog *log = NULL;
	struct log_receipt receipt;
	struct error err = *before;

	if (r->log == NULL)
		return code;
	/* What was answered is out before anybody is asked for anything. */
	fflush(stdout);
	e->actor = str_of(r->actor);
	e->tool = STR("retrace " RETRACE_VERSION);
	e->now = date_now();
	if (err.code == ST_OK &&
	    auditlog_open(r->log, AUDITLOG_WRITE, &log, &err) == ST_OK &&
	    log_unlock(log, r->key, &r->pass, &err) == ST_OK)
		auditlog_append(log, e, &s->mem, &receipt, &err);
	auditlog_close(log);
	if (err.code != ST_OK)
		return not_recorded(r, &err);
	if (!s->quiet)
		fprintf(stderr, "retrace: recorded as entry %" PRIu64 ", %s\n",
		    receipt.index, receipt.id);
	return code;
}
