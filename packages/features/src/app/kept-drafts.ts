import type { Unsubscribe } from '@reduxjs/toolkit';
import { z } from 'zod';
import { type DraftsState, draftsKept, noDrafts, type RaiseDraft } from '../calls/index.ts';
import { type FormsState, formsKept } from '../drafts/index.ts';
import { sessionOf } from '../session/index.ts';
import { first, type Ports } from '../state/index.ts';
import type { Store } from './store.ts';

/** What somebody had begun in another shift has lost its sense (ms). */
const OLDEST_MS = 12 * 3_600_000;

const Kept = z.object({
  atMs: z.number(),
  raise: z.looseObject({ callId: z.string() }).nullable(),
  reasons: z.record(z.string(), z.string()),
  /** Absent where an older program wrote it. */
  forms: z.record(z.string(), z.record(z.string(), z.union([z.string(), z.boolean(), z.null()]))).default({}),
});

/**
 * Unfinished work goes with its person when they leave, sealed, and is theirs again when they come back. A browser writes to its profile
 * when it likes: after a kill a draft can be there although its call was saved. That one is finished, and does not come back.
 */
export function keepDrafts(
  store: Store,
  { unlocking, replica, nowMs }: Pick<Ports, 'unlocking' | 'replica' | 'nowMs'>,
): Unsubscribe {
  let here: string | null = null;
  let drafts = noDrafts;
  let forms: FormsState = {};
  return store.subscribe(() => {
    const state = store.getState();
    const grant = sessionOf(state)?.grant ?? null;
    if (grant !== null && grant === here && (state.drafts !== drafts || state.forms !== forms))
      unlocking.drafts.write(textOf({ ...state.drafts, forms: state.forms }, nowMs()));
    const came = grant !== null && grant !== here;
    here = grant;
    drafts = state.drafts;
    forms = state.forms;
    if (came) void bringBack(grant);
  });

  async function bringBack(grant: string): Promise<void> {
    const kept = draftsIn(await unlocking.drafts.read(), nowMs());
    if (!kept) return;
    const raise = kept.raise && ((await isSaved(kept.raise)) ? null : kept.raise);
    if (sessionOf(store.getState())?.grant !== grant) return;
    store.dispatch(draftsKept({ ...kept, raise }));
    store.dispatch(formsKept(kept.forms));
  }

  async function isSaved({ callId }: RaiseDraft): Promise<boolean> {
    return (await first(replica.shelves.calls.watchOne(callId))) !== undefined;
  }
}

type Begun = DraftsState & { readonly forms: FormsState };

function textOf({ raise, reasons, forms }: Begun, atMs: number): string | null {
  const isEmpty =
    raise === null && Object.values(reasons).every((reason) => reason === '') && Object.keys(forms).length === 0;
  return isEmpty ? null : JSON.stringify({ atMs, raise, reasons, forms });
}

function draftsIn(text: string | null, nowMs: number): Begun | undefined {
  if (text === null) return undefined;
  const kept = Kept.safeParse(JSON.parse(text)).data;
  if (!kept || nowMs - kept.atMs > OLDEST_MS) return undefined;
  return { raise: kept.raise as RaiseDraft | null, reasons: kept.reasons, forms: kept.forms }; // as `textOf` wrote it
}
