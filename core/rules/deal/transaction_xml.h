/* SPDX-License-Identifier: Apache-2.0 */
/*
 * transaction_xml - from the elements of a transaction file to its tables.
 *
 * Reads:  transaction.h, document.h; a tree that the schema has accepted
 * Gives:  parties and stakes, and the faults that a schema cannot see; only
 *         transaction.c uses it
 * Memory: all in the transaction's arena
 */
#ifndef RETRACE_TRANSACTION_XML_H
#define RETRACE_TRANSACTION_XML_H

#include "core/rules/deal/document.h"
#include "core/rules/deal/transaction.h"

/* One party and one stake; the room for them is taken. */
void transaction_read_party(
    struct document *d, const xmlNode *node, struct transaction *t);
void transaction_read_stake(
    struct document *d, const xmlNode *node, struct transaction *t);
/* Once all of them stand: do they fit together? */
void transaction_check_parties(struct document *d, const struct transaction *t);
/* A number and its unit in one text, into base units; false: said. */
bool transaction_number(struct document *d, const xmlNode *node, struct str s,
    mpq_t out, uint8_t *dimension);

#endif
