import type { Entries, Entry, Role } from '@healthcare/domain';
import { stamp } from '@healthcare/domain';
import { callsOf } from './call-stories.ts';
import { Dice } from './dice.ts';
import { peopleOf } from './people.ts';
import { signer } from './signer.ts';
import { staysOf } from './stay-stories.ts';
import { type Ward, wardsFor } from './wards.ts';

export interface HospitalWanted {
  /** The same seed gives the same hospital, to the letter. */
  readonly seed: number;
  /** 40 … 2000. */
  readonly beds: number;
  /** Wall ms around which the calls lie; nothing is later. */
  readonly nowMs: number;
  /** Closed calls; three a bed by default. */
  readonly pastCalls?: number;
}

/** Somebody who can sign in; the password is given by who fills the server. */
export interface DemoAccount {
  readonly id: string;
  readonly logins: readonly string[];
  readonly email: string;
  readonly role: Role;
  readonly wards: readonly string[];
  readonly name: { readonly en: string; readonly ar: string };
}

export interface Hospital {
  readonly wards: readonly Ward[];
  readonly accounts: readonly DemoAccount[];
  readonly documents: {
    readonly staff: readonly Entries[];
    readonly rooms: readonly Entries[];
    readonly patients: readonly Entries[];
    readonly records: readonly Entries[];
    readonly stays: readonly Entries[];
    readonly calls: readonly Entries[];
  };
}

/** A believable hospital: wards with rooms and beds, staff of every role, patients and their history, who lies in which bed, open and past calls with their whole stories. */
export function demoHospital({ seed, beds, nowMs, pastCalls = beds * 3 }: HospitalWanted): Hospital {
  if (!Number.isInteger(beds) || beds < 40 || beds > 2000) throw new RangeError(`beds: 40 to 2000, not ${beds}`);
  const dice = new Dice(seed);
  const wards = wardsFor(beds, dice);
  const people = peopleOf(wards, dice);
  const openedMs = nowMs - 90 * 86_400_000;
  const admin = people.find(({ role }) => role === 'admin');
  if (!admin) throw new Error('a hospital without an administrator');
  const office = (id: string, kind: string, data: Entry['data']): Entries => ({
    id,
    entries: [{ id: `${id}-1`, kind, at: stamp(openedMs, 0, 'demo'), by: signer(admin.id), after: [], data }],
  });
  // Chance of its own: the calls of a seed do not depend on who lies where.
  const { stays, patients, records } = staysOf({ wards, people, nowMs }, new Dice(seed + 1));
  return {
    wards,
    accounts: people.map(({ id, logins, email, role, wards: of, name }) => ({
      id,
      logins,
      email,
      role,
      wards: of,
      name,
    })),
    documents: {
      staff: people.map((person) => office(person.id, 'registered', person.facts)),
      rooms: wards.flatMap((ward) => ward.rooms.map((room) => office(room.id, 'added', room.facts))),
      patients,
      records,
      stays,
      calls: callsOf({ wards, people, nowMs, pastCalls }, dice),
    },
  };
}
