/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sayings_zh - the table of sayings.h: our sentences in Chinese.
 *
 * Reads:  nothing
 * Gives:  whole sentences by their format, and phrases that stand in them
 * Memory: constants
 */
#ifndef RETRACE_SAYINGS_ZH_H
#define RETRACE_SAYINGS_ZH_H

/* {1} is what stands in the first place of the format. */
struct saying {
	const char *en, *zh; /* NULL, NULL: the end */
};
extern const struct saying saying_sentences[], saying_phrases[];

#endif
