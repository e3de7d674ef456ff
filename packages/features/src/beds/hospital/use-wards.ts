import { wardCounts } from '@healthcare/domain/stays';
import type { WardShown } from '@healthcare/protocol';
import { type Language, useWords } from '@healthcare/ui';
import { useEffect, useMemo } from 'react';
import { useSelector } from 'react-redux';
import { useRoomsQuery } from '../../rooms/index.ts';
import { hearsServer } from '../../sync/index.ts';
import { useCurrentStaysQuery } from '../stays-api.ts';
import { useWardsKnown } from '../wards-known.ts';
import { useWardsQuery } from './wards-api.ts';

/** Often enough for whoever looks for a bed; the server counts again only when something has changed (ms). */
const LOOK_EVERY_MS = 15_000;

/** A ward as this terminal may show it. */
export interface WardHere {
  readonly wardId: string;
  /** What it is called beside its number; null where its rooms are not held here. */
  readonly wardName: Readonly<Record<Language, string>> | null;
  /** Null: only its name is known here, because the server could not be asked. */
  readonly counts: WardShown | null;
  /** Its rooms are held here: the numbers are those of this terminal. */
  readonly isHeld: boolean;
}

export interface HospitalHere {
  readonly wards: readonly WardHere[];
  /** When the server told of the others (its wall ms); null: not since somebody came. */
  readonly toldMs: number | null;
  readonly isOld: boolean;
}

/** Every ward: those whose rooms are held here as they are here, the others as the server last counted them, the rest by name. */
export function useHospital(): HospitalHere | undefined {
  const { data: told } = useToldWards();
  const { data: rooms } = useRoomsQuery();
  const { data: stays } = useCurrentStaysQuery();
  const known = useWardsKnown();
  return useMemo(() => {
    if (told === undefined || !rooms || !stays) return undefined;
    const held = new Map(wardCounts(rooms, stays).map((ward) => [ward.wardId, ward]));
    const counted = new Map((told?.wards ?? []).map((ward) => [ward.wardId, ward]));
    // Who works somewhere names a ward; when the server has told of all that have rooms, the others have none.
    const byName = told === null ? known : [];
    const ids = [...new Set([...held.keys(), ...counted.keys(), ...byName])].sort(asPeopleCount.compare);
    const wards = ids.map((wardId): WardHere => {
      const here = held.get(wardId);
      const counts = here ?? counted.get(wardId) ?? null;
      return { wardId, wardName: here?.wardName ?? null, counts, isHeld: here !== undefined };
    });
    return { wards, toldMs: told?.toldMs ?? null, isOld: told?.isOld ?? true };
  }, [told, rooms, stays, known]);
}

/** Wards that can be asked to take a patient, with their free beds where these are known. */
export function useWardsAsked(): readonly {
  readonly wardId: string;
  readonly label: string;
  readonly free: number | null;
}[] {
  const { t, language } = useWords('beds');
  const hospital = useHospital();
  return useMemo(
    () =>
      (hospital?.wards ?? []).map(({ wardId, wardName, counts }) => ({
        wardId,
        label: wardLabel(t('hospital.ward', { ward: wardId }), wardName?.[language] ?? ''),
        free: counts?.free ?? null,
      })),
    [hospital, t, language],
  );
}

/** "Ward 4B, Internal medicine". */
export function wardLabel(ward: string, name: string): string {
  return name === '' ? ward : `${ward} · ${name}`;
}

function useToldWards() {
  const hears = useSelector(hearsServer);
  const asked = useWardsQuery(undefined, { pollingInterval: hears ? LOOK_EVERY_MS : 0 });
  const { refetch } = asked;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the link is what makes it ask again
  useEffect(() => {
    void refetch();
  }, [hears, refetch]);
  return asked;
}

const asPeopleCount = new Intl.Collator('en', { numeric: true });
