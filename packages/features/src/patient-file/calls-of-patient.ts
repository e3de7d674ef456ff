import { stampMs } from '@healthcare/domain';
import type { StayView } from '@healthcare/domain/stays';
import type { HistoryRow } from '../calls/index.ts';
import { searchable } from '../finding/index.ts';

/** A patient as calls can name them. */
interface Called {
  readonly id: string;
  readonly family: { readonly en: string; readonly ar: string };
  readonly given: { readonly en: string; readonly ar: string };
}

interface Whose {
  readonly documents: readonly Called[];
  readonly stays: readonly Pick<StayView, 'claims'>[];
}

/**
 * Calls name a bed, and perhaps a patient. Whoever is named by their document has the call, and nobody else (C19). In other calls it is
 * whoever held the bed when it was raised, or whose exact name is in them.
 */
export function callsOfPatient(rows: readonly HistoryRow[], { documents, stays }: Whose): readonly HistoryRow[] {
  const spans = stays.flatMap(({ claims }) => claims.flatMap(spanOf));
  const byBed = Map.groupBy(spans, ({ place }) => place);
  const names = documents.flatMap(({ family, given }) =>
    (['en', 'ar'] as const).map((script) => searchable(`${given[script]} ${family[script]}`)),
  );
  const ids = new Set(documents.map(({ id }) => id));
  return rows.filter(({ room, bed, patientId, raisedMs, text }) => {
    if (patientId !== null) return ids.has(patientId);
    return (
      (bed !== null && byBed.get(placeOf(room, bed))?.some((span) => isWithin(raisedMs, span))) ||
      names.some((name) => text.includes(name) && text.split('\n').includes(name))
    );
  });
}

interface Span {
  readonly place: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** From the confirmation (or the arrival in a booked bed) until somebody recorded that the bed was left. */
function spanOf({ room, bed, answer, arrived, released, reservedFrom, moving }: StayView['claims'][number]): Span[] {
  if (answer.is !== 'confirmed') return [];
  const lies = arrived?.at ?? (reservedFrom === '' && !moving ? answer.at : '');
  if (lies === '') return [];
  return [{ place: placeOf(room, bed), fromMs: stampMs(lies), toMs: released ? stampMs(released.at) : Infinity }];
}

function placeOf(room: string, bed: string): string {
  return `${room}\n${bed}`;
}

function isWithin(atMs: number, { fromMs, toMs }: Span): boolean {
  return atMs >= fromMs && atMs <= toMs;
}
