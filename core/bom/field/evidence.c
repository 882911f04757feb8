/* SPDX-License-Identifier: Apache-2.0 */
/*
 * evidence - what proves a statement: the name of a document, its digest, or
 * both; see fields.h.
 *
 * A digest must be one that somebody can compare years later: "sha256:" and
 * all of its 64 digits, written in lower case from then on.
 */
#include "core/bom/field/fields.h"

#include "core/base/digest.h"
#include "core/base/limits.h"

#include <ctype.h>
#include <string.h>

#define PREFIX "sha256:"

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* "sha-1:", "SHA512:", "md5:": whatever calls itself a digest. */
static bool
is_digest(struct str word)
{
	const char *colon = memchr(word.p, ':', word.n);
	static const char *const kinds[] = { "sha", "md5" };

	for (size_t i = 0; colon != NULL && i < 2; i++)
		if (colon - word.p >= 3 && lower(word.p[0]) == kinds[i][0] &&
		    lower(word.p[1]) == kinds[i][1] &&
		    lower(word.p[2]) == kinds[i][2]) {
			const char *p = word.p + 3;

			while (p < colon &&
			       ((*p >= '0' && *p <= '9') || *p == '-'))
				p++;
			return p == colon;
		}
	return false;
}

static struct str
next_word(struct str *rest)
{
	struct str word;
	size_t n = 0;

	*rest = str_trim(*rest);
	while (n < rest->n && !isspace((unsigned char)rest->p[n]))
		n++;
	word = (struct str){ rest->p, n };
	*rest = (struct str){ rest->p + n, rest->n - n };
	return word;
}

/* Writes the digest in lower case; false unless it is one, in full. */
static bool
write_digest(struct str word, char out[sizeof(PREFIX) + SHA256_HEX])
{
	uint8_t digest[SHA256_SIZE];
	size_t prefix = strlen(PREFIX);

	if (word.n != prefix + SHA256_HEX - 1)
		return false;
	for (size_t i = 0; i < word.n; i++)
		out[i] = lower(word.p[i]);
	return memcmp(out, PREFIX, prefix) == 0 &&
	       digest_from_hex(
		   (struct str){ out + prefix, word.n - prefix }, digest);
}

enum status
fields_evidence(
    struct bom *b, struct field text, uint32_t *id, struct findings *f)
{
	struct str s = str_trim(text.text), rest = s;
	char copy[LIMIT_TEXT];

	if (s.n > LIMIT_TEXT)
		return fields_text(b, text, id, f);
	if (s.n > 0)
		memcpy(copy, s.p, s.n);
	while (rest.n > 0) {
		struct str word = next_word(&rest);
		char digest[sizeof(PREFIX) + SHA256_HEX];

		if (!is_digest(word))
			continue;
		if (!write_digest(word, digest) || str_trim(rest).n > 0)
			return findings_error(f, ST_SYNTAX, bom_pos(b, text.at),
			    "evidence \"%.*s\": expected a name, or sha256: "
			    "and 64 hexadecimal digits, or both in this order",
			    STR_ARG(str_clip(s, 120)));
		memcpy(copy + (word.p - s.p), digest, word.n);
	}
	return fields_text(b, (struct field){ { copy, s.n }, text.at }, id, f);
}
