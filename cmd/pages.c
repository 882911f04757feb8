/* SPDX-License-Identifier: Apache-2.0 */
/* pages - the HTML of `check`; see pages.h. */
#include "cmd/pages.h"

#include "core/report/ask/slug.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* [bytes] "12-" and the slug and ".html" */
#define NAME_TEXT (SLUG_TEXT + 40)

void
pages_prepare(struct pages *p, struct session *s)
{
	for (size_t i = 0; i < s->out.n; i++)
		p->asked |= s->out.page[i].format == OUT_HTML;
	s->in.report |= p->asked;
}

enum status
pages_ask(struct pages *p, const struct checked *c, struct error *err)
{
	struct ask_basis basis = { .bom = c->bom,
		.book = c->book,
		.judgement = c->judgement,
		.trace = c->trace,
		.shipped = c->shipped,
		.threads = session_threads(),
		.top = HTML_QUESTIONS };

	if (!p->asked)
		return ST_OK;
	p->has_inquiry = ask_questions(&p->inquiry, &basis, err) == ST_OK;
	return err->code;
}

void
pages_free(struct pages *p)
{
	if (p->has_inquiry)
		inquiry_free(&p->inquiry);
	p->has_inquiry = false;
}

/* Names that stay the same while the products do: "1-du-200.html". */
static bool
make_names(struct arena *mem, const struct html_page *p, const char ***out)
{
	const char **name = TAKE(mem, const char *, p->told + 1);
	char slug[SLUG_TEXT], text[NAME_TEXT];

	for (size_t i = 0; name != NULL && i < p->told; i++) {
		const struct bom *b = p->checked->bom;
		struct str copy;

		slug_make(slug, bom_part(b, p->product[i]));
		snprintf(
		    text, sizeof(text), "%s-%u.html", slug, p->product[i] + 1);
		copy = arena_copy(mem, str_of(text));
		name[i] = copy.p;
		if (copy.p == NULL)
			return false;
	}
	*out = name;
	return true;
}

static enum status
write_file(const char *folder, const char *name, const struct html_page *p,
    struct error *err)
{
	size_t size = strlen(folder) + NAME_TEXT;
	char *path = malloc(size);
	struct file_out out = { 0 };

	if (path == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	snprintf(path, size, "%s%s", folder, name);
	if (file_begin(path, FILE_PUBLIC, &out, err) == ST_OK &&
	    html_write(out.to, p, err) == ST_OK)
		file_finish(&out, err);
	file_abandon(&out);
	if (err->at.file == path)
		err->at.file = folder; /* the path goes away */
	free(path);
	return err->code;
}

/* One page each, and the index last: who finds it finds them all. */
static enum status
write_folder(const char *folder, const struct html_page *all, struct error *err)
{
	struct html_page one = *all, index = *all;
	const char **name = NULL;
	struct arena mem = { 0 };

	if (mkdir(folder, 0777) != 0 && errno != EEXIST)
		return error_sys(err, ST_CREATE, (struct pos){ folder, 0, 0 },
		    "the folder cannot be made");
	if (!make_names(&mem, all, &name) || name == NULL) {
		arena_free(&mem);
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	}
	for (size_t i = 0; err->code == ST_OK && i < all->told; i++) {
		one.product = &all->product[i];
		one.nproduct = one.told = 1;
		write_file(folder, name[i], &one, err);
	}
	index.file = name;
	if (err->code == ST_OK)
		write_file(folder, "index.html", &index, err);
	arena_free(&mem);
	return err->code;
}

enum status
pages_write(const struct pages *p, const struct page *page,
    const struct checked *c, struct error *err)
{
	struct html_page html = { .checked = c,
		.inquiry = p->has_inquiry ? &p->inquiry : NULL,
		.language = (enum language)p->language };
	struct ranked items;

	if (!ranked_items(c, 0, 1, &items))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	html.product = items.item;
	html.nproduct = html.total = items.n;
	html.told = html_affordable(c, items.n);
	if (page->folder)
		write_folder(page->path, &html, err);
	else
		html_write(page->to, &html, err);
	free(items.item);
	return err->code;
}
