import { nameWords, withoutArticle } from '../finding/index.ts';
import type { PatientRow } from './patient-row.ts';

/**
 * P11: `number`: both have one number. `name`: one name, and nothing that tells them apart. `namesake`: one name, and a fact that does: two
 * people who must not be taken for each other.
 */
export type Likeness = 'number' | 'name' | 'namesake';

export interface LikePatient {
  readonly row: PatientRow;
  readonly by: Likeness;
}

/** Estimates of an age differ by so much (years). */
const ESTIMATES_DIFFER = 5;

/** P11: who of these may be the same person, those most likely first. `numbers`: those that belong to one person alone, as rows have them. */
export function likePatients(
  of: PatientRow,
  numbers: readonly string[],
  found: readonly PatientRow[],
): readonly LikePatient[] {
  const like = found.flatMap((row): readonly LikePatient[] => {
    if (row.id === of.id || row.state !== 'registered') return [];
    const by = likeness(of, numbers, row);
    return by === null ? [] : [{ row, by }];
  });
  const order: readonly Likeness[] = ['number', 'name', 'namesake'];
  return like.toSorted((a, b) => order.indexOf(a.by) - order.indexOf(b.by) || (a.row.id < b.row.id ? -1 : 1));
}

function likeness(of: PatientRow, numbers: readonly string[], other: PatientRow): Likeness | null {
  if (numbers.some((number) => other.numbers.includes(` ${number} `))) return 'number';
  if (!haveOneName(of, other)) return null;
  return areToldApart(of, other) ? 'namesake' : 'name';
}

/** The whole name in a script; whom nobody knows has a name that says nothing. */
function haveOneName(a: PatientRow, b: PatientRow): boolean {
  if (a.identity === 'unknown' || b.identity === 'unknown') return false;
  return (['en', 'ar'] as const).some((script) => wordsOf(a, script) === wordsOf(b, script));
}

/** Spelling of articles and the place of a middle name make no other name. */
function wordsOf({ given, family }: PatientRow, script: 'en' | 'ar'): string {
  const words = nameWords(`${given[script]} ${family[script]}`).map((word) => withoutArticle(word).at(-1) ?? word);
  return words.sort().join(' ');
}

function areToldApart(a: PatientRow, b: PatientRow): boolean {
  if (a.sex !== b.sex && a.sex !== 'notKnown' && b.sex !== 'notKnown') return true;
  if (a.born !== undefined && b.born !== undefined) return a.born !== b.born;
  const [one, other] = [yearOf(a), yearOf(b)];
  return one !== null && other !== null && Math.abs(one - other) > ESTIMATES_DIFFER;
}

function yearOf({ born, bornAbout }: PatientRow): number | null {
  return born === undefined ? (bornAbout ?? null) : Number(born.slice(0, 4));
}
