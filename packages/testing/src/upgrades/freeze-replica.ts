// node packages/testing/src/upgrades/freeze-replica.ts <name>: writes the frozen documents of today's versions as a workstation holds them,
// and freezes its IndexedDB as frozen/<name>.indexeddb.json. To be run when what a workstation writes has changed; the older ones stay.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allAggregates } from '@healthcare/domain';
import { type FrozenDocuments, frozen, frozenFolder, frozenName } from './frozen.ts';
import type { InFrozenPage } from './page-frozen.ts';
import { pageUnderTest } from './page-under-test.ts';

declare const inPage: InFrozenPage;

const [name] = process.argv.slice(2);
if (!name) throw new Error('which name?');
const documents = Object.fromEntries(
  [...allAggregates.values()].map((one) => [
    one.name,
    frozen<FrozenDocuments>(frozenName(one.name, one.version)).documents,
  ]),
);
const place = await pageUnderTest('./page-frozen.ts');
const page = await (await place.context()).newPage();
await page.goto(place.url);
const dump = await page.evaluate((all) => inPage.freeze(all), documents);
writeFileSync(join(frozenFolder, `${name}.indexeddb.json`), `${JSON.stringify(dump, null, 1)}\n`);
await place.close();
