#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: log
#
# Goal: somebody with the sqlite3 program changes a log: the log's own rules
# refuse it, or, where he took these away first, log verify names what and
# where; and what he puts beside the log is not taken in.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* .
"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" log init good.db --origin example.com/filings --key log.key --no-passphrase >log.pub
for item in DU-200 SEN-10 MOT-R; do
	"$RETRACE" draft -q drive-unit.xml declaration-* --item $item --filer "$ex/filer.xml" --save $item.xml
	t_exit 0 file $item.xml --log good.db --log-key log.key --key key.pem --cert cert.pem --save $item.filing --hypothetical
done
"$RETRACE" witness init w.memory --name example.org/witness --key w.key --no-passphrase >w.pub
"$RETRACE" witness add w.memory log.pub
"$RETRACE" log consistency good.db --from 0 >request
"$RETRACE" witness cosign w.memory request --key w.key >answer
t_exit 0 log add-cosignature good.db answer --witness w.pub
t_exit 0 log checkpoint good.db
cp t.out kept.note
rm -f good.db-index

audit() { # CODE
	t_exit "$1" log verify log.db --public-key log.pub --checkpoint kept.note --cert cert.pem --witness w.pub
}
fresh() {
	rm -f log.db log.db-*
	cp good.db log.db
}

# refused SAYS SQL: the rules of the log stop it, and nothing has changed.
refused() {
	fresh
	t_got=0
	sqlite3 -batch -bail log.db "$2" >t.out 2>t.err || t_got=$?
	t_ok "refused: $2" [ $t_got -ne 0 ]
	t_has t.err "$1"
	t_ok "nothing changed: $2" cmp log.db good.db
}
refused 'insert-only' "UPDATE entry SET leaf = 'x' WHERE idx = 1"
refused 'insert-only' 'DELETE FROM entry WHERE idx = 2'
refused 'not the next entry' "REPLACE INTO entry VALUES (1, 'x')"
refused 'not the next entry' "INSERT INTO entry VALUES (1, 'x') ON CONFLICT (idx) DO UPDATE SET leaf = 'x'"
refused 'insert-only' "UPDATE blob SET body = x'00'"
refused 'not the next blob' "INSERT INTO blob SELECT id, sha256, x'00' FROM blob WHERE true ON CONFLICT DO UPDATE SET body = x'00'"
refused 'insert-only' 'DELETE FROM checkpoint WHERE size = 3'
refused 'insert-only' 'UPDATE node SET hash = zeroblob(32)'
refused 'insert-only' 'DELETE FROM refers; DELETE FROM cosignature'
refused 'insert-only' "UPDATE OR REPLACE cosignature SET line = 'x'"
refused 'origin already' "REPLACE INTO log VALUES (1, 'x', 'x')"
refused 'cannot modify entries because it is a view' "UPDATE entries SET product = 'x'"
refused 'may not be modified' "UPDATE sqlite_schema SET sql = ''"
refused 'may not be dropped' 'PRAGMA writable_schema = 1; DROP TABLE sqlite_schema'

# found SAYS [OPENS] <SQL: the triggers are dropped, something is changed, the
# triggers are put back: the audit says what and where.
sqlite3 good.db "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = 'trigger'" >drop.sql
sqlite3 good.db "SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger'" >create.sql
found() {
	fresh
	{
		echo 'PRAGMA synchronous = OFF; BEGIN;'
		cat drop.sql
		echo "$2;"
		cat create.sql
		echo 'COMMIT;'
	} >sql
	t_ok "done: $2" sqlite3 -batch -bail log.db '.read sql'
	audit 3
	t_has t.err "$1"
}

# An index that lacks an entry: nobody says that the entry is not there.
fresh
sqlite3 log.db "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = sql || ' WHERE idx <> 1' WHERE name = 'entry_id'"
sqlite3 log.db 'REINDEX entry_id'
sqlite3 log.db "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = replace(sql, ' WHERE idx <> 1', '') WHERE name = 'entry_id'"
audit 3
t_has t.err 'row 2 missing from index entry_id'
id=$(sqlite3 good.db 'SELECT substr(leaf, 20, 64) FROM entry WHERE idx = 1')
t_exit 3 log show log.db "$id"
t_has t.err 'an id is in the log and not in its index: the file is damaged'
t_exit 3 verify SEN-10.filing --log log.db --cert cert.pem
t_has t.err 'an id is in the log and not in its index: the file is damaged'
t_ok 'no filing that is there is not logged' sh -c '! grep -q not-logged t.err'
t_exit 65 log show log.db 0123456789abcdef
t_has t.err 'no id starts with'
found 'entry 1: leaf: its record' "UPDATE entry SET leaf = replace(leaf, 'initial', 'report') WHERE idx = 1"
found 'entry 2: entry-missing' 'DELETE FROM entry WHERE idx = 2'
found 'entry 0: blob-digest: the signed filing' "UPDATE blob SET body = CAST(replace(body, 'DU-200', 'DU-201') AS BLOB) WHERE id = 1"
found 'blob-missing' 'DELETE FROM blob WHERE id = 2'
found 'entry 1: node:' 'UPDATE node SET hash = zeroblob(32) WHERE level = 1'
found 'checkpoint-missing' 'DELETE FROM checkpoint WHERE size = 3'
found 'entry 1: checkpoint-missing' 'DELETE FROM checkpoint WHERE size = 2; UPDATE checkpoint SET before = 1 WHERE size = 3'
found 'checkpoint-root' 'UPDATE checkpoint SET root = zeroblob(32) WHERE size = 2'
found 'witness: ' "UPDATE cosignature SET line = substr(line, 1, length(line) - 8) || 'AAAAAAAA'"
found 'log: witness: no checkpoint is co-signed' 'DELETE FROM cosignature'
found 'log: origin' "UPDATE log SET origin = 'example.org/filings'"
found 'log: key' "UPDATE log SET vkey = replace(vkey, '+', '-')"
found 'log: reference: 1 stored references' "INSERT INTO refers VALUES ('x', 1)"
found 'rollback: ' 'DELETE FROM entry WHERE idx = 2; DELETE FROM node WHERE level = 0 AND idx = 2; DELETE FROM checkpoint WHERE size = 3; DELETE FROM cosignature'
# An id or a digest that is there already.
found 'entry 3: leaf: entry 0 has the same id' 'INSERT INTO entry SELECT 3, leaf FROM entry WHERE idx = 0'
found 'log: blob-stray: the blob' "INSERT INTO blob SELECT (SELECT max(id) FROM blob) + 1, sha256, x'00' FROM blob WHERE id = 1"
# Rows that nobody meets who reads the log in order, the rules taken away too:
# SQLite knows none of them in a file that it only reads.
beside='PRAGMA ignore_check_constraints = 1'
found 'log: file: the table log has other rows' "$beside; INSERT INTO log VALUES (2, 'x', 'x')"
found 'log: file: the table log has other rows' "$beside; UPDATE log SET one = -1"
found 'log: file: there are entries before 0' "$beside; INSERT INTO entry VALUES (-1, 'x'); INSERT INTO node VALUES (-1, 0, zeroblob(32))"
found 'log: file: there are stored files without a number' "$beside; INSERT INTO blob VALUES (-1, randomblob(32), x'00')"
found 'log: file: there are stored files without a number' 'UPDATE blob SET id = 9223372036854775807 WHERE id = (SELECT max(id) FROM blob)'
found 'log: file: there are references of entries before 0' "$beside; INSERT INTO refers VALUES ('x', -1)"
found 'log: file: there are checkpoints of fewer than 0' "$beside; INSERT INTO checkpoint SELECT -1, NULL, root, note FROM checkpoint WHERE size = 0"
found 'log: file: the first checkpoint names one of fewer' 'UPDATE checkpoint SET before = -1 WHERE size = 0'
found 'log: file: there are co-signatures of fewer' 'INSERT INTO cosignature SELECT -size, n, line FROM cosignature'
found 'log: file: there are time-stamps of fewer' "INSERT INTO timestamp VALUES (-1, 0, x'00')"
# A row put in anew where the old one was.
found 'entry 1: leaf' "DELETE FROM entry WHERE idx = 1; INSERT INTO entry SELECT 1, replace(leaf, 'example.com', 'example.net') || '' FROM (SELECT replace(leaf, substr(leaf, 20, 8), '00000000') AS leaf FROM entry WHERE idx = 0)"

# changed SAYS CODE SQL: the file itself is otherwise; nobody opens it for use.
changed() {
	fresh
	t_ok "done: $3" sqlite3 -batch -bail log.db "PRAGMA synchronous = OFF; $3"
	audit "$2"
	t_has t.err "$1"
	t_exit "$2" log list log.db
	t_exit "$2" file DU-200.xml --log log.db --log-key log.key --key key.pem --cert cert.pem --save again.filing --hypothetical
	t_ok 'nothing is filed' [ ! -e again.filing ]
}
changed 'trigger: trigger entry_update is missing' 3 'DROP TRIGGER entry_update'
changed 'trigger: trigger entry_update was changed' 3 'DROP TRIGGER entry_update; CREATE TRIGGER entry_update BEFORE UPDATE ON entry BEGIN SELECT 1; END'
changed 'trigger: trigger extra does not belong there' 3 'CREATE TRIGGER extra AFTER INSERT ON entry BEGIN DELETE FROM blob; END'
changed 'schema: table extra does not belong there' 3 'CREATE TABLE extra (x)'
changed 'schema: view extra does not belong there' 3 'CREATE VIEW extra AS SELECT 1'
changed 'schema: index extra does not belong there' 3 'CREATE INDEX extra ON blob (length(body))'
fresh
for t_sql in 'ALTER TABLE entry ADD COLUMN extra TEXT' \
	"ALTER TABLE entry ADD COLUMN g TEXT GENERATED ALWAYS AS ('x') VIRTUAL" \
	'DROP VIEW entries; CREATE VIEW entries AS SELECT 1 AS entry' \
	'CREATE VIRTUAL TABLE v USING fts5(x)' ANALYZE; do
	fresh
	sqlite3 -batch -bail log.db "PRAGMA synchronous = OFF; $t_sql"
	audit 3
	t_has t.err 'log: schema: '
done
changed 'an audit log of version 2: expected 1, or a newer retrace' 65 'PRAGMA user_version = 2'
changed 'a database of another program' 65 'PRAGMA application_id = 1'
fresh
t_ok 'the schema is edited as a text' sqlite3 -batch log.db '.dbconfig defensive off' \
	"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'BEFORE UPDATE', 'BEFORE  UPDATE') WHERE name = 'log_update'"
audit 3
t_has t.err 'trigger: trigger log_update was changed'

# A column is made to hold what it never can: whoever reads on from such a row
# would meet it for ever.
strict() { # FROM TO: the schema of one table, as a text
	sqlite3 -batch log.db '.dbconfig defensive off' "PRAGMA writable_schema = ON;
		UPDATE sqlite_schema SET sql = replace(sql, '$1', '$2') WHERE name = 'cosignature'"
}
for t_value in "'x'" "x''" 1e300; do
	fresh
	strict 'STRICT, WITHOUT' '/* ? */ WITHOUT'
	sqlite3 -batch log.db 'DROP TRIGGER cosignature_update' "UPDATE cosignature SET size = $t_value" \
		"$(grep 'CREATE TRIGGER cosignature_update' -A 1 create.sql)"
	strict '/* ? */ WITHOUT' 'STRICT, WITHOUT'
	audit 3
	t_has t.err 'log: file: non-INTEGER value in cosignature.size'
done

# Other pages, the same rows: it holds.
fresh
rm log.db
sqlite3 good.db "PRAGMA page_size = 4096; VACUUM INTO 'log.db'"
chmod 600 log.db
audit 0
t_ok 'other pages' sh -c '! cmp -s log.db good.db'

# Behind the end of the file, and in what only the next writer looks at.
for t_more in x 4096 65536; do
	fresh
	case $t_more in
	x) printf x >>log.db ;;
	*) head -c $t_more good.db >>log.db ;;
	esac
	audit 3
	t_has t.err 'something stands behind its end that is no part of it'
done
fresh
printf '\005' | dd of=log.db bs=1 seek=39 conv=notrunc 2>t.said
audit 3
t_has t.err 'its count of free pages is wrong'
fresh
printf '\003' | dd of=log.db bs=1 seek=18 conv=notrunc 2>t.said
audit 3
t_has t.err 'its header lets no SQLite of today write it'

# A journal that is not of this log, write-ahead files, loose permissions.
fresh
"$RETRACE" log init twin.db --origin example.com/filings --key twin.key --no-passphrase >twin.pub
sqlite3 twin.db >t.said 2>&1 <<'E'
PRAGMA cache_size = 1;
BEGIN IMMEDIATE;
INSERT INTO blob VALUES (1, randomblob(32), zeroblob(900000));
INSERT INTO blob VALUES (2, randomblob(32), zeroblob(900000));
.system cp twin.db-journal log.db-journal
E
chmod 600 log.db-journal
audit 3
t_has t.err 'LOG-journal beside it is not that of its last writer'
t_exit 3 log list log.db
t_exit 3 file DU-200.xml --log log.db --log-key log.key --key key.pem --cert cert.pem --save again.filing --hypothetical
t_ok 'it is not played back' cmp log.db good.db
t_ok 'it is still there' [ -s log.db-journal ]
rm log.db-journal
for t_put in 'mkdir' 'mkfifo' 'ln -s /etc/passwd'; do
	$t_put log.db-journal
	audit 3
	t_has t.err 'LOG-journal beside it is not that of its last writer: not a file'
	rm -rf log.db-journal
done
audit 0
touch log.db-wal
audit 3
t_has t.err 'another program left LOG-wal beside it'
rm log.db-wal
chmod 664 log.db
audit 77
t_has t.err 'others than its owner can write it (mode 664): expected mode 600'
t_exit 77 log list log.db
t_exit 77 file DU-200.xml --log log.db --log-key log.key --key key.pem --cert cert.pem --save again.filing --hypothetical
chmod 640 log.db
audit 0
chmod 640 log.key
t_exit 77 file DU-200.xml --log log.db --log-key log.key --key key.pem --cert cert.pem --save again.filing --hypothetical
t_has t.err 'others can reach it (mode 640): expected mode 600'
t_end
