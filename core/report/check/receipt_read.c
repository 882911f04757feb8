/* SPDX-License-Identifier: Apache-2.0 */
/* receipt_read - how a receipt was computed, from its first line; see
 * receipt.h. */
#include "core/report/check/receipt.h"

#include <jansson.h>
#include <string.h>

struct reader {
	struct receipt *r;
	struct arena *a;
	struct error *err;
};

static enum status
refuse(struct reader *x, const char *what)
{
	return error_set(x->err, ST_SCHEMA, (struct pos){ x->r->file, 1, 0 },
	    "%s: expected a receipt as retrace check -o receipt writes it",
	    what);
}

/* A copy; NULL, refused, where it is no text. */
static const char *
text_of(struct reader *x, const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	struct str copy;

	if (text == NULL) {
		refuse(x, key);
		return NULL;
	}
	copy = arena_copy(x->a, str_of(text));
	if (copy.p == NULL)
		error_set(x->err, ST_NOMEM, pos_none, "out of memory");
	return copy.p;
}

static bool
flag_of(struct reader *x, const json_t *object, const char *key)
{
	const json_t *v = json_object_get(object, key);

	if (!json_is_boolean(v))
		refuse(x, key);
	return json_is_true(v);
}

static date_day
day_of(struct reader *x, const json_t *object, const char *key)
{
	const char *text = text_of(x, object, key);
	date_day day = DATE_NONE;

	if (text != NULL)
		date_read(str_of(text), (struct pos){ x->r->file, 1, 0 }, &day,
		    x->err);
	return day;
}

static struct word_list
words_of(struct reader *x, const json_t *object, const char *key)
{
	const json_t *list = json_object_get(object, key);
	size_t n = json_array_size(list);
	const char **word = TAKE(x->a, const char *, n + 1);

	if (!json_is_array(list) || word == NULL) {
		refuse(x, key);
		return (struct word_list){ NULL, 0 };
	}
	for (size_t i = 0; i < n; i++) {
		const char *text = json_string_value(json_array_get(list, i));
		struct str copy = { NULL, 0 };

		if (text != NULL)
			copy = arena_copy(x->a, str_of(text));
		if (copy.p == NULL)
			refuse(x, key);
		word[i] = copy.p;
	}
	return (struct word_list){ word, n };
}

/* The same, of a receipt in which it may not stand. */
static struct word_list
wishes_of(struct reader *x, const json_t *object, const char *key)
{
	return json_object_get(object, key) != NULL
		   ? words_of(x, object, key)
		   : (struct word_list){ NULL, 0 };
}

/* One more input; role: or NULL, it stands in the object. */
static void
take_input(
    struct reader *x, const json_t *v, const char *role, const char *name)
{
	struct receipt_input *in = &x->r->input[x->r->ninput++];
	const char *hex = text_of(x, v, "sha256");

	in->role = role != NULL ? role : text_of(x, v, "role");
	in->name = text_of(x, v, name);
	if (hex != NULL && !digest_from_hex(str_of(hex), in->sha256))
		refuse(x, "sha256");
}

/* Those of the verdicts, then those of the transaction, if there is one. */
static enum status
read_inputs(struct reader *x, const json_t *head)
{
	const json_t *list = json_object_get(head, "inputs");
	const json_t *deal = json_object_get(head, "transaction");
	const json_t *days = json_object_get(deal, "holidays");
	size_t n = json_array_size(list), nday = json_array_size(days);

	x->r->input = TAKE(x->a, struct receipt_input, n + nday + 2);
	if (n == 0 || x->r->input == NULL)
		return refuse(x, "inputs");
	for (size_t i = 0; i < n; i++)
		take_input(x, json_array_get(list, i), NULL, "name");
	if (deal != NULL)
		take_input(x, deal, "transaction", "file");
	for (size_t i = 0; i < nday; i++)
		take_input(x, json_array_get(days, i), "holidays", "file");
	return x->err->code;
}

/* Only of a receipt for which the user named one. */
static uint8_t
method_of(struct reader *x, const json_t *options)
{
	const char *text;

	if (json_object_get(options, "value_method") == NULL)
		return METHOD_UNSAID;
	text = text_of(x, options, "value_method");
	for (int m = METHOD_MARKET; text != NULL && m < METHOD_COUNT; m++)
		if (strcmp(text, value_method_name((enum value_method)m)) == 0)
			return (uint8_t)m;
	refuse(x, "value_method");
	return METHOD_UNSAID;
}

static enum status
read_head(struct reader *x, const json_t *head)
{
	const json_t *options = json_object_get(head, "options");
	const char *schema = text_of(x, head, "schema");
	const char *kind = text_of(x, head, "kind");
	struct receipt *r = x->r;

	if (x->err->code != ST_OK)
		return x->err->code;
	if (strcmp(schema, "retrace-output") != 0 ||
	    strcmp(kind, "receipt") != 0)
		return refuse(x, "kind");
	r->tool = text_of(x, json_object_get(head, "tool"), "version");
	r->tool_sha256 = text_of(x, head, "tool_sha256");
	r->days.as_of = day_of(x, head, "as_of");
	r->days.law = day_of(x, head, "law_as_of");
	r->days.bom = day_of(x, head, "bom_as_of");
	r->days.price = day_of(x, head, "price_as_of");
	r->as_if_in_force = flag_of(x, head, "as_if_in_force");
	r->recipe.only = words_of(x, options, "only");
	r->recipe.also = words_of(x, options, "also");
	r->recipe.ship = words_of(x, options, "ship");
	r->recipe.presumed = flag_of(x, options, "presumed");
	r->recipe.exact = flag_of(x, options, "exact");
	r->recipe.method = method_of(x, options);
	r->recipe.allocate = json_object_get(options, "allocate") != NULL;
	r->recipe.encoding = wishes_of(x, options, "encoding");
	r->recipe.decimal = wishes_of(x, options, "decimal");
	r->recipe.format = wishes_of(x, options, "format");
	r->all_items = flag_of(x, options, "all_items");
	return x->err->code != ST_OK ? x->err->code : read_inputs(x, head);
}

enum status
receipt_read(struct receipt *out, struct str text, const char *file,
    struct arena *a, struct error *err)
{
	struct reader x = { out, a, err };
	const char *end = memchr(text.p, '\n', text.n);
	json_error_t why;
	json_t *head;

	*out = (struct receipt){ .file = file, .head = text };
	if (end != NULL) {
		out->head.n = (size_t)(end - text.p);
		out->verdicts =
		    (struct str){ end + 1, text.n - out->head.n - 1 };
	}
	head =
	    json_loadb(out->head.p, out->head.n, JSON_REJECT_DUPLICATES, &why);
	if (head == NULL)
		return error_set(err, ST_SYNTAX,
		    (struct pos){ file, 1, (uint32_t)why.position },
		    "no JSON (%.120s): expected a receipt as retrace check "
		    "-o receipt writes it",
		    why.text);
	read_head(&x, head);
	json_decref(head);
	return err->code;
}
