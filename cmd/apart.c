/* SPDX-License-Identifier: Apache-2.0 */
/* apart - a result never takes the place of what it is made from; apart.h. */
#include "cmd/apart.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Where a result goes, and the option that says so. */
struct target {
	const char *option, *path;
	struct stat at;
};

/* Devices and folders are never replaced; what is not there cannot be. */
static bool
is_target(struct target *t)
{
	return t->path != NULL && strcmp(t->path, "-") != 0 &&
	       stat(t->path, &t->at) == 0 && S_ISREG(t->at.st_mode);
}

static enum status
refuse_same(
    const struct target *t, const char *path, const char *as, struct error *err)
{
	struct stat at;

	if (path == NULL || stat(path, &at) != 0 || at.st_dev != t->at.st_dev ||
	    at.st_ino != t->at.st_ino)
		return ST_OK;
	return error_set(err, ST_USAGE, pos_none,
	    "%s \"%s\" is the same file as %s \"%s\": expected another name",
	    t->option, t->path, as, path);
}

static enum status
refuse_words(const struct target *t, const struct words *w, const char *as,
    struct error *err)
{
	for (size_t i = 0; i < w->n; i++)
		if (refuse_same(t, w->word[i], as, err) != ST_OK)
			return err->code;
	return ST_OK;
}

/* Does it name where a result goes? */
static bool
is_save(const struct option_spec *o)
{
	return o->kind == OPTION_TEXT && (strcmp(o->name, "save") == 0 ||
					     strcmp(o->name, "opening") == 0);
}

static enum status
refuse_options(
    const struct target *t, const struct usage *usage, struct error *err)
{
	char as[40];

	for (size_t i = 0; i < usage->noption; i++) {
		const struct option_spec *o = &usage->option[i];

		snprintf(as, sizeof(as), "--%s", o->name);
		if (o->kind == OPTION_TEXT && !is_save(o))
			refuse_same(t, *(const char **)o->value, as, err);
		else if (o->kind == OPTION_LIST)
			refuse_words(t, o->value, as, err);
		if (err->code != ST_OK)
			return err->code;
	}
	return ST_OK;
}

static enum status
refuse_all(struct target *t, const struct usage *own,
    const struct usage *common, const struct words *rest, struct error *err)
{
	if (!is_target(t) || refuse_words(t, rest, "the input", err) != ST_OK ||
	    refuse_same(t, getenv("RETRACE_LOG"), "RETRACE_LOG", err) !=
		ST_OK ||
	    refuse_options(t, own, err) != ST_OK)
		return err->code;
	return refuse_options(t, common, err);
}

/*
 * outputs_apart - refuse a result that would replace what was named besides.
 *
 * In:	the tables of options, read; links are followed
 * Err:	ST_USAGE names both
 */
enum status
outputs_apart(const struct outputs *out, const struct usage *own,
    const struct usage *common, const struct words *rest, struct error *err)
{
	for (size_t i = 0; i < out->n; i++) {
		struct target t = { .option = "--output",
			.path = out->page[i].path };

		if (refuse_all(&t, own, common, rest, err) != ST_OK)
			return err->code;
	}
	for (size_t i = 0; i < own->noption; i++) {
		char option[40];
		struct target t = { .option = option };

		if (!is_save(&own->option[i]))
			continue;
		snprintf(option, sizeof(option), "--%s", own->option[i].name);
		t.path = *(const char **)own->option[i].value;
		if (refuse_all(&t, own, common, rest, err) != ST_OK)
			return err->code;
	}
	return ST_OK;
}
