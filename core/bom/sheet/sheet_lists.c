/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_lists - of which products the lists of a workbook are; see
 * sheet_lists.h.
 *
 * A list whose sheet is named after a part of another sheet is that part's.
 * What is left is one list, of the workbook's product, or several, each of a
 * product that its sheet surely names.
 */
#include "core/base/limits.h"
#include "core/bom/link/spelling.h"
#include "core/bom/sheet/sheet_lists_own.h"

#include <stdio.h>
#include <stdlib.h>

#define ONE_SHEET \
	"expected the name of the workbook with [SHEET] behind it, for that " \
	"sheet alone; or a file of columns with parent = NAME "
/* For lists that may count twice together, and for those that do not. */
#define ONE_EACH ONE_SHEET "behind \"for BOOK[SHEET]\", for each product"
#define OR_ALL ONE_SHEET "for all of one product, or behind \"for BOOK[SHEET]\""

struct str
sheet_lists_mark(size_t sheet, char out[SHEET_LISTS_ROOM])
{
	int n = snprintf(out, SHEET_LISTS_ROOM, "\x01%zu", sheet);

	return (struct str){ out, (size_t)n };
}

/* ---- which lists there are */

static bool
asks(const struct lists *l, size_t sheet)
{
	const struct bom *b = l->x->b;
	char room[SHEET_LISTS_ROOM];

	return b->file[l->x->file[sheet]].product.n > 0 ||
	       intern_find(&b->parts, sheet_lists_mark(sheet, room)) !=
		   INTERN_NONE;
}

/* Where the uses of each file stand; those of one stand side by side. */
static void
find_uses(struct lists *l, const uint32_t *of_file)
{
	const struct bom *b = l->x->b;

	for (size_t k = 0; k < b->nuse; k++) {
		uint32_t i = of_file[b->use[k].at.file];

		if (i == BOM_NONE)
			continue;
		if (l->list[i].end == 0)
			l->list[i].first = k;
		l->list[i].end = k + 1;
	}
}

static bool
find_lists(struct lists *l)
{
	const struct book *book = l->x->book;
	const struct bom *b = l->x->b;
	uint32_t *of_file = malloc((b->nfile + 1) * sizeof(*of_file));
	size_t n = 0;

	l->list = calloc(book->n + 1, sizeof(*l->list));
	l->blank = calloc(book->n + 1, sizeof(*l->blank));
	if (l->list == NULL || l->blank == NULL || of_file == NULL) {
		free(of_file);
		return false;
	}
	for (size_t i = 0; i < b->nfile; i++)
		of_file[i] = BOM_NONE;
	for (size_t i = 0; i < book->n; i++) {
		if (l->x->file[i] == BOM_NONE)
			continue;
		of_file[l->x->file[i]] = (uint32_t)l->n;
		l->list[l->n++] = (struct listed){
			.sheet = i, .file = l->x->file[i], .part = INTERN_NONE
		};
	}
	find_uses(l, of_file);
	free(of_file);
	for (size_t i = 0; i < l->n; i++) {
		struct listed *x = &l->list[i];

		x->asks = asks(l, x->sheet);
		l->blank[x->sheet] = x->end == 0 && x->asks;
		if (x->end == 0)
			continue;
		if (x->asks)
			x->name = sheet_name_of(book->sheet[x->sheet].name);
		l->list[n++] = *x;
	}
	l->n = n;
	return true;
}

/* In which sheets is each part used? */
static bool
find_parts(struct lists *l)
{
	const struct bom *b = l->x->b;
	size_t n = b->parts.n + 1;

	l->first = malloc(n * sizeof(*l->first));
	l->again = calloc(n, 1);
	l->of = calloc(n, sizeof(*l->of));
	if (l->first == NULL || l->again == NULL || l->of == NULL)
		return false;
	for (size_t i = 0; i < n; i++)
		l->first[i] = BOM_NONE;
	for (size_t k = 0; k < b->nuse; k++) {
		uint32_t part = part_of(l, b->use[k].child);

		if (l->first[part] == BOM_NONE)
			l->first[part] = b->use[k].at.file;
		else if (l->first[part] != b->use[k].at.file)
			l->again[part] = 1;
	}
	return true;
}

/* ---- what is refused */

/* The names of the sheets, in quotes. */
static void
say_sheets(const struct lists *l, bool tops, char *text, size_t size)
{
	size_t n = 0;

	text[0] = '\0';
	for (size_t i = 0; i < l->n; i++) {
		if (!l->list[i].asks || (tops && !is_top(&l->list[i])))
			continue;
		if (n < 3)
			str_add(text, size, "%s\"%.*s\"", n > 0 ? ", " : "",
			    STR_ARG(sheet_of(l, i)));
		n++;
	}
	if (n > 3)
		str_add(text, size, " and %zu more", n - 3);
}

static enum status
refuse(const struct lists *l, const char *why, bool again)
{
	char sheets[200];

	say_sheets(l, true, sheets, sizeof(sheets));
	return findings_error(l->x->f, ST_CONFLICT,
	    ((struct pos){ l->x->path, 0, 0 }),
	    again ? "sheets %s list parts, and %s: " ONE_EACH
		  : "sheets %s list parts, and %s: " OR_ALL,
	    sheets, why);
}

static enum status
refuse_two(const struct lists *l, size_t first, size_t second, const char *say)
{
	return findings_error(l->x->f, ST_CONFLICT,
	    ((struct pos){ l->x->path, 0, 0 }),
	    "sheet \"%.*s\" %s sheet \"%.*s\": " ONE_EACH,
	    STR_ARG(sheet_of(l, first)), say, STR_ARG(sheet_of(l, second)));
}

/* Several lists that are in no other: does each name a product? */
static enum status
check_tops(const struct lists *l)
{
	static const char *const why[] = { [SHEET_UNCLEAR] =
					       "nothing says of which products",
		[SHEET_GENERIC] = "nothing says of which products",
		[SHEET_VERSION] = "some may be versions of others",
		[SHEET_SUMMARY] = "some may say again what others do",
		[SHEET_SECTION] = "some may list but some parts of a product" };
	size_t variants = 0;

	for (size_t i = 0; i < l->n; i++) {
		const struct listed *x = &l->list[i];

		if (!is_top(x))
			continue;
		if (x->name.says < SHEET_VARIANT)
			return refuse(l, why[x->name.says],
			    x->name.says == SHEET_VERSION ||
				x->name.says == SHEET_SUMMARY);
		variants += x->name.says == SHEET_VARIANT;
	}
	return variants == 0 || variants == l->tops
		   ? ST_OK
		   : refuse(l,
			 "some are variants, of which nobody says what of",
			 true);
}

static enum status
refuse_sum(const struct lists *l, size_t first)
{
	/* of two lists of the same parts either may be that, or another state
	 */
	if (l->tops == 2 && l->list[first].name.says != SHEET_SUMMARY &&
	    check_tops(l) != ST_OK)
		return ST_CONFLICT;
	return findings_error(l->x->f, ST_CONFLICT,
	    ((struct pos){ l->x->path, 0, 0 }),
	    "sheet \"%.*s\" lists what is on the other sheets, which would "
	    "count twice: " ONE_EACH,
	    STR_ARG(sheet_of(l, first)));
}

static enum status
check_again(const struct lists *l)
{
	size_t first = 0, second = 0;

	switch (sheet_again_find(l, &first, &second)) {
	case AGAIN_NO:
		return ST_OK;
	case AGAIN_NOMEM:
		return fields_nomem(l->x->f);
	case AGAIN_SAME:
		return refuse_two(l, second, first, "lists the same parts as");
	case AGAIN_NEARLY:
		return refuse_two(l, second, first,
		    "lists nearly the same parts, under nearly the same name, "
		    "as");
	case AGAIN_SUM:
		return refuse_sum(l, first);
	case AGAIN_BELOW:
		return refuse_two(l, first, second,
		    "has, beside the part itself, all parts on");
	case AGAIN_UNKNOWN:
		break;
	}
	return refuse(l, "nobody can tell which repeat each other", true);
}

/* Two sheets of one name, or of one part, would be one product. */
static enum status
check_names(const struct lists *l)
{
	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < i; k++) {
			const struct listed *x = &l->list[i], *y = &l->list[k];

			if (!x->asks || !y->asks)
				continue;
			if (x->part != INTERN_NONE && x->part == y->part)
				return refuse_two(
				    l, i, k, "is named after the same part as");
			if (x->part == y->part && x->name.product.n > 0 &&
			    spelling_same_part(
				x->name.product, y->name.product))
				return refuse_two(
				    l, i, k, "has the same name as");
		}
	return ST_OK;
}

static bool
any_says(const struct lists *l, enum sheet_says says)
{
	for (size_t i = 0; i < l->n; i++)
		if (is_top(&l->list[i]) && l->list[i].name.says == says)
			return true;
	return false;
}

/* The only list that is in no other; false: it has nothing that others detail,
 * or may be another state of one that says its product. */
static bool
is_sole_top(const struct lists *l)
{
	const struct listed *top = l->list;
	bool leads = false, alone = true;

	while (!is_top(top))
		top++;
	for (size_t k = top->first; k < top->end; k++)
		leads |= l->of[part_of(l, l->x->b->use[k].child)] != 0;
	for (size_t i = 0; i < l->n; i++)
		alone = alone && l->list[i].asks;
	return top->name.says >= SHEET_VARIANT ||
	       (leads && (alone || (top->name.says != SHEET_VERSION &&
				       top->name.says != SHEET_SUMMARY)));
}

static enum status
check(const struct lists *l)
{
	enum status st = check_names(l);

	for (size_t i = 0; st == ST_OK && i < l->n; i++)
		if (l->list[i].unsure)
			st =
			    refuse(l, "one may be that of several parts", true);
	/* a version goes before what is on it */
	if (st == ST_OK && l->tops > 1 && any_says(l, SHEET_VERSION))
		st = check_tops(l);
	if (st == ST_OK)
		st = check_again(l);
	if (st == ST_OK && (l->tops > 1 || (l->tops == 1 && !is_sole_top(l))))
		st = check_tops(l);
	return st;
}

/* ---- what they are called */

static enum status
call_both(const struct lists *l, const struct listed *x, struct called *out)
{
	char text[LIMIT_TEXT];
	int n = snprintf(text, sizeof(text), "%.*s %.*s",
	    STR_ARG(str_clip(l->x->stem, LIMIT_TEXT / 2)),
	    STR_ARG(str_clip(x->name.product, LIMIT_TEXT / 4)));

	*out = (struct called){ arena_copy(
				    l->x->mem, (struct str){ text, (size_t)n }),
		CALLED_BY_BOTH };
	return out->product.p != NULL ? ST_OK : fields_nomem(l->x->f);
}

static bool
is_used(const struct lists *l, struct str name)
{
	uint32_t part = intern_find(&l->x->b->parts, name);

	return part != INTERN_NONE && l->first[part] != BOM_NONE;
}

static enum status
call(const struct lists *l, const struct listed *x, struct called *out)
{
	struct str name = x->name.product;

	out->by = CALLED_BY_SHEET;
	if (x->part != INTERN_NONE) {
		name = l->x->b->parts.key[x->part];
		out->by = CALLED_BY_PART;
	} else if (l->tops == 1 &&
		   (x->name.says < SHEET_THING || is_used(l, name))) {
		*out = (struct called){ .by = CALLED_BY_FILE };
		return ST_OK;
	} else if (x->name.says == SHEET_VARIANT) {
		return call_both(l, x, out);
	}
	out->product = arena_copy(l->x->mem, name);
	return out->product.p != NULL ? ST_OK : fields_nomem(l->x->f);
}

static void
tell_tops(const struct lists *l)
{
	char sheets[200];

	if (l->tops < 2)
		return;
	say_sheets(l, true, sheets, sizeof(sheets));
	findings_warn(l->x->f, ST_SCHEMA, ((struct pos){ l->x->path, 0, 0 }),
	    "sheets %s list parts, and each is taken for the list of a product "
	    "of its own: if all of it is one product, say parent = NAME in a "
	    "file of columns",
	    sheets);
}

/* A list without parts is none of the workbook's product. */
static enum status
call_blank(const struct lists *l, struct called *out)
{
	const struct book *book = l->x->book;

	for (size_t i = 0; i < book->n; i++) {
		if (l->x->file[i] == BOM_NONE || out[i].product.n > 0 ||
		    !l->blank[i])
			continue;
		out[i] =
		    (struct called){ arena_copy(l->x->mem, book->sheet[i].name),
			    CALLED_BY_SHEET };
		if (out[i].product.p == NULL)
			return fields_nomem(l->x->f);
	}
	return ST_OK;
}

static enum status
decide(struct lists *l, struct called *out)
{
	size_t n = 0;
	enum status st;

	for (size_t i = 0; i < l->n; i++)
		n += l->list[i].asks;
	if (n == 0)
		return ST_OK;
	if (!sheet_names_match(l))
		return fields_nomem(l->x->f);
	for (size_t i = 0; i < l->n; i++)
		l->tops += is_top(&l->list[i]);
	if (n == 1 && l->tops == 1)
		return ST_OK; /* as if the sheet were alone */
	st = check(l);
	for (size_t i = 0; st == ST_OK && i < l->n; i++)
		if (l->list[i].asks)
			st = call(l, &l->list[i], &out[l->list[i].sheet]);
	if (st == ST_OK)
		tell_tops(l);
	return st;
}

/*
 * sheet_lists_call - what the product of each list is called.
 *
 * Out:	out  is set for lists that do not say it themselves and are not the
 *	     only such one
 * Err:	ST_CONFLICT where it is not certain, with what to do
 * Cost:	linear, and some for each pair of sheets
 */
enum status
sheet_lists_call(const struct sheet_lists *x, struct called *out)
{
	struct lists l = { .x = x };
	enum status st;

	if (!find_lists(&l) || !find_parts(&l))
		st = fields_nomem(x->f);
	else
		st = decide(&l, out);
	if (st == ST_OK)
		st = call_blank(&l, out);
	free(l.list);
	free(l.blank);
	free(l.first);
	free(l.again);
	free(l.of);
	return st;
}
