/* SPDX-License-Identifier: Apache-2.0 */
/*
 * composed_listed - what entries of our lists say in a material declaration;
 * see listed.h and composed.h.
 */
#include "core/bom/other/composed.h"

#include <stdlib.h>

const struct composed_words composed_no_words;

bool
composed_list(struct composed *x, struct field identity, struct field authority,
    struct field version)
{
	x->list = listed_find(str_trim(identity.text));
	if (x->list != LISTED_PART)
		return true;
	return composed_text(x, authority, &x->maker) &&
	       composed_text(x, version, &x->issue);
}

bool
composed_listed(struct composed *x, struct field entry)
{
	struct composed_frame *fr = composed_frame(x);
	struct composed_words *words;

	if (fr->nids > 1) /* it is of a further number */
		return true;
	if (fr->words == 0) {
		words = array_grow(
		    x->words, &x->words_cap, x->nwords + 1, sizeof(*words));
		if (words == NULL)
			return false;
		x->words = words;
		words[x->nwords] = composed_no_words;
		fr->words = (uint32_t)++x->nwords;
	}
	words = &x->words[fr->words - 1];
	words->at[x->list] = entry.at;
	if (x->list == LISTED_PART) {
		words->maker = x->maker;
		words->issue = x->issue;
	}
	return composed_text(x, entry, &words->word[x->list]);
}

struct field
composed_word(
    const struct composed *x, const struct composed_frame *fr, enum listed l)
{
	const struct composed_words *words = composed_words(x, fr);

	return (struct field){ bom_text_get(x->in->b, words->word[l]),
		words->at[l] };
}

/* How much of it is in what is around it, which no number may tell. */
static bool
take_use(struct composed *x, struct composed_frame *fr)
{
	struct bom *b = x->in->b;
	struct use_note note = { .from = DATE_NONE, .until = DATE_NONE };
	struct field unit = composed_word(x, fr, LISTED_UNIT);

	if (unit.text.n == 0)
		unit.text = STR("each");
	if (composed_has(x, fr, LISTED_QUANTITY) &&
	    fields_quantity(b, composed_word(x, fr, LISTED_QUANTITY), unit,
		&fr->use.qty, &fr->use.unit, x->in->f) == ST_NOMEM)
		return false;
	if (!composed_has(x, fr, LISTED_ALTERNATIVE))
		return true;
	note.place = composed_words(x, fr)->word[LISTED_ALTERNATIVE];
	fr->use.note = bom_note(b, note);
	return fr->use.note != BOM_NONE;
}

static void
take_flag(struct composed *x, struct composed_frame *fr, enum listed l,
    enum item_flag flag)
{
	bool yes = false;

	fields_bool(x->in->b, composed_word(x, fr, l), &yes, x->in->f);
	if (yes)
		fr->said.flags |= (uint8_t)flag;
}

bool
composed_item_words(struct composed *x, struct composed_frame *fr)
{
	const struct composed_words *words = composed_words(x, fr);
	struct bom *b = x->in->b;

	if (fr->words == 0)
		return true;
	if (composed_has(x, fr, LISTED_FORM))
		fields_form(b, composed_word(x, fr, LISTED_FORM),
		    &fr->said.form, x->in->f);
	if (composed_has(x, fr, LISTED_UNIT))
		fields_unit(b, composed_word(x, fr, LISTED_UNIT), &fr->use.unit,
		    x->in->f);
	fr->said.hs = words->word[LISTED_HS];
	fr->said.control = words->word[LISTED_CONTROL];
	fr->said.material = words->word[LISTED_MATERIAL];
	if (composed_has(x, fr, LISTED_MASS))
		fr->mass = (struct measured){ .value = words->word[LISTED_MASS],
			.at = words->at[LISTED_MASS] };
	take_flag(x, fr, LISTED_SHIPPED, ITEM_SHIPPED);
	take_flag(x, fr, LISTED_PHANTOM, ITEM_PHANTOM);
	return fr->kind == COMPOSED_PRODUCT || take_use(x, fr);
}

bool
composed_claim(
    struct composed *x, const struct composed_frame *fr, uint8_t *flags)
{
	struct field word = composed_word(x, fr, LISTED_COMPLETE);
	bool yes = false;

	*flags = 0;
	if (word.text.n == 0)
		return false;
	if (str_is(word.text, "unknown"))
		return true;
	if (fields_bool(x->in->b, word, &yes, x->in->f) == ST_OK)
		*flags = yes ? ITEM_COMPLETE : ITEM_OPEN;
	return true;
}

void
composed_content_words(const struct composed *x, const struct composed_frame *s,
    struct content_text *t)
{
	const struct field kind = composed_word(x, s, LISTED_KIND);
	bool element = composed_has(x, s, LISTED_ELEMENT);

	if (s->words == 0)
		return;
	/* it has a name and a number for those who do not know our lists */
	if (element || str_is(kind.text, "unlisted") ||
	    (composed_has(x, s, LISTED_FORMULA) &&
		s->name == composed_words(x, s)->word[LISTED_FORMULA]))
		t->name.text = STR("");
	if (element)
		t->cas.text = STR("");
	t->element =
	    composed_word(x, s, element ? LISTED_ELEMENT : LISTED_ELEMENT_OF);
	t->basis = composed_word(x, s, LISTED_BASIS);
	t->formula = composed_word(x, s, LISTED_FORMULA);
	t->kind = kind;
	t->each = composed_word(x, s, LISTED_EACH);
	if (composed_has(x, s, LISTED_AMOUNT)) {
		const struct field none = { STR(""), s->at };

		t->amount =
		    (struct amount_text){ composed_word(x, s, LISTED_AMOUNT),
			    none, none, none };
	}
}
