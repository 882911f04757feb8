#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: lists of parts as systems answer them in JSON: by their own names of
# members, by references to records, as grids, for a base quantity; what is
# deleted or not active is not built in, and a note says so.

# shellcheck disable=SC1091,SC2016
. "$(dirname "$0")/lib.sh"

# says CODE WORDS...: of x.json, which is standard input.
says() {
	cat >x.json
	t_exit "$1" convert x.json
	cat t.out >>t.err
	shift
	for words in "$@"; do
		t_has t.err "$words"
	done
}
# silent WORDS...: nor does it say these.
silent() {
	for words in "$@"; do
		t_ok "not: $words" sh -c '! grep -qF -- "$1" t.err' - "$words"
	done
}

# Windchill: the structure of a part, and its uses.
says 0 'parent="GC-40" child="0000000101" quantity="2" unit="each"' \
	'parent="0000000101" child="0000000102" quantity="32"' \
	'parent="GC-40" child="0000000103" quantity="20" unit="g"' \
	'part="GC-40" name="BIKE"' <<'E'
{"@odata.context":"x","PartId":"OR:wt.part.WTPart:21","PartName":"BIKE","PartNumber":"GC-40","HasChildren":true,
 "Components":[
  {"PartId":"OR:1","PartName":"WHEEL","PartNumber":"0000000101","PVTreeId":"/1",
   "PartUse":{"ID":"OR:7","Quantity":2,"Unit":{"Value":"ea","Display":"each"},"FindNumber":"10"},
   "Components":[{"PartId":"OR:2","PartName":"SPOKE","PartNumber":"0000000102","PartUse":{"Quantity":32,"Unit":{"Value":"ea","Display":"each"}},"Components":[]}]},
  {"PartId":"OR:3","PartName":"GREASE","PartNumber":"0000000103","PartUse":{"Quantity":0.02,"Unit":{"Value":"kg","Display":"Kilograms"}}}]}
E
silent 'OR:' 'of no use here'
says 0 'parent="GC-40" parent-revision="A" child="0101" quantity="2"' 'part="0102" name="FRAME"' <<'E'
{"ID":"OR:1","Number":"GC-40","Name":"BIKE","Revision":"A","Uses":[
 {"ID":"OR:7","Quantity":2.0,"Unit":{"Value":"ea","Display":"each"},"Uses":{"ID":"OR:1","Number":"0101","Name":"WHEEL"}},
 {"ID":"OR:8","Quantity":1.0,"Unit":{"Value":"ea","Display":"each"},"Uses":{"ID":"OR:2","Number":"0102","Name":"FRAME"}}]}
E
# Arena: the item is an object in the line; nothing says of what it is a part.
says 0 'taken for "x", by the name of the file' 'child="910-22" child-revision="A" quantity="2"' <<'E'
{"count":2,"results":[
 {"guid":"A1","item":{"guid":"B1","number":"910-22","revisionNumber":"A","name":"Motor"},"lineNumber":1,"quantity":2.0,"refDes":"M1"},
 {"guid":"A2","item":{"guid":"B2","number":"910-23","revisionNumber":"B","name":"Screw"},"lineNumber":2,"quantity":8.0}]}
E
# OpenBOM: rows are lists, and a name may stand around them too.
says 0 'parent="PUMP-1" child="MOT-1" quantity="1"' 'part="MOT-1" name="Motor"' <<'E'
{"id":"abc","name":"Pump","partNumber":"PUMP-1","columns":["Part Number","Description","Quantity","Unit of Measure","Cost"],
 "cells":[["MOT-1","Motor","1","each",null],["BOLT",null,"8","each","2"]]}
E
silent 'name="each"'
says 65 'x.json:1:61: quantity "x": expected a number, or the word unknown' <<'E'
{"columns":["parent","part","qty","unit"],"rows":[["A","B","x","each"]]}
E
# Odoo: references to records are numbers with a name.
says 0 'parent="PUMP-1" child="MOT-1" quantity="1"' \
	'parent="MOT-1" child="MAG-1" quantity="16"' 'child="Seal, blue" quantity="2"' \
	'x.json:2:2: warning: lines of Odoo without the quantity of their bill' <<'E'
{"jsonrpc":"2.0","id":7,"result":[
 {"id":31,"bom_id":[12,"[PUMP-1] Pump"],"product_id":[5,"[MOT-1] Motor"],"product_qty":1.0,"product_uom_id":[1,"Units"],"child_bom_id":[13,"x"]},
 {"id":32,"bom_id":[12,"[PUMP-1] Pump"],"product_id":[6,"Seal, blue"],"product_qty":2.0,"product_uom_id":[1,"Units"],"child_bom_id":false},
 {"id":33,"bom_id":[13,"REF: [MOT-1] Motor"],"product_id":[7,"[MAG-1] Magnet"],"product_qty":16.0,"product_uom_id":[1,"Units"]}]}
E
# Lines in their bill, which is for ten.
says 0 'parent="PUMP-1" child="MOT-1" quantity="0.5" unit="each"' <<'E'
[{"id":12,"product_tmpl_id":{"id":4,"display_name":"[PUMP-1] Pump"},"product_qty":10.0,"product_uom_id":{"id":1,"display_name":"Units"},
 "bom_line_ids":[{"id":31,"product_id":{"id":5,"display_name":"[MOT-1] Motor"},"product_qty":5.0,"product_uom_id":{"id":1,"display_name":"Units"}}]}]
E
silent 'without the quantity of their bill'
# A bill of a template has no product of its own; other records with a product and
# a quantity are no parts.
says 0 'parent="PUMP-1" child="MOT-1" quantity="0.5" unit="each"' <<'E'
{"jsonrpc":"2.0","id":1,"result":[{"id":12,"product_id":false,"product_tmpl_id":[4,"[PUMP-1] Pump"],"product_qty":10.0,"product_uom_id":[1,"Units"],
 "bom_line_ids":[{"id":31,"product_id":[5,"[MOT-1] Motor"],"product_qty":5.0,"product_uom_id":[1,"Units"],"child_bom_id":false}]}]}
E
silent false
says 65 'JSON of another kind, with "jsonrpc", "id", "result"' <<'E'
{"jsonrpc":"2.0","id":1,"result":[{"id":12,"product_id":[5,"[MOT-1] Motor"],"product_qty":100.0,"product_uom_id":[1,"Units"],"state":"done"}]}
E
# ERPNext: for ten; what it has exploded, and scrap, are no parts.
says 0 'parent="PUMP-1" child="MOT-1" quantity="1"' 'parent="PUMP-1" child="BOLT" quantity="8"' <<'E'
{"data":{"name":"BOM-PUMP-1-001","docstatus":1,"item":"PUMP-1","item_name":"Pump","quantity":10.0,"uom":"Nos","is_active":1,"is_default":1,
 "items":[{"name":"r1","idx":1,"item_code":"MOT-1","item_name":"Motor","qty":10.0,"uom":"Nos","stock_qty":10.0,"bom_no":"BOM-MOT-1-001","parent":"BOM-PUMP-1-001","parenttype":"BOM"},
 {"name":"r2","idx":2,"item_code":"BOLT","item_name":"Bolt","qty":80.0,"uom":"Nos","parent":"BOM-PUMP-1-001"}],
 "exploded_items":[{"name":"r3","item_code":"MAG-1","stock_qty":160}],
 "scrap_items":[{"name":"r4","item_code":"SWARF","qty":3,"uom":"kg"}]}}
E
silent MAG-1 SWARF
# A base quantity around any list of parts.
says 0 'parent="DU-1" child="ROT-1" quantity="2"' <<'E'
{"product":"DU-1","baseQuantity":100,"bomLines":[{"part":"ROT-1","quantity":200,"unit":"each"}]}
E
says 65 'a batch of 0: expected a number above zero' <<'E'
{"product":"DU-1","baseQuantity":0,"bomLines":[{"part":"ROT-1","quantity":200,"unit":"each"}]}
E
# Numbers of the machine's own beside part numbers.
says 0 'parent="DU-1" child="ROT-1" quantity="2"' <<'E'
{"partId":"9f3","partNumber":"DU-1","children":[{"partId":"9f4","partNumber":"ROT-1","qty":2,"unit":"each"}]}
E
silent 9f3 9f4

# What is deleted or not active.
says 0 'x.json:2:2: note: 3 rows marked as deleted or not active: not built in' \
	'child="B" quantity="1"' 'child="C" quantity="0"' 'child="D" quantity="0"' 'child="E" quantity="0"' <<'E'
{"data":[{"parent":"A","part":"B","quantity":1,"unit":"each","deleted":false},
 {"parent":"A","part":"C","quantity":2,"unit":"each","deleted":true},
 {"parent":"A","part":"D","quantity":2,"unit":"each","active":false},
 {"parent":"A","part":"E","quantity":2,"unit":"each","is_active":0,"active":true}]}
E
says 0 'parent="A" child="B" quantity="0"' 'parent="B" child="C" quantity="3"' <<'E'
{"partNumber":"A","children":[{"partNumber":"B","qty":2,"unit":"each","isActive":false,
 "children":[{"partNumber":"C","qty":3,"unit":"each","isActive":true}]}]}
E
# The list of a bill that is not active, or cancelled, is none.
says 0 'x.json:2:2: note: 2 rows marked' 'parent="P" child="NEW" quantity="1"' <<'E'
{"data":[{"item":"P","quantity":1,"uom":"Nos","is_active":1,"docstatus":1,"items":[{"item_code":"NEW","qty":1,"uom":"Nos"}]},
 {"item":"P","quantity":1,"uom":"Nos","is_active":0,"docstatus":1,"items":[{"item_code":"OLD","qty":1,"uom":"Nos"}]},
 {"item":"P","quantity":1,"uom":"Nos","is_active":1,"docstatus":2,"items":[{"item_code":"OLDER","qty":1,"uom":"Nos"}]}]}
E
silent OLD OLDER
# A word that is neither yes nor no is no mark, nor is one in a list of items.
says 0 'child="B" quantity="1"' 'of no use here: "active"' <<'E'
[{"parent":"A","part":"B","quantity":1,"unit":"each","active":"until May"}]
E
says 0 '<item part="B" mass="5 g"' <<'E'
[{"part":"B","mass":"5 g","active":false},{"part":"C","mass":"6 g","active":true}]
E
silent 'not built in'

# Members come in any order: the quantity of the bill behind its lines, too.
says 0 '<use parent="P" child="A" quantity="0.2" unit="each"/>' <<'E'
{"items":[{"item_code":"A","qty":2},{"item_code":"B","qty":5}],"item":"P","quantity":10}
E
t_end
