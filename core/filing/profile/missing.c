/* SPDX-License-Identifier: Apache-2.0 */
/* missing - what is still to be given; see missing.h. */
#include "core/filing/profile/missing.h"

#include <stdio.h>
#include <string.h>

#define NAME_TEXT 96

static bool
says_anything(const struct profile_part *part)
{
	for (int j = 0; j < PROFILE_FIELDS; j++)
		if (profile_is_filled(&part->value[j]))
			return true;
	return false;
}

static bool
is_needed(const struct profile_part *part, int j, bool change)
{
	const struct profile_field *f = &part->block->field[j];

	if (f->need == PROFILE_IF_CHANGE)
		return change;
	if (f->need == PROFILE_IF_ANY)
		return says_anything(part);
	if (f->need == PROFILE_IF_YES)
		return str_is(part->value[j - 1].text[PROFILE_EN], "yes");
	return f->need == PROFILE_REQUIRED;
}

/* What to give, and for which product if the line of goods names one; NULL when
 * memory is out. */
static const char *
ask_of(struct arena *a, const struct profile_part *part, const char *ask)
{
	struct str item = { NULL, 0 };
	size_t size;
	char *text;

	if (part->block == &profile_blocks[BLOCK_GOODS])
		item = str_clip(profile_item(part), 160);
	if (item.n == 0)
		return ask;
	size = strlen(ask) + item.n + 8;
	text = TAKE(a, char, size);
	if (text != NULL)
		snprintf(text, size, "%s (%.*s)", ask, STR_ARG(item));
	return text;
}

/* Adds one; nth counts blocks that repeat, from 1, 0: all of them. */
static enum status
add(struct missing *m, struct arena *a, const struct profile_part *part,
    size_t nth, int j, const char *ask, struct error *err)
{
	const struct profile_block *b = part->block;
	struct missing_field *to = &m->field[m->n];
	char name[NAME_TEXT];

	if (b->repeats && nth > 0)
		snprintf(name, sizeof(name), "%s[%zu]/%s", b->name, nth,
		    b->field[j].name);
	else
		snprintf(
		    name, sizeof(name), "%s/%s", b->name, b->field[j].name);
	to->name = arena_copy(a, str_of(name)).p;
	if (to->name == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	to->ask = ask_of(a, part, ask);
	if (to->ask == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	to->at = part->value[j].at.line > 0 ? part->value[j].at : part->at;
	m->n++;
	return ST_OK;
}

/*
 * A chain that is filled in and leads nowhere: none of its roles is final.
 * Asked after its last link.
 */
static bool
has_no_end(const struct profile *p, size_t i)
{
	const struct profile_block *b = &profile_blocks[BLOCK_DESTINATION];

	if (p->part[i].block != b ||
	    (i + 1 < p->n && p->part[i + 1].block == b))
		return false;
	for (size_t k = 0; k <= i; k++)
		if (p->part[k].block == b &&
		    (p->part[k].value[1].text[PROFILE_EN].n == 0 ||
			str_is(p->part[k].value[1].text[PROFILE_EN], "final")))
			return false;
	return true;
}

enum status
missing_find(const struct profile *p, bool change, struct arena *a,
    struct missing *out, struct error *err)
{
	struct missing m = { NULL, 0 };
	enum status st = ST_OK;
	size_t nth = 0;

	m.field = TAKE(a, struct missing_field, p->n * PROFILE_FIELDS + 1);
	if (m.field == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < p->n; i++) {
		const struct profile_part *part = &p->part[i];

		nth = i > 0 && part[-1].block == part->block ? nth + 1 : 1;
		for (int j = 0; st == ST_OK && j < PROFILE_FIELDS; j++)
			if (part->block->field[j].name != NULL &&
			    is_needed(part, j, change) &&
			    !profile_is_filled(&part->value[j]))
				st = add(&m, a, part, nth, j,
				    part->block->field[j].ask, err);
		if (st == ST_OK && has_no_end(p, i))
			st = add(&m, a, part, 0, 1,
			    "the role \"final\" for the last country", err);
	}
	if (st == ST_OK)
		*out = m;
	return st;
}

void
missing_write(const struct missing *m, struct canon *w)
{
	canon_open(w, "missing");
	for (size_t i = 0; i < m->n; i++) {
		canon_open(w, "field");
		canon_attr(w, "name", str_of(m->field[i].name));
		canon_text(w, str_of(m->field[i].ask));
		canon_close(w);
	}
	canon_close(w);
}
