/* SPDX-License-Identifier: Apache-2.0 */
/* questionnaires - files to send out; see questionnaires.h. */
#include "cmd/questionnaires.h"

#include "core/base/arena.h"
#include "core/base/file.h"
#include "core/report/ask/questionnaire.h"
#include "core/report/ask/slug.h"
#include "core/report/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* An item and whom it is asked of. */
struct addressed {
	uint32_t supplier, item, kinds;
	size_t rank;  /* of the most useful question about it */
	size_t first; /* of the supplier's most useful one */
};

/* A supplier: items from..end of the list. */
struct addressee {
	size_t from, end;
	char name[SLUG_TEXT + 16]; /* of the files, unlike all others */
	char id[40];
};

struct posting {
	const struct asked *a;
	const struct questionnaire_options *o;
	struct addressed *list; /* [n] by supplier */
	size_t n;
	struct addressee *to; /* [nto] */
	size_t nto;
	const struct channel *origin;
	char *path; /* room for any of the files */
	size_t path_size;
};

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

static int
compare(size_t a, size_t b)
{
	return a < b ? -1 : a > b;
}

static int
by_item(const void *pa, const void *pb)
{
	const struct addressed *a = pa, *b = pb;
	int c = compare(a->supplier, b->supplier);

	c = c != 0 ? c : compare(a->item, b->item);
	return c != 0 ? c : compare(a->rank, b->rank);
}

/* Suppliers by their most useful question, and so the items of each. */
static int
by_rank(const void *pa, const void *pb)
{
	const struct addressed *a = pa, *b = pb;
	int c = compare(a->first, b->first);

	return c != 0 ? c : compare(a->rank, b->rank);
}

/* The questions to suppliers: one entry per item. */
static bool
address(struct posting *p)
{
	const struct inquiry *q = p->a->inquiry;
	const struct bom *b = p->a->checked->bom;
	size_t n = 0, kept = 0, first = 0;

	p->list = malloc((q->n + 1) * sizeof(*p->list));
	if (p->list == NULL)
		return false;
	for (size_t i = 0; i < q->n; i++)
		if (!question_is_own(b, &q->question[i]))
			p->list[n++] = (struct addressed){
				ask_whom(b, q->question[i].item),
				q->question[i].item, 1u << q->question[i].kind,
				i, i
			};
	if (n > 0)
		qsort(p->list, n, sizeof(*p->list), by_item);
	for (size_t i = 0; i < n; i++) {
		struct addressed *last = &p->list[kept > 0 ? kept - 1 : 0];

		if (kept > 0 && last->item == p->list[i].item)
			last->kinds |= p->list[i].kinds;
		else
			p->list[kept++] = p->list[i];
	}
	p->n = kept;
	for (size_t i = 0; i < kept; i = first) {
		size_t least = SIZE_MAX;

		for (first = i; first < kept &&
				p->list[first].supplier == p->list[i].supplier;
		     first++)
			if (p->list[first].rank < least)
				least = p->list[first].rank;
		for (size_t k = i; k < first; k++)
			p->list[k].first = least;
	}
	if (kept > 0)
		qsort(p->list, kept, sizeof(*p->list), by_rank);
	return true;
}

/* A name for the files of a supplier that no other one has. */
static bool
set_name(struct posting *p, struct addressee *to, struct intern *names)
{
	const struct bom *b = p->a->checked->bom;
	struct str name = bom_text_get(b, p->list[to->from].supplier);
	char slug[SLUG_TEXT];
	size_t before = names->n;

	if (name.n == 0)
		snprintf(slug, sizeof(slug), "no-supplier-named");
	else
		slug_make(slug, name);
	snprintf(to->name, sizeof(to->name), "%s", slug);
	for (unsigned k = 2;; k++) {
		if (intern_copy(names, str_of(to->name)) == INTERN_NONE)
			return false;
		if (names->n > before)
			return true;
		snprintf(to->name, sizeof(to->name), "%s-%u", slug, k);
	}
}

static bool
find_addressees(struct posting *p)
{
	struct intern names = { 0 };
	char day[DATE_TEXT];
	size_t cap = 0;
	bool ok = true;

	date_format(p->a->checked->days.as_of, day);
	for (size_t i = 0, k; ok && i < p->n; i = k) {
		struct addressee *more =
		    array_grow(p->to, &cap, p->nto + 1, sizeof(*more));

		for (k = i + 1;
		     k < p->n && p->list[k].supplier == p->list[i].supplier;)
			k++;
		ok = more != NULL;
		if (!ok)
			break;
		p->to = more;
		more += p->nto++;
		*more = (struct addressee){ .from = i, .end = k };
		snprintf(more->id, sizeof(more->id), "RE-%s-%zu", day, p->nto);
		ok = set_name(p, more, &names);
	}
	intern_free(&names);
	return ok;
}

/* What the origins that matter are: those of the first rule that has any. */
static const struct channel *
find_origin(const struct rulebook *book)
{
	for (size_t i = 0; i < book->plan.nchannel; i++)
		if (book->plan.channel[i].policy != POLICY_EVERY)
			return &book->plan.channel[i];
	return NULL;
}

static const char *
path_of(
    struct posting *p, const struct addressee *to, enum language l, bool page)
{
	snprintf(p->path, p->path_size, "%s/questionnaire-%s.%s.%s",
	    p->o->folder, to->name, l == LANGUAGE_EN ? "en" : "zh",
	    page ? "html" : "csv");
	return p->path;
}

static enum status
write_one(struct posting *p, const struct addressee *to, enum language l,
    bool page, struct error *err)
{
	size_t n = to->end - to->from;
	struct sheet_item *item = malloc((n + 1) * sizeof(*item));
	const struct sheet s = { .bom = p->a->checked->bom,
		.origin = p->origin,
		.supplier = p->list[to->from].supplier,
		.item = item,
		.n = n,
		.date = p->a->checked->days.as_of,
		.id = to->id,
		.language = l,
		.separator = p->o->separator == 0 ? ',' : ';' };
	struct file_out out = { 0 };
	enum status st;

	if (item == NULL)
		return no_memory(err);
	for (size_t i = 0; i < n; i++)
		item[i] = (struct sheet_item){ p->list[to->from + i].item,
			p->list[to->from + i].kinds };
	st = file_begin(path_of(p, to, l, page), FILE_PUBLIC, &out, err);
	if (st == ST_OK) {
		if (page)
			questionnaire_html(out.to, &s);
		else
			questionnaire_csv(out.to, &s);
		st = file_finish(&out, err);
	}
	file_abandon(&out);
	free(item);
	return st;
}

static enum status
refuse_existing(struct posting *p, const struct addressee *to, enum language l,
    bool page, struct error *err)
{
	const char *path = path_of(p, to, l, page);

	if (p->o->force || access(path, F_OK) != 0)
		return ST_OK;
	return error_set(err, ST_CREATE, (struct pos){ path, 0, 0 },
	    "is there already: expected another folder, or --force to write "
	    "over it; nothing was written");
}

static enum status
say_one(struct posting *p, const struct addressee *to, enum language l,
    bool page, struct error *err)
{
	(void)err;
	fputs("retrace: would write ", stderr);
	text_put(stderr, str_of(path_of(p, to, l, page)));
	fputc('\n', stderr);
	return ST_OK;
}

/* Does something for each file. */
static enum status
for_each(struct posting *p,
    enum status (*what)(struct posting *p, const struct addressee *to,
	enum language l, bool page, struct error *err),
    struct error *err)
{
	for (size_t i = 0; i < p->nto; i++)
		for (int l = 0; l < LANGUAGE_COUNT; l++)
			for (int page = 0; page < 2; page++) {
				if ((p->o->language == SHEETS_EN &&
					l != LANGUAGE_EN) ||
				    (p->o->language == SHEETS_ZH &&
					l != LANGUAGE_ZH))
					continue;
				if (what(p, &p->to[i], (enum language)l,
					page == 1, err) != ST_OK)
					return err->code;
			}
	return ST_OK;
}

static enum status
post(struct posting *p, struct error *err)
{
	enum status st = for_each(p, refuse_existing, err);

	if (st == ST_OK && p->o->dry_run)
		return for_each(p, say_one, err);
	if (st == ST_OK && p->nto > 0)
		st = file_make_folder(p->o->folder, err);
	if (st == ST_OK)
		st = for_each(p, write_one, err);
	if (st == ST_OK && !p->o->quiet) {
		fprintf(stderr,
		    "retrace: questionnaires for %zu supplier%s in ", p->nto,
		    p->nto == 1 ? "" : "s");
		text_put(stderr, str_of(p->o->folder));
		fputc('\n', stderr);
	}
	return st;
}

enum status
questionnaires_write(const struct asked *a,
    const struct questionnaire_options *o, struct error *err)
{
	struct posting p = { .a = a, .o = o };
	enum status st = ST_NOMEM;

	if (o->folder == NULL)
		return ST_OK;
	p.origin = find_origin(a->checked->book);
	p.path_size = strlen(o->folder) + SLUG_TEXT + 64;
	p.path = malloc(p.path_size);
	if (p.path == NULL || !address(&p) || !find_addressees(&p))
		no_memory(err);
	else
		st = post(&p, err);
	if (err->code != ST_OK && err->at.file == p.path)
		err->at.file = o->folder; /* the path goes away */
	free(p.path);
	free(p.list);
	free(p.to);
	return st;
}
