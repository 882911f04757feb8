/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mutants - ways of changing a signed document, each with the reason for which
 * it has to be refused.
 *
 * A mutant is the document with the first `find` replaced.  Both are
 * templates: "{signature}" and its like stand for pieces of the document, see
 * part() in test_verify.c.  Rows without a reason are headings.
 *
 * Src:	SAML wrapping attacks XSW1-8, the XAdES variants of EU DSS, and the
 *	CVEs of other verifiers, moved to our form.
 */
#ifndef TEST_MUTANTS_H
#define TEST_MUTANTS_H

#define NS "xmlns=\"urn:retrace:filing:1\""
#define HEAD "<filing " NS " version=\"1\">"
#define BODY \
	"<header><id>F-1</id></header><goods><line nr=\"1\" unit=\"g\">" \
	"<name>Magnet \xE7\xA8\x80\xE5\x9C\x9F</name><mass>12.5</mass>" \
	"</line></goods>"
#define DS_NS "xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\""
#define XADES_NS "xmlns:xades=\"http://uri.etsi.org/01903/v1.3.2#\""
#define SHA256_ALG "Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\""
#define C14N_ALG "Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\""
#define ECDSA_ALG "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
#define ENVELOPED_ALG \
	"Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\""

static const struct mutant {
	const char *why;
	const char *find, *replace;
} mutants[] = {
	{ NULL, "The content", NULL },
	{ "reference-digest", "12.5", "12.4" },
	{ "reference-digest", "nr=\"1\"", "nr=\"2\"" },
	{ "reference-digest", "<mass>12.5</mass>", "" },
	{ "reference-digest", "</goods>", "</goods><goods></goods>" },
	{ "reference-digest", "F-1", "F-1 " },
	{ "reference-digest", "</goods><ds", "</goods>\n<ds" },
	{ "reference-digest", HEAD "<header>",
	    "<filing xmlns=\"urn:retrace:filing:2\" version=\"1\"><header>" },
	{ "reference-digest", "<name>", "<name xmlns=\"urn:x\">" },
	{ "reference-digest", "<name>", "<name xml:lang=\"en\">" },

	{ NULL,
	    "Other bytes for the same tree, and what a reader may see twice",
	    NULL },
	{ "not-canonical", "12.5", "12<!-- -->.5" },
	{ "not-canonical", "12.5", "<![CDATA[12.5]]>" },
	{ "not-canonical", "12.5", "12&#46;5" },
	{ "not-canonical", "12.5", "12&#x2E;5" },
	{ "not-canonical", "<ds:DigestValue>", "<ds:DigestValue><!-- x -->" },
	{ "not-canonical", "nr=\"1\" unit=\"g\"", "unit=\"g\" nr=\"1\"" },
	{ "not-canonical", "nr=\"1\"", "nr='1'" },
	{ "not-canonical", "nr=\"1\"", "nr=\"1\" " },
	{ "not-canonical", "</name>", "</name >" },
	{ "not-canonical", HEAD "<header>",
	    "<filing " NS " xmlns:x=\"urn:x\" version=\"1\"><header>" },
	{ "not-canonical", "<goods>", "<goods " NS ">" },
	{ "not-canonical", "<ds:SignedInfo>", "<ds:SignedInfo " DS_NS ">" },
	{ "not-canonical", HEAD "<header>",
	    "<filing " NS " " DS_NS " version=\"1\"><header>" },
	{ "not-canonical", "<goods>",
	    "<goods xmlns:v=\"relative/ns\" v:a=\"1\">" },
	{ "not-canonical", "{document}", "{document}\n" },
	{ "not-canonical", "{document}", "{document}<!-- end -->" },
	{ "not-canonical", "{document}",
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>{document}" },
	{ "not-canonical", "{document}", "\n{document}" },
	{ "not-canonical", "</header>", "</header>\r\n" },
	{ "not-canonical", "<ds:Transform " C14N_ALG "></ds:Transform>",
	    "<ds:Transform " C14N_ALG "/>" },
	{ "markup", "<goods>", "<goods><?x y?>" },
	{ "markup", "{document}", "<?x y?>\n{document}" },
	{ "markup", "{document}", "{document}\n<?x y?>" },

	{ NULL, "Not XML, not UTF-8, more than XML", NULL },
	{ "not-xml", "{document}", "{document}x" },
	{ "not-xml", "{document}", "{document}{document}" },
	{ "not-xml", "</goods>", "" },
	{ "not-xml", "{document}", "" },
	{ "not-xml", "nr=\"1\"", "nr=\"1\" nr=\"2\"" },
	{ "not-xml", "12.5", "&unknown;" },
	{ "not-xml", "12.5", "\x01" },
	{ "not-xml", "12.5", "&#0;" },
	{ "encoding", "{document}", "\xEF\xBB\xBF{document}" },
	{ "encoding", "12.5", "12\xFF.5" },
	{ "encoding", "12.5", "\xC0\xAF" },
	{ "encoding", "12.5", "\xED\xA0\x80" },
	{ "encoding", "{document}",
	    "<?xml version=\"1.0\" encoding=\"GB18030\"?>{document}" },
	{ "doctype", "{document}", "<!DOCTYPE filing>{document}" },
	{ "doctype", "{document}",
	    "<!DOCTYPE filing [<!ENTITY e \"12.5\">]>{document}" },
	{ "doctype", "{document}",
	    "<!DOCTYPE filing SYSTEM \"http://example.org/x.dtd\">"
	    "{document}" },
	{ "doctype", "{document}",
	    "<!DOCTYPE filing [<!ENTITY % p SYSTEM \"file:///etc/passwd\">"
	    "%p;]>{document}" },
	{ "doctype", "{document}",
	    "<!DOCTYPE filing [<!ATTLIST goods a CDATA \"1\">]>{document}" },
	{ "doctype", "{document}",
	    "<!DOCTYPE filing [<!ATTLIST goods x ID #IMPLIED>]>{document}" },
	{ "doctype", "{document}",
	    "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
	    "\"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c "
	    "\"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>{document}" },

	{ NULL, "Where the signature stands: wrapping", NULL },
	{ "no-signature", "{signature}", "" },
	{ "signature-place", "{signature}", "{signature}<x></x>" },
	{ "signature-place", "{signature}", "{signature} " },
	{ "signature-place", "{signature}", "<x>{signature}</x>" },
	{ "signature-place", BODY "{signature}", "{signature}" BODY },
	{ "not-canonical", "{document}", "<filing " NS ">{document}</filing>" },
	{ "signature-place", "{document}",
	    "<filing " NS "><filing version=\"1\">" BODY
	    "{signature}</filing></filing>" },
	{ "signature-place", "{document}",
	    "<evil " NS "><header></header><filing version=\"1\">" BODY
	    "{signature}</filing></evil>" },
	{ "two-signatures", "{signature}", "{signature}{signature}" },
	{ "two-signatures", "<goods>", "<goods>{signature}" },
	{ "not-canonical", "{signature}", "<x>{document}</x>{signature}" },
	{ "two-signatures", "{signature}",
	    "<filing version=\"1\">" BODY "{signature}</filing>{signature}" },
	{ "shape", "<goods>", "<goods><ds:Object " DS_NS "></ds:Object>" },
	{ "shape", "<goods>",
	    "<goods><ds:SignedInfo " DS_NS "></ds:SignedInfo>" },
	{ "shape", "<goods>",
	    "<goods><xades:SignedProperties " XADES_NS
	    " Id=\"signed-properties\"></xades:SignedProperties>" },
	{ "shape", "</ds:Object></ds:Signature>",
	    "</ds:Object><ds:Object><filing version=\"1\">" BODY
	    "</filing></ds:Object></ds:Signature>" },
	{ "shape", "http://www.w3.org/2000/09/xmldsig#",
	    "http://www.w3.org/2000/09/xmldsig" },
	{ "duplicate-id", "http://www.w3.org/2000/09/xmldsig#",
	    "http://www.w3.org/2009/xmldsig11#" },

	{ NULL, "The signature's own parts: moved, doubled, added, left out",
	    NULL },
	{ "shape", "{info}", "{info}{info}" },
	{ "shape", "{info}", "" },
	{ "key-info", "{keyinfo}{object}", "{object}{keyinfo}" },
	{ "shape", "{object}", "{object}<ds:Object>x</ds:Object>" },
	{ "shape", "{object}",
	    "{object}<ds:Object><ds:Manifest></ds:Manifest></ds:Object>" },
	{ "shape", "{object}", "" },
	{ "shape", "{properties}", "{properties}{properties}" },
	{ "shape", "{properties}",
	    "<xades:SignedProperties Id=\"signed-properties\">"
	    "</xades:SignedProperties>" },
	{ "shape", "{properties}",
	    "{properties}<xades:UnsignedProperties>"
	    "</xades:UnsignedProperties>" },
	{ "shape", "<ds:Object>", "<ds:Object Id=\"o\">" },
	{ "shape", "<ds:Object>", "<ds:Object> " },
	{ "shape", "</ds:Object>", "{object}</ds:Object>" },
	{ "shape", "Target=\"#signature\"", "Target=\"#other\"" },
	{ "shape", " Id=\"signature\"", "" },
	{ "shape", " Id=\"signature\"", " Id=\"signature1\"" },
	{ "shape", " Id=\"signature\"", " Id=\"signature\" id=\"signature\"" },
	{ "shape", "Id=\"signed-properties\"", "Id=\"signed-property\"" },
	{ "shape", "text/xml", "text/html" },
	{ "shape", "ObjectReference=\"#content\"",
	    "ObjectReference=\"#signed-properties\"" },
	{ "shape", "<ds:SignatureValue>{value}</ds:SignatureValue>",
	    "<ds:SignatureValue></ds:SignatureValue>" },
	{ "shape", "<ds:SignatureValue>", "<ds:SignatureValue Id=\"v\">" },
	{ "shape", "{digest}", "" },
	{ "shape", "{digest}", "<ds:x></ds:x>" },
	{ "shape", "<xades:SigningTime>",
	    "<xades:SigningTime>2020-01-01T00:00:00Z</xades:SigningTime>"
	    "<xades:SigningTime>" },
	{ "shape", "<xades:Cert>", "<xades:Cert URI=\"http://x/\">" },

	{ NULL, "Ids: an attribute that another reader would follow", NULL },
	{ "duplicate-id", "<goods>", "<goods Id=\"signed-properties\">" },
	{ "duplicate-id", "<goods>", "<goods ID=\"content\">" },
	{ "duplicate-id", "<goods>", "<goods id=\"signature\">" },
	{ "duplicate-id", "<goods>",
	    "<goods xmlns:p=\"urn:p\" p:Id=\"signed-properties\">" },
	{ "markup", "<goods>", "<goods xml:id=\"signed-properties\">" },
	{ "markup", "<goods>", "<goods xml:id=\"x\">" },
	{ "markup", "<goods>", "<goods xml:base=\"http://x/\">" },
	{ "shape", "<xades:SignedProperties Id=\"signed-properties\">",
	    "<xades:SignedProperties xmlns:p=\"urn:p\" "
	    "p:Id=\"signed-properties\">" },
	{ "reference", "<ds:Reference Id=\"content\" URI=\"\">",
	    "<ds:Reference xmlns:p=\"urn:p\" Id=\"content\" URI=\"\" "
	    "p:URI=\"#x\">" },

	{ NULL, "What is signed", NULL },
	{ "reference", "{reference}{reference2}", "" },
	{ "reference", "{reference2}", "" },
	{ "reference", "{reference}", "" },
	{ "reference", "{reference}{reference2}", "{reference2}{reference}" },
	{ "reference", "{reference2}", "{reference2}{reference2}" },
	{ "reference", "{reference2}", "{reference2}{reference}" },
	{ "reference", " URI=\"\"", "" },
	{ "reference", " URI=\"\"", " URI=\"#content\"" },
	{ "reference", " URI=\"\"", " URI=\"http://example.org/\"" },
	{ "reference", " URI=\"\"", " URI=\"file:///etc/passwd\"" },
	{ "reference", " URI=\"\"", " URI=\"#xpointer(/)\"" },
	{ "reference", " URI=\"\"", " URI=\"#xpointer(id('content'))\"" },
	{ "reference", "URI=\"#signed-properties\"", "URI=\"#other\"" },
	{ "reference", "URI=\"#signed-properties\"", "URI=\"\"" },
	{ "reference", "01903#SignedProperties", "01903#Other" },
	{ "reference", "Id=\"content\"", "Id=\"body\"" },

	{ NULL, "What is done to it before", NULL },
	{ "transforms", "<ds:Transform " ENVELOPED_ALG "></ds:Transform>", "" },
	{ "transforms",
	    "<ds:Transform " ENVELOPED_ALG "></ds:Transform>"
	    "<ds:Transform " C14N_ALG "></ds:Transform>",
	    "<ds:Transform " C14N_ALG "></ds:Transform>"
	    "<ds:Transform " ENVELOPED_ALG "></ds:Transform>" },
	{ "transforms", "<ds:Transform " C14N_ALG "></ds:Transform>",
	    "<ds:Transform " C14N_ALG "></ds:Transform>"
	    "<ds:Transform " C14N_ALG "></ds:Transform>" },
	{ "transforms", "<ds:Transform " C14N_ALG ">",
	    "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/"
	    "REC-xslt-19991116\">" },
	{ "transforms", "<ds:Transform " C14N_ALG ">",
	    "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/"
	    "REC-xpath-19991116\">" },
	{ "transforms", "<ds:Transform " C14N_ALG ">",
	    "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/"
	    "xmldsig#base64\">" },
	{ "transforms", "<ds:Transform " C14N_ALG ">",
	    "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/"
	    "xml-exc-c14n#WithComments\">" },
	{ "transforms", "<ds:Transform " C14N_ALG ">",
	    "<ds:Transform Algorithm=\"http://www.w3.org/TR/2001/"
	    "REC-xml-c14n-20010315\">" },
	{ "transforms", "<ds:Transform " C14N_ALG "></ds:Transform>",
	    "<ds:Transform " C14N_ALG "><ec:InclusiveNamespaces "
	    "xmlns:ec=\"http://www.w3.org/2001/10/xml-exc-c14n#\" "
	    "PrefixList=\"ds\"></ec:InclusiveNamespaces></ds:Transform>" },
	{ "transforms", "<ds:Transform " C14N_ALG "></ds:Transform>",
	    "<ds:Transform " C14N_ALG "><ds:XPath>1</ds:XPath>"
	    "</ds:Transform>" },

	{ NULL, "Algorithms", NULL },
	{ "algorithm", ECDSA_ALG,
	    "http://www.w3.org/2000/09/xmldsig#rsa-sha1" },
	{ "algorithm", ECDSA_ALG,
	    "http://www.w3.org/2000/09/xmldsig#hmac-sha1" },
	{ "algorithm", ECDSA_ALG,
	    "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256" },
	{ "algorithm", ECDSA_ALG,
	    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1" },
	{ "algorithm", ECDSA_ALG,
	    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384" },
	{ "algorithm", ECDSA_ALG, ECDSA_ALG " " },
	{ "algorithm", ECDSA_ALG, "" },
	{ "certificate-key", ECDSA_ALG,
	    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256" },
	{ "algorithm", "</ds:SignatureMethod>",
	    "<ds:HMACOutputLength>8</ds:HMACOutputLength>"
	    "</ds:SignatureMethod>" },
	{ "algorithm", "<ds:CanonicalizationMethod " C14N_ALG ">",
	    "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/"
	    "2001/10/xml-exc-c14n#WithComments\">" },
	{ "algorithm", "<ds:DigestMethod " SHA256_ALG ">",
	    "<ds:DigestMethod Algorithm=\"http://www.w3.org/2000/09/"
	    "xmldsig#sha1\">" },
	{ "algorithm", "<ds:DigestMethod " SHA256_ALG ">",
	    "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/"
	    "xmldsig-more#md5\">" },
	{ "algorithm", "<xades:CertDigest><ds:DigestMethod " SHA256_ALG ">",
	    "<xades:CertDigest><ds:DigestMethod Algorithm=\"http://"
	    "www.w3.org/2000/09/xmldsig#sha1\">" },

	{ NULL, "Who signed", NULL },
	{ "key-info", "{keyinfo}", "<ds:KeyInfo></ds:KeyInfo>" },
	{ "key-info", "<ds:X509Data>",
	    "<ds:KeyValue><ds:ECKeyValue></ds:ECKeyValue></ds:KeyValue>"
	    "<ds:X509Data>" },
	{ "key-info", "</ds:X509Data>",
	    "</ds:X509Data><ds:KeyValue></ds:KeyValue>" },
	{ "key-info", "</ds:X509Data>",
	    "</ds:X509Data><ds:RetrievalMethod URI=\"http://x/\">"
	    "</ds:RetrievalMethod>" },
	{ "key-info", "</ds:X509Data>",
	    "</ds:X509Data><ds:KeyName>x</ds:KeyName>" },
	{ "key-info", "</ds:X509Data>",
	    "</ds:X509Data><d:DEREncodedKeyValue "
	    "xmlns:d=\"http://www.w3.org/2009/xmldsig11#\">"
	    "</d:DEREncodedKeyValue>" },
	{ "key-info", "</ds:X509Data>",
	    "<ds:X509Certificate>{othercert}</ds:X509Certificate>"
	    "</ds:X509Data>" },
	{ "key-info", "{keyinfo}", "" },
	{ "certificate", "{cert}", "AAAA" },
	{ "certificate", "{cert}", "{cert}AAAA" },
	{ "certificate", "{cert}", "not base64" },
	{ "certificate", "{cert}", " {cert}" },
	{ "certificate-not-trusted", "{cert}", "{othercert}" },
	{ "certificate-digest", "{certdigest}", "{otherdigest}" },
	{ "certificate-digest", "{certdigest}", "AAAA" },
	{ "certificate-time", "2026-11-23T", "2016-11-23T" },
	{ "certificate-time", "2026-11-23T", "2036-11-23T" },
	{ "properties-digest", "2026-11-23T10:15:00Z", "2026-11-23T10:15:01Z" },
	{ "signing-time", "2026-11-23T10:15:00Z", "2026-11-23T10:15:00" },
	{ "signing-time", "2026-11-23T10:15:00Z", "2026-11-23T10:15:00+00:00" },
	{ "signing-time", "2026-11-23T10:15:00Z", "2026-11-23T10:15:60Z" },
	{ "signing-time", "2026-11-23T10:15:00Z", "2026-02-30T10:15:00Z" },
	{ "signing-time", "2026-11-23T10:15:00Z", "2026-11-23T24:00:00Z" },
	{ "signing-time", "2026-11-23T10:15:00Z", "2026-11-23 10:15:00Z" },
	{ "signing-time", "2026-11-23T10:15:00Z", " 2026-11-23T10:15:00Z" },
	{ "signing-time", "2026-11-23T10:15:00Z", "yesterday" },

	{ NULL, "The values", NULL },
	{ "base64", "{digest}", "{digest}\n" },
	{ "base64", "{digest}", "{digest}=" },
	{ "base64", "{digest}", "AAAA" },
	{ "base64", "{digest}", "{digest}{digest}" },
	{ "base64", "{value}", "{value} " },
	{ "base64", "{value}", "AAAA" },
	{ "base64", "{value}", "AAAA{value}" },
	{ "reference-digest", "{digest}", "{certdigest}" },
	{ "signature-value", "{value}",
	    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	    "AAAAAAAAAAAAAAAAAAAAAAA==" },

	{ NULL, "Prefixes", NULL },
	{ "not-xml", "<ds:Signature xmlns:ds=", "<ds:Signature xmlns:d=" },
	{ "shape", "{object}",
	    "<dt:Object xmlns:dt=\"http://www.w3.org/2000/09/xmldsig#\">"
	    "</dt:Object>" },
	{ "not-canonical", "<ds:SignedInfo>",
	    "<ds:SignedInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">" },
};

#endif
