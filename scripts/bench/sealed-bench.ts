import { cpus } from 'node:os';
import { demoHospital } from '@healthcare/testing/hospital';
import { pageUnderTest } from '../../packages/testing/src/upgrades/page-under-test.ts';
import { type Figure, quantile } from './figures.ts';
import type { Form, InSealedPage } from './sealed-page.ts';

declare const inPage: InSealedPage;

const DOCUMENTS = 10_000;
const ROUNDS = 3;

/** What sealing every row costs a workstation: a first pull and reading all, against the same rows readable. */
export async function sealedFigures(): Promise<readonly Figure[]> {
  const { documents } = demoHospital({ seed: 7, beds: 40, nowMs: Date.now(), pastCalls: DOCUMENTS });
  const calls = documents.calls.slice(0, DOCUMENTS);
  const place = await pageUnderTest(new URL('./sealed-page.ts', import.meta.url).href);
  const took: Record<Form, { pull: number[]; read: number[] }> = {
    readable: { pull: [], read: [] },
    sealed: { pull: [], read: [] },
  };
  try {
    for (let round = 0; round < ROUNDS; round += 1)
      for (const form of ['readable', 'sealed'] as const) {
        const page = await (await place.context()).newPage();
        await page.goto(place.url);
        const name = `bench-${round}`;
        const pull = await page.evaluate(([how, where, all]) => inPage.pull(how, where, all), [
          form,
          name,
          calls,
        ] as const);
        const { ms, count } = await page.evaluate(([how, where]) => inPage.read(how, where), [form, name] as const);
        if (count !== calls.length) throw new Error(`${count} of ${calls.length} were read`);
        took[form].pull.push(pull);
        took[form].read.push(ms);
        await page.context().close();
      }
  } finally {
    await place.close();
  }
  const median = (of: Form, what: 'pull' | 'read') => quantile(took[of][what], 0.5);
  const note = `${calls.length.toLocaleString('en')} calls, median of ${ROUNDS}, ${cpus().length} cores`;
  return [
    { what: 'first pull, readable', value: median('readable', 'pull') / 1000, unit: 's', note },
    { what: 'first pull, sealed', value: median('sealed', 'pull') / 1000, unit: 's' },
    {
      what: 'first pull, sealed against readable',
      value: median('sealed', 'pull') / median('readable', 'pull'),
      unit: '×',
      wanted: { atMost: 1.5 },
    },
    { what: 'reading all, readable', value: median('readable', 'read') / 1000, unit: 's' },
    { what: 'reading all, sealed', value: median('sealed', 'read') / 1000, unit: 's', wanted: { atMost: 1.5 } },
  ];
}
