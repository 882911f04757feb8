#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: a list in JSON of no known format is the table that its names make:
# objects in objects by level; what is no list of parts is refused as before.

# shellcheck disable=SC1091,SC2016
. "$(dirname "$0")/lib.sh"

# says CODE WORDS...: of x.json.
says() {
	t_exit "$1" convert x.json
	cat t.out >>t.err
	shift
	for words in "$@"; do
		t_has t.err "$words"
	done
}

cat >x.json <<'E1'
{"partNumber": "DU-1", "children": [
  {"children": [{"partNumber": "MAG-1", "quantity": 16, "unit": "pcs"}],
   "partNumber": "ROT-1", "quantity": 2, "unit": "pcs"},
  {"partNumber": "NUT", "quantity": 4, "unit": "pcs", "supplier": {"name": "N"}}]}
E1
sed -i 's/"DU-1",/"DU-1", "quantity": 1, "unit": "pcs",/' x.json
says 0 'parent="DU-1" child="ROT-1" quantity="2"' \
	'parent="ROT-1" child="MAG-1" quantity="16"' \
	'parent="DU-1" child="NUT" quantity="4"' '<supplier name="N"'
sed -i 's/16/"many"/' x.json
says 65 'x.json:2:54: quantity "many": expected a number, or the word unknown'
echo '{"bom": {"product": "DU-1", "components": [{"part": "ROT-1", "qty": 3}]}}' >x.json
says 0 'parent="DU-1" child="ROT-1" quantity="3"'
echo '[{"parent":"DU-1","child":"ROT-1","quantity":1,"unit":"each"}]' >x.json
says 0 'parent="DU-1" child="ROT-1" quantity="1"'
echo '[{"part":"M","cas":"7440-00-8","amount":28.5,"unit":"%"},
{"part":"M","element":"Dy","amount":"<0.1 %","unit":null}]' >x.json
says 0 'cas="7440-00-8"' 'element="Dy" amount="&lt;0.1 %"'
# As SAP answers: what components build is the material; a header with a
# quantity of its own is no row.
cat >x.json <<'E2'
{"d":{"results":[
{"Material":"DU-1","BillOfMaterialComponent":"ROT-1","BillOfMaterialItemQuantity":"2.000","BillOfMaterialItemUnit":"EA"},
{"Material":"DU-1","BillOfMaterialComponent":"NUT","BillOfMaterialItemQuantity":"4.000","BillOfMaterialItemUnit":"EA"}]}}
E2
says 0 'parent="DU-1" child="ROT-1" quantity="2"' 'parent="DU-1" child="NUT" quantity="4"'
cat >x.json <<'E3'
{"d":{"results":[{"Material":"DU-1","BOMHeaderQuantityInBaseUnit":"10",
"to_BillOfMaterialItem":{"results":[{"BillOfMaterialComponent":"ROT-1","BillOfMaterialItemQuantity":"20","BillOfMaterialItemUnit":"EA"}]}}]}}
E3
says 65 'no part number'
# What would be lost, or be taken for a part of what it is none of, is refused.
refused() {
	echo "$1" >x.json
	says 65 "$2"
	t_ok "nothing is read: $1" sh -c '! grep -q "<use" t.out'
}
refused '{"items":[{"part":"DU-1","qty":1,"components":["ROT-1","NUT"]},{"part":"ROT-1","qty":2}]}' \
	'x.json:1:49: a part that is no object in a list'
refused '{"part":"DU-1","qty":1,"children":{"ROT-1":{"qty":2},"NUT":{"qty":4}}}' \
	'a part that is no object in a list'
for list in alternates usedIn previousRevision approvedManufacturers; do
	refused '{"part":"DU-1","qty":1,"'$list'":[{"part":"ROT-2","qty":2}],"children":[{"part":"ROT-1","qty":2}]}' \
		'an object in a list of others than the parts'
done
refused '{"product":"DU-1","batchSize":100,"bomLines":[{"part":"ROT-1","quantity":200}]}' \
	'x.json:1:1: parts of "100" of what stands around them: expected their quantities for one'
refused '{"@odata.nextLink":"https://x/2","value":[{"parent":"DU-1","part":"ROT-1","quantity":2}]}' \
	'more of the list stands elsewhere'
echo '{"documents":[{"part":"DU-1","qty":1,"children":[{"part":"ROT-1","qty":2}]}]}' >x.json
says 0 'parent="DU-1" child="ROT-1" quantity="2"'
echo '{"next":null,"hasMore":false,"product":"DU-1","baseQuantity":"1.000","components":{"results":[{"part":"ROT-1","quantity":2}]}}' >x.json
says 0 'parent="DU-1" child="ROT-1" quantity="2"'
# Objects one behind the other, one in a line.
printf '%s\n' '{"parent":"DU-1","part":"ROT-1","quantity":2,"unit":"each"}' '' \
	'{"parent":"ROT-1","part":"MAG-1","quantity":16,"unit":"each","weight_g":12.5}' >x.json
says 0 'parent="DU-1" child="ROT-1" quantity="2"' \
	'parent="ROT-1" child="MAG-1" quantity="16"' 'part="MAG-1" mass="12.5 g"'
printf '%s\n' '{"level":0,"part":"DU-1","quantity":1}' '{"level":1,"part":"ROT-1","quantity":2}' >x.json
says 0 'parent="DU-1" child="ROT-1" quantity="2"'
# What is wrong in one of them is told at its place, and nothing is read.
printf '%s\n' '{"part":"A","mass":"5 g"}' '{"part":"B","mass":"6 g"},' >x.json
says 65 'x.json:2:26: ",": expected an object, one behind the other'
printf '%s\n' '{"part":"A","mass":"5 g"}' '{"part":"B","mass":' >x.json
says 65 'x.json:3:1: JSON that ends here: expected a value'
printf '%s\n' '{"part":"A","mass":"5 g"}' '{"part":"B","mass":"6 stone"}' >x.json
says 65 'x.json:2:21: '
printf '%s\n' '{"part":"A","mass":"5 g"}' 'part B' >x.json
says 65 'x.json:2:1: '
# Names that a file of columns explains.
echo '[{"code":"A","weight":"5 g"}]' >x.json
says 65 'JSON of another kind, with "code", "weight"'
printf 'retrace columns\ncode = part\n' >map.txt
t_exit 0 convert x.json --map map.txt
t_has t.out 'part="A" mass="5 g"'
# Numbers of rows are no part numbers, and anything with an id no list of parts.
echo '[{"id":1,"quantity":3},{"id":2,"quantity":1}]' >x.json
says 65 'JSON of another kind, with "id", "quantity", "id" ...: expected' \
	'any other list as a table, in CSV or .xlsx'
echo '[{"part":"A","quantity":1},]' >x.json
says 65 'x.json:1:28: '
# No table has so many columns: an object of a hundred thousand names is refused
# without asking of each what it means.
{
	printf '[{'
	seq -s, 100000 | sed 's/[0-9][0-9]*/"k&":1/g'
	printf '}]'
} >names.json
t_exit 65 convert -q names.json
t_has t.err 'names.json:1:1: JSON of another kind, with "k1", "k2", "k3" ...'

t_end
