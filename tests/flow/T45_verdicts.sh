#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: verdicts that were worked out by hand, at and around limits, hold
# through the program: what is not said is not zero, what contradicts itself
# proves nothing, and nobody's silence clears a product.
#
# The cases are in tests/data/verdicts, by subject: what is said and what is not,
# limits, values, origins, products of parts.  A case is a name, a product, and
# what is expected of it:
#
#	# NAME
#	<item .../>			lines of our XML
#	+ ARGUMENT...			further arguments, a file among them
#	! EXIT
#	= PART RULE VERDICT [POLICY|-] [PRESUMED|-]
#
# Only the rules that a case names are judged.  any: every rare earth; cn:
# Chinese ones; hv: Dy and Tb; ge, gt: 0.1 % of mass; in: above 0 g; val: of
# value; process: used and not contained; magnet: Chinese ones in magnets.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

mkdir probe
printf 'id\tlevel\tquote\tsource\tstanding\tread-on\n' >probe/clauses.tsv
printf 'c\tMUST\tprobe\tnone\tinferred\t2026-02-28\n' >>probe/clauses.tsv
rule() { # ID TEST
	echo "<rule id='$1' clause='c' from='2026-01-10' until='2026-03-10'" \
		"title='$1' title-zh='$1'><trigger>$2</trigger></rule>"
}
{
	cat <<'END'
<rules xmlns="urn:retrace:rules:1" id="probe" version="1"
	read-until="2026-02-28" title="Probe" title-zh="Probe">
<origin id="cn" policy="any-stage" countries="CN" clause="c"/>
<materials id="re" clause="c" title="rare earths" title-zh="re">
<some elements="Sc Y La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu"/></materials>
<materials id="heavy" clause="c" title="Dy and Tb" title-zh="heavy">
<some elements="Dy Tb"/></materials>
END
	share='is="at-least" limit="0.1 %"'
	more='is="above" limit="0.1 %"'
	rule any-ge "<mass-share of='re' $share/>"
	rule any-gt "<mass-share of='re' $more/>"
	rule any-in "<presence of='re' is='above' limit='0 g'/>"
	rule cn-ge "<mass-share of='re' origin='cn' $share/>"
	rule cn-in "<presence of='re' origin='cn' is='above' limit='0 g'/>"
	rule hv-ge "<mass-share of='heavy' $share/>"
	rule val-ge "<value-share of='re' $share/>"
	rule val-gt "<value-share of='re' $more/>"
	rule magnet "<presence of='re' origin='cn' in='magnet' is='above' limit='0 g'/>"
	rule process "<presence of='re' origin='cn' is='above' limit='0 g' process='yes'/>"
	echo '</rules>'
} >probe/rules.xml
cat >policy.xml <<'END'
<policy xmlns="urn:retrace:policy:1" id="ours">
<trace-floor share="10 ppm" reason="r" author="a" until="2026-12-31"/>
<accept-not-added reason="r" author="a" until="2026-12-31"/>
</policy>
END
head='<bom xmlns="urn:retrace:bom:1" assemblies="complete">'


# Each case into files of its own: N.xml, N.arg, N.exit, N.want, N.name.
awk -v head="$head" '
	/^# / { n++; print substr($0, 3) >(n ".name"); print head >(n ".xml")
		printf "" >(n ".arg"); next }
	/^\+ / { print substr($0, 3) >(n ".arg"); next }
	/^! / { print $2 >(n ".exit"); print "</bom>" >(n ".xml"); next }
	/^= / { print $2, $3, $4, $5 == "" ? "-" : $5, $6 == "" ? "-" : $6 >(n ".want"); next }
	{ print >(n ".xml") }
	END { print n >"count" }' "$t_top"/tests/data/verdicts/*.cases

i=0
while [ $i -lt "$(cat count)" ]; do
	i=$((i + 1))
	only=$(cut -d ' ' -f 2 $i.want | sort -u | sed 's/^/--only /')
	# shellcheck disable=SC2046,SC2086 # lists of words
	t_exit "$(cat $i.exit)" check $i.xml --rules probe/rules.xml $only \
		--all-items -o json $(cat $i.arg)
	jq -r '.rows[] | [.part, .rule, .verdict,
		(if .policy == "" then "-" else .policy end),
		(if .presumed == "" then "-" else .presumed end)] | join(" ")' \
		t.out >got
	while read -r line; do
		if grep -qxF -- "$line" got; then
			t_pass
		else
			t_fail "$(cat $i.name): expected $line; got" \
				"$(grep -F -- "${line%% *} " got | tr '\n' ';')"
		fi
	done <$i.want
	# The rows bound what the arithmetic says exactly.
	t_ok "$(cat $i.name): rows bound the exact amounts" jq -e '
		def num: if . == null or . == "" then null
			elif test("/") then (split("/") | (.[0] | tonumber) / (.[1] | tonumber))
			else tonumber end;
		[.rows[] | {key: (.part + " " + .rule), value: .}] | from_entries as $row
		| [$ARGS.named.doc[0].rules[] | .rule as $r | .items[]
			| select(.numerator != null)
			| $row[.item.part + " " + $r] as $x
			| (.numerator.low | num) as $lo | (.numerator.high | num) as $hi
			| (($x.low | num) // 0) <= $lo * 1.0000000001
				and (($x.high | num) == null
					or ($hi != null and ($x.high | num) >= $hi * 0.9999999999))]
		| all' t.out --slurpfile doc t.out
done
t_end
