// A workstation in a page, as the bench of an outage asks it. Bundled, and served by the server under its own policy.
import {
  dataKeyFrom,
  grantKeysIn,
  keysInMemory,
  openReplica,
  type Replica,
  workstationIdFrom,
} from '@healthcare/replica';
import { signedInWith } from '@healthcare/sync-server/both-steps';
import { filter, firstValueFrom } from 'rxjs';
import { openIdbJournal } from '../../packages/replica/src/journals/idb-journal.ts';
import { callIn } from './acts.ts';

let replica: Replica;

export const workstation = {
  async open({ user, password, wardId }: Record<'user' | 'password' | 'wardId', string>): Promise<void> {
    const secret = 'outage'.padEnd(43, 'x');
    const key = await dataKeyFrom(crypto.getRandomValues(new Uint8Array(32)));
    const grantKeys = grantKeysIn(keysInMemory());
    replica = await openReplica({
      serverUrl: '',
      storage: 'dexie',
      seal: key.rows,
      name: 'outage',
      grantKeys,
      workstation: await workstationIdFrom(secret),
      journal: await openIdbJournal('outage-journal', key.journal),
    });
    const asked = { user, password, workstation: { secret, kind: 'ward', wardId } } as const;
    const answer = await signedInWith(grantKeys, '', asked);
    await replica.begin(answer.session, answer.token);
    await firstValueFrom(replica.sync.pipe(filter(({ link }) => link === 'live')));
  },
  /** Calls raised while the server is away; each is kept twice before the next is said to be saved. */
  async raise(calls: number): Promise<number> {
    const from = performance.now();
    await firstValueFrom(replica.sync.pipe(filter(({ link }) => link === 'disconnected')));
    const left = Array.from({ length: calls }, (_, n) => n);
    const hand = async () => {
      for (let n = left.pop(); n !== undefined; n = left.pop()) {
        const added = await replica.shelves.calls.add(`away-${n}`, {
          kind: 'raised',
          data: callIn('4B', `call ${n}`) as never,
        });
        if (!added.ok) throw new Error(JSON.stringify(added));
      }
    };
    await Promise.all(Array.from({ length: 50 }, hand));
    return performance.now() - from;
  },
  /** Until all of it is on the server: what the screen was told meanwhile, as (ms since the epoch, entries still unsent). */
  async sent(): Promise<readonly (readonly [ms: number, unsent: number])[]> {
    const told: [number, number][] = [];
    const watching = replica.sync.subscribe(({ link, unsent }) => {
      if (link !== 'disconnected') told.push([performance.timeOrigin + performance.now(), unsent]);
    });
    await firstValueFrom(replica.sync.pipe(filter(({ link, unsent }) => link === 'live' && unsent === 0)));
    watching.unsubscribe();
    return told;
  },
};

Object.assign(globalThis, { workstation });
