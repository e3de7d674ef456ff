import type { Entries } from '@healthcare/domain';
import type { Dice } from './dice.ts';
import { allergens, pastIllnesses } from './illnesses.ts';
import { type BothScripts, familyNames, givenNames } from './names.ts';
import { Story } from './story.ts';

const day = 86_400_000;

export interface DemoPatient {
  readonly id: string;
  readonly sex: 'female' | 'male';
  /** As the board and the stay say it, in one of the scripts. */
  readonly label: string;
}

interface Registered {
  readonly by: string;
  readonly doctor: string;
  readonly wardId: string;
  readonly atMs: number;
}

/** The patients of the demo hospital and their medical history, numbered as they come. */
export class PatientBook {
  readonly patients: Entries[] = [];
  readonly records: Entries[] = [];
  readonly #dice: Dice;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  /** Somebody new comes to a ward. */
  next(sex: 'female' | 'male', { by, doctor, wardId, atMs }: Registered): DemoPatient {
    const dice = this.#dice;
    const number = this.patients.length + 1;
    const id = `patient-${number}`;
    const [first, father, family] = [dice.one(givenNames[sex]), dice.one(givenNames.male), dice.one(familyNames)];
    const given = { en: `${first.en} ${father.en}`, ar: `${first.ar} ${father.ar}` };
    const born = dayText(atMs - dice.between(18 * 365, 88 * 365) * day);
    const facts = {
      identity: 'known',
      family,
      given,
      sex,
      born,
      nationalId: nationalId(born, sex, dice),
      fileNumber: `HC-${String(4000 + number).padStart(6, '0')}`,
      phone: dice.phone(),
      contactName: contactOf(dice.one(givenNames.female), family, number % 2 === 0 ? 'ar' : 'en'),
      contactPhone: dice.phone(),
      bloodGroup: dice.one(['A+', 'A+', 'O+', 'O+', 'O-', 'B+', 'AB+'] as const),
      ...(dice.happens(60) && { insurance: String(dice.between(100_000_000, 999_999_999)) }),
    };
    const story = new Story(id).add('registered', by, atMs, { ...facts, wardId });
    this.#allergies(story, by, atMs + 600_000);
    this.patients.push(story.document);
    this.#history(id, { by, doctor, wardId, atMs: atMs + 1_200_000 });
    const script = dice.happens(50) ? 'ar' : 'en';
    return { id, sex, label: labelOf(family, given, script) };
  }

  /** Most are asked; some have one, a few nobody has asked yet. */
  #allergies(story: Story, by: string, atMs: number): void {
    const dice = this.#dice;
    if (dice.happens(15)) return;
    if (!dice.happens(30)) {
      story.add('noAllergiesKnown', by, atMs);
      return;
    }
    const known = dice.shuffled(allergens).slice(0, dice.between(1, 2));
    for (const [n, { agent, reaction }] of known.entries())
      story.add('allergyAdded', by, atMs + n * 1000, {
        agent,
        reaction: reaction[dice.happens(50) ? 'ar' : 'en'],
        severity: dice.one(['mild', 'moderate', 'severe'] as const),
      });
  }

  #history(patientId: string, { by, doctor, wardId, atMs }: Registered): void {
    const dice = this.#dice;
    for (const { disease, treatment } of dice.shuffled(pastIllnesses).slice(0, dice.between(0, 2))) {
      const script = dice.happens(50) ? 'ar' : 'en';
      const on = dayText(atMs - dice.between(200, 20 * 365) * day);
      const facts = { wardId, patientId, disease: disease[script], treatment: treatment[script], on, doctor };
      this.records.push(
        new Story(`history-${this.records.length + 1}`, 1).add('historyAdded', by, atMs, facts).document,
      );
    }
  }
}

/** As somebody wrote it down, in one of the scripts. */
function contactOf(given: BothScripts, family: BothScripts, script: 'en' | 'ar'): string {
  return `${given[script]} ${family[script]}`;
}

function labelOf(family: BothScripts, given: BothScripts, script: 'en' | 'ar'): string {
  return script === 'ar' ? `${given.ar} ${family.ar}` : `${given.en} ${family.en}`;
}

function dayText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** A number of the right structure; the last digit means nothing, as its rule is not published. */
function nationalId(born: string, sex: 'female' | 'male', dice: Dice): string {
  const century = born < '2000' ? '2' : '3';
  const governorate = dice.one(['01', '02', '12', '14', '21', '25'] as const);
  const serial = String(dice.between(0, 499) * 2 + (sex === 'male' ? 1 : 0)).padStart(4, '0');
  return `${century}${born.slice(2).replaceAll('-', '')}${governorate}${serial}${dice.between(1, 9)}`;
}
