/* SPDX-License-Identifier: Apache-2.0 */
/* origins - from which origin a rare earth counts; see origins.h. */
#include "core/rules/pack/origins.h"

#include <stdio.h>
#include <string.h>

#define S(x) (1u << STAGE_##x)
#define FROM_METAL (S(METAL) | S(ALLOY) | S(MAGNET))
#define FROM_SEPARATION (S(SEPARATION) | FROM_METAL)

/*
 * Recycling stands for the mine where scrap is the source, and is worked on
 * like ore: it counts where the source counts, or what is made of it.  What
 * was mined before it became scrap is not known unless it is said.
 * Concentrating ore is no substantial transformation: it stays ore.
 */
static const struct named_policy named[] = {
	{ "any-stage", NULL, POLICY_ANY_STAGE,
	    S(MINING) | S(BENEFICIATION) | FROM_SEPARATION | S(COMPONENT) |
		S(RECYCLING) },
	{ "mine", "mined", POLICY_ANY_STAGE, S(MINING) },
	{ "separation-or-later", "separated or worked on later",
	    POLICY_ANY_STAGE, FROM_SEPARATION | S(COMPONENT) | S(RECYCLING) },
	{ "metal-or-later", "made into metal or worked on later",
	    POLICY_ANY_STAGE, FROM_METAL | S(COMPONENT) },
	{ "magnet", "made into magnets", POLICY_ANY_STAGE, S(MAGNET) },
	{ "last-substantial-transformation", "last transformed",
	    POLICY_LAST_STAGE,
	    S(MINING) | FROM_SEPARATION | S(COMPONENT) | S(RECYCLING) },
	{ "dfars-2026", "melted or produced", POLICY_ANY_STAGE, FROM_METAL },
	{ "dfars-2027", "mined, refined, separated, melted or produced",
	    POLICY_ANY_STAGE,
	    S(MINING) | S(BENEFICIATION) | FROM_SEPARATION | S(RECYCLING) },
};
#define NNAMED (sizeof(named) / sizeof(named[0]))

const struct named_policy *
named_policy_at(size_t i)
{
	return i < NNAMED ? &named[i] : NULL;
}

const struct named_policy *
named_policy_find(struct str name)
{
	for (size_t i = 0; i < NNAMED; i++)
		if (str_is(name, named[i].name))
			return &named[i];
	return NULL;
}

const char *
origin_match_name(enum origin_policy p)
{
	static const char *const names[] = { [POLICY_EVERY] = "every",
		[POLICY_ANY_STAGE] = "any",
		[POLICY_ALL_STAGES] = "all",
		[POLICY_LAST_STAGE] = "last" };

	return names[p];
}

static size_t
count_countries(const struct origin_rule *o)
{
	size_t n = 0;

	while (n < CHANNEL_COUNTRIES && o->country[n][0] != '\0')
		n++;
	return n;
}

/* Between the k-th and the next of n: ", " or " or ". */
static const char *
between(size_t k, size_t n, const char *word)
{
	return k + 1 == n ? "" : k + 2 == n ? word : ", ";
}

void
origin_stages(char out[ORIGIN_TEXT], const struct origin_rule *o)
{
	out[0] = '\0';
	for (int s = 0; s < STAGE_COUNT; s++)
		if ((o->stages >> s & 1) != 0)
			str_add(out, ORIGIN_TEXT, "%s%s",
			    out[0] != '\0' ? " " : "",
			    stage_name((enum stage)s));
}

/* Is it the first stage with these countries? */
static bool
is_first_at(const struct stage_countries *at, uint32_t stages, int s)
{
	for (int k = 0; k < s; k++)
		if ((stages >> k & 1) != 0 &&
		    at->elsewhere[k] == at->elsewhere[s] &&
		    memcmp(at->country[k], at->country[s],
			sizeof(at->country[s])) == 0)
			return false;
	return true;
}

bool
origin_part(const struct origin_rule *o, size_t k, struct origin_rule *part)
{
	for (int s = 0; o->by_stage != NULL && s < STAGE_COUNT; s++) {
		if ((o->stages >> s & 1) == 0 ||
		    !is_first_at(o->by_stage, o->stages, s) || k-- > 0)
			continue;
		*part = *o;
		part->by_stage = NULL;
		part->deemed = false;
		part->elsewhere = o->by_stage->elsewhere[s];
		memcpy(part->country, o->by_stage->country[s],
		    sizeof(part->country));
		part->stages = 0;
		for (int i = s; i < STAGE_COUNT; i++)
			if ((o->stages >> i & 1) != 0 &&
			    o->by_stage->elsewhere[i] == part->elsewhere &&
			    memcmp(o->by_stage->country[i], part->country,
				sizeof(part->country)) == 0)
				part->stages |= (uint8_t)(1u << i);
		return true;
	}
	return false;
}

void
origin_countries(char out[ORIGIN_TEXT], const struct origin_rule *o)
{
	size_t n = count_countries(o);
	struct origin_rule part;

	out[0] = '\0';
	for (size_t k = 0; k < n; k++)
		str_add(
		    out, ORIGIN_TEXT, "%s%s", k > 0 ? " " : "", o->country[k]);
	for (size_t k = 0; origin_part(o, k, &part); k++) {
		char stages[ORIGIN_TEXT], countries[ORIGIN_TEXT];

		origin_stages(stages, &part);
		origin_countries(countries, &part);
		str_add(out, ORIGIN_TEXT, "%s%s: %s%s", k > 0 ? "; " : "",
		    stages, part.elsewhere ? "not " : "", countries);
	}
}

/* "CN, RU, IR or KP", "a country other than AU or JP" */
static void
add_countries(char out[ORIGIN_TEXT], const struct origin_rule *o)
{
	size_t n = count_countries(o);

	if (o->elsewhere)
		str_add(out, ORIGIN_TEXT,
		    n > 0 ? "a country other than " : "any country");
	for (size_t k = 0; k < n; k++)
		str_add(out, ORIGIN_TEXT, "%s%s", o->country[k],
		    between(k, n, " or "));
}

bool
origin_is_china(const struct origin_rule *o)
{
	static const char *const parts[] = { "CN", "HK", "MO", "TW" };
	size_t n = count_countries(o), found = 0;
	bool mainland = false;

	for (size_t k = 0; k < n; k++)
		for (size_t i = 0; i < 4; i++)
			if (strcmp(o->country[k], parts[i]) == 0) {
				found++;
				mainland |= i == 0;
			}
	return mainland && found == n && !o->elsewhere;
}

/* "mining, metal or alloy" */
static void
add_stages(char out[ORIGIN_TEXT], const struct origin_rule *o, const char *word)
{
	size_t n = (size_t)__builtin_popcount(o->stages), k = 0;

	for (int s = 0; s < STAGE_COUNT; s++)
		if ((o->stages >> s & 1) != 0) {
			str_add(out, ORIGIN_TEXT, "%s%s",
			    stage_name((enum stage)s), between(k, n, word));
			k++;
		}
}

/* "in China", "by technology of RU or IR" */
static void
add_place(char out[ORIGIN_TEXT], const struct origin_rule *o)
{
	str_add(out, ORIGIN_TEXT, "%s",
	    o->technology ? " by technology of " : " in ");
	if (origin_is_china(o))
		str_add(out, ORIGIN_TEXT, "China");
	else
		add_countries(out, o);
}

static void
add_subject(char out[ORIGIN_TEXT], const struct origin_rule *o)
{
	const struct named_policy *p =
	    o->name != NULL ? named_policy_find(str_of(o->name)) : NULL;
	bool any_stage = p != NULL && p->done == NULL;
	struct origin_rule part;

	for (size_t k = 0; origin_part(o, k, &part); k++) {
		str_add(out, ORIGIN_TEXT, "%s",
		    k > 0 ? (o->policy == POLICY_ALL_STAGES ? " and " : " or ")
		    : o->policy == POLICY_LAST_STAGE
			? "of which the last stage was "
			: "that went through ");
		add_stages(out, &part, " or ");
		add_place(out, &part);
	}
	if (o->by_stage != NULL)
		return;
	if (any_stage && !o->technology) {
		if (origin_is_china(o)) {
			str_add(out, ORIGIN_TEXT, "of Chinese origin");
			return;
		}
		str_add(out, ORIGIN_TEXT, "from ");
		add_countries(out, o);
		return;
	}
	if (p != NULL) {
		str_add(out, ORIGIN_TEXT, "%s", any_stage ? "made" : p->done);
	} else if (o->policy == POLICY_LAST_STAGE) {
		str_add(out, ORIGIN_TEXT, "that saw the last of ");
		add_stages(out, o, " and ");
	} else {
		str_add(out, ORIGIN_TEXT, "that went through ");
		add_stages(
		    out, o, o->policy == POLICY_ALL_STAGES ? " and " : " or ");
	}
	add_place(out, o);
}

void
origin_subject(char out[ORIGIN_TEXT], const struct origin_rule *o)
{
	out[0] = '\0';
	add_subject(out, o);
	if (o->deemed)
		str_add(out, ORIGIN_TEXT, ", told or presumed,");
}

void
origin_words(char out[ORIGIN_TEXT], const struct origin_rule *o)
{
	struct origin_rule part;

	out[0] = '\0';
	for (size_t k = 0; origin_part(o, k, &part); k++) {
		str_add(out, ORIGIN_TEXT, "%s",
		    k > 0
			? (o->policy == POLICY_ALL_STAGES ? ", and " : ", or ")
		    : o->policy == POLICY_ALL_STAGES ? "each of these: "
		    : o->policy == POLICY_LAST_STAGE ? "the last of these: "
						     : "any of these: ");
		add_stages(out, &part, " and ");
		add_place(out, &part);
	}
	if (o->by_stage != NULL) {
		if (o->deemed)
			str_add(
			    out, ORIGIN_TEXT, ", or nobody says where it was");
		return;
	}
	if (__builtin_popcount(o->stages) == 1) {
		str_add(out, ORIGIN_TEXT, "the stage ");
	} else {
		str_add(out, ORIGIN_TEXT, "%s of the stages ",
		    o->policy == POLICY_ALL_STAGES   ? "each"
		    : o->policy == POLICY_LAST_STAGE ? "the last"
						     : "any");
	}
	add_stages(out, o, " and ");
	str_add(out, ORIGIN_TEXT, "%s ",
	    o->technology ? " used technology of" : " took place in");
	add_countries(out, o);
	if (o->deemed)
		str_add(out, ORIGIN_TEXT, ", or nobody says where it did");
}
