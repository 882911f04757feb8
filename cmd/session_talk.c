/* SPDX-License-Identifier: Apache-2.0 */
/*
 * session_talk - what a verb is told on its command line, and what it says
 * beside its answer: help, warnings, errors; see session.h.
 */
#include "cmd/session.h"

#include "cmd/apart.h"
#include "core/report/text.h"

#include <stdio.h>
#include <string.h>

/* Of one verb, at most. */
#define SUBVERBS 32

static const char exit_codes[] =
    "Exit codes:\n"
    "    0  nothing triggered        64  command line\n"
    "    1  at least one triggered   65  input is refused\n"
    "    2  none triggered, some     66  input is missing\n"
    "       undecided                70  internal error\n"
    "    3  verification failed      73  output cannot be created\n"
    "                                74  reading or writing failed\n"
    "                                77  key or permission refused\n";

static void
print_help(const struct session *s, const struct usage *own,
    const struct usage *common)
{
	const struct command *c = s->command;
	const char *parent = s->parent != NULL ? s->parent->name : "";
	const char *blank = s->parent != NULL ? " " : "";

	printf("retrace %s%s%s - %s\n\nUsage: retrace %s%s%s %s\n", parent,
	    blank, c->name, c->summary, parent, blank, c->name, own->synopsis);
	if (own->noption > 0) {
		printf("\nOptions:\n");
		options_print(stdout, own);
	}
	printf("\nOptions of every verb:\n");
	options_print(stdout, common);
	if (own->notes != NULL)
		printf("\n%s", own->notes);
	printf("\n%s", exit_codes);
}

int
session_subverb(struct session *s, const struct command *sub, size_t nsub,
    int argc, char **argv)
{
	const char *names[SUBVERBS], *near;
	struct error err = { 0 };
	bool help = argc > 0 && (strcmp(argv[0], "--help") == 0 ||
				    strcmp(argv[0], "-h") == 0);

	for (size_t i = 0; i < nsub && i < SUBVERBS; i++)
		names[i] = sub[i].name;
	for (size_t i = 0; argc > 0 && i < nsub; i++)
		if (strcmp(argv[0], sub[i].name) == 0) {
			s->parent = s->command;
			s->command = &sub[i];
			return sub[i].run(s, argc - 1, argv + 1);
		}
	if (argc > 0 && !help) {
		near = options_nearest(
		    argv[0], names, nsub < SUBVERBS ? nsub : SUBVERBS);
		if (near != NULL)
			error_set(&err, ST_USAGE, pos_none,
			    "unknown verb \"%s %.80s\": did you mean %s?",
			    s->command->name, argv[0], near);
		else
			error_set(&err, ST_USAGE, pos_none,
			    "unknown verb \"%s %.80s\": expected one that "
			    "the help lists",
			    s->command->name, argv[0]);
		return session_fail(s, &err);
	}
	fprintf(help ? stdout : stderr,
	    "retrace %s - %s\n\nUsage: retrace %s VERB [OPTION...]\n\n",
	    s->command->name, s->command->summary, s->command->name);
	for (size_t i = 0; i < nsub; i++)
		fprintf(help ? stdout : stderr, "  %-11s %s\n", sub[i].name,
		    sub[i].summary);
	return help ? 0 : status_exit_code(ST_USAGE);
}

bool
session_options(struct session *s, const struct usage *usage, int argc,
    char **argv, int *code)
{
	char forms[80];
	const struct option_spec table[] = {
		{ "output", 'o', OPTION_LIST, &s->output.formats,
		    "FORMAT[=FILE]", forms },
		{ "plain", '\0', OPTION_FLAG, &s->output.plain, NULL,
		    "one record a line, fields separated by tabs" },
		{ "color", '\0', OPTION_CHOICE, &s->output.colour,
		    "auto|always|never", "colour beside the words" },
		{ "fail-on", '\0', OPTION_CHOICE, &s->fail_on,
		    "undecided|triggered|never",
		    "which verdicts make the exit code 1 or 2" },
		{ "strict", '\0', OPTION_FLAG, &s->in.strict, NULL,
		    "refuse a file of which something cannot be taken" },
		{ "quiet", 'q', OPTION_FLAG, &s->quiet, NULL,
		    "no warnings and notes" },
		{ "help", 'h', OPTION_FLAG, &s->help, NULL, "this text" },
	};
	const struct usage common = { "", table,
		sizeof(table) / sizeof(table[0]), NULL };
	struct error err = { 0 };

	snprintf(
	    forms, sizeof(forms), "%s; repeatable", outputs_forms(&s->output));
	if (options_read(usage, &common, argc, argv, &s->rest, &err) == ST_OK &&
	    s->help) {
		print_help(s, usage, &common);
		*code = 0;
		return false;
	}
	if (err.code == ST_OK &&
	    outputs_init(&s->out, &s->output, &err) == ST_OK)
		outputs_apart(&s->out, usage, &common, &s->rest, &err);
	if (err.code != ST_OK) {
		*code = session_fail(s, &err);
		return false;
	}
	return true;
}

/* Says one thing at its place, harmless to the terminal. */
static void
say(struct pos at, const char *word, const char *text)
{
	if (at.file != NULL) {
		text_put(stderr, str_of(at.file));
		if (at.line > 0)
			fprintf(stderr, ":%u", at.line);
		if (at.line > 0 && at.col > 0)
			fprintf(stderr, ":%u", at.col);
		fputs(": ", stderr);
	} else {
		fputs("retrace: ", stderr);
	}
	fputs(word, stderr);
	text_put(stderr, str_of(text));
	fputc('\n', stderr);
}

/* Is it among the findings of the other session, word for word? */
static bool
is_said_beside(const struct session *s, const struct finding *x)
{
	const char *file = x->at.file != NULL ? x->at.file : "";

	for (size_t i = 0; s->beside != NULL && i < s->beside->n; i++) {
		const struct finding *o = &s->beside->list[i];

		if (o->at.line == x->at.line && o->at.col == x->at.col &&
		    strcmp(o->at.file != NULL ? o->at.file : "", file) == 0 &&
		    strcmp(o->text, x->text) == 0)
			return true;
	}
	return false;
}

void
session_messages(struct session *s)
{
	static const char *const word[] = {
		[SEV_ERROR] = "",
		[SEV_WARNING] = "warning: ",
		[SEV_NOTE] = "note: ",
	};
	const struct findings *f = &s->findings;

	for (; s->printed < f->n; s->printed++) {
		const struct finding *x = &f->list[s->printed];

		if ((!s->quiet || x->sev == SEV_ERROR) && !is_said_beside(s, x))
			say(x->at, word[x->sev], x->text);
	}
	if (f->dropped_errors > s->told_errors)
		fprintf(stderr, "retrace: and %zu more errors\n",
		    f->dropped_errors - s->told_errors);
	if (f->dropped_others > s->told_others && !s->quiet)
		fprintf(stderr, "retrace: and %zu more warnings and notes\n",
		    f->dropped_others - s->told_others);
	s->told_errors = f->dropped_errors;
	s->told_others = f->dropped_others;
}

int
session_fail(struct session *s, const struct error *err)
{
	const struct findings *f = &s->findings;
	bool said = f->errors > 0 && f->first.code == err->code &&
		    strcmp(f->first.text, err->text) == 0;

	fflush(stdout);
	session_messages(s);
	if (!said)
		say(err->at, "", err->text);
	if (err->code == ST_USAGE && s->command != NULL)
		fprintf(stderr, "Try: retrace %s%s%s --help\n",
		    s->parent != NULL ? s->parent->name : "",
		    s->parent != NULL ? " " : "", s->command->name);
	return status_exit_code(err->code);
}

int
session_verdict_code(const struct session *s, int code)
{
	if (s->fail_on == FAIL_NEVER ||
	    (s->fail_on == FAIL_TRIGGERED && code == 2))
		return 0;
	return code;
}
