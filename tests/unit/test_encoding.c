/* SPDX-License-Identifier: Apache-2.0 */
/* test_encoding - tables in other alphabets: found, never guessed. */
#include "core/bom/table/encoding.h"

#include "tests/unit/run.h"

#include <iconv.h>
#include <stdio.h>
#include <string.h>

#define HEAD "parent,part,quantity,unit,name\n"

/* A text in that encoding of iconv; freed by the caller. */
static struct str
in(const char *encoding, const char *text)
{
	iconv_t cd = iconv_open(encoding, "UTF-8");
	size_t left = strlen(text), room = 4 * left + 8, size = room;
	char *from = (char *)(uintptr_t)text, *out = malloc(room), *to = out;

	ck_assert(cd != (iconv_t)-1 && out != NULL);
	ck_assert_uint_eq(iconv(cd, &from, &left, &to, &room), 0);
	iconv_close(cd);
	return (struct str){ out, size - room };
}

static enum status
find(struct str s, const char *wanted, enum encoding *e, struct findings *f)
{
	const struct encoding_search x = { s, "x", wanted };
	size_t skip;

	*e = ENCODING_COUNT;
	return encoding_find(&x, e, &skip, f);
}

static const struct {
	const char *text, *iconv;
	enum encoding encoding;
} found[] = {
	{ HEAD "A,B,1,each,motor\n", "UTF-8", ENCODING_UTF8 },
	{ HEAD "A,B,1,each,\xE7\x94\xB5\xE6\x9C\xBA\n", "UTF-8",
	    ENCODING_UTF8 },
	{ HEAD "A,B,1,each,电机总成\nA,C,1,each,钕铁硼磁钢\n", "GB18030",
	    ENCODING_GB18030 },
	{ HEAD "A,B,1,each,钕\nA,C,1,each,镝\nA,D,1,each,铽\n", "GB18030",
	    ENCODING_GB18030 },
	{ "parent,零件号,qty,单位\nA,B,1,each\n", "GBK", ENCODING_GB18030 },
	{ HEAD "A,B,1,each,馬達總成\nA,C,1,each,釹鐵硼磁鋼\n"
	       "A,D,1,each,不鏽鋼外殼\n",
	    "BIG5", ENCODING_BIG5 },
	{ HEAD "A,B,1,each,モーター\nA,C,1,each,ネオジム磁石\n", "CP932",
	    ENCODING_SHIFT_JIS },
	{ HEAD "A,B,1,each,ﾓｰﾀｰ\nA,C,1,each,ﾈｵｼﾞﾑｼﾞｼｬｸ\n", "CP932",
	    ENCODING_SHIFT_JIS },
	{ HEAD "A,B,1,each,モーター\nA,C,1,each,ネオジム磁石\n"
	       "A,D,1,each,ステーター\n",
	    "EUC-JP", ENCODING_EUC_JP },
	{ HEAD "A,B,1,each,모터 조립체\nA,C,1,each,네오디뮴 자석\n"
	       "A,D,1,each,베어링 하우징\n",
	    "EUC-KR", ENCODING_EUC_KR },
	{ HEAD "A,B,1,each,Gehäuse für Größe Ø12\n", "CP1252",
	    ENCODING_CP1252 },
	{ HEAD "A,B,1,each,Moteur à 25 °C – “rouge”\n", "CP1252",
	    ENCODING_CP1252 },
	{ HEAD "A,B,1,each,±0.1 mm\nA,C,1,each,10 µF ½ W\n", "CP1252",
	    ENCODING_CP1252 },
	{ HEAD "A,B,1,each,Straßenmaß\n", "UTF-16LE", ENCODING_UTF16LE },
	{ HEAD "A,B,1,each,一二三\n", "UTF-16BE", ENCODING_UTF16BE },
	{ HEAD "A,B,1,each,磁石\n", "ISO-2022-JP", ENCODING_ISO2022JP },
	{ "parent,品番,qty,単位\nA,B+C,1,個\n", "ISO-2022-JP",
	    ENCODING_ISO2022JP },
	/* in ASCII, and nothing else */
	{ HEAD "A,+1V8,1,each,+5V- and +Vcc or +Vss\n", "UTF-8",
	    ENCODING_UTF8 },
	{ HEAD "A,B+C,1,each,+casing\nA,M+AB-1,2,each,+kg +2 mm\n", "UTF-8",
	    ENCODING_UTF8 },
	{ HEAD "A,~{B},1,each,~{x~}\nA,~1,1,each,+-5 %\n", "UTF-8",
	    ENCODING_UTF8 },
	/* characters in it, but a plus sign that is one */
	{ HEAD "A,B+C,1,each,+eMF38w- +VMF1ag\n", "UTF-8", ENCODING_UTF8 },
	{ HEAD "A,B,1,each,+eMF38w- \xC3\xA4\n", "UTF-8", ENCODING_UTF8 },
};

START_TEST(an_encoding_is_found_by_what_it_says)
{
	struct str s = in(found[_i].iconv, found[_i].text), text;
	struct findings f = { 0 };
	struct arena mem = { 0 };
	enum encoding e;

	ck_assert_int_eq(find(s, NULL, &e, &f), ST_OK);
	ck_assert_str_eq(encoding_name(e), encoding_name(found[_i].encoding));
	ck_assert_uint_eq(f.n, e != ENCODING_UTF8);
	ck_assert(f.n == 0 || f.list[0].sev == SEV_NOTE);
	ck_assert_int_eq(encoding_convert(e, s, &mem, "x", &text, &f), ST_OK);
	ck_assert(str_is(text, found[_i].text));
	arena_free(&mem);
	findings_free(&f);
	free((void *)(uintptr_t)s.p);
}
END_TEST

/* What may be two things, or none, is asked for. */
static const struct {
	struct str text;
	uint32_t line, col;
	const char *says;
} refusals[] = {
	{ STR(HEAD "A,B,1,each,\xB5\xE7\xBB\xFA\n"), 2, 12, "may be any of" },
	{ STR(HEAD "A,B,1,each,\xC4\xE2\xE8\xE3\xE0\xF2\xE5\xEB\xFC\n"), 2, 12,
	    "nor does the text read well" },
	{ STR(HEAD "A,B,1,each,Geh\xE4use\nA,C,1,each,Geh\xC3\xA4use\n"), 3, 1,
	    "a line in UTF-8, while line 2 is not" },
	{ STR(HEAD "A,B,1,each,\xEE\xCF\xCC\xFA\xC5\xF0\xB4\xC5\xB8\xD6\n"
		   "A,C,1,each,\xD6\xE1\xFF\n"),
	    3, 13, "no text in GB 18030" },
	{ STR(HEAD "A,B,1,each,\x80\xFF\x81\n"), 2, 12, "nor does" },
	{ STR(HEAD "A,B,1,each,M +eMF38w-\n"), 2, 14,
	    "UTF-7: expected --encoding UTF-7 if it is, or --encoding UTF-8" },
	{ STR(HEAD "A+-1,B,1,each,f+APw-r Gr+APYA3w-e\n"), 2, 16, "UTF-7" },
	{ STR("+VMF1ag,+iapUwXVq,+ZXCRzw,+Z1CM6g\n"), 1, 1, "UTF-7" },
	{ STR("+/v8-parent,part\n+iapUwXVq,B\n"), 1, 1, "UTF-7" },
	{ STR(HEAD "A,B,1,each,~{4ELz~} x\n"), 2, 12, "HZ" },
	{ STR(HEAD "A,B,1,each,\x1B$)C\x0E@Z<.\x0F\n"), 2, 12,
	    "ISO-2022-CN or ISO-2022-KR: expected it saved as UTF-8" },
};

START_TEST(what_may_be_several_is_asked_for)
{
	struct findings f = { 0 };
	enum encoding e;

	ck_assert_int_eq(find(refusals[_i].text, NULL, &e, &f), ST_ENCODING);
	ck_assert_uint_eq(f.n, 1);
	ck_assert_ptr_nonnull(strstr(f.first.text, refusals[_i].says));
	ck_assert_uint_eq(f.first.at.line, refusals[_i].line);
	ck_assert_uint_eq(f.first.at.col, refusals[_i].col);
	findings_free(&f);
}
END_TEST

START_TEST(a_name_goes_before_what_is_found)
{
	static const struct {
		const char *name;
		enum encoding encoding;
	} named[] = { { "gbk", ENCODING_GB18030 },
		{ "GB2312", ENCODING_GB18030 },
		{ "gb 18030", ENCODING_GB18030 },
		{ "cp-936", ENCODING_GB18030 }, { "utf8", ENCODING_UTF8 },
		{ "UTF-16", ENCODING_UTF16LE },
		{ "utf-16be", ENCODING_UTF16BE },
		{ "sjis", ENCODING_SHIFT_JIS },
		{ "Windows-1252", ENCODING_CP1252 },
		{ "ISO-8859-1", ENCODING_CP1252 },
		{ "ISO-8859-15", ENCODING_LATIN9 },
		{ "iso-2022-jp", ENCODING_ISO2022JP },
		{ "utf-7", ENCODING_UTF7 }, { "koi8", ENCODING_COUNT },
		{ "", ENCODING_COUNT }, { "gb", ENCODING_COUNT } };
	struct findings f = { 0 };
	enum encoding e;

	for (size_t i = 0; i < LENGTH(named); i++)
		ck_assert_int_eq(
		    encoding_named(str_of(named[i].name)), named[i].encoding);
	ck_assert_int_eq(find(STR("A,\xB5\xE7\n"), "gbk", &e, &f), ST_OK);
	ck_assert_int_eq(e, ENCODING_GB18030);
	ck_assert_int_eq(find(STR("\xFF\xFE"
				  "a"),
			     "gbk", &e, &f),
	    ST_ENCODING);
	ck_assert_int_eq(find(STR("a"), "koi8", &e, &f), ST_USAGE);
	findings_free(&f);
}
END_TEST

/* Each encoding to UTF-8 and back: no byte is another, no character two. */
START_TEST(every_character_comes_back)
{
	static const char *const of_iconv[] = { "GB18030", "CP932", "CP1252",
		"CP949", "EUC-JP-MS", "CP1250", "CP1251", "ISO-8859-15" };
	static const enum encoding encoding[] = { ENCODING_GB18030,
		ENCODING_SHIFT_JIS, ENCODING_CP1252, ENCODING_EUC_KR,
		ENCODING_EUC_JP, ENCODING_CP1250, ENCODING_CP1251,
		ENCODING_LATIN9 };
	iconv_t cd = iconv_open("UTF-8", of_iconv[_i]);
	struct findings f = { 0 };
	struct arena mem = { 0 };
	struct str text, back, all;
	size_t n = 0, same = 0, size;
	char *pairs = malloc(3 * 0x80 * 0xE0);

	ck_assert(cd != (iconv_t)-1 && pairs != NULL);
	for (int a = 0x80; a < 0x100; a++)
		for (int b = 0x20; b < 0x100; b++) {
			char pair[2] = { (char)a, (char)b }, out[16];
			char *from = pair, *to = out;
			size_t left = 2, room = sizeof(out);

			iconv(cd, NULL, NULL, NULL, NULL);
			if (iconv(cd, &from, &left, &to, &room) != 0)
				continue;
			memcpy(pairs + n, pair, 2);
			pairs[n + 2] = '\n';
			n += 3;
		}
	iconv_close(cd);
	ck_assert_uint_gt(n, 15000);
	all = (struct str){ pairs, n };
	ck_assert_uint_eq(encoding_bad(encoding[_i], all, &size), n);
	ck_assert_int_eq(
	    encoding_convert(encoding[_i], all, &mem, "x", &text, &f), ST_OK);
	ck_assert_uint_eq(text.n, size);
	ck_assert_uint_eq(str_utf8_bad(text), text.n);
	back = in(of_iconv[_i], text.p);
	ck_assert_uint_eq(back.n, n);
	for (size_t i = 0; i < n; i += 3)
		same += memcmp(pairs + i, back.p + i, 3) == 0;
	/* those of Japan have some characters twice */
	ck_assert_uint_ge(same + 400, n / 3);
	free((void *)(uintptr_t)back.p);
	free(pairs);
	arena_free(&mem);
}
END_TEST

START_TEST(places_count_characters)
{
	static const struct {
		enum encoding e;
		struct str text;
		size_t offset;
		uint32_t line, col;
	} places[] = {
		{ ENCODING_GB18030, STR("ab\n\xB5\xE7x\xB5\xE7"), 5, 2, 2 },
		{ ENCODING_GB18030, STR("\x81\x30\x81\x30z"), 4, 1, 2 },
		{ ENCODING_UTF16LE,
		    STR("a\0\n\0\x0A\x0A"
			"b\0"),
		    6, 2, 2 },
		{ ENCODING_UTF16BE, STR("\0a\0\n\0b\0c"), 6, 2, 2 },
		{ ENCODING_CP1252, STR("\xE4\xF6\n\n\xFC"), 4, 3, 1 },
	};

	for (size_t i = 0; i < LENGTH(places); i++) {
		struct pos at = encoding_place(
		    places[i].e, places[i].text, places[i].offset, "x");

		ck_assert_uint_eq(at.line, places[i].line);
		ck_assert_uint_eq(at.col, places[i].col);
	}
}
END_TEST

static uint64_t state;

static unsigned
draw(unsigned n)
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)((state >> 33) % n);
}

/* A character as people of that language write them, mostly. */
static size_t
write_one(enum encoding e, char *to)
{
	static const char *const west[] = { "Geh\xE4"
					    "use",
		"Gr\xF6\xDF",
		"L\xFC"
		"fter",
		"\xD8"
		"12",
		"25 \xB0"
		"C",
		"\xB5"
		"m",
		"arri\xE8"
		"re",
		"pi\xF1\xF3n",
		"\x93"
		"A\x94",
		"se\xE7\xE3"
		"o",
		"\xB1"
		"0.1",
		"Stra\xDF", "\xC5l" };
	unsigned lead, trail;

	if (e == ENCODING_CP1252) {
		const char *word = west[draw(LENGTH(west))];

		memcpy(to, word, strlen(word));
		to[strlen(word)] = ' ';
		return strlen(word) + 1;
	}
	if (e == ENCODING_SHIFT_JIS) {
		lead = draw(3) == 0 ? 0x88 + draw(15) : 0x83;
		trail = lead == 0x83 ? 0x40 + draw(0x3F) : 0xA0 + draw(0x5C);
		to[0] = (char)lead;
		to[1] = (char)trail;
		return 2;
	}
	lead = e == ENCODING_EUC_KR ? 0xB0 + draw(0x19)
	       : e == ENCODING_EUC_JP
		   ? (draw(3) == 0 ? 0xB0 + draw(0x1F) : 0xA5)
	       : e == ENCODING_BIG5 ? 0xA4 + draw(0x22)
				    : 0xB0 + draw(0x27);
	trail = 0xA1 + draw(lead == 0xA5 && e == ENCODING_EUC_JP ? 0x56 : 0x5E);
	if (e == ENCODING_BIG5 && draw(5) < 2)
		trail = 0x40 + draw(0x3F);
	to[0] = (char)lead;
	to[1] = (char)trail;
	return 2;
}

/*
 * Texts of one to sixty characters: what is found is right, or nothing is
 * found.  Of a long one it is found.  One or two characters alone may be valid
 * UTF-8 by chance, which goes before.
 */
START_TEST(nothing_is_taken_for_another_alphabet)
{
	static const enum encoding all[] = { ENCODING_GB18030, ENCODING_BIG5,
		ENCODING_SHIFT_JIS, ENCODING_EUC_JP, ENCODING_EUC_KR,
		ENCODING_CP1252 };
	size_t wrong = 0, found_long = 0, many = 0;

	state = 20260201;
	for (int round = 0; round < 1200; round++) {
		enum encoding is = all[(size_t)round % LENGTH(all)], e;
		char text[1000] = HEAD;
		struct findings f = { 0 };
		size_t n = strlen(text), size;
		unsigned length = 1 + draw(60);

		for (unsigned i = 0; i < length; i++) {
			if (i % 6 == 0)
				n += (size_t)sprintf(
				    text + n, "\nA,B%u,1,each,", i);
			n += write_one(is, text + n);
		}
		text[n++] = '\n';
		if (encoding_bad(is, (struct str){ text, n }, &size) < n)
			continue; /* no character has that number */
		if (find((struct str){ text, n }, NULL, &e, &f) == ST_OK) {
			wrong += e != is && (e != ENCODING_UTF8 || length > 2);
			found_long += e == is && length > 30;
		}
		many += length > 30;
		findings_free(&f);
	}
	ck_assert_uint_gt(many, 200);
	ck_assert_uint_eq(wrong, 0);
	ck_assert_uint_ge(found_long * 20, many * 19);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, an_encoding_is_found_by_what_it_says, 0, LENGTH(found));
	tcase_add_loop_test(
	    t, what_may_be_several_is_asked_for, 0, LENGTH(refusals));
	tcase_add_test(t, a_name_goes_before_what_is_found);
	tcase_add_loop_test(t, every_character_comes_back, 0, 8);
	tcase_add_test(t, places_count_characters);
	tcase_add_test(t, nothing_is_taken_for_another_alphabet);
}

int
main(void)
{
	return run_suite("encoding", add);
}
