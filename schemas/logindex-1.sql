-- SPDX-License-Identifier: Apache-2.0
--
-- The index of an audit log, version 1: what auditors ask for, computed from
-- the filings in the log and from nothing else.  It may be removed and made
-- again at any time.  logindex-1.md tells what each view holds.  retrace
-- compares the schema of an index with this text whenever it opens one.

PRAGMA page_size = 8192;
PRAGMA encoding = 'UTF-8';
PRAGMA application_id = 1382304841; -- "RdLI"
PRAGMA user_version = 1;

BEGIN;

-- Of which log, and of how many of its first entries.
CREATE TABLE head (
	one INTEGER PRIMARY KEY CHECK (one = 1),
	origin TEXT NOT NULL,
	vkey TEXT NOT NULL,
	size INTEGER NOT NULL CHECK (size >= 0),
	root BLOB NOT NULL CHECK (length(root) = 32)
) STRICT;

-- Behind note: what only a filing has.
CREATE TABLE entry (
	entry INTEGER PRIMARY KEY CHECK (entry >= 0),
	id TEXT NOT NULL,
	kind TEXT NOT NULL,
	time TEXT NOT NULL,
	actor TEXT,
	tool TEXT,
	product TEXT,
	rules TEXT,
	date TEXT,
	number TEXT,
	party TEXT,
	result TEXT,
	note TEXT,
	basis TEXT,
	as_of TEXT,
	created TEXT,
	hypothetical TEXT,
	verdict TEXT,
	filer TEXT,
	exporter TEXT,
	consignee TEXT,
	end_user TEXT,
	end_use TEXT,
	destination TEXT,
	signer TEXT,
	signer_sha256 TEXT,
	sha256 TEXT,
	bytes INTEGER,
	readable INTEGER CHECK (readable IN (0, 1))
) STRICT;
CREATE INDEX entry_by_id ON entry (id);
CREATE INDEX entry_by_time ON entry (time, entry);

CREATE TABLE product (
	entry INTEGER NOT NULL,
	n INTEGER NOT NULL,
	part TEXT,
	maker TEXT,
	revision TEXT,
	name TEXT,
	form TEXT,
	hs TEXT,
	unit TEXT,
	mass_low REAL,
	mass_high REAL,
	PRIMARY KEY (entry, n)
) STRICT, WITHOUT ROWID;

-- By element first: a filter walks through one element.
CREATE TABLE amount (
	element TEXT NOT NULL,
	entry INTEGER NOT NULL,
	n INTEGER NOT NULL,
	low REAL NOT NULL,
	high REAL,
	low_open INTEGER NOT NULL,
	high_open INTEGER NOT NULL,
	origin_low REAL NOT NULL,
	origin_high REAL,
	origin_low_open INTEGER NOT NULL,
	origin_high_open INTEGER NOT NULL,
	PRIMARY KEY (element, entry, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE verdict (
	entry INTEGER NOT NULL,
	n INTEGER NOT NULL,
	pack TEXT,
	rule TEXT,
	by TEXT,
	verdict TEXT,
	gap TEXT,
	PRIMARY KEY (entry, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE party (
	entry INTEGER NOT NULL,
	n INTEGER NOT NULL,
	role TEXT NOT NULL,
	name TEXT,
	name_zh TEXT,
	country TEXT,
	registration TEXT,
	PRIMARY KEY (entry, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE part (
	entry INTEGER NOT NULL,
	n INTEGER NOT NULL,
	part TEXT,
	maker TEXT,
	name TEXT,
	quantity TEXT,
	unit TEXT,
	low REAL,
	high REAL,
	origin_low REAL,
	origin_high REAL,
	PRIMARY KEY (entry, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE origin (
	entry INTEGER NOT NULL,
	n INTEGER NOT NULL,
	country TEXT,
	stage TEXT,
	elements TEXT,
	part TEXT,
	standing TEXT,
	PRIMARY KEY (entry, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
	entry INTEGER NOT NULL,
	n INTEGER NOT NULL,
	document TEXT,
	supplier TEXT,
	date TEXT,
	standing TEXT,
	evidence TEXT,
	file TEXT,
	PRIMARY KEY (entry, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE input (
	entry INTEGER NOT NULL,
	n INTEGER NOT NULL,
	role TEXT NOT NULL,
	name TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	bytes INTEGER,
	attached INTEGER NOT NULL CHECK (attached IN (0, 1)),
	PRIMARY KEY (entry, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE reference (
	entry INTEGER NOT NULL,
	n INTEGER NOT NULL,
	how TEXT NOT NULL,
	id TEXT,
	sha256 TEXT,
	PRIMARY KEY (entry, n)
) STRICT, WITHOUT ROWID;

-- Which entries have a property: entries is a list of 16-bit numbers, or
-- 32768 bits, of those from block * 32768 on.
CREATE TABLE term (
	id INTEGER PRIMARY KEY,
	field TEXT NOT NULL,
	value TEXT NOT NULL,
	UNIQUE (field, value)
) STRICT;
CREATE TABLE posting (
	term INTEGER NOT NULL,
	block INTEGER NOT NULL,
	entries BLOB NOT NULL,
	PRIMARY KEY (term, block)
) STRICT, WITHOUT ROWID;

-- Words of each entry; those of Chinese are pairs of signs.
CREATE VIRTUAL TABLE words USING fts5 (
	product, part, filer, exporter, consignee, end_user, end_use,
	destination, document, signer, actor, party, result, other,
	content = '', columnsize = 0, prefix = '1 2',
	tokenize = 'unicode61 remove_diacritics 2'
);

-- For people with any SQLite tool.

CREATE VIEW filings AS
SELECT entry, id AS filing_id, kind, time, actor, tool, product, rules, sha256,
	bytes, readable, basis, as_of, created, hypothetical, verdict, filer,
	exporter, consignee, end_user, end_use, destination, signer,
	signer_sha256
FROM entry WHERE sha256 IS NOT NULL;

CREATE VIEW events AS
SELECT entry, id AS event_id, kind, time, actor, tool, product, rules, date,
	number, party, result, note
FROM entry WHERE sha256 IS NULL;

CREATE VIEW products AS
SELECT entry, f.id AS filing_id, f.time AS time, n, part, maker,
	revision, name, form, hs, unit, mass_low, mass_high
FROM product JOIN entry AS f USING (entry);

CREATE VIEW amounts AS
SELECT entry, f.id AS filing_id, f.time AS time, n, element, low, high,
	low_open, high_open, origin_low, origin_high, origin_low_open,
	origin_high_open
FROM amount JOIN entry AS f USING (entry);

CREATE VIEW verdicts AS
SELECT entry, f.id AS filing_id, f.time AS time, pack, rule, by,
	v.verdict AS verdict, gap
FROM verdict AS v JOIN entry AS f USING (entry);

CREATE VIEW parties AS
SELECT entry, f.id AS filing_id, f.time AS time, role, name, name_zh,
	country, registration
FROM party JOIN entry AS f USING (entry);

CREATE VIEW parts AS
SELECT entry, f.id AS filing_id, f.time AS time, part, maker, name,
	quantity, unit, low, high, origin_low, origin_high
FROM part JOIN entry AS f USING (entry);

CREATE VIEW origins AS
SELECT entry, f.id AS filing_id, f.time AS time, country, stage,
	elements, part, standing
FROM origin JOIN entry AS f USING (entry);

CREATE VIEW documents AS
SELECT entry, f.id AS filing_id, f.time AS time, document, supplier,
	d.date AS date, standing, evidence, file
FROM document AS d JOIN entry AS f USING (entry);

CREATE VIEW inputs AS
SELECT entry, f.id AS filing_id, f.time AS time, role, name,
	i.sha256 AS sha256, i.bytes AS bytes
FROM input AS i JOIN entry AS f USING (entry) WHERE attached = 0;

CREATE VIEW attachments AS
SELECT entry, f.id AS event_id, f.time AS time, role, name,
	i.sha256 AS sha256, i.bytes AS bytes
FROM input AS i JOIN entry AS f USING (entry) WHERE attached = 1;

CREATE VIEW refers AS
SELECT r.entry AS entry, f.id AS id, f.time AS time, how,
	r.id AS to_id, r.sha256 AS to_sha256,
	t.entry AS to_entry
FROM reference AS r JOIN entry AS f USING (entry)
	LEFT JOIN entry AS t ON t.id = r.id;

COMMIT;
