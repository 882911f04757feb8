#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: our own XML through the binary.  Each bad file is refused with exit
# 65 in exactly the words that stand beside it, and nothing is written; each
# good one is converted to what is converted to itself, and gets the same
# answer.  The schema agrees with the reader about what may stand where.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/lib.sh"
for verb in check convert; do
	"$RETRACE" "$verb" --help >/dev/null 2>&1 || {
		echo "$t_name: skipped: this build has no verb $verb"
		exit 77
	}
done
data=$t_top/tests/data/bom/xml

# Messages begin with the name of the file, so it is named without a folder.
cp -r "$data/bad" "$data/good" .
mkdir none
for file in bad/*; do
	name=${file#bad/}
	case $name in *.err) continue ;; esac
	cp "$file" "$name"
	t_exit 65 check "$name"
	t_cmp t.err <"$file.err"
	t_cmp t.out </dev/null
	t_exit 65 convert "$name" --save none/out.xml
	rm "$name"
done
t_ok "a refused file leaves nothing behind" rmdir none

for files in good/motor.xml "good/motor.xml good/supplier.xml" \
	good/byte-order-mark.xml good/crlf.xml; do
	# shellcheck disable=SC2086 # several files
	t_exit 0 convert -q $files --save once.xml
	t_exit 0 convert -q once.xml --save twice.xml
	t_cmp twice.xml <once.xml
	code=0
	# shellcheck disable=SC2086
	"$RETRACE" check -q --all-items --as-of 2026-01-20 $files >want ||
		code=$?
	t_exit "$code" check -q --all-items --as-of 2026-01-20 once.xml
	t_cmp t.out <want
done

# Through a pipe, and to standard output.
t_exit 0 convert -q good/motor.xml
mv t.out piped.xml
t_exit 0 convert -q - <piped.xml
t_cmp t.out <piped.xml

if command -v xmllint >/dev/null; then
	xsd=$t_top/schemas/bom-1.xsd
	for file in good/*.xml once.xml "$t_top"/tests/examples/*/*.xml; do
		grep -q 'urn:retrace:bom:1' "$file" || continue
		t_ok "schema: $file" xmllint --noout --schema "$xsd" "$file"
	done
	for name in unknown-element unknown-attribute missing-attribute text \
		no-namespace mixed-namespace wrong-root other-format; do
		code=0
		xmllint --noout --schema "$xsd" "bad/$name.xml" \
			2>/dev/null || code=$?
		t_ok "schema refuses $name.xml: exit $code" [ "$code" -ge 3 ]
	done
else
	echo "$t_name: no xmllint here: the schema is not tried"
fi
t_end
