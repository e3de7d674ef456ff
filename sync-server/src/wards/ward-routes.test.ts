import { WardsShown } from '@healthcare/protocol';
import { expect, test } from 'vitest';
import { type Caller, serverUnderTest, signIn } from '../../testing/server-under-test.ts';

const wardName = { en: 'Internal medicine', ar: 'الباطنة' };
const beds = ['1', '2'].map((label) => ({ id: `b${label}`, label }));
const place = { wardId: '4B', roomId: 'r401', room: '401', bedId: 'b1', bed: '1' };

async function countsFor(caller: Caller) {
  const response = await caller.request('/api/wards');
  return { status: response.status, ...(response.ok && WardsShown.parse(await response.json())) };
}

test('R5: whoever looks for a bed is told the beds of every ward in numbers, as soon as they change, and nobody’s name', async () => {
  const server = await serverUnderTest();
  const [adam, salma, rania] = [
    await signIn(server, 'adam'),
    await signIn(server, 'salma'),
    await signIn(server, 'rania'),
  ];
  const added = { wardId: '4B', wardName, name: '401', type: 'multi', beds };
  await adam.push([{ _id: 'r401', entries: [adam.entry('added', added)] }], 'rooms');
  const claimed = salma.entry('claimed', { patient: 'Fatma Ali', ...place });
  await salma.push([{ _id: 's1', entries: [claimed] }], 'stays');
  const one = { wardId: '4B', rooms: 1, beds: 2, occupied: 1, booked: 0, asked: 0, free: 1, toClean: 0 };
  await expect.poll(async () => (await countsFor(rania)).wards, { timeout: 20_000 }).toEqual([{ ...one, closed: 0 }]);
  expect(JSON.stringify(await countsFor(rania))).not.toMatch(/Fatma|Internal/);
});
