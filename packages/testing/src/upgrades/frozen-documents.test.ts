import { readdirSync } from 'node:fs';
import { allAggregates, fold, shapeOf } from '@healthcare/domain';
import { describe, expect, test } from 'vitest';
import { fingerprintOf } from './fingerprint.ts';
import { type Fingerprints, type FrozenDocuments, frozen, frozenFolder, frozenName } from './frozen.ts';

const fingerprints = frozen<Fingerprints>('fingerprints.json');
const samples = readdirSync(frozenFolder)
  .filter((file) => /^[a-z]+\.\d+\.json$/.test(file))
  .map((file) => frozen<FrozenDocuments>(file));

describe.each([...allAggregates.values()])('$name', (aggregate) => {
  const { name, version } = aggregate;

  test('has the shape that was frozen for its version', () => {
    const advice = `The shape of "${name}" is another than version ${version} had. Raise \`version\` (with a step in \`upcasts\` where older
      entries do not fit), then run: node packages/testing/src/upgrades/freeze.ts. No hospital has it yet? Then add: --again ${name}`;
    expect(fingerprintOf(aggregate), advice).toBe(fingerprints[name]?.[version]);
  });

  test('has a frozen example of every kind of entry of its version', () => {
    const kinds = frozen<FrozenDocuments>(frozenName(name, version)).documents.flatMap(({ entries }) => entries);
    expect([...new Set(kinds.map(({ kind }) => kind))].sort()).toEqual(Object.keys(aggregate.entries).sort());
  });

  test.each(samples.filter((sample) => sample.name === name))('reads the entries of version $version', (sample) => {
    for (const { id, entries, ...view } of sample.documents) {
      expect(entries.map((entry) => shapeOf(aggregate, entry))).toEqual(entries.map(() => null));
      const folded = fold(aggregate, entries);
      expect(aggregate.view.safeParse(folded).error).toBeUndefined();
      // What entries fold to is part of a version, as their shapes are.
      if (sample.version === version) expect(JSON.parse(JSON.stringify(folded)), id).toEqual(view);
    }
  });
});

test('no frozen version has gone', () => {
  const kept = samples.map(({ name, version }) => `${name} ${version}`).sort();
  const known = Object.entries(fingerprints).flatMap(([name, all]) => Object.keys(all).map((one) => `${name} ${one}`));
  expect(kept).toEqual(known.sort());
});
