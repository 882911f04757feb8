/* SPDX-License-Identifier: Apache-2.0 */
/*
 * limits - every limit of the program, each with its reason.
 *
 * Input beyond a limit is refused with ST_LIMIT (or ST_RANGE for a number)
 * at its place; nothing is cut silently.
 */
#ifndef RETRACE_LIMITS_H
#define RETRACE_LIMITS_H

/* Findings kept for printing: a screen reader's patience, not memory. */
#define LIMIT_FINDINGS 1000

/* [bytes] One input file.  10^7 uses with eight columns are 2.7 GB. */
#define LIMIT_FILE ((size_t)16 << 30)

/* [bytes] The document in an archive, and files in it: a declaration has 100
 * KB, a package with its attachments a few hundred files; what a few KB swell
 * to beyond is no bill of materials. */
#define LIMIT_ARCHIVE_FILE ((size_t)256 << 20)
#define LIMIT_ARCHIVE_ENTRIES 100000

/* [bytes] A sheet of a workbook, which is read piece by piece: 10^6 rows of 40
 * cells are 2 GB.  And how many times its size in the archive a part larger
 * than LIMIT_ARCHIVE_FILE may have: rows that are much alike have thirty. */
#define LIMIT_SHEET_FILE ((size_t)4 << 30)
#define LIMIT_ARCHIVE_SWELL 200

/* Sheets of a workbook, rows and columns of a sheet: what spreadsheets have. */
#define LIMIT_SHEETS 1000
#define LIMIT_SHEET_ROWS 1048576
#define LIMIT_SHEET_COLUMNS 16384

/* Rows of OpenDocument that are written once and stand there so often; those
 * of all of a sheet are at most ten times as many. */
#define LIMIT_SHEET_REPEAT 10000

/* [bytes] Texts that the cells of a workbook share: 10^6 of them are 100 MB. */
#define LIMIT_SHEET_TEXTS ((size_t)1 << 30)

/* Rows before the header row of a sheet: letterheads have twenty. */
#define LIMIT_SHEET_PREAMBLE 50

/* [bytes] A small document (rule pack, filer profile, key): read as a tree,
 * which costs about 17 times the file in memory. */
#define LIMIT_SMALL_FILE ((size_t)8 << 20)

/* [bytes] A filing: as tree, schema check and canonical copy about 50 MB. */
#define LIMIT_FILING ((size_t)3 << 20)
/* '<' and '=' in a filing, about one for each tag and each attribute: a node of
 * the tree takes some 130 bytes, an attribute 230, whatever the text does.  A
 * filing of LIMIT_FILING bytes has 180,000 of them. */
#define LIMIT_FILING_MARKS 190000

/* [bytes] Of XML without '<': libxml2 compares all attributes of a tag
 * pairwise, 10^5 of them take most of a minute. */
#define LIMIT_XML_RUN ((size_t)64 << 10)

/* Lists of parts of one material, alternatives of a list, and lines of lists
 * that several materials share: plants are dozens, alternatives have a name of
 * two characters, and a list of a megabyte must not become millions of uses. */
#define LIMIT_IDOC_LISTS 1000
#define LIMIT_IDOC_SHARED 1000000

/* [levels] Of XML elements: the pull parser's own limit; our push parser has
 * none, and foreign formats nest a level for each BOM level. */
#define LIMIT_XML_DEPTH 256

/* Different names of elements, attributes and namespaces in a document:
 * libxml2 finds them in a table that stops growing at 16384; 10^6 took 12 s,
 * and ten times as many a hundred times as long.  A format has some hundred. */
#define LIMIT_XML_NAMES 50000

/* [levels] Of JSON objects and lists: as of XML. */
#define LIMIT_JSON_DEPTH 256

/* Attributes of one element, and namespaces in force at one place: libxml2
 * looks through all of them for every name; 3 MiB of XML with 90,000
 * namespaces took more than two minutes. */
#define LIMIT_XML_ATTRIBUTES 256
#define LIMIT_XML_NAMESPACES 100

/* [bytes] One name, part number or other text field: more is a broken quote,
 * not a name. */
#define LIMIT_TEXT 4096

/* [columns] Of a CSV row: widest known export has under 400. */
#define LIMIT_CSV_COLUMNS 1000

/* [files] Of one product: their index has 16 bits. */
#define LIMIT_FILES 65000

/* [bytes] Of a file in a folder whose name does not say that it is for us. */
#define LIMIT_ASIDE (64 << 20)

/* [levels] Of folders in a folder that is named. */
#define LIMIT_FOLDER_DEPTH 32

/* Names that are passed over in all files: nobody reads a longer list. */
#define LIMIT_PASSED 10000

/* Lines of a file of columns: each is held against every heading of a table. */
#define LIMIT_COLUMNS_LINES 5000

/* [bytes] One CSV field, so that an open quote cannot swallow the file. */
#define LIMIT_CSV_FIELD ((size_t)64 << 10)

/* [characters] Of one number as written. */
#define LIMIT_NUMBER_TEXT 200

/* Powers of ten of one number: 10^-100 .. 10^100 g holds an atom and the
 * universe, and keeps products of two inside a double. */
#define LIMIT_NUMBER_EXPONENT 100

/* [bits] Of an exact number during the roll-up: 128 KiB each; deep chains of
 * fractions double without end. */
#define LIMIT_NUMBER_BITS ((size_t)1 << 20)

/* [bits] Of an exact number that stands in a row of its own for each item: no
 * quantity or count of ways has 5,000 digits, and 10^5 such rows are 1 GB. */
#define LIMIT_ROW_BITS ((size_t)1 << 14)

/* [rows] Of an indented list that is written: a spreadsheet holds 1048576. */
#define LIMIT_LIST_ROWS 1000000

/* Parts of a declaration that is written, each in each of its places: as many
 * make a file of half a gigabyte. */
#define LIMIT_DECLARED_PARTS 1000000

/* Items and uses: indices are 32 bit. */
#define LIMIT_ITEMS ((uint32_t)1 << 30)
#define LIMIT_USES ((uint32_t)3 << 29)

/* Levels of an indented list: the level column is a small number. */
#define LIMIT_CSV_LEVEL 10000

/* [characters] A chemical formula; and its nested brackets. */
#define LIMIT_FORMULA 200
#define LIMIT_FORMULA_DEPTH 8

/* Rows of a clauses.tsv: the longest law has a few hundred, and each is held
 * against all others. */
#define LIMIT_CLAUSES 5000

/* Sums that one run adds up, each for every item that can hold something: 10^6
 * such items with 512 sums are 16 GB already. */
#define LIMIT_CHANNELS 512

/* Substances of one rule that are told apart, each with sums of its own; a
 * seat numbers them in a byte. */
#define LIMIT_SUBSTANCES 150

/* Countries of one rule that are told apart, each with sums of its own: no more
 * than the countries of an origin (trace/channel.h). */
#define LIMIT_COUNTRIES 59

/* Assumptions of one run: somebody answers for each by name. */
#define LIMIT_ASSUMPTIONS 1000

/* Conditions of all assumptions other than plain part numbers: each is held
 * against every item, 500 against 10^6 of them in some seconds. */
#define LIMIT_SELECTORS 500

/* Items, and lines on them, gone through again to say what other documents
 * would change: some seconds, whether it is one conflict deep inside a large
 * product or ten thousand in small ones.  The first conflict is always tried.
 */
#define LIMIT_FLIP_WORK ((size_t)2000000)

/* Days on which the product of a timeline may change, and one: for each of them
 * all of it is read, added up and judged again. */
#define LIMIT_TIMELINE 1000

/* Verdicts of shipped items that are named for one conflict; all of them are
 * counted. */
#define LIMIT_FLIPS_NAMED 20

/* Parties of a transaction, and stakes among them: every stake is gone through
 * for each party that may be on a list. */
#define LIMIT_PARTIES 200
#define LIMIT_STAKES 2000

/* Items printed in a cycle before the middle is left out. */
#define LIMIT_CYCLE_SHOWN 20

/* [bits] RSA keys: below is past its time, above takes seconds to verify. */
#define LIMIT_RSA_LEAST 3072
#define LIMIT_RSA_MOST 8192

/* Work to open a protected key: rounds of PBKDF2, N * r * p of scrypt.  Some
 * seconds; a file that asks for more would stand still. */
#define LIMIT_KDF_ROUNDS 10000000
#define LIMIT_KDF_SCRYPT ((uint64_t)1 << 22)

/* [bytes] The file of a key, with its certificates: PKCS #12 of a long chain
 * is some 20 KB. */
#define LIMIT_KEY_FILE ((size_t)256 << 10)

/* Certificates in one file: the world's largest bundles hold about 150. */
#define LIMIT_CERTIFICATES 500

/* Certificates between a signer and his authority: two are usual. */
#define LIMIT_CHAIN 8

/* [bytes] A revocation list: those of the largest authorities. */
#define LIMIT_CRL ((size_t)64 << 20)

/* [characters] The least passphrase: eight is what NIST SP 800-63B asks. */
#define LIMIT_PASSPHRASE_LEAST 8
/* [bytes] And the longest: what OpenSSL asks for has room for 1024 with NUL. */
#define LIMIT_PASSPHRASE 1023

/* [bytes] A time-stamp with the certificates of its authority: 3 to 10 KB. */
#define LIMIT_STAMP (64 << 10)

/* [s] By which two clocks may differ that are both said to be right. */
#define LIMIT_CLOCK_DIFFERENCE 300

/* [days] A self-signed certificate for trying out: ten years. */
#define LIMIT_KEY_DAYS 3650

#endif
