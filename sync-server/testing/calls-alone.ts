import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AnyAggregate, allAggregates } from '@healthcare/domain';
import { onTestFinished } from 'vitest';
import type { StoredDocument } from '../src/gateway/unite.ts';
import { Writer } from '../src/gateway/writer.ts';
import { openLog } from '../src/log/log.ts';
import { openRefusals } from '../src/refusals/refusals.ts';
import { openSessions } from '../src/sessions/sessions.ts';
import { ed25519Signatures } from '../src/signatures/index.ts';
import { openDatabase } from '../src/store/database.ts';
import { pouchIn } from '../src/store/leveldb.ts';

const aggregate = allAggregates.get('calls') as AnyAggregate;

/** A database of calls with its writer, without a server around it. */
export async function callsAlone() {
  const folder = mkdtempSync(join(tmpdir(), 'healthcare-unite-'));
  const pouch = pouchIn(folder);
  const database = openDatabase<StoredDocument>(pouch, 'calls');
  const [refusals, log, now] = [await openRefusals(pouch), openLog('silent'), Date.now];
  const signatures = ed25519Signatures(generateKeyPairSync('ed25519').privateKey);
  const sessions = await openSessions(pouch, { now, idleMs: 1e6, absoluteMs: 1e6, signatures });
  const writer = new Writer({ aggregate, database, refusals, sessions, signatures, log, now });
  onTestFinished(async () => {
    await Promise.all([database.close(), refusals.close(), sessions.close()]);
    await rm(folder, { recursive: true });
  });
  return { aggregate, database, writer };
}
