/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dealing - a transaction from text in a line of a test.
 *
 * Reads:  core/rules/deal/transaction.h
 * Gives:  dealing_read(): the inside of a transaction element
 * Memory: the caller's; a text of a test fits into its buffer
 */
#ifndef RETRACE_TEST_DEALING_H
#define RETRACE_TEST_DEALING_H

#include "core/base/xml.h"
#include "core/rules/deal/transaction.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

static inline enum status
dealing_read(struct transaction *t, const char *body, struct findings *f)
{
	static char xml[8000];
	int n = snprintf(xml, sizeof(xml),
	    "<transaction xmlns=\"urn:retrace:transaction:1\" id=\"order\">\n"
	    "%s</transaction>",
	    body);

	ck_assert_int_lt(n, (int)sizeof(xml));
	return transaction_read_bytes(t, "deal.xml", str_of(xml), f);
}

static inline void
dealing_must(struct transaction *t, const char *body, struct findings *f)
{
	if (dealing_read(t, body, f) != ST_OK)
		ck_abort_msg("line %u: %s", f->first.at.line, f->first.text);
}

#endif
