-- SPDX-License-Identifier: Apache-2.0
--
-- The audit log, version 1: one SQLite file to which rows are only added.
-- auditlog-1.md tells what each table and view holds.  retrace compares the
-- schema of a log with this text, word by word, whenever it opens one.

PRAGMA page_size = 16384;
PRAGMA encoding = 'UTF-8';
PRAGMA application_id = 1382304839; -- "RdLG"
PRAGMA user_version = 1;

BEGIN;

CREATE TABLE log (
	one INTEGER PRIMARY KEY CHECK (one = 1),
	origin TEXT NOT NULL,
	vkey TEXT NOT NULL
) STRICT;

CREATE TABLE blob (
	id INTEGER PRIMARY KEY CHECK (id > 0),
	sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
	body BLOB NOT NULL
) STRICT;

-- Ids and digests have no order: in one index of all of them each new row would
-- change another page, the more of them the larger the log is.  In parts of
-- 16384 rows only the pages of the last part change.  Who looks for a row looks
-- into each part; that none is there twice is for who adds and who audits.
CREATE INDEX blob_digest ON blob (id >> 14, substr(sha256, 1, 8));

CREATE TABLE entry (
	idx INTEGER PRIMARY KEY CHECK (idx >= 0),
	leaf TEXT NOT NULL
		CHECK (length(CAST(leaf AS BLOB)) BETWEEN 1 AND 65535)
) STRICT;

-- The second line of a leaf is "id " and the id, from character 20.
CREATE INDEX entry_id ON entry (idx >> 14, substr(leaf, 20, 16));

-- Which entries refer to an id: each "refers" line of a leaf.
CREATE TABLE refers (
	target TEXT NOT NULL,
	entry INTEGER NOT NULL CHECK (entry >= 0),
	PRIMARY KEY (target, entry)
) STRICT, WITHOUT ROWID;

CREATE TABLE node (
	level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 62),
	idx INTEGER NOT NULL CHECK (idx >= 0),
	hash BLOB NOT NULL CHECK (length(hash) = 32),
	PRIMARY KEY (level, idx)
) STRICT, WITHOUT ROWID;

-- before: the size of the checkpoint before it, NULL in the first.
CREATE TABLE checkpoint (
	size INTEGER PRIMARY KEY CHECK (size >= 0),
	before INTEGER CHECK (before < size),
	root BLOB NOT NULL CHECK (length(root) = 32),
	note TEXT NOT NULL
) STRICT;

-- What others say of a checkpoint: a witness by a line that stands under its
-- note, an authority by a time-stamp over that note.  Both come later than the
-- checkpoint, n-th of its size.
CREATE TABLE cosignature (
	size INTEGER NOT NULL,
	n INTEGER NOT NULL CHECK (n >= 0),
	line TEXT NOT NULL,
	PRIMARY KEY (size, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE timestamp (
	size INTEGER NOT NULL,
	n INTEGER NOT NULL CHECK (n >= 0),
	token BLOB NOT NULL,
	PRIMARY KEY (size, n)
) STRICT, WITHOUT ROWID;

-- Nothing is changed, nothing is removed.

CREATE TRIGGER log_update BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the log is insert-only'); END;
CREATE TRIGGER log_delete BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the log is insert-only'); END;
CREATE TRIGGER blob_update BEFORE UPDATE ON blob
BEGIN SELECT RAISE(ABORT, 'the log is insert-only'); END;
CREATE TRIGGER blob_delete BEFORE DELETE ON blob
BEGIN SELECT RAISE(ABORT, 'the log is insert-only'); END;
CREATE TRIGGER entry_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'the log is insert-only'); END;
CREATE TRIGGER entry_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the log is insert-only'); END;
CREATE TRIGGER refers_update BEFORE UPDATE ON refers
BEGIN SELECT RAISE(ABORT, 'the log is insert-only'); END;
CREATE TRIGGER refers_delete BEFORE DELETE ON refers
BEGIN SELECT RAISE(ABORT, 'the log is insert-only'); END;
CREATE TRIGGER node_update BEFORE UPDATE ON node
BEGIN SELECT RAISE(ABORT, 'the log is insert-only'); END;
CREATE TRIGGER node_delete BEFORE DELETE ON node
BEGIN SELECT RAISE(ABORT, 'the log is insert-only'); END;
CREATE TRIGGER checkpoint_update BEFORE UPDATE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'the log is insert-only'); END;
CREATE TRIGGER checkpoint_delete BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'the log is insert-only'); END;
CREATE TRIGGER cosignature_update BEFORE UPDATE ON cosignature
BEGIN SELECT RAISE(ABORT, 'the log is insert-only'); END;
CREATE TRIGGER cosignature_delete BEFORE DELETE ON cosignature
BEGIN SELECT RAISE(ABORT, 'the log is insert-only'); END;
CREATE TRIGGER timestamp_update BEFORE UPDATE ON timestamp
BEGIN SELECT RAISE(ABORT, 'the log is insert-only'); END;
CREATE TRIGGER timestamp_delete BEFORE DELETE ON timestamp
BEGIN SELECT RAISE(ABORT, 'the log is insert-only'); END;

-- INSERT OR REPLACE removes rows without asking the triggers above, so that a
-- row whose number is there already must be refused before.

CREATE TRIGGER log_insert BEFORE INSERT ON log
WHEN EXISTS (SELECT 1 FROM log)
BEGIN SELECT RAISE(ABORT, 'the log has its origin already'); END;

CREATE TRIGGER blob_insert BEFORE INSERT ON blob
WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM blob)
BEGIN SELECT RAISE(ABORT, 'not the next blob'); END;

CREATE TRIGGER entry_insert BEFORE INSERT ON entry
WHEN NEW.idx IS NOT (SELECT coalesce(max(idx), -1) + 1 FROM entry)
BEGIN SELECT RAISE(ABORT, 'not the next entry'); END;

CREATE TRIGGER refers_insert BEFORE INSERT ON refers
WHEN NOT EXISTS (
		SELECT 1 FROM entry WHERE idx = NEW.entry AND instr(leaf,
			char(10) || 'refers ' || NEW.target || char(10))
	) OR EXISTS (
		SELECT 1 FROM refers
		WHERE target = NEW.target AND entry = NEW.entry
	)
BEGIN SELECT RAISE(ABORT, 'the entry does not refer to that'); END;

CREATE TRIGGER node_insert BEFORE INSERT ON node
WHEN NEW.idx IS NOT
	(SELECT coalesce(max(idx), -1) + 1 FROM node WHERE level = NEW.level)
BEGIN SELECT RAISE(ABORT, 'not the next node'); END;

CREATE TRIGGER checkpoint_insert BEFORE INSERT ON checkpoint
WHEN NEW.size IS NOT (SELECT coalesce(max(idx), -1) + 1 FROM entry)
	OR NEW.size <= (SELECT max(size) FROM checkpoint)
	OR NEW.before IS NOT (SELECT max(size) FROM checkpoint)
BEGIN SELECT RAISE(ABORT, 'not the next checkpoint'); END;

CREATE TRIGGER cosignature_insert BEFORE INSERT ON cosignature
WHEN NOT EXISTS (SELECT 1 FROM checkpoint WHERE size = NEW.size)
	OR NEW.n IS NOT (
		SELECT coalesce(max(n), -1) + 1 FROM cosignature
		WHERE size = NEW.size
	)
BEGIN SELECT RAISE(ABORT, 'not the next cosignature'); END;

CREATE TRIGGER timestamp_insert BEFORE INSERT ON timestamp
WHEN NOT EXISTS (SELECT 1 FROM checkpoint WHERE size = NEW.size)
	OR NEW.n IS NOT (
		SELECT coalesce(max(n), -1) + 1 FROM timestamp
		WHERE size = NEW.size
	)
BEGIN SELECT RAISE(ABORT, 'not the next time-stamp'); END;

-- For people with any SQLite tool.  A line of a leaf starts with its name;
-- no text in a leaf holds a line feed.

CREATE VIEW entries AS
SELECT
	idx AS entry,
	substr(leaf, 20, instr(substr(leaf, 20), char(10)) - 1) AS id,
	substr(kind, 1, instr(kind, char(10)) - 1) AS kind,
	substr(time, 1, 20) AS time,
	substr(clock, 1, 20) AS clock,
	substr(actor, 1, instr(actor, char(10)) - 1) AS actor,
	substr(tool, 1, instr(tool, char(10)) - 1) AS tool,
	substr(file, 1, 64) AS file_sha256,
	CAST(substr(file, 66, instr(file, char(10)) - 66) AS INTEGER)
		AS file_bytes,
	substr(product, 1, instr(product, char(10)) - 1) AS product,
	substr(rules, 66, instr(rules, char(10)) - 66) AS rules,
	substr(rules, 1, 64) AS rules_sha256,
	substr(date, 1, 10) AS date,
	substr(number, 1, instr(number, char(10)) - 1) AS number,
	substr(party, 1, instr(party, char(10)) - 1) AS party,
	substr(result, 1, instr(result, char(10)) - 1) AS result,
	substr(note, 1, instr(note, char(10)) - 1) AS note
FROM (
	SELECT
		idx,
		leaf,
		substr(leaf, nullif(instr(leaf, char(10) || 'kind '), 0) + 6)
			AS kind,
		substr(leaf, nullif(instr(leaf, char(10) || 'time '), 0) + 6)
			AS time,
		substr(leaf, nullif(instr(leaf, char(10) || 'clock '), 0) + 7)
			AS clock,
		substr(leaf, nullif(instr(leaf, char(10) || 'actor '), 0) + 7)
			AS actor,
		substr(leaf, nullif(instr(leaf, char(10) || 'tool '), 0) + 6)
			AS tool,
		substr(leaf, nullif(instr(leaf, char(10) || 'file '), 0) + 6)
			AS file,
		substr(leaf, nullif(instr(leaf, char(10) || 'product '), 0) + 9)
			AS product,
		substr(leaf, nullif(instr(leaf, char(10) || 'rules '), 0) + 7)
			AS rules,
		substr(leaf, nullif(instr(leaf, char(10) || 'date '), 0) + 6)
			AS date,
		substr(leaf, nullif(instr(leaf, char(10) || 'number '), 0) + 8)
			AS number,
		substr(leaf, nullif(instr(leaf, char(10) || 'party '), 0) + 7)
			AS party,
		substr(leaf, nullif(instr(leaf, char(10) || 'result '), 0) + 8)
			AS result,
		substr(leaf, nullif(instr(leaf, char(10) || 'note '), 0) + 6)
			AS note
	FROM entry
);

CREATE VIEW filings AS
SELECT entry, id AS filing_id, kind, time, clock, actor, tool, product,
	file_sha256, file_bytes, rules, rules_sha256
FROM entries WHERE file_sha256 IS NOT NULL;

CREATE VIEW events AS
SELECT entry, id AS event_id, kind, time, clock, actor, tool, product, rules,
	rules_sha256, date, number, party, result, note
FROM entries WHERE file_sha256 IS NULL;

-- An entry, and an earlier one to which it refers.
CREATE VIEW links AS
WITH RECURSIVE part (n) AS (
	SELECT max(idx) >> 14 FROM entry
	UNION ALL
	SELECT (SELECT max(idx) >> 14 FROM entry WHERE idx < part.n << 14)
	FROM part WHERE n > 0
)
SELECT
	r.entry AS entry,
	substr(e.leaf, 20, instr(substr(e.leaf, 20), char(10)) - 1) AS id,
	r.target AS refers_to,
	(
		SELECT t.idx FROM part CROSS JOIN entry AS t
		ON t.idx >> 14 = part.n
		AND substr(t.leaf, 20, 16) >= substr(r.target, 1, 16)
		AND substr(t.leaf, 20, 16) < substr(r.target, 1, 16) || char(127)
		AND substr(t.leaf, 20, instr(substr(t.leaf, 20), char(10)) - 1)
			= r.target
	) AS refers_to_entry
FROM refers AS r
JOIN entry AS e ON e.idx = r.entry;

-- One row for each "input" or "attachment" line, ROLE SHA256 BYTES NAME: the
-- leaf as a JSON array of its lines.
CREATE VIEW inputs AS
SELECT
	entry,
	filing_id,
	substr(line, 1, instr(line, ' ') - 1) AS role,
	substr(tail, instr(tail, ' ') + 1) AS name,
	substr(line, instr(line, ' ') + 1, 64) AS sha256,
	CAST(substr(tail, 1, instr(tail, ' ') - 1) AS INTEGER) AS bytes
FROM (
	SELECT
		idx AS entry,
		substr(leaf, 20, instr(substr(leaf, 20), char(10)) - 1)
			AS filing_id,
		substr(value, 7) AS line,
		substr(value, 7 + instr(substr(value, 7), ' ') + 65) AS tail
	FROM entry, json_each('[' || replace(replace(json_quote(leaf),
		'\\', '\u005c'), '\n', '","') || ']')
	WHERE substr(value, 1, 6) = 'input '
);

CREATE VIEW attachments AS
SELECT
	entry,
	event_id,
	substr(line, 1, instr(line, ' ') - 1) AS role,
	substr(tail, instr(tail, ' ') + 1) AS name,
	substr(line, instr(line, ' ') + 1, 64) AS sha256,
	CAST(substr(tail, 1, instr(tail, ' ') - 1) AS INTEGER) AS bytes
FROM (
	SELECT
		idx AS entry,
		substr(leaf, 20, instr(substr(leaf, 20), char(10)) - 1)
			AS event_id,
		substr(value, 12) AS line,
		substr(value, 12 + instr(substr(value, 12), ' ') + 65) AS tail
	FROM entry, json_each('[' || replace(replace(json_quote(leaf),
		'\\', '\u005c'), '\n', '","') || ']')
	WHERE substr(value, 1, 11) = 'attachment '
);

CREATE VIEW checkpoints AS
SELECT
	c.size AS size,
	lower(hex(c.root)) AS root,
	f.time AS time,
	c.note AS note,
	(SELECT count(*) FROM cosignature AS o WHERE o.size = c.size)
		AS cosignatures,
	(SELECT count(*) FROM timestamp AS t WHERE t.size = c.size)
		AS timestamps
FROM checkpoint AS c LEFT JOIN entries AS f ON f.entry = c.size - 1;

COMMIT;
