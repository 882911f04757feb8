/* SPDX-License-Identifier: Apache-2.0 */
/* chosen - which rules and readings are meant; see chosen.h. */
#include "core/rules/chosen.h"

#include <string.h>

/* Does the name mean this rule: "limb-i", or with its pack before it? */
static bool
is_meant(const char *name, const struct pack *p, const struct rule *r)
{
	size_t n = strlen(p->id);

	if (strcmp(name, r->id) == 0)
		return true;
	return strncmp(name, p->id, n) == 0 && name[n] == '/' &&
	       strcmp(name + n + 1, r->id) == 0;
}

static bool
is_listed(const char *const *names, size_t n, const struct pack *p,
    const struct rule *r)
{
	for (size_t i = 0; i < n; i++)
		if (is_meant(names[i], p, r))
			return true;
	return false;
}

/* Each name must mean exactly one rule. */
static enum status
check_names(const char *const *names, size_t n, const struct pack *const *pack,
    size_t npack, struct error *err)
{
	for (size_t i = 0; i < n; i++) {
		size_t found = 0;

		for (size_t k = 0; k < npack; k++)
			for (size_t j = 0; j < pack[k]->nrule; j++)
				found += is_meant(
				    names[i], pack[k], &pack[k]->rule[j]);
		if (found == 0)
			return error_set(err, ST_USAGE, pos_none,
			    "no rule is named \"%.*s\": expected one of the "
			    "chosen rules",
			    STR_ARG(str_clip(str_of(names[i]), 80)));
		if (found > 1)
			return error_set(err, ST_USAGE, pos_none,
			    "%zu rules are named \"%.*s\": expected PACK/RULE",
			    found, STR_ARG(str_clip(str_of(names[i]), 80)));
	}
	return ST_OK;
}

/* Verdicts are told apart by the ids of packs and rules. */
static enum status
check_ids(const struct pack *const *pack, size_t npack, struct error *err)
{
	for (size_t i = 0; i < npack; i++)
		for (size_t k = 0; k < i; k++)
			if (strcmp(pack[i]->id, pack[k]->id) == 0)
				return error_set(err, ST_DUPLICATE, pack[i]->at,
				    "the id %s is that of %s, too: expected "
				    "another one",
				    pack[i]->id, pack[k]->path);
	return ST_OK;
}

enum status
chosen_names(const struct compile_options *o, const struct pack *const *pack,
    size_t npack, struct error *err)
{
	enum status st = check_ids(pack, npack, err);

	if (st == ST_OK)
		st = check_names(o->only, o->nonly, pack, npack, err);
	return st == ST_OK ? check_names(o->also, o->nalso, pack, npack, err)
			   : st;
}

enum status
chosen_rules(struct rulebook *book, const struct compile_options *o,
    const struct pack *const *pack, size_t npack, struct error *err)
{
	size_t n = 0;

	for (size_t i = 0; i < npack; i++)
		n += pack[i]->nrule;
	book->rule = TAKE(&book->mem, struct booked_rule, n + 1);
	if (book->rule == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < npack; i++)
		for (size_t k = 0; k < pack[i]->nrule; k++) {
			const struct rule *r = &pack[i]->rule[k];
			bool chosen = o->nonly == 0 ? r->on
						    : is_listed(o->only,
							  o->nonly, pack[i], r);

			if (chosen || is_listed(o->also, o->nalso, pack[i], r))
				book->rule[book->nrule++] =
				    (struct booked_rule){ .pack = pack[i],
					    .rule = r };
		}
	return ST_OK;
}

/* Which reading the policy has chosen; one that the rule has not is a mistake
 * that must not pass for a choice. */
static enum status
choose_reading(struct booked_rule *b, const struct policy *p, struct error *err)
{
	b->chosen = b->rule->nreading;
	for (size_t i = 0; p != NULL && i < p->n; i++) {
		const struct policy_entry *e = &p->entry[i];

		if (e->kind != POLICY_READING || e->expired ||
		    !is_meant(e->rule, b->pack, b->rule))
			continue;
		if (!b->rule->either)
			b->chosen = rule_find_reading(b->rule, e->reading);
		if (b->chosen == b->rule->nreading)
			return error_set(err, ST_REF, e->at,
			    "%s/%s has no reading \"%s\": expected one that "
			    "retrace rules show names",
			    b->pack->id, b->rule->id, e->reading);
	}
	return ST_OK;
}

enum status
chosen_readings(
    struct rulebook *book, const struct policy *policy, struct error *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < book->nrule; i++) {
		book->rule[i].reading = book->nreading;
		book->nreading += book->rule[i].rule->nreading;
		st = choose_reading(&book->rule[i], policy, err);
	}
	return st;
}
