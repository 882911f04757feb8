/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_json - which JSON is it; see read_json.h.
 *
 * Members stand in any order, so that the root is gone through until one is
 * found that only one format has.
 */
#include "core/bom/json/read_json.h"

#include "core/base/guard.h"
#include "core/bom/aas/read_aas.h"
#include "core/bom/json/json_sax.h"
#include "core/bom/json/read_catenax.h"
#include "core/bom/json/read_cyclonedx.h"
#include "core/bom/json/read_records.h"
#include "core/bom/json/read_untp.h"

/* JSON that is read, by a member of its root. */
static const struct json_format {
	const char *member;
	enum format format;
	enum status (*read)(const struct input *in);
} formats[] = {
	{ "assetAdministrationShells", FORMAT_AAS, read_aas_json },
	{ "submodels", FORMAT_AAS, read_aas_json },
	{ "submodelElements", FORMAT_AAS, read_aas_json },
	{ "paging_metadata", FORMAT_AAS, read_aas_json },
	{ "bomFormat", FORMAT_CYCLONEDX, read_cyclonedx_json },
	{ "https://catenax.io/schema/TestDataContainer/1.0.0", FORMAT_CATENAX,
	    read_catenax },
	{ "catenaXId", FORMAT_CATENAX, read_catenax },
	{ "globalAssetId", FORMAT_CATENAX, read_catenax },
	{ "identification", FORMAT_CATENAX, read_catenax },
	{ "childItems", FORMAT_CATENAX, read_catenax },
	{ "materialList", FORMAT_CATENAX, read_catenax },
	{ "unspecific", FORMAT_CATENAX, read_catenax },
	{ "composition", FORMAT_CATENAX, read_catenax },
	{ "generic", FORMAT_CATENAX, read_catenax },
	{ "credentialSubject", FORMAT_UNTP, read_untp },
	{ "materialsProvenance", FORMAT_UNTP, read_untp },
};

struct look {
	const struct json_format *found;
	size_t depth;   /* open objects */
	size_t nseen;   /* names of the root */
	size_t objects; /* that stand in no other */
	char seen[120];
};

static bool
on_begin(void *ctx, bool list, struct place at)
{
	struct look *l = ctx;

	(void)at;
	l->objects += !list && l->depth == 0;
	/* a list of objects is looked into, and one inside an object is not */
	l->depth += !list || l->depth > 0;
	return true;
}

static bool
on_end(void *ctx)
{
	struct look *l = ctx;

	l->depth -= l->depth > 0;
	return true;
}

static bool
on_key(void *ctx, struct field key)
{
	struct look *l = ctx;

	if (l->depth != 1)
		return true;
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (str_is(key.text, formats[i].member)) {
			l->found = &formats[i];
			return false;
		}
	if (l->nseen++ < 3)
		str_add(l->seen, sizeof(l->seen), "%s\"%.*s\"",
		    l->nseen > 1 ? ", " : "", STR_ARG(str_clip(key.text, 30)));
	return true;
}

static bool
on_value(void *ctx, struct field value)
{
	(void)ctx, (void)value;
	return true;
}

/* Is it objects, one behind the other?  Two are enough. */
static bool
is_lines(const struct input *in)
{
	static const struct json_handler handler = { .begin = on_begin,
		.end = on_end,
		.key = on_key,
		.value = on_value,
		.lines = true };
	struct findings mute = { 0 };
	struct input look_in = *in;
	struct look look = { .depth = 0 };

	look_in.f = &mute;
	json_sax_read(&look_in, &handler, &look);
	findings_free(&mute);
	return look.objects > 1;
}

static enum status
say_unknown(const struct input *in, const struct look *l)
{
	const struct place at = { 1, 1, in->file };

	return findings_error(in->f, ST_SCHEMA, bom_pos(in->b, at),
	    "JSON of another kind, with %s%s: expected bomFormat of CycloneDX, "
	    "globalAssetId or identification of Catena-X, submodels of the "
	    "Asset Administration Shell, or credentialSubject of UNTP; any "
	    "other list as a table, in CSV or "
	    ".xlsx",
	    l->nseen > 0 ? l->seen : "no names", l->nseen > 3 ? " ..." : "");
}

/*
 * read_json - a document of any format in JSON.
 *
 * Out:	*found its format, or as it was
 * Err:	the first of those in in->f
 */
enum status
read_json(const struct input *in, enum format *found)
{
	static const struct json_handler handler = { .begin = on_begin,
		.end = on_end,
		.key = on_key,
		.value = on_value };
	/* what is wrong is told by the reader of the format, if there is one */
	struct findings quiet = { 0 };
	struct input look_in = *in;
	struct look look = { .depth = 0 };
	bool lines = false;
	enum status st =
	    guard_text(in->body, in->b->file[in->file].name, in->f);

	if (st != ST_OK)
		return st;
	look_in.f = &quiet;
	st = json_sax_read(&look_in, &handler, &look);
	if (look.found != NULL) {
		*found = look.found->format;
		st = look.found->read(in);
	} else if (st != ST_OK && !(lines = is_lines(in))) {
		st = findings_take(in->f, &quiet.first);
	} else {
		bool is;

		st = read_records(in, lines, found, &is);
		if (st == ST_OK && !is)
			st = say_unknown(in, &look);
	}
	findings_free(&quiet);
	return st;
}
