/* SPDX-License-Identifier: Apache-2.0 */
/*
 * verbs - one function per verb, each in the file of its name.
 *
 * Reads:  session.h
 * Gives:  what the dispatch table of main.c points to; each returns the exit
 *         code of the program
 */
#ifndef RETRACE_VERBS_H
#define RETRACE_VERBS_H

#include "cmd/session.h"

int cmd_check(struct session *s, int argc, char **argv);
int cmd_trace(struct session *s, int argc, char **argv);
int cmd_explain(struct session *s, int argc, char **argv);
int cmd_ask(struct session *s, int argc, char **argv);
int cmd_whatif(struct session *s, int argc, char **argv);
int cmd_diff(struct session *s, int argc, char **argv);
int cmd_draft(struct session *s, int argc, char **argv);
int cmd_file(struct session *s, int argc, char **argv);
int cmd_print(struct session *s, int argc, char **argv);
int cmd_verify(struct session *s, int argc, char **argv);
int cmd_log(struct session *s, int argc, char **argv);
int cmd_witness(struct session *s, int argc, char **argv);
int cmd_rules(struct session *s, int argc, char **argv);
int cmd_key(struct session *s, int argc, char **argv);
int cmd_convert(struct session *s, int argc, char **argv);
int cmd_account(struct session *s, int argc, char **argv);
int cmd_template(struct session *s, int argc, char **argv);

#endif
