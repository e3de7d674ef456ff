import {
  digitsOf,
  type EmptiableFact,
  emptiableFacts,
  nationalIdSays,
  PatientFacts,
  type PatientView,
  patientEntries,
} from '@healthcare/domain/patients';
import type { z } from 'zod';
import { dayAsTyped, dayOf, typedDay } from './typed-day.ts';
import { unknownName } from './unknown-name.ts';

/** Who somebody is, as it is typed. `aboutAge`: years, where the day of birth is not known. */
export type PersonFields = {
  readonly identity: PatientView['identity'];
  readonly sex: PatientView['sex'];
} & Readonly<Record<TypedField, string>>;

export const typedFields = [
  'familyEn',
  'familyAr',
  'givenEn',
  'givenAr',
  'born',
  'aboutAge',
  'nationalId',
  'passport',
  'insurance',
  'fileNumber',
  'phone',
  'address',
  'contactName',
  'contactPhone',
  'bloodGroup',
] as const;
export type TypedField = (typeof typedFields)[number];

const nothing = Object.fromEntries(typedFields.map((field) => [field, ''])) as Record<TypedField, string>;
export const noPerson: PersonFields = { ...nothing, identity: 'known', sex: 'notKnown' };

/** What of the facts is said anew. */
export type AmendedFacts = z.infer<typeof patientEntries.amended>;

/** Facts for the domain, or the fields it does not take as they are. */
export type PersonAnswer<Facts> =
  | { readonly ok: true; readonly facts: Facts }
  | { readonly ok: false; readonly fields: readonly string[] };

/** P1: everything that was typed, judged by the domain's own shape. A script in which no name is typed repeats the other. */
export function personFrom(fields: PersonFields, nowMs: number): PersonAnswer<PatientFacts> {
  const said = saidBy(fields, nowMs);
  const parsed = PatientFacts.safeParse(said.facts);
  if (parsed.success && said.wrong.length === 0) return { ok: true, facts: parsed.data };
  return { ok: false, fields: [...new Set([...said.wrong, ...wrongIn(parsed)])] };
}

/** P10: what stood there when the person began, and was taken out of the form. */
export function emptiedFacts(seen: PatientView, fields: PersonFields, nowMs: number): readonly EmptiableFact[] {
  const before = fieldsOf(seen, nowMs);
  return emptiableFacts.filter((fact) => {
    const field = fact === 'bornAbout' ? 'aboutAge' : fact;
    return before[field] !== '' && fields[field].trim() === '';
  });
}

/** P2: only what differs from what the person saw when they began. What was emptied is not among it. */
export function amendedPerson(seen: PatientView, fields: PersonFields, nowMs: number): PersonAnswer<AmendedFacts> {
  const before = fieldsOf(seen, nowMs);
  const said = saidBy(fields, nowMs);
  const changed = Object.entries(said.facts).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(seen, field)),
  );
  const kept = fields.aboutAge === before.aboutAge ? changed.filter(([field]) => field !== 'bornAbout') : changed;
  const parsed = patientEntries.amended.safeParse(Object.fromEntries(kept));
  if (parsed.success && said.wrong.length === 0) return { ok: true, facts: parsed.data };
  return { ok: false, fields: [...new Set([...said.wrong, ...wrongIn(parsed)])] };
}

/** A patient as their facts are typed again. */
export function fieldsOf(patient: PatientView, nowMs: number): PersonFields {
  const { family, given, born, bornAbout } = patient;
  const text = (field: 'nationalId' | 'passport' | 'insurance' | 'fileNumber' | 'phone' | 'address') =>
    patient[field] ?? '';
  return {
    identity: patient.identity,
    sex: patient.sex,
    familyEn: family.en,
    familyAr: family.ar,
    givenEn: given.en,
    givenAr: given.ar,
    born: dayAsTyped(born),
    aboutAge: bornAbout === undefined ? '' : String(yearOf(nowMs) - bornAbout),
    nationalId: text('nationalId'),
    passport: text('passport'),
    insurance: text('insurance'),
    fileNumber: text('fileNumber'),
    phone: text('phone'),
    address: text('address'),
    contactName: patient.contactName ?? '',
    contactPhone: patient.contactPhone ?? '',
    bloodGroup: patient.bloodGroup ?? '',
  };
}

/** P3: with a whole national id, what it says of birth and sex, where nothing was said yet. */
export function suggestedBy(fields: PersonFields): Partial<PersonFields> {
  const says = nationalIdSays(digitsOf(fields.nationalId));
  if (says === null) return {};
  return {
    ...(fields.born === '' && { born: dayAsTyped(says.born) }),
    ...(fields.sex === 'notKnown' && { sex: says.sex }),
  };
}

/** P3: does the national id say another birth or sex than what is typed? A reason to look again, none to refuse. */
export function contradictsId(fields: Pick<PersonFields, 'nationalId' | 'born' | 'sex'>): boolean {
  const says = nationalIdSays(digitsOf(fields.nationalId));
  if (says === null) return false;
  const born = typedDay(fields.born);
  return (born !== null && born !== says.born) || (fields.sex !== 'notKnown' && fields.sex !== says.sex);
}

function saidBy(fields: PersonFields, nowMs: number) {
  const wrong: string[] = [];
  const { identity, sex } = fields;
  const called = identity === 'unknown' ? unknownName(sex, nowMs) : undefined;
  const family = bothScripts(fields.familyEn, fields.familyAr) ?? called?.family;
  const given = bothScripts(fields.givenEn, fields.givenAr) ?? called?.given;
  if (!family) wrong.push('family');
  if (!given) wrong.push('given');
  const born = typedDay(fields.born);
  const isFuture = born !== null && born > dayOf(nowMs);
  if (fields.born.trim() !== '' && (born === null || isFuture)) wrong.push('born');
  const age = digitsOf(fields.aboutAge);
  if (age !== '' && !/^\d{1,3}$/.test(age)) wrong.push('aboutAge');
  const facts = {
    identity,
    sex,
    ...(family && { family }),
    ...(given && { given }),
    ...(born !== null && { born }),
    ...(/^\d{1,3}$/.test(age) && { bornAbout: yearOf(nowMs) - Number(age) }),
    ...textsOf(fields),
  };
  return { facts, wrong };
}

/** Numbers without the gaps in which they are written, also in Arabic digits; what is empty is not said at all. */
function textsOf(fields: PersonFields): Record<string, string> {
  const numbers = ['nationalId', 'insurance', 'phone', 'contactPhone'] as const;
  const texts = ['passport', 'fileNumber', 'address', 'contactName', 'bloodGroup'] as const;
  const said = [
    ...numbers.map((field) => [field, digitsOf(fields[field])] as const),
    ...texts.map((field) => [field, fields[field].trim()] as const),
  ];
  return Object.fromEntries(said.filter(([, value]) => value !== ''));
}

function bothScripts(en: string, ar: string): { readonly en: string; readonly ar: string } | undefined {
  const [latin, arabic] = [en.trim(), ar.trim()];
  if (latin === '' && arabic === '') return undefined;
  return { en: latin || arabic, ar: arabic || latin };
}

function yearOf(ms: number): number {
  return new Date(ms).getFullYear();
}

interface Parsed {
  readonly success: boolean;
  readonly error?: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] } | undefined;
}

/** Fields of the form that stand for those of the domain. */
function wrongIn({ error }: Parsed): readonly string[] {
  const fields = (error?.issues ?? []).map(({ path }) => String(path[0]));
  return [...new Set(fields.map((field) => (field === 'bornAbout' ? 'aboutAge' : field)))];
}
