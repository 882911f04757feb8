/* SPDX-License-Identifier: Apache-2.0 */
/* passed - names that are passed over; see passed.h. */
#include "core/bom/json/passed.h"

/* Names that are told one by one. */
enum { TOLD_NAMES = 20 };

static void
tell_one(const struct input *in, const struct passed *p, const char *format)
{
	const struct bom *b = in->b;
	struct str name = str_clip(bom_text_get(b, p->name), 60);

	if (p->kind == PASSED_ELEMENT)
		findings_loss(in->f, ST_SCHEMA, bom_pos(b, p->at),
		    "element \"%.*s\", %llu time%s, is passed over: expected "
		    "what is known of %s in this place",
		    STR_ARG(name), (unsigned long long)p->n,
		    p->n == 1 ? "" : "s", format);
	else
		findings_loss(in->f, ST_SCHEMA, bom_pos(b, p->at),
		    "member \"%.*s\", %llu time%s, is passed over: expected "
		    "what is known of %s in this place",
		    STR_ARG(name), (unsigned long long)p->n,
		    p->n == 1 ? "" : "s", format);
}

static void
tell_more(const struct input *in, enum passed_kind kind, uint64_t more,
    const char *format)
{
	struct pos at = bom_pos(in->b, (struct place){ 0, 0, in->file });

	if (kind == PASSED_ELEMENT)
		findings_loss(in->f, ST_SCHEMA, at,
		    "%llu more elements of other names are passed over: "
		    "expected what is known of %s in their places",
		    (unsigned long long)more, format);
	else
		findings_loss(in->f, ST_SCHEMA, at,
		    "%llu more members of other names are passed over: "
		    "expected what is known of %s in their places",
		    (unsigned long long)more, format);
}

void
passed_tell(const struct input *in, enum passed_kind kind, size_t first,
    const char *format)
{
	const struct bom *b = in->b;
	uint64_t more = 0;
	size_t told = 0;

	for (size_t i = first; i < b->passedkeys.n; i++) {
		const struct passed *p = &b->passed[i];

		if (p->known || p->kind != kind)
			continue;
		if (told++ < TOLD_NAMES && p->name != 0)
			tell_one(in, p, format);
		else
			more += p->n;
	}
	if (more > 0)
		tell_more(in, kind, more, format);
}
