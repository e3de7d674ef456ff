import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { frozen, frozenFolder } from './frozen.ts';
import type { DatabaseDump } from './indexeddb-dump.ts';
import type { InFrozenPage } from './page-frozen.ts';
import { type PageUnderTest, pageUnderTest } from './page-under-test.ts';

declare const inPage: InFrozenPage;

let place: PageUnderTest;
beforeAll(async () => {
  place = await pageUnderTest('./page-frozen.ts');
});
afterAll(() => place?.close());

const dumps = readdirSync(frozenFolder).filter((file) => file.endsWith('.indexeddb.json'));

interface Row {
  readonly id: string;
  readonly entries?: readonly unknown[];
  readonly unsent?: readonly unknown[];
}

/** What has to come out, read from the dump itself: rows of every table that holds documents with entries. */
function heldIn(dump: readonly DatabaseDump[]): readonly Row[] {
  const rows = dump.flatMap(({ tables }) => tables.flatMap((table) => table.rows.map(({ value }) => value as Row)));
  return rows.filter(({ entries, unsent }) => Array.isArray(entries) && Array.isArray(unsent));
}

describe.each(dumps)('%s: the IndexedDB of a workstation of the past', (file) => {
  test.each(['today', 'next', 'sealed'] as const)(
    'is read by the program of %s, with all that was unsent',
    async (program) => {
      const dump = frozen<readonly DatabaseDump[]>(file);
      const context = await place.context();
      const page = await context.newPage();
      await page.goto(place.url);
      await page.evaluate((all) => inPage.restore(JSON.parse(all)), JSON.stringify(dump));
      await page.evaluate((asked) => inPage.read(asked), program);
      // Once more: what was taken over stays as it is.
      const { held, refusals } = await page.evaluate((asked) => inPage.read(asked), program);
      const rows = heldIn(dump);
      expect(rows.length).toBeGreaterThan(4);
      expect(held.flatMap(({ ids }) => ids).sort()).toEqual(rows.map(({ id }) => id).sort());
      const sumOf = (lengths: readonly number[]) => lengths.reduce((sum, length) => sum + length, 0);
      expect(sumOf(held.map(({ entries }) => entries))).toBe(sumOf(rows.map(({ entries = [] }) => entries.length)));
      expect(held.flatMap(({ unsent }) => unsent.map(([id, count]) => `${id} ${count}`)).sort()).toEqual(
        rows.flatMap(({ id, unsent = [] }) => (unsent.length > 0 ? [`${id} ${unsent.length}`] : [])).sort(),
      );
      const filled = held.filter(({ ids }) => ids.length > 0);
      expect(filled.map(({ checkpoint }) => checkpoint)).toEqual(filled.map(() => ({ since: 7, lineage: '1.x' })));
      expect(refusals).toBe(filled.length);
      await context.close();
    },
  );
});
