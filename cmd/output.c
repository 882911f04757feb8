/* SPDX-License-Identifier: Apache-2.0 */
/* output - where results go and in which form; see output.h. */
#include "cmd/output.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const char *const formats[OUT_COUNT] = {
	[OUT_TABLE] = "table",
	[OUT_JSON] = "json",
	[OUT_JSONL] = "jsonl",
	[OUT_CSV] = "csv",
	[OUT_SARIF] = "sarif",
	[OUT_HTML] = "html",
	[OUT_RECEIPT] = "receipt",
};

const char *
outputs_forms(const struct output_options *options)
{
	if (options->also & 1u << OUT_SARIF)
		return "table, json, jsonl, csv, sarif, html or receipt";
	return options->also & 1u << OUT_HTML
		   ? "table, json, jsonl, csv or html"
		   : "table, json, jsonl or csv";
}

static bool
has_form(const struct output_options *options, enum format_out f)
{
	return f < OUT_SARIF || (options->also >> f & 1) != 0;
}

/* Is a variable set to more than nothing? */
static const char *
set_variable(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && value[0] != '\0' ? value : NULL;
}

/* The first of these variables that is set decides, as in the C library. */
static bool
reads_utf8(void)
{
	const char *locale = set_variable("LC_ALL");

	if (locale == NULL)
		locale = set_variable("LC_CTYPE");
	if (locale == NULL)
		locale = set_variable("LANG");
	return locale != NULL && (strcasestr(locale, "UTF-8") != NULL ||
				     strcasestr(locale, "UTF8") != NULL);
}

/* [columns] of the terminal: COLUMNS before what the terminal says. */
static size_t
terminal_width(int fd)
{
	const char *text = set_variable("COLUMNS");
	struct winsize size = { 0 };
	size_t n = 0;

	for (size_t i = 0; text != NULL && text[i] != '\0'; i++) {
		if (text[i] < '0' || text[i] > '9' || i > 4) {
			n = 0;
			break;
		}
		n = n * 10 + (size_t)(text[i] - '0');
	}
	if (n == 0 && ioctl(fd, TIOCGWINSZ, &size) == 0)
		n = size.ws_col;
	if (n == 0)
		return 80;
	return n < 40 ? 40 : n;
}

struct style
output_style(const struct output_options *options, FILE *to)
{
	bool tty = isatty(fileno(to));
	const char *term = set_variable("TERM");
	bool dumb = term == NULL || strcmp(term, "dumb") == 0;
	struct style s = { 0 };

	s.plain = options->plain || !tty;
	s.colour = options->colour == COLOUR_ALWAYS ||
		   (options->colour == COLOUR_AUTO && !s.plain && !dumb &&
		       set_variable("NO_COLOR") == NULL);
	s.utf8 = reads_utf8();
	s.width = s.plain ? 0 : terminal_width(fileno(to));
	return s;
}

static bool
is_folder(const char *path)
{
	return path != NULL && path[strlen(path) - 1] == '/';
}

static enum status
page_init(struct page *p, const char *text,
    const struct output_options *options, struct error *err)
{
	size_t n = strcspn(text, "=");

	p->path = text[n] == '=' ? text + n + 1 : NULL;
	for (int f = 0; f < OUT_COUNT; f++)
		if (has_form(options, (enum format_out)f) &&
		    str_is((struct str){ text, n }, formats[f])) {
			p->format = (enum format_out)f;
			if (p->path != NULL && p->path[0] == '\0')
				break;
			p->folder = f == OUT_HTML && is_folder(p->path);
			return ST_OK;
		}
	return error_set(err, ST_USAGE, pos_none,
	    "--output \"%s\": expected %s, with =FILE behind it for a file",
	    text, outputs_forms(options));
}

/*
 * outputs_init - understand all -o of a command line.
 *
 * Err:	ST_USAGE for a format that is none, or two results on standard output
 */
enum status
outputs_init(
    struct outputs *o, const struct output_options *options, struct error *err)
{
	const struct words *f = &options->formats;
	size_t on_stdout = 0;

	o->n = f->n > 0 ? f->n : 1;
	o->page = calloc(o->n, sizeof(*o->page));
	if (o->page == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < f->n; i++)
		if (page_init(&o->page[i], f->word[i], options, err) != ST_OK)
			return err->code;
	for (size_t i = 0; i < o->n; i++) {
		struct page *p = &o->page[i];

		if (p->path == NULL && ++on_stdout > 1)
			return error_set(err, ST_USAGE, pos_none,
			    "two results on standard output: expected "
			    "-o FORMAT=FILE for all but one");
		p->style = output_style(options, stdout);
		if (p->path != NULL) {
			p->style.plain = true;
			p->style.width = 0;
			p->style.colour = options->colour == COLOUR_ALWAYS;
		}
	}
	return ST_OK;
}

void
outputs_free(struct outputs *o)
{
	for (size_t i = 0; i < o->n; i++)
		file_abandon(&o->page[i].file);
	free(o->page);
	*o = (struct outputs){ 0 };
}

static enum status
flush_stdout(struct error *err)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return ST_OK;
	return error_sys(err, ST_IO, (struct pos){ "standard output", 0, 0 },
	    "cannot be written");
}

typedef enum status emit_page(
    const struct page *page, const void *result, struct error *err);

static enum status
write_page(
    struct page *p, emit_page *emit, const void *result, struct error *err)
{
	if (p->folder)
		return emit(p, result, err);
	if (p->path != NULL &&
	    file_begin(p->path, FILE_PUBLIC, &p->file, err) != ST_OK)
		return err->code;
	p->to = p->path != NULL ? p->file.to : stdout;
	if (emit(p, result, err) != ST_OK)
		return err->code;
	return p->path != NULL ? file_finish(&p->file, err) : flush_stdout(err);
}

enum status
outputs_write(
    struct outputs *o, emit_page *emit, const void *result, struct error *err)
{
	for (size_t i = 0; i < o->n; i++)
		if (write_page(&o->page[i], emit, result, err) != ST_OK)
			return err->code;
	return ST_OK;
}

enum status
outputs_write_form(struct outputs *o, enum format_out format, emit_page *emit,
    const void *result, struct error *err)
{
	for (size_t i = 0; i < o->n; i++)
		if (o->page[i].format == format &&
		    write_page(&o->page[i], emit, result, err) != ST_OK)
			return err->code;
	return ST_OK;
}
