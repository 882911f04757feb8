/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bom - the bill of materials in memory: items, uses, and all that was
 * declared about them.
 *
 * Reads:  num.h, date.h, units.h
 * Gives:  the tables that readers fill, link.h ties together and trace.h
 *         rolls up; plain arrays with 32-bit indices, no pointer per node
 * Memory: bom_free() frees everything; texts live in bom.text
 */
#ifndef RETRACE_BOM_H
#define RETRACE_BOM_H

#include "core/base/date.h"
#include "core/base/file.h"
#include "core/base/findings.h"
#include "core/base/num.h"
#include "core/base/progress.h"
#include "core/bom/field/units.h"
#include "core/chem/element.h"

#define BOM_NONE UINT32_MAX

/* Place in an input file, 8 bytes; bom_pos() makes a struct pos of it. */
struct place {
	uint32_t line; /* from 1; 0: none */
	uint16_t col;  /* from 1; 0: whole line, or beyond 65535 */
	uint16_t file; /* index into bom.file */
};

/* What kind of thing an item is; decides which origin stages it has been
 * through and which rules look at it. */
enum form {
	FORM_UNKNOWN,
	FORM_ORE,
	FORM_CONCENTRATE,
	FORM_OXIDE,
	FORM_SALT,
	FORM_COMPOUND,
	FORM_METAL,
	FORM_ALLOY,
	FORM_TARGET,
	FORM_MAGNET,
	FORM_PHOSPHOR,
	FORM_CATALYST,
	FORM_CERAMIC,
	FORM_CRYSTAL,
	FORM_FIBRE,
	FORM_GLASS,
	FORM_MATERIAL,
	FORM_PART,
	FORM_COMPONENT,
	FORM_ASSEMBLY,
	FORM_PRODUCT,
	FORM_WASTE,
	FORM_COUNT
};
enum form form_find(struct str name); /* FORM_COUNT if unknown */
const char *form_name(enum form f);

/* An exact interval of masses [g] or shares [g/g]. */
struct amount {
	uint32_t lo;   /* id in bom.num */
	uint32_t hi;   /* id in bom.num, or NUM_INFINITE */
	bool lo_open;  /* the true amount is above lo, not lo */
	bool hi_open;  /* the true amount is below hi, not hi */
	bool is_share; /* of the item's mass; else [g] per base unit of it */
};

enum item_flag {
	ITEM_SHIPPED = 1,  /* marked as shipped to a customer */
	ITEM_COMPLETE = 2, /* nothing beyond its children and its content */
	ITEM_IMPLICIT = 4, /* named only by uses or declarations */
	ITEM_OPEN = 8,     /* expressly not complete */
	ITEM_SUSPECT = 16, /* form, HS code, name or line points to it */
	ITEM_PHANTOM = 32  /* a name for its parts: nobody builds or ships it */
};

/* What an item may say of itself: few products say all of it. */
enum item_fact {
	FACT_KEY = 1, /* a maker or a revision */
	FACT_MASS = 2,
	FACT_VALUE = 4,
	FACT_FORM = 8,
	FACT_HS = 16,
	FACT_DIM = 32, /* what it is counted in */
	FACT_PHANTOM = 64
};

struct item {
	uint32_t part_id; /* index into bom.parts; the text is bom_part() */
	uint32_t maker, revision; /* text ids; 0: blank */
	uint32_t name;            /* text id; 0: blank */
	uint32_t hs, control;     /* HS code, export control code; text ids */
	uint32_t material; /* in words, of what it is made; text id; nothing is
			      counted by it */
	uint32_t under;    /* after linking: forms of all that it is in, one bit
			      each */
	uint32_t value;    /* per base unit, id in bom.num, or BOM_NONE */
	uint32_t currency; /* text id, "USD"; 0: no value */
	struct amount mass; /* [g] per base unit; has_mass says if stated */
	struct place at;
	uint8_t has_mass;
	uint8_t form;  /* enum form */
	uint8_t dim;   /* enum dimension of its base unit */
	uint8_t flags; /* enum item_flag */
};

/* Before linking parent and child are refs, after it they are items and qty
 * is in base units of the child per base unit of the parent. */
struct use {
	uint32_t parent, child;
	uint32_t qty; /* id in bom.num; BOM_NONE: not known, [0, infinite) */
	struct place at;
	uint32_t note; /* index into bom.note; 0: none */
	uint8_t unit;  /* enum unit as written */
	uint8_t flags; /* enum use_flag */
};
enum use_flag {
	USE_OTHER = 1, /* after linking: an alternative to the use before it,
			  in the same place of the parent */
	USE_EMPTY = 2  /* the place is said to stay empty: a quantity of 0 is
			  meant */
};

/* What few uses say of themselves; kept once for all that say the same. */
struct use_note {
	uint32_t place;       /* text id: uses of one parent with the same are
				 alternatives, one of which is built in; 0: none */
	date_day from, until; /* both inside; DATE_NONE: without end */
};

/* A reference by maker, part number and revision; blanks match anything if
 * the match is unique. */
struct ref {
	uint32_t part;            /* index into bom.parts */
	uint32_t maker, revision; /* text ids; 0: blank */
	uint32_t item;            /* after linking */
	struct place at;          /* where it was first written */
	bool may_define;          /* a use in an edge list is a definition */
};

/* A supplier's document, or the BOM itself (index 0 of each file). */
enum standing {
	STANDING_VERIFIED,
	STANDING_DECLARED,
	STANDING_PRESUMED,
	STANDING_COUNT
};
enum validity {
	VALIDITY_HOLDS,
	VALIDITY_EXPIRED, /* its last day is past */
	VALIDITY_EARLY    /* its date is still to come */
};
struct declaration {
	uint32_t id, supplier; /* text ids; 0: blank */
	uint32_t evidence;     /* text id: document name or digest */
	date_day date, until;  /* DATE_NONE: not said */
	struct place at;
	uint8_t standing;
	uint8_t validity; /* enum validity, on the day of bom_link() */
	uint32_t age;     /* after linking: from 0, the newest first */
	uint32_t rank; /* after linking: from 1, the best first, presumed ones
			  last */
};

enum basis_kind {
	BASIS_KIND_ELEMENT, /* amount of the elements in .elements together */
	BASIS_KIND_OXIDE,   /* amount of their oxides together */
	BASIS_KIND_COMPOUND /* amount of the substance .substance */
};
enum content_scope { SCOPE_UNSET, SCOPE_OWN, SCOPE_TOTAL };
enum content_kind {
	CONTENT_AMOUNT,    /* so much of it is in the item */
	CONTENT_NEGATIVE,  /* not more than that is in it: amount is [0, x] */
	CONTENT_COMPLETE,  /* no rare earth beyond what this document lists */
	CONTENT_NOT_ADDED, /* not intentionally added; no amount */
	CONTENT_UNLISTED   /* of any rare earth that this document does not list
			      no more than that; see struct content.each */
};

/* What one document says about one item. */
struct content {
	uint32_t item;      /* ref before linking, item after it */
	uint32_t decl;      /* index into bom.decl */
	uint32_t substance; /* index into bom.substance, or BOM_NONE */
	uint32_t elements;  /* bit per element; of a compound: those in it */
	uint32_t origin_first, norigin; /* its own origins in bom.origin */
	struct amount amount;
	struct place at;
	uint8_t kind;     /* enum content_kind */
	uint8_t basis;    /* enum basis_kind */
	uint8_t scope;    /* enum content_scope; after linking never UNSET */
	uint8_t process;  /* used in production and not contained */
	uint8_t counts;   /* after linking: this document prevails here */
	uint8_t wildcard; /* of CONTENT_UNLISTED: named for all that is not
			     listed, so that there is something */
	uint32_t won;     /* after linking: bit per element for which it is the
			     best document, presumed ones coming last; of what
			     is no rare earth: all bits */
	uint8_t unstated; /* present, amount unknown: [0 open, infinite) */
	uint8_t each;     /* of CONTENT_UNLISTED: each element alone, not all
			     together */
	uint8_t rest;     /* the amount is what remains to the whole */
	uint8_t derived;  /* follows from the line before: not to be written */
};

/* In which guise a rare earth is in a content line. */
enum guise {
	GUISE_UNKNOWN,
	GUISE_METAL,
	GUISE_ALLOY,
	GUISE_OXIDE,
	GUISE_OTHER, /* salt, phosphor, crystal ... */
	GUISE_COUNT
};
const char *guise_name(enum guise g); /* "oxide" */

/* A substance named by some content line; kept once per name. */
struct bom_substance {
	uint32_t name, cas, formula; /* text ids; 0: blank */
	uint32_t elements;           /* bit per rare earth in it */
	uint32_t fraction[NELEM];    /* ids in bom.num: g element per g */
	uint8_t known;               /* composition is known */
	uint8_t wildcard;            /* a name for all that is not listed */
	uint8_t guise;
};

enum stage {
	STAGE_MINING,
	STAGE_BENEFICIATION,
	STAGE_SEPARATION,
	STAGE_METAL,
	STAGE_ALLOY,
	STAGE_MAGNET,
	STAGE_COMPONENT,
	STAGE_RECYCLING,
	STAGE_COUNT,
	STAGE_ALL = STAGE_COUNT /* as written: every stage */
};
int stage_find(struct str name); /* -1 if unknown */
const char *stage_name(enum stage s);

/* Where a rare earth in an item went through a stage. */
struct origin {
	uint32_t item;    /* ref before linking, item after it; for lines */
	uint32_t content; /* its content line, or BOM_NONE: all lines of item */
	uint32_t elements; /* bit per element; 0: all */
	uint32_t decl;
	uint32_t evidence;   /* text id; 0: blank */
	struct amount share; /* of the element's mass [g/g] */
	struct place at;
	char country[3];    /* ISO 3166 alpha-2, "" unknown */
	char technology[3]; /* country of the technology, "" not said */
	uint8_t stage;      /* enum stage, or STAGE_ALL */
	uint32_t rank;      /* after linking: as that of a declaration, by
			       origin_standing() */
	uint8_t standing;   /* enum standing */
	uint8_t blend;      /* share of every unit; else of lots */
	uint8_t absent;     /* the stage did not take place */
	uint8_t counts;     /* after linking: the best word on some stage */
	uint8_t over;       /* after linking: does not count, for the shares of
			       its stage add up to more than 100 % */
};

/* Two documents that count exclude each other about an item. */
struct conflict {
	uint32_t item;
	uint32_t kept, lost; /* declarations: the second is not heard */
	struct place kept_at, lost_at; /* the first lines that disagree */
	uint32_t elements; /* bit per element on whose amount they disagree */
	uint32_t stages;   /* bit per stage on whose origin they do */
};

/* What a rare earth costs. */
struct price {
	uint32_t element;  /* index */
	uint32_t guise;    /* of what: GUISE_OXIDE, GUISE_METAL, GUISE_ALLOY */
	uint32_t currency; /* text id */
	uint32_t amount;   /* [currency per g], id in bom.num; of an alloy per
			      g of the element in it */
	date_day date;
	uint32_t market; /* text id; 0: blank */
	struct place at;
	uint8_t late;        /* after linking: dated after price_as_of */
	uint32_t conversion; /* after linking: it is one in another currency
				by bom.conversion[this - 1]; 0: as stated */
};

/* What one currency is in another. */
struct rate {
	uint32_t from, to; /* text ids */
	uint32_t amount;   /* [to per from], id in bom.num, above zero */
	date_day date;
	uint32_t source; /* text id; 0: blank */
	struct place at;
	uint8_t late; /* after linking: dated after price_as_of */
};

/* What counts of two currencies. */
struct conversion {
	uint32_t from, to;
	uint32_t lo, hi; /* ids in bom.num: of several of one day the least and
			    the greatest */
	uint32_t rate;   /* index of one of them into bom.rate */
	bool inverse;    /* which is the other way round */
};

/* What a document says that an item weighs. */
struct weighing {
	uint32_t item;      /* ref before linking */
	struct amount mass; /* [g] per base unit */
	struct place at;
	uint8_t dim; /* enum dimension of that unit; DIM_NONE: not said */
};

/* One of a unit is so much of an item, such as a box of 500 screws. */
struct other_unit {
	uint32_t item;   /* ref */
	uint32_t factor; /* in its base unit: id in bom.num */
	uint8_t unit;    /* enum unit */
	uint8_t dim;     /* enum dimension of that base unit */
};

/* What its maker calls an item that the house has a number of its own for. */
struct maker_part {
	uint32_t item;   /* ref before linking */
	uint32_t number; /* text id */
	uint32_t maker;  /* text id; 0: nobody says who it is */
	struct place at;
};

/* What a file has and we do not take, once a name. */
enum passed_kind {
	PASSED_ELEMENT,
	PASSED_COLUMN,
	PASSED_MEMBER,
	PASSED_SHEET,
	PASSED_FILE
};
struct passed {
	uint32_t name; /* text id; 0: all beyond LIMIT_PASSED names */
	uint8_t kind;  /* enum passed_kind */
	uint8_t known; /* the format has it, and it is of no concern to us */
	uint16_t file;
	struct place at; /* the first */
	uint64_t n;      /* how often */
};

/* One input file; its bytes stay for the digest and the log. */
struct bom_file {
	const char *name;
	struct bytes bytes;
	uint32_t role;            /* enum bom_role */
	uint32_t decl;            /* what it says itself, as a document */
	bool assemblies_complete; /* it claims so */
	const char *sheet;     /* of the workbook that has its bytes; or NULL */
	uint32_t book;         /* index of that workbook */
	uint32_t said_product; /* text id: of which product the user says that
				  the rows of the sheet are parts; 0: of none */
	bool by_character;     /* it was written in another encoding than UTF-8:
				  columns of places count characters */
	size_t unitless;       /* quantities that are taken as pieces */
	const char *format;    /* how it was read, in words; "" */
	const char *reads;     /* the export of which system it is, in words;
				  or NULL */
	struct str product;    /* that it does not name, and is called by the
				  file; empty: none */
	const char *encoding;  /* "UTF-8" unless a reader says another */
};
enum bom_role { ROLE_BOM, ROLE_DECLARATION, ROLE_PRICES, ROLE_ASSUMPTIONS };

/* Does something use the item? */
enum child {
	CHILD_NO,
	CHILD_YES,
	CHILD_NAMED /* only phantoms that nothing uses: other names for it */
};

struct bom {
	struct intern text; /* id 0 is "" */
	struct numtab num;

	struct intern parts; /* part numbers of refs */
	uint32_t *bare;      /* [parts.cap] ref of the bare part number */
	size_t nbare;
	size_t nplain; /* leading parts whose bare ref has their own number */
	struct intern refkeys; /* part, maker, revision -> index into keyed */
	uint32_t *keyed;       /* its ref */
	size_t nkeyed;
	struct ref *ref;
	size_t nref, ref_cap;

	struct item *item;
	size_t nitem, item_cap;
	struct use *use; /* after linking sorted by parent */
	size_t nuse, use_cap;
	struct intern notes;   /* the bytes of a struct use_note */
	struct use_note *note; /* [nnote]; note[0] says nothing */
	size_t nnote, note_cap;
	struct declaration *decl;
	size_t ndecl, decl_cap;
	struct content *content; /* after linking sorted by item */
	size_t ncontent, content_cap;
	struct origin *origin;
	size_t norigin, origin_cap;
	struct bom_substance *substance;
	size_t nsubstance, substance_cap;
	struct intern subkeys;
	struct price *price;
	size_t nprice, price_cap;
	struct rate *rate;
	size_t nrate, rate_cap;
	struct conversion *conversion; /* after linking */
	size_t nconversion, conversion_cap;
	struct weighing *weighing; /* until linking */
	size_t nweighing, weighing_cap;
	struct other_unit *other_unit; /* until linking */
	size_t nother_unit, other_unit_cap;
	struct maker_part *maker_part; /* after linking, by item */
	size_t nmaker_part, maker_part_cap;
	uint32_t *seller; /* [nseller] text id of who sells it, 0: not known; by
			     reference, after linking by item */
	size_t nseller, seller_cap;
	struct conflict *conflict; /* after linking, by item */
	size_t nconflict, conflict_cap;
	struct bom_file *file;
	size_t nfile, file_cap;
	struct intern passedkeys;
	struct passed *passed; /* [passedkeys.n] */
	size_t passed_cap;

	bool assemblies_complete; /* items with children are ITEM_COMPLETE
				     unless they say otherwise */
	date_day price_as_of;     /* set before linking: prices dated later do
				     not count; DATE_NONE: all do */
	/* While linking: */
	void *room; /* [room_size bytes] link_room() */
	size_t room_size;
	uint64_t use_units; /* bit per enum unit in which uses count */
	bool use_noughts;   /* a use may have a quantity of 0 */
	/* After linking: */
	uint32_t absent; /* bit per enum item_fact that no item says: it need
			    not be looked for; 0 before */
	date_day as_of;  /* the day of the product; DATE_NONE: none */
	uint32_t *use_start;     /* [nitem + 1] into use */
	uint32_t *content_start; /* [nitem + 1] into content */
	uint32_t *item_origin;   /* [norigin] origins of whole items, sorted */
	uint32_t *origin_start;  /* [nitem + 1] into item_origin */
	uint32_t *order;         /* [nitem] children before parents, by level */
	uint32_t *level_start;   /* [nlevel + 1] into order */
	uint32_t nlevel;
	uint8_t *is_child;     /* [nitem] enum child: on some day */
	const uint32_t *given; /* [nitem] in which order the user gave them,
				  where that is not theirs here; or NULL */
	const struct suppose *suppose;      /* of a copy that asks "what if", or
					       NULL; trace/suppose.h */
	struct progress *progress;          /* or NULL: nobody watches */
	const struct columns_line *columns; /* what files of columns say; or
					       NULL */
	const struct wishes *wishes;        /* how the user wants tables to be
						 read; or NULL */
	struct arena mem;
};

/* False when memory is out. */
bool bom_init(struct bom *b);
void bom_free(struct bom *b);

/* File i of those that were given, without the sheets of workbooks among them;
 * NULL: there are not so many. */
static inline const struct bom_file *
bom_file_given(const struct bom *b, size_t i)
{
	for (size_t k = 0; k < b->nfile; k++)
		if (b->file[k].sheet == NULL && i-- == 0)
			return &b->file[k];
	return NULL;
}

/* What the user called the file, or the workbook of which it is a sheet. */
static inline const char *
bom_given_name(const struct bom *b, size_t file)
{
	const struct bom_file *x = &b->file[file];

	return x->sheet != NULL ? b->file[x->book].name : x->name;
}

/* ---- for readers; each returns BOM_NONE when memory or indices are out */
/* Takes over bytes; the index is place.file. */
uint32_t bom_add_file(
    struct bom *b, const char *name, struct bytes *bytes, enum bom_role role);
struct pos bom_pos(const struct bom *b, struct place at);
/*
 * Counts what the file has and we do not take: an element, a column that is
 * filled, a key of an object, a sheet.  The same name of the same kind and
 * file is counted together.  False: memory.
 */
bool bom_pass_over(struct bom *b, enum passed_kind kind, bool known,
    struct str name, uint64_t n, struct place at);
/* Id of a text; 0 for an empty one. */
uint32_t bom_text(struct bom *b, struct str s);
struct str bom_text_get(const struct bom *b, uint32_t id);
uint32_t bom_text_find(const struct bom *b, struct str s); /* 0: nowhere */
/* A reference; the same key gives the same ref. */
uint32_t bom_ref(struct bom *b, struct str part, struct str maker,
    struct str revision, struct place at);
/* The same for a part number that b->parts has, or INTERN_NONE. */
uint32_t bom_ref_of_part(struct bom *b, uint32_t part, struct str maker,
    struct str revision, struct place at);
/* A new item of that key; further fields are set through b->item[i].  Its
 * mass is not stated, its quantity unit not known. */
uint32_t bom_add_item(struct bom *b, struct str part, struct str maker,
    struct str revision, struct place at);
/* Room for n more items; optional, spares the growing. */
bool bom_reserve_items(struct bom *b, size_t n);
/* The same for names that are kept already. */
uint32_t bom_add_named(struct bom *b, uint32_t part_id, uint32_t maker,
    uint32_t revision, struct place at);
/* NULL when memory or indices are out; zeroed but for the BOM_NONE fields. */
struct use *bom_add_use(struct bom *b);
/* The first of n uses that the caller sets whole. */
struct use *bom_add_uses(struct bom *b, size_t n);
/* Index of a note for struct use; BOM_NONE when memory is out. */
uint32_t bom_note(struct bom *b, struct use_note note);
struct content *bom_add_content(struct bom *b);
struct origin *bom_add_origin(struct bom *b);
/* The item of the ref was made in that country ("": not known); says nothing
 * of its rare earths.  False: memory. */
bool bom_made_in(struct bom *b, uint32_t ref, uint32_t decl, const char *code,
    struct place at);
struct declaration *bom_add_declaration(struct bom *b);
struct price *bom_add_price(struct bom *b);
struct rate *bom_add_rate(struct bom *b);
/* The least and the greatest that one of the one currency is of the other, by
 * the rates that count; false: none is stated. */
bool bom_rate(
    const struct bom *b, uint32_t from, uint32_t to, mpq_ptr lo, mpq_ptr hi);
/* NULL: no rate is stated. */
const struct conversion *bom_conversion(
    const struct bom *b, uint32_t from, uint32_t to);
bool bom_add_weighing(struct bom *b, struct weighing w);     /* false: memory */
bool bom_add_other_unit(struct bom *b, struct other_unit u); /* likewise */
bool bom_add_maker_part(struct bom *b, struct maker_part m); /* likewise */

/* Who sells the part to whoever wrote the list; the first to be named counts.
 * False: memory. */
bool bom_add_seller(struct bom *b, uint32_t ref, uint32_t name);
/* After linking: his name as a text id; 0: nobody is named. */
static inline uint32_t
bom_seller(const struct bom *b, uint32_t item)
{
	return item < b->nseller ? b->seller[item] : 0;
}

/* After linking: the only number that a maker has given the item; NULL: there
 * is none, or several. */
const struct maker_part *bom_sole_maker(const struct bom *b, uint32_t item);

/* An item's part number: text, unchanged. */
static inline struct str
bom_part(const struct bom *b, uint32_t item)
{
	return b->parts.key[b->item[item].part_id];
}

/* An item's designation for messages: "MAKER PART rev R", as far as known. */
struct str bom_item_label(
    const struct bom *b, uint32_t item, char *buf, size_t size);

/* The same of what a document says. */
struct str bom_ref_label(
    const struct bom *b, const struct ref *ref, char *buf, size_t size);

/* Where the place of use k ends: behind the alternatives to it. */
static inline uint32_t
bom_place_end(const struct bom *b, uint32_t k, uint32_t end)
{
	while (++k < end && (b->use[k].flags & USE_OTHER) != 0)
		;
	return k;
}

/* Not stated: [0, infinite). */
static inline struct amount
amount_unknown(void)
{
	return (struct amount){ NUM_ZERO, NUM_INFINITE, false, false, false };
}

/* Does any document say something of the item?  After linking. */
static inline bool
bom_speaks_of(const struct bom *b, uint32_t item)
{
	return b->content_start[item] < b->content_start[item + 1] ||
	       b->origin_start[item] < b->origin_start[item + 1];
}

/* Does the document hold on the day of the product? */
static inline bool
bom_holds(const struct bom *b, uint32_t decl)
{
	return b->decl[decl].validity == VALIDITY_HOLDS;
}

/* Is it sold as it is: part of nothing, or marked so?  After linking. */
static inline bool
bom_is_product(const struct bom *b, uint32_t item)
{
	return (b->is_child[item] != CHILD_YES &&
		   (b->item[item].flags & ITEM_PHANTOM) == 0) ||
	       (b->item[item].flags & ITEM_SHIPPED) != 0;
}

/* ---- of origins, after linking */
/* The better of its own standing and its document's; presumed, by itself or
 * with its document, it stays. */
enum standing origin_standing(const struct bom *b, const struct origin *o);
bool origin_is_presumed(const struct bom *b, const struct origin *o);
/* Does it say where a stage took place; or whose technology was used? */
bool origin_speaks(const struct origin *o, bool technology);
/* < 0: x is the better word on a stage; 0: both of one document and standing */
int origin_compare(const struct origin *x, const struct origin *y);

#endif
