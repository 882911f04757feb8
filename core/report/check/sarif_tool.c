/* SPDX-License-Identifier: Apache-2.0 */
/* sarif_tool - the program, its rules and how it ended; see sarif_work.h. */
#include "core/report/check/sarif_work.h"

/* What a finding is about, as the end of its rule id. */
static const struct {
	const char *id, *text;
} inputs[SARIF_CODES] = {
	[ST_OK] = { "notice", "Something in a file that the reader should "
			      "know" },
	[ST_SYNTAX] = { "syntax", "Text, number or element is malformed" },
	[ST_ENCODING] = { "encoding", "Not UTF-8, or a NUL byte" },
	[ST_UNIT] = { "unit", "A unit is missing, unknown or does not fit" },
	[ST_RANGE] = { "range", "A number is out of range" },
	[ST_REF] = { "reference", "Names nothing, or more than one thing" },
	[ST_DUPLICATE] = { "duplicate", "The same thing twice" },
	[ST_CYCLE] = { "cycle", "An item contains itself" },
	[ST_CONFLICT] = { "conflict", "Statements that exclude each other" },
	[ST_SCHEMA] = { "schema", "Known format, wrong shape" },
	[ST_LIMIT] = { "limit", "Beyond a limit of the program" },
	[ST_INCOMPLETE] = { "incomplete", "A field that is required is empty" },
	[ST_NOINPUT] = { "missing", "A file is missing or unreadable" },
	[ST_USAGE] = { "usage", "The command line is wrong" },
	[ST_VERIFY] = { "verify", "Does not hold" },
	[ST_KEY] = { "key", "A key or a permission is refused" },
	[ST_CREATE] = { "create", "An output cannot be created" },
	[ST_IO] = { "io", "Reading or writing failed" },
	[ST_CRYPTO] = { "crypto", "A digest cannot be computed" },
	[ST_NOMEM] = { "memory", "Memory is out" },
	[ST_INTERNAL] = { "internal", "Internal error" },
};

const char *
sarif_input_id(enum status code)
{
	return inputs[code].id;
}

static void
put_rules(struct sarif *s)
{
	const struct findings *f = s->c->findings;
	size_t n = s->c->book->nrule;
	char id[SARIF_ID_TEXT];

	for (size_t i = 0; i < f->n; i++)
		s->occurs[f->list[i].code] = true;
	json_begin_array(&s->j, "rules");
	for (size_t i = 0; i < n; i++) {
		json_begin_object(&s->j, NULL);
		sarif_rule(&s->j, s->c, i);
		json_end_object(&s->j);
	}
	for (int k = 0; k < SARIF_CODES; k++) {
		if (!s->occurs[k])
			continue;
		s->input_rule[k] = n++;
		snprintf(id, sizeof(id), "input/%s", inputs[k].id);
		json_begin_object(&s->j, NULL);
		json_put_text(&s->j, "id", id);
		sarif_message(&s->j, "shortDescription", inputs[k].text);
		json_end_object(&s->j);
	}
	json_end_array(&s->j);
}

void
sarif_tool(struct sarif *s)
{
	json_begin_object(&s->j, "tool");
	json_begin_object(&s->j, "driver");
	json_put_text(&s->j, "name", "retrace");
	json_put_text(&s->j, "version", RETRACE_VERSION);
	json_put_text(&s->j, "semanticVersion", RETRACE_VERSION);
	sarif_message(&s->j, "shortDescription",
	    "Rare-earth origin: from a bill of materials to a filing");
	put_rules(s);
	json_begin_object(&s->j, "properties");
	json_put_text(&s->j, "tool_sha256", s->c->tool_sha256);
	json_end_object(&s->j);
	json_end_object(&s->j);
	json_end_object(&s->j);
}

static void
put_notification(struct sarif *s, const char *level, const char *text)
{
	json_begin_object(&s->j, NULL);
	json_put_text(&s->j, "level", level);
	sarif_message(&s->j, "message", text);
	json_end_object(&s->j);
}

static const char *
end_words(const struct sarif_end *end)
{
	static const char *const words[] = { "nothing triggered",
		"at least one triggered", "none triggered, some undecided" };

	return end->why != NULL     ? "an input is refused"
	       : end->exit_code < 3 ? words[end->exit_code]
				    : "";
}

void
sarif_invocation(struct sarif *s)
{
	const struct findings *f = s->c->findings;
	size_t rest = f->dropped_errors + f->dropped_others;
	char text[80];

	json_begin_array(&s->j, "invocations");
	json_begin_object(&s->j, NULL);
	json_put_bool(&s->j, "executionSuccessful", s->end->why == NULL);
	json_put_count(&s->j, "exitCode", (uint64_t)s->end->exit_code);
	json_put_text(&s->j, "exitCodeDescription", end_words(s->end));
	json_begin_array(&s->j, "toolExecutionNotifications");
	if (s->end->why != NULL)
		put_notification(s, "error", s->end->why->text);
	if (rest > 0) {
		snprintf(text, sizeof(text), "%zu more findings are not listed",
		    rest);
		put_notification(s, "warning", text);
	}
	json_end_array(&s->j);
	json_end_object(&s->j);
	json_end_array(&s->j);
}
