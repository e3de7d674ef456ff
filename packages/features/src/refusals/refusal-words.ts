import type { KnownRefusal } from '@healthcare/replica';
import { type Say, useWords } from '@healthcare/ui';
import { useCallPlace } from '../calls/index.ts';
import { useRoomsQuery } from '../rooms/index.ts';
import { useNames } from '../staff/index.ts';

/** One thing that was said with a refused act. */
export interface Told {
  readonly field: string;
  readonly value: string;
}

/** "Raise a call". */
export function askedOf({ db, entry }: Pick<KnownRefusal, 'db' | 'entry'>, t: Say): string {
  return t(`asked.${db}.${entry.kind}`, { defaultValue: entry.kind });
}

/** What it was about, as people call it: a place, a person; the document's id where nothing else is known here. */
export function useDocumentName({ db, document, entry, scopes }: KnownRefusal): string {
  const { t } = useWords('refusals');
  const { nameOf, directory } = useNames();
  const callPlace = useCallPlace(db === 'calls' ? document : '');
  const { data: rooms } = useRoomsQuery();
  const { room, bed, name } = entry.data;
  if (callPlace) return callPlace;
  if (typeof room === 'string') return t(typeof bed === 'string' ? 'place' : 'room', { room, bed });
  const known = rooms?.find(({ id }) => id === document)?.name ?? (typeof name === 'string' ? name : undefined);
  if (db === 'rooms' && known) return t('room', { room: known });
  if (directory[document]) return nameOf(document);
  // Not held here, as at the administrator's desk: where it was says more than its id.
  const ward = scopes.find((scope) => scope.startsWith('ward:'))?.slice('ward:'.length);
  return ward === undefined ? t('document', { id: document }) : t('ofWard', { ward });
}

/** Everything that was said, in words; ids that only say where are left out, the place is said already. */
export function useToldWords(): (refusal: KnownRefusal) => readonly Told[] {
  const { t } = useWords('refusals');
  const { nameOf } = useNames();
  return ({ entry }) =>
    Object.entries(entry.data)
      .filter(([field, value]) => !silent.has(field) && value !== '' && value !== null)
      .map(([field, value]) => ({
        field: t(`field.${field}`, { defaultValue: field }),
        value: wordOf(field, value, { t, nameOf }),
      }));
}

const silent: ReadonlySet<string> = new Set(['roomId', 'bedId']);
const people: ReadonlySet<string> = new Set(['doctor', 'nurse', 'inCharge', 'person']);

function wordOf(
  field: string,
  value: unknown,
  { t, nameOf }: { readonly t: Say; readonly nameOf: (user: string) => string },
): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  if (people.has(field)) return nameOf(value);
  return field === 'kind' || field === 'priority' ? t(`value.${value}`, { defaultValue: value }) : value;
}
