/* SPDX-License-Identifier: Apache-2.0 */
/* protection - how a private key is sealed; see protection.h. */
#include "core/filing/sign/protection.h"

#include "core/base/limits.h"

#include <openssl/asn1t.h>
#include <openssl/pkcs12.h>

/* The value of an ASN.1 integer, or a number beyond every limit. */
static uint64_t
number(const ASN1_INTEGER *i)
{
	uint64_t v;

	return ASN1_INTEGER_get_uint64(&v, i) == 1 ? v : UINT32_MAX;
}

bool
protection_is_bounded(const ASN1_INTEGER *rounds)
{
	return number(rounds) <= LIMIT_KDF_ROUNDS;
}

/* Parameters of an algorithm as `item`, or NULL. */
static void *
parameters(const X509_ALGOR *alg, const ASN1_ITEM *item)
{
	const void *value;
	int type;

	X509_ALGOR_get0(NULL, &type, &value, alg);
	return type == V_ASN1_SEQUENCE ? ASN1_item_unpack(value, item) : NULL;
}

static int
name_of(const X509_ALGOR *alg)
{
	const ASN1_OBJECT *name;

	X509_ALGOR_get0(&name, NULL, NULL, alg);
	return OBJ_obj2nid(name);
}

/* Is the work that the file asks of us within the limits? */
static bool
work_is_bounded(const X509_ALGOR *derive)
{
	PBKDF2PARAM *rounds = NULL;
	SCRYPT_PARAMS *scrypt = NULL;
	uint64_t n, r, p;
	bool ok = false;

	switch (name_of(derive)) {
	case NID_id_pbkdf2:
		rounds = parameters(derive, ASN1_ITEM_rptr(PBKDF2PARAM));
		ok = rounds != NULL && protection_is_bounded(rounds->iter);
		break;
	case NID_id_scrypt:
		scrypt = parameters(derive, ASN1_ITEM_rptr(SCRYPT_PARAMS));
		if (scrypt == NULL)
			break;
		n = number(scrypt->costParameter);
		r = number(scrypt->blockSize);
		p = number(scrypt->parallelizationParameter);
		ok = n <= LIMIT_KDF_SCRYPT && r <= LIMIT_KDF_SCRYPT &&
		     n * r <= LIMIT_KDF_SCRYPT && p <= LIMIT_KDF_SCRYPT &&
		     n * r * p <= LIMIT_KDF_SCRYPT;
		break;
	default:
		break;
	}
	PBKDF2PARAM_free(rounds);
	SCRYPT_PARAMS_free(scrypt);
	return ok;
}

bool
protection_is_known(const X509_ALGOR *alg, enum protection most)
{
	PBE2PARAM *pbe = NULL;
	PBEPARAM *old = NULL;
	bool ok = false;

	switch (name_of(alg)) {
	case NID_pbes2:
		pbe = parameters(alg, ASN1_ITEM_rptr(PBE2PARAM));
		ok = pbe != NULL && work_is_bounded(pbe->keyfunc);
		break;
	case NID_pbe_WithSHA1And3_Key_TripleDES_CBC:
		old = parameters(alg, ASN1_ITEM_rptr(PBEPARAM));
		ok = most == PROTECTION_OLD && old != NULL &&
		     protection_is_bounded(old->iter);
		break;
	default:
		break;
	}
	PBE2PARAM_free(pbe);
	PBEPARAM_free(old);
	return ok;
}
