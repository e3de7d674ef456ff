import { generateKeyPairSync } from 'node:crypto';
import { type Entry, stamp } from '@healthcare/domain';
import { allRight, ed25519Signatures } from '@healthcare/sync-server/parts';
import { newSigner } from '@healthcare/sync-server/signer';
import type { Figure } from './figures.ts';

const ENTRIES = 20_000;
const SIGN_INS = 200;

/** What the server pays for knowing who made an entry: processor time, so that neither other load nor more cores flatter it. */
export async function signatureFigures(): Promise<readonly Figure[]> {
  const signers = Array.from({ length: SIGN_INS }, newSigner);
  const claimed = Array.from({ length: ENTRIES }, (_, n) => {
    const place = { db: 'calls', document: `c${n}` };
    const signer = signers[n % SIGN_INS] ?? newSigner();
    return { entry: signer.signed(place, entryOf(n)), place, publicKey: signer.publicKey };
  });
  const signatures = ed25519Signatures(generateKeyPairSync('ed25519').privateKey);
  await allRight(signatures, claimed.slice(0, 1000)); // warm
  const [before, start] = [process.cpuUsage(), performance.now()];
  const right = await allRight(signatures, claimed);
  const { user, system } = process.cpuUsage(before);
  const tookMs = performance.now() - start;
  if (right.size !== ENTRIES) throw new Error(`only ${right.size} of ${ENTRIES} signatures are right`);
  const note = `${ENTRIES} entries of ${SIGN_INS} sign-ins, ${Math.round((ENTRIES * 1000) / tookMs)}/s on all cores beside other load`;
  const perCore = (ENTRIES * 1e6) / (user + system);
  return [{ what: 'entries verified per core', value: perCore, unit: '/s', wanted: { atLeast: 3000 }, note }];
}

function entryOf(n: number): Entry {
  return {
    id: `0192f0c1-7a3b-7cde-8f01-${String(n).padStart(12, '0')}`,
    kind: 'amended',
    at: stamp(1.8e12 + n, 0, 'wk-0123456789abcdef'),
    by: { user: 'n-00012', grant: 'gr-0123456789abcdef', workstation: 'wk-0123456789abcdef' },
    after: [`0192f0c1-7a3b-7cde-8f00-${String(n).padStart(12, '0')}`],
    data: { description: 'Asked for water; blood pressure 120/80 at half past three', priority: 'medium' },
  };
}
