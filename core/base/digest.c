/* SPDX-License-Identifier: Apache-2.0 */
/* digest - SHA-256 and the text forms of bytes; see digest.h. */
#include "core/base/digest.h"

#include <limits.h>
#include <openssl/evp.h>
#include <string.h>

bool
digest_sha256(struct str s, uint8_t out[SHA256_SIZE])
{
	unsigned n = SHA256_SIZE;

	return EVP_Digest(s.p, s.n, out, &n, EVP_sha256(), NULL) == 1 &&
	       n == SHA256_SIZE;
}

void
digest_hex(const uint8_t in[SHA256_SIZE], char out[SHA256_HEX])
{
	static const char hex[] = "0123456789abcdef";

	for (size_t i = 0; i < SHA256_SIZE; i++) {
		out[2 * i] = hex[in[i] >> 4];
		out[2 * i + 1] = hex[in[i] & 15];
	}
	out[SHA256_HEX - 1] = '\0';
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

bool
digest_from_hex(struct str hex, uint8_t out[SHA256_SIZE])
{
	uint8_t got[SHA256_SIZE];

	if (hex.n != SHA256_HEX - 1)
		return false;
	for (size_t i = 0; i < SHA256_SIZE; i++) {
		int a = hex_value(hex.p[2 * i]);
		int b = hex_value(hex.p[2 * i + 1]);

		if (a < 0 || b < 0)
			return false;
		got[i] = (uint8_t)(a * 16 + b);
	}
	memcpy(out, got, sizeof(got));
	return true;
}

struct str
base64_encode(struct arena *a, struct str bytes)
{
	size_t n = (bytes.n + 2) / 3 * 4;
	unsigned char *p;

	if (bytes.n > INT_MAX / 2)
		return (struct str){ NULL, 0 };
	p = arena_take(a, 1, 1, n + 1);
	if (p == NULL)
		return (struct str){ NULL, 0 };
	EVP_EncodeBlock(p, (const unsigned char *)bytes.p, (int)bytes.n);
	return (struct str){ (char *)p, n };
}

struct str
base64_decode(struct arena *a, struct str text)
{
	const struct str none = { NULL, 0 };
	unsigned char *p;
	struct str back, out;
	size_t pad = 0;
	int n;

	if (text.n % 4 != 0 || text.n > INT_MAX / 2)
		return none;
	p = arena_take(a, 1, 1, text.n / 4 * 3 + 1);
	if (p == NULL)
		return none;
	n = EVP_DecodeBlock(p, (const unsigned char *)text.p, (int)text.n);
	if (n < 0)
		return none;
	while (pad < 2 && pad < text.n && text.p[text.n - 1 - pad] == '=')
		pad++;
	out = (struct str){ (char *)p, (size_t)n - pad };
	back = base64_encode(a, out);
	return back.p != NULL && str_eq(back, text) ? out : none;
}
