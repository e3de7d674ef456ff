import type { Entry } from '@healthcare/domain';
import { ordered, stampMs, understood } from '@healthcare/domain';
import { type CallEntry, calls } from '@healthcare/domain/calls';
import type { KnownRefusal } from '@healthcare/replica';
import type { Call } from './call.ts';

/** `here`: saved on this workstation, the server has not answered for it yet. */
export type Standing = 'server' | 'here' | 'refused';

/** One thing that was done to a call, as the details tell it. */
export interface StoryStep {
  readonly entry: Entry;
  /** The entry in the words of this program; null when only a newer program can tell what it says. */
  readonly said: CallEntry | null;
  readonly atMs: number;
  readonly standing: Standing;
  /** Why, for a refused one. */
  readonly code?: string;
}

/** The whole story: what stands, in the order of history, then what the server refused, in the order of the clock. */
export function storyOf(call: Call, refusals: readonly KnownRefusal[]): readonly StoryStep[] {
  const unsent = new Set(call.unsent);
  const standing = ordered(call.entries).map((entry) => step(entry, unsent.has(entry.id) ? 'here' : 'server'));
  const refused = refusals
    .filter(({ document }) => document === call.id)
    .map(({ entry, code }) => ({ ...step(entry, 'refused'), code }));
  return [...standing, ...refused.sort((a, b) => a.atMs - b.atMs)];
}

function step(entry: Entry, standing: Standing): StoryStep {
  return { entry, said: understood(calls, entry) ?? null, atMs: stampMs(entry.at), standing };
}
