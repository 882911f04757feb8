/* SPDX-License-Identifier: Apache-2.0 */
/* guard - bytes that claim to be text; see guard.h. */
#include "core/base/guard.h"

#include "core/base/halves.h"

#include <string.h>

struct pos
guard_place(struct str s, size_t offset, const char *file)
{
	struct pos at = { file, 1, 1 };
	size_t start = 0;

	for (size_t k = 0; k < offset; k++)
		if (s.p[k] == '\n') {
			at.line++;
			start = k + 1;
		}
	at.col = (uint32_t)(offset - start + 1);
	return at;
}

struct text_half {
	struct str s;
	size_t bad;
};

static void
look_at_half(void *half)
{
	struct text_half *h = half;

	h->bad = str_text_bad(h->s);
}

size_t
guard_bad(struct str s)
{
	size_t middle = s.n / 2;
	struct text_half first, second;

	if (s.n < HALVES_LEAST)
		return str_text_bad(s);
	/* each half begins with a character */
	while (middle > 0 && ((unsigned char)s.p[middle] & 0xC0) == 0x80)
		middle--;
	first.s = (struct str){ s.p, middle };
	second.s = (struct str){ s.p + middle, s.n - middle };
	halves_run(look_at_half, &first, &second);
	return first.bad < middle ? first.bad : middle + second.bad;
}

enum status
guard_text(struct str s, const char *file, struct findings *f)
{
	size_t bad = guard_bad(s);
	const char *nul;

	if (s.n >= 2 && (memcmp(s.p, "\xFF\xFE", 2) == 0 ||
			    memcmp(s.p, "\xFE\xFF", 2) == 0))
		return findings_error(f, ST_ENCODING,
		    ((struct pos){ file, 1, 1 }),
		    "UTF-16 text: expected UTF-8");
	if (bad == s.n)
		return ST_OK;
	nul = memchr(s.p, '\0', s.n);
	if (nul != NULL)
		return findings_error(f, ST_ENCODING,
		    guard_place(s, (size_t)(nul - s.p), file),
		    "a NUL byte: expected text in UTF-8");
	return findings_error(f, ST_ENCODING, guard_place(s, bad, file),
	    "byte 0x%02X is not UTF-8: expected text in UTF-8",
	    (unsigned char)s.p[bad]);
}
