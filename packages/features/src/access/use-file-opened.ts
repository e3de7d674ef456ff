import { useEffect, useRef, useState } from 'react';
import { usePorts } from '../state/index.ts';

/** `unkept`: that the file was opened could not be written down. */
export type OpeningKept = 'keeping' | 'kept' | 'unkept';

/**
 * For every screen that shows a patient's file: puts down, once for each time it is opened, that the person who is here has opened it.
 * Null while no file is open.
 */
export function useFileOpened(patientId: string | null, emergency?: string): OpeningKept {
  const { audit } = usePorts();
  const [kept, setKept] = useState<OpeningKept>('keeping');
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (told.current === patientId) return; // Strict mode runs effects twice.
    told.current = patientId;
    if (patientId === null) return;
    setKept('keeping');
    void audit.opened(patientId, emergency).then((isKept) => setKept(isKept ? 'kept' : 'unkept'));
  }, [audit, patientId, emergency]);
  return kept;
}
