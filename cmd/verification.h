/* SPDX-License-Identifier: Apache-2.0 */
/*
 * verification - what was found out about filings and receipts, and how it is
 * told: to the eye, as rows, and in one line for the log.
 */
#ifndef RETRACE_VERIFICATION_H
#define RETRACE_VERIFICATION_H

#include "cmd/replay.h"
#include "cmd/unsealing.h"
#include "core/filing/filing.h"
#include "core/filing/sign/verify.h"

/* What was found out about one file. */
struct verification {
	const char *file;
	enum status st; /* ST_OK: it holds */
	const char *reason;
	struct verified v;
	struct filing_facts facts;
	bool holds_together; /* its arithmetic, id, verdicts */
	bool logged;         /* found in the log, with these bytes */
	uint64_t index;
	bool receipt;        /* a record of verdicts, which nobody signed */
	enum replayed again; /* what computing it again gave */
	size_t uncompared;   /* values that it keeps back */
	struct unsealed unsealed;
};

struct verifications {
	struct verification *list; /* [n] */
	size_t n;
	bool log_asked;
	bool name_checks;
	struct unsealing_options unsealing;
	const struct findings *findings;
};

/* An answer of outputs_write(): a struct verifications. */
enum status verifications_emit(
    const struct page *page, const void *result, struct error *err);
/* "2 hold, 1 refused"; of one file what it is refused for. */
struct str verifications_verdict(
    const struct verifications *all, struct arena *a);

#endif
