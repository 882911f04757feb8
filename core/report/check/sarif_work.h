/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sarif_work - a SARIF document in the making.
 *
 * Reads:  sarif.h, sarif_place.h, json.h
 * Gives:  its parts: the program with its rules (sarif_tool.c), each rule
 *         (sarif_rule.c), each verdict or finding (sarif_result.c)
 * Memory: of sarif.c, which opens and frees it all
 */
#ifndef RETRACE_SARIF_WORK_H
#define RETRACE_SARIF_WORK_H

#include "core/report/check/sarif.h"
#include "core/report/check/sarif_place.h"
#include "core/report/json.h"
#include "core/report/reason.h"

#define SARIF_CODES (ST_INTERNAL + 1) /* of enum status */
/* Parts of an item that are places to look at. */
#define SARIF_PARTS 10

struct sarif {
	struct json j;
	const struct checked *c;
	const struct sarif_end *end;
	struct sarif_places places;
	uint32_t *above; /* [nitem] what an item is first used in, or NONE */
	size_t input_rule[SARIF_CODES]; /* index in the rules; of codes that
					   occur */
	bool occurs[SARIF_CODES];
};

/* The object "tool", with all rules that results may name. */
void sarif_tool(struct sarif *s);
/* The array "invocations": how the run ended. */
void sarif_invocation(struct sarif *s);
/* What a finding is about, as the end of its rule id. */
const char *sarif_input_id(enum status code);

/* One item under one rule; r: or NULL, where it is not affordable. */
void sarif_verdict(
    struct sarif *s, size_t rule, uint32_t item, const struct reason *r);
void sarif_finding(struct sarif *s, const struct finding *x);

/* An object with the text under that key. */
void sarif_message(struct json *j, const char *key, const char *text);
/* The members of one reportingDescriptor for a rule of the book. */
void sarif_rule(struct json *j, const struct checked *c, size_t rule);
/* "cn-trace/contained/trace": pack, rule and clause. */
#define SARIF_ID_TEXT 400
void sarif_rule_id(
    char out[SARIF_ID_TEXT], const struct checked *c, size_t rule);

#endif
