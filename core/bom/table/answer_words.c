/* SPDX-License-Identifier: Apache-2.0 */
/* answer_words - questionnaires in Chinese; see answer_words.h. */
#include "core/bom/table/answer_words.h"

#include <string.h>

/* The first of two Chinese words is the one that we write. */
static const struct word {
	const char *english, *chinese;
} words[] = {
	{ "amount", "含量" },
	{ "others", "其他稀土" },
	{ "further", "另含稀土" },
	{ "origin", "产地" },
	{ "mass", "质量" },
	{ "mining", "开采" },
	{ "beneficiation", "选矿" },
	{ "separation", "分离" },
	{ "metal", "金属" },
	{ "alloy", "合金" },
	{ "magnet", "磁体" },
	{ "component", "部件" },
	{ "recycling", "回收" },
	{ "all", "全部" },
	{ "element", "元素" },
	{ "oxide", "氧化物" },
	{ "blend", "混料" },
	{ "lots", "批次" },
	{ "none", "无" },
	{ "none", "没有" },
	{ "none", "不含" },
	{ "unknown", "未知" },
	{ "unknown", "不详" },
	{ "unknown", "不知道" },
	{ "present", "含有" },
	{ "present", "微量" },
};

/* Before a number. */
static const struct word signs[] = {
	{ "<", "小于" },
	{ "<", "低于" },
	{ "<", "少于" },
	{ "not above ", "不超过" },
	{ "not above ", "不高于" },
	{ "not above ", "不大于" },
	{ "not above ", "最多" },
	{ "at least ", "至少" },
	{ "at least ", "不低于" },
	{ "at least ", "不少于" },
	{ "at least ", "不小于" },
	{ "above ", "大于" },
	{ "above ", "超过" },
	{ "above ", "高于" },
};

struct str
answer_name(struct str text)
{
	if (text.n > 0 && text.p[0] == '\'')
		return (struct str){ text.p + 1, text.n - 1 };
	return text;
}

/* The sign of ASCII that three bytes stand for, or 0. */
static char
narrow(struct str s)
{
	if (str_starts(s, "\xE3\x80\x81")) /* the comma of lists */
		return ',';
	if (str_starts(s, "\xE3\x80\x80"))
		return ' ';
	return str_wide(s);
}

static struct str
narrow_all(struct str s, char buf[ANSWER_TEXT])
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = narrow((struct str){ s.p + i, s.n - i });

		buf[n++] = c != 0 ? c : s.p[i];
		i += c != 0 ? 2 : 0;
	}
	return str_trim((struct str){ buf, n });
}

static bool
has_wide(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0xE3)
			return true;
	return false;
}

/* The English sign instead of a Chinese one that s begins with. */
static struct str
plain_sign(struct str s, char buf[ANSWER_TEXT])
{
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		size_t from = strlen(signs[i].chinese);
		size_t to = strlen(signs[i].english);

		if (!str_starts(s, signs[i].chinese) ||
		    to + s.n - from > ANSWER_TEXT)
			continue;
		memmove(buf + to, s.p + from, s.n - from);
		memcpy(buf, signs[i].english, to);
		return (struct str){ buf, to + s.n - from };
	}
	return s;
}

struct str
answer_plain(struct str text, char buf[ANSWER_TEXT])
{
	struct str s = answer_name(text);

	if (s.n >= ANSWER_TEXT || !has_wide(s))
		return s;
	s = narrow_all(s, buf);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_is(s, words[i].chinese))
			return str_of(words[i].english);
	return plain_sign(s, buf);
}

const char *
answer_in_chinese(const char *english)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].english, english) == 0)
			return words[i].chinese;
	return english;
}
