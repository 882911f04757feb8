/* SPDX-License-Identifier: Apache-2.0 */
/* passed - names that are passed over; see passed.h. */
#include "core/bom/passed.h"

bool
passed_note(struct passed *p, struct str name, struct place at)
{
	size_t before = p->names.n;
	uint32_t i;

	if (before == PASSED_NAMES) {
		i = intern_find(&p->names, name);
		if (i == INTERN_NONE) {
			p->more++;
			return true;
		}
	} else {
		i = intern_copy(&p->names, name);
	}
	if (i == INTERN_NONE)
		return false;
	if (p->names.n > before)
		p->name[i] = (struct passed_name){ at, 0 };
	p->name[i].n++;
	return true;
}

void
passed_elements(
    const struct passed *p, const struct input *in, const char *format)
{
	for (size_t i = 0; i < p->names.n; i++)
		findings_warn(in->f, ST_SCHEMA, bom_pos(in->b, p->name[i].at),
		    "element \"%.*s\", %llu time%s, is passed over: expected "
		    "what is known of %s in this place",
		    STR_ARG(str_clip(p->names.key[i], 60)),
		    (unsigned long long)p->name[i].n,
		    p->name[i].n == 1 ? "" : "s", format);
	if (p->more > 0)
		findings_warn(in->f, ST_SCHEMA,
		    bom_pos(in->b, (struct place){ 0, 0, in->file }),
		    "%llu more elements of other names are passed over: "
		    "expected what is known of %s in their places",
		    (unsigned long long)p->more, format);
}

void
passed_members(
    const struct passed *p, const struct input *in, const char *format)
{
	for (size_t i = 0; i < p->names.n; i++)
		findings_warn(in->f, ST_SCHEMA, bom_pos(in->b, p->name[i].at),
		    "member \"%.*s\", %llu time%s, is passed over: expected "
		    "what is known of %s in this place",
		    STR_ARG(str_clip(p->names.key[i], 60)),
		    (unsigned long long)p->name[i].n,
		    p->name[i].n == 1 ? "" : "s", format);
	if (p->more > 0)
		findings_warn(in->f, ST_SCHEMA,
		    bom_pos(in->b, (struct place){ 0, 0, in->file }),
		    "%llu more members of other names are passed over: "
		    "expected what is known of %s in their places",
		    (unsigned long long)p->more, format);
}

void
passed_free(struct passed *p)
{
	intern_free(&p->names);
}
