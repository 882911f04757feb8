/* SPDX-License-Identifier: Apache-2.0 */
/*
 * compile_steps - a rulebook in the making; only the files of compile include
 * this.
 *
 * Reads:  compile.h
 * Gives:  the columns of one test, or of a channel for reports
 * Memory: in the rulebook
 */
#ifndef RETRACE_COMPILE_STEPS_H
#define RETRACE_COMPILE_STEPS_H

#include "core/rules/compile.h"

/* Substances of a pack, found in the bom. */
struct compiled_names {
	const struct named_substances *of;
	bool whole; /* by their own mass */
	struct channel_names as;
	struct compiled_names *next;
};

struct compiler {
	struct rulebook *book;
	const struct compile_options *options;
	const struct bom *b;
	struct channel *channel;      /* [LIMIT_CHANNELS], of book->plan */
	struct margin *margin;        /* [LIMIT_CHANNELS] */
	struct compiled_names *names; /* each once; in the book's arena */
	struct error *err;
};

/* The column of the channel, which is added if it is new.  ST_LIMIT. */
enum status compile_channel(
    struct compiler *c, const struct channel *x, size_t *column);
/* The substances that the materials name, as those of the bom; NULL: none, or
 * no memory, which is an error. */
const struct channel_names *compile_names(
    struct compiler *c, const struct rule_test *t);
/* What goes out of each item in a year and in the shipment, and to whom, once
 * all turns are made. */
enum status compile_quantities(struct compiler *c, const struct bom *b);
void compile_quantities_clear(struct rulebook *book);
/* The channel counts what is of that origin alone. */
void compile_origin(const struct origin_rule *o, struct channel *channel);
/* All columns of a test; trigger: that of its amount of any origin, too.  A
 * margin is an index until all channels are known. */
enum status compile_test(struct compiler *c, enum variant v,
    const struct rule_test *t, bool trigger, struct test_columns *out);

#endif
