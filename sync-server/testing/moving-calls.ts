import {
  type AnyAggregate,
  allAggregates,
  anyAggregate,
  defineAggregate,
  type Entry,
  type EntrySchemas,
} from '@healthcare/domain';
import { type CallView, calls } from '@healthcare/domain/calls';
import { z } from 'zod';
import type { Caller } from './server-under-test.ts';

const moved = z.strictObject({ wardId: z.string().min(1).max(20) });

/** Only for tests: calls that a head nurse can send to another ward, as nothing in the product does yet. */
const movingCalls: AnyAggregate = anyAggregate(
  defineAggregate<CallView, EntrySchemas>({
    ...anyAggregate(calls),
    view: calls.view,
    empty: calls.empty,
    entries: { ...calls.entries, moved },
    rights: { ...calls.rights, moved: { headNurse: 'yes' } },
    apply: (call, entry, knows) =>
      entry.kind === 'moved'
        ? { ...call, ...(entry.data as z.infer<typeof moved>) }
        : calls.apply(call, entry as Parameters<typeof calls.apply>[1], knows),
    decide: (call, entry, author) =>
      entry.kind === 'moved' ? null : calls.decide(call, entry as Parameters<typeof calls.decide>[1], author),
    standing: (call, entry, author) => calls.standing(call, entry as Parameters<typeof calls.standing>[1], author),
    scopes: (call) => calls.scopes(call),
  }),
);

export const withMovingCalls: ReadonlyMap<string, AnyAggregate> = new Map([...allAggregates, ['calls', movingCalls]]);

/** Sends a call to another ward, knowing of all that the mover may see of it. */
export async function moveCall(mover: Caller, id: string, wardId: string, after: readonly Entry[]) {
  const entry = mover.entry('moved', { wardId }, { after: after.map((one) => one.id) });
  const [answer] = await mover.push([{ _id: id, entries: [entry] }]);
  if (answer?.refused?.length !== 0) throw new Error(`not moved: ${JSON.stringify(answer)}`);
  return entry;
}
