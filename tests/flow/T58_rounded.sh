#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: a law may round an amount before it holds it against a limit; the
# verdict is the one of whoever rounds it first.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST 'rounded' 'Example Act, section 1' sourced 2026-01-31 >own/clauses.tsv
pack() { # the rules from standard input
	printf '<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<materials id="dy" clause="1" title="dysprosium" title-zh="镝"><some elements="Dy"/></materials>\n' >own/rules.xml
	cat >>own/rules.xml
	echo '</rules>' >>own/rules.xml
}
rule() { # ID TEST
	printf '<rule id="%s" clause="1" title="%s" title-zh="%s"><trigger>%s</trigger></rule>\n' "$1" "$1" "$1" "$2"
}
own='--rules own/rules.xml'

# 1. Against an oracle that rounds decimals: 1 kg with so many mg.
command -v python3 >/dev/null || {
	echo 'T58_rounded: python3 is not there: not checked'
	exit 77
}
cat >oracle.py <<'END'
import decimal, json, subprocess, sys, os
D = decimal.Decimal
amounts = [0, 1, 49, 50, 51, 99, 100, 101, 149, 150, 151, 199, 200, 249, 250, 1000, 1049, 1050]
ways = {'half-up': decimal.ROUND_HALF_UP, 'down': decimal.ROUND_FLOOR, 'up': decimal.ROUND_CEILING}
holds = {'above': lambda x, y: x > y, 'at-least': lambda x, y: x >= y,
         'below': lambda x, y: x < y, 'at-most': lambda x, y: x <= y}
T = 'clause="1" title="t" title-zh="t"'
rules, want = [], {}
for kind, unit, size in (('mass-share', '%', D(10000)), ('presence', 'g', D(1000))):
    for limit, step in (('0.01', '0.01'), ('0.02', '0.01'), ('0.015', '0.01'), ('0.1', '0.1')):
        for way in ways:
            for is_ in holds:
                k = f'r{len(rules)}'
                rules.append(f'<rule id="{k}" {T}><trigger><{kind} of="dy" is="{is_}" limit="{limit} {unit}" '
                             f'rounded="{step} {unit}" rounding="{way}"/></trigger></rule>')
                for mg in amounts:
                    x = D(mg) / size  # in % of 1 kg, in g
                    near = (x / D(step)).to_integral_value(ways[way]) * D(step)
                    want[k, f'I{mg}'] = 'triggered' if holds[is_](near, D(limit)) else 'clear'
bad = n = 0
for at in range(0, len(rules), 48):
    some = rules[at:at + 48]
    with open('own/rules.xml', 'w') as f:
        f.write('<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="t" title-zh="t">'
                f'<materials id="dy" {T}><some elements="Dy"/></materials>' + ''.join(some) + '</rules>')
    with open('a.xml', 'w') as f:
        f.write('<bom xmlns="urn:retrace:bom:1">' + ''.join(
            f'<item part="I{mg}" form="part" mass="1 kg" complete="yes"><content element="Dy" amount="{mg} mg"/></item>'
            for mg in amounts) + '</bom>')
    ran = subprocess.run([os.environ['RETRACE'], 'check', '-q', 'a.xml', '--rules', 'own/rules.xml', '-o', 'json'],
                         capture_output=True)
    for r in json.loads(ran.stdout)['rules']:
        for i in r['items']:
            n += 1
            if want[r['rule'], i['item']['part']] != i['verdict']:
                bad += 1
                print(r['rule'], [x for x in rules if f'"{r["rule"]}"' in x], i['item']['part'], i['verdict'])
print(f'{n} verdicts compared, {bad} otherwise')
sys.exit(bad != 0 or n != len(want))
END
t_ok 'each verdict is the one of who rounds first' python3 oracle.py
t_has t.said 'verdicts compared, 0 otherwise'

# 2. In words, in numbers, and filed.
{
	rule half '<mass-share of="dy" is="at-least" limit="0.1 %" rounded="0.1 %"/>'
	rule cut '<mass-share of="dy" is="above" limit="0.1 %" rounded="0.01 %" rounding="down"/>'
	rule range '<presence of="dy" is="at-least" limit="1 g" and="at-most" and-limit="2 g" rounded="1 g"/>'
} | pack
printf '<bom xmlns="urn:retrace:bom:1"><item part="A" form="part" mass="1 kg" complete="yes"><content element="Dy" amount="0.5 g"/></item></bom>' >a.xml
t_exit 1 check -q a.xml $own -o json=a.json -o html=a.html
t_json a.json '[.rules[] | .items[0].verdict] == ["triggered", "clear", "triggered"]'
t_json a.json '.rules[0] | .limit_text == "0.05 %" and .limit_of_law == "0.1 %" and .rounded == "0.1 %" and .rounding == "half-up" and .comparator == ">="'
t_json a.json '.rules[1] | .limit_text == "0.11 %" and .comparator == ">="'
t_has a.html 'at least 0.05 % (at least 0.1 % when it is rounded to 0.1 %)'
t_exit 0 rules show own/rules.xml
t_has t.out 'At least 0.11 % (more than 0.1 % when it is rounded down to 0.01 %) of its mass is made up of dysprosium.'
t_has t.out 'At least 0.5 g and less than 2.5 g (at least 1 g and at most 2 g when it is rounded to 1 g) of dysprosium is in it.'
t_exit 0 rules show own/rules.xml --lang zh
t_has t.out '达到或超过 0.05 %（四舍五入至 0.1 % 后达到或超过 0.1 %）'
{
	"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
	"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
	t_exit 0 draft -q a.xml --item A $own --filer "$t_top/tests/examples/filer.xml" --save draft.xml
	t_has draft.xml 'limit-of-law="0.1 %"'
	t_exit 0 file draft.xml a.xml own/* --log log.db --log-key log.key --key key.pem --cert cert.pem --save f.xml
	t_exit 0 verify --recompute f.xml --cert cert.pem --log log.db
	t_has t.out 'recomputed every verdict and number is the same'
}

# 3. What makes no sense is refused.
bad() { # MESSAGE TEST
	rule bad "$2" | pack
	t_exit 65 rules check own/rules.xml
	t_has t.err "$1"
}
bad 'expected a number above zero in the unit of the limit' '<presence of="dy" is="above" limit="1 g" rounded="1 mg"/>'
bad 'expected a number above zero in the unit of the limit' '<presence of="dy" is="above" limit="1 g" rounded="0 g"/>'
bad 'rounding without rounded' '<presence of="dy" is="above" limit="1 g" rounding="up"/>'
t_end
