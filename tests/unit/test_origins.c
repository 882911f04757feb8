/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of origins: the named policies, and any policy in words. */
#include "core/rules/pack/origins.h"

#include "core/base/file.h"
#include "tests/unit/run.h"

#include <string.h>

static const struct {
	const char *name, *match, *stages;
} policies[] = {
	{ "any-stage", "any",
	    "mining beneficiation separation metal alloy magnet component "
	    "recycling" },
	{ "mine", "any", "mining" },
	{ "separation-or-later", "any",
	    "separation metal alloy magnet component recycling" },
	{ "metal-or-later", "any", "metal alloy magnet component" },
	{ "magnet", "any", "magnet" },
	{ "last-substantial-transformation", "last",
	    "mining separation metal alloy magnet component recycling" },
	{ "dfars-2026", "any", "metal alloy magnet" },
	{ "dfars-2027", "any",
	    "mining beneficiation separation metal alloy magnet recycling" },
};

START_TEST(named_policy_is_a_set_of_stages)
{
	const struct named_policy *p =
	    named_policy_find(str_of(policies[_i].name));
	struct origin_rule o = { .id = "o" };
	char text[ORIGIN_TEXT];

	ck_assert_ptr_eq(p, named_policy_at((size_t)_i));
	ck_assert_str_eq(p->name, policies[_i].name);
	ck_assert_str_eq(origin_match_name((enum origin_policy)p->policy),
	    policies[_i].match);
	o.stages = p->stages;
	origin_stages(text, &o);
	ck_assert_str_eq(text, policies[_i].stages);
}
END_TEST

START_TEST(names_end_where_the_table_ends)
{
	ck_assert_ptr_null(named_policy_at(LENGTH(policies)));
	ck_assert_ptr_null(named_policy_find(STR("")));
	ck_assert_ptr_null(named_policy_find(STR("any-stages")));
}
END_TEST

/* How often the text stands in the file. */
static size_t
count_in(const char *path, const char *text)
{
	struct error err = { 0 };
	struct bytes b = { 0 };
	size_t n = 0;

	ck_assert_int_eq(file_load(path, 1 << 20, &b, &err), ST_OK);
	for (const char *p = b.p; (p = strstr(p, text)) != NULL; p++)
		n++;
	bytes_free(&b);
	return n;
}

START_TEST(schema_and_page_know_the_same_names)
{
	char text[100];

	snprintf(text, sizeof(text), "value=\"%s\"/>", policies[_i].name);
	ck_assert_uint_ge(count_in("schemas/rules-1.xsd", text), 1);
	snprintf(text, sizeof(text), "| `%s` | %s |", policies[_i].name,
	    policies[_i].match);
	ck_assert_uint_eq(count_in("schemas/rules-1.md", text), 1);
}
END_TEST

static const struct {
	const char *name;
	enum origin_policy policy;
	const char *countries;
	bool technology;
	const char *subject, *words;
} said[] = {
	{ "any-stage", POLICY_ANY_STAGE, "CN", false, "of Chinese origin",
	    "any of the stages mining, beneficiation, separation, metal, "
	    "alloy, magnet, component and recycling took place in CN" },
	{ "any-stage", POLICY_ANY_STAGE, "CN HK TW", false, "of Chinese origin",
	    NULL },
	{ "any-stage", POLICY_ANY_STAGE, "CN RU IR KP", false,
	    "from CN, RU, IR or KP", NULL },
	{ "any-stage", POLICY_ANY_STAGE, "HK", false, "from HK", NULL },
	{ "any-stage", POLICY_ANY_STAGE, "CN", true,
	    "made by technology of China", NULL },
	{ "mine", POLICY_ANY_STAGE, "CN", false, "mined in China",
	    "the stage mining took place in CN" },
	{ "mine", POLICY_ANY_STAGE, "AU US", true,
	    "mined by technology of AU or US",
	    "the stage mining used technology of AU or US" },
	{ "last-substantial-transformation", POLICY_LAST_STAGE, "CN", false,
	    "last transformed in China",
	    "the last of the stages mining, separation, metal, alloy, "
	    "magnet, component and recycling took place in CN" },
	{ "dfars-2026", POLICY_ANY_STAGE, "CN RU", false,
	    "melted or produced in CN or RU",
	    "any of the stages metal, alloy and magnet took place in CN or "
	    "RU" },
	{ NULL, POLICY_ANY_STAGE, "CN", false,
	    "that went through mining or separation in China",
	    "any of the stages mining and separation took place in CN" },
	{ NULL, POLICY_ALL_STAGES, "CN", false,
	    "that went through mining and separation in China",
	    "each of the stages mining and separation took place in CN" },
	{ NULL, POLICY_LAST_STAGE, "CN", false,
	    "that saw the last of mining and separation in China",
	    "the last of the stages mining and separation took place in CN" },
};

START_TEST(policy_is_told_in_words)
{
	const struct named_policy *p =
	    said[_i].name != NULL ? named_policy_find(str_of(said[_i].name))
				  : NULL;
	struct origin_rule o = { .id = "o",
		.name = said[_i].name,
		.policy = (uint8_t)said[_i].policy,
		.stages = 1u << STAGE_MINING | 1u << STAGE_SEPARATION,
		.technology = said[_i].technology };
	char text[ORIGIN_TEXT];

	if (p != NULL)
		o.stages = p->stages;
	for (size_t k = 0; k < (strlen(said[_i].countries) + 1) / 3; k++)
		memcpy(o.country[k], said[_i].countries + 3 * k, 2);
	origin_countries(text, &o);
	ck_assert_str_eq(text, said[_i].countries);
	origin_subject(text, &o);
	ck_assert_str_eq(text, said[_i].subject);
	origin_words(text, &o);
	if (said[_i].words != NULL)
		ck_assert_str_eq(text, said[_i].words);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(
	    tc, named_policy_is_a_set_of_stages, 0, LENGTH(policies));
	tcase_add_test(tc, names_end_where_the_table_ends);
	tcase_add_loop_test(
	    tc, schema_and_page_know_the_same_names, 0, LENGTH(policies));
	tcase_add_loop_test(tc, policy_is_told_in_words, 0, LENGTH(said));
}

int
main(void)
{
	return run_suite("origins", add);
}
