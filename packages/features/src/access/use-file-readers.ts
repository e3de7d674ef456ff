import { type PatientReader, PatientReaders } from '@healthcare/protocol';
import { useCallback, useEffect, useRef, useState } from 'react';
import { usePorts } from '../state/index.ts';

/** Who has opened a file, as the server tells it. `unavailable`: the server cannot be reached; `notYours`: not for this person. */
export type FileReaders =
  | { readonly state: 'asking' | 'unavailable' | 'notYours' }
  | {
      readonly state: 'known';
      /** The latest that reached the server first. */
      readonly readers: readonly PatientReader[];
      /** How often the file was opened in all. */
      readonly total: number;
      /** Asks for older ones; null where there are none. */
      readonly more: (() => void) | null;
    };

/** Nobody but the server has this list: it is asked when the screen comes, and again by `again`. */
export function useFileReaders(patientId: string): FileReaders & { readonly again: () => void } {
  const { server } = usePorts();
  const [found, setFound] = useState<FileReaders>({ state: 'asking' });
  const turn = useRef(0);
  const ask = useCallback(
    async (before: number | null, known: readonly PatientReader[]) => {
      turn.current += 1;
      const asked = turn.current;
      const query = before === null ? '' : `?before=${before}`;
      const path = `/api/patients/${encodeURIComponent(patientId)}/readers${query}`;
      const answer = await server.ask(path, { shape: PatientReaders });
      if (asked !== turn.current) return; // another file, or asked again
      if (!answer.ok) {
        setFound({ state: isRefusal(answer.code) ? 'notYours' : 'unavailable' });
        return;
      }
      const { total, next } = answer.value;
      const readers = [...known, ...answer.value.readers];
      setFound({ state: 'known', readers, total, more: next === null ? null : () => void ask(next, readers) });
    },
    [server, patientId],
  );
  const again = useCallback(() => void ask(null, []), [ask]);
  useEffect(() => {
    setFound({ state: 'asking' });
    again();
  }, [again]);
  return { ...found, again };
}

function isRefusal(code: string): boolean {
  return code === 'right/missing' || code === 'request/not-found';
}
