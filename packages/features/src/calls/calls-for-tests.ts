import { documentOf, type Entry, stamp } from '@healthcare/domain';
import { type CallAct, type CallFacts, calls } from '@healthcare/domain/calls';
import type { Call } from './call.ts';

/** A moment all tests count from, wall ms. */
export const noon = 1_764_000_000_000;

export interface Deed {
  readonly kind: CallAct;
  readonly by: string;
  /** Seconds after the raise. */
  readonly after: number;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly workstation?: string;
  /** Did not know of the deeds before; otherwise it did. */
  readonly apart?: true;
}

/** A call with a history: raised by n1 at `raisedMs` in room 403, then the deeds in turn, folded by the domain itself. */
export function callWith(id: string, facts: Partial<CallFacts>, deeds: readonly Deed[] = [], raisedMs = noon): Call {
  const raised = { kind: 'assistance', priority: 'medium', wardId: '4B', roomId: 'r403', room: '403', ...facts };
  const entries: Entry[] = [entry(id, 0, { kind: 'raised', by: 'n1', after: 0, data: raised }, raisedMs, [])];
  deeds.forEach((deed, at) => {
    const before = deed.apart ? [`${id}-0`] : [`${id}-${at}`];
    entries.push(entry(id, at + 1, deed, raisedMs, before));
  });
  return { ...documentOf(calls, id, entries), unsent: [] };
}

function entry(call: string, at: number, deed: Deed, raisedMs: number, after: readonly string[]): Entry {
  const workstation = deed.workstation ?? 'wk-elsewhere';
  return {
    id: `${call}-${at}`,
    kind: deed.kind,
    at: stamp(raisedMs + deed.after * 1000, at, workstation),
    by: { user: deed.by, grant: `g-${deed.by}`, workstation },
    after,
    data: deed.data ?? {},
  };
}
