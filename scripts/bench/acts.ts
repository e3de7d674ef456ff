import { type Entry, stamp } from '@healthcare/domain';
import type { SignedIn } from '@healthcare/protocol';

/** What somebody does, as their workstation would put it on the wire. The one place of the bench that makes entries by hand. */
export interface Deed {
  readonly id: string;
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly after?: readonly string[];
  readonly atMs?: number;
}

export function entryBy({ session }: SignedIn, { id, kind, data, after = [], atMs = Date.now() }: Deed): Entry {
  const by = { user: session.user, grant: session.grant, workstation: session.workstation };
  return { id, kind, at: stamp(Math.floor(atMs), 0, session.workstation), by, after: [...after], data };
}

/** What a call is raised with, in this ward. */
export function callIn(wardId: string, description = ''): Deed['data'] {
  return {
    wardId,
    roomId: 'r1',
    room: '401',
    kind: 'assistance',
    priority: 'medium',
    ...(description && { description }),
  };
}
