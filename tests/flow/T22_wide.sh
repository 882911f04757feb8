#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: a declaration or a report with a column for each element, numbered
# columns or a country per stage says what a person reads in it; what may mean
# something else is told, with what to write, and never guessed.

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

# says FILE [OPTION...]: what our XML says of it.
says() {
	"$RETRACE" convert "$@" 2>"$tmp/said" | sed -n \
		's/^ *<\(item\|use\|content\|origin\|declaration\|statement\) \(.*[^/]\)\/*>$/\1 \2/p'
}

# Beside each table stands what it is.
cd "$top/tests/data/bom/csv/wide"
for file in *.csv; do
	option=
	case $file in
	de.csv | fr.csv | es.csv | ru.csv) option='--decimal comma' ;;
	icp.csv) option='--map icp.map' ;;
	esac
	# shellcheck disable=SC2086 # an option and its word
	says "$file" $option >"$tmp/is"
	cmp "$tmp/is" "$file.is" || fail "$file: $(cat "$tmp/said")"
	# What our XML says is read again as the same.
	# shellcheck disable=SC2086
	"$RETRACE" convert -q "$file" $option --save "$tmp/again.xml" 2>/dev/null
	says "$tmp/again.xml" >"$tmp/is"
	cmp "$tmp/is" "$file.is" || fail "$file: another product once written"
done
cd "$tmp"

# told FILE HEADER ROW WORDS: what the program says of it.
told() {
	printf '%s\n%s\n' "$2" "$3" >"$1"
	"$RETRACE" convert "$1" >out 2>said || :
	grep -qF "$4" said || fail "$2: $(cat said)"
}

told y.csv Part,Y A,x \
	'y.csv:1:6: warning: column "Y" may say how much of a rare earth is in it, or something else, and is not read: if it does, expected in a file of columns the line Y = Y (%); else Y = ignore'
grep -q '<content' out && fail "a column Y is yttrium"
# Parts in columns; a report on one part, which a file of columns names.
told turned.csv Element,Unit,MAG-1,Purity 'Nd,%,28.5,99.9' \
	'turned.csv:1:1: warning: read with a part in each of 1 column: "MAG-1"'
told oxides.csv 'Part,Purity (%)' 'Nd2O3,99.9' 'oxides.csv:1:6: warning'
grep -q 'part="Purity"' out && fail "a purity is a part"
told mixed.csv 'Parameter,A (ppm),B (%)' 'Nd,5,5' 'mixed.csv:1:1: no table'
told alone.csv 'Element,Result (%)' 'Nd,28.5' \
	'alone.csv:1:1: a table of contents without part numbers: expected a column "part", or in a file of columns (--map) of which part all of it is, as part = "MAG-1"'
printf 'retrace columns\npart = "MAG-1"\n' >part.txt
says alone.csv --map part.txt >is
grep -q 'content element="Nd" amount="28.5 %"' is || fail "alone: $(cat said is)"
told percent.csv 'Part,Substance,CAS,%' 'A,Neodymium,7440-00-8,28' \
	'percent.csv:1:20: warning: column "%" is taken for how much of each'
grep -q 'amount="28 %"' out || fail "percent: $(cat out)"
told er.csv 'Part,Er (%)' A,3 'the line Er (%) = Er (%); else'
told capitals.csv 'Part,ND (ppm)' A,3 'the line ND (ppm) = Nd (ppm); else'
told at.csv 'Part,Nd (at%),Dy (%)' A,28,1 \
	'column "Nd (at%)" names a rare earth, with words that are not known'
grep -q 'element="Nd"' out && fail "percent by atoms are read"
told unit.csv Part,Nd,Dy,Tb A,28.5,, \
	'unit.csv:2:3: "28.5" under "Nd", and nothing says its unit'
told lod.csv 'Part,Nd (%)' A,n.d. \
	'lod.csv:2:3: warning: 1 cell where nothing was found and no limit'
grep -q 'amount="unknown"' out || fail "not detected is $(cat out)"
told sum.csv 'Part,Nd (%),TREO (%)' A,28,34 'adds up what other columns tell'
[ "$(grep -c '<content' out)" -eq 1 ] || fail "a sum is counted twice"
told twice.csv 'Part,Nd %,Nd2O3 %' A,28,32.7 'are about the same elements'
[ "$(grep -c '<content' out)" -eq 1 ] || fail "one amount is counted twice"
told smelt.csv 'Part,Country of smelting' A,CN \
	'is taken for where the metal was made'
told sample.csv 'Sample,Nd (%)' A,28 \
	'a line that says which it is, such as Sample = part'
told country.csv 'Part,Mine country' A,Atlantis 'country.csv:2:3: country'
printf 'Part,Nd (%%)\nA,28\nA,29\n' >lots.csv
"$RETRACE" convert lots.csv >out 2>said && fail "two amounts are taken for one"
grep -qF 'lots.csv:3:3: "29" under "Nd (%)", and "28" in line 2' said ||
	fail "two lots: $(cat said)"

# Rows that are no parts, and the header row on the next page.
printf '%s\n' 'Part,Nd (%)' A,28 Mean,28 LOD,0.01 'Part,Nd (%)' B,27 Total,55 \
	>pages.csv
says pages.csv >is
[ "$(grep -c '^content' is)" -eq 2 ] || fail "pages: $(cat is said)"

# A file of columns says what a heading is about.
printf 'retrace columns\nY = Y (%%)\nGehalt A = Nd (ppm)\nLand = mining country\n' \
	>map.txt
printf 'Part,Y,Gehalt A,Land\nA,3,12,AU\n' >own.csv
says own.csv --map map.txt >is
printf '%s\n' 'item part="A" unit="each"' 'statement part="A"' \
	'content element="Y" amount="3 %" scope="own"' \
	'content element="Nd" amount="0.0012 %" scope="own"' \
	'origin stage="mining" country="AU"' | cmp - is || fail "own words"
"$RETRACE" convert own.csv --map map.txt --explain-columns --plain >is
grep -q "Gehalt A	content	by a file of columns	1	12" is ||
	fail "explained: $(cat is)"
exit "$bad"
