/* SPDX-License-Identifier: Apache-2.0 */
/* xml_schema - trees held against schemas of ours; see xml_schema.h. */
#include "core/base/xml_schema.h"

#include "core/base/datadir.h"
#include "core/base/limits.h"
#include "core/base/schema_look.h"
#include "core/base/xml_fault.h"

#include <libxml/parser.h>
#include <libxml/schemasInternals.h>
#include <libxml/xmlschemas.h>
#include <stdatomic.h>
#include <stdlib.h>

/* Documents that are held against it at once, from memory that is kept. */
#define SPARE 2

struct xml_schema {
	xmlDoc *source; /* the schema points into it */
	xmlSchema *schema;
	/* [SPARE] of earlier documents, for the next ones; NULL: none, or it is
	 * in use. */
	_Atomic(xmlSchemaValidCtxt *) *spare;
	const struct schema_look *look; /* or NULL */
	struct arena tables;            /* of look */
};

/*
 * xml_schema_open - read a schema.
 *
 * In:	path  a file of ours: trusted
 * Out:	out   untouched on failure; xml_schema_free() ends it
 * Err:	ST_INTERNAL if it cannot be read; ST_NOMEM
 */
enum status
xml_schema_open(const char *path, struct xml_schema **out, struct error *err)
{
	struct xml_schema *s = calloc(1, sizeof(*s));
	xmlSchemaParserCtxt *pc = NULL;
	struct error unread = { 0 };
	struct bytes b = { 0 };

	if (s == NULL ||
	    (s->spare = calloc(SPARE, sizeof(*s->spare))) == NULL) {
		free(s);
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	}
	if (file_load(path, LIMIT_SMALL_FILE, &b, &unread) == ST_OK)
		s->source =
		    xmlReadMemory(b.p, (int)b.n, path, NULL, XML_PARSE_NONET);
	if (s->source != NULL)
		pc = xmlSchemaNewDocParserCtxt(s->source);
	if (pc != NULL)
		s->schema = xmlSchemaParse(pc);
	xmlSchemaFreeParserCtxt(pc);
	bytes_free(&b);
	if (s->schema == NULL) {
		xml_schema_free(s);
		return error_set(err, ST_INTERNAL, pos_none,
		    "the schema %s cannot be used", path);
	}
	s->look = schema_look_read(s->source, &s->tables);
	*out = s;
	return ST_OK;
}

enum status
xml_schema_open_ours(
    const char *name, struct xml_schema **out, struct error *err)
{
	struct arena a = { 0 };
	const char *path;
	enum status st = datadir_find(&a, name, &path, err);

	if (st == ST_OK)
		st = xml_schema_open(path, out, err);
	arena_free(&a);
	return st;
}

/* What the handler of a schema needs. */
struct checking {
	struct findings *f;
	const char *file;
	const xmlSchema *schema;
};

static void
on_misfit(void *ctx, xmlError *e)
{
	const struct checking *c = ctx;
	const char *ns = (const char *)c->schema->targetNamespace;

	struct pos at = { c->file, e->line > 0 ? (uint32_t)e->line : 0, 0 };

	if (e->level < XML_ERR_ERROR)
		return;
	xml_misfit(e, ns != NULL ? ns : "",
	    e->node != NULL ? xml_pos(e->node, c->file) : at, c->f);
}

/* One for this document alone; NULL when memory is out. */
static xmlSchemaValidCtxt *
take_context(const struct xml_schema *s)
{
	xmlSchemaValidCtxt *vc = NULL;

	for (int i = 0; i < SPARE && vc == NULL; i++)
		vc = atomic_exchange(&s->spare[i], NULL);
	return vc != NULL ? vc : xmlSchemaNewValidCtxt(s->schema);
}

/* Behind a document that fits; after any other it may be in disorder. */
static void
keep_context(const struct xml_schema *s, xmlSchemaValidCtxt *vc)
{
	for (int i = 0; i < SPARE && vc != NULL; i++)
		vc = atomic_exchange(&s->spare[i], vc);
	xmlSchemaFreeValidCtxt(vc);
}

/*
 * xml_schema_check - hold a tree against a schema.
 *
 * Err:	ST_SCHEMA with one finding per violation; ST_NOMEM
 */
enum status
xml_schema_check(const struct xml_schema *schema, xmlDoc *doc, const char *file,
    struct findings *f)
{
	struct checking c = { f, file, schema->schema };
	xmlSchemaValidCtxt *vc;
	struct pos at = { file, 0, 0 };
	size_t before = f->errors;
	int fits;

	if (schema->look != NULL && schema_look_fits(schema->look, doc))
		return ST_OK;
	vc = take_context(schema);
	if (vc == NULL)
		return findings_error(f, ST_NOMEM, at, "out of memory");
	xmlSchemaSetValidStructuredErrors(vc, on_misfit, &c);
	fits = xmlSchemaValidateDoc(vc, doc);
	xmlSchemaSetValidStructuredErrors(vc, NULL, NULL);
	if (fits == 0) {
		keep_context(schema, vc);
		return ST_OK;
	}
	xmlSchemaFreeValidCtxt(vc);
	if (f->errors == before)
		findings_error(f, ST_SCHEMA, at,
		    "a document that does not fit its schema: expected one "
		    "that does");
	return ST_SCHEMA;
}

void
xml_schema_free(struct xml_schema *s)
{
	if (s == NULL)
		return;
	for (int i = 0; i < SPARE; i++)
		xmlSchemaFreeValidCtxt(s->spare[i]);
	free(s->spare);
	xmlSchemaFree(s->schema);
	arena_free(&s->tables);
	xmlFreeDoc(s->source);
	free(s);
}

enum status
xml_check_ours(
    xmlDoc *doc, const char *name, const char *file, struct findings *f)
{
	struct xml_schema *schema = NULL;
	struct error err = { 0 };
	enum status st;

	xml_schema_open_ours(name, &schema, &err);
	if (schema == NULL)
		return findings_take(f, &err);
	st = xml_schema_check(schema, doc, file, f);
	xml_schema_free(schema);
	return st;
}

/*
 * xml_read_kind - a document of ours, from anybody.
 *
 * Err:	what xml_read() refuses; ST_SCHEMA for another root, and for what does
 *	not fit
 */
enum status
xml_read_kind(const struct xml_kind *kind, struct str bytes, const char *file,
    xmlDoc **doc, struct findings *f)
{
	enum status st = xml_read(bytes, file, doc, f);
	const xmlNode *root;

	if (st != ST_OK)
		return st;
	root = xmlDocGetRootElement(*doc);
	if (!xml_is(root, kind->ns, kind->root))
		st = findings_error(f, ST_SCHEMA, xml_pos(root, file),
		    "the root is <%.60s>: expected %s",
		    (const char *)root->name, kind->expected);
	if (st == ST_OK)
		st = xml_check_ours(*doc, kind->schema, file, f);
	if (st == ST_OK)
		return ST_OK;
	xmlFreeDoc(*doc);
	*doc = NULL;
	return st;
}
