import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answered } from '../state/index.ts';

/** An answer of the server as it was last given; null while the first is under way. */
export interface Asked<Value> {
  readonly answer: Answered<Value> | null;
  readonly again: () => void;
}

/** Asks when the screen comes, and again when it is told to. An answer that comes after a later one is passed over. */
export function useAsked<Value>(ask: () => Promise<Answered<Value>>): Asked<Value> {
  const [answer, setAnswer] = useState<Answered<Value> | null>(null);
  const [turn, setTurn] = useState(0);
  const asking = useRef(ask);
  asking.current = ask;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn is what makes it ask again
  useEffect(() => {
    let latest = true;
    void asking.current().then((given) => {
      if (latest) setAnswer(given);
    });
    return () => {
      latest = false;
    };
  }, [turn]);
  return { answer, again: useCallback(() => setTurn((before) => before + 1), []) };
}
