/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fields - what the fields of any file mean: amounts, units, countries,
 * substances; the readers only know where a field stands.
 *
 * Reads:  bom.h, substance.h
 * Gives:  parts of the model; each refusal at the field's own place
 * Memory: numbers and texts go into the bom
 *
 * Blanks around a field are not part of it.  A function that refuses has
 * told f why, and leaves its outputs as they were.
 */
#ifndef RETRACE_FIELDS_H
#define RETRACE_FIELDS_H

#include "core/bom/bom.h"
#include "core/chem/substance.h"

/* A text of a file and where it stands; no text: empty. */
struct field {
	struct str text;
	struct place at;
};

/* What read.c hands to the reader of a format. */
struct letter;

/* What a list of parts calls its product, where nothing in it says that. */
enum called_by {
	CALLED_BY_FILE,
	CALLED_BY_SHEET,
	CALLED_BY_BOTH,
	CALLED_BY_PART
};
struct called {
	struct str product; /* empty: by the file */
	uint8_t by;         /* enum called_by */
};

struct input {
	struct bom *b;
	const struct substance_table *chem;
	struct findings *f;
	struct str body; /* without byte order mark; lives as long as b */
	/* NULL: all of body is there; else sax_read() fills it, and leaves the
	 * rest where reading has ended early. */
	struct coming *coming;
	struct letter *above; /* of a sheet: what stands above it */
	struct called called; /* of a sheet: its product */
	uint16_t file;        /* index into b->file */
	uint8_t as;           /* enum format that is to be taken for granted */
	uint32_t decl; /* index into b->decl: this file's own statements */
};

/* How an amount is written; see schemas/bom-1.md. */
struct amount_text {
	struct field amount, min, max, unit;
};

/* A content line as written. */
struct content_text {
	struct field element, cas, formula, name, basis;
	struct amount_text amount;
	struct field scope;   /* "own", "total" or empty */
	struct field kind;    /* "amount", "negative", "unlisted", "complete",
				 "not-added" */
	struct field process; /* "used-not-contained" or empty */
	struct field each;    /* of a negative or of what is not listed: yes,
				 for each element alone */
	struct place at;      /* of the whole line */
};

/*
 * One line of content; a negative for each of several elements becomes one
 * row per element.  *first is the index of the first row.
 */
enum status fields_content(struct bom *b, const struct substance_table *chem,
    const struct content_text *t, uint32_t ref, uint32_t decl, uint32_t *first,
    struct findings *f);
/* A reporting threshold: "0.1 %", "0.1 % each", "0.1 % in sum". */
struct threshold {
	struct amount most;
	bool given, each;
};
/* An empty text leaves it not given. */
enum status fields_threshold(struct bom *b, struct field text,
    struct threshold *out, struct findings *f);
/* The line of kind unlisted that it means for one item. */
enum status fields_unlisted(struct bom *b, const struct threshold *t,
    uint32_t ref, uint32_t decl, struct place at, struct findings *f);
/* "Dy", "Dy,Tb", "all" as bits; what is no rare earth is refused. */
enum status fields_elements(const struct bom *b, struct field text,
    uint32_t *elements, struct findings *f);

/* Amounts that are a word: some is there, and nobody says how much; what
 * remains to the whole. */
enum amount_word { WORD_NONE, WORD_PRESENT, WORD_REST };
/*
 * A mass or a share: "2.5", "<0.1 %", "0.05-0.2", "2.5 +- 0.1", "10 g +- 5 %",
 * "not above 0.1", "present", "unknown"; the unit in the text or in its own
 * field.  "rest" is read only where word is not NULL.
 */
enum status fields_amount(struct bom *b, const struct amount_text *t,
    struct amount *out, enum amount_word *word, struct findings *f);
/* A mass, in the same words. */
enum status fields_mass(struct bom *b, const struct amount_text *t,
    struct amount *out, struct findings *f);
/* A share of the whole: "60 %", "0.6 fraction"; "unknown" is [0, 1]. */
enum status fields_share(struct bom *b, struct field text, struct field unit,
    struct amount *out, struct findings *f);

/* Three capital letters: the id of that text. */
enum status fields_currency(
    struct bom *b, struct field text, uint32_t *id, struct findings *f);
/* A number above zero, and nothing behind it. */
enum status fields_rate(
    struct bom *b, struct field text, uint32_t *rate, struct findings *f);

/*
 * A quantity: a number of zero or more and its unit, in its own field or
 * behind the number.  "unknown" gives BOM_NONE.
 */
enum status fields_quantity(struct bom *b, struct field text, struct field unit,
    uint32_t *quantity, uint8_t *unit_out, struct findings *f);
/* A unit alone. */
enum status fields_unit(
    const struct bom *b, struct field text, uint8_t *unit, struct findings *f);
/* An amount of money: 12.50 and USD. */
enum status fields_value(struct bom *b, struct field amount,
    struct field currency, uint32_t *value, uint32_t *currency_id,
    struct findings *f);
/* The same of a substance, which is never given away. */
enum status fields_price(struct bom *b, struct field amount,
    struct field currency, uint32_t *value, uint32_t *currency_id,
    struct findings *f);

/* "CN", "CHN", "China"; "" if nobody knows or it is the EU. */
enum status fields_country(const struct bom *b, struct field text,
    char country[3], struct findings *f);
/* Empty: the stage of the component, for a country is all that was said. */
enum status fields_stage(
    const struct bom *b, struct field text, uint8_t *stage, struct findings *f);
enum status fields_form(
    const struct bom *b, struct field text, uint8_t *form, struct findings *f);
/* Empty: declared. */
enum status fields_standing(const struct bom *b, struct field text,
    uint8_t *standing, struct findings *f);
/* Empty: DATE_NONE. */
enum status fields_date(
    const struct bom *b, struct field text, date_day *date, struct findings *f);
/* The days of a use, both inside; until before from is refused. */
enum status fields_days(const struct bom *b, struct field from,
    struct field until, struct use_note *note, struct findings *f);
/* yes no true false 1 0 in any case; empty leaves *value as it is. */
enum status fields_bool(
    const struct bom *b, struct field text, bool *value, struct findings *f);
/* "blend" or "lots"; empty: lots. */
enum status fields_share_of(
    const struct bom *b, struct field text, uint8_t *blend, struct findings *f);
/* The id of a text of at most LIMIT_TEXT bytes. */
enum status fields_text(
    struct bom *b, struct field text, uint32_t *id, struct findings *f);
/* The name of a document, "sha256:" and its digest, or both. */
enum status fields_evidence(
    struct bom *b, struct field text, uint32_t *id, struct findings *f);
enum status fields_nomem(struct findings *f);
/* ok as it is; false is told as that. */
bool fields_told(struct findings *f, bool ok);

/* The two letters of a country by code or English name: "" if it is one of
 * the words for not known; NULL if it is none of these. */
const char *country_find(struct str name);

#endif
