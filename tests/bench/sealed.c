/* SPDX-License-Identifier: Apache-2.0 */
/* sealed - libxmlsec1 verifies our signatures; see sealed.h. */
#include "tests/bench/sealed.h"

#ifdef HAVE_XMLSEC

#include <libxml/parser.h>
#include <xmlsec/crypto.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmlsec.h>
#include <xmlsec/xmltree.h>

static xmlSecKeysMngrPtr manager;

bool
sealed_begin(struct str cert_pem)
{
	if (xmlSecInit() < 0 || xmlSecCryptoAppInit(NULL) < 0 ||
	    xmlSecCryptoInit() < 0)
		return false;
	manager = xmlSecKeysMngrCreate();
	return manager != NULL &&
	       xmlSecCryptoAppDefaultKeysMngrInit(manager) == 0 &&
	       xmlSecCryptoAppKeysMngrCertLoadMemory(manager,
		   (const xmlSecByte *)cert_pem.p, (xmlSecSize)cert_pem.n,
		   xmlSecKeyDataFormatPem, xmlSecKeyDataTypeTrusted) == 0;
}

/* Keys from the certificate alone, nothing fetched, the one id that we use. */
static bool
verify(xmlDoc *doc, xmlNode *signature)
{
	static const xmlChar *ids[] = { (const xmlChar *)"Id", NULL };
	xmlSecDSigCtxPtr ctx = xmlSecDSigCtxCreate(manager);
	bool holds = false;

	if (ctx == NULL)
		return false;
	xmlSecAddIDs(doc, signature, ids);
	ctx->enabledReferenceUris =
	    xmlSecTransformUriTypeEmpty | xmlSecTransformUriTypeSameDocument;
	if (xmlSecPtrListAdd(&ctx->keyInfoReadCtx.enabledKeyData,
		(const xmlSecPtr)xmlSecKeyDataX509Id) == 0 &&
	    xmlSecDSigCtxVerify(ctx, signature) == 0)
		holds = ctx->status == xmlSecDSigStatusSucceeded;
	xmlSecDSigCtxDestroy(ctx);
	return holds;
}

bool
sealed_holds(struct str s)
{
	xmlDoc *doc = xmlReadMemory(s.p, (int)s.n, NULL, NULL, XML_PARSE_NONET);
	xmlNode *root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;
	bool holds =
	    root != NULL && root->last != NULL && verify(doc, root->last);

	xmlFreeDoc(doc);
	return holds;
}

void
sealed_end(void)
{
	xmlSecKeysMngrDestroy(manager);
	xmlSecCryptoShutdown();
	xmlSecCryptoAppShutdown();
	xmlSecShutdown();
}

#else

bool
sealed_begin(struct str cert_pem)
{
	(void)cert_pem;
	return false;
}

bool
sealed_holds(struct str doc)
{
	(void)doc;
	return false;
}

void
sealed_end(void)
{
}

#endif
