/* SPDX-License-Identifier: Apache-2.0 */
/*
 * profile_fields - the blocks and fields of profile.h, in their order.
 *
 * Src:	what an application for a dual-use export licence and an end-user
 *	certificate ask for; the same order as in schemas/filer-1.xsd and
 *	filing-1.xsd, to which a test holds it
 */
#include "core/filing/profile/profile.h"

#include <string.h>

#define PARTY(whose) \
	{ "name", true, PROFILE_REQUIRED, "the registered name of " whose }, \
	    { "address", true, PROFILE_REQUIRED, \
		    "the postal address of " whose }, \
	    { "country", false, PROFILE_REQUIRED, \
		    "the country of " whose ", two letters of ISO 3166" }, \
	{ \
		"registration", false, PROFILE_OPTIONAL, \
		    "the number of " whose " in the company register" \
	}

#define ANSWER(name, question) \
	{ \
		name, false, PROFILE_REQUIRED, "yes, no or unknown: " question \
	}

#define INTENTION(name, question, what) \
	{ name, false, PROFILE_REQUIRED, "yes or no: " question }, \
	{ \
		name "-detail", true, PROFILE_IF_YES, what \
	}

#define UNDERTAKING(name, what) \
	{ \
		name, false, PROFILE_REQUIRED, "true or false: " what \
	}

const struct profile_block profile_blocks[BLOCK_COUNT] = {
	[BLOCK_FILER] = { "filer", false,
	    { { "name", true, PROFILE_REQUIRED,
		  "the registered name of the company that files" },
		{ "address", true, PROFILE_REQUIRED,
		    "the postal address of the company that files" },
		{ "country", false, PROFILE_REQUIRED,
		    "the country of the company that files, two letters of "
		    "ISO 3166" },
		{ "registration", false, PROFILE_REQUIRED,
		    "the number of the company in its register" },
		{ "role", false, PROFILE_REQUIRED,
		    "manufacturer, exporter, importer, distributor, end-user "
		    "or other" } } },
	[BLOCK_EXPORTER] = { "exporter", false, { PARTY("the exporter") } },
	[BLOCK_CONSIGNEE] = { "consignee", false, { PARTY("the consignee") } },
	[BLOCK_END_USER] = { "end-user", false,
	    { PARTY("the end user"),
		{ "activity", true, PROFILE_OPTIONAL,
		    "what the end user makes or does" } } },
	[BLOCK_END_USE] = { "end-use", false,
	    { { "description", true, PROFILE_REQUIRED,
		  "for what the product is used in the end: in which "
		  "machine, at which place, by whom" },
		{ "category", false, PROFILE_REQUIRED,
		    "consumer, automotive, energy, machinery, medical, "
		    "aviation, telecommunications, semiconductor, research, "
		    "military or other" } } },
	[BLOCK_DESTINATION] = { "destination", true,
	    { { "country", false, PROFILE_REQUIRED,
		  "the country through or to which the product goes, two "
		  "letters of ISO 3166" },
		{ "role", false, PROFILE_REQUIRED,
		    "transit, processing, assembly, distribution or final" },
		{ "company", true, PROFILE_OPTIONAL,
		    "who receives the product there" } } },
	[BLOCK_INTENTIONS] = { "intentions", false,
	    { { "statement", true, PROFILE_REQUIRED,
		  "what you intend to do with the product" },
		INTENTION("re-export",
		    "will the product leave the country of destination again?",
		    "to where and for whom the product is exported again"),
		INTENTION("re-transfer",
		    "will it be handed to somebody else within that country?",
		    "to whom the product is handed on"),
		INTENTION("further-processing",
		    "will it be built into or made into something else?",
		    "into what the product is built or made") } },
	[BLOCK_UNDERTAKINGS] = { "undertakings", false,
	    { UNDERTAKING("declared-use-only",
		  "without permission it is used for nothing but the end use "
		  "that is declared"),
		UNDERTAKING("no-transfer",
		    "without permission it is handed to nobody but the end "
		    "user who is declared"),
		UNDERTAKING("no-mass-destruction",
		    "it is not used to store, process, make or handle weapons "
		    "of mass destruction or their means of delivery") } },
	[BLOCK_SCREENING] = { "screening", false,
	    { ANSWER("military-user", "is the end user a military one?"),
		ANSWER("listed-party",
		    "is one of the parties on a control or watch list?"),
		ANSWER("owned-half",
		    "do listed parties own half or more of one of them?"),
		ANSWER("mass-destruction",
		    "does it serve weapons of mass destruction or their means "
		    "of delivery?"),
		ANSWER("terrorism", "does it serve terrorism?"),
		ANSWER("military-use",
		    "does it serve a military use or raise military "
		    "potential?"),
		ANSWER(
		    "logic-14nm", "is it for logic chips of 14 nm or below?"),
		ANSWER("memory-256-layers",
		    "is it for memory chips of 256 layers or more?"),
		ANSWER("semiconductor-equipment",
		    "is it for equipment or materials that make or test such "
		    "chips?"),
		ANSWER("military-ai",
		    "is it for artificial intelligence with a potential "
		    "military use?") } },
	[BLOCK_GOODS] = { "goods", true,
	    { { "item", false, PROFILE_OPTIONAL,
		  "which product the line is of, where several are filed" },
		{ "description", true, PROFILE_REQUIRED,
		    "what the goods are, as on the invoice" },
		{ "hs", false, PROFILE_REQUIRED,
		    "the HS code of the goods, four digits or more" },
		{ "control", false, PROFILE_OPTIONAL,
		    "the export control code of the goods" },
		{ "quantity", false, PROFILE_REQUIRED,
		    "how many, as a number with a decimal point" },
		{ "unit", false, PROFILE_REQUIRED,
		    "what is counted: pieces, kg ..." },
		{ "unit-price", false, PROFILE_REQUIRED,
		    "the price of one unit" },
		{ "currency", false, PROFILE_REQUIRED,
		    "the currency of the price, three letters of ISO 4217" },
		{ "contract", false, PROFILE_REQUIRED,
		    "the number of the contract or purchase order" } } },
	[BLOCK_PERIOD] = { "period", false,
	    { { "start", false, PROFILE_OPTIONAL,
		  "the first day of the period in which the goods were "
		  "shipped, where it is not one shipment" },
		{ "end", false, PROFILE_OPTIONAL, "its last day" } } },
	[BLOCK_CHANGE] = { "change", false,
	    { { "reason", true, PROFILE_IF_CHANGE,
		"why the earlier filing is amended or withdrawn" } } },
	[BLOCK_REVIEW] = { "review", false,
	    { { "prepared-by", false, PROFILE_REQUIRED,
		  "the name of who prepared the filing" },
		{ "approved-by", false, PROFILE_REQUIRED,
		    "the name of who approved it" },
		{ "trade-secrets", false, PROFILE_REQUIRED,
		    "cleared or not-applicable: has it been seen to that no "
		    "trade secret leaves the company that must not?" },
		{ "export-control", false, PROFILE_REQUIRED,
		    "cleared, licensed or not-applicable: may what it tells "
		    "leave, by the export control that binds the filer?" },
		{ "remark", true, PROFILE_OPTIONAL,
		    "what the review found, or held back" } } },
	[BLOCK_LICENCE] = { "licence", false,
	    { { "number", false, PROFILE_OPTIONAL,
		  "the number of the licence under which the goods leave" },
		{ "authority", true, PROFILE_OPTIONAL,
		    "the authority that gave it" } } },
	[BLOCK_CERTIFICATE] = { "end-use-certificate", true,
	    { { "number", false, PROFILE_IF_ANY,
		  "the number of an end-user and end-use certificate, or "
		  "another name that is only its own" },
		{ "contract", false, PROFILE_IF_ANY,
		    "the one contract or purchase order that it is for, as "
		    "the goods name it" },
		{ "date", false, PROFILE_OPTIONAL,
		    "the day on which the end user signed it" },
		{ "sha256", false, PROFILE_OPTIONAL,
		    "the SHA-256 of its file, which retrace draft can fill "
		    "in" } } },
	[BLOCK_UPSTREAM] = { "upstream", true,
	    { { "issuer", false, PROFILE_OPTIONAL,
		  "who gave you a compliance notice with what you bought" },
		{ "id", false, PROFILE_OPTIONAL, "the id of that notice" },
		{ "sha256", false, PROFILE_OPTIONAL,
		    "the SHA-256 of its file, which retrace draft can fill "
		    "in" },
		{ "date", false, PROFILE_OPTIONAL, "its date" } } },
	[BLOCK_SIGNATORY] = { "signatory", false,
	    { { "name", true, PROFILE_REQUIRED, "the name of who signs" },
		{ "title", true, PROFILE_REQUIRED,
		    "the position of who signs" },
		{ "place", true, PROFILE_REQUIRED, "the place of signing" } } },
};

int
profile_find_block(const char *name)
{
	int k = 0;

	while (k < BLOCK_COUNT && strcmp(profile_blocks[k].name, name) != 0)
		k++;
	return k;
}
