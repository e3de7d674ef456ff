import type { PersonHere } from '@healthcare/replica';
import { useCallback, useRef, useSyncExternalStore } from 'react';
import { usePorts } from '../state/index.ts';

const nobody: readonly PersonHere[] = [];

/** Who can unlock this workstation by a PIN, the last at work first. */
export function usePeopleHere(): readonly PersonHere[] {
  const { people } = usePorts().unlocking;
  const latest = useRef(nobody);
  const listen = useCallback(
    (changed: () => void) => {
      const listening = people.subscribe((next) => {
        latest.current = next;
        changed();
      });
      return () => listening.unsubscribe();
    },
    [people],
  );
  return useSyncExternalStore(listen, () => latest.current);
}
