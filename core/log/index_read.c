/* SPDX-License-Identifier: Apache-2.0 */
/*
 * index_read - the rows that an index has of one filing; see index_own.h.
 *
 * Elements are known by their names, wherever they stand: a filing of a later
 * schema that says more, or of several products, is read as far as it goes.
 */
#include "core/base/num.h"
#include "core/base/xml.h"
#include "core/filing/cert.h"
#include "core/filing/filing.h"
#include "core/log/index_own.h"

#include <math.h>
#include <stdlib.h>

/* What one entry has so far. */
struct facts {
	struct index *x;
	uint64_t entry;
	struct error *err;
	struct arena a;
	struct intern seen; /* rows that are there already */
	int n[IX_SQLS];     /* rows of each table */
	struct str kind, basis, as_of, created, hypothetical, filer, exporter,
	    consignee, end_user, end_use, destination, signer, signer_sha256;
	struct str verdict;     /* the gravest by law */
	const xmlNode *content; /* the last one, or NULL */
	int ncontent;
};

static struct str
attr(struct facts *f, const xmlNode *node, const char *name)
{
	return xml_attr(&f->a, node, name);
}

static bool
named(const xmlNode *node, const char *name)
{
	return strcmp((const char *)node->name, name) == 0;
}

static void
words(struct facts *f, enum index_column column, struct str text)
{
	if (text.p != NULL && text.n > 0)
		index_words(&f->x->words[column], text);
}

static void
term(struct facts *f, const char *field, struct str value)
{
	if (f->err->code == ST_OK)
		index_put_term(f->x, f->entry, field, value, f->err);
}

/* The next row of a table: entry and number are bound. */
static sqlite3_stmt *
row(struct facts *f, enum index_sql table)
{
	sqlite3_stmt *st =
	    f->err->code == ST_OK ? index_ready(f->x, table, f->err) : NULL;

	if (st != NULL) {
		sqlite3_bind_int64(st, 1, (sqlite3_int64)f->entry);
		sqlite3_bind_int(st, 2, f->n[table]++);
	}
	return st;
}

/* Several texts as one, with `sep` between those that are there. */
static struct str
join(struct facts *f, const struct str *list, size_t n, const char *sep)
{
	struct index_text t = { 0 };
	struct str out;

	for (size_t i = 0; i < n; i++) {
		if (list[i].p == NULL || list[i].n == 0)
			continue;
		if (t.n > 0)
			index_text_add(&t, str_of(sep));
		index_text_add(&t, list[i]);
	}
	out = t.n > 0 ? arena_copy(&f->a, (struct str){ t.p, t.n })
		      : (struct str){ NULL, 0 };
	index_text_free(&t);
	return out;
}

/* Was this said of the entry before?  Memory that is out says no. */
static bool
is_new(struct facts *f, const struct str *list, size_t n)
{
	size_t before = f->seen.n;

	intern_copy(&f->seen, join(f, list, n, "\n"));
	return f->seen.n > before;
}

/*
 * A number in decimal as the greatest double that is not above it, which tells
 * numbers of 15 digits apart; `absent` where there is none, or another text.
 */
static double
number(struct facts *f, const xmlNode *node, const char *name, double absent)
{
	struct str s = { NULL, 0 };
	struct error err = { 0 };
	double low = absent, high;
	mpq_t q;

	if (node != NULL)
		s = attr(f, node, name);
	if (s.p == NULL)
		return absent;
	mpq_init(q);
	if (num_read(s, pos_none, q, &err) == ST_OK && mpq_sgn(q) >= 0)
		num_enclose(q, &low, &high);
	mpq_clear(q);
	return low;
}

/* Both ends of an interval from place n on; one without end is NULL. */
static void
bind_ends(struct facts *f, sqlite3_stmt *st, int n, const xmlNode *interval)
{
	double high = number(f, interval, "high", INFINITY);

	sqlite3_bind_double(st, n, number(f, interval, "low", 0));
	if (!isinf(high))
		sqlite3_bind_double(st, n + 1, high);
}

static bool
is_open(struct facts *f, const xmlNode *interval, const char *end)
{
	return interval != NULL && str_is(attr(f, interval, end), "yes");
}

static xmlNode *
child(const xmlNode *node, const char *name)
{
	return xml_child(node, FILING_XMLNS, name);
}

/* Breaks and blanks between words become one blank, in place. */
static struct str
one_line(struct str s)
{
	char *p = (char *)(uintptr_t)s.p;
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		bool blank = (unsigned char)p[i] <= ' ';

		if (!blank || (n > 0 && p[n - 1] != ' '))
			p[n++] = p[i];
		if (blank && n > 0)
			p[n - 1] = ' ';
	}
	return (struct str){ s.p, n };
}

/* Text of the child of that name and, unless NULL, language; .p NULL if it is
 * blank. */
static struct str
child_text(
    struct facts *f, const xmlNode *node, const char *name, const char *lang)
{
	for (xmlNode *c = xml_element(node->children); c != NULL;
	     c = xml_element(c->next))
		if (named(c, name) &&
		    (lang == NULL || str_is(attr(f, c, "lang"), lang))) {
			struct str text = one_line(xml_text(&f->a, c));

			return text.n > 0 ? text : (struct str){ NULL, 0 };
		}
	return (struct str){ NULL, 0 };
}

static struct str
both_languages(struct facts *f, const xmlNode *node, const char *name)
{
	struct str both[2] = { child_text(f, node, name, "en"),
		child_text(f, node, name, "zh") };

	return join(f, both, 2, " / ");
}

/* ---- elements */

static void
put_header(struct facts *f, const xmlNode *node)
{
	f->basis = attr(f, node, "basis");
	f->as_of = attr(f, node, "as-of");
	f->hypothetical = attr(f, node, "hypothetical");
	term(f, "basis", f->basis);
}

static void
put_reference(
    struct facts *f, const char *how, struct str id, struct str sha256)
{
	sqlite3_stmt *st;

	if ((id.p == NULL || id.n == 0) && (sha256.p == NULL || sha256.n == 0))
		return;
	term(f, "refers", id);
	term(f, "input", sha256);
	words(f, WORDS_OTHER, id);
	if ((st = row(f, IX_PUT_REFERENCE)) == NULL)
		return;
	index_bind(st, 3, str_of(how));
	index_bind(st, 4, id);
	index_bind(st, 5, sha256);
	index_run(f->x, st, f->err);
}

static void
put_earlier(struct facts *f, const xmlNode *node)
{
	put_reference(f, str_is(f->kind, "withdrawal") ? "withdraws" : "amends",
	    attr(f, node, "id"), attr(f, node, "sha256"));
}

static void
put_upstream(struct facts *f, const xmlNode *node)
{
	put_reference(f, "upstream", child_text(f, node, "id", NULL),
	    child_text(f, node, "sha256", NULL));
	words(f, WORDS_OTHER, child_text(f, node, "issuer", NULL));
}

static void
put_pack(struct facts *f, const xmlNode *node)
{
	struct str both[2] = { attr(f, node, "id"), attr(f, node, "version") };

	term(f, "rules", both[0]);
	term(f, "rules", join(f, both, 2, " "));
	term(f, "input", attr(f, node, "sha256"));
	words(f, WORDS_OTHER, both[0]);
	words(f, WORDS_OTHER, attr(f, node, "title"));
	words(f, WORDS_OTHER, attr(f, node, "title-zh"));
}

static void
put_product(struct facts *f, const xmlNode *node)
{
	static const char *const names[] = { "part", "maker", "revision",
		"name", "form", "hs", "unit" };
	sqlite3_stmt *st = row(f, IX_PUT_PRODUCT);

	if (st == NULL)
		return;
	for (int i = 0; i < 7; i++) {
		struct str v = attr(f, node, names[i]);

		index_bind(st, 3 + i, v);
		if (i < 4)
			words(f, WORDS_PRODUCT, v);
	}
	bind_ends(f, st, 10, child(node, "mass"));
	index_run(f->x, st, f->err);
	term(f, "part", attr(f, node, "part"));
}

static void
grade(struct facts *f, struct str symbol, bool of_origin, bool high,
    double amount)
{
	char field[INDEX_GRADE_FIELD], text[INDEX_GRADE_TEXT];

	index_grade_field(field, symbol, of_origin, high);
	index_grade(amount, text);
	term(f, field, str_of(text));
}

/* Contents are numbered as the products are to which they belong. */
static void
enter_content(struct facts *f, const xmlNode *content)
{
	if (content != f->content)
		f->ncontent++;
	f->content = content;
}

/* Nothing of an element, for sure. */
static void
put_nothing(struct facts *f, struct str symbol)
{
	sqlite3_stmt *st = f->err->code == ST_OK
			       ? index_ready(f->x, IX_PUT_AMOUNT, f->err)
			       : NULL;

	if (st == NULL)
		return;
	index_bind(st, 1, symbol);
	sqlite3_bind_int64(st, 2, (sqlite3_int64)f->entry);
	sqlite3_bind_int(st, 3, f->ncontent - 1);
	for (int i = 4; i < 12; i++)
		sqlite3_bind_int(st, i, 0);
	index_run(f->x, st, f->err);
	for (int i = 0; i < 4; i++)
		grade(f, symbol, i / 2 == 1, i % 2 == 1, 0);
}

/* The elements that are surely none are in one attribute. */
static void
put_content(struct facts *f, const xmlNode *node)
{
	struct str list = attr(f, node, "none");

	enter_content(f, node);
	for (size_t i = 0, end; list.p != NULL && i < list.n; i = end + 1) {
		end = i + strcspn(list.p + i, " ");
		put_nothing(f, (struct str){ list.p + i, end - i });
	}
}

/* An element of the content, or the sum of all. */
static void
put_amount(struct facts *f, const xmlNode *node)
{
	struct str symbol = attr(f, node, "symbol");
	const xmlNode *content = node->parent;
	const xmlNode *of[2] = { child(node, "total"),
		child(node, "of-origin") };
	sqlite3_stmt *st;

	if (named(node, "sum"))
		symbol = STR("sum");
	enter_content(f, content);
	if (symbol.p == NULL || f->err->code != ST_OK ||
	    (st = index_ready(f->x, IX_PUT_AMOUNT, f->err)) == NULL)
		return;
	index_bind(st, 1, symbol);
	sqlite3_bind_int64(st, 2, (sqlite3_int64)f->entry);
	sqlite3_bind_int(st, 3, f->ncontent - 1);
	for (int i = 0; i < 2; i++) {
		bind_ends(f, st, 4 + 4 * i, of[i]);
		sqlite3_bind_int(st, 6 + 4 * i, is_open(f, of[i], "low-open"));
		sqlite3_bind_int(st, 7 + 4 * i, is_open(f, of[i], "high-open"));
	}
	index_run(f->x, st, f->err);
	for (int i = 0; i < 2; i++) {
		grade(f, symbol, i == 1, false, number(f, of[i], "low", 0));
		grade(f, symbol, i == 1, true,
		    number(f, of[i], "high", INFINITY));
	}
	/* What is counted as of those countries may be there. */
	if (named(node, "sum") && of[1] != NULL && content != NULL &&
	    number(f, of[1], "high", INFINITY) > 0) {
		struct str list = attr(f, content, "countries");

		for (size_t i = 0, end; list.p != NULL && i < list.n;
		     i = end + 1) {
			end = i + strcspn(list.p + i, " ");
			term(f, "origin", (struct str){ list.p + i, end - i });
		}
	}
}

/* "triggered" before "undecided" before "clear". */
static int
gravity(struct str verdict)
{
	return verdict.p == NULL              ? 0
	       : str_is(verdict, "triggered") ? 3
	       : str_is(verdict, "undecided") ? 2
					      : 1;
}

/* Pack, rule and both, each alone and with the verdict behind it. */
static void
put_rule_terms(struct facts *f, struct str pack, struct str rule, struct str is)
{
	struct str both[2] = { pack, rule };
	struct str way[3] = { pack, rule, join(f, both, 2, "/") };

	term(f, "rules", rule);
	term(f, "rules", way[2]);
	term(f, "verdict", is);
	for (size_t i = 0; i < 3; i++) {
		struct str with[2] = { way[i], is };

		term(f, "rules verdict", join(f, with, 2, "="));
	}
}

static void
put_verdict_row(struct facts *f, struct str pack, struct str rule,
    struct str by, struct str is, struct str gap)
{
	const struct str list[] = { pack, rule, by, is, gap };
	sqlite3_stmt *st = row(f, IX_PUT_VERDICT);

	if (st == NULL)
		return;
	for (int i = 0; i < 5; i++)
		index_bind(st, 3 + i, list[i]);
	index_run(f->x, st, f->err);
}

static void
put_verdict(struct facts *f, const xmlNode *node)
{
	struct str pack = attr(f, node, "pack"), rule = attr(f, node, "rule");
	struct str by = attr(f, node, "by"), is = attr(f, node, "is");

	put_verdict_row(f, pack, rule, by, is, attr(f, node, "gap"));
	if (by.p == NULL || !str_is(by, "law") || is.p == NULL)
		return;
	put_rule_terms(f, pack, rule, is);
	if (gravity(is) > gravity(f->verdict))
		f->verdict = is;
}

/* What follows in a transaction is asked for as a verdict is. */
static void
put_outcome(struct facts *f, const xmlNode *node)
{
	struct str pack = attr(f, node, "pack"), rule = attr(f, node, "rule");
	struct str is = attr(f, node, "is");

	if (is.p == NULL)
		return;
	put_verdict_row(
	    f, pack, rule, STR("transaction"), is, (struct str){ NULL, 0 });
	put_rule_terms(f, pack, rule, is);
}

static void
put_place(struct facts *f, const xmlNode *node)
{
	static const char *const names[] = { "part", "maker", "name",
		"quantity", "unit" };
	sqlite3_stmt *st = row(f, IX_PUT_PART);

	if (st == NULL)
		return;
	for (int i = 0; i < 5; i++)
		index_bind(st, 3 + i, attr(f, node, names[i]));
	bind_ends(f, st, 8, child(node, "total"));
	bind_ends(f, st, 10, child(node, "of-origin"));
	index_run(f->x, st, f->err);
}

/* A part on the way to a place, or the place itself. */
static void
put_part_words(struct facts *f, const xmlNode *node)
{
	struct str list[] = { attr(f, node, "part"), attr(f, node, "maker"),
		attr(f, node, "name") };

	term(f, "part", list[0]);
	if (is_new(f, list, 3))
		for (size_t i = 0; i < 3; i++)
			words(f, WORDS_PART, list[i]);
}

/* On whose word. */
static void
put_document(struct facts *f, const xmlNode *node)
{
	static const char *const names[] = { "document", "supplier", "date",
		"standing", "evidence", "file" };
	struct str list[6];
	sqlite3_stmt *st;

	for (size_t i = 0; i < 6; i++)
		list[i] = attr(f, node, names[i]);
	if (!is_new(f, list, 6) || (st = row(f, IX_PUT_DOCUMENT)) == NULL)
		return;
	for (int i = 0; i < 6; i++) {
		index_bind(st, 3 + i, list[i]);
		if (i != 2 && i != 3)
			words(f, WORDS_DOCUMENT, list[i]);
	}
	index_run(f->x, st, f->err);
}

static void
put_stage(struct facts *f, const xmlNode *node)
{
	struct str part = node->parent != NULL ? attr(f, node->parent, "part")
					       : (struct str){ NULL, 0 };
	struct str list[] = { attr(f, node, "country"), attr(f, node, "name"),
		attr(f, node, "elements"), part, attr(f, node, "standing") };
	sqlite3_stmt *st;

	put_document(f, node);
	if (list[0].p == NULL)
		return;
	term(f, "origin", list[0]);
	term(f, "origin told", list[0]);
	if (!is_new(f, list, 5) || (st = row(f, IX_PUT_ORIGIN)) == NULL)
		return;
	for (int i = 0; i < 5; i++)
		index_bind(st, 3 + i, list[i]);
	index_run(f->x, st, f->err);
}

static void
put_input(struct facts *f, struct str role, struct str name, struct str sha256,
    struct str size)
{
	const struct str list[] = { role, sha256 };
	sqlite3_stmt *st;

	if (role.p == NULL || name.p == NULL || sha256.p == NULL ||
	    !is_new(f, list, 2))
		return;
	term(f, "input", sha256);
	words(f, WORDS_DOCUMENT, name);
	if ((st = row(f, IX_PUT_INPUT)) == NULL)
		return;
	index_bind(st, 3, role);
	index_bind(st, 4, name);
	index_bind(st, 5, sha256);
	if (size.p != NULL)
		sqlite3_bind_int64(st, 6, strtoll(size.p, NULL, 10));
	index_run(f->x, st, f->err);
}

/* ---- blocks that people fill in */

static void
put_party_row(
    struct facts *f, const xmlNode *node, struct str name, struct str name_zh)
{
	sqlite3_stmt *st = row(f, IX_PUT_PARTY);

	if (st == NULL)
		return;
	index_bind(st, 3, str_of((const char *)node->name));
	index_bind(st, 4, name);
	index_bind(st, 5, name_zh);
	index_bind(st, 6, child_text(f, node, "country", NULL));
	index_bind(st, 7, child_text(f, node, "registration", NULL));
	index_run(f->x, st, f->err);
}

/* Every text below goes among the words of a column. */
static void
put_all_words(struct facts *f, const xmlNode *node, enum index_column column)
{
	for (const xmlNode *c = xml_element(node->children); c != NULL;
	     c = xml_element(c->next))
		words(f, column, xml_text(&f->a, c));
}

static void
put_party(struct facts *f, const xmlNode *node, enum index_column column,
    struct str *whose)
{
	struct str both = both_languages(f, node, "name");

	put_party_row(f, node, child_text(f, node, "name", "en"),
	    child_text(f, node, "name", "zh"));
	put_all_words(f, node, column);
	if (whose->p == NULL)
		*whose = both;
}

/* One link of the chain to where the goods go. */
static void
put_destination(struct facts *f, const xmlNode *node)
{
	struct str country = child_text(f, node, "country", NULL);
	struct str list[2] = { f->destination, country };

	if (country.p == NULL || country.n == 0)
		return;
	put_party_row(f, node, child_text(f, node, "company", "en"),
	    child_text(f, node, "company", "zh"));
	term(f, "country", country);
	put_all_words(f, node, WORDS_DESTINATION);
	f->destination = join(f, list, 2, " ");
}

static void
put_end_use(struct facts *f, const xmlNode *node)
{
	put_all_words(f, node, WORDS_END_USE);
	if (f->end_use.p == NULL)
		f->end_use = both_languages(f, node, "description");
}

static bool
put_block(struct facts *f, const xmlNode *node)
{
	if (named(node, "filer"))
		put_party(f, node, WORDS_FILER, &f->filer);
	else if (named(node, "exporter"))
		put_party(f, node, WORDS_EXPORTER, &f->exporter);
	else if (named(node, "consignee"))
		put_party(f, node, WORDS_CONSIGNEE, &f->consignee);
	else if (named(node, "end-user"))
		put_party(f, node, WORDS_END_USER, &f->end_user);
	else if (named(node, "end-use"))
		put_end_use(f, node);
	else if (named(node, "destination"))
		put_destination(f, node);
	else if (named(node, "upstream"))
		put_upstream(f, node);
	else if (named(node, "goods"))
		put_all_words(f, node, WORDS_PRODUCT);
	else if (named(node, "signatory"))
		put_all_words(f, node, WORDS_SIGNER);
	else if (profile_find_block((const char *)node->name) != BLOCK_COUNT)
		put_all_words(f, node, WORDS_OTHER);
	else
		return false;
	return true;
}

static void
put_assumption(struct facts *f, const xmlNode *node)
{
	static const char *const names[] = { "id", "says", "reason", "author" };

	for (size_t i = 0; i < 4; i++)
		words(f, WORDS_OTHER, attr(f, node, names[i]));
}

/* True: all below has been taken. */
static bool
put_element(struct facts *f, const xmlNode *node)
{
	static const struct {
		const char *name;
		void (*put)(struct facts *f, const xmlNode *node);
	} known[] = {
		{ "header", put_header },
		{ "earlier", put_earlier },
		{ "pack", put_pack },
		{ "product", put_product },
		{ "content", put_content },
		{ "verdict", put_verdict },
		{ "outcome", put_outcome },
		{ "step", put_part_words },
		{ "declared", put_document },
		{ "stage", put_stage },
		{ "assumption", put_assumption },
	};

	if (put_block(f, node))
		return true;
	if ((named(node, "element") || named(node, "sum")) &&
	    node->parent != NULL && named(node->parent, "content"))
		put_amount(f, node);
	if (named(node, "place")) {
		put_place(f, node);
		put_part_words(f, node);
	}
	if (named(node, "input"))
		put_input(f, attr(f, node, "role"), attr(f, node, "name"),
		    attr(f, node, "sha256"), attr(f, node, "size"));
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (named(node, known[i].name))
			known[i].put(f, node);
	return false;
}

/* Who signed, as his certificate names him. */
static void
put_signer(struct facts *f, xmlNode *signature)
{
	static const char *const way[] = { "KeyInfo", "X509Data",
		"X509Certificate" };
	char hex[SHA256_HEX];
	uint8_t sha256[SHA256_SIZE];
	const xmlNode *node = signature;
	struct str der;
	X509 *cert;

	for (size_t i = 0; i < 3 && node != NULL; i++)
		node =
		    xml_child(node, (const char *)signature->ns->href, way[i]);
	if (node == NULL)
		return;
	der = base64_decode(&f->a, xml_text(&f->a, node));
	cert = der.p != NULL ? cert_from_der(der) : NULL;
	if (cert == NULL)
		return;
	if (cert_sha256(cert, sha256)) {
		digest_hex(sha256, hex);
		f->signer = cert_subject(cert, &f->a);
		f->signer_sha256 = arena_copy(&f->a, str_of(hex));
		term(f, "signed", f->signer_sha256);
		words(f, WORDS_SIGNER, f->signer);
	}
	X509_free(cert);
}

/* All elements, in the order of the document, without recursion. */
static void
put_tree(struct facts *f, xmlNode *root)
{
	xmlNode *node = xml_element(root->children), *next;

	while (node != NULL && node != root) {
		bool whole = true;

		if (node->ns != NULL && named(node, "Signature"))
			put_signer(f, node);
		else
			whole = put_element(f, node);
		next = whole ? NULL : xml_element(node->children);
		while (next == NULL && node != root) {
			next = xml_element(node->next);
			if (next == NULL)
				node = node->parent;
		}
		node = next;
	}
}

static void
put_filing_row(struct facts *f, const struct leaf *leaf, bool readable)
{
	sqlite3_stmt *st = f->err->code == ST_OK
			       ? index_ready(f->x, IX_PUT_FILING, f->err)
			       : NULL;
	const struct str list[] = { f->basis, f->as_of, f->created,
		f->hypothetical, f->verdict, f->filer, f->exporter,
		f->consignee, f->end_user, f->end_use, f->destination,
		f->signer, f->signer_sha256 };
	char hex[SHA256_HEX];

	if (st == NULL)
		return;
	digest_hex(leaf->sha256, hex);
	sqlite3_bind_int64(st, 1, (sqlite3_int64)f->entry);
	index_bind(st, 2, leaf->id);
	index_bind(st, 3, leaf->kind);
	index_bind(st, 4, leaf->time);
	index_bind(st, 5, leaf->product);
	index_bind(st, 6, leaf->rules);
	index_bind(st, 7, leaf->tool);
	index_bind(st, 8, str_of(hex));
	sqlite3_bind_int64(st, 9, (sqlite3_int64)leaf->size);
	sqlite3_bind_int(st, 10, readable);
	for (int i = 0; i < 13; i++)
		index_bind(st, 11 + i, list[i]);
	index_run(f->x, st, f->err);
	term(f, "input", str_of(hex));
}

/* What the record alone says. */
static void
put_leaf(struct facts *f, const struct leaf *leaf)
{
	char hex[SHA256_HEX], size[24];

	term(f, "kind", leaf->kind);
	words(f, WORDS_PRODUCT, leaf->product);
	words(f, WORDS_OTHER, leaf->id);
	words(f, WORDS_OTHER, leaf->rules);
	for (size_t i = 0; i < leaf->ninput; i++) {
		const struct leaf_input *in = &leaf->input[i];

		digest_hex(in->sha256, hex);
		snprintf(
		    size, sizeof(size), "%llu", (unsigned long long)in->size);
		put_input(f, in->role, in->name, str_of(hex), str_of(size));
	}
}

static void
put_words(struct facts *f)
{
	sqlite3_stmt *st = f->err->code == ST_OK
			       ? index_ready(f->x, IX_PUT_WORDS, f->err)
			       : NULL;

	for (size_t i = 0; i < WORDS_COLUMNS; i++) {
		struct index_text *t = &f->x->words[i];

		if (t->bad)
			error_set(f->err, ST_NOMEM, pos_none, "out of memory");
		if (st != NULL)
			index_bind(st, 2 + (int)i, (struct str){ t->p, t->n });
	}
	if (st == NULL || f->err->code != ST_OK)
		return;
	sqlite3_bind_int64(st, 1, (sqlite3_int64)f->entry);
	index_run(f->x, st, f->err);
}

enum status
index_read_filing(struct index *x, uint64_t entry, const struct leaf *leaf,
    struct str file, struct error *err)
{
	struct facts f = { .x = x, .entry = entry, .err = err };
	struct findings found = { 0 };
	xmlDoc *doc = NULL;
	xmlNode *root;

	for (size_t i = 0; i < WORDS_COLUMNS; i++)
		x->words[i].n = 0;
	f.kind = leaf->kind;
	put_leaf(&f, leaf);
	if (file.p != NULL && xml_read(file, "", &doc, &found) == ST_OK) {
		root = xmlDocGetRootElement(doc);
		f.created = attr(&f, root, "created");
		put_tree(&f, root);
	}
	if (doc == NULL)
		term(&f, "state", STR("unread"));
	put_filing_row(&f, leaf, doc != NULL);
	put_words(&f);
	findings_free(&found);
	xmlFreeDoc(doc);
	intern_free(&f.seen);
	arena_free(&f.a);
	return err->code;
}
