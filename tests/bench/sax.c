/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sax - how fast libxml2 goes through a file of XML when nobody listens.
 *
 *	sax FILE.xml
 *
 * SAX2 with handlers that do nothing, pushed in pieces of 256 KiB, which is
 * its fastest way, from a file that is mapped and not copied.
 */
#include "tests/bench/clock.h"
#include "tests/bench/rows.h"

#include <libxml/parser.h>
#include <stdio.h>

#define PIECE ((size_t)1 << 18)

static void
on_start(void *ctx, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int nns, const xmlChar **ns, int nattr, int ndefault,
    const xmlChar **attrs)
{
	(void)ctx, (void)name, (void)prefix, (void)uri, (void)nns, (void)ns;
	(void)nattr, (void)ndefault, (void)attrs;
}

static void
on_end(
    void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	(void)ctx, (void)name, (void)prefix, (void)uri;
}

static void
on_text(void *ctx, const xmlChar *text, int n)
{
	(void)ctx, (void)text, (void)n;
}

int
main(int argc, char **argv)
{
	xmlSAXHandler sax = { 0 };
	xmlParserCtxt *parser;
	struct cell all;
	bool good;

	if (argc != 2) {
		fprintf(stderr, "sax FILE.xml\n");
		return 64;
	}
	clock_begin();
	all = rows_map(argv[1]);
	sax.initialized = XML_SAX2_MAGIC;
	sax.startElementNs = on_start;
	sax.endElementNs = on_end;
	sax.characters = on_text;
	parser = xmlCreatePushParserCtxt(&sax, NULL, NULL, 0, NULL);
	if (parser == NULL)
		return 1;
	for (size_t done = 0, n; done < all.n; done += n) {
		n = all.n - done < PIECE ? all.n - done : PIECE;
		xmlParseChunk(parser, all.p + done, (int)n, 0);
	}
	xmlParseChunk(parser, NULL, 0, 1);
	good = parser->wellFormed != 0;
	xmlFreeParserCtxt(parser);
	clock_step("read");
	clock_print();
	printf("version %s\n", LIBXML_DOTTED_VERSION);
	return good ? 0 : 1;
}
