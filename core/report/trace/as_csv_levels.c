/* SPDX-License-Identifier: Apache-2.0 */
/* as_csv_levels - a product as one indented list; see as_csv.h. */
#include "core/report/trace/as_csv.h"

#include "core/base/limits.h"
#include "core/bom/write/in_words.h"
#include "core/report/trace/as_csv_steps.h"

#include <stdlib.h>
#include <string.h>

/* Where the list is: the next use of the item at that level. */
struct step {
	uint32_t use, end;
};

static void
put_level(struct cells *s, size_t level, uint32_t item, const struct use *u)
{
	char text[24];

	snprintf(text, sizeof(text), "%zu", level);
	cells_word(s, text);
	cells_key(s, item);
	if (u != NULL) {
		cells_quantity(s, u);
		cells_note(s, u);
	} else {
		enum dimension d = (enum dimension)s->b->item[item].dim;

		cells_word(s, "1");
		cells_word(
		    s, unit_name(d != DIM_NONE ? words_unit(d) : UNIT_EACH));
		cells_word(s, "1");
		for (int i = 0; i < 3; i++)
			cells_word(s, "");
	}
	cells_item(s, item);
	csv_end(&s->csv);
}

/* A product and all below it, each part in each of its places. */
static void
put_tree(struct cells *s, uint32_t root, struct step *step, size_t *rows)
{
	const struct bom *b = s->b;
	size_t depth = 0;

	put_level(s, 0, root, NULL);
	step[0] = (struct step){ b->use_start[root], b->use_start[root + 1] };
	while (s->err->code == ST_OK) {
		const struct use *u;

		if (step[depth].use == step[depth].end) {
			if (depth-- == 0)
				return;
			continue;
		}
		u = &b->use[step[depth].use++];
		if (++*rows > LIMIT_LIST_ROWS) {
			error_set(s->err, ST_LIMIT, bom_pos(b, u->at),
			    "more than %d rows, for parts stand in several "
			    "places: expected --to csv",
			    LIMIT_LIST_ROWS);
			return;
		}
		put_level(s, depth + 1, u->child, u);
		step[++depth] = (struct step){ b->use_start[u->child],
			b->use_start[u->child + 1] };
	}
}

enum status
as_csv_levels(
    FILE *to, const struct bom *b, struct findings *f, struct error *err)
{
	static const char *const columns[] = { "level", "part", "maker",
		"revision", "quantity", "unit", "per", "from", "until",
		"alternative" };
	struct cells s = { .csv = { .to = to }, .b = b, .err = err };
	struct step *step = malloc((b->nlevel + 2) * sizeof(*step));
	size_t rows = 0, content = 0;

	if (step == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	cells_words(&s, columns, sizeof(columns) / sizeof(columns[0]));
	cells_item_names(&s);
	csv_end(&s.csv);
	for (uint32_t i = 0; i < b->nitem && err->code == ST_OK; i++)
		if (b->is_child[i] == CHILD_NO)
			put_tree(&s, i, step, &rows);
	free(step);
	for (size_t i = 0; i < b->ncontent; i++)
		content +=
		    !b->content[i].derived &&
		    (i == 0 || memcmp(&b->content[i].at, &b->content[i - 1].at,
				   sizeof(struct place)) != 0);
	as_csv_tell(f, b, content, content > 0 ? b->content[0].at : s.at,
	    "lines of content");
	as_csv_tell(f, b, b->norigin, b->norigin > 0 ? b->origin[0].at : s.at,
	    "origins");
	as_csv_tell(f, b, b->nprice + b->nrate, (struct place){ 0, 0, 0 },
	    "prices and rates");
	return err->code;
}
