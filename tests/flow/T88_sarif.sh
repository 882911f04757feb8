#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: report
#
# Goal: -o sarif is SARIF 2.1.0 as an independent reader checks it, tells the
# verdicts and amounts of the JSON, and finds each thing in the user's file.
# RETRACE_SARIF_SCHEMA names the schema of OASIS, to validate against it too.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

example=$t_top/tests/examples/drive-unit
cp "$example"/*.xml "$example"/*.csv .

# What SARIF 2.1.0 asks of the objects that are written, in jq: members that
# it knows and requires, and indices that lead to what they name.
cat >sarif.jq <<'END'
def only($all): (keys - $all) == [];
def message: only(["text"]) and (.text | type == "string" and length > 0);
def artifact_place($n): only(["uri", "index"])
	and ((.index // 0) | . >= 0 and . < ([$n, 1] | max))
	and ((.uri // "x") | test("^(file:///)?([A-Za-z0-9._~!$&()*+,;=@/'-]|%[0-9A-F]{2})+$"));
def region: only(["startLine", "startColumn"]) and .startLine >= 1
	and ((.startColumn // 1) >= 1);
def physical($n): only(["artifactLocation", "region"])
	and (.artifactLocation | artifact_place($n))
	and (if has("region") then .region | region else true end);
def logical: only(["name", "fullyQualifiedName", "kind"]) and .kind == "part";
def place($n): only(["physicalLocation", "logicalLocations", "message"])
	and (if has("physicalLocation") then .physicalLocation | physical($n) else true end)
	and ([.logicalLocations[]? | logical] | all)
	and (if has("message") then .message | message else true end);
def rule: only(["id", "shortDescription", "fullDescription", "help",
	"defaultConfiguration", "properties"])
	and (.id | length > 0) and (.shortDescription | message)
	and ([.fullDescription, .help | select(. != null) | message] | all)
	and ((.defaultConfiguration.level // "error") | IN("error", "warning", "note"));
def result($rules; $n): only(["ruleId", "ruleIndex", "kind", "level", "message",
	"locations", "relatedLocations", "partialFingerprints", "properties"])
	and .ruleId == $rules[.ruleIndex].id
	and (.message | message)
	and (.kind | IN("fail", "pass"))
	and (.level | IN("error", "warning", "note", "none"))
	and ((.kind == "pass") == (.level == "none"))
	and ([.locations[]?, .relatedLocations[]? | place($n)] | all)
	and ([.partialFingerprints | to_entries[] |
		(.key | test("/v[0-9]+$")) and (.value | test("^[0-9a-f]{64}$"))] | all);
def artifact: only(["location", "description", "roles", "hashes", "properties"])
	and (.description | message)
	and ([.roles[] | IN("analysisTarget", "standardStream",
		"toolSpecifiedConfiguration", "userSpecifiedConfiguration")] | all)
	and (.hashes | only(["sha-256"]) and (.["sha-256"] | test("^[0-9a-f]{64}$")));
def invocation: only(["executionSuccessful", "exitCode", "exitCodeDescription",
	"toolExecutionNotifications"]) and (.executionSuccessful | type == "boolean")
	and (.exitCode | type == "number")
	and ([.toolExecutionNotifications[] | only(["level", "message"]) and (.message | message)] | all);
def run: only(["tool", "invocations", "artifacts", "columnKind", "results", "properties"])
	and (.tool | only(["driver"]))
	and (.tool.driver | only(["name", "version", "semanticVersion",
		"shortDescription", "rules", "properties"]) and .name == "retrace")
	and ([.tool.driver.rules[] | rule] | all)
	and ([.tool.driver.rules[].id] | length == (unique | length))
	and ([.invocations[] | invocation] | all)
	and ([.artifacts[] | artifact] | all) and .columnKind == "unicodeCodePoints"
	and (.tool.driver.rules as $r | (.artifacts | length) as $n
		| [.results[] | result($r; $n)] | all);
only(["$schema", "version", "runs"]) and .version == "2.1.0"
	and (.runs | length == 1) and ([.runs[] | run] | all)
END
sarif() { # FILE
	t_ok "$1 is SARIF" jq -e -f sarif.jq "$1"
	[ -n "${RETRACE_SARIF_SCHEMA:-}" ] || return 0
	t_ok "$1 is valid by the schema of OASIS" python3 -c '
import json, sys
import jsonschema
jsonschema.validate(json.load(open(sys.argv[2])), json.load(open(sys.argv[1])))
' "$RETRACE_SARIF_SCHEMA" "$1"
}
[ -n "${RETRACE_SARIF_SCHEMA:-}" ] ||
	echo 'T88_sarif: RETRACE_SARIF_SCHEMA is not set: own checks only'

# All items of the example, held against two packs.
set -- drive-unit.xml declaration-castings.csv declaration-magnets.xml \
	declaration-pump.xml prices-850.csv --rules cn-trace --rules \
	cn-mofcom-61-2025 --as-of 2025-12-15
t_exit 1 check "$@" -q -a -o sarif=all.sarif -o json=all.json -o csv=all.csv
sarif all.sarif
t_exit 1 check "$@" -q -a -o sarif
t_cmp all.sarif <t.out
run='.runs[0]'
t_json all.sarif "$run"'.invocations[0] | .executionSuccessful and .exitCode == 1'
t_ok 'a result for each row of the CSV' sh -c '[ \
	"$(jq "[.runs[0].results[] | select(.properties)] | length" all.sarif)" -eq \
	"$(($(wc -l <all.csv) - 1))" ]'
t_ok 'a result for each message' jq -e -n --slurpfile s all.sarif \
	--slurpfile j all.json '([$s[0].runs[0].results[] | select(.ruleId
	| startswith("input/"))] | length) == ($j[0].messages | length)'

# The verdicts and amounts are those of the JSON, byte for byte.
amounts='{item, verdict, shipped, unit, numerator, denominator, ratio, margin, proven_sharp}'
jq -S "[.rules[].items[] | $amounts]" all.json >want
jq -S "[$run.results[].properties | select(.shipped) | $amounts]" all.sarif >got
t_ok 'there are amounts' grep -q denominator want
t_cmp got <want
t_ok 'reasons are in the messages' jq -e -n --slurpfile s all.sarif \
	--slurpfile j all.json '[$s[0].runs[0].results[].message.text] as $all
	| [$j[0].rules[].items[].reason | . as $r | any($all[]; endswith($r))] | all'

# How grave: only what is shipped and counts is an error or a warning.
t_json all.sarif "[$run.results[] | select(.ruleId | startswith(\"cn-trace/\"))
	| select(.properties.shipped) | .level] | sort == [\"error\", \"none\"]"
t_json all.sarif "[$run.results[] | select(.ruleId | startswith(\"cn-mofcom\"))
	| .level] | unique == [\"none\", \"note\"]"
t_json all.sarif "[$run.results[] | select(.properties.shipped == false) | .level]
	| unique == [\"none\", \"note\"]"
t_exit 1 check "$@" -q -o sarif=force.sarif --as-if-in-force
t_json force.sarif "[$run.results[] | select(.ruleId | startswith(\"cn-mofcom\"))
	| .level] | contains([\"warning\"])"

# Rules have their clause in the name, and say what they ask for.
t_json all.sarif "$run.tool.driver.rules[0] | .id == \"cn-trace/contained/trace\"
	and (.help.text | contains(\"it is not law\"))"
t_json all.sarif "$run.tool.driver.rules[] | select(.id
	== \"cn-mofcom-61-2025/limb-i/1.i\") | (.fullDescription.text
	| contains(\"At least 0.1 % of its value\")) and (.help.text | contains(\"suspended\"))"

# Each artifact has the digest of the file, each place leads to the item.
jq -r "$run.artifacts[] | select(.location) | .hashes[\"sha-256\"] + \"  \" + .location.uri" \
	all.sarif >sums
t_ok 'five files are named' sh -c '[ "$(wc -l <sums)" -eq 5 ]'
t_ok 'their digests are right' sha256sum -c sums
jq -r "$run.results[] | select(.properties) | [.locations[0].physicalLocation
	.region.startLine, .properties.item.part] | @tsv" all.sarif | sort -u >places
while IFS='	' read -r line part; do
	sed -n "${line}p" drive-unit.xml | grep -qF "part=\"$part\"" ||
		t_fail "line $line is not that of $part"
done <places
t_ok 'there are places' [ "$(wc -l <places)" -gt 60 ]
t_json all.sarif "[$run.results[].locations[0].logicalLocations[0].fullyQualifiedName]
	| contains([\"DU-200 > MOT-L > ROT-L > STK-10 > MAG-UH\"])"
t_json all.sarif "$run.results[0].relatedLocations[0] | (.message.text == \"brings: 320 g\")
	and .logicalLocations[0].name == \"MAG-UH\""

# Fingerprints name rule and item: lines that move do not matter.
sed '2i <!-- one line more -->' drive-unit.xml >moved.xml
shift
t_exit 1 check moved.xml "$@" -q -a -o sarif=moved.sarif
fingers="[$run.results[] | select(.properties) | .partialFingerprints[]]"
jq "$fingers" all.sarif >want
jq "$fingers" moved.sarif >got
t_cmp got <want
t_json all.sarif "$fingers | length == (unique | length)"

# What follows in a transaction stands in the message and beside the verdict.
cat >deal.xml <<'END'
<transaction xmlns="urn:retrace:transaction:1" id="order-1">
  <shipment from="DE" to="CN"/>
</transaction>
END
set -- drive-unit.xml declaration-magnets.xml --rules cn-mofcom-61-2025 \
	--only limb-iii-magnet --ship MAG-UH --as-of 2025-12-15
t_exit 0 check "$@" -q --transaction deal.xml -o sarif=deal.sarif
sarif deal.sarif
t_json deal.sarif "$run.results[] | select(.properties.item.part == \"MAG-UH\")
	| (.message.text | endswith(\"In this transaction, if the rule held: not subject (clause destination).\"))
	and .properties.outcome.outcome == \"not-subject\"
	and .properties.outcome.decisions[0].clause.id == \"destination\""
t_json deal.sarif "$run.properties.transaction | .id == \"order-1\" and .to == \"CN\""
sed -i 's/ to="CN"//' deal.xml
t_exit 0 check "$@" -q --transaction deal.xml -o sarif=deal.sarif
t_json deal.sarif "$run.results[] | select(.properties.item.part == \"MAG-UH\")
	| (.message.text | contains(\"undetermined; what decides it: destination, domestic, military-user, \"))
	and .properties.outcome.outcome == \"undetermined\""
t_exit 0 check "$@" -q -o sarif=deal.sarif
t_json deal.sarif "[$run.results[].properties | has(\"outcome\") or has(\"transaction\")] | any | not"

# Columns are counted in characters, names are references.
mkdir 'a b'
printf 'parent,child,qty\nA,"Bé≈",x\nA,C,2 stone\n' >'a b/ü:1.csv'
t_exit 65 check 'a b/ü:1.csv' -o sarif=bad.sarif
t_has t.err ':2:12: quantity "x"'
sarif bad.sarif
t_json bad.sarif "$run.invocations[0] | (.executionSuccessful | not) and .exitCode == 65"
t_json bad.sarif "$run.results[] | select(.ruleId == \"input/syntax\")
	| .level == \"error\" and (.locations[0].physicalLocation
	| .region == {startLine: 2, startColumn: 9}
	and .artifactLocation == {uri: \"a%20b/%C3%BC%3A1.csv\", index: 0})"
t_json bad.sarif "[$run.results[].ruleId] | contains([\"input/unit\"])"

# A name cannot break out of the document; standard input has no address.
cat >hostile.xml <<'END'
<bom xmlns="urn:retrace:bom:1"><item part="&quot;}],&#x202E;&lt;b&gt;\" name="%s&#10;" shipped="yes"/></bom>
END
t_ok 'from standard input' sh -c \
	'"$RETRACE" check - -q --fail-on never -o sarif=stdin.sarif <hostile.xml'
sarif stdin.sarif
t_json stdin.sarif "$run.results[0] | .level == \"warning\"
	and .locations[0].logicalLocations[0].name == \"\\\"}],\u202e<b>\\\\\"
	and .locations[0].physicalLocation.artifactLocation == {index: 0}"
t_json stdin.sarif "$run.artifacts[0] | (has(\"location\") | not) and .roles == [\"standardStream\"]"
t_json stdin.sarif "$run.invocations[0].exitCode == 0"

# Refused once the rules are read: no verdict is told.
t_exit 65 check drive-unit.xml --ship NONE -o sarif=refused.sarif
sarif refused.sarif
t_json refused.sarif "($run.invocations[0].executionSuccessful | not) and ([$run.results[] | select(.properties)] == [])"

# A file that is not there; and what cannot be said in this form.
t_exit 66 check nothing.xml -o sarif=missing.sarif
sarif missing.sarif
t_json missing.sarif "$run.results[0].ruleId == \"input/missing\""
t_exit 64 check drive-unit.xml --timeline -o sarif
t_has t.err '--timeline has no such output'
t_exit 64 trace drive-unit.xml -o sarif
t_has t.err 'expected table, json, jsonl or csv, with =FILE'
t_exit 64 check -o sarif=none.sarif
t_ok 'a wrong command line writes nothing' [ ! -e none.sarif ]
t_end
