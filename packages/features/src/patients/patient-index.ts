import MiniSearch from 'minisearch';
import { nameWords, searchable, withoutArticle } from '../finding/index.ts';
import { numberAsCompared, type PatientRow } from './patient-row.ts';

/** A shorter word of a name stands as it is: within three letters one other letter is another name. */
const MISSPELT_FROM = 5;
/** Fewer digits are in nearly every number. */
const LEAST_DIGITS = 3;
/** Nobody reads thousands in order; the next digit leaves fewer, and to put them in order takes longer than to find them. */
const MOST_ORDERED = 500;

/** Patients in memory. Names are found by the beginnings of their words, also misspelt by a letter; numbers by any part of three digits or more. */
export class PatientIndex {
  readonly #rows = new Map<string, PatientRow>();
  readonly #names = new MiniSearch<PatientRow>({
    fields: ['names'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term || null,
    autoVacuum: true,
  });

  get size(): number {
    return this.#rows.size;
  }

  put(row: PatientRow): void {
    const before = this.#rows.get(row.id);
    this.#rows.set(row.id, row);
    if (before === undefined) this.#names.add(row);
    else if (before.names !== row.names) this.#names.replace(row);
  }

  remove(id: string): void {
    if (this.#rows.delete(id)) this.#names.discard(id);
  }

  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of [...this.#rows.keys()]) if (!ids.has(id)) this.remove(id);
  }

  /** Those about whom people said different things while apart. */
  having(what: 'disputed' | 'contradicted'): readonly string[] {
    return [...this.#rows.values()].filter((row) => row[what]).map(({ id }) => id);
  }

  /** P8: ids of the documents that go on in this one, directly or by others. */
  mergedInto(id: string): readonly string[] {
    const into = new Map<string, string[]>();
    for (const row of this.#rows.values())
      if (row.mergedInto) into.set(row.mergedInto, [...(into.get(row.mergedInto) ?? []), row.id]);
    const found = new Set<string>();
    const follow = (one: string) => {
      for (const other of into.get(one) ?? [])
        if (other !== id && !found.has(other)) {
          found.add(other);
          follow(other);
        }
    };
    follow(id);
    return [...found].sort();
  }

  /** The best first; everybody with every word and number of the text. Nobody for an empty text. */
  search(text: string): readonly PatientRow[] {
    const parts = searchable(text).split(/\s+/);
    const numbers = parts.map(numberAsCompared).filter(isNumber);
    const words = nameWords(parts.filter((part) => !/\d/.test(part)).join(' '));
    if (words.length > 0) {
      const begun = this.#begun(words);
      return (begun.length > 0 ? begun : this.#named(words)).filter((row) => hasAll(row, numbers));
    }
    return numbers.length === 0 ? [] : this.#numbered(numbers, numberAsCompared(text));
  }

  /** A whole number first, then one that ends so (the last digits are what people remember), then any other. */
  #numbered(numbers: readonly string[], typed: string): readonly PatientRow[] {
    const inParts = numbers.length > 1 || numbers[0] !== typed;
    const [alone, atEnd] = [` ${typed} `, `${typed} `];
    const [whole, ended, other]: [PatientRow[], PatientRow[], PatientRow[]] = [[], [], []];
    for (const row of this.#rows.values()) {
      if (!row.numbers.includes(typed)) {
        if (inParts && hasAll(row, numbers)) other.push(row);
        continue;
      }
      if (row.numbers.includes(alone)) whole.push(row);
      else (row.numbers.includes(atEnd) ? ended : other).push(row);
    }
    return [whole, ended, other].flatMap((rows) => (rows.length > MOST_ORDERED ? rows : rows.sort(compare)));
  }

  /** By the beginnings of the words, whole words first. Walking through all is faster than an index where thousands are found. */
  #begun(words: readonly string[]): readonly PatientRow[] {
    const wanted = words.map((word) => withoutArticle(word).map((one) => ` ${one}`));
    const alone = wanted.map((any) => any.map((one) => `${one} `));
    const [whole, begun]: [PatientRow[], PatientRow[]] = [[], []];
    for (const row of this.#rows.values()) {
      if (hasEach(row, wanted)) (hasEach(row, alone) ? whole : begun).push(row);
    }
    return [...whole, ...begun];
  }

  /** Misspelt. */
  #named(words: readonly string[]): readonly PatientRow[] {
    const found = this.#names.search(
      {
        combineWith: 'AND',
        queries: words.map((word) => ({ combineWith: 'OR', queries: [...withoutArticle(word)] })),
      },
      {
        prefix: true,
        fuzzy: (term) => (term.length >= MISSPELT_FROM ? 1 : false),
        weights: { fuzzy: 0.3, prefix: 0.7 },
      },
    );
    return found.flatMap(({ id }) => this.#rows.get(id) ?? []);
  }
}

function isNumber(word: string): boolean {
  return word.length >= LEAST_DIGITS && /\d/.test(word);
}

/** Of each word one of its forms. */
function hasEach({ names }: PatientRow, words: readonly (readonly string[])[]): boolean {
  return words.every((forms) => forms.some((form) => names.includes(form)));
}

function hasAll(row: PatientRow, numbers: readonly string[]): boolean {
  return numbers.every((number) => row.numbers.includes(number));
}

function compare(a: PatientRow, b: PatientRow): number {
  return a.names < b.names ? -1 : 1;
}
