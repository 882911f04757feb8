/* SPDX-License-Identifier: Apache-2.0 */
/*
 * digest - SHA-256 and the text forms of bytes.
 *
 * Reads:  str.h
 * Gives:  digests of inputs and filings; hexadecimal and base64
 * Memory: results go into the caller's arrays or arena
 */
#ifndef RETRACE_DIGEST_H
#define RETRACE_DIGEST_H

#include "core/base/arena.h"

#define SHA256_SIZE 32
#define SHA256_HEX (2 * SHA256_SIZE + 1)

/* False only when OpenSSL fails. */
bool digest_sha256(struct str s, uint8_t out[SHA256_SIZE]);
void digest_hex(const uint8_t in[SHA256_SIZE], char out[SHA256_HEX]);
/* Exactly 64 lower-case hexadecimal digits, else false. */
bool digest_from_hex(struct str hex, uint8_t out[SHA256_SIZE]);

/* Base64 without line breaks; .p NULL when memory is out. */
struct str base64_encode(struct arena *a, struct str bytes);
/*
 * Strict: canonical padding, no blanks, re-encodes to itself.  .p NULL if
 * not so (or memory is out).
 */
struct str base64_decode(struct arena *a, struct str text);

#endif
