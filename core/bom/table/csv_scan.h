/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_scan - where the fields of a table end, 64 bytes at once.
 *
 * Reads:  csv.h
 * Gives:  the separators and line feeds of a struct csv, one after the other
 * Memory: nothing
 */
#ifndef RETRACE_CSV_SCAN_H
#define RETRACE_CSV_SCAN_H

#include "core/bom/table/csv.h"

#include <string.h>

/* Sixteen bytes at once; what a compiler makes of it on any machine. */
typedef unsigned char csv_sixteen __attribute__((vector_size(16)));
typedef uint64_t csv_two_words __attribute__((vector_size(16)));

/* Bit per byte that is all ones, of bytes that are all ones or all zeros. */
static inline uint64_t
csv_gather(csv_sixteen hit)
{
#ifdef __SSE2__
	typedef char signed_sixteen __attribute__((vector_size(16)));

	return (unsigned)__builtin_ia32_pmovmskb128((signed_sixteen)hit);
#else
	/* bit i of byte i of each word, to be gathered in the topmost byte */
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	const csv_two_words bits = (csv_two_words){ 0 } + 0x8040201008040201ULL;
#else
	const csv_two_words bits = (csv_two_words){ 0 } + 0x0102040810204080ULL;
#endif
	const uint64_t ones = 0x0101010101010101ULL;
	csv_two_words word = (csv_two_words)hit & bits;

	return word[0] * ones >> 56 | word[1] * ones >> 56 << 8;
#endif
}

/* Bit per byte of the 64 at p that is a separator or a line feed. */
static inline uint64_t
csv_find_stops(const char *p, char separator)
{
	const csv_sixteen sep = (csv_sixteen){ 0 } + (unsigned char)separator;
	const csv_sixteen feed = (csv_sixteen){ 0 } + (unsigned char)'\n';
	uint64_t stops = 0;

	for (int i = 0; i < 64; i += 16) {
		csv_sixteen bytes;

		memcpy(&bytes, p + i, sizeof(bytes));
		stops |=
		    csv_gather((csv_sixteen)((bytes == sep) | (bytes == feed)))
		    << i;
	}
	return stops;
}

/* The same of the last bytes of the file. */
static inline uint64_t
csv_stops_of_tail(const char *p, size_t n, char separator)
{
	char tail[64] = { 0 };

	memcpy(tail, p, n);
	return csv_find_stops(tail, separator);
}

static inline uint64_t
csv_stops_at(const struct csv *c, const char *p)
{
	size_t n = (size_t)(c->end - p);

	return n >= 64 ? csv_find_stops(p, c->separator)
		       : csv_stops_of_tail(p, n, c->separator);
}

/* The next separator or line feed, or the end. */
static inline const char *
csv_next_stop(const struct csv *c, struct csv_scan *s)
{
	const char *stop;

	while (s->stops == 0) {
		if (c->end - s->block <= 64)
			return c->end;
		s->block += 64;
		s->stops = csv_stops_at(c, s->block);
	}
	stop = s->block + __builtin_ctzll(s->stops);
	s->stops &= s->stops - 1;
	return stop;
}

/* Passes over stops before p. */
static inline void
csv_seek(const struct csv *c, struct csv_scan *s, const char *p)
{
	size_t in = (size_t)((uintptr_t)p - (uintptr_t)s->block);

	if (in < 64) {
		s->stops &= ~0ULL << in;
		return;
	}
	s->block = p;
	s->stops = csv_stops_at(c, p);
}

#endif
