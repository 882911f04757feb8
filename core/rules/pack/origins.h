/* SPDX-License-Identifier: Apache-2.0 */
/*
 * origins - from which origin a rare earth counts: policies by name, and any
 * policy in words.
 *
 * Reads:  pack.h
 * Gives:  the named policies, each a set of stages and how they join; the
 *         words for them in packs, reports and filings
 * Memory: names are static; texts go into the caller's arrays
 */
#ifndef RETRACE_ORIGINS_H
#define RETRACE_ORIGINS_H

#include "core/rules/pack/pack.h"

/* A policy that a pack may name; the same could be told by its stages. */
struct named_policy {
	const char *name;
	const char *done; /* what was done with the rare earth: "mined" */
	uint8_t policy;   /* enum origin_policy */
	uint8_t stages;   /* bit per stage */
};
/* The i-th, from 0; NULL beyond the last. */
const struct named_policy *named_policy_at(size_t i);
const struct named_policy *named_policy_find(struct str name); /* or NULL */

/* "any", "all", "last": how stages join in a rules.xml. */
const char *origin_match_name(enum origin_policy p);

#define ORIGIN_TEXT 400
/* "mining separation", as in a rules.xml. */
void origin_stages(char out[ORIGIN_TEXT], const struct origin_rule *o);
/* Is it China, with or without HK, MO and TW? */
bool origin_is_china(const struct origin_rule *o);
/* Where each stage has its own countries: the k-th group of stages with the
 * same ones, as an origin of its own; false beyond the last, and of all others.
 */
bool origin_part(
    const struct origin_rule *o, size_t k, struct origin_rule *part);
/* "CN HK", likewise; of such one "mining: CN; separation: not CN"; with
 * elsewhere those that do not count. */
void origin_countries(char out[ORIGIN_TEXT], const struct origin_rule *o);
/* Behind the name of materials: "of Chinese origin", "mined in AU or JP". */
void origin_subject(char out[ORIGIN_TEXT], const struct origin_rule *o);
/* As a sentence: what must have taken place where. */
void origin_words(char out[ORIGIN_TEXT], const struct origin_rule *o);

#endif
