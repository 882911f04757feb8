/* SPDX-License-Identifier: Apache-2.0 */
/* options - a table of options; see options.h. */
#include "cmd/options.h"

#include "core/base/arena.h"

#include <stdlib.h>
#include <string.h>

/* [bytes] Words longer than this have no near neighbour. */
#define NEAR_LONGEST 30

bool
words_add(struct words *w, const char *word)
{
	const char **grown =
	    array_grow(w->word, &w->cap, w->n + 1, sizeof(*grown));

	if (grown == NULL)
		return false;
	w->word = grown;
	w->word[w->n++] = word;
	return true;
}

enum status
words_add_all(struct words *to, const struct words *from, struct error *err)
{
	for (size_t i = 0; i < from->n; i++)
		if (!words_add(to, from->word[i]))
			return error_set(
			    err, ST_NOMEM, pos_none, "out of memory");
	return ST_OK;
}

void
words_free(struct words *w)
{
	free(w->word);
	*w = (struct words){ 0 };
}

static size_t
least_of(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Letters to insert, drop, change or swap to make one word of the other. */
static size_t
edits(const char *a, const char *b)
{
	size_t d[NEAR_LONGEST + 1][NEAR_LONGEST + 1];
	size_t na = strlen(a), nb = strlen(b);

	if (na > NEAR_LONGEST || nb > NEAR_LONGEST)
		return SIZE_MAX;
	for (size_t k = 0; k <= nb; k++)
		d[0][k] = k;
	for (size_t i = 1; i <= na; i++) {
		d[i][0] = i;
		for (size_t k = 1; k <= nb; k++) {
			bool same = a[i - 1] == b[k - 1];

			d[i][k] = d[i - 1][k - 1] + !same;
			d[i][k] = least_of(d[i][k], d[i - 1][k] + 1);
			d[i][k] = least_of(d[i][k], d[i][k - 1] + 1);
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] &&
			    a[i - 2] == b[k - 1])
				d[i][k] =
				    least_of(d[i][k], d[i - 2][k - 2] + 1);
		}
	}
	return d[na][nb];
}

const char *
options_nearest(const char *word, const char *const *candidate, size_t n)
{
	const char *best = NULL;
	size_t least = strlen(word) < 5 ? 2 : 3; /* edits that are too many */

	for (size_t i = 0; i < n; i++) {
		size_t e = edits(word, candidate[i]);

		if (e < least) {
			least = e;
			best = candidate[i];
		}
	}
	return best;
}

/* The option of that name or letter, in either table; or NULL. */
static const struct option_spec *
find(const struct usage *own, const struct usage *common, struct str name,
    char letter)
{
	const struct usage *table[] = { own, common };

	for (size_t t = 0; t < 2; t++)
		for (size_t i = 0; i < table[t]->noption; i++) {
			const struct option_spec *o = &table[t]->option[i];

			if (letter != '\0' ? o->letter == letter
					   : str_is(name, o->name))
				return o;
		}
	return NULL;
}

static enum status
unknown(const struct usage *own, const struct usage *common, struct str name,
    struct error *err)
{
	const struct usage *table[] = { own, common };
	struct words names = { 0 };
	char word[NEAR_LONGEST + 1];
	const char *near = NULL;

	if (name.n <= NEAR_LONGEST) {
		memcpy(word, name.p, name.n);
		word[name.n] = '\0';
		for (size_t t = 0; t < 2; t++)
			for (size_t i = 0; i < table[t]->noption; i++)
				words_add(&names, table[t]->option[i].name);
		near = options_nearest(word, names.word, names.n);
	}
	words_free(&names);
	if (near != NULL)
		return error_set(err, ST_USAGE, pos_none,
		    "unknown option --%.*s: did you mean --%s?", STR_ARG(name),
		    near);
	return error_set(err, ST_USAGE, pos_none,
	    "unknown option --%.*s: --help lists the options", STR_ARG(name));
}

/* Which of the words in "a|b|c" it is, or -1. */
static int
choice_of(const char *choices, const char *value)
{
	size_t n = strlen(value);

	for (int which = 0;; which++) {
		size_t end = strcspn(choices, "|");

		if (end == n && memcmp(choices, value, n) == 0)
			return which;
		if (choices[end] == '\0')
			return -1;
		choices += end + 1;
	}
}

static enum status
assign(const struct option_spec *o, const char *value, struct error *err)
{
	struct error why = { 0 };
	int which;

	switch (o->kind) {
	case OPTION_FLAG:
		*(bool *)o->value = true;
		return ST_OK;
	case OPTION_TEXT:
		*(const char **)o->value = value;
		return ST_OK;
	case OPTION_LIST:
		return words_add(o->value, value)
			   ? ST_OK
			   : error_set(
				 err, ST_NOMEM, pos_none, "out of memory");
	case OPTION_CHOICE:
	case OPTION_PICK:
		which = choice_of(o->arg, value);
		if (which < 0)
			return error_set(err, ST_USAGE, pos_none,
			    "--%s \"%s\": expected one of %s", o->name, value,
			    o->arg);
		*(int *)o->value = which + (o->kind == OPTION_PICK);
		return ST_OK;
	case OPTION_DATE:
		if (date_read(str_of(value), pos_none, o->value, &why) != ST_OK)
			return error_set(err, ST_USAGE, pos_none, "--%s: %s",
			    o->name, why.text);
		return ST_OK;
	}
	return error_set(err, ST_INTERNAL, pos_none, "--%s", o->name);
}

/*
 * Reads the option at argv[*i]; the value may stand behind '=' or in the next
 * word, which is then consumed.
 */
static enum status
read_one(const struct usage *own, const struct usage *common, int argc,
    char **argv, int *i, struct error *err)
{
	const char *word = argv[*i], *value = NULL;
	const struct option_spec *o;
	bool is_long = word[1] == '-';
	struct str name = str_of(word + (is_long ? 2 : 1));

	if (is_long) {
		value = strchr(word, '=');
		if (value != NULL)
			name.n = (size_t)(value++ - name.p);
		o = find(own, common, name, '\0');
	} else {
		o = find(own, common, name, word[1]);
		if (o != NULL && word[2] != '\0')
			value = word + 2;
	}
	if (o == NULL && !is_long)
		return error_set(err, ST_USAGE, pos_none,
		    "unknown option %s: --help lists the options; a file of "
		    "that name is ./%s",
		    word, word);
	if (o == NULL)
		return unknown(own, common, name, err);
	if (o->kind == OPTION_FLAG && value != NULL)
		return error_set(err, ST_USAGE, pos_none,
		    "%s: --%s takes no value", word, o->name);
	if (o->kind != OPTION_FLAG && value == NULL) {
		if (*i + 1 >= argc)
			return error_set(err, ST_USAGE, pos_none,
			    "--%s: expected %s behind it", o->name, o->arg);
		value = argv[++*i];
	}
	return assign(o, value, err);
}

/*
 * options_read - split a command line into options and words.
 *
 * In:	argv   without the verb; argc words
 * Out:	the variables that the tables name; rest, to be freed by the caller
 * Err:	ST_USAGE, the first fault only; ST_NOMEM
 */
enum status
options_read(const struct usage *own, const struct usage *common, int argc,
    char **argv, struct words *rest, struct error *err)
{
	bool options = true;

	for (int i = 0; i < argc; i++) {
		const char *word = argv[i];

		if (options && strcmp(word, "--") == 0) {
			options = false;
		} else if (options && word[0] == '-' && word[1] != '\0') {
			if (read_one(own, common, argc, argv, &i, err) != ST_OK)
				return err->code;
		} else if (!words_add(rest, word)) {
			return error_set(
			    err, ST_NOMEM, pos_none, "out of memory");
		}
	}
	return ST_OK;
}

/* Prints one line per option: its names on the left, its help on the right. */
void
options_print(FILE *to, const struct usage *usage)
{
	for (size_t i = 0; i < usage->noption; i++) {
		const struct option_spec *o = &usage->option[i];
		char left[80];
		char letter[8] = "";

		if (o->letter != '\0')
			snprintf(letter, sizeof(letter), "-%c, ", o->letter);
		snprintf(left, sizeof(left), "%s--%s%s%s", letter, o->name,
		    o->kind == OPTION_FLAG ? "" : " ",
		    o->kind == OPTION_FLAG ? "" : o->arg);
		if (strlen(left) > 26)
			fprintf(
			    to, "    %s\n    %-26s %s\n", left, "", o->help);
		else
			fprintf(to, "    %-26s %s\n", left, o->help);
	}
}

enum status
options_top(const char *text, size_t *top, struct error *err)
{
	size_t n = 0;

	for (const char *p = text; *p != '\0'; p++) {
		if (*p < '0' || *p > '9' || p - text > 8)
			return error_set(err, ST_USAGE, pos_none,
			    "--top \"%.40s\": expected a number; 0 is all",
			    text);
		n = n * 10 + (size_t)(*p - '0');
	}
	*top = n > 0 ? n : SIZE_MAX;
	return *text != '\0' ? ST_OK
			     : error_set(err, ST_USAGE, pos_none,
				   "--top \"\": expected a number; 0 is all");
}
