/* SPDX-License-Identifier: Apache-2.0 */
/* main - which verb, and what it needs. */
#include "cmd/verbs.h"

#include "cmd/exact.h"
#include "core/base/date.h"
#include "core/base/xml.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ITEMS_LARGE 100000

#define NVERB (sizeof(commands) / sizeof(commands[0]))

/* In the order of the work; help prints this table. */
static const struct command commands[] = {
	{ "check", cmd_check, NEED_BOM | NEED_RULES | NEED_JUDGE,
	    "hold a product against the rules" },
	{ "trace", cmd_trace, NEED_BOM | NEED_RULES | NEED_AMOUNTS,
	    "say what is in it, and what holds it" },
	{ "explain", cmd_explain, NEED_BOM | NEED_RULES | NEED_JUDGE,
	    "say why an item got its verdict" },
	{ "ask", cmd_ask, NEED_BOM | NEED_RULES | NEED_JUDGE,
	    "say which answers would settle most" },
	{ "whatif", cmd_whatif, NEED_BOM | NEED_RULES | NEED_JUDGE,
	    "say what would change a verdict" },
	{ "diff", cmd_diff, NEED_BOM | NEED_RULES | NEED_JUDGE,
	    "say what changed between two products" },
	{ "draft", cmd_draft, NEED_BOM | NEED_RULES | NEED_JUDGE,
	    "write an unsigned disclosure" },
	{ "file", cmd_file, 0, "sign a complete draft and log it" },
	{ "print", cmd_print, 0, "show a draft or a filing as a page" },
	{ "verify", cmd_verify, 0, "was a filing changed?" },
	{ "log", cmd_log, 0, "keep and audit what was filed" },
	{ "witness", cmd_witness, 0, "co-sign checkpoints of others' logs" },
	{ "rules", cmd_rules, 0, "list, show or check rule packs" },
	{ "key", cmd_key, 0, "make or show a signing key" },
	{ "convert", cmd_convert, NEED_BOM,
	    "write a product as one file, or as tables" },
	{ "account", cmd_account, NEED_BOM,
	    "say what was read, and what was not" },
	{ "template", cmd_template, 0, "print a file to fill in" },
};

static int
help(FILE *to)
{
	fprintf(to,
	    "retrace - rare-earth origin: from a bill of materials to a "
	    "filing\n\nUsage: retrace VERB [OPTION...] [FILE...]\n\n");
	for (size_t i = 0; i < NVERB; i++)
		fprintf(
		    to, "  %-10s %s\n", commands[i].name, commands[i].summary);
	fprintf(to, "\nretrace help VERB says more about one of them.\n");
	return 0;
}

static const struct command *
find(const char *name)
{
	for (size_t i = 0; i < NVERB; i++)
		if (strcmp(name, commands[i].name) == 0)
			return &commands[i];
	return NULL;
}

static int
unknown(const char *name)
{
	const char *names[NVERB], *near;

	for (size_t i = 0; i < NVERB; i++)
		names[i] = commands[i].name;
	near = options_nearest(name, names, NVERB);
	fprintf(stderr, "retrace: unknown verb \"");
	text_put(stderr, str_of(name));
	if (near != NULL)
		fprintf(stderr, "\": did you mean %s?\n", near);
	else
		fprintf(stderr, "\": retrace help lists the verbs\n");
	return status_exit_code(ST_USAGE);
}

/* What was told must have got there, whichever verb told it. */
static int
told(int code)
{
	if (code >= status_exit_code(ST_USAGE) ||
	    (fflush(stdout) == 0 && !ferror(stdout)))
		return code;
	fprintf(stderr, "standard output: cannot be written: %s\n",
	    strerror(errno));
	return status_exit_code(ST_IO);
}

static int
run(const char *name, int argc, char **argv)
{
	struct session s = { .command = find(name) };
	int code;

	if (s.command == NULL)
		return unknown(name);
	code = told(s.command->run(&s, argc, argv));
	/* The memory of a large product goes back with the process: to give it
	 * back piece by piece takes a tenth of what some answers take. */
	if (s.bom.nitem >= ITEMS_LARGE)
		exit(code);
	session_close(&s);
	return code;
}

int
main(int argc, char **argv)
{
	char *ask[] = { "--help" };
	const char *verb = argc > 1 ? argv[1] : NULL;

	signal(SIGXFSZ, SIG_IGN); /* a file that grows too large: an error */
	exact_start();
	xml_start();
	if (!date_clock_holds()) {
		fprintf(stderr, "retrace: SOURCE_DATE_EPOCH is not a time: "
				"expected seconds since 1970\n");
		return status_exit_code(ST_USAGE);
	}
	if (verb == NULL) {
		help(stderr);
		return status_exit_code(ST_USAGE);
	}
	if (strcmp(verb, "--version") == 0 || strcmp(verb, "version") == 0)
		return told(printf("retrace %s\n", RETRACE_VERSION) < 0);
	if (strcmp(verb, "help") == 0 && argc > 2)
		return run(argv[2], 1, ask);
	if (strcmp(verb, "help") == 0 || strcmp(verb, "--help") == 0 ||
	    strcmp(verb, "-h") == 0)
		return told(help(stdout));
	return run(verb, argc - 2, argv + 2);
}
