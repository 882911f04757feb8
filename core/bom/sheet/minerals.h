/* SPDX-License-Identifier: Apache-2.0 */
/*
 * minerals - a report about minerals as far as it was read; only its files
 * include this.
 *
 * read_minerals.c gathers what stands in its sheets, minerals_asked.c that of
 * its declaration; minerals_say.c says of each product what that means.
 */
#ifndef RETRACE_MINERALS_H
#define RETRACE_MINERALS_H

#include "core/bom/sheet/read_minerals.h"

/* All rare earths together, beside single ones by their index. */
#define MINERAL_ALL NELEM
#define MINERALS (NELEM + 1)

enum answer { ANSWER_NONE, ANSWER_YES, ANSWER_NO, ANSWER_UNKNOWN };

/* A rare earth, or all of them; in the scope of the report if it has a name. */
struct mineral {
	struct str name; /* as it stands there */
	struct place at;
	uint8_t answer;     /* enum answer */
	bool all_answered;  /* all suppliers have, so that the list of smelters
			       is whole */
	bool unplaced;      /* a smelter of no country that is known */
	bool seen[26 * 26]; /* countries of its smelters */
	size_t countries;
};

/* The first in a country. */
struct smelter {
	const struct smelter *next;
	size_t mineral; /* index */
	char country[3];
	struct place at;
};

struct product {
	const struct product *next;
	struct str number;
	struct place at;
};

struct report {
	const struct input *in;
	struct sheets *x;
	uint16_t file; /* of the sheet that is being read */
	char scope;    /* 'A', 'B', 'C'; '\0': not said */
	unsigned question;
	struct mineral mineral[MINERALS];
	size_t nmineral;               /* in its scope */
	const struct smelter *smelter; /* the last first */
	const struct product *product; /* likewise */
	bool products;  /* the header row of their list has come */
	bool requested; /* the list has numbers of who asks, too */
};

/* Columns, from 0. */
enum { COLUMN_A, COLUMN_B, COLUMN_C, COLUMN_D, COLUMN_E, COLUMN_F };

static inline struct str
minerals_cell(const struct csv *c, size_t column)
{
	return column < c->n ? c->field[column].text : STR("");
}

static inline struct place
minerals_place(const struct report *r, const struct csv *c, size_t column)
{
	return (struct place){ c->line, (uint16_t)(column + 1), r->file };
}

/* A row of the sheet "Declaration". */
enum status minerals_declaration_row(struct report *r, const struct csv *c);
/* The one of that name, if it is in the scope of the report. */
struct mineral *minerals_find(struct report *r, struct str name);

/* What the report means for its products; the first error. */
enum status minerals_say(struct report *r);

#endif
