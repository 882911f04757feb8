/* SPDX-License-Identifier: Apache-2.0 */
/*
 * accounted - the account of what was read; see accounted.h.
 *
 * For programs each thing is a row: of a kind, with a name, a count and a
 * place.  For a reader the same rows are lists, the longest cut.
 */
#include "core/report/accounted.h"

#include "core/report/output_json.h"
#include "core/report/path.h"

#include <stdlib.h>

/* Lines of one list that a reader sees. */
#define LINES_MOST 20

/* What is listed. */
enum list {
	LIST_PASSED,    /* names that are passed over */
	LIST_FILES,     /* files of a folder that are not read */
	LIST_UNMATCHED, /* documents of no part */
	LIST_RESPELT,   /* names that are written otherwise */
	LIST_CAS,       /* numbers that nobody knows */
	LIST_SILENT,    /* parts of which nobody speaks */
	LIST_COUNT
};

static const struct {
	const char *kind, *key, *heading;
} lists[LIST_COUNT] = {
	[LIST_PASSED] = { "passed-over", "passed_over",
	    "Not taken, for it is not known or of no concern" },
	[LIST_FILES] = { "file-not-read", "files_not_read",
	    "Files of a folder that are not read" },
	[LIST_UNMATCHED] = { "unmatched", "unmatched",
	    "Declared for a part that is not in the product, and left out" },
	[LIST_RESPELT] = { "respelt", "respelt",
	    "Matched though it is written otherwise" },
	[LIST_CAS] = { "unknown-cas", "unknown_cas",
	    "Substances whose CAS number is not known here" },
	[LIST_SILENT] = { "undeclared", "undeclared",
	    "Parts that no document speaks of" },
};

/* One thing of a list. */
struct row {
	struct str name, detail;
	uint64_t n;
	struct pos at;
	char text[2][LABEL_TEXT]; /* room for name and detail */
};

static const char *const passed_kinds[] = { [PASSED_ELEMENT] = "element",
	[PASSED_COLUMN] = "column",
	[PASSED_MEMBER] = "member",
	[PASSED_SHEET] = "sheet",
	[PASSED_FILE] = "file" };

static size_t
list_size(const struct account *a, enum list l)
{
	switch (l) {
	case LIST_PASSED:
	case LIST_FILES:
		return a->b->passedkeys.n;
	case LIST_UNMATCHED:
		return a->unmatched.n;
	case LIST_RESPELT:
		return a->respelt.n;
	case LIST_CAS:
		return a->nameless.n;
	default:
		return a->silent.n;
	}
}

static bool
passed_row(const struct bom *b, size_t i, enum list l, struct row *r)
{
	const struct passed *p = &b->passed[i];

	if ((p->kind == PASSED_FILE) != (l == LIST_FILES))
		return false;
	r->name = p->name != 0 ? bom_text_get(b, p->name) : STR("others");
	r->n = p->n;
	r->at = bom_pos(b, p->at);
	snprintf(r->text[1], LABEL_TEXT, "%s%s", passed_kinds[p->kind],
	    p->kind == PASSED_COLUMN || p->kind == PASSED_SHEET
		? ", of no use here"
	    : p->known ? ", of no concern"
		       : ", not known");
	if (l == LIST_PASSED)
		r->detail = str_of(r->text[1]);
	return true;
}

static void
ref_row(const struct bom *b, uint32_t ref, struct row *r)
{
	const struct ref *x = &b->ref[ref];

	r->name = bom_ref_label(b, x, r->text[0], LABEL_TEXT);
	r->at = bom_pos(b, x->at);
	if (x->item != BOM_NONE)
		r->detail = bom_item_label(b, x->item, r->text[1], LABEL_TEXT);
}

static void
substance_row(const struct bom *b, uint32_t i, struct row *r)
{
	const struct bom_substance *s = &b->substance[i];

	r->name = bom_text_get(b, s->cas);
	r->detail = bom_text_get(b, s->name);
}

static void
item_row(const struct bom *b, uint32_t i, struct row *r)
{
	r->name = bom_item_label(b, i, r->text[0], LABEL_TEXT);
	r->detail = bom_text_get(b, b->item[i].name);
	r->at = bom_pos(b, b->item[i].at);
}

/* False: it is not of this list. */
static bool
get_row(const struct account *a, enum list l, size_t i, struct row *r)
{
	*r = (struct row){ .name = STR(""), .detail = STR(""), .n = 1 };
	switch (l) {
	case LIST_PASSED:
	case LIST_FILES:
		return passed_row(a->b, i, l, r);
	case LIST_UNMATCHED:
		ref_row(a->b, a->unmatched.at[i], r);
		return true;
	case LIST_RESPELT:
		ref_row(a->b, a->respelt.at[i], r);
		return true;
	case LIST_CAS:
		substance_row(a->b, a->nameless.at[i], r);
		return true;
	default:
		item_row(a->b, a->silent.at[i], r);
		return true;
	}
}

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
write_row(FILE *to, enum list l, const struct row *r)
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
write_list(FILE *to, const struct accounted *x, enum list l)
{
	const struct account *a = x->account;
	size_t n = 0;
	struct row r;

	for (size_t i = 0; i < list_size(a, l); i++) {
		if (!get_row(a, l, i, &r))
			continue;
		if (n++ == 0)
			fprintf(to, "\n%s:\n", lists[l].heading);
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
		write_list(to, x, (enum list)l);
	return ST_OK;
}

/* ---- for programs */

static const struct column row_columns[] = { { "kind", "", 0 },
	{ "name", "", 0 }, { "detail", "", 0 }, { "count", "", COLUMN_COUNT },
	{ "file", "", 0 }, { "line", "", 0 } };

static void
put_row(struct table *t, const char *kind, const struct row *r)
{
	char line[20];

	snprintf(line, sizeof(line), "%u", r->at.line);
	table_put_text(t, kind);
	table_put(t, r->name, TONE_NONE);
	table_put(t, r->detail, TONE_NONE);
	table_put_count(t, r->n);
	table_put_text(t, r->at.file != NULL ? r->at.file : "");
	table_put_text(t, r->at.file != NULL && r->at.line > 0 ? line : "");
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
	struct row r = { .name = str_of(file->name),
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
	struct row r;

	table_begin(&t, to, format, style, row_columns,
	    sizeof(row_columns) / sizeof(row_columns[0]), &lines);
	for (size_t i = 0; i < a->b->nfile; i++)
		put_file(&t, a, i);
	for (int l = 0; l < LIST_COUNT; l++)
		for (size_t i = 0; i < list_size(a, (enum list)l); i++)
			if (get_row(a, (enum list)l, i, &r))
				put_row(&t, lists[l].kind, &r);
	return table_end(&t, err);
}

static void
json_counts(struct json *j, const struct account_file *f)
{
	json_put_count(j, "items", f->items);
	json_put_count(j, "uses", f->uses);
	json_put_count(j, "documents", f->documents);
	json_put_count(j, "content", f->lines);
	json_put_count(j, "origins", f->origins);
	json_put_count(j, "prices", f->prices);
	json_put_count(j, "quantities_without_unit", f->unitless);
	json_put_count(j, "passed_over_known", f->known);
	json_put_count(j, "passed_over_unknown", f->unknown);
}

static void
json_files(struct json *j, const struct account *a)
{
	json_begin_array(j, "files");
	for (size_t i = 0; i < a->b->nfile; i++) {
		json_begin_object(j, NULL);
		json_put_text(j, "name", a->b->file[i].name);
		json_put_text(j, "format", a->b->file[i].format);
		json_put_text(j, "encoding", a->b->file[i].encoding);
		json_counts(j, &a->file[i]);
		json_end_object(j);
	}
	json_end_array(j);
}

static void
json_share(struct json *j, const char *key, double whole, double declared)
{
	char text[20];

	if (account_share(whole, declared) < 0) {
		json_put_null(j, key);
		return;
	}
	snprintf(text, sizeof(text), "%.4f", account_share(whole, declared));
	json_put_text(j, key, text);
}

static void
json_products(struct json *j, const struct account *a)
{
	json_begin_array(j, "products");
	for (uint32_t i = 0; i < a->b->nitem; i++) {
		if (!bom_is_product(a->b, i))
			continue;
		json_begin_object(j, NULL);
		path_item_json(j, "item", a->b, i);
		json_share(j, "mass_declared", a->mass[i], a->mass_declared[i]);
		json_share(
		    j, "value_declared", a->value[i], a->value_declared[i]);
		json_end_object(j);
	}
	json_end_array(j);
}

static void
json_list(struct json *j, const struct account *a, enum list l)
{
	struct row r;

	json_begin_array(j, lists[l].key);
	for (size_t i = 0; i < list_size(a, l); i++) {
		if (!get_row(a, l, i, &r))
			continue;
		json_begin_object(j, NULL);
		json_put_str(j, "name", r.name);
		json_put_str(j, "detail", r.detail);
		json_put_count(j, "count", r.n);
		json_put_text(j, "file", r.at.file != NULL ? r.at.file : "");
		json_put_count(j, "line", r.at.line);
		json_end_object(j);
	}
	json_end_array(j);
}

static enum status
write_json(FILE *to, const struct accounted *x, struct error *err)
{
	const struct account *a = x->account;
	struct json j = { .to = to };

	output_json_begin(&j, "account");
	output_json_inputs(&j, x->checked);
	json_files(&j, a);
	json_begin_object(&j, "all");
	json_counts(&j, &a->all);
	json_put_count(&j, "content_of_rare_earths", a->rare_lines);
	json_put_count(&j, "substances", a->substances);
	json_put_count(&j, "with_rare_earth", a->rare);
	json_put_count(&j, "parts", a->leaves);
	json_put_count(&j, "parts_declared", a->leaves - a->silent.n);
	json_end_object(&j);
	json_products(&j, a);
	for (int l = 0; l < LIST_COUNT; l++)
		json_list(&j, a, (enum list)l);
	output_json_messages(&j, x->checked->findings);
	json_end_object(&j);
	return j.bad ? error_set(err, ST_NOMEM, pos_none, "out of memory")
		     : ST_OK;
}

enum status
accounted_write(FILE *to, enum format_out format, const struct style *style,
    const struct accounted *a, struct error *err)
{
	if (format == OUT_TABLE)
		return write_eye(to, style, a, err);
	if (format == OUT_JSON)
		return write_json(to, a, err);
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
