import { type Entries, serverAuthor } from '@healthcare/domain';
import type { BedPlace } from '@healthcare/domain/stays';
import type { Dice } from './dice.ts';
import { type Illness, illnesses } from './illnesses.ts';
import { type DemoPatient, PatientBook } from './patient-stories.ts';
import type { DemoPerson } from './people.ts';
import { leaveReasons } from './reasons.ts';
import { Story } from './story.ts';
import type { Ward } from './wards.ts';

interface Wanted {
  readonly wards: readonly Ward[];
  readonly people: readonly DemoPerson[];
  readonly nowMs: number;
}

export interface WhoLiesWhere {
  readonly stays: readonly Entries[];
  readonly patients: readonly Entries[];
  readonly records: readonly Entries[];
}

const hour = 3_600_000;
/** Of a hundred beds; the rest are free, to be cleaned, or kept for somebody, as on a ward that can still take somebody. */
const HELD = 80;
/** Of a hundred beds that are held: somebody was in it before. */
const HELD_BEFORE = 30;
/** Of a hundred beds that nobody holds: left this morning, and not clean yet. */
const TO_CLEAN = 40;
/** Of a hundred beds that nobody holds and that are clean: booked for somebody who comes today. */
const BOOKED = 25;
/** Of a hundred patients: on leave for some hours. */
const ON_LEAVE = 3;
/** Of a hundred patients: expected to leave today. */
const OUT_TODAY = 12;
const ALTERNATIVES = 4;

/**
 * Who lies where: most beds are held, some were held before, some are to be cleaned or booked, and on the first ward one patient waits
 * to be given another bed. Rooms of several beds are for women or for men.
 */
export function staysOf({ wards, people, nowMs }: Wanted, dice: Dice): WhoLiesWhere {
  const patients = new PatientBook(dice);
  const book = new Book(patients, dice, nowMs);
  const stays = wards.flatMap((ward, at) => {
    const team = teamOf(ward, people, dice);
    const { held, free } = bedsByChance(ward, dice);
    const lying = held.flatMap(({ place, sex }) => book.held(place, sex, team));
    const [wanted] = held;
    if (at > 0 || !wanted) return [...lying, ...free.flatMap(({ place, sex }) => book.notHeld(place, sex, team))];
    const [task, ...others] = free;
    const alternatives = task ? [task.place] : [];
    const waiting = book.declined(wanted.place, wanted.sex, { team, atMs: nowMs - hour / 4, free: alternatives });
    return [...lying, waiting, ...others.flatMap(({ place, sex }) => book.notHeld(place, sex, team))];
  });
  return { stays, patients: patients.patients, records: patients.records };
}

interface Team {
  readonly nurse: () => string;
  readonly doctor: () => string;
}

function teamOf(ward: Ward, people: readonly DemoPerson[], dice: Dice): Team {
  const here = people.filter(({ wards: of }) => of.includes(ward.id));
  const ids = (of: DemoPerson['role']) => here.filter(({ role }) => role === of).map(({ id }) => id);
  const [nurses, doctors] = [ids('nurse'), ids('doctor')];
  return { nurse: () => dice.one(nurses), doctor: () => dice.one(doctors) };
}

interface PlaceFor {
  readonly place: BedPlace;
  readonly sex: 'female' | 'male';
}

function bedsByChance(
  ward: Ward,
  dice: Dice,
): { readonly held: readonly PlaceFor[]; readonly free: readonly PlaceFor[] } {
  const places = ward.rooms.flatMap(({ id: roomId, facts }): readonly PlaceFor[] => {
    const sex = dice.happens(50) ? 'female' : 'male';
    return facts.beds.map(({ id: bedId, label: bed }) => ({
      place: { wardId: ward.id, roomId, room: facts.name, bedId, bed },
      sex,
    }));
  });
  const held = places.filter(() => dice.happens(HELD));
  return { held, free: places.filter((place) => !held.includes(place)) };
}

/** Numbers the stays and the confirmations of the hospital. */
class Book {
  readonly #patients: PatientBook;
  readonly #dice: Dice;
  readonly #nowMs: number;
  #stays = 0;
  #turns = 0;

  constructor(patients: PatientBook, dice: Dice, nowMs: number) {
    this.#patients = patients;
    this.#dice = dice;
    this.#nowMs = nowMs;
  }

  /** Somebody lies here; now and then somebody did before. */
  held(place: BedPlace, sex: 'female' | 'male', team: Team): readonly Entries[] {
    const since = this.#nowMs - this.#dice.between(6, 9 * 24) * hour;
    const before = this.#dice.happens(HELD_BEFORE) ? [this.#past(place, sex, team, since)] : [];
    const { story, illness, script } = this.#confirmed(place, sex, team, since);
    this.#cared(story, { illness, script, team, atMs: since + hour });
    if (this.#dice.happens(ON_LEAVE))
      story.add('wentOnLeave', team.nurse(), this.#nowMs - hour, { backAt: wallTime(this.#nowMs + 6 * hour) });
    return [...before, story.document];
  }

  /** A bed nobody lies in: to be cleaned, booked, or free. */
  notHeld(place: BedPlace, sex: 'female' | 'male', team: Team): readonly Entries[] {
    if (this.#dice.happens(TO_CLEAN)) {
      const since = this.#nowMs - this.#dice.between(30, 100) * hour;
      const { story, illness, script } = this.#confirmed(place, sex, team, since);
      const leftMs = this.#nowMs - this.#dice.between(15, 150) * 60_000;
      const needs = illness.isolation ? 'deepCleaning' : 'cleaning';
      story.add('left', team.nurse(), leftMs, { reason: this.#dice.one(leaveReasons)[script], needs });
      if (this.#dice.happens(30)) story.add('cleaningBegun', team.nurse(), leftMs + 600_000, { claim: claimOf(story) });
      return [story.document];
    }
    if (!this.#dice.happens(BOOKED)) return [];
    const reservedFrom = wallTime(this.#nowMs + this.#dice.between(1, 9) * hour);
    return [this.#confirmed(place, sex, team, this.#nowMs - 5 * hour, { reservedFrom }).story.document];
  }

  declined(
    place: BedPlace,
    sex: 'female' | 'male',
    asked: { readonly team: Team; readonly atMs: number; readonly free: readonly BedPlace[] },
  ): Entries {
    const { story } = this.#claimed(place, sex, asked.team, asked.atMs);
    const alternatives = asked.free.slice(0, ALTERNATIVES);
    const data = { claim: claimOf(story), code: 'bed/held', about: place.bed, alternatives };
    return story.add('declined', serverAuthor.user, asked.atMs, data).document;
  }

  #past(place: BedPlace, sex: 'female' | 'male', team: Team, untilMs: number): Entries {
    const { story, script } = this.#confirmed(place, sex, team, untilMs - this.#dice.between(30, 90) * hour);
    const leftMs = untilMs - 3 * hour;
    story.add('left', team.nurse(), leftMs, { reason: this.#dice.one(leaveReasons)[script], needs: 'cleaning' });
    return story.add('cleaned', team.nurse(), leftMs + hour, { claim: claimOf(story) }).document;
  }

  #confirmed(place: BedPlace, sex: 'female' | 'male', team: Team, atMs: number, more: object = {}): Begun {
    this.#turns += 1;
    const begun = this.#claimed(place, sex, team, atMs, more);
    begun.story.add('confirmed', serverAuthor.user, atMs, { claim: claimOf(begun.story), turn: this.#turns });
    return begun;
  }

  #claimed(place: BedPlace, sex: 'female' | 'male', team: Team, atMs: number, more: object = {}): Begun {
    this.#stays += 1;
    const by = team.nurse();
    const known = { by, doctor: team.doctor(), wardId: place.wardId, atMs: atMs - hour / 2 };
    const patient: DemoPatient = this.#patients.next(sex, known);
    const claim = { patient: patient.label, patientId: patient.id, ...place, ...more };
    const story = new Story(`stay-${this.#stays}`, 1).add('claimed', by, atMs, claim);
    return { story, illness: this.#dice.one(illnesses), script: this.#dice.happens(50) ? 'ar' : 'en' };
  }

  #cared(story: Story, { illness, script, team, atMs }: Omit<Begun, 'story'> & { team: Team; atMs: number }): void {
    const days = this.#dice.happens(OUT_TODAY) ? 0 : this.#dice.between(1, 7);
    const until = wallTime(this.#nowMs + days * 24 * hour + this.#dice.between(1, 6) * hour);
    story.add('amended', team.doctor(), atMs, {
      doctor: team.doctor(),
      nurse: team.nurse(),
      disease: illness.disease[script],
      treatment: illness.treatment[script],
      isolation: illness.isolation ?? 'none',
      until,
    });
  }
}

interface Begun {
  readonly story: Story;
  readonly illness: Illness;
  readonly script: 'en' | 'ar';
}

function claimOf(story: Story): string {
  return story.entries[0]?.id ?? '';
}

const wallClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Africa/Cairo',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** By the clock on the ward's wall, on the quarter of an hour, as people plan. */
function wallTime(ms: number): string {
  const quarter = 900_000;
  return wallClock.format(Math.round(ms / quarter) * quarter).replace(' ', 'T');
}
