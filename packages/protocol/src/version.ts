import { z } from 'zod';

/**
 * Version of what crosses the wire. A workstation names the one it speaks on every request and in the handshake of its socket; the server
 * answers with the range it understands (`1` or `1-3`). Fields that are only added need no new version: both sides pass over what they do
 * not know. A field that goes, or means something else, does.
 */
export const protocolHeader = 'HealthCare-Protocol';

/** The versions a server understands; both ends count. */
export interface ProtocolRange {
  readonly oldest: number;
  readonly newest: number;
}

/** What this program understands, and (the newest) speaks. */
export const protocol: ProtocolRange = { oldest: 1, newest: 1 };

/** As the server's header says it. */
export function rangeText({ oldest, newest }: ProtocolRange): string {
  return oldest === newest ? String(newest) : `${oldest}-${newest}`;
}

/** Which of the two has to be upgraded first. */
export type ProtocolProblem = 'protocol/workstation-too-old' | 'protocol/server-too-old';

const Version = z.coerce.number().int().min(1).max(10_000);

/**
 * Why a caller who speaks this version is not understood; null when they are. A caller who names none is no workstation of ours (a
 * CouchDB client) and is answered as CouchDB would. `malformed`: not the number of a version.
 */
export function protocolProblem(
  spoken: unknown,
  { oldest, newest }: ProtocolRange,
): ProtocolProblem | 'malformed' | null {
  if (spoken === undefined) return null;
  const version = Version.safeParse(spoken);
  if (!version.success) return 'malformed';
  if (version.data < oldest) return 'protocol/workstation-too-old';
  return version.data > newest ? 'protocol/server-too-old' : null;
}

export function isProtocolProblem(code: string): code is ProtocolProblem {
  return code === 'protocol/workstation-too-old' || code === 'protocol/server-too-old';
}
