import type { Connection, WorkstationShown } from '@healthcare/protocol';

/**
 * `line`: its line is open now, under somebody's sign-in. `heard`: it was heard of late, and nobody is signed in there. `away`: the server
 * hears nothing of it. `leaving`: taken out of use, and it has not heard of that. `lost`: the same, as lost or stolen. `back`: it has handed
 * in and deleted everything.
 */
export type Standing = 'line' | 'heard' | 'away' | 'leaving' | 'lost' | 'back';

/** A computer of the hospital, as the server knows it and as it hears it now. Times are the server's wall ms. */
export interface Station
  extends Pick<WorkstationShown, 'id' | 'name' | 'kind' | 'wards' | 'version' | 'unsent' | 'hasKey'> {
  readonly standing: Standing;
  /** Null: nobody is signed in there, or nothing is heard of it. */
  readonly line: Connection | null;
  /** Null: it has never been heard. */
  readonly contactMs: number | null;
  /** When it was taken out of use. */
  readonly revokedMs: number | null;
  readonly wiped: WorkstationShown['wiped'];
  /** False: it works without an enrolment, where that is open; nothing can be changed about it. */
  readonly isEnrolled: boolean;
}

/** A workstation tells once a minute how it stands; one that has missed two turns is away (ms). */
export const HEARD_WITHIN_MS = 150_000;

/** One list of what is enrolled and of what is on the line. */
export function stationsFrom(
  enrolled: readonly WorkstationShown[],
  connections: readonly Connection[],
  nowMs: number,
): readonly Station[] {
  const lines = new Map<string, Connection>();
  for (const one of connections)
    if ((lines.get(one.workstation)?.sinceMs ?? 0) <= one.sinceMs) lines.set(one.workstation, one);
  const known = enrolled.map((one) => stationFrom(one, lines.get(one.id) ?? null, nowMs));
  const ids = new Set(enrolled.map(({ id }) => id));
  const strangers = [...lines.values()].filter(({ workstation }) => !ids.has(workstation));
  return [...known, ...strangers.map((line) => strangerOn(line, nowMs))];
}

function stationFrom(one: WorkstationShown, line: Connection | null, nowMs: number): Station {
  const { id, name, kind, wards, version, unsent, hasKey, lastContactAt, revoked, wiped } = one;
  const lastMs = lastContactAt === null ? null : Date.parse(lastContactAt);
  const contactMs = line ? nowMs : lastMs;
  return {
    ...{ id, name, kind, wards, version, unsent, hasKey, line, contactMs, wiped },
    standing: standingOf(one, line, contactMs !== null && nowMs - contactMs < HEARD_WITHIN_MS),
    revokedMs: revoked && Date.parse(revoked.at),
    isEnrolled: true,
  };
}

function standingOf(
  { state, revoked }: WorkstationShown,
  line: Connection | null,
  wasHeard: boolean,
): Station['standing'] {
  if (state === 'wiped') return 'back';
  if (state === 'revoked') return revoked?.reason === 'lost' ? 'lost' : 'leaving';
  if (line) return 'line';
  return wasHeard ? 'heard' : 'away';
}

function strangerOn(line: Connection, nowMs: number): Station {
  const facts = { id: line.workstation, name: '', kind: line.kind, wards: null, version: null, unsent: null };
  const how = { standing: 'line', contactMs: nowMs, revokedMs: null, wiped: null } as const;
  return { ...facts, ...how, line, hasKey: false, isEnrolled: false };
}

export function isOut({ standing }: Pick<Station, 'standing'>): boolean {
  return standing === 'leaving' || standing === 'lost' || standing === 'back';
}

const byNumber = new Intl.Collator('en', { numeric: true });

/** The wards that have rooms and of which no workstation is on the line, in the order in which people count. */
export function silentWards(
  rooms: readonly { readonly wardId: string }[],
  stations: readonly Pick<Station, 'line'>[],
): readonly string[] {
  const heard = new Set(stations.map(({ line }) => line?.wardId));
  return wardsOf(rooms).filter((ward) => !heard.has(ward));
}

/** Every ward that has rooms, in the order in which people count. */
export function wardsOf(rooms: readonly { readonly wardId: string }[]): readonly string[] {
  return [...new Set(rooms.map(({ wardId }) => wardId))].sort(byNumber.compare);
}
