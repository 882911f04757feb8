/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_untp - the members of a product passport; see read_untp.h.
 *
 * It says what a Catena-X passport says in other words, and becomes the same.
 * A credential, its subject and the product are one inside the other, or the
 * same, by the version of the format.
 */
#include "core/bom/json/read_untp.h"

#include "core/bom/json/catenax.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define PASSED ELEMENT_PASSED

/* What a credential, its subject and its product have in any version. */
#define THING(of) \
	{ of, CX_PARTY, "producedByParty" }, \
	    { of, CX_DIMENSIONS, "dimensions" }, \
	    { of, CX_COUNTRY, "countryOfProduction" }, \
	    { of, CX_COUNTRY_CODE, "countryOfProduction" }, \
	    { of, CX_RECYCLED, "materialsProvenance" }, \
	    { of, CX_RECYCLED, "materialProvenance" }, \
	    { of, CX_SUBJECT, "product" }, { of, PASSED, "idScheme" }, \
	    { of, PASSED, "serialNumber" }, { of, PASSED, "batchNumber" }, \
	    { of, PASSED, "productImage" }, { of, PASSED, "description" }, \
	    { of, PASSED, "productCategory" }, \
	    { of, PASSED, "furtherInformation" }, \
	    { of, PASSED, "producedAtFacility" }, \
	    { of, PASSED, "productionDate" }, \
	    { of, PASSED, "granularityLevel" }, \
	    { of, PASSED, "dueDiligenceDeclaration" }, \
	    { of, PASSED, "conformityClaim" }, \
	    { of, PASSED, "circularityScorecard" }, \
	    { of, PASSED, "emissionsScorecard" }, \
	    { of, PASSED, "traceabilityInformation" }, \
	{ \
		of, PASSED, "characteristics" \
	}

static const struct element_row rows[] = {
	{ ELEMENT_DOCUMENT, CX_ASPECT, "" },
	{ CX_ASPECT, CX_TYPE, "type" },
	{ CX_ASPECT, CX_PASSPORT_ID, "id" },
	{ CX_ASPECT, CX_ISSUED, "validFrom" },
	{ CX_ASPECT, CX_EXPIRES, "validUntil" },
	{ CX_ASPECT, CX_CREDENTIAL_ISSUER, "issuer" },
	{ CX_ASPECT, CX_SUBJECT, "credentialSubject" },
	{ CX_ASPECT, PASSED, "@context" },
	{ CX_ASPECT, PASSED, "name" },
	{ CX_ASPECT, PASSED, "credentialStatus" },
	{ CX_ASPECT, PASSED, "credentialSchema" },
	{ CX_ASPECT, PASSED, "proof" },
	{ CX_ASPECT, PASSED, "render" },
	{ CX_ASPECT, PASSED, "renderMethod" },
	THING(CX_ASPECT),
	{ CX_CREDENTIAL_ISSUER, CX_ISSUER, "name" },
	{ CX_CREDENTIAL_ISSUER, PASSED, "type" },
	{ CX_CREDENTIAL_ISSUER, PASSED, "id" },
	{ CX_CREDENTIAL_ISSUER, PASSED, "otherIdentifier" },
	{ CX_CREDENTIAL_ISSUER, PASSED, "issuerAlsoKnownAs" },
	{ CX_SUBJECT, PASSED, "type" },
	{ CX_SUBJECT, CX_ID, "id" },
	{ CX_SUBJECT, CX_PART_NAME, "name" },
	{ CX_SUBJECT, CX_PART_NUMBER, "registeredId" },
	THING(CX_SUBJECT),
	{ CX_PARTY, CX_MAKER, "name" },
	{ CX_PARTY, PASSED, "type" },
	{ CX_PARTY, PASSED, "id" },
	{ CX_PARTY, PASSED, "registeredId" },
	{ CX_PARTY, PASSED, "idScheme" },
	{ CX_DIMENSIONS, CX_WEIGHT, "weight" },
	{ CX_DIMENSIONS, PASSED, "type" },
	{ CX_DIMENSIONS, PASSED, "length" },
	{ CX_DIMENSIONS, PASSED, "width" },
	{ CX_DIMENSIONS, PASSED, "height" },
	{ CX_DIMENSIONS, PASSED, "volume" },
	{ CX_WEIGHT, CX_MEASURE, "value" },
	{ CX_WEIGHT, CX_MEASURE_UNIT, "unit" },
	{ CX_WEIGHT, PASSED, "type" },
	{ CX_COUNTRY_CODE, CX_COUNTRY, "countryCode" },
	{ CX_COUNTRY_CODE, PASSED, "countryName" },
	{ CX_COUNTRY_CODE, PASSED, "type" },
	{ CX_RECYCLED, PASSED, "type" },
	{ CX_RECYCLED, CX_MATERIAL_NAME, "name" },
	{ CX_RECYCLED, CX_MATERIAL_ORIGIN, "originCountry" },
	{ CX_RECYCLED, CX_ORIGIN_CODE, "originCountry" },
	{ CX_RECYCLED, CX_FRACTION, "massFraction" },
	{ CX_RECYCLED, CX_MASS, "mass" },
	{ CX_RECYCLED, CX_MASS, "massAmount" },
	{ CX_RECYCLED, PASSED, "materialType" },
	{ CX_RECYCLED, PASSED, "recycledMassFraction" },
	{ CX_RECYCLED, PASSED, "recycledAmount" },
	{ CX_RECYCLED, PASSED, "hazardous" },
	{ CX_RECYCLED, PASSED, "symbol" },
	{ CX_RECYCLED, PASSED, "materialSafetyInformation" },
	{ CX_ORIGIN_CODE, CX_MATERIAL_ORIGIN, "countryCode" },
	{ CX_ORIGIN_CODE, PASSED, "countryName" },
	{ CX_ORIGIN_CODE, PASSED, "type" },
	{ CX_MASS, CX_MEASURE, "value" },
	{ CX_MASS, CX_MEASURE_UNIT, "unit" },
	{ CX_MASS, PASSED, "type" },
};

/* A facility record or an attestation is no passport. */
static void
check_type(const struct catenax *x)
{
	if (x->type.id != 0 && !x->is_passport)
		findings_error(x->in->f, ST_SCHEMA,
		    bom_pos(x->in->b, x->type.at),
		    "a credential of type \"%.*s\": expected "
		    "DigitalProductPassport",
		    STR_ARG(str_clip(bom_text_get(x->in->b, x->type.id), 60)));
}

/*
 * read_untp - a product passport, as a credential or alone.
 *
 * Err:	the first of those in in->f; the bom is then to be thrown away
 * Cost: linear in the bytes
 */
enum status
read_untp(const struct input *in)
{
	static const struct cx_format format = { .name = "UNTP",
		.rows = rows,
		.nrows = LENGTH(rows),
		.passports = true,
		.check = check_type };

	return cx_read(in, &format);
}
