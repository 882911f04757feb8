#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: report
#
# Goal: print shows all of a draft and of a filing, with every number as it
# stands there, in English, in Chinese and in both, by the form of each rule
# pack; nothing that a file says becomes markup, and nothing is fetched.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* \
	"$ex"/drive-unit/prices-850.csv "$ex/filer.xml" .

# all PAGE XML: each value with a digit, and each text that people gave, is on
# the page, whatever language its words have.
all() {
	# without its declaration xmllint would write numbers for letters
	sed '1s/^/<?xml version="1.0" encoding="UTF-8"?>/' "$2" >t.xml
	xmllint --xpath '//@*' t.xml 2>t.xml-said |
		sed -n 's/^ *[a-zA-Z0-9-]*="\(.*\)"$/\1/p' >t.values
	xmllint --xpath '//text()[normalize-space()]' t.xml >>t.values
	xmllint --html --xpath 'string(//body)' "$1" 2>t.html-said |
		tr -s ' \t\n' '    ' >t.text
	awk '
	function plain(s) {
		gsub(/&lt;/, "<", s); gsub(/&gt;/, ">", s)
		gsub(/&quot;/, "\"", s); gsub(/&amp;/, "\\&", s)
		return s
	}
	NR == FNR { page = page $0; next }
	/[0-9]/ || / / {
		s = plain($0)
		gsub(/[ \t]+/, " ", s); sub(/^ /, "", s); sub(/ $/, "", s)
		n++
		if (index(page, s) == 0) print s
	}
	END { if (n < 100) print "only " n " values" }' t.text t.values
}

# The words of lists, of laws and of signatures are told in other words.
told='^(not yet in force|in force|from memory|dfars-20..|[A-Za-z0-9+/=]{40,}|http.*|urn:.*|xades.*|content|text/xml|1)$'
has_all() { # PAGE XML [only lines of this PATTERN]
	all "$1" "$2" | grep -E "${3:-.}" | grep -vE "$told" >t.lost || :
	t_cmp t.lost </dev/null
}

stands_alone() { # PAGE
	t_has "$1" "content=\"default-src 'none'; style-src 'unsafe-inline'\""
	for t_bad in '<script' '<img' '<link' '<iframe' '<object' '<embed' \
		'<base' '<[^>]* src=' '<[^>]* href=' '<[^>]* on[a-z]*=' \
		'@import' 'url('; do
		if grep -q -- "$t_bad" "$1"; then
			t_fail "$1 has $t_bad"
		fi
	done
}

# ---- a filing

t_exit 0 key new key.pem cert.pem --name 'A. Officer' --no-passphrase
t_exit 0 log init log.db --origin example.com/filings --key log.key --no-passphrase
t_exit 0 draft drive-unit.xml declaration-* --item DU-200 --filer filer.xml --log log.db --save draft.xml
t_exit 0 file draft.xml --log log.db --log-key log.key --key key.pem --cert cert.pem --save filing.xml --hypothetical
for lang in en zh both; do
	t_exit 0 print filing.xml --lang "$lang" --save "$lang.html"
	stands_alone "$lang.html"
	has_all "$lang.html" filing.xml '^[-0-9./e]*$'
	t_has "$lang.html" "$(sha256sum filing.xml | cut -d ' ' -f 1)"
	t_has "$lang.html" 'CN=A. Officer'
done
t_has en.html 'Disclosure of rare earths of Chinese origin'
t_has en.html 'Hypothetical rule: nobody has enacted it'
t_has zh.html '假设性规则：未经任何机关颁布'
t_has zh.html '<html lang="zh-CN">'
t_has both.html 'End use <span class="zh" lang="zh-CN">最终用途</span>'
t_ok 'no Chinese of the form in English' sh -c '! grep -q "最终用途" en.html'
has_all both.html filing.xml
t_exit 0 print filing.xml
t_cmp t.out <both.html

# ---- a draft says what it lacks, and that it is none of these

t_exit 0 draft drive-unit.xml declaration-* --item DU-200 --save blank.xml
t_exit 0 print blank.xml --lang en --save blank.html
t_has blank.html 'Draft: neither signed nor filed'
t_has blank.html 'the registered name of the company that files'
has_all blank.html blank.xml '^([-0-9./e]*|the .*)$'

# ---- each pack has its form; policy, assumptions, prices are on it

"$RETRACE" template policy >policy.xml
cat >assume.xml <<'END'
<assumptions xmlns="urn:retrace:assumptions:1" id="acme-2026">
<holds-none id="screws" reason="plain &lt;steel&gt;" author="R. Lee" until="2026-12-31">
<items part-like="SCR-*"/></holds-none>
</assumptions>
END
for pack in "$t_top"/forms/*/rules.xml; do
	pack=$(basename "$(dirname "$pack")")
	t_exit 0 draft drive-unit.xml declaration-* prices-850.csv \
		--rules "$pack" --as-if-in-force --item DU-200 -q \
		--policy policy.xml --assume assume.xml --save "$pack.xml"
	t_exit 0 print "$pack.xml" --save "$pack.html"
	has_all "$pack.html" "$pack.xml"
	t_ok "$pack has a form of its own" \
		sh -c '! grep -q "<h1>Disclosure of rare earths <" "$0"' "$pack.html"
done
t_exit 0 print filing.xml --form eu-crma-28-29 --lang en
t_has t.out 'Permanent magnets in a product'
t_exit 66 print filing.xml --form ../../etc
t_has t.err 'no form of "../../etc": expected a rule pack that has one'

# ---- what a file says is text

sed 's|<statement lang="en">|&\&lt;script>alert(1)\&lt;/script>\&lt;/td>|' \
	draft.xml >script.xml
t_exit 0 print script.xml --save script.html
stands_alone script.html
t_has script.html '&lt;script&gt;alert(1)'
# Nor does it turn the direction of writing, which would show other numbers.
sed "s/Alpenrad Antriebe GmbH/Alpenrad $(printf '\342\200\256')12 g$(printf '\302\233') GmbH/" draft.xml >turned.xml
t_exit 0 print turned.xml --save turned.html
t_has turned.html 'Alpenrad \x202e12 g\x9b GmbH'

# ---- what is no filing

t_exit 65 print drive-unit.xml
t_has t.err 'drive-unit.xml:'
printf '<!DOCTYPE filing [<!ENTITY a "b">]><filing>&a;</filing>' >bomb.xml
t_exit 65 print bomb.xml
t_has t.err 'bomb.xml:1:1: a DOCTYPE'
t_exit 66 print none.xml
t_exit 64 print
t_exit 64 print filing.xml draft.xml
t_exit 64 print filing.xml --lang de

t_end
