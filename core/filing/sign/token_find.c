/* SPDX-License-Identifier: Apache-2.0 */
/* token_find - the device, the key and its certificates; see token.h. */
#include "core/filing/sign/token_own.h"

#include <stdlib.h>
#include <string.h>

#define FOUND_MOST 16 /* of one kind that we look at */
#define TERMS_MOST 8  /* what a URI may say of a key, and one more */

/* Slots of a module in which a token is; *n of them; to be freed. */
static CK_SLOT_ID *
slots_of(CK_FUNCTION_LIST *module, CK_ULONG *n)
{
	CK_SLOT_ID *list;

	*n = 0;
	if (module->C_GetSlotList(CK_TRUE, NULL, n) != CKR_OK || *n == 0)
		return NULL;
	list = calloc(*n, sizeof(*list));
	if (list == NULL || module->C_GetSlotList(CK_TRUE, list, n) != CKR_OK) {
		free(list);
		*n = 0;
		return NULL;
	}
	return list;
}

/* Each token of a module that the URI can mean; counts them. */
static unsigned
match_slots(struct token *t, CK_FUNCTION_LIST *module)
{
	unsigned found = 0;
	CK_TOKEN_INFO info;
	CK_INFO about;
	CK_ULONG n;
	CK_SLOT_ID *list = slots_of(module, &n);

	if (list == NULL || module->C_GetInfo(&about) != CKR_OK ||
	    !p11_kit_uri_match_module_info(t->uri, &about))
		n = 0;
	for (CK_ULONG i = 0; i < n; i++) {
		if (module->C_GetTokenInfo(list[i], &info) != CKR_OK ||
		    (info.flags & CKF_TOKEN_INITIALIZED) == 0 ||
		    !p11_kit_uri_match_token_info(t->uri, &info))
			continue;
		t->module = module;
		t->slot = list[i];
		t->info = info;
		found++;
	}
	free(list);
	return found;
}

enum status
token_find_slot(struct token *t, struct error *err)
{
	const struct pos at = { t->name, 0, 0 };
	unsigned found = 0;

	if (t->own != NULL)
		found = match_slots(t, t->own);
	for (size_t i = 0; t->modules != NULL && t->modules[i] != NULL; i++)
		found += match_slots(t, t->modules[i]);
	if (found == 0)
		return error_set(err, ST_KEY, at,
		    "no such token is there: expected it in its reader, and "
		    "its module known to p11-kit");
	if (found > 1)
		return error_set(err, ST_KEY, at,
		    "%u tokens bear this name: expected one, such as by its "
		    "serial=",
		    found);
	return ST_OK;
}

/* Up to FOUND_MOST objects with these attributes. */
static CK_RV
find(struct token *t, CK_ATTRIBUTE *terms, CK_ULONG nterm,
    CK_OBJECT_HANDLE found[FOUND_MOST], CK_ULONG *n)
{
	CK_RV rv = t->module->C_FindObjectsInit(t->session, terms, nterm);

	*n = 0;
	if (rv != CKR_OK)
		return rv;
	rv = t->module->C_FindObjects(t->session, found, FOUND_MOST, n);
	t->module->C_FindObjectsFinal(t->session);
	return rv;
}

static CK_RV
get(struct token *t, CK_OBJECT_HANDLE of, CK_ATTRIBUTE_TYPE type, void *to,
    CK_ULONG *n)
{
	CK_ATTRIBUTE a = { type, to, *n };
	CK_RV rv = t->module->C_GetAttributeValue(t->session, of, &a, 1);

	*n = rv == CKR_OK ? a.ulValueLen : 0;
	return rv;
}

enum status
token_find_key(struct token *t, struct error *err)
{
	const struct pos at = { t->name, 0, 0 };
	CK_OBJECT_CLASS class = CKO_PRIVATE_KEY;
	CK_ATTRIBUTE terms[TERMS_MOST] = { { CKA_CLASS, &class,
	    sizeof(class) } };
	CK_ULONG nterm = 1, nsaid = 0, n, size = sizeof(CK_BBOOL);
	CK_ATTRIBUTE *said = p11_kit_uri_get_attributes(t->uri, &nsaid);
	CK_OBJECT_HANDLE found[FOUND_MOST];
	CK_BBOOL each = CK_FALSE;
	CK_RV rv;

	for (CK_ULONG i = 0; i < nsaid && nterm < TERMS_MOST; i++)
		if (said[i].type != CKA_CLASS)
			terms[nterm++] = said[i];
	rv = find(t, terms, nterm, found, &n);
	if (rv != CKR_OK)
		return token_refuse(t, rv, "no key could be looked for", err);
	if (n != 1)
		return error_set(err, ST_KEY, at,
		    n == 0 ? "no such private key on the token: expected one"
			   : "more than one private key on the token bears "
			     "this name: expected one, such as by its id=");
	t->key = found[0];
	t->asks_each_time =
	    get(t, t->key, CKA_ALWAYS_AUTHENTICATE, &each, &size) == CKR_OK &&
	    each == CK_TRUE;
	return ST_OK;
}

/* What cannot be read as a certificate is passed over. */
static enum status
take_cert(struct token *t, CK_OBJECT_HANDLE object, struct error *err)
{
	CK_ULONG n = 0;
	X509 *cert = NULL;
	char *der;

	if (get(t, object, CKA_VALUE, NULL, &n) != CKR_OK || n == 0 ||
	    n > LIMIT_KEY_FILE)
		return ST_OK;
	der = malloc(n);
	if (der == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (get(t, object, CKA_VALUE, der, &n) == CKR_OK)
		cert = cert_from_der((struct str){ der, n });
	free(der);
	return cert == NULL ? ST_OK : certs_add(&t->certs, cert, pos_none, err);
}

enum status
token_find_certs(struct token *t, struct error *err)
{
	CK_OBJECT_CLASS class = CKO_CERTIFICATE;
	unsigned char id[TOKEN_ID_MOST];
	CK_ULONG size = sizeof(id), n;
	CK_OBJECT_HANDLE found[FOUND_MOST];
	CK_RV rv = get(t, t->key, CKA_ID, id, &size);
	CK_ATTRIBUTE terms[] = { { CKA_CLASS, &class, sizeof(class) },
		{ CKA_ID, id, size } };

	if (rv != CKR_OK || size == 0)
		return ST_OK; /* nothing tells which are its own */
	rv = find(t, terms, 2, found, &n);
	if (rv != CKR_OK)
		return token_refuse(
		    t, rv, "no certificate could be looked for", err);
	for (CK_ULONG i = 0; i < n; i++)
		if (take_cert(t, found[i], err) != ST_OK)
			return err->code;
	return ST_OK;
}
