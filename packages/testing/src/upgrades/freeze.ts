// node packages/testing/src/upgrades/freeze.ts [--again <aggregate>…]: freezes what is not frozen yet: every aggregate's shape and
// example documents under its version, the local database and the server's folder. What is frozen stays for ever; `--again` is for an
// aggregate that no hospital has yet.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AnyAggregate, allAggregates } from '@healthcare/domain';
import { exampleDocument } from './examples.ts';
import { fingerprintOf } from './fingerprint.ts';
import { type Fingerprints, frozenFolder, frozenName } from './frozen.ts';

/** Examples of kinds whose shape says more than its schema can. */
const given: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  // One patient, by document or by number, and not by both.
  emergencies: { asked: { wardId: 'sample', patientId: 'sample', reason: 'sample', provenBy: 'secondStep' } },
};

const [flag, ...named] = process.argv.slice(2);
const again = new Set(flag === '--again' ? named : []);
const fingerprints = readJson<Fingerprints>('fingerprints.json') ?? {};
const next: Record<string, Readonly<Record<string, string>>> = { ...fingerprints };
for (const aggregate of allAggregates.values()) freeze(aggregate);
writeJson('fingerprints.json', next);

function freeze(aggregate: AnyAggregate): void {
  const { name, version } = aggregate;
  if (fingerprints[name]?.[version] !== undefined && !again.has(name)) return;
  next[name] = { ...next[name], [version]: fingerprintOf(aggregate) };
  const documents = (['whole', 'bare'] as const).map((fullness) =>
    exampleDocument(aggregate, fullness, given[name] ?? {}),
  );
  writeJson(frozenName(name, version), { name, version, documents });
  console.log(`frozen: ${name}, version ${version}`);
}

function readJson<Body>(file: string): Body | undefined {
  const path = join(frozenFolder, file);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Body) : undefined;
}

function writeJson(file: string, body: unknown): void {
  writeFileSync(join(frozenFolder, file), `${JSON.stringify(body, null, 2)}\n`);
}
