# SPDX-License-Identifier: Apache-2.0
"""ods - workbooks of OpenDocument, written by hand.

    ods.py FILE < SHEETS

SHEETS is the inside of office:spreadsheet, in which a line |Bolt|#8| is a row of
a text and a number.  The style "hidden" hides a sheet; "in1" and "in2" let the text of
a cell stand in.
"""
import sys
import zipfile

OASIS = 'urn:oasis:names:tc:opendocument:xmlns:'
NS = ' '.join(f'xmlns:{x}="{OASIS}{x}:1.0"' for x in ('office', 'table', 'text', 'style'))
NS += f' xmlns:fo="{OASIS}xsl-fo-compatible:1.0"'
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
KIND = 'application/vnd.oasis.opendocument.spreadsheet'
HIDES = ('<office:automatic-styles><style:style style:name="hidden" style:family="table">'
         '<style:table-properties table:display="false"/></style:style>'
         + ''.join(f'<style:style style:name="in{i}" style:family="table-cell">'
                   f'<style:paragraph-properties fo:margin-left="{i * 0.353:.3f}cm"/></style:style>' for i in (1, 2))
         + '</office:automatic-styles>')
MANIFEST = ('<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/>%s'
            '</manifest:manifest>')


def write(path, sheets, manifest='', kind=KIND):
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('mimetype', kind, zipfile.ZIP_STORED)
        z.writestr('content.xml', f'<?xml version="1.0" encoding="UTF-8"?><office:document-content '
                   f'{NS} {CALC} office:version="1.3">{HIDES}<office:body><office:spreadsheet>'
                   f'{sheets}</office:spreadsheet></office:body></office:document-content>')
        z.writestr('META-INF/manifest.xml', MANIFEST % manifest)


def cell(s):
    if s.startswith('#'):
        return (f'<table:table-cell office:value-type="float" office:value="{s[1:]}">'
                '<text:p>shown</text:p></table:table-cell>')
    return f'<table:table-cell office:value-type="string"><text:p>{s}</text:p></table:table-cell>'


def row(line):
    if not line.startswith('|'):
        return line
    cells = ''.join(map(cell, line.strip('|').split('|')))
    return f'<table:table-row>{cells}</table:table-row>'


if __name__ == '__main__':
    text = '\n'.join(map(row, sys.stdin.read().split('\n')))
    write(sys.argv[1], text, *sys.argv[2:])
