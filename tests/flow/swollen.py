# SPDX-License-Identifier: Apache-2.0
"""
swollen - makes the files of T28_swollen in the current folder.

	swollen.py MANY BIG

MANY things of one kind, or one of BIG bytes; each file but for its own evil is
the product P with one piece of its part A.
"""

import struct
import sys
import zipfile

sys.dont_write_bytecode = True
import ods  # noqa: E402

many, big = int(sys.argv[1]), int(sys.argv[2])
OFFICE = 'http://schemas.openxmlformats.org/'
RELATED = OFFICE + 'officeDocument/2006/relationships'
MAIN = 'xmlns="%sspreadsheetml/2006/main"' % OFFICE
BOM = ('<bom xmlns="urn:retrace:bom:1"><item part="P"/><item part="A"/>'
       '<use parent="P" child="A" quantity="1" unit="each"/></bom>')
CSV = 'parent,part,quantity,unit\nP,A,1,each\n'


def write(name, content):
    with open(name, 'wb') as f:
        f.write(content if isinstance(content, bytes) else content.encode())


def read(name):
    with open(name, 'rb') as f:
        return f.read()


def pack(name, *entries):
    with zipfile.ZipFile(name, 'w', zipfile.ZIP_DEFLATED) as z:
        for entry, content in entries:
            z.writestr(entry, content)


# Archives.
LOCAL, CENTRAL, END = b'PK\x03\x04', b'PK\x01\x02', b'PK\x05\x06'


def patch(name, *fields):
    """one.zip with some fields of its headers changed: (header, offset,
    format, value)."""
    b = bytearray(read('one.zip'))
    for header, offset, kind, value in fields:
        struct.pack_into(kind, b, b.find(header) + offset, value)
    write(name, bytes(b))


def lie(name, size, packed=None):
    fields = [(LOCAL, 22, '<I', size), (CENTRAL, 24, '<I', size)]
    if packed is not None:
        fields += [(LOCAL, 18, '<I', packed), (CENTRAL, 20, '<I', packed)]
    patch(name, *fields)


def overlap(name, n):
    """n entries that are all the same bytes."""
    b = read('one.zip')
    central, end = b.find(CENTRAL), b.find(END)
    tail = bytearray(b[end:])
    struct.pack_into('<HHII', tail, 8, n, n, (end - central) * n, central)
    write(name, b[:central] + b[central:end] * n + tail)


pack('up.zip', ('../up.xml', BOM))
pack('absolute.zip', ('/evil.xml', BOM))
pack('one.zip', ('a.xml', BOM))
pack('nested.zip', ('inner.zip', read('one.zip')))
pack('swollen.zip', ('a.xml', BOM + '\n' * (257 << 20)))
overlap('overlap.zip', 60000)
patch('encrypted.zip', (LOCAL, 6, '<H', 1), (CENTRAL, 8, '<H', 1))
lie('lie-short.zip', 5)
lie('lie-long.zip', 200 << 20)
lie('lie-most.zip', 0xfffffffe)
lie('lie-packed.zip', len(BOM), 0xfffffff0)


# Workbooks.
def book(name, sheet, texts=None, styles=None, at='0.xml', mode=''):
    def related(n, kind, target):
        return ('<Relationship Id="r%d" Type="%s/%s" Target="%s"%s/>'
                % (n, RELATED, kind, target, mode))

    def relations(*rows):
        return ('<Relationships xmlns="%spackage/2006/relationships">%s'
                '</Relationships>' % (OFFICE, ''.join(rows)))
    parts = [
        ('[Content_Types].xml',
         '<Types xmlns="%spackage/2006/content-types"><Override '
         'PartName="/w.xml" ContentType="application/vnd.openxmlformats-'
         'officedocument.spreadsheetml.sheet.main+xml"/></Types>' % OFFICE),
        ('_rels/.rels',
         relations('<Relationship Id="w" Type="%s/officeDocument" '
                   'Target="w.xml"/>' % RELATED)),
        ('w.xml',
         '<workbook %s xmlns:r="%s"><sheets><sheet name="S" r:id="r0"/>'
         '</sheets></workbook>' % (MAIN, RELATED)),
        ('_rels/w.xml.rels',
         relations(related(0, 'worksheet', at),
                   related(1, 'sharedStrings', '1.xml') if texts else '',
                   related(2, 'styles', '2.xml') if styles else ''))]
    for part, content in (('0.xml', sheet), ('1.xml', texts),
                          ('2.xml', styles)):
        if content:
            parts.append((part, content))
    pack(name, *parts)


def sheet(rows, behind=''):
    return ('<worksheet %s><sheetData>%s</sheetData>%s</worksheet>'
            % (MAIN, rows, behind))


def row(n, cells):
    return '<row r="%d">%s</row>' % (n, ''.join(
        '<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>' % ('ABCD'[i], n, c)
        for i, c in enumerate(cells)))


def texts(items, more=''):
    return '<sst %s%s>%s</sst>' % (
        MAIN, more, ''.join('<si><t>%s</t></si>' % t for t in items))


HEAD = row(1, ['parent', 'part', 'quantity', 'unit'])
GOOD = HEAD + row(2, ['P', 'A', '1', 'each'])
AREA = '<mergeCell ref="A1:XFD1048576"/>'
book('texts.xlsx', sheet(
    HEAD + '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>%d</v>'
    '</c><c r="C2"><v>1</v></c><c r="D2" t="s"><v>1</v></c></row>'
    % (many - 1)),
    texts=texts(['P', 'each'] + ['T%d' % i for i in range(many - 3)] + ['A']))
book('count.xlsx', sheet(GOOD),
     texts=texts(['a'], ' count="4000000000" uniqueCount="4000000000"'))
book('formats.xlsx', sheet(GOOD), styles='<styleSheet %s><numFmts>%s</numFmts>'
     '<cellXfs>%s</cellXfs></styleSheet>' % (
         MAIN,
         ''.join('<numFmt numFmtId="%d" formatCode="0.0&quot;x%d&quot;"/>'
                 % (i + 164, i) for i in range(many)),
         ''.join('<xf numFmtId="%d"/>' % (164 + i) for i in range(many))))
book('merged-over-all.xlsx',
     sheet(GOOD, '<mergeCells>%s</mergeCells>' % AREA.replace('A1', 'A3')))
book('merged-often.xlsx', sheet(GOOD, '<mergeCells>%s</mergeCells>' % (
    ''.join('<mergeCell ref="A%d:C%d"/>' % (i, i + 1)
            for i in range(4, many, 2)))))
book('no-text.xlsx', sheet(HEAD + '<row r="2"><c r="A2" t="s"><v>'
                           '99999999999999999999</v></c></row>'),
     texts=texts(['a']))
book('cell.xlsx', sheet(HEAD + '<row r="2"><c r="ZZZZ99999999"><v>1</v></c>'
                        '</row>'))
book('row.xlsx', sheet(HEAD + '<row r="99999999"/>'))
book('columns.xlsx', sheet('<row>' + '<c><v>1</v></c>' * many + '</row>'))
book('names.xlsx', sheet(''.join('<a%d/>' % i for i in range(100000))))
book('entity.xlsx', '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + sheet(GOOD))
book('elsewhere.xlsx', sheet(GOOD), at='file:///etc/passwd',
     mode=' TargetMode="External"')
book('climbing.xlsx', sheet(GOOD), at='../../../../../../etc/passwd')
book('swollen.xlsx', '<worksheet %s a="%s"/>' % (MAIN, 'x' * big))

# OpenDocument: blanks that are written as one, and a row without an end.
def opened(name, cells):
    good = ods.row('|P|A|1|each|').replace('</table:table-row>', cells + '</table:table-row>')
    ods.write(name, '<table:table table:name="S">'
              + ods.row('|parent|part|quantity|unit|') + good + '</table:table>')


opened('blanks.ods', ods.cell('<text:s text:c="65000"/>') * many)
opened('endless.ods', '<table:table-cell table:number-columns-repeated="996"/>'
       + ods.cell('<text:s text:c="250"/>' * 250) * (many // 50))

# JSON.
START = '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[\n'
PARTS = ('{"type":"device","name":"P","components":[{"type":"device",'
         '"name":"A"}]}')
write('deep.json', '[' * many)
write('twice.json', '{"bomFormat":"CycloneDX",\n"x":1,' + '"x":1,' * many)
write('number.json', '{"bomFormat":"CycloneDX",\n"specVersion":' + '1' * big)
write('text.json', START + '{"type":"device","name":"A","version":"'
      + 'a' * big + '"}]}')
write('open.json', START + '{"type":"device","name":"A","version":"'
      + 'a' * big)
write('blanks.json', '{' + ' ' * big)
write('members.json', START + PARTS[:-1] + ''.join(
    ',"x%d":1' % i for i in range(many)) + '}]}')
write('many.json', START + PARTS + '],"x":[' + '{"a":[1]},' * many + '1]}')
write('utf-16.json', ('\ufeff' + START + PARTS + ']}').encode('utf-16-le'))
write('utf-32.json', ('\ufeff' + START + PARTS + ']}').encode('utf-32-le'))

# What parts are made of, in a cell that is looked through again and again.
write('recipe.csv', 'parent,part,quantity,unit,composition\nP,A,1,each,Fe 100 %\n'
      + ''.join('P,B%d,1,each,"%s"\n' % (i, ('(' * 60000, 'Nd' + ' ' * 60000 + '29 %',
                                          ', '.join(['Nd 1 %'] * 7000))[i % 3])
                for i in range(max(big // 200000, 3))))

# Names that say another thing.
write('table.xlsx', CSV)
book('workbook.csv', sheet(GOOD))
write('json.xml', START + PARTS + ']}')
write('program.csv', b'\x7fELF\n' + bytes(range(256)) * 4)
write('picture.csv', b'\x89PNG\r\n\x1a\n' + bytes(range(256)) * 4)
write('page.xml', '<!DOCTYPE html><html><body>Not found</body></html>')
write('mixed.csv', (CSV + 'P,\u78c1,1,each\n').encode()
      + 'P,\u78c1\u94c1,1,each\n'.encode('gb18030'))
