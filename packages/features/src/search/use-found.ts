import { useMemo } from 'react';
import { type HistoryRow, historyRow, useHistoryQuery, useOpenCallsQuery } from '../calls/index.ts';
import { nameWords, searchable, termsIn } from '../finding/index.ts';
import { type PatientRow, usePatientsFoundQuery } from '../patients/index.ts';
import { type Room, useRoomsQuery } from '../rooms/index.ts';
import { type Directory, useNames } from '../staff/index.ts';

/** Everything that is found, the best first in each kind. `people` are staff ids. `reading`: more may be found in a moment. */
export interface Found {
  /** Is all of it of this text, or still what was found for the text before? */
  readonly current: boolean;
  readonly patients: readonly PatientRow[];
  readonly rooms: readonly Room[];
  readonly people: readonly string[];
  readonly calls: readonly HistoryRow[];
  readonly all: number;
  readonly reading: boolean;
}

const nothing: Found = { current: true, patients: [], rooms: [], people: [], calls: [], all: 0, reading: false };
const noRows: readonly HistoryRow[] = [];

/** Of what this workstation holds; nothing for an empty text. */
export function useFound(text: string): Found {
  const { directory } = useNames();
  const { data: rooms } = useRoomsQuery();
  const { data: open } = useOpenCallsQuery();
  const { data: patients, currentData: patientsNow } = usePatientsFoundQuery(text);
  const terms = useMemo(() => termsIn(text).map((term) => ({ text: term, people: [], kinds: [] })), [text]);
  const { data: closed, currentData: closedNow } = useHistoryQuery(terms);
  const current = patientsNow !== undefined && closedNow !== undefined;
  // Folded once, and not with every letter.
  const doors = useMemo(() => (rooms ?? []).map(doorOf), [rooms]);
  const members = useMemo(() => membersOf(directory), [directory]);
  const waiting = useMemo(() => (open ?? []).map(historyRow), [open]);
  return useMemo(() => {
    if (text === '') return nothing;
    const words = termsIn(text);
    const found = {
      patients: patients?.rows ?? [],
      rooms: roomsFound(doors, words),
      people: peopleFound(members, text),
      calls: [...waiting.filter((row) => words.every((word) => row.text.includes(word))), ...(closed?.rows ?? noRows)],
    };
    const all = found.patients.length + found.rooms.length + found.people.length + found.calls.length;
    return { ...found, all, current, reading: patients === undefined || patients.reading };
  }, [text, current, patients, doors, members, waiting, closed]);
}

interface Door {
  readonly room: Room;
  readonly parts: readonly string[];
}

function doorOf(room: Room): Door {
  const { name, wardName, wardId } = room;
  return { room, parts: searchable(`${name} ${wardName.en} ${wardName.ar} ${wardId}`).split(/\s+/) };
}

/** A room by its name on the door, or by what its ward is called. */
function roomsFound(doors: readonly Door[], words: readonly string[]): readonly Room[] {
  return doors.filter(({ parts }) => allBegin(words, parts)).map(({ room }) => room);
}

interface Member {
  readonly person: string;
  readonly parts: readonly string[];
}

function membersOf(directory: Directory): readonly Member[] {
  return Object.values(directory)
    .filter(({ state }) => state === 'employed')
    .map(({ person, name }) => ({ person, parts: [name.en, name.ar].flatMap(nameWords) }));
}

/** Who works here, by the beginnings of their names in either script. */
function peopleFound(members: readonly Member[], text: string): readonly string[] {
  const words = nameWords(text);
  if (words.length === 0) return [];
  return members.filter(({ parts }) => allBegin(words, parts)).map(({ person }) => person);
}

function allBegin(words: readonly string[], parts: readonly string[]): boolean {
  return words.every((word) => parts.some((part) => part.startsWith(word)));
}
