# SPDX-License-Identifier: Apache-2.0
"""spellings - the same product, written as many people would write it.

    spellings.py FIRST COUNT

Each seed makes a random product of which everything is told, works out in
fractions what one of it holds of each rare earth, and writes it as tables: the
names of columns from schemas/csv-1.md, edge lists or levels of any kind, units,
separators, decimal commas, encodings, workbooks, rare earths by symbol, name,
formula or CAS number, in a column, in headings or all in one cell.  The program must come to the
same numbers.  It shares nothing with this file but the page.
"""
import csv
import io
import os
import random
import re
import subprocess
import sys
import zipfile
from fractions import Fraction as F
from xml.sax.saxutils import escape

import ods

TOP, RETRACE = os.environ['RETRACE_TOP'], os.environ['RETRACE']
DAY = '2026-05-01'

# What each is called, and the CAS number of the metal.
ELEMENTS = {
    'Sc': ('7440-20-2', 'Scandium 钪'), 'Y': ('7440-65-5', 'Yttrium 钇 ittrio'),
    'La': ('7439-91-0', 'Lanthanum Lanthan 镧 lantano'),
    'Ce': ('7440-45-1', 'Cerium Cer 铈 cérium'),
    'Pr': ('7440-10-0', 'Praseodymium Praseodym 镨 praseodimio'),
    'Nd': ('7440-00-8', 'Neodymium Neodym 钕 ネオジム néodyme неодим'),
    'Sm': ('7440-19-9', 'Samarium 钐 samario'), 'Eu': ('7440-53-1', 'Europium 铕'),
    'Gd': ('7440-54-2', 'Gadolinium 钆'), 'Tb': ('7440-27-9', 'Terbium 铽 terbio'),
    'Dy': ('7429-91-6', 'Dysprosium 镝 ジスプロシウム disprosio'),
    'Ho': ('7440-60-0', 'Holmium 钬'), 'Er': ('7440-52-0', 'Erbium 铒'),
    'Tm': ('7440-30-4', 'Thulium 铥'), 'Yb': ('7440-64-4', 'Ytterbium 镱'),
    'Lu': ('7439-94-3', 'Lutetium 镥')}
OXIDES = {'Nd': 'Neodymium oxide|Neodymoxid|氧化钕|Neodymium(III) oxide',
          'Dy': 'Dysprosium oxide|氧化镝', 'La': 'Lanthanum oxide|氧化镧',
          'Y': 'Yttria|氧化钇', 'Ce': 'Ceria|Cerium dioxide'}
EACH = ['each', 'pcs', 'EA', 'pc', '个', 'PCE', 'Stk', 'ea.', 'pieces']
MASS = {'g': F(1), 'kg': F(1000), 'mg': F(1, 1000)}
SHARE = {'%': 100, 'ppm': 10**6, 'mg/kg': 10**6, 'g/kg': 1000, 'wt%': 100}


def weights():
    rows = open(TOP + '/core/chem/elements.tsv', encoding='utf-8')
    cells = [r.rstrip('\n').split('\t') for r in rows if not r.startswith('#')]
    return {c[1]: F(c[2]) for c in cells[1:]}


def column_names():
    """Of each column what schemas/csv-1.md calls it; not what turns it round."""
    names = {}
    for line in open(TOP + '/schemas/csv-1.md', encoding='utf-8'):
        m = re.match(r'\| ([a-z ]+) \| (.*?) \| (.*) \|$', line.strip())
        if m and m[1] not in names:
            also = [x.strip() for x in m[2].split(',')]
            names[m[1]] = [m[1]] + [x for x in also if x and x not in (
                'fitted', 'populated', 'mounted')]
        m = re.match(r'\| ([a-z ]+) \| ([^|]*) \|$', line.strip())
        if m and m[1] in names:  # further ones
            names[m[1]] += [x.strip() for x in m[2].split(', ') if 'CAS' not in x]
    return names


WEIGHT, NAMES = weights(), column_names()


def oxide(e):
    """Its formula, and the share of the element in it."""
    n, o = {'Ce': (1, 2), 'Pr': (6, 11), 'Tb': (4, 7)}.get(e, (2, 3))
    metal = n * WEIGHT[e]
    return (f'{e}{n if n > 1 else ""}O{o}', metal / (metal + o * WEIGHT['O']))


def decimal(x):
    digits = 0
    while x.denominator != 1:
        x, digits = x * 10, digits + 1
    text = str(x.numerator).rjust(digits + 1, '0')
    return text[:-digits] + '.' + text[-digits:] if digits else text


class Row:
    def __init__(self, **kw):
        self.__dict__.update(kw)


class Product:
    """Item 0 holds all others, of which the leaves hold rare earths."""

    def __init__(self, r):
        n = r.randint(3, 12)
        forms = ['P-%d', '%05d', 'A%d.B', 'MAG-N%d', 'x%dy', 'GH-%d/A', '零件%d', 'TS %d']
        form = r.choice(forms)
        names = set()
        while len(names) < n:
            names.add((r.choice(forms) if r.random() < .2 else form) % r.randint(1, 99999))
        self.part = sorted(names)
        r.shuffle(self.part)
        self.mass = [F(r.randint(1, 5000), 10) for _ in range(n)]
        self.uses = [self.use(r, p, c) for c in range(1, n)
                     for p in r.sample(range(c), min(c, r.choice([1, 1, 1, 2, 3])))]
        for p in range(n):
            plain = [u for u in self.uses if u.parent == p and u.kind == 'plain']
            if len(plain) > 1 and r.random() < .4:
                for u in r.sample(plain, 2):
                    u.kind = 'alternative'
        parents = {u.parent for u in self.uses}
        self.leaves = [i for i in range(n) if i not in parents]
        self.content = {i: [self.line(r, e) for e in r.sample(sorted(ELEMENTS), r.randint(1, 3))]
                        for i in self.leaves if r.random() < .65}

    @staticmethod
    def use(r, parent, child):
        kinds = ['unpopulated', 'optional', 'past', 'future', 'now'] + ['plain'] * 8
        return Row(parent=parent, child=child, kind=r.choice(kinds),
                   quantity=F(r.randint(1, 40), r.choice([1, 1, 1, 2, 4, 5])),
                   per=r.choice([1, 1, 1, 1, 2, 5, 10, 100]))

    @staticmethod
    def line(r, e):
        x = min(F(r.randint(1, 900), r.choice([100, 1000, 10000])) / 100, F(1, 10))
        kind = r.choice(['is', 'is', 'range', 'below', 'most', 'around'])
        least, most = {'range': (x, x * F(r.choice([11, 12, 15, 20]), 10)),
                       'around': (x * F(9, 10), x * F(11, 10)),
                       'is': (x, x)}.get(kind, (F(0), x))
        return Row(e=e, kind=kind, least=least, most=most, oxide=r.random() < .25)

    def holds(self, i, e, known):
        """[least, most] grams of an element in one of item i."""
        if (i, e) in known:
            return known[i, e]
        least = most = F(0)
        for line in self.content.get(i, []):
            if line.e == e:
                k = self.mass[i] * (oxide(e)[1] if line.oxide else 1)
                least, most = least + line.least * k, most + line.most * k
        one_of = []
        for u in self.uses:
            if u.parent != i or u.kind in ('unpopulated', 'past', 'future'):
                continue
            a, b = (x * u.quantity / u.per for x in self.holds(u.child, e, known))
            if u.kind == 'alternative':
                one_of.append((a, b))
                continue
            least, most = least + (0 if u.kind == 'optional' else a), most + b
        if one_of:
            least += min(a for a, _ in one_of)
            most += max(b for _, b in one_of)
        known[i, e] = least, most
        return least, most


class Writer:
    """One table in one hand."""

    def __init__(self, r, folder, name):
        self.r, self.folder, self.name = r, folder, name
        self.book = r.random() < .15
        self.separator = ',' if self.book else r.choice([',', ',', ';', '\t', '|'])
        self.comma = self.separator != ',' and r.random() < .4
        self.encoding = r.choice(['utf-8', 'utf-8', 'utf-8-sig', 'utf-16'])
        self.quotes = not self.book and r.random() < .2

    def number(self, x):
        text = decimal(x)
        return text.replace('.', ',') if self.comma else text

    def heading(self, column):
        name = column if self.r.random() < .35 else self.r.choice(NAMES[column])
        return self.r.choice([name, name, name.upper(), name.replace(' ', '_'), name.title()])

    def cell(self, s):
        if self.quotes or self.separator in s or '"' in s:
            return '"' + s.replace('"', '""') + '"'
        return s

    def save(self, columns, rows, headings=None):
        """rows of {column: text}; the arguments that name the file."""
        heads = {c: (headings or {}).get(c) or self.heading(c) for c in columns}
        order = self.r.sample(columns, len(columns))
        table = [[heads[c] for c in order]] + [[row.get(c, '') for c in order] for row in rows]
        if self.book:
            path = f'{self.folder}/{self.name}' + self.r.choice(['.xlsx', '.ods'])
            (write_book if path.endswith('x') else write_ods)(path, table)
            return [path]
        path = f'{self.folder}/{self.name}.csv'
        lines = ['# list of 2026', '# made by hand'] if self.r.random() < .2 else []
        lines += [self.separator.join(map(self.cell, row)) for row in table]
        end = self.r.choice(['\n', '\n', '\r\n'])
        with open(path, 'wb') as f:
            f.write((end.join(lines) + end).encode(self.encoding))
        if self.separator == ',':
            return [path]
        return [path, '--decimal', path + ('=comma' if self.comma else '=point')]


def write_book(path, table):
    def cell(x, y, s):
        ref = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[x] + str(y)
        if re.fullmatch(r'[1-9][0-9]{0,8}(\.[0-9]{1,6})?|0\.[0-9]{1,6}', s):
            return f'<c r="{ref}"><v>{s}</v></c>'
        return (f'<c r="{ref}" t="inlineStr"><is><t xml:space="preserve">{escape(s)}</t></is></c>'
                if s else '')
    rows = ''.join(f'<row r="{y}">' + ''.join(cell(x, y, s) for x, s in enumerate(row)) + '</row>'
                   for y, row in enumerate(table, 1))
    office = 'http://schemas.openxmlformats.org/'
    main = f'xmlns="{office}spreadsheetml/2006/main"'
    links = f'{office}officeDocument/2006/relationships'
    parts = {
        '[Content_Types].xml': f'<Types xmlns="{office}package/2006/content-types"><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>' + ''.join(
            f'<Override PartName="/xl/{part}.xml" ContentType="application/vnd.openxmlformats-'
            f'officedocument.spreadsheetml.{kind}+xml"/>' for part, kind in (
                ('workbook', 'sheet.main'), ('worksheets/sheet1', 'worksheet'))) + '</Types>',
        '_rels/.rels': f'<Relationships xmlns="{office}package/2006/relationships"><Relationship '
        f'Id="r1" Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        'xl/workbook.xml': f'<workbook {main} xmlns:r="{links}"><sheets><sheet name="List" '
        'sheetId="1" r:id="r1"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels': f'<Relationships xmlns="{office}package/2006/relationships">'
        f'<Relationship Id="r1" Type="{links}/worksheet" Target="worksheets/sheet1.xml"/>'
        '</Relationships>',
        'xl/worksheets/sheet1.xml': f'<worksheet {main}><sheetData>{rows}</sheetData></worksheet>'}
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, text in parts.items():
            z.writestr(name, text)


def write_ods(path, table):
    """The same of OpenDocument: cells that are alike are written once."""
    rows = []
    for row in table + [[''] * len(table[0])]:
        cells, n = '', 0
        for i, s in enumerate(row):
            n += 1
            if i + 1 < len(row) and row[i + 1] == s:
                continue
            often = f' table:number-columns-repeated="{n}"' if n > 1 or not s else ''
            n = 0
            if re.fullmatch(r'[1-9][0-9]{0,8}(\.[0-9]{1,6})?|0\.[0-9]{1,6}', s):
                cells += (f'<table:table-cell office:value-type="float" office:value="{s}"{often}>'
                          f'<text:p>{s[:4]}</text:p></table:table-cell>')
            else:
                text = re.sub('  +', lambda m: f'<text:s text:c="{len(m[0])}"/>', escape(s))
                text = f'<text:p>{text}</text:p>' if s else ''
                cells += f'<table:table-cell{often}>{text}</table:table-cell>'
        rows.append(f'<table:table-row>{cells}</table:table-row>')
    rows[-1] = rows[-1].replace('row>', 'row table:number-rows-repeated="1048000">', 1)
    ods.write(path, '<table:table table:name="List">' + ''.join(rows) + '</table:table>')


def write_uses(r, p, folder, said=None):
    w = Writer(r, folder, 'list')
    kinds = {u.kind for u in p.uses}
    columns = ['part', 'quantity'] + ['unit'] * (r.random() < .8)
    columns += ['per'] * any(u.per != 1 for u in p.uses)
    columns += ['from', 'until'] * bool(kinds & {'past', 'future', 'now'})
    columns += [k for k in ('alternative', 'unpopulated', 'optional') if k in kinds]
    days = {'past': ('', '2026-01-31'), 'future': ('2026-07-01', ''),
            'now': ('2026-01-01', '2026-12-31')}

    def row(u):
        text, unit = u.quantity, r.choice(EACH)
        if 'unit' in columns and u.child in p.leaves and r.random() < .25:
            unit = r.choice(list(MASS))
            text = u.quantity * p.mass[u.child] / MASS[unit]
        first, last = days.get(u.kind, ('', ''))
        return {'quantity': w.number(text), 'unit': unit, 'from': first, 'until': last,
                'per': str(u.per) if u.per != 1 or r.random() < .5 else '',
                'alternative': f'group {u.parent}' if u.kind == 'alternative' else '',
                'unpopulated': r.choice(['yes', 'x', 'DNP']) if u.kind == 'unpopulated' else '',
                'optional': r.choice(['yes', 'x', '1']) if u.kind == 'optional' else ''}

    rows, below = [(u, row(u)) for u in p.uses], {}
    for u, cells in rows:
        below.setdefault(u.parent, []).append((u.child, cells))
    if said is not None:  # each row of a part once for each of its substances
        columns += ['element', 'amount', 'basis']
        lines = {i: [{'element': x.e, 'basis': 'oxide' if x.oxide else '',
                      'amount': amount(r, w, x, 100) + r.choice([' %', '%'])} for x in content]
                 for i, content in said.content.items()}
        rows = [(u, [dict(cells, **x) for x in lines.get(u.child, [{}])]) for u, cells in rows]
        r.shuffle(rows)
        return w.save(['parent'] + columns, [
            dict(c, parent=p.part[u.parent], part=p.part[u.child])
            for u, cells in rows for c in cells])
    style = r.choice(['edges', 'edges', 'levels', 'outline', 'points', 'blanks'])
    if style == 'edges' or places(below, 0) > 400:
        r.shuffle(rows)
        return w.save(['parent'] + columns, [
            dict(cells, parent=p.part[u.parent], part=p.part[u.child]) for u, cells in rows])
    base, tree = r.choice([0, 1]), []

    def down(i, cells, level, number):
        tree.append(dict(cells, part='  ' * level * (style == 'blanks') + p.part[i],
                         position=number, level=str(level + base) if style == 'levels'
                         else '.' * level + str(level)))
        for k, (child, more) in enumerate(below.get(i, []), 1):
            down(child, more, level + 1, f'{number}.{k}')

    down(0, {'quantity': '1', 'unit': 'each'}, 0, '1')
    w.quotes = w.quotes and style != 'blanks'
    level = {'outline': ['position'], 'blanks': []}.get(style, ['level'])
    return w.save(level + columns, tree)


def places(below, i):
    return 1 + sum(places(below, child) for child, _ in below.get(i, []))


def write_items(r, p, folder):
    w, way, unit = Writer(r, folder, 'items'), r.choice(['column', 'heading', 'cell']), 'g'
    in_heading = r.choice(list(MASS))
    rows = []
    for i, part in enumerate(p.part):
        unit = in_heading if way == 'heading' else r.choice(list(MASS))
        text = w.number(p.mass[i] / MASS[unit]) + (' ' + unit) * (way == 'cell')
        known = i in p.leaves
        rows.append({'part': part, 'complete': 'yes', 'name': 'thing',
                     'mass': text * known, 'mass unit': unit * known})
    r.shuffle(rows)
    form = r.choice(['mass (%s)', 'Weight [%s]', 'mass_%s', 'weight in %s', 'Weight, %s'])
    return w.save(['part', 'mass', 'complete'] + ['mass unit'] * (way == 'column') +
                  ['name'] * (r.random() < .3), rows,
                  {'mass': form % in_heading} if way == 'heading' else {})


def amount(r, w, line, k):
    a, b = line.least * k, line.most * k
    return {'is': lambda: w.number(a),
            'range': lambda: w.number(a) + r.choice(['-', ' - ', '–', ' to ']) + w.number(b),
            'below': lambda: r.choice(['<', '< ']) + w.number(b),
            'most': lambda: r.choice(['up to ', '<=', 'max. ', '≤']) + w.number(b),
            'around': lambda: w.number((a + b) / 2) + r.choice([' +- ', '±']) +
            w.number((b - a) / 2)}[line.kind]()


def any_name(r, line):
    names = ELEMENTS[line.e][1].split() + [line.e] * 2
    if line.oxide:
        names = [oxide(line.e)[0]] + OXIDES.get(line.e, '').split('|')
    return r.choice([n for n in names if n])


def write_long(r, p, w):
    way, in_heading = r.choice(['column', 'cell', 'heading']), r.choice(['%', 'ppm', 'mg/kg'])
    by, ends = r.choice(['element', 'formula', 'substance', 'cas', 'any']), r.random() < .25
    column, rows = 'element' if by == 'any' else by, []
    for i, lines in p.content.items():
        for x in lines:
            unit = in_heading if way == 'heading' else r.choice(list(SHARE) + list(MASS))
            k = SHARE[unit] if unit in SHARE else p.mass[i] / MASS[unit]
            behind = (' ' + unit) * (way == 'cell')
            name = {'element': x.e, 'cas': ELEMENTS[x.e][0],
                    'formula': oxide(x.e)[0] if x.oxide else x.e}.get(by) or any_name(r, x)
            rows.append({'part': p.part[i], column: name, 'unit': unit,
                         'basis': 'oxide' if x.oxide and by in ('element', 'cas') else '',
                         'amount': amount(r, w, x, k) + behind,
                         'min': (w.number(x.least * k) + behind) * (x.least > 0),
                         'max': w.number(x.most * k) + behind})
    r.shuffle(rows)
    form, heads = r.choice(['%s (%s)', '%s [%s]', '%s, %s', '%s in %s']), {}
    much = ['min', 'max'] if ends else ['amount']
    if way == 'heading':
        heads = {c: form % (c if ends else r.choice(['amount', 'Content', '含量']), in_heading)
                 for c in much}
    return w.save(['part', column, 'basis'] + much + ['unit'] * (way == 'column'), rows, heads)


def write_numbered(r, p, w):
    unit, form = r.choice(list(SHARE)), r.choice(['Content %d (%s)', 'Amount %d [%s]'])
    what, heads, rows = r.choice(['Substance %d', 'Substance%d', '物质%d']), {}, []
    for i, lines in p.content.items():
        row = {'part': p.part[i]}
        for k, x in enumerate(lines, 1):
            heads[what % k], heads[form % (k, unit)] = what % k, form % (k, unit)
            row[what % k], row[form % (k, unit)] = any_name(r, x), amount(r, w, x, SHARE[unit])
        rows.append(row)
    return w.save(['part'] + list(heads), rows, heads)


def write_wide(r, p, w):
    """None where one element stands in it by itself and as its oxide: that is
    one amount told twice."""
    said = sorted({(x.e, x.oxide) for lines in p.content.values() for x in lines})
    if len({e for e, _ in said}) < len(said):
        return None
    unit = {s: r.choice(['%', 'ppm', 'mg/kg']) for s in said}
    if len(said) < 3:  # "Er (%)" alone may be an error
        unit = {s: 'ppm' for s in said}
    heads = {s: (oxide(s[0])[0] if s[1] else s[0]) + r.choice([' (%s)', ' [%s]', ' %s']) % unit[s]
             for s in said}
    rows = [dict([((x.e, x.oxide), amount(r, w, x, SHARE[unit[x.e, x.oxide]])) for x in lines],
                 part=p.part[i]) for i, lines in p.content.items()]
    return w.save(['part'] + said, rows, heads)


def write_recipe(r, p, w):
    """All that is in a part, in one cell."""
    rows = []
    for i, lines in p.content.items():
        unit, parts = r.choice(['%', '%', ' %', 'wt%', ' wt%', ' ppm', ' mg/kg']), []
        for x in lines:
            name, much = any_name(r, x), amount(r, w, x, SHARE[unit.strip()]) + unit
            forms = ['%s %s', '%s: %s', '%s=%s', '%s (%s)']
            parts.append(r.choice(forms) % (name, much) if r.random() < .75 or '(' in name or
                         x.kind != 'is' else f'{much} {name}')
        around = r.choice(['%s', '%s', 'NdFeB (%s)', 'Sintered NdFeB: %s', 'Composition: %s'])
        rows.append({'part': p.part[i],
                     'composition': around % r.choice([', ', '; ', ' | ', '、']).join(parts)})
    name = r.choice(['Composition', 'chemical composition', '化学成分', 'Zusammensetzung'])
    return w.save(['part', 'composition'], rows, {'composition': name})


def write(r, p, folder):
    in_list = bool(p.content) and r.random() < .15 and all(
        len({x.e for x in lines}) == len(lines) for lines in p.content.values())
    files = write_uses(r, p, folder, p if in_list else None) + write_items(r, p, folder)
    if p.content and not in_list:
        how = r.choice([write_long, write_long, write_wide, write_numbered, write_recipe])
        w = Writer(r, folder, 'content')
        files += how(r, p, w) or write_long(r, p, w)
    return files


def differences(p, files):
    run = subprocess.run([RETRACE, 'trace', *files, '--by', 'element', '-o', 'csv', '--as-of', DAY],
                         capture_output=True, text=True)
    if run.returncode not in (0, 1, 2):
        return [f'exit {run.returncode}'] + run.stderr.splitlines()[:5]
    bad, known = [], {}
    for row in csv.DictReader(io.StringIO(run.stdout)):
        if row['part'] != p.part[0]:
            return [f'a product {row["part"]}: expected {p.part[0]}'] + run.stderr.splitlines()[:5]
        if row['element'] not in ELEMENTS:
            continue
        for end, want in zip(('total_low', 'total_high'), p.holds(0, row['element'], known)):
            # Six digits, rounded outward.
            if not row[end] or abs(F(row[end]) - want) > want / 10**5:
                bad.append(f'{row["element"]} {end} {row[end]}: expected {float(want):.7g}')
    return bad


def main():
    first, count = int(sys.argv[1]), int(sys.argv[2])
    failed = 0
    for seed in range(first, first + count):
        r = random.Random(seed)
        p = Product(r)
        folder = f'seed-{seed}'
        os.mkdir(folder)
        files = write(r, p, folder)
        bad = differences(p, files)
        if bad:
            failed += 1
            print(f'seed {seed}: retrace trace {" ".join(files)}', *bad[:6], sep='\n  ',
                  file=sys.stderr)
    print(f'{count} products written and read, {failed} read otherwise')
    return 1 if failed or count == 0 else 0


if __name__ == '__main__':
    sys.exit(main())
