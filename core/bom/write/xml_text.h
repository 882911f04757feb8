/* SPDX-License-Identifier: Apache-2.0 */
/*
 * xml_text - tags and attributes as text, and amounts in words.
 *
 * Reads:  bom.h, write_xml.h
 * Gives:  what write_xml.c writes with; nobody else includes this
 * Memory: one buffer of fixed size
 */
#ifndef RETRACE_XML_TEXT_H
#define RETRACE_XML_TEXT_H

#include "core/bom/write/write_xml.h"

struct xml_out {
	const struct bom *b;
	const struct xml_sink *sink;
	struct error *err;
	enum status st;  /* ST_OK until something is refused */
	struct place at; /* what is being written came from here */
	bool open;       /* a start tag waits for its end */
	unsigned depth;  /* open elements */
	size_t n;
	char buf[8192];
};

void xml_start_tag(struct xml_out *o, const char *name);
void xml_end_tag(struct xml_out *o, const char *name);
/* Nothing is written for an empty text. */
void xml_put_attr(struct xml_out *o, const char *name, struct str value);
/* Also an empty one: the format wants it. */
void xml_put_required(struct xml_out *o, const char *name, struct str value);
void xml_put_word(struct xml_out *o, const char *name, const char *value);
void xml_put_text(struct xml_out *o, const char *name, uint32_t text_id);
void xml_put_number(struct xml_out *o, const char *name, uint32_t num);
void xml_put_date(struct xml_out *o, const char *name, date_day date);
/* "Dy,Tb", "all". */
void xml_put_elements(struct xml_out *o, const char *name, uint32_t elements);
/* "0.05 - 0.2 %", "<0.1 g", "unknown". */
void xml_put_amount(struct xml_out *o, const char *name, struct amount a);
/* quantity and, if it is no finite decimal, per. */
void xml_put_quantity(struct xml_out *o, uint32_t num);
/* What no words stand for is refused; ST_OK: there are some. */
void xml_out_check(struct xml_out *o, enum status st);
/* Bytes as they are. */
void xml_put_raw(struct xml_out *o, struct str s);
void xml_flush(struct xml_out *o);

#endif
