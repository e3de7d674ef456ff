import { keyFor } from '@healthcare/replica';
import { expect, test } from 'vitest';
import { sealedPack } from './sealed-pack.ts';

const key = (fill: number) => keyFor('notes', new Uint8Array(32).fill(fill));

function storage() {
  const all = new Map<string, string>();
  return {
    all,
    getItem: (name: string) => all.get(name) ?? null,
    setItem: (name: string, value: string) => void all.set(name, value),
    removeItem: (name: string) => void all.delete(name),
  };
}

test('a pack is kept sealed, and read again by the same key alone; without a key nothing is kept', async () => {
  const place = storage();
  const [own, other] = [await key(1), await key(2)];
  await sealedPack(place, () => undefined).write('Sara Adel');
  expect(place.all.size).toBe(0);
  await sealedPack(place, () => own).write('Sara Adel');
  expect([...place.all.values()].join()).not.toContain('Sara');
  expect(await sealedPack(place, () => own).read()).toBe('Sara Adel');
  expect(await sealedPack(place, () => other).read()).toBeNull();
  expect(await sealedPack(place, () => undefined).read()).toBeNull();
});
