# SPDX-License-Identifier: Apache-2.0
"""
make_book - a table of make_bom as a workbook, for tests/bench/run.

	make_book.py EDGES.csv ROWS COMMENTS BOOK.xlsx

The first ROWS of it, with COMMENTS further columns of words that say nothing:
the product stays the same, and the file grows.
"""

import csv
import itertools
import sys
import zipfile
from xml.sax.saxutils import escape

OFFICE = 'http://schemas.openxmlformats.org/'
RELATED = OFFICE + 'officeDocument/2006/relationships'
MAIN = 'xmlns="%sspreadsheetml/2006/main"' % OFFICE
PARTS = [
    ('[Content_Types].xml',
     '<Types xmlns="%spackage/2006/content-types"><Override PartName="/w.xml" '
     'ContentType="application/vnd.openxmlformats-officedocument.'
     'spreadsheetml.sheet.main+xml"/></Types>' % OFFICE),
    ('_rels/.rels',
     '<Relationships xmlns="%spackage/2006/relationships"><Relationship '
     'Id="w" Type="%s/officeDocument" Target="w.xml"/></Relationships>'
     % (OFFICE, RELATED)),
    ('w.xml',
     '<workbook %s xmlns:r="%s"><sheets><sheet name="Parts" r:id="a"/>'
     '</sheets></workbook>' % (MAIN, RELATED)),
    ('_rels/w.xml.rels',
     '<Relationships xmlns="%spackage/2006/relationships"><Relationship '
     'Id="a" Type="%s/worksheet" Target="0.xml"/></Relationships>'
     % (OFFICE, RELATED)),
]


def cells(n, values):
    return '<row r="%d">%s</row>' % (n, ''.join(
        '<c t="inlineStr"><is><t>%s</t></is></c>' % escape(v) for v in values))


source, rows, comments, book = sys.argv[1:]
rows, comments = int(rows), int(comments)
with zipfile.ZipFile(book, 'w', zipfile.ZIP_DEFLATED, compresslevel=1) as z, \
        open(source, encoding='utf-8', newline='') as f:
    table = csv.reader(f)
    heading = next(table)
    for name, text in PARTS:
        z.writestr(name, text)
    with z.open('0.xml', 'w') as to:
        to.write(('<worksheet %s><sheetData>' % MAIN).encode())
        to.write(cells(1, heading + ['Remark %d' % k for k in range(comments)]
                       ).encode())
        for n, row in enumerate(itertools.islice(table, rows), 2):
            said = ['checked %d, no remark of ours' % ((n * 31 + k) % 9973)
                    for k in range(comments)]
            to.write(cells(n, row + said).encode())
        to.write(b'</sheetData></worksheet>')
