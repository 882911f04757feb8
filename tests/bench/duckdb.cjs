/* SPDX-License-Identifier: Apache-2.0 */
/*
 * duckdb - the same roll-up by a database for analysis: DuckDB.
 *
 *	NODE_PATH=FOLDER/node_modules \
 *	node duckdb.cjs THREADS EDGES.csv DECLARED.csv [ANSWERS.csv]
 *
 * Needs the package @duckdb/node-api.  Done as sqlite.c does it: in memory,
 * numbers for names, one wide row per item, level by level from what is
 * declared.  Prints the same lines as the programs beside it.
 */
"use strict";
const { DuckDBInstance, version } = require("@duckdb/node-api");

const elements = ["La", "Ce", "Pr", "Nd", "Pm", "Sm", "Eu", "Gd", "Tb", "Dy",
	"Ho", "Er", "Tm", "Yb", "Lu", "Sc", "Y"];
const columns = elements.flatMap((e) => [
	[e, "origin = 'CN'"],
	[e, "origin IS NOT NULL AND origin <> 'CN'"],
	[e, "origin IS NULL"],
]);
const total = { wall: 0, cpu: 0 };
let last;

function now() {
	const cpu = process.cpuUsage();

	return { wall: performance.now() / 1e3,
		cpu: (cpu.user + cpu.system) / 1e6 };
}

function print(name, took) {
	console.log(`${name} ${took.wall.toFixed(4)} ${took.cpu.toFixed(4)}`);
}

function step(name) {
	const t = now();
	const took = { wall: t.wall - last.wall, cpu: t.cpu - last.cpu };

	total.wall += took.wall;
	total.cpu += took.cpu;
	last = t;
	print(name, took);
}

function quoted(path) {
	return `'${path.replaceAll("'", "''")}'`;
}

async function load(db, edges, declared) {
	await db.run(`CREATE TABLE raw AS SELECT parent, child, qty
		FROM read_csv(${quoted(edges)}, header = true, delim = ',',
			quote = '"', escape = '"', auto_detect = false,
			columns = {parent: 'VARCHAR', child: 'VARCHAR',
			qty: 'DOUBLE', uom: 'VARCHAR', find_no: 'VARCHAR',
			refdes: 'VARCHAR', description: 'VARCHAR',
			effective_from: 'VARCHAR'})`);
	await db.run(`CREATE TABLE declared AS
		SELECT part, element, origin, mass / 1000 AS grams
		FROM read_csv(${quoted(declared)}, header = true, delim = ',',
			auto_detect = false, columns = {part: 'VARCHAR',
			element: 'VARCHAR', origin: 'VARCHAR', mass: 'DOUBLE',
			unit: 'VARCHAR', declared_on: 'VARCHAR'})`);
}

async function number(db) {
	await db.run(`CREATE TABLE item AS SELECT
		CAST(row_number() OVER () AS INTEGER) AS id, name FROM
		(SELECT parent AS name FROM raw UNION SELECT child FROM raw)`);
	await db.run(`CREATE TABLE edge AS
		SELECT p.id AS parent, c.id AS child, qty FROM raw
		JOIN item p ON p.name = parent JOIN item c ON c.name = child`);
	await db.run("DROP TABLE raw");
}

/* How far an item is from what is declared, on the longest way. */
async function findLevels(db) {
	await db.run(`CREATE TABLE level AS SELECT DISTINCT id, 0 AS k
		FROM item JOIN declared ON part = name`);
	for (let k = 1; ; k++) {
		await db.run(`INSERT INTO level SELECT DISTINCT parent, ${k}
			FROM edge JOIN level ON child = id WHERE k = ${k - 1}`);
		const found = await db.runAndReadAll(
			`SELECT count(*) FROM level WHERE k = ${k}`);
		if (Number(found.getRows()[0][0]) === 0)
			break;
	}
	await db.run(`CREATE TABLE use AS SELECT parent, child, qty, k
		FROM edge JOIN (SELECT id, max(k) AS k FROM level GROUP BY id)
		ON parent = id`);
	const most = await db.runAndReadAll("SELECT max(k) FROM level");
	return Number(most.getRows()[0][0]);
}

async function roll(db, levels) {
	const own = columns.map(([e, where], c) => `coalesce(sum(grams)
		FILTER (element = '${e}' AND ${where}), 0.0) AS c${c}`);
	const sums = columns.map((_, c) => `sum(qty * c${c})`);

	await db.run(`CREATE TABLE mass AS SELECT id, ${own}
		FROM declared JOIN item ON part = name GROUP BY id`);
	for (let k = 1; k <= levels; k++)
		await db.run(`INSERT INTO mass SELECT parent, ${sums} FROM use
			JOIN mass ON child = id WHERE k = ${k}
			GROUP BY parent`);
}

async function putAnswers(db, path) {
	const each = elements.map((e, i) => `SELECT name, '${e}',
		c${i * 3} + c${i * 3 + 1} + c${i * 3 + 2}, c${i * 3}
		FROM mass JOIN item USING (id)
		WHERE c${i * 3} + c${i * 3 + 1} + c${i * 3 + 2} > 0`);

	await db.run(`COPY (${each.join(" UNION ALL ")})
		TO ${quoted(path)} (FORMAT csv, HEADER false)`);
}

async function main(threads, edges, declared, answers) {
	const instance = await DuckDBInstance.create(":memory:",
		{ threads: String(threads) });
	const db = await instance.connect();

	last = now();
	await load(db, edges, declared);
	step("load");
	await number(db);
	step("index");
	const levels = await findLevels(db);
	step("levels");
	await roll(db, levels);
	step("roll");
	print("whole", total);
	console.log(`kib ${process.resourceUsage().maxRSS}`);
	console.log(`version ${version()}`);
	if (answers !== undefined)
		await putAnswers(db, answers);
}

main(...process.argv.slice(2)).catch((e) => {
	console.error(`duckdb: ${e.message}`);
	process.exitCode = 1;
});
