import type { Entry } from '@healthcare/domain';
import { type CallAct, callEntries } from '@healthcare/domain/calls';

/** What can be looked at again before a refused act on a call is sent a second time. */
export type ResendField =
  | 'kind'
  | 'priority'
  | 'bed'
  | 'patient'
  | 'doctor'
  | 'nurse'
  | 'disease'
  | 'treatment'
  | 'description'
  | 'reason'
  | 'outcome';

/** Words by field; an empty one is not said, except where it takes back what was (C12). */
export type ResendDraft = Readonly<Record<string, string>>;

export type ResendAnswer =
  | { readonly ok: true; readonly data: Entry['data'] }
  | { readonly ok: false; readonly fields: readonly string[] };

/** Acts that go with words of their own, said or not. */
const words: Readonly<Partial<Record<CallAct, readonly ResendField[]>>> = {
  handedBack: ['reason'],
  done: ['outcome'],
  cancelled: ['reason'],
};

/** Facts in the order in which they are asked for everywhere else. */
const facts: readonly ResendField[] = [
  'kind',
  'priority',
  'bed',
  'description',
  'patient',
  'disease',
  'treatment',
  'doctor',
  'nurse',
];

/** The fields of a refused act; none for acts that are only done (seen, accepted, arrived, taken over). */
export function resendFields(kind: string, data: Entry['data']): readonly ResendField[] {
  if (kind === 'raised') return facts;
  if (kind === 'amended' || kind === 'settled') return facts.filter((field) => Object.hasOwn(data, field));
  return isCallAct(kind) ? (words[kind] ?? []) : [];
}

export function resendDraft(data: Entry['data']): ResendDraft {
  return Object.fromEntries(Object.entries(data).map(([field, value]) => [field, String(value)]));
}

/** The data of the new entry, judged by the domain's own shape. */
export function resentFrom(kind: string, draft: ResendDraft): ResendAnswer {
  const takesBack = kind === 'amended' || kind === 'settled';
  const said = Object.fromEntries(Object.entries(draft).filter(([, value]) => takesBack || value.trim() !== ''));
  const asSaid = kind === 'escalated' ? { ...said, step: Number(said.step) } : said;
  const parsed = isCallAct(kind) ? callEntries[kind].safeParse(asSaid) : undefined;
  if (parsed?.success) return { ok: true, data: parsed.data };
  const fields = parsed?.error.issues.map(({ path }) => String(path[0])) ?? ['kind'];
  return { ok: false, fields: [...new Set(fields)] };
}

function isCallAct(kind: string): kind is CallAct {
  return Object.hasOwn(callEntries, kind);
}
