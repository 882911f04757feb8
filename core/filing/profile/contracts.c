/* SPDX-License-Identifier: Apache-2.0 */
/* contracts - one contract for each end-use certificate; see contracts.h. */
#include "core/filing/profile/contracts.h"

#include <stdarg.h>
#include <stdio.h>

#include "core/base/hash.h"

/* Of a name in a message: no more of it [bytes]. */
#define NAME_SHOWN 120
#define TOLD_TEXT 640

/* Contracts, certificates, and of each certificate its contract. */
struct books {
	struct intern sold;      /* by the goods */
	struct intern certified; /* by some certificate */
	struct intern number;
	const struct profile_value **of; /* [number.n] */
	contracts_tell *tell;
	void *user;
};

static const struct profile_value *
value_of(const struct profile_part *part, int block, const char *field)
{
	return &part->value[profile_find_field(block, field)];
}

static struct str
text_of(const struct profile_value *v)
{
	return v->text[PROFILE_EN];
}

/* False when memory is out. */
static bool
put(struct intern *t, struct str key)
{
	return key.n == 0 || intern_put(t, key) != INTERN_NONE;
}

static void say(const struct books *b, struct pos at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void
say(const struct books *b, struct pos at, const char *format, ...)
{
	char text[TOLD_TEXT];
	va_list list;

	va_start(list, format);
	vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	b->tell(b->user, at, text);
}

/* So much of a text as a message shows. */
static struct str
shown(const struct profile_value *v)
{
	return str_clip(text_of(v), NAME_SHOWN);
}

/* False when memory is out. */
static bool
take_certificate(struct books *b, const struct profile_part *part)
{
	const struct profile_value *number =
	    value_of(part, BLOCK_CERTIFICATE, "number");
	const struct profile_value *contract =
	    value_of(part, BLOCK_CERTIFICATE, "contract");
	size_t known = b->number.n;
	uint32_t i;

	if (text_of(contract).n == 0)
		return true;
	if (intern_find(&b->sold, text_of(contract)) == INTERN_NONE)
		say(b, contract->at,
		    "an end-use certificate is for the contract \"%.*s\", "
		    "which no line of goods names: expected one contract, as "
		    "goods/contract has it",
		    STR_ARG(shown(contract)));
	if (!put(&b->certified, text_of(contract)))
		return false;
	if (text_of(number).n == 0)
		return true;
	i = intern_put(&b->number, text_of(number));
	if (i == INTERN_NONE)
		return false;
	if (i == known)
		b->of[i] = contract;
	else if (!str_eq(text_of(b->of[i]), text_of(contract)))
		say(b, contract->at,
		    "the end-use certificate \"%.*s\" is for the contract "
		    "\"%.*s\" and for \"%.*s\": expected one contract for each "
		    "certificate",
		    STR_ARG(shown(number)), STR_ARG(shown(b->of[i])),
		    STR_ARG(shown(contract)));
	return true;
}

/* Each contract once. */
static bool
take_goods(struct books *b, const struct profile_part *part, bool compare)
{
	const struct profile_value *contract =
	    value_of(part, BLOCK_GOODS, "contract");
	size_t known = b->sold.n;

	if (!put(&b->sold, text_of(contract)))
		return false;
	if (compare && b->sold.n > known &&
	    intern_find(&b->certified, text_of(contract)) == INTERN_NONE)
		say(b, contract->at,
		    "the goods are of the contract \"%.*s\", for which there "
		    "is no end-use certificate, while there is one for "
		    "another: expected one for each contract",
		    STR_ARG(shown(contract)));
	return true;
}

/* Does any certificate say for which contract it is?  Else all go together. */
static bool
names_contract(const struct profile *p)
{
	size_t first, n = profile_parts(p, BLOCK_CERTIFICATE, &first);

	for (size_t i = 0; i < n; i++)
		if (text_of(value_of(&p->part[first + i], BLOCK_CERTIFICATE,
				"contract"))
			.n > 0)
			return true;
	return false;
}

static bool
compare(struct books *b, const struct profile *p)
{
	size_t cert, goods;
	size_t ncert = profile_parts(p, BLOCK_CERTIFICATE, &cert);
	size_t ngoods = profile_parts(p, BLOCK_GOODS, &goods);
	bool good = true;

	for (size_t i = 0; good && i < ngoods; i++)
		good = take_goods(b, &p->part[goods + i], false);
	for (size_t i = 0; good && i < ncert; i++)
		good = take_certificate(b, &p->part[cert + i]);
	intern_free(&b->sold);
	for (size_t i = 0; good && b->certified.n > 0 && i < ngoods; i++)
		good = take_goods(b, &p->part[goods + i], true);
	return good;
}

enum status
contracts_check(const struct profile *p, contracts_tell *tell, void *user,
    struct error *err)
{
	struct books b = { .tell = tell, .user = user };
	struct arena mem = { 0 };
	bool good;

	if (!names_contract(p))
		return ST_OK;
	b.of = TAKE(&mem, const struct profile_value *, p->n + 1);
	good = b.of != NULL && compare(&b, p);
	intern_free(&b.sold);
	intern_free(&b.certified);
	intern_free(&b.number);
	arena_free(&mem);
	return good ? ST_OK
		    : error_set(err, ST_NOMEM, pos_none, "out of memory");
}
