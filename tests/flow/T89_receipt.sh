#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: report
#
# Goal: from a receipt anybody computes every verdict and number again, from
# files that are known by their digest alone; one byte that is otherwise, in
# any input or in the receipt, is found and named.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

example=$t_top/tests/examples/drive-unit
mkdir given
cp "$example"/*.xml "$example"/*.csv given
mkdir given/pack
cp "$t_top"/forms/cn-mofcom-61-2025/rules.xml "$t_top"/forms/cn-mofcom-61-2025/clauses.tsv given/pack
"$RETRACE" template assumptions >given/assume.xml
"$RETRACE" template policy >given/policy.xml
check() { # ARGUMENT...
	(cd given && "$RETRACE" check -q --fail-on never drive-unit.xml \
		declaration-castings.csv declaration-magnets.xml \
		declaration-pump.xml prices-850.csv --rules cn-trace \
		--rules pack/rules.xml --assume assume.xml --policy policy.xml \
		--as-of 2025-12-15 --price-as-of 2025-12-10 --presumed \
		--ship MOT-L --also cn-trace/process-aids "$@")
}
t_ok 'a receipt is written' check -a -o receipt=../r.jsonl
t_ok 'the same bytes' sh -c 'cp r.jsonl one.jsonl'
t_ok 'again' check -a -o receipt=../r.jsonl
t_cmp r.jsonl <one.jsonl

# How it was computed stands in the first line, a verdict in each other.
head -n 1 r.jsonl >head.json
t_json head.json '.schema == "retrace-output" and .kind == "receipt"'
t_json head.json '.as_of == "2025-12-15" and .price_as_of == "2025-12-10"'
t_json head.json '.options.presumed and .options.ship == ["MOT-L"] and .options.all_items'
t_json head.json '[.inputs[].role] == ["product", "product", "product", "product", "product", "assumptions", "rules", "clauses", "rules", "clauses", "policy"]'
t_ok 'as many as it says' sh -c '[ "$(jq .verdicts head.json)" -eq "$(($(wc -l <r.jsonl) - 1))" ]'
t_ok 'all lines are JSON' sh -c 'jq -c . r.jsonl >/dev/null'
jq -r '.inputs[] | select(.role | IN("product", "assumptions", "policy")) | .sha256 + "  given/" + .name' head.json >sums
t_ok 'seven files' [ "$(wc -l <sums)" -eq 7 ]
t_ok 'digests are those of the files' sha256sum -c sums
t_ok 'of the law too' sh -c '[ "$(jq -r ".inputs[8].sha256, .inputs[9].sha256" head.json | tr "\n" " ")" = \
	"$(sha256sum given/pack/rules.xml given/pack/clauses.tsv | cut -d" " -f1 | tr "\n" " ")" ]'

# Every output of the verdicts names the same basis.
basis=$(jq -r .basis head.json)
t_ok 'JSON' check -a -o json=../j.json -o csv=../c.csv -o sarif=../s.sarif -o html=../h.html -o jsonl=../l.jsonl
t_ok 'tables' check -a --digests -o table=../t.txt
t_ok 'tables' check -a -o table=../plain.txt
t_json j.json ".basis == \"$basis\""
t_json s.sarif ".runs[0].properties.basis == \"$basis\""
t_has h.html "<code>$basis</code>"
t_ok 'CSV, in each row' sh -c '[ "$(sed 1d c.csv | tr -d "\r" | grep -cE ",$(echo "$0" | cut -c1-16)(,|$)")" -eq "$(($(wc -l <c.csv) - 1))" ]' "$basis"
t_ok 'JSON lines' sh -c 'head -n 1 l.jsonl | jq -e --arg b "$0" ".basis == (\$b | .[0:16])" >/dev/null' "$basis"
t_ok 'the table, if it is asked for' sh -c 'sed -n "/^Digests/,\$p" t.txt | grep -q "$0  basis"' "$basis"
t_ok 'and each file' sh -c 'sed -n "s/^  \([0-9a-f]*\)  product  *\(.*\)/\1  given\/\2/p" t.txt >t.sums && [ "$(wc -l <t.sums)" -eq 5 ] && sha256sum -c t.sums'
t_ok 'the program too' grep -q "$(jq -r .tool_sha256 head.json)  program      retrace " t.txt
t_ok 'without asking no digest' sh -c '! grep -q "[0-9a-f]\{64\}" plain.txt'
t_ok 'what is asked for' sh -c 'cd given && "$RETRACE" "$0" -q --fail-on never drive-unit.xml declaration-castings.csv declaration-magnets.xml declaration-pump.xml prices-850.csv --rules cn-trace --rules pack/rules.xml --assume assume.xml --as-of 2025-12-15 --ship MOT-L -o json >../a.json' ask
t_ok 'and what would change it' sh -c 'cd given && "$RETRACE" "$0" -q --fail-on never drive-unit.xml declaration-castings.csv declaration-magnets.xml declaration-pump.xml prices-850.csv --rules cn-trace --rules pack/rules.xml --assume assume.xml --as-of 2025-12-15 --ship MOT-L -o json >../w.json' whatif
t_ok 'rest on one basis' sh -c '[ "$(jq -r .basis a.json)" = "$(jq -r .basis w.json)" ] && jq -e ".basis | test(\"^[0-9a-f]{64}$\")" a.json >/dev/null'
t_ok 'so does each side of a comparison' sh -c '"$RETRACE" diff -q --fail-on never given/drive-unit.xml given/drive-unit.xml -o json >d.json; jq -e ".old.basis == .new.basis and (.old.basis | length) == 64" d.json >/dev/null'
t_ok 'another day, another basis' check --as-of 2025-12-16 -o json=../j.json
t_json j.json ".basis != \"$basis\""

# The numbers of a receipt are those of the JSON.
t_ok 'JSON' check -o json=../j.json -o receipt=../short.jsonl
amounts='{item, verdict, policy, presumed, assumed, unit, numerator, denominator, ratio, margin, proven_sharp}'
jq -S "[.rules[].items[] | $amounts]" j.json >want
sed 1d short.jsonl | jq -s -S "[.[] | $amounts]" >got
t_cmp got <want

# From the folders of the files, whatever their names are now.
t_exit 0 verify --recompute r.jsonl short.jsonl --inputs given --inputs given/pack
t_has t.out 'r.jsonl: HOLDS: computed again, every verdict and number is the same'
t_exit 0 verify --recompute r.jsonl --inputs given --inputs given/pack -o csv
t_has t.out ',same'
mkdir moved
n=0
for file in given/*.xml given/*.csv given/pack/*; do
	n=$((n + 1))
	cp "$file" "moved/file-$n"
done
t_exit 0 verify --recompute r.jsonl --inputs moved
# From the folder where it was written, and beside the receipt.
t_ok 'where it was written' sh -c 'cd given && "$RETRACE" verify --recompute ../r.jsonl --inputs pack'
cp r.jsonl given/beside.jsonl
t_exit 0 verify --recompute given/beside.jsonl --inputs given/pack

# One byte of any input: it is not that file any more, and it is named.
for file in drive-unit.xml declaration-castings.csv declaration-magnets.xml \
	declaration-pump.xml prices-850.csv assume.xml policy.xml; do
	rm -rf changed
	cp -r given changed
	rm -f changed/beside.jsonl
	printf '\n' >>"changed/$file"
	t_exit 66 verify --recompute r.jsonl --inputs changed --inputs changed/pack
	t_has t.out 'r.jsonl: REFUSED: not-replayable'
	t_has t.err "r.jsonl:1: not replayable:"
	t_has t.err "\"$file\" with the digest"
	t_ok "$file alone" [ "$(wc -l <t.err)" -eq 1 ]
done
mkdir -p data/forms
ln -s "$t_top/schemas" data/schemas
cp -r "$t_top/forms/cn-trace" data/forms
for file in rules.xml clauses.tsv; do
	rm -rf changed
	cp -r given changed
	printf '\n' >>"changed/pack/$file"
	RETRACE_DATA=$t_dir/data
	export RETRACE_DATA # where no other copy of the pack is installed
	t_exit 66 verify --recompute r.jsonl --inputs changed --inputs changed/pack
	RETRACE_DATA=$t_top
	t_has t.err '"cn-mofcom-61-2025" with the digest'
	t_ok "$file alone" [ "$(wc -l <t.err)" -eq 1 ]
done

# The receipt says that it was another file: then the figures differ.
differs() { # FILE SED TEXT...
	rm -rf changed
	cp -r given changed
	rm -f changed/beside.jsonl
	sed "$2" "given/$1" >"changed/$1"
	old=$(sha256sum "given/$1" | cut -d' ' -f1)
	new=$(sha256sum "changed/$1" | cut -d' ' -f1)
	sed "s/$old/$new/" r.jsonl >lie.jsonl
	t_ok "$1 is changed" [ "$old" != "$new" ]
	t_exit 3 verify --recompute lie.jsonl --inputs changed --inputs changed/pack
	t_has t.out 'lie.jsonl: REFUSED: recomputed-differs'
	t_has t.err "$3"
}
differs drive-unit.xml 's/child="MAG-UH" quantity="10"/child="MAG-UH" quantity="11"/' \
	'numerator/low is "'
differs declaration-magnets.xml 's/country="CN"/country="MY"/' \
	'computed again'
differs prices-850.csv 's/850/851/' 'cn-mofcom-61-2025/limb-i, Alpenrad Antriebe DU-200: numerator/low is "'
differs assume.xml 's/until="[0-9-]*"/until="2025-01-01"/' 'assumptions/entries/1/until is "'
differs policy.xml 's/until="[0-9-]*"/until="2025-01-01"/' 'policy/entries/1/until is "'
differs pack/rules.xml 's/limit="0.1 %"/limit="50 %"/' 'cn-mofcom-61-2025/limb-i'

# A receipt that was touched: any word of it.
touched() { # SED TEXT
	sed "$1" r.jsonl >touched.jsonl
	if cmp -s r.jsonl touched.jsonl; then
		t_fail "$1 changes nothing"
	fi
	t_exit 3 verify --recompute touched.jsonl --inputs given --inputs given/pack
	t_has t.err "$2"
}
touched '2s/"verdict":"triggered"/"verdict":"clear"/' \
	'touched.jsonl:2: cn-trace/contained, Alpenrad Antriebe DU-200: verdict is "clear", computed again "triggered"'
touched '2s/"high_open":true/"high_open":false/' 'numerator/high_open is "false", computed again "true"'
touched '2s/"DU-200"/"DU-201"/' 'touched.jsonl:2: '
touched '1s/"exit_code":1/"exit_code":0/' 'touched.jsonl:1: exit_code is "0", computed again "1"'
touched '1s/"exit_code"/"more":[],"exit_code"/' 'more is "[]", computed again "not there"'
touched '1s/"basis":"./"basis":"x/' 'basis is "x'
touched '3d' 'touched.jsonl:3: '
touched '$d' 'the line is "not there"'
touched '$s/$/\n{"verdict":"clear"}/' 'that are not computed again'
touched '4s/.*/no JSON/' 'touched.jsonl:4: '
touched '1s/2025-12-15/2025-12-14/' 'computed again'
sed '1s/"tool_sha256":"./"tool_sha256":"x/' r.jsonl >other.jsonl
t_exit 0 verify --recompute other.jsonl --inputs given --inputs given/pack
t_has t.err 'note: written by retrace'

# A transaction and its holidays are inputs, what follows from it is a figure.
"$RETRACE" template transaction >given/deal.xml
"$RETRACE" template holidays >given/days.xml
t_ok 'a receipt of a transaction' check -a --transaction deal.xml \
	--holidays days.xml -o receipt=../deal.jsonl
t_ok 'it has outcomes' sh -c 'sed 1d deal.jsonl | jq -s -e "all(.[]; has(\"outcome\") or .pack == \"cn-trace\")" >/dev/null'
t_exit 0 verify --recompute deal.jsonl --inputs given --inputs given/pack
for file in deal.xml days.xml; do
	rm -rf changed
	cp -r given changed
	printf '\n' >>"changed/$file"
	t_exit 66 verify --recompute deal.jsonl --inputs changed --inputs changed/pack
	t_has t.err "\"$file\" with the digest"
	t_ok "$file alone" [ "$(wc -l <t.err)" -eq 1 ]
done
sed '0,/"outcome":{/s/"outcome":{/"outcome":{"more":1,/' deal.jsonl >touched.jsonl
t_exit 3 verify --recompute touched.jsonl --inputs given --inputs given/pack
t_has t.err 'outcome/more is "1", computed again "not there"'

# What is no receipt, and what cannot be.
t_exit 3 verify r.jsonl
t_has t.err 'a receipt is not signed: expected --recompute'
t_exit 64 verify r.jsonl --inputs given
t_exit 66 verify --recompute r.jsonl --inputs nowhere
for bad in '{' '{}' '{"schema":"retrace-output","kind":"check"}' '{"a":1,"a":2}'; do
	printf '%s\n' "$bad" >bad.jsonl
	t_exit 65 verify --recompute bad.jsonl
	t_has t.err 'bad.jsonl:1'
done
sed '1s/"name":"drive-unit.xml"/"name":"..\/given\/drive-unit.xml"/' r.jsonl >up.jsonl
t_exit 66 verify --recompute up.jsonl
t_has t.err '"../given/drive-unit.xml" with the digest'
sed '1s/"role":"policy"/"role":"oracle"/' r.jsonl >role.jsonl
t_exit 65 verify --recompute role.jsonl --inputs given --inputs given/pack
t_has t.err 'an input of the role "oracle"'
t_exit 64 check given/drive-unit.xml --timeline -o receipt
# How files are to be read stands in it: as what, in which encoding, with which
# decimal sign; of all of them, or of one by its name.
mkdir tables
printf 'Part;Level;Quantity;Unit;Mass (g)\nGer\344t;0;1;each;10,500\nMagnet;1;1;each;2,500\n' >tables/list.csv
printf 'part,substance,amount,unit\nMagnet,Nd,30.5,%%\n' >tables/said.csv
asked() { # ARGUMENT...
	(cd tables && "$RETRACE" check -q --fail-on never list.csv said.csv "$@")
}
t_ok 'a table of another country' asked --decimal list.csv=comma --encoding list.csv=windows-1252 \
	--format said.csv=csv-content -o receipt=../wished.jsonl -o json=../wished.json -o html=../wished.html
head -n 1 wished.jsonl >head.json
t_json head.json '.options | .decimal == ["list.csv=comma"] and .encoding == ["list.csv=windows-1252"] and .format == ["said.csv=csv-content"]'
t_has wished.jsonl '"part":"Gerät"'
t_has wished.html "--encoding list.csv=windows-1252 --decimal list.csv=comma --format said.csv=csv-content"
t_exit 0 verify --recompute wished.jsonl --inputs tables
mkdir renamed
cp tables/list.csv renamed/1.dat
cp tables/said.csv renamed/2.dat
t_exit 0 verify --recompute wished.jsonl --inputs renamed
sed 's/"list.csv=windows-1252"/"list.csv=cp1251"/' wished.jsonl >lie.jsonl
t_ok 'another encoding' sh -c '! cmp -s wished.jsonl lie.jsonl'
t_exit 3 verify --recompute lie.jsonl --inputs tables
t_has t.err 'computed again'
sed 's/"decimal":."list.csv=comma".,//' wished.jsonl >lie.jsonl
t_ok 'no decimal sign' sh -c '! cmp -s wished.jsonl lie.jsonl'
t_exit 65 verify --recompute lie.jsonl --inputs tables
t_has t.err 'a comma in a number can mean two things'
t_ok 'read otherwise, on another basis' asked --decimal list.csv=comma --encoding list.csv=cp1251 -o json=../other.json
t_ok 'it is another' sh -c '[ "$(jq .basis wished.json)" != "$(jq .basis other.json)" ]'

t_end
