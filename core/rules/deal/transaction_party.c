/* SPDX-License-Identifier: Apache-2.0 */
/* transaction_party - parties and stakes of a transaction; see
 * transaction_xml.h. */
#include "core/bom/field/units.h"
#include "core/bom/link/spelling.h"
#include "core/rules/deal/transaction_xml.h"

#include <stdio.h>
#include <string.h>

static void
read_names(struct document *d, const xmlNode *node, const char *attribute,
    struct list_names *out)
{
	struct str s = document_text(d, node, attribute), w;
	size_t n = 0, i = 0;

	while (document_word(s, &i).n > 0)
		n++;
	out->name = TAKE(d->mem, struct str, n + 1);
	if (out->name == NULL) {
		findings_error(
		    d->f, ST_NOMEM, document_at(d, node), "out of memory");
		return;
	}
	for (i = 0; (w = document_word(s, &i)).n > 0;) {
		if (list_names_hold(out, w))
			findings_error(d->f, ST_DUPLICATE, document_at(d, node),
			    "\"%.*s\" twice in %s: expected it once",
			    STR_ARG(str_clip(w, 64)), attribute);
		out->name[out->n++] = w;
	}
}

uint8_t
transaction_roles(struct str s)
{
	static const char *const words[ROLE_COUNT] = { "exporter", "consignee",
		"end-user", "supplier", "producer" };
	struct str w;
	uint8_t set = 0;
	size_t i = 0;

	while ((w = document_word(s, &i)).n > 0)
		for (int k = 0; k < ROLE_COUNT; k++)
			if (str_is(w, words[k]))
				set |= (uint8_t)(1 << k);
	return set;
}

void
transaction_read_party(
    struct document *d, const xmlNode *node, struct transaction *t)
{
	struct party *p = &t->party[t->nparty++];
	struct str others = document_text(d, node, "others");

	p->at = document_keep(d, node);
	p->id = document_text(d, node, "id").p;
	p->name = document_text(d, node, "name").p;
	p->roles = transaction_roles(document_text(d, node, "role"));
	p->others = (uint8_t)(str_is(others, "none")         ? OTHERS_NONE
			      : str_is(others, "not-listed") ? OTHERS_NOT_LISTED
							     : OTHERS_UNKNOWN);
	document_country(d, node, "country", p->country);
	read_names(d, node, "on", &p->on);
	read_names(d, node, "not-on", &p->not_on);
	for (size_t i = 0; i < p->on.n; i++)
		if (list_names_hold(&p->not_on, p->on.name[i]))
			findings_error(d->f, ST_CONFLICT, document_at(d, node),
			    "%s is on the list \"%.*s\" and is not on it: "
			    "expected one of them",
			    p->id, STR_ARG(p->on.name[i]));
}

bool
transaction_number(struct document *d, const xmlNode *node, struct str s,
    mpq_t out, uint8_t *dimension)
{
	const char *blank = memchr(s.p, ' ', s.n);
	size_t n = blank != NULL ? (size_t)(blank - s.p) : s.n;
	enum unit u = blank != NULL
			  ? unit_find((struct str){ blank + 1, s.n - n - 1 })
			  : UNIT_NONE;
	struct error err = { 0 };

	if (u == UNIT_NONE)
		error_set(&err, ST_UNIT, document_at(d, node),
		    "\"%.*s\": expected a number, a blank and a unit",
		    STR_ARG(str_clip(s, 60)));
	else if (num_read((struct str){ s.p, n }, document_at(d, node), out,
		     &err) == ST_OK)
		unit_to_base(u, out);
	if (err.code != ST_OK) {
		findings_take(d->f, &err);
		return false;
	}
	*dimension = (uint8_t)unit_dimension(u);
	return true;
}

/* How one end of a share is written: with itself, and without. */
struct end_words {
	const char *closed, *open; /* attributes */
	const char *at, *beyond;   /* the same for a reader */
};

static void
read_end(struct document *d, const xmlNode *node, const struct end_words *w,
    struct share_end *e, struct stake *s)
{
	struct str at = document_text(d, node, w->closed);
	struct str beyond = document_text(d, node, w->open);
	char text[160];
	uint8_t dimension;

	if (at.n > 0 && beyond.n > 0)
		findings_error(d->f, ST_CONFLICT, document_at(d, node),
		    "%s and %s: expected one of them", w->closed, w->open);
	else if (at.n + beyond.n > 0)
		transaction_number(
		    d, node, at.n > 0 ? at : beyond, e->at, &dimension);
	else
		return;
	e->open = at.n == 0;
	snprintf(text, sizeof(text), "%s%s%s %.*s", s->text,
	    s->text[0] != '\0' ? " and " : "", at.n > 0 ? w->at : w->beyond,
	    STR_ARG(str_clip(at.n > 0 ? at : beyond, 60)));
	s->text = arena_copy(d->mem, str_of(text)).p;
	if (s->text == NULL)
		s->text = "";
}

/* "60 %" in share, or ends, or nothing: then nobody knows. */
static void
read_share(struct document *d, const xmlNode *node, struct stake *s)
{
	static const struct end_words least = { "at-least", "above", "at least",
		"more than" };
	static const struct end_words most = { "at-most", "below", "at most",
		"less than" };
	struct str share = document_text(d, node, "share");
	uint8_t dimension;

	mpq_init(s->lo.at);
	mpq_init(s->hi.at);
	mpq_set_ui(s->hi.at, 1, 1);
	s->text = "";
	read_end(d, node, &least, &s->lo, s);
	read_end(d, node, &most, &s->hi, s);
	if (share.n > 0 && s->text[0] != '\0')
		findings_error(d->f, ST_CONFLICT, document_at(d, node),
		    "share and its ends: expected one of them");
	else if (share.n > 0 &&
		 transaction_number(d, node, share, s->lo.at, &dimension))
		mpq_set(s->hi.at, s->lo.at);
	if (share.n > 0)
		s->text = share.p;
	if (s->text[0] == '\0')
		s->text = "an unknown share";
	if (mpq_cmp_ui(s->hi.at, 1, 1) > 0 || mpq_cmp_ui(s->lo.at, 1, 1) > 0)
		findings_error(d->f, ST_RANGE, document_at(d, node),
		    "a share of %s: expected at most 100 %%", s->text);
	else if (mpq_cmp(s->lo.at, s->hi.at) > 0 ||
		 (mpq_equal(s->lo.at, s->hi.at) && (s->lo.open || s->hi.open)))
		findings_error(d->f, ST_CONFLICT, document_at(d, node),
		    "%s: expected ends with something between them", s->text);
}

static uint32_t
find_party(struct document *d, const xmlNode *node, const char *attribute,
    const struct transaction *t)
{
	struct str id = document_text(d, node, attribute);

	for (size_t i = 0; i < t->nparty; i++)
		if (str_is(id, t->party[i].id))
			return (uint32_t)i;
	findings_error(d->f, ST_REF, document_at(d, node),
	    "%s \"%.*s\": expected the id of a party", attribute,
	    STR_ARG(str_clip(id, 64)));
	return 0;
}

void
transaction_read_stake(
    struct document *d, const xmlNode *node, struct transaction *t)
{
	struct stake *s = &t->stake[t->nstake++];
	size_t before = d->f->errors;

	s->at = document_keep(d, node);
	s->owner = find_party(d, node, "owner", t);
	s->held = find_party(d, node, "of", t);
	read_share(d, node, s);
	if (d->f->errors > before)
		return;
	if (s->owner == s->held)
		findings_error(d->f, ST_CYCLE, document_at(d, node),
		    "%s holds itself: expected the shares that others hold",
		    t->party[s->owner].id);
	for (size_t i = 0; i + 1 < t->nstake; i++)
		if (t->stake[i].owner == s->owner &&
		    t->stake[i].held == s->held)
			findings_error(d->f, ST_DUPLICATE, document_at(d, node),
			    "%s holds %s for the second time: the first is in "
			    "line %u; expected one stake with all of it",
			    t->party[s->owner].id, t->party[s->held].id,
			    (unsigned)t->stake[i].at.line);
}

/* Nobody is held by more than the whole; and if no others hold it, by all. */
static void
check_sum(struct document *d, const struct transaction *t, uint32_t held)
{
	const struct party *p = &t->party[held];
	struct pos at = { d->file, p->at.line, p->at.col };
	char text[NUM_TEXT];
	mpq_t lo, hi;

	mpq_inits(lo, hi, NULL);
	for (size_t i = 0; i < t->nstake; i++)
		if (t->stake[i].held == held) {
			mpq_add(lo, lo, t->stake[i].lo.at);
			mpq_add(hi, hi, t->stake[i].hi.at);
		}
	if (mpq_cmp_ui(lo, 1, 1) > 0) {
		mpq_set_ui(hi, 100, 1);
		mpq_mul(lo, lo, hi);
		num_format(text, lo, 12, NUM_DOWN);
		findings_error(d->f, ST_CONFLICT, at,
		    "the stakes in %s add up to %s %% or more: expected at "
		    "most 100 %%",
		    p->id, text);
	} else if (p->others == OTHERS_NONE && mpq_cmp_ui(hi, 1, 1) < 0) {
		mpq_set_ui(lo, 100, 1);
		mpq_mul(hi, hi, lo);
		num_format(text, hi, 12, NUM_UP);
		findings_error(d->f, ST_CONFLICT, at,
		    "the stakes in %s add up to %s %% at most, and nobody "
		    "else holds it: expected 100 %%, or others=\"unknown\"",
		    p->id, text);
	}
	mpq_clears(lo, hi, NULL);
}

/* Is it the same party under two ids?  What goes to one must be added up. */
static bool
is_same_party(const struct party *a, const struct party *b)
{
	return (a->roles & b->roles & 1 << ROLE_END_USER) != 0 &&
	       (a->country[0] == '\0' || b->country[0] == '\0' ||
		   strcmp(a->country, b->country) == 0) &&
	       spelling_same_company(str_of(a->name), str_of(b->name));
}

void
transaction_check_parties(struct document *d, const struct transaction *t)
{
	uint8_t seen = 0;

	for (size_t i = 0; i < t->nparty; i++) {
		const struct party *p = &t->party[i];
		struct pos at = { d->file, p->at.line, p->at.col };
		uint8_t one = 1 << ROLE_EXPORTER | 1 << ROLE_CONSIGNEE;

		if ((p->roles & seen & one) != 0)
			findings_error(d->f, ST_DUPLICATE, at,
			    "%s is a second %s: expected one", p->id,
			    role_name((p->roles & seen & 1) != 0
					  ? ROLE_EXPORTER
					  : ROLE_CONSIGNEE));
		for (size_t k = 0; k < i; k++)
			if (is_same_party(&t->party[k], p))
				findings_error(d->f, ST_DUPLICATE, at,
				    "%s has the name and the country of %s: "
				    "expected each end user once",
				    p->id, t->party[k].id);
		seen |= p->roles;
		check_sum(d, t, (uint32_t)i);
	}
}
