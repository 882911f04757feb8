#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: lists as design programs and resource planning systems export them, in
# the words of many languages, are the products that they mean.  Beside each
# stands what is in what; each is accepted, and what was guessed is a warning.

set -eu
: "${RETRACE:?}"
top=${RETRACE_TOP:-$(cd "$(dirname "$0")/../.." && pwd)}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
bad=0

fail() {
	echo "T22: $*" >&2
	bad=1
}

# read_as FILE [OPTION...]: its items and uses, as our XML has them.
read_as() {
	"$RETRACE" convert "$@" 2>"$tmp/said" |
		sed -n 's/^ *<\(item\|maker-part\|use\) \([^>]*[^/>]\)\/*>$/\1 \2/p'
}

cd "$top/tests/data/bom/csv/houses"
for file in *.csv; do
	read_as "$file" >"$tmp/is"
	cmp "$tmp/is" "$file.is" || fail "$file: another product"
	if grep -q "^item part=\"${file%.csv}\"" "$file.is"; then
		grep -q "nothing here says of which product" \
			"$tmp/said" || fail "$file: its product is not told"
	fi
	if grep -q ': error' "$tmp/said"; then
		fail "$file: an error"
	fi
done

# Products on level 1, each with parts and once, stay what they are.
cd "$tmp"
cat >two.csv <<'CSV'
level,part,quantity,unit
1,DOOR,1,each
2,HINGE,2,each
1,WINDOW,1,each
2,PANE,2,each
CSV
read_as two.csv | grep -q 'part="two"' && fail "two products became one"
# The user decides, and names the product.
printf 'retrace columns\ntop rows = parts\nparent = "HOUSE-1"\n' >map.txt
read_as two.csv --map map.txt >is
grep -q 'use parent="HOUSE-1" child="WINDOW" quantity="1"' is ||
	fail "top rows = parts does nothing"
printf '1,SCREW,6,each\n' >>two.csv
read_as two.csv >is
grep -q 'use parent="two" child="SCREW" quantity="6"' is ||
	fail "six screws are a product"
printf 'retrace columns\ntop rows = products\n' >map.txt
read_as two.csv --map map.txt >is
grep -q 'part="two"' is && fail "top rows = products does nothing"
grep -q 'two.csv:6:9: warning: the quantity of a top row is not used' said ||
	fail "its quantity is left out without a word"
printf 'retrace columns\ntop rows = both\n' >map.txt
if "$RETRACE" convert two.csv --map map.txt >out 2>said; then
	fail "top rows = both is taken"
fi
grep -q 'map.txt:2:1: "top rows = both": expected' said ||
	fail "top rows = both: $(cat said)"

# Nobody says how many of a product there are: it is not thereby a part.
printf '%s\n' level,part,quantity,unit 0,DOOR,, 1,HINGE,2,each \
	0,WINDOW,, 1,PANE,2,each >blank.csv
read_as blank.csv >is || fail "blank.csv: $(cat said)"
[ "$(grep -c '^item' is)" -eq 4 ] || fail "blank.csv: $(cat is)"
sed 's/^1/2/; s/^0/1/; s/WINDOW,,/WINDOW,1,each/' blank.csv >one.csv
read_as one.csv >is || fail "one.csv: $(cat said)"
[ "$(grep -c '^item' is)" -eq 4 ] || fail "one.csv: $(cat is)"

# The version of a document is none of the part that it speaks of.
printf '%s\n' level,part,version,quantity,unit 0,DOOR,A,1,each \
	1,HINGE,B,2,each >parts.csv
printf '%s\n' part,version,element,amount,unit HINGE,3.1,Nd,2,g >said.csv
"$RETRACE" convert -q parts.csv said.csv 2>said | grep -q 'element="Nd"' ||
	fail "what version 3.1 of a document says is lost: $(cat said)"

# A list of parts in which two rows say other parents than the levels.
cat >both.csv <<'CSV'
level,part,parent,quantity,unit
1,A,P,1,each
2,B,X,2,each
2,C,X,2,each
CSV
read_as both.csv >is
grep -q 'use parent="P" child="A" quantity="1"' is ||
	fail "the parent of a top row is not its product"
[ "$(grep -c 'both.csv:3:5: warning: parent "X" of a row' said)" -eq 1 ] ||
	fail "another parent than the levels say: $(cat said)"
[ "$(grep -c 'warning: parent' said)" -eq 1 ] ||
	fail "the same is told again"

# What it is made of points to rare earths, in every form in which it is kept.
cat >made.csv <<'CSV'
part,name,material
RING-1,Ring,NdFeB N45SH
RING-2,Ring,42CrMo4
MAG-3,Magnet,ferrite Y30
MAG-4,Magnet,
CSV
"$RETRACE" convert -q made.csv --save made.xml
"$RETRACE" convert -q made.csv --to cyclonedx --save made.json
"$RETRACE" convert -q made.xml --to csv --save made >/dev/null
for of in made.csv made.xml made.json made; do
	"$RETRACE" check -q --plain "$of" --fail-on never 2>said |
		awk -F '\t' '$3 ~ /suspect|silent/ { print $1, $2, $3 }' >why
	cmp - why <<'TEXT' || fail "$of: $(cat why said)"
RING-1 Ring, NdFeB N45SH suspect
MAG-4 Magnet suspect
RING-2 Ring, 42CrMo4 silent
TEXT
done

# Cells that somebody has filled and that say nothing; words that are no form.
cat >filled.csv <<'CSV'
Parent,Part Number,Description,Qty,UOM,Weight (g),Unit Price,Currency,Country of Origin,Manufacturer,Item Type,HTS Code
M-1,A-1,Magnet,8,EA,N/A,-,USD,,TBD,Purchased,n/a
M-1,A-2,Screw,6,EA,-,,,,-,Fastener,-
M-1,A-4,Glue,AR,G,,,,CN,,Material,
M-1,A-5,Label,1,EA,TBD,#N/A,USD,,none,,
CSV
read_as filled.csv >is || fail "filled.csv: $(cat said)"
cmp - is <<'TEXT' || fail "filled.csv: $(cat is)"
item part="A-1" name="Magnet" unit="each"
item part="A-2" name="Screw" unit="each"
item part="A-4" name="Glue" mass="1 g" unit="g" form="material"
item part="A-5" name="Label" unit="each"
item part="M-1" unit="each"
use parent="M-1" child="A-1" quantity="8" unit="each"
use parent="M-1" child="A-2" quantity="6" unit="each"
use parent="M-1" child="A-4" quantity="unknown" unit="g"
use parent="M-1" child="A-5" quantity="1" unit="each"
TEXT
grep -q 'filled.csv:2:36: warning: a word that is no form of ours, and 1 more' \
	said || fail "words that are no form: $(cat said)"
sed 's/Item Type/Form/' filled.csv >strict.csv
if read_as strict.csv >is && [ -s is ]; then
	fail "a form that is none is taken"
fi

# Remarks in columns that nobody knows point to rare earths.
for head in "Parent,Part Number,Qty,Spec,Notes" "Level,Part Number,Qty,Spec,Notes"; do
	case $head in
	Parent*) of=M-1 && first='M-1,A-0,1,,' ;;
	*) of=1 && first='0,M-1,1,,' ;;
	esac
	printf '%s\n' "$head" "$first" "$of,A-1,8,N42,\"sintered NdFeB, plated\"" \
		"$of,A-2,6,M4," "$of,A-3,6,SmCo 2:17,x" >remark.csv
	read_as remark.csv >is
	grep -q 'part="A-1".* material="sintered NdFeB, plated"' is ||
		fail "$head: a remark is lost: $(cat is)"
	grep -q 'part="A-3".* material="SmCo 2:17"' is ||
		fail "$head: a specification is lost"
	grep -q 'part="A-2".* material=' is && fail "$head: M4 is a material"
	grep -q 'warning: column "Notes", of no use here, points to rare earths in 1 row: kept' said ||
		fail "$head: not told: $(cat said)"
done

# Drawn with signs, as in notes; and what is no list at all.
printf '| Part | Qty | Unit |\n|---|:--:|---|\n| A-1 | 2 | ea |\n' >drawn.md
read_as drawn.md >is
grep -q 'child="A-1" quantity="2"' is || fail "drawn.md: $(cat said)"
sed 's/:--:/----/' drawn.md >plain.md
read_as plain.md >is
grep -q 'child="A-1" quantity="2"' is || fail "plain.md: $(cat said)"
printf 'Part,Qty,Unit\nA-1,---,ea\n' >dashes.csv
if read_as dashes.csv >is && [ -s is ]; then
	fail "dashes.csv: a quantity of dashes"
fi
printf '\211PNG\r\n\032\n' >scan.png
printf '\377\330\377\340JFIF' >scan.jpg
printf '7z\274\257\047\034' >lists.7z
for words in 'scan.png:1:1: a picture: expected' 'scan.jpg:1:1: a picture:' \
	'lists.7z:1:1: a compressed file:'; do
	read_as "${words%%:*}" >is || true
	grep -q "^$words" said || fail "not said: $words"
done
exit "$bad"
