/* SPDX-License-Identifier: Apache-2.0 */
/* slug - a name of anything as part of a file name; see slug.h. */
#include "core/report/ask/slug.h"

#include <string.h>

/* Letters of Latin with marks, Greek, Cyrillic, and of East Asia: none of
 * them is a sign, a blank or a mark of direction. */
static bool
is_letter(uint32_t c)
{
	return (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) ||
	       (c >= 0x386 && c <= 0x3CE && c != 0x387) ||
	       (c >= 0x400 && c <= 0x481) || (c >= 0x48A && c <= 0x52F) ||
	       (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FA) ||
	       (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
	       (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x20000 && c <= 0x2FA1F);
}

void
slug_make(char out[SLUG_TEXT], struct str name)
{
	size_t n = 0;

	while (name.n > 0) {
		size_t len;
		uint32_t c = str_utf8_at(name, &len);
		bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');

		if (c >= 'A' && c <= 'Z') {
			c += 'a' - 'A';
			plain = true;
		}
		if (n + len + 1 >= SLUG_TEXT)
			break;
		if (plain) {
			out[n++] = (char)c;
		} else if (is_letter(c)) {
			memcpy(out + n, name.p, len);
			n += len;
		} else if (n > 0 && out[n - 1] != '-') {
			out[n++] = '-';
		}
		name.p += len;
		name.n -= len;
	}
	while (n > 0 && out[n - 1] == '-')
		n--;
	if (n == 0)
		out[n++] = 'x';
	out[n] = '\0';
}
