# SPDX-License-Identifier: Apache-2.0
"""
count - what is in a file, ours or of somebody else's format, by another way
than that of retrace.

	count.py FILE CONVERTED

Prints items, uses, lines of content, pieces that its products are put together
of ("-" where a file counts in other units), and levels; ends with 1 where they
are others in our XML of it.  Of each format only what the files of T26 have is
known; the rules are those of the pages in schemas/.
"""

import csv
import json
import sys
import xml.etree.ElementTree as xml


class Product:
    """Items by key, uses as pairs of keys, and what else is counted."""

    def __init__(self):
        self.items, self.uses, self.lines, self.pieces = {}, [], 0, '-'

    def item(self, key):
        return self.items.setdefault(key, key)

    def use(self, parent, child):
        self.uses.append((self.item(parent), self.item(child)))

    def levels(self):
        """The longest way down: one for a product without parts."""
        below, deep = {}, {}
        for parent, child in self.uses:
            below.setdefault(parent, []).append(child)

        def depth(key):
            if key not in deep:
                deep[key] = 1 + max(map(depth, below.get(key, [])), default=0)
            return deep[key]
        return max(map(depth, self.items), default=0)


def local(element):
    return element.tag.split('}')[-1]


def named(element, name):
    return [e for e in element.iter() if local(e) == name]


def child_text(element, name):
    for e in element:
        if local(e) == name:
            return ' '.join((e.text or '').split())
    return ''


def inside(element, group, name):
    return [e for g in element if local(g) == group
            for e in g if local(e) == name]


def granta(root):
    p = Product()

    def material(parent, m):
        record = ''.join(e.text for r in m for e in r
                         if local(r) == 'MIMaterialReference'
                         and 'GUID' in local(e))
        name = child_text(m, 'Name') or child_text(m, 'Identity')
        p.use(parent, ('material', name, record))

    def part(e):
        number = child_text(e, 'PartNumber')
        key = ('part', number) if number else ('part without', id(e))
        if key in p.items:
            return key  # the same each time
        p.item(key)
        p.lines += len(inside(e, 'Substances', 'Substance'))
        for c in inside(e, 'Components', 'Part'):
            p.use(key, part(c))
        for m in inside(e, 'Materials', 'Material'):
            material(key, m)
        return key

    tops = inside(root, 'Components', 'Part')
    keys = [part(e) for e in tops]
    if len(tops) > 1 or float(child_text(tops[0], 'Quantity')) != 1:
        for key in keys:
            p.use('the whole', key)
    return p


def pdx(root):
    p = Product()
    for i in named(root, 'Item'):
        key = i.get('itemUniqueIdentifier')
        p.item(key)
        lines = named(i, 'BillOfMaterialItem')
        for line in lines:
            p.use(key, line.get('billOfMaterialItemUniqueIdentifier'))
        for m in [] if lines else named(i, 'ApprovedManufacturerListItem'):
            p.use(key, (m.get('manufacturedBy'),
                        m.get('manufacturerPartIdentifier')))
    return p


def ipc2581(root):
    p = Product()
    p.pieces = 0
    for line in named(root, 'BomItem'):
        key = line.get('OEMDesignNumberRef')
        said = {t.get('textualCharacteristicName'):
                t.get('textualCharacteristicValue')
                for t in named(line, 'Textual')}
        p.use('the board', key)
        p.pieces += sum(d.get('populate') != 'false'
                        for d in named(line, 'RefDes'))
        if said.get('VENDOR') and said.get('VENDOR_PN'):
            p.use(key, (said['VENDOR'], said['VENDOR_PN']))
    return p


def cyclonedx_xml(root):
    p = Product()
    for e in [e for g in root if local(g) == 'components' for e in g]:
        maker = child_text(e, 'group') or child_text(e, 'publisher')
        p.use('the whole',
              (maker, child_text(e, 'name'), child_text(e, 'version')))
    return p


def cyclonedx_json(d):
    p = Product()
    p.pieces = 0
    for c in d['components']:
        p.use('the whole', c['bom-ref'])
        p.pieces += sum(int(x['value']) for x in c['properties']
                        if x['name'] == 'cdx:device:quantity')
    return p


def asset(name):
    name = name.lower()
    return name if name.startswith('urn:uuid:') else 'urn:uuid:' + name


def catenax(d):
    """One aspect, or a container of twins with theirs."""
    p = Product()
    name = d.get('globalAssetId', d.get('catenaXId'))
    if name is not None:
        key = p.item(asset(name))
        for c in d.get('childItems', []):
            p.use(key, asset(c.get('globalAssetId', c.get('catenaXId'))))
        p.lines = len(d.get('materialList', []))
        return p
    if 'metadata' in d or 'generic' in d:
        p.item('the type')
        lists = d.get('composition', {}).get('materialInformation', {})
        generic = d.get('generic', {}).get('materials', {})
        p.lines = len(lists.get('materials', []))
        p.lines += len(generic.get('materialComposition', {})
                       .get('content', []))
        return p
    for twin in [t for twins in d.values() for t in twins]:
        aspects = {k.split('#')[-1]: v for k, v in twin.items() if '#' in k}
        if not any(k in ('SerialPart', 'SerialPartTypization', 'Batch')
                   or 'Assembly' in k or 'Recycl' in k for k in aspects):
            continue
        key = p.item(asset(twin['catenaXId']))
        for name, rows in aspects.items():
            for row in rows:
                for c in row.get('childParts', []):
                    p.use(key, asset(c['childCatenaXId']))
                if name == 'MaterialForRecycling':
                    p.lines += len(row['component'])
    return p


def ours(root):
    """What retrace has written."""
    p, pieces = Product(), {}

    def key(e, prefix, name):
        return tuple(e.get(prefix + n) for n in ('maker', 'revision')) + \
            (e.get(name),)

    for e in named(root, 'item'):
        p.item(key(e, '', 'part'))
    for e in named(root, 'use'):
        parent, child = key(e, 'parent-', 'parent'), key(e, 'child-', 'child')
        p.use(parent, child)
        n = e.get('quantity')
        pieces[parent] = pieces.get(parent, 0) + int(n if n.isdigit() else 0)
    tops = set(p.items) - {child for parent, child in p.uses}
    p.pieces = sum(pieces.get(top, 0) for top in tops)
    p.lines = len(named(root, 'content'))
    return p


def levels_csv(path):
    p, above, seen = Product(), {}, set()
    rows = list(csv.DictReader(open(path, encoding='utf-8-sig')))
    for r in rows:
        level, key = int(r['BoM Level']), r['ID']
        above[level] = key
        p.item(key)
        # the list of an assembly that stands there again is the same one
        above[level, 'again'] = above.get((level - 1, 'again'), False) or \
            key in seen
        if level > 1 and not above.get((level - 1, 'again')):
            p.use(above[level - 1], key)
        seen.add(key)
    return p


def count(path):
    if path.endswith('.csv'):
        return levels_csv(path)
    if path.endswith('.json'):
        d = json.load(open(path, encoding='utf-8'))
        return cyclonedx_json(d) if 'bomFormat' in d else catenax(d)
    root = xml.parse(path).getroot()
    return {'PartsEco': granta, 'ProductDataeXchangePackage': pdx,
            'IPC-2581': ipc2581,
            'bom': ours if 'retrace' in root.tag else cyclonedx_xml,
            }[local(root)](root)


def figures(path):
    p = count(path)
    return [len(p.items), len(p.uses), p.lines, p.pieces, p.levels()]


theirs, converted = figures(sys.argv[1]), figures(sys.argv[2])
if theirs[3] == '-':
    converted[3] = '-'
print('counted', *theirs, 'converted', *converted)
sys.exit(theirs != converted)
