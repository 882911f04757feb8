/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_unread - sheets that no file of a run reads; see read_xlsx.h.
 */
#include "core/bom/sheet/read_xlsx.h"

#include <string.h>
#include <strings.h>

/* Is the sheet read, in whatever way its workbook was named? */
static bool
is_read(const struct bom *b, const char *book, struct str sheet)
{
	size_t n = xlsx_path(book);

	for (size_t i = 0; i < b->nfile; i++) {
		const struct bom_file *file = &b->file[i];

		if (file->sheet != NULL && strlen(file->sheet) == sheet.n &&
		    strncasecmp(file->sheet, sheet.p, sheet.n) == 0 &&
		    xlsx_path(file->name) == n &&
		    memcmp(file->name, book, n) == 0)
			return true;
	}
	return false;
}

void
xlsx_tell_unread(const struct bom *b, struct findings *f)
{
	for (size_t i = 0; i < b->passedkeys.n; i++) {
		const struct passed *p = &b->passed[i];
		const char *book = b->file[p->file].name;
		struct str sheet = bom_text_get(b, p->name);

		if (p->kind != PASSED_SHEET || p->known ||
		    is_read(b, book, sheet))
			continue;
		findings_loss(f, ST_SCHEMA, ((struct pos){ book, 0, 0 }),
		    book[xlsx_path(book)] != '\0'
			? "sheet \"%.*s\" is not read, for another one is "
			  "asked for: it has rows of a table"
			: "sheet \"%.*s\" is not read, for it is hidden: it "
			  "has rows of a table",
		    STR_ARG(str_clip(sheet, 60)));
	}
}
