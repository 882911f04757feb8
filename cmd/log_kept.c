/* SPDX-License-Identifier: Apache-2.0 */
/* log_kept - the log of a command line, and what is kept outside of it; see
 * log.h. */
#include "cmd/log.h"
#include "core/log/cosign.h"

#include <stdlib.h>

#define LOG_VARIABLE "RETRACE_LOG"

enum status
log_path(struct session *s, size_t most, const char **path, struct error *err)
{
	*path = s->rest.n > 0 ? s->rest.word[0] : getenv(LOG_VARIABLE);
	if (s->rest.n > most)
		return error_set(err, ST_USAGE, pos_none,
		    "\"%s\": nothing expected behind the log",
		    s->rest.word[most]);
	if (*path == NULL || (*path)[0] == '\0')
		return error_set(err, ST_USAGE, pos_none,
		    "no log named: expected LOG, or the "
		    "variable " LOG_VARIABLE);
	return ST_OK;
}

enum status
log_open(struct session *s, struct auditlog **log, struct error *err)
{
	const char *path;

	if (log_path(s, 1, &path, err) != ST_OK)
		return err->code;
	return auditlog_open(path, AUDITLOG_READ, log, err);
}

int
log_done(struct session *s, struct auditlog *log, const struct error *err)
{
	auditlog_close(log);
	return err->code != ST_OK ? session_fail(s, err) : 0;
}

enum status
log_unlock(struct auditlog *log, const char *key,
    const struct passphrase_source *source, struct error *err)
{
	struct passphrase pass = { "" };
	bool sealed = false;

	if (note_signer_is_sealed(key, &sealed, err) == ST_OK &&
	    (!sealed || passphrase_get(&pass, source, err) == ST_OK))
		auditlog_unlock(log, key, str_of(pass.text), err);
	passphrase_wipe(&pass);
	return err->code;
}

enum status
log_size_option(
    const char *option, const char *word, uint64_t *size, struct error *err)
{
	if (checkpoint_number(str_of(word), size))
		return ST_OK;
	return error_set(err, ST_USAGE, pos_none,
	    "--%s \"%.40s\": expected a number of entries", option, word);
}

enum status
log_public_key(struct session *s, const char *path, struct note_verifier *out,
    struct error *err)
{
	const struct pos at = { path, 1, 0 };
	struct str text;

	if (file_text(path, NOTE_SIZE_MAX, &s->mem, &text, err) != ST_OK)
		return err->code;
	return note_verifier_read(str_trim(text), at, out, err);
}

enum status
log_witnesses(struct session *s, const struct words *files,
    struct log_witness **out, size_t *n, struct error *err)
{
	struct log_witness *list = TAKE(&s->mem, struct log_witness, files->n);

	if (list == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < files->n; i++) {
		const struct pos at = { files->word[i], 1, 0 };
		struct str text;

		if (file_text(files->word[i], NOTE_SIZE_MAX, &s->mem, &text,
			err) != ST_OK ||
		    note_witness_read(str_trim(text), at, &list[i].key, err) !=
			ST_OK)
			return err->code;
		for (size_t k = 0; k < i; k++)
			if (cosign_one_key(&list[k].key, &list[i].key))
				return error_set(err, ST_DUPLICATE, at,
				    "the key of %s, too: expected each witness "
				    "once, by a key of its own",
				    list[k].key.name);
	}
	*out = list;
	*n = files->n;
	return ST_OK;
}
