# SPDX-License-Identifier: Apache-2.0
"""parties - what goes to whom, within which time, added up by a database.

    parties.py FIRST COUNT

Each seed makes two products of a known content, goods that go to some end users,
what went out before, and limits on the sums.  SQLite adds up the lines, at least
and at most; the verdicts of the program must be those of the sums.
"""
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile

GRAMS = {'MAG': 20, 'MOT': 50}
PERIODS = {'shipment': '?1', 'month': "date(?1,'start of month')",
           'quarter': "date(?1,'start of month','-'||((strftime('%m',?1)-1)%3)||' months')",
           'half-year': "date(?1,'start of month','-'||((strftime('%m',?1)-1)%6)||' months')",
           'year': "date(?1,'start of year')"}
ZH = 'clause="1" title="t" title-zh="\u6cd5"'
CLAUSES = ('id\tlevel\tquote\tsource\tstanding\tread-on\n'
           '1\tMUST\tq\ts\tsourced\t2026-02-28\n')


class Case:
    def __init__(self, r):
        self.db = sqlite3.connect(':memory:')
        self.db.execute('CREATE TABLE line(item, n INT, day, who)')  # who NULL: not said
        self.exported = f'2026-{r.randint(1, 12):02}-{r.randint(1, 28):02}'
        self.users = r.sample('abc', r.choice([1, 2, 3]))
        self.from_ = f'{r.choice([2025, 2026, 2026])}-01-01'
        self.until = r.choice(['', '', self.day(-r.choice([1, 1, 2, 40]))])
        if self.until < self.from_:
            self.until = ''
        self.goods, self.sent = [], []
        for item in GRAMS:
            n, to = r.randint(0, 300), []
            left = n
            for u in r.sample(self.users, r.randint(0, len(self.users))):
                k = r.choice([left, r.randint(0, left)])
                to.append((k, u))
                self.add(item, k, self.exported, u)
                left -= k
            self.add(item, left, self.exported, self.users[0] if len(self.users) == 1 else None)
            self.goods.append((item, n, to))
        for _ in range(r.randint(0, 5)):
            day = self.day(-r.randint(1, 300))
            if not self.from_ <= day <= (self.until or self.exported):
                continue
            line = (r.choice(list(GRAMS)), r.randint(1, 400), day, r.choice(self.users + [None]))
            self.sent.append(line)
            self.add(*line)

    def day(self, days):
        return self.db.execute("SELECT date(?, ?||' days')", (self.exported, days)).fetchone()[0]

    def add(self, item, n, day, who):
        self.db.execute('INSERT INTO line VALUES(?,?,?,?)', (item, n, day, who))

    def sums(self, law, item, who):
        """[grams] at least and at most; the most None: nobody says that it is all."""
        first, all_ = self.db.execute(
            f"SELECT {PERIODS[law['over']]}, {PERIODS[law['over']]} >= ?1", (self.exported,)
        ).fetchone()
        known = all_ or (self.from_ <= first and
                         (not self.until or self.until >= self.day(-1)))
        least = most = 0
        for name, n, to in self.db.execute(
                'SELECT item, sum(n), who FROM line WHERE day >= ? GROUP BY item, who', (first,)):
            if name != item and not law['together']:
                continue
            if who and to not in (who, None):
                continue
            most += n * GRAMS[name]
            least += n * GRAMS[name] if not who or to == who else 0
        return least, most if known else None

    def may_get(self, who):
        return self.db.execute(
            'SELECT count(*) FROM line WHERE day = ? AND n > 0 AND (who = ? OR who IS NULL)',
            (self.exported, who)).fetchone()[0] > 0

    def open_to_anybody(self):
        return self.db.execute('SELECT count(*) FROM line WHERE day = ? AND n > 0 AND who IS NULL',
                               (self.exported,)).fetchone()[0] > 0

    def xml(self):
        out = ['<transaction xmlns="urn:retrace:transaction:1" id="d">'
               f'<shipment from="DE" to="NO" exported="{self.exported}"/>']
        out += [f'<party id="{u}" name="{u.upper()}" role="end-user"/>' for u in self.users]
        for item, n, to in self.goods:
            out.append(f'<goods item="{item}" quantity="{n} each">' + ''.join(
                f'<to quantity="{k} each" end-user="{u}"/>' for k, u in to) + '</goods>')
        until = f' until="{self.until}"' if self.until else ''
        out.append(f'<earlier from="{self.from_}"{until}>' + ''.join(
            f'<sent item="{i}" quantity="{n} each" on="{d}"' + (f' end-user="{u}"' if u else '') +
            '/>' for i, n, d, u in self.sent) + '</earlier></transaction>')
        return ''.join(out)


def verdict(law, least, most):
    if least > law['limit'] or (least == law['limit'] and law['is'] == 'at-least' and least > 0):
        return 'T'
    if most is None or most > law['limit'] or (most == law['limit'] and law['is'] == 'at-least'):
        return 'U'
    return 'C'


def judge(case, law, item):
    if not law['each']:
        got = [verdict(law, *case.sums(law, item, None))]
    else:
        who = [u for u in case.users if case.may_get(u)]
        got = [verdict(law, *case.sums(law, item, u)) for u in who]
        if case.open_to_anybody():  # somebody who is not named
            least, most = case.sums(law, item, '-')
            got.append(verdict(law, least, most))
    return 'T' if 'T' in got else 'U' if 'U' in got else 'C'


def random_law(r, case, k):
    law = dict(id=f'r{k}', over=r.choice(list(PERIODS)), each=r.random() < .7,
               together=r.random() < .5)
    law['is'] = r.choice(['above', 'at-least'])
    near = [x for i in GRAMS for u in case.users for x in case.sums(law, i, u) if x]
    law['limit'] = r.choice(near) if near else 100
    return law


def pack(laws):
    rules = ''.join(
        f'<rule id="{x["id"]}" {ZH}><trigger><shipment-mass of="dy" over="{x["over"]}" '
        f'is="{x["is"]}" limit="{x["limit"]} g"' + ' each="end-user"' * x['each'] +
        ' together="yes"' * x['together'] + '/></trigger></rule>' for x in laws)
    return ('<rules xmlns="urn:retrace:rules:1" id="pk" version="1" read-until="2026-12-28" '
            f'title="t" title-zh="t"><materials id="dy" {ZH}><some elements="Dy"/></materials>'
            f'{rules}</rules>')


def said_of(case, laws):
    items = ''.join(f'<item part="{i}" form="magnet" mass="1 kg" complete="yes">'
                    f'<content element="Dy" amount="{g} g"/></item>' for i, g in GRAMS.items())
    with tempfile.TemporaryDirectory() as d:
        for name, text in (('b.xml', f'<bom xmlns="urn:retrace:bom:1">{items}</bom>'),
                           ('deal.xml', case.xml()), ('rules.xml', pack(laws)),
                           ('clauses.tsv', CLAUSES)):
            with open(f'{d}/{name}', 'w', encoding='utf-8') as f:
                f.write(text)
        ran = subprocess.run([os.environ['RETRACE'], 'check', 'b.xml', '--rules', 'rules.xml',
                              '--transaction', 'deal.xml', '--as-of', '2026-05-01', '-o', 'json'],
                             cwd=d, capture_output=True, check=False)
    if ran.returncode > 2:
        sys.exit(ran.stderr.decode() + case.xml() + pack(laws))
    return json.loads(ran.stdout)['rules']


def main():
    first, count = int(sys.argv[1]), int(sys.argv[2])
    seen, bad = dict.fromkeys('TUC', 0), 0
    for seed in range(first, first + count):
        r = random.Random(seed)
        case = Case(r)
        laws = [random_law(r, case, k) for k in range(8)]
        for law, rule in zip(laws, said_of(case, laws)):
            for row in rule['items']:
                said, item = row['verdict'][0].upper(), row['item']['part']
                want = judge(case, law, item)
                seen[said] += 1
                if law['together'] and said == 'C' and want != 'C' and not GRAMS[item]:
                    continue
                if said != want:
                    bad += 1
                    print(f'seed {seed} {item}: said {said}, should be {want}', law, case.xml())
    print(f'{sum(seen.values())} verdicts compared, {bad} otherwise', seen)
    return bad != 0 or not all(seen.values())


if __name__ == '__main__':
    sys.exit(main())
