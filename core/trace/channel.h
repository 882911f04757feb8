/* SPDX-License-Identifier: Apache-2.0 */
/*
 * channel - what is to be added up, said as data.
 *
 * Reads:  bom.h
 * Gives:  struct channel and struct margin, which rules compile into and
 *         trace.h rolls up; no law is known here
 * Memory: plain values; mpq_srcptr borrow from whoever made the channel
 */
#ifndef RETRACE_CHANNEL_H
#define RETRACE_CHANNEL_H

#include "core/bom/bom.h"

#include <string.h>

#define ALL_ELEMENTS ((1u << NELEM) - 1)
/* A law names a few, or all but its own and those of its partners; one more
 * ends the list. */
#define CHANNEL_COUNTRIES 61
/* Of the forms of a channel: all but those whose bits stand beside it. */
#define FORMS_BUT ((uint32_t)1 << 31)
/* Whatever no line names by a substance of which the composition is known. */
#define SUBSTANCE_UNNAMED UINT32_MAX

enum measure {
	MEASURE_MASS,  /* [g] of the elements themselves */
	MEASURE_VALUE, /* [currency], by the bom's prices; no price: unknown */
	MEASURE_ITEM,  /* [g] of whole items of the forms that hold any of the
			  elements; for no margin, and with forms */
	MEASURE_WORTH, /* [currency] the same, by the value that each states of
			  itself, its parts with it; no value: unknown */
	MEASURE_OXIDE, /* [g] of the oxides that the elements would be: those of
			  oxide.h */
	MEASURE_PAID   /* [currency] of the elements, by what was paid: an item
			  that is the material counts with the value that it
			  states; of any other nobody has said how much of its
			  value is that of the material */
};

/* Is it an amount of money, and not of mass? */
static inline bool
measure_is_value(uint8_t measure)
{
	return measure == MEASURE_VALUE || measure == MEASURE_WORTH ||
	       measure == MEASURE_PAID;
}

/* Does a gram of one element count other than a gram of another? */
static inline bool
measure_is_by_element(uint8_t measure)
{
	return measure == MEASURE_VALUE || measure == MEASURE_OXIDE;
}

/* Is it what items state to be worth, of which a gram may be worth anything? */
static inline bool
measure_is_stated(uint8_t measure)
{
	return measure == MEASURE_WORTH || measure == MEASURE_PAID;
}

/* By which price a rare earth counts for MEASURE_VALUE; for MEASURE_PAID,
 * which items are bought for it alone. */
enum valued {
	VALUED_ELEMENT, /* by that of its oxide, else of the metal; oxides,
			   salts, compounds and metals */
	VALUED_MATERIAL /* of an oxide or salt by that of the oxide, of a metal
			   by that of the metal, of an alloy by that of the
			   alloy, else of the metal; alloys too */
};

/* From which origin a rare earth counts, by the stages of a channel. */
enum origin_policy {
	POLICY_EVERY,      /* from everywhere: the total */
	POLICY_ANY_STAGE,  /* one of them took place in one of the countries */
	POLICY_ALL_STAGES, /* each of them did */
	POLICY_LAST_STAGE  /* the last of them that took place did */
};

/* Countries of each stage, where these are not the same for all of them. */
struct stage_countries {
	char country[STAGE_COUNT][CHANNEL_COUNTRIES][3]; /* "" ends a list */
	bool elsewhere[STAGE_COUNT]; /* all countries but these */
};

/* Of some elements what is in some substances alone counts. */
struct channel_names {
	uint32_t elements; /* bit per element; all others count in any */
	uint8_t *met;      /* [nsubstance of the bom]: is it one of them? */
	uint32_t guises[NELEM]; /* bit per guise that those with it have */
	size_t n;
	mpq_srcptr gram; /* [NELEM] g substance per g element, by which
			    it counts; or NULL: the element itself */
};

/* One amount per item: a weight for every content line below it. */
struct channel {
	uint32_t elements;     /* bit per element: their sum */
	uint8_t measure;       /* enum measure */
	uint8_t valued;        /* enum valued; of MEASURE_VALUE, MEASURE_PAID */
	bool by_mass;          /* of MEASURE_PAID: what was paid for an item
				  that is more than the material is shared
				  out by mass, which is an assumption */
	uint8_t policy;        /* enum origin_policy */
	uint8_t stages;        /* bit per enum stage; 0: all of them */
	bool technology;       /* whose technology was used decides, instead of
				  where the stage took place */
	bool process;          /* what was used and is not contained, instead of
				  what is contained; undisclosed mass is none */
	bool accept_not_added; /* "not intentionally added" counts as none */
	bool presumed;  /* presumed documents and origins count as declared */
	uint32_t forms; /* bit per form: content of such items; 0: all; with
			   FORMS_BUT of all others, for no whole items */
	uint32_t stop;  /* bit per form: an item of these hands up nothing of
			   what it holds, see reach.h; for no margin */
	uint32_t guises[NELEM]; /* bit per guise in which it counts; 0: any */
	uint32_t substance;     /* 0: in whatever it is; else what is in one of
				   them alone: 1 + its index in bom.substance, or
				   SUBSTANCE_UNNAMED; of MEASURE_MASS, see
				   within.h */
	const struct channel_names *named; /* or NULL: whatever it is in; of
					      MEASURE_MASS, MEASURE_OXIDE */
	bool rest; /* of the elements in `counted` what a channel like this
		      one, but for that, does not count; all of others */
	uint32_t counted;                   /* bit per element: of a rest */
	char country[CHANNEL_COUNTRIES][3]; /* "" ends the list */
	bool elsewhere;                     /* what took place in none of these
					       counts, instead */
	const struct stage_countries *at;   /* or NULL: instead of these, for
					       each stage its own */
	bool deemed;                        /* what nobody tells counts, too:
					       as much as may */
	uint32_t currency;                  /* text id, of values */
	mpq_srcptr floor; /* content of one item below this share of the
			     item's mass counts as none; NULL: no floor */
};

static inline bool
countries_hold(const char list[CHANNEL_COUNTRIES][3], const char country[3])
{
	for (size_t i = 0; i < CHANNEL_COUNTRIES && list[i][0] != 0; i++)
		if (memcmp(list[i], country, 3) == 0)
			return true;
	return false;
}

/* Does that stage in that country, by its two letters, count? */
static inline bool
channel_has_country(const struct channel *ch, int stage, const char country[3])
{
	if (ch->at != NULL)
		return countries_hold(ch->at->country[stage], country) !=
		       ch->at->elsewhere[stage];
	return countries_hold(ch->country, country) != ch->elsewhere;
}

/* numerator - limit * mass of the item, bounded together. */
struct margin {
	size_t channel; /* numerator, of MEASURE_MASS or MEASURE_OXIDE */
	mpq_srcptr limit;
};

#endif
