/* SPDX-License-Identifier: Apache-2.0 */
/* doubt_name - part numbers that look like others; see doubt.h. */
#include "core/bom/link/doubt.h"

/* ASCII is plain to see. */
static bool
is_ascii(struct str s)
{
	uint64_t beyond = 0x8080808080808080ULL;

	for (; s.n > 8; s.p += 8, s.n -= 8)
		if ((hash_word(s.p, 8) & beyond) != 0)
			return false;
	return (hash_word(s.p, s.n) & beyond) == 0;
}

/* The first character of the part number that nobody sees, or s.n. */
static size_t
find_unseen(struct str s)
{
	struct str rest = s;

	if (is_ascii(s))
		return s.n;
	while (rest.n > 0 &&
	       ((unsigned char)rest.p[0] < 0x80 || str_unseen(rest) == 0)) {
		rest.p++;
		rest.n--;
	}
	return s.n - rest.n;
}

/* The part number without them; one that is too long is cut. */
static struct str
without_unseen(struct str s, char *out, size_t size)
{
	size_t n = 0, skip;

	while (s.n > 0 && n < size) {
		skip = str_unseen(s);
		if (skip == 0)
			out[n++] = s.p[0];
		skip += skip == 0;
		s.p += skip;
		s.n -= skip;
	}
	return (struct str){ out, n };
}

void
doubt_unseen(struct doubt *d, uint32_t item)
{
	const struct bom *b = d->b;
	const struct item *it = &b->item[item];
	struct str part = bom_part(b, item);
	size_t at = find_unseen(part);
	char room[200];
	struct str plain;

	if (at == part.n)
		return;
	plain = without_unseen(part, room, sizeof(room));
	findings_warn(d->f, ST_OK, bom_pos(b, it->at),
	    "part number %.*s has a mark that nobody sees after %zu byte%s: "
	    "expected none%s",
	    STR_ARG(str_clip(plain, 100)), at, at == 1 ? "" : "s",
	    intern_find(&b->parts, plain) != INTERN_NONE
		? "; the part without it is another one"
		: "");
}
