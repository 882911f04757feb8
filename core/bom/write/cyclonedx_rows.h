/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cyclonedx_rows - values, properties and rows of CycloneDX JSON.
 *
 * A row is a text that pairs_read() reads: "element=Nd; amount=28.5 %".
 *
 * Reads:  cyclonedx.h (names of properties), in_words.h, write_xml.h (the sink)
 * Gives:  what write_cyclonedx.c and write_cyclonedx_item.c write with; nobody
 *         else includes this
 * Memory: one row of fixed size
 */
#ifndef RETRACE_CYCLONEDX_ROWS_H
#define RETRACE_CYCLONEDX_ROWS_H

#include "core/base/limits.h"
#include "core/bom/json/cyclonedx.h"
#include "core/bom/write/write_xml.h"

#include <yajl/yajl_gen.h>

/* The document that the file stands for. */
#define CDX_OWN 0

/* A row of several columns: each may be a text of LIMIT_TEXT. */
#define CDX_ROW (8 * LIMIT_TEXT)

struct cdx_writer {
	const struct bom *b;
	const struct xml_sink *sink;
	struct error *err;
	enum status st;  /* ST_OK until something is refused */
	struct place at; /* what is being written came from here */
	yajl_gen gen;
	size_t nquoted; /* texts that no row can hold */
	struct place quoted_at;
	size_t nrow;
	char row[CDX_ROW + 1];
};

void cdx_refuse(struct cdx_writer *w, enum status st, const char *why);
/* What no words stand for is refused; ST_OK: there are some. */
void cdx_check(struct cdx_writer *w, enum status st);
/* For yajl: its context is a writer. */
void cdx_print(void *ctx, const char *text, size_t n);

void cdx_put(struct cdx_writer *w, struct str s);
void cdx_put_key(struct cdx_writer *w, const char *key);
/* Nothing is written for an empty value; so it is with all of these. */
void cdx_put_str(struct cdx_writer *w, const char *key, struct str value);
void cdx_put_named(struct cdx_writer *w, const char *key, uint32_t name);
void cdx_put_property(
    struct cdx_writer *w, enum cdx_property p, struct str value);
void cdx_put_flag(struct cdx_writer *w, enum cdx_property p, bool yes);

/* A row, part by part, and then as a property. */
void cdx_begin_row(struct cdx_writer *w);
void cdx_add_str(struct cdx_writer *w, struct str s);
void cdx_add_pair(struct cdx_writer *w, const char *name, struct str value);
void cdx_add_word(struct cdx_writer *w, const char *name, const char *word);
void cdx_add_text(struct cdx_writer *w, const char *name, uint32_t text);
void cdx_add_date(struct cdx_writer *w, const char *name, date_day day);
void cdx_put_row(struct cdx_writer *w, enum cdx_property p);

/* ---- write_cyclonedx_item.c */
#define CDX_REF_TEXT 32
/* What an item is known by in the document. */
void cdx_item_ref(uint32_t i, char ref[CDX_REF_TEXT]);
/* An item as a component; of a product it says that it is one. */
void cdx_put_component(struct cdx_writer *w, uint32_t i, bool product);

#endif
