/* SPDX-License-Identifier: Apache-2.0 */
/*
 * own - what an item holds by itself, its parts left out, exactly.
 *
 * Reads:  channel.h, share.h
 * Gives:  for one item and channel the interval of its own content, from its
 *         content lines and its undisclosed mass; used by the roll-up in
 *         doubles and by the exact one alike, so that both start equal
 * Memory: an owner owns its scratch space; one per thread
 *
 * Undisclosed mass is one amount per item.  A line that states an element
 * (by element or oxide) speaks of all of that element in the item, so the
 * undisclosed mass holds none of it; a line that names a compound speaks of
 * that compound only.  A line may count for some of its elements only, where
 * better documents speak of the others.
 */
#ifndef RETRACE_OWN_H
#define RETRACE_OWN_H

#include "core/trace/channel.h"
#include "core/trace/stages.h"

/* A content line of the item at hand, weighed for the channel at hand. */
struct weighed {
	const struct content *line;
	struct exact amount; /* [g per base unit] */
	struct exact weight; /* channel units per g of amount */
	mpq_t disclosed;     /* g of own mass that 1 g of amount explains */
	uint32_t mask;       /* elements of which it states the total */
	bool group;          /* states the sum over several elements */
	bool aside;          /* overlaps others: adds nothing for sure */
	bool rest;    /* aside, but the only one to speak of some elements */
	bool unknown; /* a substance that may be rare earth or not */
	bool overlap; /* a compound of an element that other lines state */
	bool refuted; /* a group that is less than its parts */
};

/* Mass that may be filled with something that counts: what a line may have
 * beyond its least, or what no line speaks of. */
struct room {
	mpq_t rate;   /* channel units per g of mass, at most */
	mpq_t mass;   /* [g] at most */
	bool dear;    /* the rate has no end */
	bool endless; /* the mass has none */
	bool open;    /* the mass itself is not reached */
	bool low;     /* the rate itself is not reached */
	bool above;   /* what is there already is above the least of a line */
	bool uneven;  /* the rate holds only while there is mass enough */
	uint8_t used; /* fill.c: 0 not at all, 1 in part, 2 in full */
};

#define OWNER_FILLING 7

struct owner {
	const struct bom *b;
	struct weighed *w;
	size_t n, cap;
	mpq_t t1, t2, t3, zero, one;
	mpq_t filling[OWNER_FILLING]; /* scratch of fill.c */
	mpq_t oxide[NELEM];           /* see owner_oxide() */
	uint32_t oxides;              /* bit per element: it is known */
	mpq_t excess; /* channel units that compounds hold beyond what the
			 lines of their elements allow: a contradiction */
	bool excess_infinite;
	mpq_t least; /* [g] of the own mass that the lines of the item at hand
			take at least */
	struct exact share, x, y, gram;
	struct stages stages; /* scratch of share.h */
	bool per_gram;        /* own_content() worked on one gram: see gram */
	unsigned supposed;    /* of the item at hand: enum supposed */
	bool refuted;         /* a group is less than its parts */
	double nearly;        /* [g] by which one is, or is not, at least */
	bool loose;           /* lines overlap: their ends are not proven */
	bool floored;         /* the channel has a floor */
	bool process;         /* it counts what is not contained */
	bool within;          /* it counts what is in one substance alone */
	struct room *room;    /* [nroom]: nunlisted of find_rooms(), then those
				 of the lines */
	size_t nroom, nunlisted, room_cap;
	const uint32_t *possible; /* [nitem] bit per element: some of it may be
				     in the item with its parts; NULL: any */
	struct exact beside; /* [g] that lines of scope total may put into a
				complete item beyond its own, at most */
	bool has_beside;     /* it has such lines; beside is not zero */
	bool unbounded; /* find_rooms(): some element has all of the mass */
	bool share_rooms, gram_rooms; /* statements on what is not listed are
					 shares of the mass, are grams */
	/* weigh.c: the prices in one currency */
	bool priced;
	uint32_t currency;
	const struct price *price[NELEM][GUISE_COUNT]; /* the newest: least */
	const struct price *dear[NELEM][GUISE_COUNT];  /* and greatest */
};
bool owner_init(struct owner *o, const struct bom *b); /* false: memory */
void owner_clear(struct owner *o);
/* [g element per g of its oxide]; found once for each element. */
mpq_srcptr owner_oxide(struct owner *o, int element);

/* What is known about the item apart from its lines. */
struct own_mass {
	struct exact mass; /* own mass: without its parts [g] */
	bool positive;     /* an unknown mass is above zero, not just >= 0 */
	bool complete;     /* no rare earth beyond the lines, of any scope */
	bool closed;       /* if not stated, the mass is that of the lines, of
			      any scope */
};

enum own_note {
	OWN_OVERFULL = 1,     /* lines exceed the mass */
	OWN_CONTRADICTION = 2 /* totals against the sum of the parts, or a
				 compound against its element */
};

/*
 * The own content of item for channel ch.  Bits of enum own_note go to
 * *notes; false when memory is out.
 */
bool own_content(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, struct exact *out, unsigned *notes);
/* The same of a measure of mass, or of values by price. */
bool own_as_stated(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, struct exact *out, unsigned *notes);
/* As own_as_stated() of the mass, after what is supposed of the item. */
bool own_as_supposed(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, struct exact *out, unsigned *notes);
/*
 * Right after own_content(): own content - limit * own mass, so that both
 * share the same mass where that is no single number.  False when memory is
 * out.
 */
bool own_margin(struct owner *o, const struct own_mass *m, mpq_srcptr limit,
    const struct exact *content, struct exact *out);
/*
 * Right after own_content(): what a gram of the item counts as its mass grows
 * without end; false where it cannot.
 */
bool own_ray(struct owner *o, const struct own_mass *m, struct exact *ray);
/* Mass that the item's own lines account for, at least and (if nothing is
 * beyond them) at most; lines are weighed as for any channel. */
bool own_line_mass(struct owner *o, uint32_t item, struct exact *out);
/* [g] that its lines of scope total may put into the item itself, though it is
 * complete: at most; of one that own_lists_total(). */
void own_beside_mass(struct owner *o, uint32_t item, struct exact *out);

/* Own mass of the item that may yet hold a rare earth, at most: out->hi. */
bool own_undisclosed(struct owner *o, uint32_t item, const struct own_mass *m,
    struct exact *out);

/* Does the item claim that nothing is beyond its lines? */
bool own_is_complete(const struct bom *b, uint32_t item);
/* Does a line list what is in the item with its parts?  What is complete may
 * then hold some of that by itself. */
bool own_lists_total(const struct bom *b, uint32_t item);
/* Elements of which it may, for a channel. */
uint32_t own_left_open(
    const struct owner *o, uint32_t item, const struct channel *ch);
/* Elements that may be in the item itself, whoever is right about it. */
uint32_t own_possible(const struct bom *b, uint32_t item);
/* Is its mass that of its parts and of its own lines? */
bool own_mass_is_closed(const struct bom *b, uint32_t item);
/* Does the item count by what it is or costs, though nobody declares what is
 * in it?  Of a measure of whole items one that may be all that its parts are;
 * of what was paid one that has a price, which is the most. */
bool own_counts_itself(
    const struct bom *b, const struct channel *ch, uint32_t item);
/* Has the item lines, or origins of stages, that bound what is in it? */
bool own_has_lines(const struct bom *b, uint32_t item);

/* Is everything that lines of the scope say of the item a share of its mass?
 * complete: nothing else is in it; what is listed with its parts are then
 * grams. */
bool own_is_shares(const struct owner *o, uint32_t item,
    const struct channel *ch, enum content_scope scope, bool complete);

/* Weight of 1 g of undisclosed mass that may hold the elements: [0, most]. */
void undisclosed_weight(struct owner *o, uint32_t item,
    const struct channel *ch, uint32_t elements, struct exact *out);

/* Narrows out, the sum with all parts, by the item's lines of scope total. */
bool own_totals(struct owner *o, uint32_t item, const struct channel *ch,
    const struct exact *mass, struct exact *out, unsigned *notes);
/* The same for content - limit * mass, where the mass is not known. */
bool own_total_margin(struct owner *o, uint32_t item, const struct channel *ch,
    mpq_srcptr limit, bool positive, struct exact *out, unsigned *notes);

#endif
