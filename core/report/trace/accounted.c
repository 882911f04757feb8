/* SPDX-License-Identifier: Apache-2.0 */
/*
 * accounted - the account of what was read; see accounted.h.
 *
 * For programs each thing is a row: of a kind, with a name, a count and a
 * place.  For a reader the same rows are lists, the longest cut.
 */
#include "core/report/trace/accounted.h"

#include "core/report/trace/accounted_lists.h"

/* Lines of one list that a reader sees. */
#define LINES_MOST 20

/* "83.1 %", rounded down; "" where the whole is not known. */
static const char *
percent(char text[20], double whole, double declared)
{
	double share = account_share(whole, declared);
	unsigned tenths = share > 0 ? (unsigned)(share * 1000) : 0;

	text[0] = '\0';
	if (share >= 0)
		snprintf(text, 20, "%u.%u %%", tenths / 10, tenths % 10);
	return text;
}

static void
put_count(struct table *t, uint64_t n)
{
	table_put_count(t, n);
}

/* ---- for a reader */

static enum status
write_files(FILE *to, const struct style *style, const struct account *a,
    struct error *err)
{
	static const struct column columns[] = { { "file", "File", 0 },
		{ "format", "Read as", 0 }, { "items", "Items", COLUMN_RIGHT },
		{ "uses", "Uses", COLUMN_RIGHT },
		{ "lines", "Content", COLUMN_RIGHT },
		{ "origins", "Origins", COLUMN_RIGHT },
		{ "prices", "Prices", COLUMN_RIGHT },
		{ "unknown", "Not taken", COLUMN_RIGHT } };
	struct table t;

	table_begin(&t, to, OUT_TABLE, style, columns,
	    sizeof(columns) / sizeof(columns[0]), NULL);
	for (size_t i = 0; i < a->b->nfile; i++) {
		const struct bom_file *file = &a->b->file[i];
		const struct account_file *f = &a->file[i];
		char as[80];

		snprintf(as, sizeof(as), "%s%s%s", file->format,
		    strcmp(file->encoding, "UTF-8") != 0 ? ", " : "",
		    strcmp(file->encoding, "UTF-8") != 0 ? file->encoding : "");
		table_put_text(&t, file->name);
		table_put_text(&t, as);
		put_count(&t, f->items);
		put_count(&t, f->uses);
		put_count(&t, f->lines);
		put_count(&t, f->origins);
		put_count(&t, f->prices);
		put_count(&t, f->unknown);
	}
	return table_end(&t, err);
}

static enum status
write_products(FILE *to, const struct style *style, const struct accounted *x,
    struct error *err)
{
	static const struct column columns[] = { { "product", "Product", 0 },
		{ "mass", "Mass declared", COLUMN_RIGHT },
		{ "value", "Value declared", COLUMN_RIGHT } };
	const struct account *a = x->account;
	size_t n = 0;
	struct table t;
	char text[LABEL_TEXT], share[20];

	fputc('\n', to);
	table_begin(&t, to, OUT_TABLE, style, columns,
	    sizeof(columns) / sizeof(columns[0]), NULL);
	for (uint32_t i = 0; i < a->b->nitem; i++) {
		if (!bom_is_product(a->b, i) || (n++ >= LINES_MOST && !x->all))
			continue;
		table_put(
		    &t, bom_item_label(a->b, i, text, sizeof(text)), TONE_NONE);
		table_put_text(
		    &t, percent(share, a->mass[i], a->mass_declared[i]));
		table_put_text(
		    &t, percent(share, a->value[i], a->value_declared[i]));
	}
	table_end(&t, err);
	if (n > LINES_MOST && !x->all)
		fprintf(to, "and %zu more products: --all lists them\n",
		    n - LINES_MOST);
	return err->code;
}

static void
write_row(FILE *to, enum accounted_list l, const struct accounted_row *r)
{
	fputs("  ", to);
	text_put(to, r->name);
	if (r->detail.n > 0) {
		fputs(l == LIST_RESPELT ? ": taken for " : ", ", to);
		text_put(to, r->detail);
	}
	if (l == LIST_PASSED)
		fprintf(to, ", %llu time%s", (unsigned long long)r->n,
		    r->n == 1 ? "" : "s");
	if (r->at.file != NULL) {
		fputs(" (", to);
		text_put(to, str_of(r->at.file));
		fprintf(to, ":%u)", r->at.line);
	}
	fputc('\n', to);
}

static void
write_list(FILE *to, const struct accounted *x, enum accounted_list l)
{
	const struct account *a = x->account;
	size_t n = 0;
	struct accounted_row r;

	for (size_t i = 0; i < accounted_list_size(a, l); i++) {
		if (!accounted_row_get(a, l, i, &r))
			continue;
		if (n++ == 0)
			fprintf(to, "\n%s:\n", accounted_lists[l].heading);
		if (n <= LINES_MOST || x->all)
			write_row(to, l, &r);
	}
	if (n > LINES_MOST && !x->all)
		fprintf(
		    to, "  and %zu more: --all lists them\n", n - LINES_MOST);
}

static void
write_counts(FILE *to, const struct account *a)
{
	fprintf(to,
	    "\n%zu item%s in %zu use%s; %zu document%s of suppliers.\n"
	    "%zu line%s of content, %zu of them of rare earths; %zu "
	    "substance%s, %zu of them with rare earths.\n"
	    "%zu of %zu parts without parts of their own are declared.\n",
	    a->all.items, a->all.items == 1 ? "" : "s", a->all.uses,
	    a->all.uses == 1 ? "" : "s", a->all.documents,
	    a->all.documents == 1 ? "" : "s", a->all.lines,
	    a->all.lines == 1 ? "" : "s", a->rare_lines, a->substances,
	    a->substances == 1 ? "" : "s", a->rare, a->leaves - a->silent.n,
	    a->leaves);
	if (a->all.unitless > 0)
		fprintf(to, "%zu quantit%s without a unit: taken as pieces.\n",
		    a->all.unitless, a->all.unitless == 1 ? "y" : "ies");
}

static enum status
write_eye(FILE *to, const struct style *style, const struct accounted *x,
    struct error *err)
{
	if (write_files(to, style, x->account, err) != ST_OK)
		return err->code;
	write_counts(to, x->account);
	if (write_products(to, style, x, err) != ST_OK)
		return err->code;
	for (int l = 0; l < LIST_COUNT; l++)
		write_list(to, x, (enum accounted_list)l);
	return ST_OK;
}

/* ---- for programs */

static const struct column row_columns[] = { { "kind", "", 0 },
	{ "name", "", 0 }, { "detail", "", 0 }, { "count", "", COLUMN_COUNT },
	{ "file", "", 0 }, { "line", "", 0 } };

static void
put_row(struct table *t, const char *kind, const struct accounted_row *r)
{
	table_put_text(t, kind);
	table_put(t, r->name, TONE_NONE);
	table_put(t, r->detail, TONE_NONE);
	table_put_count(t, r->n);
	table_put_pos(t, r->at);
}

/* The counts of a file, each a row. */
static void
put_file(struct table *t, const struct account *a, size_t i)
{
	const struct bom_file *file = &a->b->file[i];
	const struct account_file *f = &a->file[i];
	const struct {
		const char *kind;
		uint64_t n;
	} counts[] = { { "items", f->items }, { "uses", f->uses },
		{ "documents", f->documents }, { "content", f->lines },
		{ "origins", f->origins }, { "prices", f->prices },
		{ "quantities-without-unit", f->unitless },
		{ "passed-over-known", f->known },
		{ "passed-over-unknown", f->unknown } };
	struct accounted_row r = { .name = str_of(file->name),
		.detail = str_of(file->format),
		.at = { file->name, 0, 0 } };

	for (size_t k = 0; k < sizeof(counts) / sizeof(counts[0]); k++) {
		r.n = counts[k].n;
		put_row(t, counts[k].kind, &r);
	}
}

static enum status
write_rows(FILE *to, enum format_out format, const struct style *style,
    const struct accounted *x, struct error *err)
{
	struct json lines = { .to = to, .lines = true };
	const struct account *a = x->account;
	struct table t;
	struct accounted_row r;

	table_begin(&t, to, format, style, row_columns,
	    sizeof(row_columns) / sizeof(row_columns[0]), &lines);
	for (size_t i = 0; i < a->b->nfile; i++)
		put_file(&t, a, i);
	for (int l = 0; l < LIST_COUNT; l++)
		for (size_t i = 0;
		     i < accounted_list_size(a, (enum accounted_list)l); i++)
			if (accounted_row_get(a, (enum accounted_list)l, i, &r))
				put_row(&t, accounted_lists[l].kind, &r);
	return table_end(&t, err);
}

enum status
accounted_write(FILE *to, enum format_out format, const struct style *style,
    const struct accounted *a, struct error *err)
{
	if (format == OUT_TABLE)
		return write_eye(to, style, a, err);
	if (format == OUT_JSON)
		return accounted_json(to, a, err);
	return write_rows(to, format, style, a, err);
}

void
accounted_line(FILE *to, const struct account *a)
{
	uint64_t lost = a->all.unknown + a->unmatched.n;

	fprintf(to,
	    "retrace: read %zu file%s: %zu item%s, %zu use%s, %zu line%s of "
	    "content, %zu origin%s; %zu of %zu parts declared; %llu thing%s "
	    "not taken%s\n",
	    a->b->nfile, a->b->nfile == 1 ? "" : "s", a->all.items,
	    a->all.items == 1 ? "" : "s", a->all.uses,
	    a->all.uses == 1 ? "" : "s", a->all.lines,
	    a->all.lines == 1 ? "" : "s", a->all.origins,
	    a->all.origins == 1 ? "" : "s", a->leaves - a->silent.n, a->leaves,
	    (unsigned long long)lost, lost == 1 ? "" : "s",
	    lost > 0 ? ": retrace account lists them" : "");
}
