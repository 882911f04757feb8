/* SPDX-License-Identifier: Apache-2.0 */
/*
 * questionnaires - the questions to each supplier, as files to send out.
 *
 * Reads:  core/report/ask/questionnaire.h
 * Gives:  per supplier and language a table and a page in one folder
 * Memory: the questions once more, while they are sorted
 */
#ifndef RETRACE_QUESTIONNAIRES_H
#define RETRACE_QUESTIONNAIRES_H

#include "core/report/ask/questions.h"

enum sheet_language { SHEETS_BOTH, SHEETS_EN, SHEETS_ZH };

struct questionnaire_options {
	const char *folder; /* is made if it is not there; NULL: none wanted */
	int language;       /* enum sheet_language */
	int separator;      /* 0: comma, 1: semicolon */
	bool force;         /* write over what is there */
	bool dry_run;       /* only say what would be written */
	bool quiet;
};

/*
 * Err:	ST_CREATE if a file is there already: then none is written; ST_IO
 */
enum status questionnaires_write(const struct asked *a,
    const struct questionnaire_options *o, struct error *err);

#endif
