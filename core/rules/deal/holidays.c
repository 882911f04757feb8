/* SPDX-License-Identifier: Apache-2.0 */
/* holidays - which days are worked; see holidays.h. */
#include "core/rules/deal/holidays.h"

#include "core/rules/deal/document.h"

#include <stdlib.h>
#include <string.h>

static const char *const weekdays[] = { "monday", "tuesday", "wednesday",
	"thursday", "friday", "saturday", "sunday" };

/*
 * weekday_of - by Sakamoto's method: the months from March on begin on fixed
 * days of the week, January and February belong to the year before.
 */
int
weekday_of(date_day day)
{
	static const int offset[] = { 0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4 };
	int y = day / 10000, m = day / 100 % 100, d = day % 100;

	y -= m < 3;
	return (y + y / 4 - y / 100 + y / 400 + offset[m - 1] + d + 6) % 7;
}

enum day_kind
holidays_kind(const struct holidays *h, const char country[3], date_day day)
{
	for (size_t i = 0; i < h->n; i++) {
		const struct calendar *c = &h->calendar[i];

		if (strcmp(c->country, country) != 0 || day < c->from ||
		    day > c->until)
			continue;
		for (size_t k = 0; k < c->nspecial; k++)
			if (c->special[k].from <= day &&
			    day <= c->special[k].until)
				return (enum day_kind)c->special[k].kind;
		return (c->weekend >> weekday_of(day) & 1) != 0 ? DAY_OFF
								: DAY_WORKED;
	}
	return DAY_UNKNOWN;
}

static uint8_t
read_weekend(struct document *d, const xmlNode *root)
{
	struct str s = document_text(d, root, "weekend"), w;
	uint8_t set = 0;
	size_t i = 0;

	if (s.n == 0)
		return 1 << 5 | 1 << 6;
	while ((w = document_word(s, &i)).n > 0)
		for (int k = 0; k < 7; k++)
			if (str_is(w, weekdays[k]))
				set |= (uint8_t)(1 << k);
	return set;
}

/* One after another, each inside what the file covers. */
static void
read_special(struct document *d, const xmlNode *node, struct calendar *c)
{
	struct special_days *s = &c->special[c->nspecial++];
	const struct special_days *before = c->nspecial > 1 ? s - 1 : NULL;
	char day[DATE_TEXT];

	s->at = document_keep(d, node);
	s->kind = document_is(node, "off") ? DAY_OFF : DAY_WORKED;
	s->name = document_text(d, node, "name").p;
	s->from = document_day(d, node, "day");
	s->until = document_day(d, node, "until");
	if (s->until == DATE_NONE)
		s->until = s->from;
	date_format(s->from, day);
	if (s->until < s->from)
		findings_error(d->f, ST_RANGE, document_at(d, node),
		    "until is before %s: expected a day that is not", day);
	else if (s->from < c->from || s->until > c->until)
		findings_error(d->f, ST_RANGE, document_at(d, node),
		    "days from %s on that the file does not cover: expected "
		    "days between its from and its until",
		    day);
	if (before != NULL && s->from <= before->until)
		findings_error(d->f, ST_DUPLICATE, document_at(d, node),
		    "%s is not after the days in line %u: expected days by "
		    "date, each once",
		    day, (unsigned)before->at.line);
}

/* Does another file cover a day of it? */
static void
check_overlap(
    const struct holidays *h, struct document *d, const struct calendar *c)
{
	for (size_t i = 0; i < h->n; i++) {
		const struct calendar *o = &h->calendar[i];

		if (strcmp(o->country, c->country) == 0 &&
		    c->from <= o->until && o->from <= c->until)
			findings_error(d->f, ST_CONFLICT,
			    document_at(d, xmlDocGetRootElement(d->doc)),
			    "%s covers days of %s that %s covers too: expected "
			    "one file for each day",
			    d->file, c->country, o->path);
	}
}

static enum status
read_calendar(const struct holidays *h, struct document *d, struct calendar *c)
{
	const xmlNode *root = xmlDocGetRootElement(d->doc);
	size_t n = document_count(root, "off") + document_count(root, "work");

	c->at = document_keep(d, root);
	c->path = d->kept;
	c->source = document_text(d, root, "source").p;
	document_country(d, root, "country", c->country);
	c->from = document_day(d, root, "from");
	c->until = document_day(d, root, "until");
	c->weekend = read_weekend(d, root);
	c->special = TAKE(d->mem, struct special_days, n + 1);
	if (c->special == NULL)
		return findings_error(
		    d->f, ST_NOMEM, document_at(d, root), "out of memory");
	if (c->until < c->from)
		return findings_error(d->f, ST_RANGE, document_at(d, root),
		    "until is before from: expected a day that is not");
	for (const xmlNode *e = xml_element(root->children); e != NULL;
	     e = xml_element(e->next))
		read_special(d, e, c);
	check_overlap(h, d, c);
	return ST_OK;
}

static enum status
keep(struct holidays *h, struct calendar *c, struct str xml, struct findings *f)
{
	struct calendar *grown =
	    array_grow(h->calendar, &h->cap, h->n + 1, sizeof(*grown));

	if (grown != NULL)
		h->calendar = grown;
	c->xml.p = grown != NULL ? malloc(xml.n + 1) : NULL;
	if (c->xml.p == NULL)
		return findings_error(f, ST_NOMEM, pos_none, "out of memory");
	if (xml.n > 0)
		memcpy(c->xml.p, xml.p, xml.n);
	c->xml.p[xml.n] = '\0';
	c->xml.n = xml.n;
	h->calendar[h->n++] = *c;
	return ST_OK;
}

enum status
holidays_read_bytes(
    struct holidays *h, const char *name, struct str xml, struct findings *f)
{
	struct document d = { .mem = &h->mem, .f = f, .file = name };
	struct calendar c = { 0 };
	size_t before = f->errors;
	enum status st;

	d.kept = arena_copy(d.mem, str_of(name)).p;
	st = document_read(&d, xml, "schemas/holidays-1.xsd");
	if (st == ST_OK)
		st = read_calendar(h, &d, &c);
	if (st == ST_OK && f->errors > before)
		st = f->first.code;
	if (st == ST_OK)
		st = keep(h, &c, xml, f);
	xmlFreeDoc(d.doc);
	return st;
}

enum status
holidays_read(struct holidays *h, const char *path, struct findings *f)
{
	struct bytes xml = { 0 };
	const char *name;
	enum status st = document_load(path, &name, &xml, f);

	if (st == ST_OK)
		st = holidays_read_bytes(
		    h, name, (struct str){ xml.p, xml.n }, f);
	bytes_free(&xml);
	return st;
}

void
holidays_free(struct holidays *h)
{
	for (size_t i = 0; i < h->n; i++)
		bytes_free(&h->calendar[i].xml);
	free(h->calendar);
	arena_free(&h->mem);
	*h = (struct holidays){ 0 };
}
