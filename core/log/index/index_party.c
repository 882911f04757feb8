/* SPDX-License-Identifier: Apache-2.0 */
/* index_party - who takes part, in what people fill in; see index_facts.h. */
#include "core/log/index/index_facts.h"

#include "core/base/xml.h"
#include "core/filing/filing.h"
#include "core/filing/sign/cert.h"

static void
put_party_row(
    struct facts *f, const xmlNode *node, struct str name, struct str name_zh)
{
	sqlite3_stmt *st = facts_row(f, IX_PUT_PARTY);

	if (st == NULL)
		return;
	index_bind(st, 3, str_of((const char *)node->name));
	index_bind(st, 4, name);
	index_bind(st, 5, name_zh);
	index_bind(st, 6, facts_child_text(f, node, "country", NULL));
	index_bind(st, 7, facts_child_text(f, node, "registration", NULL));
	index_run(f->x, st, f->err);
}

/* Every text below goes among the words of a column. */
static void
put_all_words(struct facts *f, const xmlNode *node, enum index_column column)
{
	for (const xmlNode *c = xml_element(node->children); c != NULL;
	     c = xml_element(c->next))
		facts_words(f, column, xml_text(f->a, c));
}

static void
put_party(struct facts *f, const xmlNode *node, enum index_column column,
    struct str *whose)
{
	struct str both = facts_both_languages(f, node, "name");

	put_party_row(f, node, facts_child_text(f, node, "name", "en"),
	    facts_child_text(f, node, "name", "zh"));
	put_all_words(f, node, column);
	if (whose->p == NULL)
		*whose = both;
}

/* One link of the chain to where the goods go. */
static void
put_destination(struct facts *f, const xmlNode *node)
{
	struct str country = facts_child_text(f, node, "country", NULL);
	struct str list[2] = { f->destination, country };

	if (country.p == NULL || country.n == 0)
		return;
	put_party_row(f, node, facts_child_text(f, node, "company", "en"),
	    facts_child_text(f, node, "company", "zh"));
	facts_term(f, "country", country);
	put_all_words(f, node, WORDS_DESTINATION);
	f->destination = facts_join(f, list, 2, " ");
}

static void
put_end_use(struct facts *f, const xmlNode *node)
{
	put_all_words(f, node, WORDS_END_USE);
	if (f->end_use.p == NULL)
		f->end_use = facts_both_languages(f, node, "description");
}

bool
facts_put_party(struct facts *f, const xmlNode *node)
{
	if (facts_named(node, "filer"))
		put_party(f, node, WORDS_FILER, &f->filer);
	else if (facts_named(node, "exporter"))
		put_party(f, node, WORDS_EXPORTER, &f->exporter);
	else if (facts_named(node, "consignee"))
		put_party(f, node, WORDS_CONSIGNEE, &f->consignee);
	else if (facts_named(node, "end-user"))
		put_party(f, node, WORDS_END_USER, &f->end_user);
	else if (facts_named(node, "end-use"))
		put_end_use(f, node);
	else if (facts_named(node, "destination"))
		put_destination(f, node);
	else if (facts_named(node, "goods"))
		put_all_words(f, node, WORDS_PRODUCT);
	else if (facts_named(node, "signatory"))
		put_all_words(f, node, WORDS_SIGNER);
	else if (profile_find_block((const char *)node->name) != BLOCK_COUNT)
		put_all_words(f, node, WORDS_OTHER);
	else
		return false;
	return true;
}

void
facts_put_signer(struct facts *f, const xmlNode *signature)
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
	der = base64_decode(f->a, xml_text(f->a, node));
	cert = der.p != NULL ? cert_from_der(der) : NULL;
	if (cert == NULL) {
		f->a->failed |= cert_memory_is_out();
		return;
	}
	if (!cert_sha256(cert, sha256)) {
		f->a->failed = true;
	} else {
		digest_hex(sha256, hex);
		f->signer = cert_subject(cert, f->a);
		f->a->failed |= f->signer.p == NULL;
		f->signer_sha256 = arena_copy(f->a, str_of(hex));
		facts_term(f, "signed", f->signer_sha256);
		facts_words(f, WORDS_SIGNER, f->signer);
	}
	X509_free(cert);
}
