/* SPDX-License-Identifier: Apache-2.0 */
/*
 * granta_tags - which elements stand where in a Granta bill of materials.
 *
 * Reads:  str.h
 * Gives:  elements by number, as far as something is read from them
 * Memory: nothing of its own
 */
#ifndef RETRACE_GRANTA_TAGS_H
#define RETRACE_GRANTA_TAGS_H

#include "core/base/str.h"

enum granta_tag {
	/* hold elements */
	GRANTA_ROOT,
	GRANTA_COMPONENTS,
	GRANTA_PART,
	GRANTA_MATERIALS,
	GRANTA_MATERIAL,
	GRANTA_SUBSTANCES,
	GRANTA_SUBSTANCE,
	GRANTA_REFERENCE,
	GRANTA_NOTES,
	/* hold text */
	GRANTA_QUANTITY,
	GRANTA_MASS_PER,
	GRANTA_NUMBER,
	GRANTA_NAME,
	GRANTA_EXTERNAL,
	GRANTA_IDENTITY,
	GRANTA_PERCENTAGE,
	GRANTA_MASS,
	GRANTA_CATEGORY,
	GRANTA_RECORD,
	GRANTA_PRODUCT,
	/* of no concern to us, with all that is in it */
	GRANTA_IGNORED,
	GRANTA_COUNT
};

/* One of the versions of the format that we know. */
bool granta_namespace(struct str ns);
/* GRANTA_COUNT if the parent has no such child. */
enum granta_tag granta_child(enum granta_tag parent, struct str name);

#endif
