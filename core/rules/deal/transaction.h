/* SPDX-License-Identifier: Apache-2.0 */
/*
 * transaction - who ships what to whom, for what use.
 *
 * Reads:  document.h; a transaction file (schemas/transaction-1.md)
 * Gives:  parties and who holds them, the way of the goods, quantities of a
 *         year, answers; judged by ownership.h and outcome.h
 * Memory: transaction_free()
 *
 * What is not said is not known: no party is free of a list because nobody
 * looked, and no stake is zero because nobody named it.
 */
#ifndef RETRACE_TRANSACTION_H
#define RETRACE_TRANSACTION_H

#include "core/base/arena.h"
#include "core/base/date.h"
#include "core/base/file.h"
#include "core/base/findings.h"
#include "core/base/num.h"

#define TRANSACTION_XMLNS "urn:retrace:transaction:1"

enum role {
	ROLE_EXPORTER,
	ROLE_CONSIGNEE,
	ROLE_END_USER,
	ROLE_SUPPLIER, /* from whom parts or materials were bought */
	ROLE_PRODUCER, /* who made or processed them */
	ROLE_COUNT
};
/* Bits of the roles that words between blanks name. */
uint8_t transaction_roles(struct str words);
const char *role_name(enum role r); /* "end user" */

/* Of a question: no, yes, or nobody said. */
enum reply { REPLY_NO, REPLY_YES, REPLY_UNKNOWN };
const char *reply_word(enum reply a); /* "no" */

/* Who else holds a party, beside those whose stakes are named. */
enum others {
	OTHERS_UNKNOWN,    /* nobody said */
	OTHERS_NOT_LISTED, /* nobody who is on a list, at any remove */
	OTHERS_NONE        /* those who are named hold all of it */
};

/* Names of lists. */
struct list_names {
	struct str *name; /* [n] */
	size_t n;
};

struct party {
	const char *id, *name;
	char country[3]; /* "" not said */
	uint8_t roles;   /* bit per role */
	uint8_t others;  /* enum others */
	struct list_names on, not_on;
	struct pos at;
};

/* One end of a share in [0, 1]. */
struct share_end {
	mpq_t at;
	bool open; /* the end itself is not meant */
};

/* A part of one party that another holds. */
struct stake {
	uint32_t owner, held; /* indices of parties */
	struct share_end lo, hi;
	const char *text; /* as written: "60 %", "more than 25 %" */
	struct pos at;
};

/* Somebody whom nobody has named. */
#define PARTY_UNNAMED UINT32_MAX

/* Some of what goes out, and to whom. */
struct handed {
	uint32_t to[ROLE_COUNT]; /* index of the consignee and of the end user;
				    PARTY_UNNAMED: not said */
	mpq_t quantity;          /* in base units */
	const char *number, *unit; /* the same as written */
	uint8_t dimension;         /* enum dimension */
};

/* Of a quantity that is the least one: what it may be. */
struct per_year_more {
	mpq_t most;
	bool endless; /* or any more */
};

/* What goes out in a year, or in a shipment. */
struct per_year {
	const char *item; /* designation; NULL: every shipped item */
	bool has_quantity;
	mpq_t quantity;    /* in base units */
	uint8_t dimension; /* enum dimension */
	bool has_value;
	mpq_t value;
	char currency[4];
	const char *quantity_text, *value_text; /* as written; or NULL */
	struct handed *to; /* [nto] of a shipment: to whom it goes */
	size_t nto;
	/* Of a sum: that may be more; NULL: it is just as much. */
	struct per_year_more *more;
	struct per_year
	    *sum; /* of a book: for each of its questions; or NULL */
	struct pos at;
};

/* What went out before. */
struct sent {
	const char *item; /* designation */
	struct handed what;
	date_day on; /* DATE_NONE: not said */
	struct pos at;
};

/* What goes out in this shipment. */
struct shipped_goods {
	const char *item; /* designation; NULL: every shipped item */
	/* As written, number and unit apart; NULL: not said. */
	const char *quantity, *unit, *price, *currency, *contract;
	struct pos at;
};

struct given_answer {
	const char *question;
	const char *item;     /* designation; NULL: every item */
	uint8_t is;           /* enum reply */
	date_day from, until; /* on which days it holds; DATE_NONE: always */
	const char *note;     /* on what it rests; "" if not said */
	struct pos at;
};

/* Uses of goods; the words of an end-user certificate. */
#define END_USES 11
extern const char *const end_uses[END_USES];
#define END_USE_UNKNOWN END_USES

struct transaction {
	const char *id, *path;
	char from[3], to[3];         /* countries; "" not said */
	date_day exported, reported; /* DATE_NONE: not said */
	/* Of more than one shipment: its first and its last day, as written;
	 * NULL: not said. */
	const char *period_start, *period_end;
	struct pos period_at;
	struct pos shipped_at, used_at; /* of shipment and end use */
	uint8_t end_use;                /* index of end_uses, END_USE_UNKNOWN */
	const char *end_use_text;       /* "" not said */
	struct party *party;            /* [nparty] */
	size_t nparty;
	size_t end_user;     /* of several the party that somebody chose, or
				nparty */
	struct stake *stake; /* [nstake] */
	size_t nstake;
	struct per_year *per_year; /* [nper_year] */
	size_t nper_year;
	struct shipped_goods *goods; /* [ngoods] */
	size_t ngoods;
	struct per_year *shipped; /* [ngoods] their quantities, likewise */
	/* All that went out from the one day to the other, both inside;
	 * DATE_NONE: from nobody knows when; up to the day before export. */
	struct sent *sent; /* [nsent] */
	size_t nsent;
	date_day sent_from, sent_until;
	struct pos sent_at;
	struct given_answer *answer; /* [nanswer] */
	size_t nanswer;
	struct pos at;
	struct bytes xml; /* the exact file: for its digest */
	struct arena mem;
};

/* On an error t is empty and needs no transaction_free(). */
enum status transaction_read(
    struct transaction *t, const char *path, struct findings *f);
enum status transaction_read_bytes(struct transaction *t, const char *name,
    struct str xml, struct findings *f);
void transaction_free(struct transaction *t);

/* Is it surely none? */
bool per_year_is_none(const struct per_year *y);
/* Index of the only party of that role, or nparty. */
size_t transaction_party(const struct transaction *t, enum role r);
/* Is a name among them? */
bool list_names_hold(const struct list_names *l, struct str name);

#endif
