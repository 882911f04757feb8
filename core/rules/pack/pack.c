/* SPDX-License-Identifier: Apache-2.0 */
/* pack - a law as data; see pack.h. */
#include "core/rules/pack/pack.h"

#include "core/base/limits.h"
#include "core/rules/pack/decisions.h"
#include "core/rules/pack/pack_xml.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

const char *
value_method_name(enum value_method m)
{
	static const char *const names[METHOD_COUNT] = { "", "market",
		"delivered" };

	return names[m];
}

static void
read_materials(struct pack_reader *r, const xmlNode *node, struct materials *m)
{
	m->at = document_keep(&r->d, node);
	m->id = document_text(&r->d, node, "id").p;
	m->clause = pack_clause(r, node);
	pack_titles(r, node, m->title);
	m->whole = pack_yes(r, node, "whole", false);
	for (const xmlNode *c = xml_element(node->children); c != NULL;
	     c = xml_element(c->next)) {
		uint32_t elements = pack_elements(r, c);
		uint32_t guises = pack_guises(r, c);

		elements |= pack_names(r, c, m);

		for (int e = 0; e < NELEM; e++) {
			if (!(elements >> e & 1))
				continue;
			if (m->elements >> e & 1)
				findings_error(r->d.f, ST_DUPLICATE,
				    document_at(&r->d, c),
				    "%s for the second time in these "
				    "materials: expected each element once",
				    element_at(e)->symbol);
			m->guises[e] = guises;
		}
		m->elements |= elements;
	}
}

static size_t
count(const xmlNode *root, const char *name)
{
	size_t n = 0;

	for (const xmlNode *c = xml_element(root->children); c != NULL;
	     c = xml_element(c->next))
		n += xml_is(c, RULES_XMLNS, name);
	return n;
}

/* The tables, in the order in which they refer to each other. */
static enum status
read_tables(struct pack_reader *r, const xmlNode *root)
{
	struct pack *p = r->p;
	size_t norigin = count(root, "origin");
	size_t nmaterials = count(root, "materials");
	size_t nlist = count(root, "list");
	size_t nrule = count(root, "rule");

	p->demand = TAKE(&p->mem, struct demand, count(root, "demand") + 1);
	p->origin = TAKE(&p->mem, struct origin_rule, norigin + 1);
	p->materials = TAKE(&p->mem, struct materials, nmaterials + 1);
	p->list = TAKE(&p->mem, struct control_list, nlist + 1);
	p->rule = TAKE(&p->mem, struct rule, nrule + 1);
	if (p->demand == NULL || p->origin == NULL || p->materials == NULL ||
	    p->list == NULL || p->rule == NULL)
		return findings_error(r->d.f, ST_NOMEM,
		    document_at(&r->d, root), "out of memory");
	/* The schema has the kinds in this order. */
	for (const xmlNode *c = xml_element(root->children); c != NULL;
	     c = xml_element(c->next)) {
		if (xml_is(c, RULES_XMLNS, "bound"))
			pack_bound(r, c, &p->bound);
		else if (xml_is(c, RULES_XMLNS, "demand"))
			pack_demand(r, c, &p->demand[p->ndemand++]);
		else if (xml_is(c, RULES_XMLNS, "origin"))
			pack_origin(r, c, &p->origin[p->norigin++]);
		else if (xml_is(c, RULES_XMLNS, "materials"))
			read_materials(r, c, &p->materials[p->nmaterials++]);
		else if (xml_is(c, RULES_XMLNS, "list"))
			pack_list_read(r, c, &p->list[p->nlist++]);
		else if (xml_is(c, RULES_XMLNS, "decisions"))
			pack_decisions(r, c);
		else
			pack_rule(r, c, &p->rule[p->nrule++]);
	}
	return ST_OK;
}

static enum status
read_root(struct pack_reader *r, const xmlNode *root)
{
	struct pack *p = r->p;

	p->at = document_keep(&r->d, root);
	p->id = document_text(&r->d, root, "id").p;
	p->version = document_text(&r->d, root, "version").p;
	pack_titles(r, root, p->title);
	p->read_until = document_day(&r->d, root, "read-until");
	return read_tables(r, root);
}

/*
 * pack_read_bytes - a pack from the bytes of its two files.
 *
 * In:	name, clauses_name  for findings; must live as long as f
 * Out:	p     free with pack_free()
 * Err:	of the XML: ST_ENCODING, ST_SYNTAX, ST_LIMIT; of its shape ST_SCHEMA;
 *	of its sense ST_RANGE, ST_REF, ST_DUPLICATE, ST_CONFLICT.  All faults
 *	of both files are in f, but those that a wrong shape would cause
 */
enum status
pack_read_bytes(struct pack *p, const char *name, struct str xml,
    const char *clauses_name, struct str clauses, struct findings *f)
{
	struct pack_reader r = { .p = p,
		.d = { .mem = &p->mem, .f = f, .file = name } };
	size_t before = f->errors;
	enum status st;

	*p = (struct pack){ 0 };
	r.d.kept = p->path = arena_copy(&p->mem, str_of(name)).p;
	r.clauses_are_faulty = clauses_read(&p->clauses, &p->mem, clauses_name,
				   clauses, f) != ST_OK;
	st = document_read(&r.d, xml, "schemas/rules-1.xsd");
	if (st == ST_OK)
		st = document_bytes(&p->xml, xml, f);
	if (st == ST_OK)
		st = document_bytes(&p->tsv, clauses, f);
	if (st == ST_OK)
		st = read_root(&r, xmlDocGetRootElement(r.d.doc));
	if (st == ST_OK && f->errors > before)
		st = f->first.code;
	xmlFreeDoc(r.d.doc);
	if (st != ST_OK)
		pack_free(p);
	return st;
}

/* The same folder's clauses.tsv. */
static const char *
clauses_beside(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t n = slash != NULL ? (size_t)(slash - path) + 1 : 0;
	static const char tail[] = "clauses.tsv";
	char *out = TAKE(a, char, n + sizeof(tail));

	if (out == NULL)
		return NULL;
	memcpy(out, path, n);
	memcpy(out + n, tail, sizeof(tail));
	return out;
}

enum status
pack_read(struct pack *p, const char *path, struct findings *f)
{
	const char *name = arena_copy(&f->texts, str_of(path)).p;
	const char *beside = clauses_beside(&f->texts, path);
	struct bytes xml = { 0 }, clauses = { 0 };
	struct error err = { 0 };
	enum status st;

	*p = (struct pack){ 0 };
	if (name == NULL || beside == NULL)
		return findings_error(f, ST_NOMEM, pos_none, "out of memory");
	st = file_load(name, LIMIT_SMALL_FILE, &xml, &err);
	if (st == ST_OK)
		st = file_load(beside, LIMIT_SMALL_FILE, &clauses, &err);
	if (st != ST_OK && xml.p != NULL && err.sys == ENOENT)
		findings_error(f, st, ((struct pos){ beside, 0, 0 }),
		    "no such file: expected the table that says where each "
		    "clause of %s is found; retrace template clauses prints "
		    "one to fill in",
		    name);
	else if (st != ST_OK)
		findings_take(f, &err);
	else
		st = pack_read_bytes(p, name, (struct str){ xml.p, xml.n },
		    beside, (struct str){ clauses.p, clauses.n }, f);
	bytes_free(&clauses);
	bytes_free(&xml);
	return st;
}

static void
clear_names(struct materials *m)
{
	if (m->named == NULL)
		return;
	for (size_t i = 0; i < m->named->n; i++)
		makeup_clear(&m->named->of[i]);
	for (int e = 0; e < NELEM; e++)
		mpq_clear(m->named->gram[e]);
}

static void
clear_limits(struct rule_test *t)
{
	mpq_clear(t->limit);
	if (t->mass != NULL)
		mpq_clear(t->mass->limit);
	if (t->value != NULL)
		mpq_clear(t->value->limit);
	if (t->to != NULL)
		mpq_clear(t->to->limit);
}

void
pack_free(struct pack *p)
{
	decisions_free(p->decisions);
	for (size_t i = 0; i < p->nrule; i++)
		for (size_t k = 0; k < p->rule[i].ntest + p->rule[i].nreading;
		     k++)
			clear_limits(&p->rule[i].test[k]);
	for (size_t i = 0; i < p->nmaterials; i++)
		clear_names(&p->materials[i]);
	bytes_free(&p->tsv);
	bytes_free(&p->xml);
	arena_free(&p->mem);
	*p = (struct pack){ 0 };
}

uint32_t
pack_demands(const struct pack *p)
{
	uint32_t fields = 0;

	for (size_t i = 0; i < p->ndemand; i++)
		fields |= p->demand[i].fields;
	return fields;
}

size_t
pack_find_rule(const struct pack *p, const char *id)
{
	size_t i = 0;

	while (i < p->nrule && strcmp(p->rule[i].id, id) != 0)
		i++;
	return i;
}

size_t
rule_find_reading(const struct rule *r, const char *id)
{
	size_t i = 0;

	while (i < r->nreading && strcmp(r->reading[i].id, id) != 0)
		i++;
	return i;
}

static const struct clause *
less_sure(const struct clause *a, const struct clause *b)
{
	return clause_doubt(b) > clause_doubt(a) ? b : a;
}

const struct clause *
rule_least_sure(const struct rule *r)
{
	const struct clause *c = r->clause;

	for (size_t i = 0; i < r->ntest + (r->either ? r->nreading : 0); i++) {
		c = less_sure(c, r->test[i].clause);
		if (r->test[i].of != NULL)
			c = less_sure(c, r->test[i].of->clause);
		if (r->test[i].among != NULL)
			c = less_sure(c, r->test[i].among->clause);
		if (r->test[i].origin != NULL)
			c = less_sure(c, r->test[i].origin->clause);
	}
	for (size_t i = 0; i < r->nreading; i++)
		c = less_sure(c, r->reading[i].clause);
	if (r->list == NULL)
		return c;
	c = less_sure(c, r->list->clause);
	for (size_t i = 0; i < r->list->nentry; i++)
		c = less_sure(c, r->list->entry[i].clause);
	return c;
}

const struct list_entry *
rule_entry(const struct rule *r, enum form f)
{
	for (size_t i = 0; r->list != NULL && i < r->list->nentry; i++) {
		const struct list_entry *e = &r->list->entry[i];

		if (((e->forms | e->unsettled) >> f & 1) != 0)
			return e;
	}
	return NULL;
}
