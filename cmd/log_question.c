/* SPDX-License-Identifier: Apache-2.0 */
/* log_question - what a command line asks of a log; see log_question.h. */
#include "cmd/log_question.h"

#include "core/base/limits.h"
#include "core/bom/field/units.h"
#include "core/chem/element.h"
#include "core/report/check/output_json.h"
#include "core/report/html/html_rows.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum status
log_question_add(struct log_question *q, enum index_field field,
    struct str value, struct error *err)
{
	struct index_condition *list = array_grow(q->condition,
	    &q->cap_condition, q->search.query.ncondition + 1, sizeof(*list));

	if (list == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	q->condition = list;
	list[q->search.query.ncondition++] =
	    (struct index_condition){ field, value };
	return ST_OK;
}

static bool
is_digest(struct str s)
{
	uint8_t sha256[SHA256_SIZE];

	return digest_from_hex(s, sha256);
}

/* "10g", "0.5 kg" in grams, as a double that stands for these digits alone. */
static enum status
read_mass(const char *option, const char *text, double *out, struct error *err)
{
	size_t n = strspn(text, "0123456789.eE+-");
	struct str rest = str_trim(str_of(text + n));
	enum unit unit = unit_find(rest);
	char digits[NUM_TEXT];
	double above;
	struct error inner = { 0 };
	mpq_t q;

	mpq_init(q);
	if (unit_dimension(unit) != DIM_MASS ||
	    num_read((struct str){ text, n }, pos_none, q, &inner) != ST_OK ||
	    mpq_sgn(q) < 0) {
		error_set(err, ST_USAGE, pos_none,
		    "--%s \"%.40s\": expected a mass, as 10g or 0.5kg", option,
		    text);
	} else {
		unit_to_base(unit, q);
		if (!num_format(digits, q, 15, NUM_NEAREST))
			error_set(err, ST_USAGE, pos_none,
			    "--%s \"%.40s\": expected at most 15 digits",
			    option, text);
		/* As the index has amounts. */
		num_enclose(q, out, &above);
	}
	mpq_clear(q);
	return err->code;
}

static enum status
read_count(
    const char *option, const char *text, uint64_t *out, struct error *err)
{
	uint64_t n = 0;

	for (const char *p = text; *p != '\0'; p++) {
		if (*p < '0' || *p > '9' || p - text > 17)
			return error_set(err, ST_USAGE, pos_none,
			    "--%s \"%.40s\": expected a number", option, text);
		n = n * 10 + (uint64_t)(*p - '0');
	}
	*out = n;
	return *text != '\0' ? ST_OK
			     : error_set(err, ST_USAGE, pos_none,
				   "--%s \"\": expected a number", option);
}

static enum status
read_amount(struct log_question *q, struct error *err)
{
	struct index_amount *k = &q->search.query.amount;
	int e;

	if (q->element == NULL)
		return q->least == NULL && q->most == NULL && !q->sure &&
			       !q->of_origin
			   ? ST_OK
			   : error_set(err, ST_USAGE, pos_none,
				 "--element is missing: expected the rare "
				 "earth whose amount is meant, or sum");
	e = element_find(str_of(q->element));
	if (e < 0 && strcmp(q->element, "sum") != 0)
		return error_set(err, ST_USAGE, pos_none,
		    "--element \"%.40s\": expected a rare earth, as Dy, or sum",
		    q->element);
	*k = (struct index_amount){
		.element = e < 0 ? STR("sum") : str_of(element_at(e)->symbol),
		.of_origin = q->of_origin,
		.has_least = q->least != NULL,
		.has_most = q->most != NULL,
		.sure = q->sure
	};
	if (k->has_least && read_mass("at-least", q->least, &k->least, err))
		return err->code;
	if (k->has_most && read_mass("at-most", q->most, &k->most, err))
		return err->code;
	return ST_OK;
}

/* What rests on that digest, or on the file of this name. */
static enum status
add_input(struct session *s, struct log_question *q, const char *word,
    struct error *err)
{
	struct bytes b = { 0 };
	uint8_t sha256[SHA256_SIZE];
	char hex[SHA256_HEX];
	struct str digest = str_of(word);

	if (!is_digest(digest)) {
		if (file_load(word, LIMIT_FILE, &b, err) != ST_OK)
			return err->code;
		if (!digest_sha256((struct str){ b.p, b.n }, sha256))
			error_set(err, ST_CRYPTO, pos_none,
			    "SHA-256 cannot be computed");
		bytes_free(&b);
		digest_hex(sha256, hex);
		digest = arena_copy(&s->mem, str_of(hex));
	}
	return err->code == ST_OK
		   ? log_question_add(q, INDEX_INPUT, digest, err)
		   : err->code;
}

/* "NO": two capital letters. */
static bool
is_country(const char *word)
{
	return strlen(word) == 2 && word[0] >= 'A' && word[0] <= 'Z' &&
	       word[1] >= 'A' && word[1] <= 'Z';
}

/* "rules.xml": no pack is named so. */
static bool
is_pack_file(enum index_field field, const char *word)
{
	size_t n = strlen(word);

	return field == INDEX_RULES && n > 4 &&
	       strcmp(word + n - 4, ".xml") == 0;
}

/* What a word of an option asks for. */
static enum index_field
field_of(enum index_field field, const char *word)
{
	if (field == INDEX_DESTINATION && is_country(word))
		return INDEX_COUNTRY;
	if (field == INDEX_SIGNER && is_digest(str_of(word)))
		return INDEX_SIGNED;
	if ((field == INDEX_RULES || field == INDEX_DOCUMENT) &&
	    is_digest(str_of(word)))
		return INDEX_INPUT;
	return field;
}

static enum status
add_all(struct session *s, struct log_question *q, struct error *err)
{
	const struct {
		const struct words *words;
		enum index_field field;
	} options[] = {
		{ &q->kind, INDEX_KIND },
		{ &q->product, INDEX_PRODUCT },
		{ &q->part, INDEX_PART },
		{ &q->origin, INDEX_ORIGIN },
		{ &q->rules, INDEX_RULES },
		{ &q->verdict, INDEX_VERDICT },
		{ &q->basis, INDEX_BASIS },
		{ &q->filer, INDEX_FILER },
		{ &q->exporter, INDEX_EXPORTER },
		{ &q->consignee, INDEX_CONSIGNEE },
		{ &q->end_user, INDEX_END_USER },
		{ &q->end_use, INDEX_END_USE },
		{ &q->destination, INDEX_DESTINATION },
		{ &q->document, INDEX_DOCUMENT },
		{ &q->signer, INDEX_SIGNER },
		{ &q->actor, INDEX_ACTOR },
		{ &q->party, INDEX_PARTY },
		{ &q->number, INDEX_NUMBER },
		{ &q->result, INDEX_RESULT },
		{ &q->refers, INDEX_REFERS },
	};

	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		for (size_t k = 0; k < options[i].words->n; k++) {
			const char *word = options[i].words->word[k];

			if (word[0] == '\0')
				return error_set(err, ST_USAGE, pos_none,
				    "an option with an empty word: expected "
				    "what to look for");
			if (is_pack_file(options[i].field, word))
				add_input(s, q, word, err);
			else
				log_question_add(q,
				    field_of(options[i].field, word),
				    str_of(word), err);
			if (err->code != ST_OK)
				return err->code;
		}
	for (size_t k = 0; k < q->input.n; k++)
		if (add_input(s, q, q->input.word[k], err) != ST_OK)
			return err->code;
	return ST_OK;
}

/* Everything that a reader cannot know from the entries themselves. */
static enum status
understand(struct session *s, struct log_question *q, struct error *err)
{
	struct index_query *k = &q->search.query;

	k->since = str_of(q->since);
	k->until = str_of(q->until);
	k->filing = str_of(q->filing);
	k->newest = q->newest;
	if (q->limit != NULL &&
	    read_count("limit", q->limit, &q->search.limit, err) != ST_OK)
		return err->code;
	q->search.has_after = q->after != NULL;
	if (q->after != NULL &&
	    read_count("after", q->after, &q->search.after, err) != ST_OK)
		return err->code;
	if (read_amount(q, err) != ST_OK)
		return err->code;
	return add_all(s, q, err);
}

/* As ids are typed, so that nobody takes a wrong one for one to which nothing
 * refers. */
static enum status
complete_ids(struct session *s, struct log_question *q, struct error *err)
{
	for (size_t i = 0; i < q->search.query.ncondition; i++) {
		struct index_condition *c = &q->condition[i];
		struct log_record r;
		uint64_t index;

		if (c->field != INDEX_REFERS)
			continue;
		if (auditlog_find(q->log, c->value, &index, err) != ST_OK ||
		    auditlog_get_filing(q->log, index, &s->mem, &r, err) !=
			ST_OK)
			return err->code;
		c->value = r.leaf.id;
	}
	return ST_OK;
}

enum status
log_question_open(struct session *s, struct log_question *q, const char *path,
    struct error *err)
{
	if (understand(s, q, err) != ST_OK ||
	    auditlog_open(path, AUDITLOG_READ, &q->log, err) != ST_OK ||
	    complete_ids(s, q, err) != ST_OK)
		return err->code;
	q->search.query.condition = q->condition;
	if (q->no_index || !log_search_wants_index(&q->search.query))
		return ST_OK;
	q->path = index_path(&s->mem, path);
	if (q->path == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	watch_start(&s->watch, s->quiet);
	index_use(q->path, q->log, access(path, W_OK) == 0, &s->watch.progress,
	    &q->index, &s->findings, err);
	watch_stop(&s->watch);
	return err->code;
}

enum status
log_question_run(struct session *s, struct log_question *q, log_found visit,
    void *ctx, struct error *err)
{
	q->search.index = q->index;
	if (log_search(q->log, &q->search, visit, ctx, err) != ST_OK)
		return err->code;
	if (q->search.unread > 0)
		log_search_unread(&q->search, &s->findings);
	return ST_OK;
}

void
log_question_close(struct log_question *q)
{
	struct words *list[] = { &q->kind, &q->product, &q->part, &q->origin,
		&q->rules, &q->verdict, &q->basis, &q->filer, &q->exporter,
		&q->consignee, &q->end_user, &q->end_use, &q->destination,
		&q->document, &q->signer, &q->actor, &q->party, &q->number,
		&q->result, &q->input, &q->refers };

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		words_free(list[i]);
	index_close(q->index);
	auditlog_close(q->log);
	free(q->condition);
}

void
log_rows_begin(const struct page *page, struct json *j,
    const struct auditlog *log, const char *command, struct str title)
{
	if (page->format == OUT_JSON) {
		output_json_begin(j, command);
		json_put_str(j, "origin", auditlog_origin(log));
		json_begin_array(j, "rows");
	}
	if (page->format == OUT_HTML)
		html_rows_begin(page->to, auditlog_origin(log), title);
}
