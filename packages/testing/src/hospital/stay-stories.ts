import { type Entries, serverAuthor } from '@healthcare/domain';
import type { BedPlace } from '@healthcare/domain/stays';
import type { Dice } from './dice.ts';
import { familyNames, givenNames } from './names.ts';
import type { DemoPerson } from './people.ts';
import { leaveReasons } from './reasons.ts';
import { Story } from './story.ts';
import type { Ward } from './wards.ts';

interface Wanted {
  readonly wards: readonly Ward[];
  readonly people: readonly DemoPerson[];
  readonly nowMs: number;
}

const hour = 3_600_000;
/** Of a hundred beds; the rest are free, as on a ward that can still take somebody. */
const HELD = 80;
/** Of a hundred beds that are held: somebody was in it before. */
const HELD_BEFORE = 30;
const ALTERNATIVES = 4;

/** Who lies where: most beds are held, some were held before, and on the first ward one patient waits to be given another bed. */
export function staysOf({ wards, people, nowMs }: Wanted, dice: Dice): readonly Entries[] {
  const book = new Book(dice);
  return wards.flatMap((ward, at) => {
    const here = people.filter(({ wards: of, role }) => of.includes(ward.id) && role !== 'headDoctor');
    const { held, free } = bedsByChance(ward, dice);
    const nights = () => nowMs - dice.between(6, 9 * 24) * hour;
    const stays = held.flatMap((place) => {
      const since = nights();
      const before = dice.happens(HELD_BEFORE)
        ? [book.past(place, dice.one(here).id, since - dice.between(30, 90) * hour, since - 3 * hour)]
        : [];
      return [...before, book.current(place, dice.one(here).id, since)];
    });
    const [wanted] = held;
    if (at > 0 || !wanted) return stays;
    return [...stays, book.declined(wanted, { by: dice.one(here).id, atMs: nowMs - hour / 4, free })];
  });
}

function bedsByChance(
  ward: Ward,
  dice: Dice,
): { readonly held: readonly BedPlace[]; readonly free: readonly BedPlace[] } {
  const places = ward.rooms.flatMap(({ id: roomId, facts }) =>
    facts.beds.map(({ id: bedId, label: bed }) => ({ wardId: ward.id, roomId, room: facts.name, bedId, bed })),
  );
  const held = places.filter(() => dice.happens(HELD));
  return { held, free: places.filter((place) => !held.includes(place)) };
}

/** Numbers the stays and the confirmations of the hospital. */
class Book {
  readonly #dice: Dice;
  #stays = 0;
  #turns = 0;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  past(place: BedPlace, by: string, fromMs: number, untilMs: number): Entries {
    return this.#confirmed(place, by, fromMs).add('left', by, untilMs, { reason: this.#dice.one(leaveReasons) })
      .document;
  }

  current(place: BedPlace, by: string, fromMs: number): Entries {
    return this.#confirmed(place, by, fromMs).document;
  }

  declined(
    place: BedPlace,
    asked: { readonly by: string; readonly atMs: number; readonly free: readonly BedPlace[] },
  ): Entries {
    const story = this.#claimed(place, asked.by, asked.atMs);
    const claim = story.entries[0]?.id ?? '';
    const alternatives = asked.free.slice(0, ALTERNATIVES);
    const data = { claim, code: 'bed/held', about: place.bed, alternatives };
    return story.add('declined', serverAuthor.user, asked.atMs, data).document;
  }

  #confirmed(place: BedPlace, by: string, atMs: number): Story {
    this.#turns += 1;
    const story = this.#claimed(place, by, atMs);
    const claim = story.entries[0]?.id ?? '';
    return story.add('confirmed', serverAuthor.user, atMs, { claim, turn: this.#turns });
  }

  #claimed(place: BedPlace, by: string, atMs: number): Story {
    this.#stays += 1;
    return new Story(`stay-${this.#stays}`).add('claimed', by, atMs, { patient: this.#patient(), ...place });
  }

  #patient(): string {
    const given = this.#dice.one(givenNames[this.#dice.happens(50) ? 'female' : 'male']);
    const family = this.#dice.one(familyNames);
    const script = this.#dice.happens(50) ? 'ar' : 'en';
    return `${given[script]} ${family[script]}`;
  }
}
