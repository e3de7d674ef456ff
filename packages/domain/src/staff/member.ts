import { z } from 'zod';
import { defineAggregate } from '../kernel/aggregate.ts';
import { Standpoint, withFacts } from '../kernel/dispute.ts';
import type { Knows } from '../kernel/history.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import type { Rights } from '../rights/rights.ts';
import type { Person } from '../rights/roles.ts';
import { type StaffEntry, StaffFacts, staffEntries } from './entries.ts';

/** One member of staff as everybody in the house may see them (S1). */
export const MemberView = z.strictObject({
  state: z.enum(['none', 'employed', 'ended']),
  /** The staff id, as in `entry.by.user`. */
  person: z.string().max(40),
  ...StaffFacts.shape,
  onDuty: z.boolean(),
  standing: z.array(Standpoint),
});
export type MemberView = Readonly<z.infer<typeof MemberView>>;

const noMember: MemberView = {
  state: 'none',
  person: '',
  name: { en: '', ar: '' },
  sex: 'female',
  role: 'nurse',
  wards: [],
  onDuty: false,
  standing: [],
};

const offices = { hr: 'yes', admin: 'yes' } as const;
const selfOrHead = {
  nurse: 'own',
  doctor: 'own',
  pharmacist: 'own',
  headNurse: 'ward',
  headDoctor: 'ward',
  hr: 'yes',
  admin: 'yes',
} as const;

/** S2. */
export const staffRights = {
  registered: offices,
  amended: offices,
  wentOnDuty: selfOrHead,
  leftDuty: selfOrHead,
  ended: offices,
} as const satisfies Rights<StaffEntry['kind']>;

/** Rules: `staff.spec.md`. */
export const staff = defineAggregate({
  name: 'staff',
  version: 0,
  entries: staffEntries,
  view: MemberView,
  indexes: [],
  empty: noMember,
  apply: (member, entry, knows) => memberAfter(member, entry, knows),
  decide: (member, entry, author) => decided(member, entry, author),
  needsProof: (entry) => givesPlace(entry),
  standing: (member, _entry, author) => ({
    own: member.person === author.user,
    ward: member.wards.some((ward) => author.wards.includes(ward)),
  }),
  rights: staffRights,
  scopes: (member) => (member.state === 'none' ? [] : ['staff']),
});

function memberAfter(member: MemberView, entry: StaffEntry, knows: Knows): MemberView {
  switch (entry.kind) {
    case 'registered':
      return member.state === 'none' ? registered(member, entry, knows) : member;
    case 'amended':
      return withFacts(member, entry, entry.data, knows);
    case 'wentOnDuty':
      return { ...member, onDuty: member.state === 'employed' };
    case 'leftDuty':
      return { ...member, onDuty: false };
    case 'ended':
      return { ...member, state: 'ended', onDuty: false };
  }
}

function registered(member: MemberView, entry: Extract<StaffEntry, { kind: 'registered' }>, knows: Knows): MemberView {
  const { person, ...facts } = entry.data;
  return withFacts({ ...member, state: 'employed', person }, entry, facts, knows);
}

function decided(member: MemberView, entry: StaffEntry, author: Person): Refusal | null {
  const no = placeOf(member, entry, author);
  if (no) return no;
  if (entry.kind === 'registered') return member.state === 'none' ? null : refusal('staff/already-registered');
  if (member.state === 'none') return refusal('staff/unknown');
  return member.state === 'ended' ? refusal('staff/ended') : null;
}

/** S6, S7: role and wards decide about rights, so not everybody who keeps the directory may decide about every person's. */
function placeOf(member: MemberView, entry: StaffEntry, author: Person): Refusal | null {
  if (entry.kind === 'wentOnDuty' || entry.kind === 'leftDuty') return null;
  const given = entry.kind === 'ended' ? {} : entry.data;
  const isAdministrators = member.role === 'admin' || given.role === 'admin';
  if (isAdministrators && author.role !== 'admin') return refusal('staff/administrators-only');
  const changesPlace = entry.kind === 'amended' && givesPlace(entry);
  return changesPlace && member.person === author.user ? refusal('staff/own-place') : null;
}

/** S9: a role or wards, and with them rights. */
function givesPlace(entry: StaffEntry): boolean {
  if (entry.kind === 'registered') return true;
  return entry.kind === 'amended' && (entry.data.role !== undefined || entry.data.wards !== undefined);
}
