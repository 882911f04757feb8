/* SPDX-License-Identifier: Apache-2.0 */
/* pattern - regular expressions as our schemas have them; see pattern.h. */
#include "core/base/pattern.h"

#include <limits.h>
#include <string.h>

#define ENDLESS UINT_MAX
#define TIMES_MOST 1000

/* A set of characters, or a group of ways; so often, then the next. */
struct piece {
	bool is_group;
	bool holds[128];
	const struct way *way;
	unsigned least, most;
	struct piece *next;
};

struct way {
	struct piece *first; /* or NULL: nothing */
	struct way *other;
};

struct pattern {
	struct piece all; /* the group around everything */
};

/* ---- reading */

struct reader {
	const char *p;
	struct arena *a;
};

static bool read_ways(struct reader *r, struct piece *group, unsigned depth);

/* A character that stands for itself, in a class or out of it. */
static bool
read_char(struct reader *r, const char *special, unsigned char *c)
{
	bool escaped = *r->p == '\\';

	if (escaped)
		r->p++;
	*c = (unsigned char)*r->p;
	if (*c < 0x20 || *c >= 0x7f)
		return false;
	if (escaped ? strchr(".\\-[](){}?*+|^", *c) == NULL
		    : strchr(special, *c) != NULL)
		return false;
	r->p++;
	return true;
}

/* Behind '['. */
static bool
read_class(struct reader *r, struct piece *x)
{
	unsigned char from, to;

	while (*r->p != ']') {
		if (*r->p == '-' && r->p[1] == ']') {
			x->holds['-'] = true;
			r->p++;
			continue;
		}
		if (!read_char(r, "[]^-", &from))
			return false;
		to = from;
		if (*r->p == '-' && r->p[1] != ']') {
			r->p++;
			if (!read_char(r, "[]^-", &to) || to < from)
				return false;
		}
		for (unsigned c = from; c <= to; c++)
			x->holds[c] = true;
	}
	r->p++;
	return true;
}

static bool
read_number(struct reader *r, unsigned *n)
{
	*n = 0;
	if (*r->p < '0' || *r->p > '9')
		return false;
	for (; *r->p >= '0' && *r->p <= '9'; r->p++) {
		*n = *n * 10 + (unsigned)(*r->p - '0');
		if (*n > TIMES_MOST)
			return false;
	}
	return true;
}

static bool
read_times(struct reader *r, struct piece *x)
{
	x->least = x->most = 1;
	switch (*r->p) {
	case '?':
		x->least = 0;
		break;
	case '*':
		x->least = 0;
		x->most = ENDLESS;
		break;
	case '+':
		x->most = ENDLESS;
		break;
	case '{':
		r->p++;
		if (!read_number(r, &x->least))
			return false;
		x->most = x->least;
		if (*r->p == ',') {
			r->p++;
			if (!read_number(r, &x->most) || x->most < x->least)
				return false;
		}
		if (*r->p != '}')
			return false;
		break;
	default:
		return true;
	}
	r->p++;
	return true;
}

/* May it be nothing at all? */
static bool
is_nothing(const struct piece *x)
{
	const struct piece *p = NULL;

	if (x->least == 0 || !x->is_group)
		return x->least == 0;
	for (const struct way *w = x->way; w != NULL; w = w->other) {
		for (p = w->first; p != NULL && is_nothing(p); p = p->next)
			;
		if (p == NULL)
			return true;
	}
	return false;
}

/* What may be nothing, and often: none of ours, and not taken by all alike. */
static bool
is_odd(const struct piece *x)
{
	struct piece once = *x;

	once.least = once.most = 1;
	return x->is_group && x->most > 1 && is_nothing(&once);
}

static struct piece *
read_piece(struct reader *r, unsigned depth)
{
	struct piece *x = TAKE(r->a, struct piece, 1);
	unsigned char c;

	if (x == NULL)
		return NULL;
	if (*r->p == '(') {
		r->p++;
		x->is_group = true;
		if (!read_ways(r, x, depth + 1) || *r->p != ')')
			return NULL;
		r->p++;
	} else if (*r->p == '[') {
		r->p++;
		if (!read_class(r, x))
			return NULL;
	} else {
		if (!read_char(r, ".[](){}?*+|^$", &c))
			return NULL;
		x->holds[c] = true;
	}
	return read_times(r, x) && !is_odd(x) ? x : NULL;
}

/* Up to the end of the pattern, or of the group. */
static bool
read_ways(struct reader *r, struct piece *group, unsigned depth)
{
	struct way *w = TAKE(r->a, struct way, 1);
	struct piece **to = w != NULL ? &w->first : NULL;

	if (w == NULL || depth > 4)
		return false;
	group->way = w;
	while (*r->p != '\0' && *r->p != ')') {
		if (*r->p == '|') {
			r->p++;
			w->other = TAKE(r->a, struct way, 1);
			if (w->other == NULL)
				return false;
			w = w->other;
			to = &w->first;
			continue;
		}
		*to = read_piece(r, depth);
		if (*to == NULL)
			return false;
		to = &(*to)->next;
	}
	return true;
}

const struct pattern *
pattern_read(const char *text, struct arena *a)
{
	struct reader r = { text, a };
	struct pattern *p = TAKE(a, struct pattern, 1);

	if (p == NULL)
		return NULL;
	p->all.is_group = true;
	p->all.least = p->all.most = 1;
	return read_ways(&r, &p->all, 0) && *r.p == '\0' ? p : NULL;
}

/* ---- fitting */

/* What follows a way of a group: the group again, then what is behind it. */
struct behind {
	const struct piece *group;
	unsigned times; /* so often by now */
	const struct behind *outer;
};

static bool fit(
    const struct piece *x, struct str s, const struct behind *behind);

static struct str
from(struct str s, size_t n)
{
	return (struct str){ s.p + n, s.n - n };
}

static bool
fit_group(const struct piece *x, unsigned times, struct str s,
    const struct behind *outer)
{
	const struct behind again = { x, times + 1, outer };

	if (times < x->most)
		for (const struct way *w = x->way; w != NULL; w = w->other)
			if (fit(w->first, s, &again))
				return true;
	return times >= x->least && fit(x->next, s, outer);
}

static bool
fit_behind(struct str s, const struct behind *b)
{
	return b != NULL ? fit_group(b->group, b->times, s, b->outer)
			 : s.n == 0;
}

static bool
fit_set(const struct piece *x, struct str s, const struct behind *behind)
{
	size_t n = 0;

	while (n < s.n && n < x->most && (unsigned char)s.p[n] < 128 &&
	       x->holds[(unsigned char)s.p[n]])
		n++;
	for (;; n--) {
		if (n < x->least)
			return false;
		if (fit(x->next, from(s, n), behind))
			return true;
		if (n == 0)
			return false;
	}
}

static bool
fit(const struct piece *x, struct str s, const struct behind *behind)
{
	if (x == NULL)
		return fit_behind(s, behind);
	return x->is_group ? fit_group(x, 0, s, behind) : fit_set(x, s, behind);
}

bool
pattern_fits(const struct pattern *p, struct str text)
{
	return text.n <= PATTERN_MOST && fit(&p->all, text, NULL);
}
