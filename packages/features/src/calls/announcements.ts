import { byUrgency } from './board.ts';
import { type Call, isUnanswered } from './call.ts';
import { heardAs } from './sounding.ts';

/** Calls that came, or went to the next, since the last look, most urgent first: a screen reader says them. `known` null: the first look tells nothing. */
export function newCalls(known: ReadonlySet<string> | null, calls: readonly Call[]): readonly Call[] {
  if (known === null) return [];
  return calls.filter((call) => isUnanswered(call) && !known.has(heardAs(call))).sort(byUrgency);
}
