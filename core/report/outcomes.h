/* SPDX-License-Identifier: Apache-2.0 */
/*
 * outcomes - what follows from a verdict in the transaction at hand.
 *
 * Reads:  checked.h, deal.h
 * Gives:  the transaction and who holds whom; of an item under a rule the
 *         outcome with its clause, the open answers that decide it, duties and
 *         when a report is due; for a reader, for a program, as cells of a row
 * Memory: none
 *
 * Without a transaction nothing is written, and cells are empty.
 */
#ifndef RETRACE_OUTCOMES_H
#define RETRACE_OUTCOMES_H

#include "core/report/checked.h"
#include "core/report/json.h"
#include "core/report/table.h"
#include "core/rules/deal/deal.h"

/* Who ships what to whom; all_parties: also those of whom no listed one
 * can hold so much. */
void transaction_write(FILE *to, const struct style *style,
    const struct checked *c, bool all_parties);
/* The object "transaction". */
void transaction_json(struct json *j, const struct checked *c);

void outcome_write(FILE *to, const struct style *style, const struct checked *c,
    size_t rule, uint32_t item);
/* The same in a sentence: "In this transaction: licence required (clause
 * 1.iii)."  Empty without one. */
#define OUTCOME_TEXT 1000
void outcome_text(char out[OUTCOME_TEXT], const struct checked *c, size_t rule,
    uint32_t item);
/* The object "outcome"; with decisions, questions and duties, or its word
 * alone. */
void outcome_json(struct json *j, const struct checked *c, size_t rule,
    uint32_t item, bool fully);
/* How many of the items come to which outcome, in one sentence. */
void outcome_tally_write(FILE *to, const struct style *style,
    const struct checked *c, size_t rule, const uint32_t *item, size_t n);
/* Four cells: outcome, decisions, least sure clause, open answers. */
#define OUTCOME_CELLS 4
void outcome_put(
    struct table *t, const struct checked *c, size_t rule, uint32_t item);

/* One item under one rule; false: nothing is decided there. */
struct outcome_of {
	const struct deal *deal;
	const struct pack *pack;
	const struct decisions *d;
	size_t at;   /* of the pack in the deal */
	size_t rule; /* in the pack */
	uint32_t item;
	enum verdict verdict;
	struct decided decided;
};
bool outcome_find(
    struct outcome_of *o, const struct checked *c, size_t rule, uint32_t item);
/* The same of another verdict, as if it were that day unless the transaction
 * says on which the goods leave. */
bool outcome_if(struct outcome_of *o, const struct checked *c, size_t rule,
    uint32_t item, enum verdict v, date_day day);

/* The answers to one open question, those with the same outcomes together. */
struct outcome_answers {
	uint64_t cells[CELLS_MOST];
	uint16_t outcomes[CELLS_MOST];
	size_t n;
};
void outcome_answers(
    struct outcome_answers *a, const struct outcome_of *o, uint8_t variable);

/* What one variable is called: "military-user", "destination", "verdict". */
const char *outcome_variable(const struct outcome_of *o, uint8_t variable);
/* "yes"; "CN or HK"; "another country"; added to out. */
void outcome_cells(char *out, size_t size, const struct outcome_of *o,
    uint8_t variable, uint64_t cells);
/* "refused in principle or licence required" */
void outcome_names(char *out, size_t size, uint16_t outcomes);

#endif
