/* SPDX-License-Identifier: Apache-2.0 */
/* profile_set - single fields by their names; see profile_set.h. */
#include "core/filing/profile/profile_set.h"

#include <string.h>

#define MOST_BLOCKS 100 /* of one kind, as the schema has it */
#define MOST_GOODS 5000
#define NAME_TEXT 40

static const struct canon_ns filer_ns = { "", FILER_XMLNS };

/* What the text before '=' names. */
struct target {
	int block, field;
	unsigned nth; /* from 1 */
	enum profile_language language;
};

static enum status
refuse(const char *text, const char *expected, struct findings *f)
{
	return findings_error(f, ST_USAGE, pos_none,
	    "--set \"%.*s\": expected %s", STR_ARG(str_clip(str_of(text), 80)),
	    expected);
}

/* Cuts `cut` and what is behind it off; gives what is behind, or NULL. */
static char *
split(char *name, char cut)
{
	char *at = strchr(name, cut);

	if (at == NULL)
		return NULL;
	*at = '\0';
	return at + 1;
}

/* "goods[2]" */
static bool
find_block(char *name, struct target *t)
{
	char *number = split(name, '[');
	unsigned most;

	t->block = profile_find_block(name);
	t->nth = 1;
	most = t->block == BLOCK_GOODS ? MOST_GOODS : MOST_BLOCKS;
	if (t->block == BLOCK_COUNT)
		return false;
	if (number == NULL)
		return true;
	t->nth = 0;
	while (*number >= '0' && *number <= '9' && t->nth <= most)
		t->nth = t->nth * 10 + (unsigned)(*number++ - '0');
	return profile_blocks[t->block].repeats && t->nth >= 1 &&
	       t->nth <= most && strcmp(number, "]") == 0;
}

/* "name@zh" */
static bool
find_field(char *name, struct target *t)
{
	const char *language = split(name, '@');

	t->field = profile_find_field(t->block, name);
	t->language = PROFILE_EN;
	if (t->field < 0)
		return false;
	if (language == NULL || strcmp(language, "en") == 0)
		return true;
	t->language = PROFILE_ZH;
	return strcmp(language, "zh") == 0 &&
	       profile_blocks[t->block].field[t->field].by_language;
}

static enum status
find_target(const char *text, size_t n, struct target *t, struct findings *f)
{
	char name[2 * NAME_TEXT], *field;

	if (n >= sizeof(name))
		return refuse(text, "a name that there is", f);
	memcpy(name, text, n);
	name[n] = '\0';
	field = split(name, '/');
	if (field == NULL)
		return refuse(text, "BLOCK/FIELD=VALUE", f);
	if (!find_block(name, t))
		return refuse(text,
		    "a block of retrace template filer, with [N] only where "
		    "there may be several",
		    f);
	if (!find_field(field, t))
		return refuse(text,
		    "a field of that block, with @en or @zh only where it has "
		    "languages",
		    f);
	return ST_OK;
}

/* A profile with this field alone, so that its schema looks at the value. */
static enum status
write_alone(const struct target *t, struct str value, struct arena *a,
    struct str *xml, struct error *err)
{
	const struct profile_block *b = &profile_blocks[t->block];
	struct canon w = { 0 };

	canon_open_in(&w, &filer_ns, "filer");
	for (unsigned i = 1; i < t->nth; i++)
		canon_leaf(&w, b->name, STR(""));
	canon_open(&w, b->name);
	canon_open(&w, b->field[t->field].name);
	if (b->field[t->field].by_language)
		canon_attr(&w, "lang",
		    t->language == PROFILE_ZH ? STR("zh") : STR("en"));
	canon_text(&w, value);
	canon_close(&w);
	canon_close(&w);
	canon_close(&w);
	return canon_finish(&w, a, xml, err);
}

/* A command line has no lines. */
static void
forget_lines(struct profile *p)
{
	for (size_t i = 0; i < p->n; i++) {
		p->part[i].at.line = p->part[i].at.col = 0;
		for (int j = 0; j < PROFILE_FIELDS; j++)
			p->part[i].value[j].at.line =
			    p->part[i].value[j].at.col = 0;
	}
}

/* The schema looks at the value, and calls its file `from`. */
static enum status
lay(struct profile *p, const struct target *t, struct str value,
    const char *from, struct findings *f)
{
	struct profile alone = { 0 };
	struct arena scratch = { 0 };
	struct error err = { 0 };
	struct str xml;
	enum status st;

	if (write_alone(t, value, &scratch, &xml, &err) != ST_OK)
		st = findings_take(f, &err);
	else
		st = profile_read_bytes(&alone, from, xml, f);
	forget_lines(&alone);
	if (st == ST_OK && profile_lay(p, &alone, &err) != ST_OK)
		st = findings_take(f, &err);
	profile_free(&alone);
	arena_free(&scratch);
	return st;
}

enum status
profile_set(struct profile *p, const char *text, struct findings *f)
{
	const char *equals = strchr(text, '=');
	struct target t = { .nth = 1 };
	enum status st;

	if (equals == NULL)
		return refuse(text, "BLOCK/FIELD=VALUE", f);
	st = find_target(text, (size_t)(equals - text), &t, f);
	if (st != ST_OK)
		return st;
	return lay(p, &t, str_of(equals + 1), "--set", f);
}

enum status
profile_set_field(struct profile *p, int block, unsigned nth, const char *field,
    struct str value, const char *from, struct findings *f)
{
	const struct target t = { block, profile_find_field(block, field), nth,
		PROFILE_EN };

	return lay(p, &t, value, from, f);
}
