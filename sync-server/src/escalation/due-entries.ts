import { createHash } from 'node:crypto';
import { type Entry, heads, SERVER_ID, serverAuthor, stamp } from '@healthcare/domain';
import { type CallView, calls } from '@healthcare/domain/calls';
import { dueSteps, nextDueMs, tableFor, type WardView, waits } from '@healthcare/domain/wards';

/** A call that waits for somebody, as the feed told it. */
export interface WaitingCall {
  readonly id: string;
  readonly view: CallView;
  readonly heads: readonly string[];
}

/** E3: what has been due for longer rings for nobody (ms): a shift and its handover. */
export const TOO_LATE_MS = 12 * 3_600_000;

export interface Due {
  readonly id: string;
  readonly entries: readonly Entry[];
}

/** What the feeds have told of calls and of the tables of wards, and what follows from it. */
export class WaitingCalls {
  readonly #calls = new Map<string, WaitingCall>();
  readonly #wards = new Map<string, WardView>();

  /** `null`: the server deleted the document. */
  call(id: string, told: { readonly view: CallView; readonly entries: readonly Entry[] } | null): void {
    if (told && waits(told.view)) this.#calls.set(id, { id, view: told.view, heads: heads(told.entries) });
    else this.#calls.delete(id);
  }

  ward(ward: WardView): void {
    this.#wards.set(ward.wardId, ward);
  }

  /** E1: every step that is due and recorded by nobody, by call. */
  due(nowMs: number): readonly Due[] {
    return [...this.#calls.values()].flatMap((call) => {
      const steps = dueSteps(call.view, this.#table(call), nowMs);
      const [first] = steps;
      if (!first || first.dueMs < nowMs - TOO_LATE_MS) return [];
      return { id: call.id, entries: entriesOf(call, steps, nowMs) };
    });
  }

  /** When there will be something to record, wall ms; null while nothing waits. */
  nextMs(nowMs: number): number | null {
    const all = [...this.#calls.values()].flatMap((call) => nextDueMs(call.view, this.#table(call)) ?? []);
    const coming = all.filter((dueMs) => dueMs >= nowMs - TOO_LATE_MS);
    return coming.length === 0 ? null : Math.min(...coming);
  }

  #table({ view }: WaitingCall) {
    return tableFor(view.kind, this.#wards.get(view.wardId));
  }
}

/** E2. */
export function stepId(call: string, step: number): string {
  return `${SERVER_ID}${createHash('sha256').update(`escalated ${call} ${step}`).digest('base64url').slice(0, 32)}`;
}

function entriesOf(call: WaitingCall, steps: ReturnType<typeof dueSteps>, nowMs: number): readonly Entry[] {
  const { user } = serverAuthor;
  const by = { user, grant: user, workstation: user };
  return steps.map(({ step, to }, at) => ({
    id: stepId(call.id, step),
    kind: 'escalated',
    at: stamp(nowMs, at, user),
    by,
    after: at === 0 ? call.heads : [stepId(call.id, steps[at - 1]?.step ?? 0)],
    data: { step, to },
    version: calls.version,
  }));
}
