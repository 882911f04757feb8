#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: filing
#
# Goal: small documents that are made to hurt, through the binary: rule packs,
# policies, assumptions, transactions, holidays, filer profiles, drafts and
# filings with bombs, foreign alphabets and wrong shapes.  Each is refused in
# seconds, in little memory, at line and column, in the same words for all
# kinds, and nothing is written.

# lib.sh sets t_*; an inner shell expands what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

seconds=30 # of a processor: others may run beside it
memory=400000 # [KiB]
grep -q __asan_init "$RETRACE" && memory=unlimited

ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* \
	"$ex"/filer.xml "$t_top"/forms/cn-trace/* .
"$RETRACE" template policy >policy.xml
"$RETRACE" template assumptions >assumptions.xml
"$RETRACE" template transaction >transaction.xml
"$RETRACE" template holidays >holidays.xml
cp transaction.xml deal.xml
"$RETRACE" draft -q drive-unit.xml declaration-* --item DU-200 --filer filer.xml --save draft.xml
"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
"$RETRACE" file draft.xml --log log.db --log-key log.key --key key.pem --cert cert.pem --save filing.xml --hypothetical >t.out

# take KIND FILE: the verb that reads this kind reads the file; t_got.
take() {
	case $1 in
	rules.xml) set -- check -q drive-unit.xml -r "./$2" ;;
	policy.xml) set -- check -q drive-unit.xml --policy "$2" ;;
	assumptions.xml) set -- check -q drive-unit.xml --assume "$2" ;;
	transaction.xml) set -- check -q drive-unit.xml --transaction "$2" ;;
	holidays.xml) set -- check -q drive-unit.xml --transaction deal.xml --holidays "$2" ;;
	filer.xml) set -- draft -q drive-unit.xml --item DU-200 --filer "$2" --save new.xml ;;
	draft.xml) set -- file "$2" --log log.db --log-key log.key --key key.pem --cert cert.pem --save new.xml --hypothetical ;;
	filing.xml) set -- verify "$2" --any-signer ;;
	esac
	t_got=0
	(
		# shellcheck disable=SC3045 # dash and bash have it
		ulimit -v "$memory" && ulimit -t "$seconds"
		exec "$RETRACE" "$@" >t.out 2>t.err
	) || t_got=$?
}

# repeat TEXT TIMES
repeat() {
	yes "$1" | tr -d '\n' | head -c $((${#1} * $2))
}
# in_root: the lines of t.part stand as attributes in the root tag.
in_root() {
	{ printf ' ' && tr '\n' ' ' <t.part; } >t.line
	awk -v r="<$root" 'BEGIN { getline t <"t.line" }
		!done { i = index($0, r)
			if (i && substr($0, i + length(r), 1) !~ /[a-z-]/) {
				i += length(r)
				$0 = substr($0, 1, i - 1) t substr($0, i)
				done = 1
			}
		}
		{ print }' body
}
# at_end: t.part stands before the end tag of the root.
at_end() {
	head -c "$end" body
	cat t.part
	printf '</%s>' "$root"
}
# made NAME: the base file, made to hurt, on standard output.
made() {
	case $1 in
	billion-laughs) printf '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>' && cat body ;;
	external-entity) printf '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' && cat body ;;
	parameter-entity) printf '<!DOCTYPE x [<!ENTITY %% a SYSTEM "http://127.0.0.1:9/x">%%a;]>' && cat body ;;
	remote-dtd) printf '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">' && cat body ;;
	nul) head -c $((end / 2)) body && printf '\000' && tail -c +$((end / 2)) body ;;
	utf-16-mark) printf '\377\376' && sed 's/./&\x00/g' body ;;
	utf-16) LC_ALL=C tr -d '\200-\377' <body | sed 's/./&\x00/g' ;;
	utf-32) LC_ALL=C tr -d '\200-\377' <body | sed 's/./&\x00\x00\x00/g' ;;
	ebcdic) iconv -c -t IBM037 body ;;
	latin-1) printf '<!-- \344 -->' && cat body ;;
	says-latin-1) printf '<?xml version="1.0" encoding="ISO-8859-1"?>' && cat body ;;
	says-ebcdic) printf '<?xml version="1.0" encoding="IBM037"?>' && cat body ;;
	says-utf-7) printf '<?xml version="1.0" encoding="UTF-7"?>' && cat body ;;
	two-marks) printf '\357\273\277\357\273\277' && cat body ;;
	attributes) seq -f 'a%g="1"' 100000 >t.part && in_root ;;
	attributes-few) seq -f 'a%g="1"' 300 >t.part && in_root ;;
	namespaces) seq -f 'xmlns:a%g="urn:u"' 300 >t.part && in_root ;;
	twice) printf 'zzz="1"\nzzz="2"' >t.part && in_root ;;
	depth) repeat '<a>' 100000 >t.part && at_end ;;
	comment) { printf '<!--' && repeat x 70000 && printf -- '-->'; } >t.part && at_end ;;
	text) repeat x 70000 >t.part && at_end ;;
	name) { printf '<' && repeat x 60000 && printf '/>'; } >t.part && at_end ;;
	instruction) { printf '<?x ' && repeat x 70000 && printf '?>'; } >t.part && at_end ;;
	character) printf '&#0;' >t.part && at_end ;;
	surrogate) printf '&#xD800;' >t.part && at_end ;;
	entity) printf '&nbsp;' >t.part && at_end ;;
	open) printf '<zzz>' >t.part && at_end ;;
	prefix) printf '<zzz:a/>' >t.part && at_end ;;
	cut) head -c "$end" body ;;
	cut-tag) head -c $((end + 3)) body ;;
	two-roots) cat body && printf '<zzz/>' ;;
	empty) ;;
	one-byte) printf '<' ;;
	blanks) printf ' \n ' ;;
	table) echo 'part,mass' ;;
	esac
}
# The shape is wrong, not the syntax: a filing is refused before its schema.
shaped() {
	case $1 in
	unknown-attribute) printf 'zzz="1"' >t.part && in_root ;;
	schema-type) printf 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"\ni:type="x"' >t.part && in_root ;;
	unknown-element) printf '<zzz/>' >t.part && at_end ;;
	many-elements) repeat '<zzz/>' 100000 >t.part && at_end ;;
	include) printf '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>' >t.part && at_end ;;
	no-namespace) sed 's/ xmlns="[^"]*"//' body ;;
	text-between) printf 'text \302\233\342\200\256' >t.part && at_end ;;
	esac
}

# refused NAME PATTERN: the first message says so at line and column, and
# nothing is written.
refused() {
	first=
	read -r first <t.err
	# shellcheck disable=SC2254 # $2 is a pattern
	case ${first#./} in
	x.xml:[1-9]*:[1-9]*:\ $2*expected\ ?*) ;;
	*)
		t_fail "$kind, $1: does not say: $2"
		echo "$first" >&2
		return
		;;
	esac
	if [ "$t_got" -ne "$code" ]; then
		t_fail "$kind, $1: exit $t_got, expected $code"
	elif [ -e new.xml ] || { [ -s t.out ] && [ $kind != filing.xml ]; }; then
		t_fail "$kind, $1: something is written"
		rm -f new.xml
	else
		t_pass
	fi
}

for kind in rules.xml policy.xml assumptions.xml transaction.xml holidays.xml filer.xml draft.xml filing.xml; do
	sed '1{/^<?xml/d;}' $kind >body
	root=$(grep -o '<[a-z][a-z-]*' body | head -n 1 | tr -d '<')
	end=$(($(LC_ALL=C grep -bo "</$root>" body | tail -n 1 | cut -d : -f 1)))
	code=65
	[ $kind = filing.xml ] && code=3
	while read -r name words; do
		# One reader serves the first four: the others need not be
		# tried with everything.
		case "$kind $name" in
		policy.xml\ *-* | assumptions.xml\ *-* | transaction.xml\ *-* | holidays.xml\ *-* | filer.xml\ *-*) continue ;;
		esac
		[ "$kind $name" = 'filing.xml two-marks' ] && words='a byte order mark:'
		made "$name" >x.xml
		take $kind x.xml
		refused "$name" "$words"
	done <<'END'
billion-laughs a DOCTYPE:
external-entity a DOCTYPE:
parameter-entity a DOCTYPE:
remote-dtd a DOCTYPE:
nul a NUL byte:
utf-16-mark UTF-16 text:
utf-16 a NUL byte:
utf-32 a NUL byte:
ebcdic byte 0x* is not UTF-8:
latin-1 byte 0xE4 is not UTF-8:
says-latin-1 encoding "ISO-8859-1":
says-ebcdic encoding "IBM037":
says-utf-7 encoding "UTF-7":
two-marks a second byte order mark:
attributes a tag or text of more than 65536 bytes:
attributes-few an element with more than 256 attributes:
namespaces more than 100 namespaces in force:
twice attribute "zzz" for the second time in a tag:
depth elements nested deeper than 256:
comment a tag or text of more than 65536 bytes:
text a tag or text of more than 65536 bytes:
name a name of more than 50000 bytes:
instruction a tag or text of more than 65536 bytes:
character a character that XML does not have:
surrogate a character that XML does not have:
entity entity "&nbsp;":
open </*> where <zzz> of line * is open:
prefix prefix "zzz" that stands for nothing:
cut the file ends inside <
cut-tag the file ends in a tag:
two-roots more behind the root element:
empty an empty file:
one-byte the file ends in a tag:
blanks the file ends without an element:
table text before the first tag:
END
	while read -r name words; do
		shaped "$name" >x.xml
		case "$kind $name" in
		'filer.xml no-namespace') words='the root is <filer>:' ;;
		'draft.xml no-namespace') words='the root is <draft>:' ;;
		'filing.xml no-namespace') ;;
		'filing.xml text-between') ;;
		filing.xml*) words='written differently from the canonical form:' ;;
		esac
		take $kind x.xml
		refused "$name" "$words"
	done <<'END'
unknown-attribute attribute "zzz" of <
schema-type Element '*', attribute 'type': The QName value 'x'
unknown-element <zzz> in <
many-elements <zzz> in <
include <include> in <
no-namespace root element "*" of namespace "":
text-between text in <
END
	t_ok "$kind: few words for many faults" [ "$(wc -l <t.err)" -le 20 ]
	t_ok "$kind: no byte commands the terminal" sh -c \
		'! LC_ALL=C grep -q "$(printf "\302\233\\|\342\200\256")" t.err'

	# A document that points elsewhere is read without going there; of a
	# draft nothing of it is signed, a filing is not what was signed.
	printf 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"\ni:schemaLocation="urn:x http://127.0.0.1:9/x.xsd"' >t.part
	in_root >x.xml
	take $kind x.xml
	if [ $kind = filing.xml ]; then
		t_ok "a filing that points elsewhere: exit $t_got" [ "$t_got" -eq 3 ]
	else
		t_ok "$kind that points elsewhere: exit $t_got" [ "$t_got" -lt 64 ]
	fi
	[ -e new.xml ] && t_ok "$kind: no reference stays" sh -c '! grep -q schemaLocation new.xml'
	rm -f new.xml
	{ cat body && yes '<!-- -->' | head -n 1000000; } >x.xml
	take $kind x.xml
	t_ok "$kind of 9 MB: exit $t_got" [ "$t_got" -eq $code ]
	t_has t.err 'expected '
done
t_exit 0 log list log.db -o csv
t_ok 'one entry, as before' [ "$(wc -l <t.out)" -eq 2 ]

# What is no file of its kind: one kind given for another.
for kind in rules.xml policy.xml assumptions.xml transaction.xml holidays.xml filer.xml draft.xml; do
	for other in rules.xml policy.xml assumptions.xml filer.xml drive-unit.xml filing.xml; do
		[ $kind = $other ] && continue
		take $kind $other
		t_ok "$other as $kind: exit $t_got" [ "$t_got" -eq 65 ]
		t_has t.err 'expected '
		t_ok "$other as $kind: nothing is written" [ ! -e new.xml ]
	done
done
for other in rules.xml policy.xml filer.xml drive-unit.xml draft.xml; do
	t_exit 3 verify $other --any-signer
	t_has t.err 'expected '
done

# What is larger than memory, and than any filing, is not loaded at all.
truncate -s 20G huge.xml
t_exit 3 verify huge.xml --any-signer
t_has t.err 'huge.xml: 21474836480 bytes: expected at most 3145728 [size]'
t_exit 65 file huge.xml --log log.db --log-key log.key --key key.pem --cert cert.pem --save new.xml --hypothetical
t_has t.err 'huge.xml: 21474836480 bytes: expected at most 3145728'
t_end
