import type { Unsubscribe } from '@reduxjs/toolkit';
import { z } from 'zod';
import { type DraftsState, draftsKept, noDrafts, type RaiseDraft } from '../calls/index.ts';
import { sessionOf } from '../session/index.ts';
import type { Ports } from '../state/index.ts';
import type { Store } from './store.ts';

/** What somebody had begun in another shift has lost its sense (ms). */
const OLDEST_MS = 12 * 3_600_000;

const Kept = z.object({
  atMs: z.number(),
  raise: z.looseObject({ callId: z.string() }).nullable(),
  reasons: z.record(z.string(), z.string()),
});

/** Unfinished work goes with its person when they leave, sealed, and is theirs again when they come back. */
export function keepDrafts(store: Store, { unlocking, nowMs }: Pick<Ports, 'unlocking' | 'nowMs'>): Unsubscribe {
  let here: string | null = null;
  let drafts = noDrafts;
  return store.subscribe(() => {
    const state = store.getState();
    const grant = sessionOf(state)?.grant ?? null;
    if (grant !== null && grant === here && state.drafts !== drafts)
      unlocking.drafts.write(textOf(state.drafts, nowMs()));
    const came = grant !== null && grant !== here;
    here = grant;
    drafts = state.drafts;
    if (came) void bringBack(grant);
  });

  async function bringBack(grant: string): Promise<void> {
    const kept = draftsIn(await unlocking.drafts.read(), nowMs());
    if (kept && sessionOf(store.getState())?.grant === grant) store.dispatch(draftsKept(kept));
  }
}

function textOf({ raise, reasons }: DraftsState, atMs: number): string | null {
  const isEmpty = raise === null && Object.values(reasons).every((reason) => reason === '');
  return isEmpty ? null : JSON.stringify({ atMs, raise, reasons });
}

function draftsIn(text: string | null, nowMs: number): DraftsState | undefined {
  if (text === null) return undefined;
  const kept = Kept.safeParse(JSON.parse(text)).data;
  if (!kept || nowMs - kept.atMs > OLDEST_MS) return undefined;
  return { raise: kept.raise as RaiseDraft | null, reasons: kept.reasons }; // as `textOf` wrote it
}
