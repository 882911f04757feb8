/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of what each reader does with a good file into which something is put
 * that is made to hurt: it is refused at its place, and said what was expected.
 */
#include "core/bom/link/link.h"
#include "tests/unit/golden.h"
#include "tests/unit/run.h"

#define DATA "tests/data/bom/"

/* A good file, and the byte behind which things are put into it. */
static const struct victim {
	const char *path;
	const char *begin; /* up to the '>' behind that, or all of it */
} xml_files[] = {
	{ DATA "xml/good/motor.xml", "<bom xmlns" },
	{ DATA "granta/good/drive.xml", "<e:PartsEco" },
	{ DATA "iec62474/good/motor.xml", "<Main" },
	{ DATA "ipc1752/good/sensor-b.xml", "<i:MainDeclaration" },
	{ DATA "pdx/good/pump.xml", "<ProductDataeXchangePackage" },
	{ DATA "ipc2581/good/board.xml", "<IPC-2581" },
	{ DATA "idoc/good/pump.xml", "<BOMMAT05" },
	{ DATA "plmxml/good/pump.xml", "<PLMXML" },
	{ DATA "cyclonedx/good/drive.xml", "<bom" },
	{ DATA "aas/good/drive.xml", "<environment" },
};
static const struct victim json_files[] = {
	{ DATA "cyclonedx/good/drive.json", "{" },
	{ DATA "catenax/good/drive.json", "{" },
	{ DATA "catenax/good/passport.json", "{" },
	{ DATA "untp/good/magnet.json", "{" },
	{ DATA "aas/good/drive.json", "{" },
};
static const struct victim tables[] = {
	{ DATA "csv/good/edges.csv", "unit\n" },
	{ DATA "csv/good/levels.csv", "\n" },
	{ DATA "csv/good/content.csv", "\n" },
	{ DATA "csv/good/origins.csv", "\n" },
	{ DATA "csv/good/prices.csv", "\n" },
};

/* What is put in: head, n times the piece with its number for #, tail. */
struct attack {
	const char *head, *piece;
	int n;
	const char *tail;
	const char *said; /* in one of the messages */
};

static const struct attack xml_attacks[] = {
	{ "<a", " a#='1'", 300, "/>",
	    "too many attributes: expected at most 256" },
	{ "<a", " a#='1'", 20000, "/>", "a tag or text of more than 65536" },
	{ "<a", " xmlns:a#='u'", 101, "/>",
	    "too many namespaces: expected at most 100" },
	{ "<a", " xmlns:a#='u'", 20000, "/>",
	    "a tag or text of more than 65536" },
	{ "", "<a# xmlns='urn:x'/>", 60000, "",
	    "too many different names before it: expected at most 50000" },
	{ "", "<?a#?>", 60000, "", "too many different names before it" },
	{ "<a xmlns='urn:x'>", "<a>", 20000, "", "deep: expected at most 256" },
	{ "<a b='", "xxxxxxxxxx", 20000, "'/>",
	    "a tag or text of more than 65536" },
	{ "<a>", "xxxxxxxxxx", 20000, "</a>",
	    "a tag or text of more than 65536" },
	{ "<!--", "xxxxxxxxxx", 20000, "-->",
	    "a tag or text of more than 65536" },
	{ "<a>", "&#65;", 20000, "</a>", "a tag or text of more than 65536" },
	{ "<a b='1' b='2'/>", "", 0, "", "for the second time in a tag" },
	{ "<a>&lol;</a>", "", 0, "", "lol" },
	{ "<a>\x01</a>", "", 0, "", "expected" },
	{ "<a>\xE4</a>", "", 0, "", "byte 0xE4 is not UTF-8: expected" },
	{ "<a>\xED\xA0\x80</a>", "", 0, "", "byte 0xED is not UTF-8" },
	{ "<a b='<'/>", "", 0, "", "expected" },
	{ "<a></b>", "", 0, "", "expected" },
	{ "<!DOCTYPE a [<!ENTITY b \"c\">]>", "", 0, "", "expected" },
	{ "<p:a/>", "", 0, "", "expected" },
};

static const struct attack json_attacks[] = {
	{ "\"a\":", "[", 20000, "", "nested 257 deep: expected at most 256" },
	{ "", "\"b\":{", 20000, "", "nested 257 deep: expected at most 256" },
	{ "", "\"a\":1,", 2, "",
	    "member \"a\" again: expected each name once" },
	{ "\"a\":\"\xE4\",", "", 0, "", "byte 0xE4 is not UTF-8: expected" },
	{ "\"a\":\"\xED\xA0\x80\",", "", 0, "", "byte 0xED is not UTF-8" },
	{ "\"a\":\"\\ud800\",", "", 0, "", "escape that is no character" },
	{ "\"a\":\"\\udc00\\ud800\",", "", 0, "",
	    "escape that is no character" },
	{ "\"a\":\"\\u0000\",", "", 0, "", "escape that is no character" },
	{ "\"a\":\"\\x\",", "", 0, "", "expected" },
	{ "\"a\":\"\t\",", "", 0, "", "expected" },
	{ "\"a\":01,", "", 0, "", "expected" },
	{ "\"a\":1.,", "", 0, "", "expected" },
	{ "\"a\":NaN,", "", 0, "", "expected" },
	{ "\"a\":'b',", "", 0, "", "expected" },
	{ "a:1,", "", 0, "", "expected" },
	{ "\"a\":1,,", "", 0, "", "expected" },
	{ "\"a\":\"", "xxxxxxxxxx", 10, "", "expected" },
	{ "} {", "", 0, "", "expected" },
	{ "/* */", "", 0, "", "expected" },
};

static const struct attack table_attacks[] = {
	{ "\"", "x, ", 40000, "", "a quote that does not close within 65536" },
	{ "", "xxxxxxxxxx", 20000, "\n", "a field of " },
	{ "", ",", 20000, "\n", "more than 1000 columns: expected fewer" },
	{ "\"a\"b", "", 0, "\n", "text after a closing quote: expected" },
	{ "\xE4\n", "", 0, "\xE7\xA3\x81,\n",
	    "expected one encoding in a file" },
	{ "", ",\n", 0, "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y\n",
	    "a row of 25 fields: expected " },
};

/* The file with something in it; to be freed. */
static struct str
put_in(const struct victim *v, const struct attack *a)
{
	struct bytes in = { 0 };
	const char *from, *number;
	char *text = NULL;
	size_t n = 0, keep;
	FILE *to = open_memstream(&text, &n);

	golden_load(v->path, &in);
	from = memmem(in.p, in.n, v->begin, strlen(v->begin));
	ck_assert_msg(
	    from != NULL && to != NULL, "%s: no %s", v->path, v->begin);
	keep = (size_t)(from - in.p) + strlen(v->begin);
	if (*v->begin == '<')
		keep = (size_t)(strchr(from, '>') + 1 - in.p);
	fwrite(in.p, 1, keep, to);
	fputs(a->head, to);
	number = strchr(a->piece, '#');
	for (int i = 0; i < a->n; i++)
		if (number == NULL)
			fputs(a->piece, to);
		else
			fprintf(to, "%.*s%d%s", (int)(number - a->piece),
			    a->piece, i, number + 1);
	fputs(a->tail, to);
	fwrite(in.p + keep, 1, in.n - keep, to);
	fclose(to);
	bytes_free(&in);
	return (struct str){ text, n };
}

/* Refused in a few messages, each with what was expected, one of which says
 * that. */
static void
refused(const char *path, struct str text, const char *said)
{
	bool found = false;
	struct golden g;

	golden_text(&g, text);
	ck_assert_msg(
	    g.f.errors > 0 && g.st != ST_OK, "%s with %s is read", path, said);
	ck_assert_int_eq(status_exit_code(g.st), 65);
	for (size_t i = 0; i < g.f.n; i++) {
		const struct finding *x = &g.f.list[i];

		if (x->sev != SEV_ERROR)
			continue;
		found = found || strstr(x->text, said) != NULL;
		ck_assert_msg(strstr(x->text, "expected ") != NULL,
		    "%s: nothing expected: %s", path, x->text);
		ck_assert_msg(x->at.line > 0, "%s: no line: %s", path, x->text);
	}
	ck_assert_msg(
	    found, "%s says: %s, and not: %s", path, g.f.first.text, said);
	golden_free(&g);
}

static void
attack_all(const struct victim *v, size_t n, const struct attack *a)
{
	for (size_t i = 0; i < n; i++) {
		struct str text = put_in(&v[i], a);

		refused(v[i].path, text, a->said);
		free((void *)(uintptr_t)text.p);
	}
}

START_TEST(xml_that_is_made_to_hurt_is_refused_by_each_reader)
{
	attack_all(xml_files, LENGTH(xml_files), &xml_attacks[_i]);
}
END_TEST

START_TEST(json_that_is_made_to_hurt_is_refused_by_each_reader)
{
	attack_all(json_files, LENGTH(json_files), &json_attacks[_i]);
}
END_TEST

START_TEST(a_table_that_is_made_to_hurt_is_refused_by_each_reader)
{
	attack_all(tables, LENGTH(tables), &table_attacks[_i]);
}
END_TEST

/* A good file with one byte at a place of it, or without the rest. */
static void
spoil(const struct victim *v, size_t n, size_t tenth, bool cut)
{
	for (size_t i = 0; i < n; i++) {
		struct bytes in = { 0 };
		size_t at;

		golden_load(v[i].path, &in);
		at = in.n * tenth / 10;
		if (!cut)
			in.p[at] = '\0';
		refused(v[i].path, (struct str){ in.p, cut ? at : in.n },
		    cut ? "expected" : "a NUL byte: expected text in UTF-8");
		bytes_free(&in);
	}
}

START_TEST(a_nul_byte_is_refused_wherever_it_is)
{
	spoil(xml_files, LENGTH(xml_files), (size_t)_i, false);
	spoil(json_files, LENGTH(json_files), (size_t)_i, false);
	spoil(tables, LENGTH(tables), (size_t)_i, false);
}
END_TEST

START_TEST(xml_and_json_are_refused_wherever_they_are_cut_off)
{
	spoil(xml_files, LENGTH(xml_files), (size_t)_i, true);
	spoil(json_files, LENGTH(json_files), (size_t)_i, true);
}
END_TEST

/* Every byte twice, the second one nought: what UTF-16 is of ASCII. */
static struct str
widened(const struct bytes *in)
{
	char *text = malloc(2 * in->n + 2);

	ck_assert_ptr_nonnull(text);
	memcpy(text, "\xFF\xFE", 2);
	for (size_t i = 0; i < in->n; i++) {
		text[2 * i + 2] = in->p[i];
		text[2 * i + 3] = '\0';
	}
	return (struct str){ text, 2 * in->n + 2 };
}

START_TEST(xml_in_utf_16_is_refused_by_name)
{
	struct bytes in = { 0 };
	struct str text;

	golden_load(xml_files[_i].path, &in);
	text = widened(&in);
	refused(xml_files[_i].path, text, "UTF-16 text: expected XML in UTF-8");
	bytes_free(&in);
	free((void *)(uintptr_t)text.p);
}
END_TEST

/* Bombs of entities and files to fetch, in front of the root. */
START_TEST(a_document_type_is_refused_before_it_can_do_anything)
{
	static const char *const types[] = {
		"<!DOCTYPE x [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]>",
		"<!DOCTYPE x [<!ENTITY % a SYSTEM \"file:///etc/passwd\">%a;]>",
		"<!DOCTYPE x SYSTEM \"http://127.0.0.1:9/x.dtd\">",
	};

	for (size_t i = 0; i < LENGTH(xml_files); i++) {
		struct bytes in = { 0 };
		const char *root;
		char *text;
		size_t n;

		golden_load(xml_files[i].path, &in);
		root = strstr(in.p, xml_files[i].begin);
		n = strlen(types[_i]) + strlen(root);
		text = malloc(n + 1);
		ck_assert_ptr_nonnull(text);
		snprintf(text, n + 1, "%s%s", types[_i], root);
		refused(xml_files[i].path, (struct str){ text, n },
		    "a DOCTYPE: expected XML without a document type");
		free(text);
		bytes_free(&in);
	}
}
END_TEST

/* Few files that are sent are valid by their schema; they are of use as long
 * as what is not known in them is told. */
static void
usable(const struct victim *v, const struct attack *a, const char *said)
{
	struct str text = put_in(v, a);
	struct bytes in = { 0 };
	struct golden good, g;

	golden_load(v->path, &in);
	golden_text(&good, (struct str){ in.p, in.n });
	golden_text(&g, text);
	ck_assert_msg(
	    g.st == ST_OK, "%s is refused: %s", v->path, g.f.first.text);
	ck_assert_uint_eq(g.b.nitem, good.b.nitem);
	ck_assert_uint_eq(g.b.nuse, good.b.nuse);
	ck_assert_uint_eq(g.b.ncontent, good.b.ncontent);
	ck_assert_uint_eq(g.f.n, good.f.n + 1);
	for (size_t i = 0; i < g.f.n && said != NULL; i++)
		if (strstr(g.f.list[i].text, said) != NULL &&
		    g.f.list[i].sev == SEV_WARNING && g.f.list[i].at.line > 0)
			said = NULL;
	ck_assert_msg(said == NULL, "%s does not say: %s", v->path, said);
	golden_free(&good);
	golden_free(&g);
	bytes_free(&in);
	free((void *)(uintptr_t)text.p);
}

START_TEST(what_is_not_valid_by_a_schema_is_of_use_and_told)
{
	static const struct attack element = {
		"<Neu xmlns='urn:x' b='1'>x<c/></Neu>", "", 0, "", NULL
	};
	static const struct attack member = { "\"Neu\":{\"b\":[1,{}]},", "", 0,
		"", NULL };

	/* the first is ours, in which what is unknown is refused */
	for (size_t i = 1; i < LENGTH(xml_files); i++)
		usable(&xml_files[i], &element, "element \"Neu\"");
	for (size_t i = 0; i < LENGTH(json_files); i++)
		usable(&json_files[i], &member, "member \"Neu\"");
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(t,
	    xml_that_is_made_to_hurt_is_refused_by_each_reader, 0,
	    (int)LENGTH(xml_attacks));
	tcase_add_loop_test(t,
	    json_that_is_made_to_hurt_is_refused_by_each_reader, 0,
	    (int)LENGTH(json_attacks));
	tcase_add_loop_test(t,
	    a_table_that_is_made_to_hurt_is_refused_by_each_reader, 0,
	    (int)LENGTH(table_attacks));
	tcase_add_test(t, what_is_not_valid_by_a_schema_is_of_use_and_told);
	tcase_add_loop_test(t, a_nul_byte_is_refused_wherever_it_is, 1, 10);
	tcase_add_loop_test(
	    t, xml_and_json_are_refused_wherever_they_are_cut_off, 1, 10);
	tcase_add_loop_test(
	    t, xml_in_utf_16_is_refused_by_name, 0, (int)LENGTH(xml_files));
	tcase_add_loop_test(
	    t, a_document_type_is_refused_before_it_can_do_anything, 0, 3);
}

int
main(void)
{
	return run_suite("hostile", add);
}
