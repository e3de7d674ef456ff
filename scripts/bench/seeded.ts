import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entries } from '@healthcare/domain';
import { seedFolder } from '@healthcare/sync-server';
import { demoHospital } from '@healthcare/testing/hospital';

/**
 * A data folder whose wards have so many past calls each, with their whole stories as the demo hospital tells them. The stories are
 * one ward's, told again under other names: what a document costs is what counts here.
 */
export async function folderWithCalls(wards: readonly string[], calls: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'healthcare-bench-'));
  const hospital = demoHospital({ seed: 7, beds: 40, nowMs: Date.now(), pastCalls: calls });
  const stories = hospital.documents.calls.slice(-calls);
  const people = hospital.accounts.map(({ id, role }) => ({ user: id, role, wards: [...wards] }));
  for (const ward of wards)
    await seedFolder(folder, {
      accounts: [],
      people,
      documents: { calls: stories.map((story) => inWard(story, ward)) },
    });
  return folder;
}

/** The same story in another ward, every id its own. */
function inWard({ id, entries }: Entries, ward: string): Entries {
  const named = (one: string) => `${ward}-${one}`.slice(0, 64);
  return {
    id: named(id),
    entries: entries.map((entry) => ({
      ...entry,
      id: named(entry.id),
      after: entry.after.map(named),
      data: 'wardId' in entry.data ? { ...entry.data, wardId: ward } : entry.data,
    })),
  };
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** A port that nobody has at this moment, for a server that is to come back on it. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
