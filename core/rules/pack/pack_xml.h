/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pack_xml - from the elements of a rules.xml to the tables of a pack.
 *
 * Reads:  pack.h; a tree that schemas/rules-1.xsd has accepted
 * Gives:  origins, materials and rules, and the faults that a schema cannot
 *         see; only pack.c uses it
 * Memory: all in the pack's arena
 */
#ifndef RETRACE_PACK_XML_H
#define RETRACE_PACK_XML_H

#include "core/rules/deal/document.h"
#include "core/rules/pack/pack.h"

struct pack_reader {
	struct pack *p;
	struct document d;       /* what stays is kept under p->path */
	bool clauses_are_faulty; /* what refers to them may be right */
};

/* Attributes as values, beside those of document.h.  Absent: other, NULL. */
bool pack_yes(
    struct pack_reader *r, const xmlNode *node, const char *name, bool other);
const struct clause *pack_clause(struct pack_reader *r, const xmlNode *node);
void pack_titles(
    struct pack_reader *r, const xmlNode *node, const char **title);

/* The attribute names none of a list, whose structs begin with their id. */
void pack_unknown(struct pack_reader *r, const xmlNode *node, const char *name,
    const void *list, size_t n, size_t size);

/* Lists of words; a word twice is a fault. */
void pack_once(struct pack_reader *r, const xmlNode *node, const char *name);
uint32_t pack_elements(struct pack_reader *r, const xmlNode *node);
/* The substances of one row of materials, beside those of m; the elements that
 * they bring. */
uint32_t pack_names(
    struct pack_reader *r, const xmlNode *node, struct materials *m);
uint32_t pack_guises(struct pack_reader *r, const xmlNode *node);
/* The forms of one of two attributes, of which the second one excludes. */
uint32_t pack_forms_or(struct pack_reader *r, const xmlNode *node,
    const char *in, const char *but, bool *excluded);
uint32_t pack_forms(
    struct pack_reader *r, const xmlNode *node, const char *name);
uint32_t pack_disclosed(struct pack_reader *r, const xmlNode *node);
uint8_t pack_stages(struct pack_reader *r, const xmlNode *node);
void pack_countries(struct pack_reader *r, const xmlNode *node,
    const char *name, char country[CHANNEL_COUNTRIES][3]);

/* One origin: its policy by name, or by stages. */
void pack_origin(
    struct pack_reader *r, const xmlNode *node, struct origin_rule *o);
/* One control list; the materials of the pack must stand already. */
void pack_list_read(
    struct pack_reader *r, const xmlNode *node, struct control_list *l);
/* Whom the law binds. */
void pack_bound(struct pack_reader *r, const xmlNode *node, struct bound *b);
/* What of suppliers its form demands. */
void pack_demand(struct pack_reader *r, const xmlNode *node, struct demand *d);
/* NULL if there are no such materials: not said. */
const struct materials *pack_materials(const struct pack *p, struct str id);
/* One test of a rule; of a value how it is counted, and where that ends. */
void pack_test(struct pack_reader *r, const xmlNode *node, struct rule_test *t);
void pack_counts(
    struct pack_reader *r, const xmlNode *node, struct rule_test *t);
/* The currency of a limit of money, before the limit itself: pack_ends.c. */
void pack_test_currency(
    struct pack_reader *r, const xmlNode *node, struct rule_test *t);
void pack_test_limit(
    struct pack_reader *r, const xmlNode *node, struct rule_test *t);
/* What the item itself weighs or costs, "mass" or "value"; NULL: not asked. */
struct own_limit *pack_own_limit(
    struct pack_reader *r, const xmlNode *node, bool value);
void pack_stop(struct pack_reader *r, const xmlNode *node, struct rule_test *t);
/* One rule; all else of the pack must stand already. */
void pack_rule(struct pack_reader *r, const xmlNode *node, struct rule *rule);
/* What follows from verdicts; the rules of the pack must stand already. */
void pack_decisions(struct pack_reader *r, const xmlNode *node);

#endif
