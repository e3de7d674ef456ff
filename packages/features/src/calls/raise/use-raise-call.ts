import type { Raised } from '@healthcare/domain/calls';
import { useCallback } from 'react';
import type { z } from 'zod';
import { useCallAct } from '../use-call-act.ts';

/** A call to be raised. The ids belong to what is said: the same ids again are the same call. */
export interface ToRaise {
  readonly callId: string;
  readonly entryId: string;
  readonly data: z.infer<typeof Raised>;
  /** The patient's document; null where they are words only. */
  readonly patientId: string | null;
}

/** Raises a call and names its patient (C19). True: the call is saved here. False: nothing was, and the person has been told why. */
export function useRaiseCall(): (call: ToRaise) => Promise<boolean> {
  const act = useCallAct();
  return useCallback(
    async ({ callId, entryId, data, patientId }) => {
      const { room, bed, patient } = data;
      const place = { id: callId, room, bed };
      if (!(await act(place, { kind: 'raised', data, entryId }))) return false;
      if (patientId !== null && patient !== undefined)
        await act(place, { kind: 'patientNamed', data: { patient, patientId }, entryId: `${entryId}-patient` });
      return true;
    },
    [act],
  );
}
