import { expect, test } from 'vitest';
import { ownPartOf } from './own-storage.ts';

/** A browser's storage, as far as pages use it. */
function storage() {
  const all = new Map<string, string>();
  return {
    all,
    getItem: (key: string) => all.get(key) ?? null,
    setItem: (key: string, value: string) => void all.set(key, value),
    removeItem: (key: string) => void all.delete(key),
  };
}

test('two apps in one browser neither read nor remove what the other keeps; the ward’s names stay what they were', () => {
  const shared = storage();
  const [ward, admin] = [ownPartOf(shared, { kind: 'ward' }), ownPartOf(shared, { kind: 'admin' })];
  ward.setItem('healthcare.workstation', 'of the ward');
  expect(admin.getItem('healthcare.workstation')).toBeNull();
  admin.setItem('healthcare.workstation', 'of the desk');
  admin.removeItem('healthcare.workstation');
  expect(ward.getItem('healthcare.workstation')).toBe('of the ward');
  expect([...shared.all.keys()]).toEqual(['healthcare.workstation']);
});
