#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: base
#
# Goal: the command line helps whoever mistypes it, and every verb says what
# it does.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

t_exit 0 help
t_has t.out 'check      hold a product against the rules'
verbs=$(sed -nE 's/^  ([a-z]+) .*/\1/p' t.out)
for verb in $verbs; do
	t_exit 0 help "$verb"
	t_has t.out "retrace $verb"
	cp t.out help.txt
	t_exit 0 "$verb" --help
	t_cmp t.out <help.txt
done
t_exit 0 check --help
for code in 0 1 2 3 64 65 66 70 73 74 77; do
	t_has t.out " $code  "
done
for sub in 'log init' 'log list' 'log show' 'log verify' 'log checkpoint' \
	'rules list' 'rules show' 'rules check' 'key new' 'key show'; do
	# shellcheck disable=SC2086 # two words
	t_exit 0 $sub --help
	t_has t.out "Usage: retrace $sub"
done

t_exit 0 version
cp t.out version.txt
t_exit 0 --version
t_cmp t.out <version.txt

t_exit 64
t_has t.err 'Usage: retrace VERB'
t_exit 64 chekc
t_cmp t.err <<'END'
retrace: unknown verb "chekc": did you mean check?
END
t_exit 64 frobnicate
t_cmp t.err <<'END'
retrace: unknown verb "frobnicate": retrace help lists the verbs
END
t_exit 64 log lits
t_cmp t.err <<'END'
retrace: unknown verb "log lits": did you mean list?
Try: retrace log --help
END
t_exit 64 check --fial-on=never x
t_cmp t.err <<'END'
retrace: unknown option --fial-on: did you mean --fail-on?
Try: retrace check --help
END
t_exit 64 check x --as-of 2025-02-30
t_has t.err '--as-of'
t_exit 64 check
t_cmp t.err <<'END'
retrace: no file named: expected a BOM, or - for standard input
Try: retrace check --help
END
t_exit 64 check x -o table -o json
t_has t.err 'two results on standard output'
t_exit 64 check x -o xml
t_has t.err '--output "xml": expected table, json, jsonl, csv'
t_exit 64 "$(printf 'a\033[2Jb')"
t_has t.err 'a\x1b[2Jb'
t_exit 66 check none.xml
t_cmp t.err <<'END'
none.xml: cannot be opened: No such file or directory
END
# A slip behind options that are kept as lists: a sanitised build would tell of
# what is not given back.
for words in 'check --rules x' 'draft --item x' 'draft --set a=b' \
	'draft --upstream x' 'diff --both x' 'file --tsa-ca x' 'log list --kind x' \
	'log verify --witness x' 'whatif --set a=b'; do
	# shellcheck disable=SC2086 # a list of words
	t_exit 64 $words --nonsense
	t_has t.err 'unknown option --nonsense'
done
mkdir empty
t_exit 66 check empty
t_cmp t.err <<'END'
empty: a folder without files: expected files of a product
END

for kind in bom bom-csv declaration filer policy assumptions transaction holidays rules clauses; do
	t_exit 0 template "$kind"
	cp t.out "$kind"
done
t_exit 64 template plicy
t_has t.err 'did you mean policy?'
t_exit 1 check bom declaration --policy policy --assume assumptions
t_has t.out 'Your assumptions'
t_exit 2 check bom-csv
mkdir my-law
cp rules my-law/rules.xml
cp clauses my-law/clauses.tsv
t_exit 0 rules check my-law/rules.xml
t_cmp t.err <<'END'
my-law/rules.xml: valid
END
t_exit 1 check bom declaration -r my-law/rules.xml --as-of 2026-02-01 -q
t_has t.out 'This clause is from memory'
# What cannot be written is never taken for done: by no verb, on no disk that
# is full, in no file that may not grow.
for ask in version help 'help check' 'template bom' 'key show cert.pem' 'rules list'; do
	[ -e cert.pem ] || "$RETRACE" key new key.pem cert.pem --name A --no-passphrase -q
	t_got=0
	# shellcheck disable=SC2086 # words
	"$RETRACE" $ask >/dev/full 2>t.err || t_got=$?
	t_ok "$ask, on a full disk: exit $t_got" [ "$t_got" -eq 74 ]
	t_has t.err 'standard output: cannot be written: No space left on device'
done
t_got=0
# shellcheck disable=SC3045 # dash and bash have it
(ulimit -f 1 && exec "$RETRACE" convert "$t_top/tests/examples/drive-unit/drive-unit.xml" -q --save big.xml 2>t.err) || t_got=$?
t_ok "a file that may not grow: exit $t_got" [ "$t_got" -eq 74 ]
t_has t.err 'big.xml: cannot be written: File too large'
t_ok 'nothing is left of it' [ "$(find . -name '*big*' | wc -l)" -eq 0 ]

# A clock that is none is not passed over.
for time in tomorrow -1 1e9 253402300800; do
	SOURCE_DATE_EPOCH=$time t_exit 64 version
	t_has t.err 'SOURCE_DATE_EPOCH is not a time: expected seconds since 1970'
done
SOURCE_DATE_EPOCH='' t_exit 0 version
t_end
