import { expect, test } from 'vitest';
import { workstationIdFrom, workstationSecret } from './workstation.ts';

function place() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

test('the secret is made once, has the form the server asks for, and is another at every workstation', () => {
  const here = place();
  const secret = workstationSecret(here);
  expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(workstationSecret(here)).toBe(secret);
  expect(workstationSecret(place())).not.toBe(secret);
});

test('a damaged secret is replaced', () => {
  const here = place();
  here.setItem('healthcare.workstation', 'half');
  expect(workstationSecret(here)).toMatch(/^[A-Za-z0-9_-]{43}$/);
});

test('the id is "wk-" and sixteen characters of the digest, as the server derives it', async () => {
  expect(await workstationIdFrom('x'.repeat(43))).toBe('wk-zAscLGbzu5_RoIHG');
});
