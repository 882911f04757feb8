/* SPDX-License-Identifier: Apache-2.0 */
/* cyclonedx_rows - values, properties and rows of CycloneDX JSON; see
 * cyclonedx_rows.h. */
#include "core/bom/write/cyclonedx_rows.h"

#include "core/bom/write/in_words.h"

#include <string.h>

void
cdx_refuse(struct cdx_writer *w, enum status st, const char *why)
{
	if (w->st == ST_OK)
		w->st = error_set(w->err, st, bom_pos(w->b, w->at), "%s", why);
}

void
cdx_check(struct cdx_writer *w, enum status st)
{
	if (st != ST_OK)
		cdx_refuse(w, st, words_fault(st));
}

void
cdx_print(void *ctx, const char *text, size_t n)
{
	struct cdx_writer *w = ctx;

	if (w->st == ST_OK &&
	    !w->sink->put(w->sink->ctx, (struct str){ text, n }))
		cdx_refuse(w, ST_IO, "the output cannot be written");
}

void
cdx_put(struct cdx_writer *w, struct str s)
{
	if (yajl_gen_string(w->gen, (const unsigned char *)s.p, s.n) !=
	    yajl_gen_status_ok)
		cdx_refuse(w, ST_ENCODING, "a text that JSON cannot hold");
}

void
cdx_put_key(struct cdx_writer *w, const char *key)
{
	cdx_put(w, str_of(key));
}

void
cdx_put_str(struct cdx_writer *w, const char *key, struct str value)
{
	if (value.n == 0)
		return;
	cdx_put_key(w, key);
	cdx_put(w, value);
}

void
cdx_put_named(struct cdx_writer *w, const char *key, uint32_t name)
{
	if (name == 0)
		return;
	cdx_put_key(w, key);
	yajl_gen_map_open(w->gen);
	cdx_put_str(w, "name", bom_text_get(w->b, name));
	yajl_gen_map_close(w->gen);
}

void
cdx_put_property(struct cdx_writer *w, enum cdx_property p, struct str value)
{
	if (value.n == 0)
		return;
	if (value.n > LIMIT_TEXT)
		cdx_refuse(
		    w, ST_LIMIT, "a row that is too long to be read again");
	yajl_gen_map_open(w->gen);
	cdx_put_str(w, "name", str_of(cdx_property_name(p)));
	cdx_put_str(w, "value", value);
	yajl_gen_map_close(w->gen);
}

void
cdx_begin_row(struct cdx_writer *w)
{
	w->nrow = 0;
	w->row[0] = '\0';
}

void
cdx_add_str(struct cdx_writer *w, struct str s)
{
	if (s.n > CDX_ROW - w->nrow) {
		cdx_refuse(
		    w, ST_LIMIT, "a row that is too long to be read again");
		return;
	}
	memcpy(w->row + w->nrow, s.p, s.n);
	w->nrow += s.n;
	w->row[w->nrow] = '\0';
}

/* What does not stand for itself is quoted, by the quote that is not in it. */
static struct str
quote_for(struct cdx_writer *w, struct str s)
{
	bool plain =
	    memchr(s.p, ';', s.n) == NULL && s.p[0] != '"' && s.p[0] != '\'';

	if (plain)
		return STR("");
	if (memchr(s.p, '"', s.n) == NULL)
		return STR("\"");
	if (memchr(s.p, '\'', s.n) == NULL)
		return STR("'");
	if (w->nquoted++ == 0)
		w->quoted_at = w->at;
	return STR("");
}

void
cdx_add_pair(struct cdx_writer *w, const char *name, struct str value)
{
	struct str quote;

	if (value.n == 0)
		return;
	quote = quote_for(w, value);
	if (w->nrow > 0)
		cdx_add_str(w, STR("; "));
	cdx_add_str(w, str_of(name));
	cdx_add_str(w, STR("="));
	cdx_add_str(w, quote);
	cdx_add_str(w, value);
	cdx_add_str(w, quote);
}

void
cdx_add_word(struct cdx_writer *w, const char *name, const char *word)
{
	cdx_add_pair(w, name, str_of(word));
}

void
cdx_add_text(struct cdx_writer *w, const char *name, uint32_t text)
{
	cdx_add_pair(w, name, bom_text_get(w->b, text));
}

void
cdx_add_date(struct cdx_writer *w, const char *name, date_day day)
{
	char text[DATE_TEXT];

	if (day == DATE_NONE)
		return;
	date_format(day, text);
	cdx_add_word(w, name, text);
}

void
cdx_put_row(struct cdx_writer *w, enum cdx_property p)
{
	cdx_put_property(w, p, (struct str){ w->row, w->nrow });
}

void
cdx_put_flag(struct cdx_writer *w, enum cdx_property p, bool yes)
{
	cdx_put_property(w, p, yes ? STR("yes") : STR("no"));
}
