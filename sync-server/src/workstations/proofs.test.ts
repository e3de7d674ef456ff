import { expect, test } from 'vitest';
import { newStation } from '../../testing/station.ts';
import { PROOF_LASTS_MS, proofsFrom } from './proofs.ts';

const HOUR_MS = 3_600_000;

/** A server whose clock can be set, and one workstation that proves itself by it. */
function atNoon() {
  const clock = { ms: Date.UTC(2026, 0, 1, 12) };
  const proofs = proofsFrom(() => clock.ms);
  const station = newStation(undefined, () => clock.ms);
  const asked = { method: 'GET', path: '/api/session', token: 't' };
  const made = (nonce?: string) => station.proof({ ...asked, ...(nonce !== undefined && { nonce }) });
  const trouble = (header: string) => proofs.trouble({ ...asked, header }, station.id, station.key);
  return { clock, made, trouble };
}

test('N13 where the clock of the server is set back, proofs of its new time count, and used ones do not count again', () => {
  const { clock, made, trouble } = atNoon();
  const used = made();
  expect(trouble(used)).toBeUndefined();
  clock.ms -= HOUR_MS;
  expect(trouble(used)).toBe('workstation/proof-late');
  expect(trouble(made())).toBeUndefined();
  clock.ms += HOUR_MS;
  expect(trouble(used)).toBe('workstation/not-proven');
  expect(trouble(made())).toBeUndefined();
});

test('N13 a nonce is remembered for as long as its proof counts, also behind those of a later hour', () => {
  const { clock, made, trouble } = atNoon();
  expect(trouble(made())).toBeUndefined();
  clock.ms -= HOUR_MS;
  const used = made();
  expect(trouble(used)).toBeUndefined();
  clock.ms += PROOF_LASTS_MS;
  expect(trouble(used)).toBe('workstation/not-proven');
  clock.ms += 1;
  expect(trouble(used)).toBe('workstation/proof-late');
});
