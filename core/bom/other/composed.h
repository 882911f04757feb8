/* SPDX-License-Identifier: Apache-2.0 */
/*
 * composed - material declarations on their way into the bom: what they are
 * composed of, whatever the format calls it.
 *
 * A declaration is on products; in them are parts and materials, in all of
 * these substances, and of a product it may be said whether groups of
 * declarable substances are above a threshold.  The reader of a format knows
 * its elements and attributes, and hands on what they say.
 *
 * Reads:  elements.h, nested.h, measured.h
 * Gives:  what is said in the open elements, and what is made of them
 * Memory: freed by composed_read()
 */
#ifndef RETRACE_COMPOSED_H
#define RETRACE_COMPOSED_H

#include "core/bom/other/elements.h"
#include "core/bom/other/listed.h"
#include "core/bom/other/measured.h"
#include "core/bom/other/nested.h"

/* Kinds of elements of which something is said; a format has its own besides,
 * from 1 on. */
enum composed_kind {
	COMPOSED_FIRST = 200,
	COMPOSED_PRODUCT = COMPOSED_FIRST,
	COMPOSED_PART,
	COMPOSED_MATERIAL,
	COMPOSED_SUBSTANCE,
	COMPOSED_GROUP /* of declarable substances */
};

/* What is said in an open element; text ids, 0: blank. */
struct composed_frame {
	enum composed_kind kind;
	struct place at;
	uint32_t number, name, revision;
	struct measured mass, percent;
	struct use use; /* unit: of a product, in what it is counted */
	struct item said;
	char country[3];
	struct place country_at;
	unsigned nids, ncountries;
	uint32_t serial; /* tells its materials from those of others */
	bool begun;      /* it is open in the parts */
	uint32_t entry;  /* of a substance: its number in a list */
	struct place entry_at;
	uint32_t application, threshold; /* of a group */
	bool above, has_threshold;
	bool listed;    /* which substances of the group there are */
	bool wildcard;  /* of a part: one of its substances has no name */
	uint32_t words; /* what entries of our lists say: 1 + index, 0: none */
};

/* What entries of our lists say in one open element; text ids, 0: blank. */
struct composed_words {
	uint32_t word[LISTED_COUNT];
	struct place at[LISTED_COUNT];
	uint32_t maker, issue; /* whose part number it is, and its revision */
};

/* A further number of a product: the same under another name. */
struct composed_other {
	uint32_t number, name, revision;
	struct place at;
};

struct composed_format;
struct composed {
	const struct input *in;
	const struct composed_format *format;
	struct nested parts;
	struct composed_frame *open;
	size_t nopen, open_cap;
	uint32_t supplier, serial;
	uint32_t product;  /* ref of the open product */
	bool claims, full; /* whether it holds all there is, and that it does */
	struct composed_other *other;
	size_t nother, other_cap;
	enum listed list;      /* of ours, to which the open entry belongs */
	uint32_t maker, issue; /* of that list, where it is of parts */
	char listed_in[24];    /* the element around it */
	struct composed_words *words; /* of open elements that have any */
	size_t nwords, words_cap;
	struct intern alike; /* serial and name of materials -> */
	uint32_t *nalike;    /* how many of them so far */
	size_t alike_cap;
};

/* A format of declarations; see elements.h. */
struct composed_format {
	const char *name;
	const struct element_row *rows;
	size_t nrows;
	bool (*ours)(struct str ns);
	/* One of its own elements begins; and what one of the kinds above,
	 * which is the innermost now, says in its attributes.  False: memory.
	 */
	bool (*take)(struct composed *x, uint8_t kind, const struct sax_tag *);
	bool (*say)(
	    struct composed *x, enum composed_kind, const struct sax_tag *);
};
enum status composed_read(
    const struct input *in, const struct composed_format *format);

/* For the reader of a format.  Each is false when memory is out; faults of the
 * file are in in->f. */
/* What is said is of the innermost of these. */
struct composed_frame *composed_frame(struct composed *x);
bool composed_text(struct composed *x, struct field text, uint32_t *id);
/* It has this number, name and revision; a product may have several. */
bool composed_id(struct composed *x, struct field number, struct field name,
    struct field revision);
/* In what a product is counted; of how many pieces a part is. */
void composed_unit(struct composed *x, struct field unit);
void composed_pieces(struct composed *x, struct field number);
bool composed_mass(struct composed *x, const struct measured_fields *m);
bool composed_percent(struct composed *x, const struct measured_fields *m);
void composed_country(struct composed *x, struct field country);
/* Its number in a list of substances. */
bool composed_entry(struct composed *x, struct field entry);
bool composed_threshold(struct composed *x, struct field above,
    struct field application, struct field threshold);
/* The document, before any product. */
bool composed_document(
    struct composed *x, struct place at, struct field id, struct field date);
bool composed_supplier(struct composed *x, struct field name);
/* The composition of the product holds all there is, or not all. */
bool composed_whole(struct composed *x, bool full);

/* An entry follows of the list of that name; and what an entry of one of ours
 * says. */
bool composed_list(struct composed *x, struct field identity,
    struct field authority, struct field version);
bool composed_listed(struct composed *x, struct field entry);

/* For composed.c: composed_part.c, composed_content.c, composed_listed.c. */
extern const struct composed_words composed_no_words;
static inline const struct composed_words *
composed_words(const struct composed *x, const struct composed_frame *fr)
{
	return fr->words != 0 ? &x->words[fr->words - 1] : &composed_no_words;
}
/* Did an entry say that? */
static inline bool
composed_has(
    const struct composed *x, const struct composed_frame *fr, enum listed l)
{
	return composed_words(x, fr)->word[l] != 0;
}
struct field composed_word(
    const struct composed *x, const struct composed_frame *fr, enum listed l);
/* What the entries say of the item of a frame, and of its use. */
bool composed_item_words(struct composed *x, struct composed_frame *fr);
/* What they claim of its completeness; false: nothing. */
bool composed_claim(
    struct composed *x, const struct composed_frame *fr, uint8_t *flags);
/* What they say of a substance. */
void composed_content_words(const struct composed *x,
    const struct composed_frame *s, struct content_text *t);
/* Something is in the product, part or material, so that all that is said of
 * it itself is known. */
bool composed_open(struct composed *x, struct composed_frame *fr);
/* Such a one ends. */
bool composed_close(struct composed *x, struct composed_frame *fr);
bool composed_end_product(struct composed *x, struct composed_frame *product);
bool composed_substance(struct composed *x, const struct composed_frame *s);
bool composed_group(struct composed *x, const struct composed_frame *group);

#endif
