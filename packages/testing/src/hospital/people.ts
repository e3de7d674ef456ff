import type { Role } from '@healthcare/domain';
import type { Dice } from './dice.ts';
import type { DemoAccount } from './hospital.ts';
import { type BothScripts, familyNames, givenNames, specialties } from './names.ts';
import type { Ward } from './wards.ts';

export interface DemoPerson extends DemoAccount {
  /** What the directory is told: the data of the `registered` entry. */
  readonly facts: {
    readonly person: string;
    readonly name: BothScripts;
    readonly sex: 'female' | 'male';
    readonly role: Role;
    readonly wards: readonly string[];
    readonly specialty?: string;
  };
}

/** Who works on every ward, and who works for the whole hospital. */
const perWard: readonly Role[] = ['headNurse', ...Array<Role>(7).fill('nurse'), ...Array<Role>(3).fill('doctor')];
const forAll: readonly Role[] = ['admin', 'hr', 'hr', 'pharmacist', 'pharmacist', 'pharmacist'];
/** A head doctor answers for this many wards. */
const WARDS_A_HEAD_DOCTOR = 2;

export function peopleOf(wards: readonly Ward[], dice: Dice): readonly DemoPerson[] {
  const posts: (readonly [Role, readonly string[]])[] = [];
  for (const ward of wards) for (const role of perWard) posts.push([role, [ward.id]]);
  for (let at = 0; at < wards.length; at += WARDS_A_HEAD_DOCTOR)
    posts.push(['headDoctor', wards.slice(at, at + WARDS_A_HEAD_DOCTOR).map(({ id }) => id)]);
  for (const role of forAll) posts.push([role, []]);
  const names = new NameBook(dice);
  return posts.map(([role, of], at) => personOf(at, role, of, names, dice));
}

function personOf(at: number, role: Role, wards: readonly string[], names: NameBook, dice: Dice): DemoPerson {
  const sex = dice.happens(role === 'nurse' || role === 'headNurse' ? 70 : 45) ? 'female' : 'male';
  const name = names.next(sex);
  const staffNumber = String(10_001 + at);
  const id = `staff-${staffNumber}`;
  const doctor = role === 'doctor' || role === 'headDoctor';
  const facts = { person: id, name, sex, role, wards, ...(doctor && { specialty: dice.one(specialties) }) } as const;
  return { id, logins: [dice.phone(), staffNumber], email: addressOf(name.en, staffNumber), role, wards, name, facts };
}

/** As hospitals make them; the staff number tells apart those of one name. `.example` reaches nobody (RFC 2606). */
function addressOf(name: string, staffNumber: string): string {
  return `${name.toLowerCase().replace(/[^a-z]+/g, '.')}.${staffNumber.slice(-3)}@hospital.example`;
}

/** No two people of one name while there are other names. */
class NameBook {
  readonly #dice: Dice;
  readonly #taken = new Set<string>();

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  next(sex: 'female' | 'male'): BothScripts {
    for (let tries = 0; ; tries += 1) {
      const given = this.#dice.one(givenNames[sex]);
      const family = this.#dice.one(familyNames);
      const name = { en: `${given.en} ${family.en}`, ar: `${given.ar} ${family.ar}` };
      if (given.en === family.en || (this.#taken.has(name.en) && tries < 20)) continue;
      this.#taken.add(name.en);
      return name;
    }
  }
}
