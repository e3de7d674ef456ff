import { useRef, useState } from 'react';
import type { GateAnswer } from '../state/index.ts';

export interface WrongStep {
  readonly code: string;
  readonly about?: string;
  readonly retryAfter?: number;
}

/** One step at the door at a time, and why the last one was not taken. */
export function useStep() {
  const [wrong, setWrong] = useState<WrongStep | null>(null);
  const [waiting, setWaiting] = useState(false);
  const busy = useRef(false);
  return {
    wrong,
    waiting,
    refuse: (code: string) => setWrong({ code }),
    /** The answer, or undefined when it is told why there is none. */
    async take<Answer>(ask: () => Promise<GateAnswer<Answer>>): Promise<Answer | undefined> {
      if (busy.current) return undefined;
      busy.current = true;
      setWaiting(true);
      setWrong(null);
      const given = await ask();
      busy.current = false;
      setWaiting(false);
      if (given.ok) return given.answer;
      setWrong(given);
      return undefined;
    },
  };
}
