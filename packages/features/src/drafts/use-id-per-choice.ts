import { useRef } from 'react';
import { usePorts } from '../state/index.ts';

/** An id for each choice: pressing one twice is saving once, and another choice is another act. The choice as a text of its own. */
export function useIdPerChoice(): (choice: string) => string {
  const { newId } = usePorts();
  const ids = useRef(new Map<string, string>());
  return (choice) => {
    const id = ids.current.get(choice) ?? newId();
    ids.current.set(choice, id);
    return id;
  };
}
