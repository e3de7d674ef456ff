import type { Answered, Question } from '@healthcare/replica';

export type { Answered, Question };

/** Questions to the server about what no replica holds, under the session that is here. Never throws. */
export interface ServerDoor {
  ask<Value>(path: string, question: Question<Value>): Promise<Answered<Value>>;
}
