#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: log
#
# Goal: from a filing and the log alone every verdict and number is computed
# again; who signs figures that do not come from the files is found out, and a
# file that is missing, or has one other byte, is named.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

ex=$t_top/tests/examples
mkdir given
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* \
	"$ex"/drive-unit/prices-850.csv given
"$RETRACE" template assumptions >given/assume.xml
"$RETRACE" template policy >given/policy.xml
mkdir given/own
cp "$t_top"/forms/cn-mofcom-61-2025/rules.xml \
	"$t_top"/forms/cn-mofcom-61-2025/clauses.tsv given/own
"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
draft() { # FILE OPTION...
	saved=$1
	shift
	(cd given && "$RETRACE" draft -q drive-unit.xml declaration-* \
		prices-850.csv --item DU-200 --filer "$ex/filer.xml" \
		--save "../$saved" "$@")
}
file() { # DRAFT FILING
	t_exit 0 file "$1" given/* given/own/* --log log.db --log-key log.key \
		--key key.pem --cert cert.pem --save "$2" --hypothetical
}

# What was filed, under whatever options, is the same when computed again.
t_ok 'a draft' draft plain.xml
t_ok 'of two packs, one of them our own' draft packs.xml --rules cn-trace \
	--rules own/rules.xml --as-of 2025-12-15
t_ok 'with all that stands beside' draft beside.xml --assume assume.xml \
	--policy policy.xml --presumed --rules cn-trace --also cn-trace/process-aids
t_ok 'of other days, as if in force' draft days.xml --rules own/rules.xml \
	--only limb-i --as-if-in-force --as-of 2025-12-15 \
	--law-as-of 2025-11-30 --price-as-of 2025-12-10 --basis precautionary
for name in plain packs beside days; do
	file "$name.xml" "$name.f.xml"
	t_exit 0 verify --recompute "$name.f.xml" --cert cert.pem --log log.db
	t_has t.out "$name.f.xml: HOLDS"
	t_has t.out 'recomputed every verdict and number is the same'
	t_exit 0 verify --recompute "$name.f.xml" --any-signer --inputs given --inputs given/own -o json
	t_json t.out '.rows[0].result == "holds" and .rows[0].recomputed == "same"'
	t_exit 0 verify "$name.f.xml" --any-signer -o json
	t_json t.out '.rows[0].result == "holds" and .rows[0].recomputed == ""'
done

# Without its files it is not replayable, and each is named.
t_exit 66 verify --recompute plain.f.xml --cert cert.pem
t_has t.out 'plain.f.xml: REFUSED: not-replayable'
for name in drive-unit.xml declaration-castings.csv declaration-magnets.xml \
	declaration-pump.xml prices-850.csv; do
	t_has t.err "\"$name\" with the digest"
done
t_ok 'the installed pack is found' [ "$(wc -l <t.err)" -eq 5 ]
for name in drive-unit.xml declaration-magnets.xml prices-850.csv assume.xml \
	policy.xml; do
	rm -rf changed
	cp -r given changed
	printf '\n' >>"changed/$name"
	t_exit 66 verify --recompute beside.f.xml --any-signer --inputs changed
	t_has t.err "not replayable: "
	t_has t.err "\"$name\" with the digest"
	t_ok "$name alone" [ "$(wc -l <t.err)" -eq 1 ]
done
for name in rules.xml clauses.tsv; do
	rm -rf changed data
	cp -r given changed
	printf '\n' >>"changed/own/$name"
	mkdir -p data/forms
	ln -s "$t_top/schemas" data/schemas
	cp -r "$t_top/forms/cn-trace" data/forms
	RETRACE_DATA=$t_dir/data
	export RETRACE_DATA # where no other copy of the pack is installed
	t_exit 66 verify --recompute packs.f.xml --any-signer --inputs changed --inputs changed/own
	RETRACE_DATA=$t_top
	t_has t.err "\"$name\" with the digest"
	t_ok "$name alone" [ "$(wc -l <t.err)" -eq 1 ]
done

# Signed figures that do not come from the files: the signature holds, the
# arithmetic holds, and they are found out.
lie() { # NAME SED TEXT
	sed "$2" plain.xml >"$1.xml"
	if cmp -s plain.xml "$1.xml"; then
		t_fail "$1: nothing is changed"
	fi
	file "$1.xml" "$1.f.xml"
	t_exit 0 verify "$1.f.xml" --cert cert.pem --log log.db
	t_exit 3 verify --recompute "$1.f.xml" --cert cert.pem --log log.db
	t_has t.out "$1.f.xml: REFUSED: recomputed-differs"
	t_has t.err "$3"
}
lie fewer '/<place /s/quantity="80"/quantity="8"/' \
	'places/place[MAG-UH]/quantity is "8", computed again "80" [recomputed]'
lie elsewhere '/<stage /s/country="CN"/country="AU"/' \
	'country is "AU", computed again "CN" [recomputed]'
lie heavier 's/\(<numerator .*low="\)[^"]*/\1400/; s/\(<margin .*low="\)[^"]*/\1400/' \
	'verdicts/verdict[contained]/calculation'
old=$(sha256sum given/declaration-magnets.xml | cut -d' ' -f1)
sed 's/country="CN"/country="MY"/' given/declaration-magnets.xml >given/other.xml
new=$(sha256sum given/other.xml | cut -d' ' -f1)
size=$(wc -c <given/other.xml)
lie other "s/\(role=\"declaration\" sha256=\"\)$old\" size=\"[0-9]*\"/\1$new\" size=\"$size\"/" \
	'product[DU-200]/content/element[Dy]/of-origin/low is "37.5", computed again "0" [recomputed]'
t_has t.err 'places/place[MAG-UH] is "there", computed again "not there" [recomputed]'

# Another program may have written it; that is said.
sed 's/program="retrace [^"]*"/program="retrace 0.0.1"/' plain.xml >past.xml
file past.xml past.f.xml
t_exit 0 verify --recompute past.f.xml --cert cert.pem --log log.db
t_has t.err 'note: written by retrace 0.0.1; computed again by'

# A filing that does not hold is not computed again.
sed 's/DU-200/DU-201/' plain.f.xml >forged.xml
t_exit 3 verify --recompute forged.xml --cert cert.pem --log log.db
t_has t.out 'REFUSED: reference-digest'
t_end
