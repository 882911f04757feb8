/* SPDX-License-Identifier: Apache-2.0 */
/* told_field - a field of an item in words; see told_words.h. */
#include "core/report/diff/told_words.h"

#include "core/report/documents.h"
#include "core/report/path.h"

static const char not_stated[] = "not stated";

static void
add_yes(char *out, bool yes)
{
	str_add(out, TOLD_TEXT, "%s", yes ? "yes" : "no");
}

static void
add_mass(char *out, const struct bom *b, uint32_t item)
{
	const struct item *it = &b->item[item];
	char text[AMOUNT_RANGE];

	if (it->has_mass == 0) {
		str_add(out, TOLD_TEXT, "%s", not_stated);
		return;
	}
	documents_amount(text, b, &it->mass);
	str_add(out, TOLD_TEXT, "%s", text);
	if (it->dim != DIM_EACH)
		str_add(out, TOLD_TEXT, " per %s", path_unit(b, item));
}

void
told_add_field(
    char *out, const struct bom *b, uint32_t item, enum change_field f)
{
	const struct item *it = &b->item[item];

	switch (f) {
	case FIELD_PART:
		told_add_str(out, bom_part(b, item));
		break;
	case FIELD_MAKER:
		told_add_text(out, b, it->maker);
		break;
	case FIELD_REVISION:
		told_add_text(out, b, it->revision);
		break;
	case FIELD_NAME:
		told_add_text(out, b, it->name);
		break;
	case FIELD_MASS:
		add_mass(out, b, item);
		break;
	case FIELD_UNIT:
		str_add(out, TOLD_TEXT, "%s", path_unit(b, item));
		break;
	case FIELD_FORM:
		str_add(out, TOLD_TEXT, "%s",
		    it->form != FORM_UNKNOWN ? form_name((enum form)it->form)
					     : not_stated);
		break;
	case FIELD_MATERIAL:
		told_add_text(out, b, it->material);
		break;
	case FIELD_HS:
		told_add_text(out, b, it->hs);
		break;
	case FIELD_CONTROL:
		told_add_text(out, b, it->control);
		break;
	case FIELD_VALUE:
		if (it->value == BOM_NONE) {
			str_add(out, TOLD_TEXT, "%s", not_stated);
			break;
		}
		told_add_number(out, b, it->value, 1);
		str_add(out, TOLD_TEXT, " ");
		told_add_str(out, bom_text_get(b, it->currency));
		break;
	case FIELD_COMPLETE:
		if ((it->flags & (ITEM_COMPLETE | ITEM_OPEN)) == 0)
			str_add(out, TOLD_TEXT, "%s", not_stated);
		else
			add_yes(out, (it->flags & ITEM_COMPLETE) != 0);
		break;
	case FIELD_PHANTOM:
		add_yes(out, (it->flags & ITEM_PHANTOM) != 0);
		break;
	case FIELD_SHIPPED:
		add_yes(out, (it->flags & ITEM_SHIPPED) != 0);
		break;
	case FIELD_COUNT:
		break;
	}
}
