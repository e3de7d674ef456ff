import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PaperHospital, placeOf } from '../../testing/paper-hospital.ts';
import { AnswersRefused, Arbiter, type ArbiterPorts } from './arbiter.ts';
import type { Answers } from './ruling.ts';

/** What happens at one of the arbiter's awaits: things people do meanwhile, and what becomes of it. */
interface Moment {
  readonly acts: readonly Act[];
  readonly fate: 'goes on' | 'fails' | 'crashes';
}

interface Act {
  readonly stay: string;
  readonly does: 'claims' | 'leaves' | 'gives up' | 'rooms change';
  readonly bed: number;
  readonly missed: number;
}

const anyAct: fc.Arbitrary<Act> = fc.record({
  stay: fc.constantFrom('s1', 's2', 's3', 's4', 's5'),
  does: fc.constantFrom('claims', 'claims', 'claims', 'leaves', 'leaves', 'gives up', 'rooms change'),
  bed: fc.integer({ min: 1, max: 3 }),
  missed: fc.constantFrom(0, 0, 0, 1, 2, 9),
});

const anyMoment: fc.Arbitrary<Moment> = fc.record({
  acts: fc.array(anyAct, { maxLength: 3 }),
  fate: fc.constantFrom('goes on', 'goes on', 'goes on', 'goes on', 'fails', 'crashes'),
});

/** A hospital, and arbiters that come and go in it. After every single thing that is stored it is looked at. */
class Drill {
  readonly paper = new PaperHospital();
  readonly #moments: Moment[];
  #arbiter = this.#seated();
  #crashed = Promise.withResolvers<void>();
  /** A broken rule ends the drill: the arbiter itself would take it for a trouble and try again. */
  readonly #broken = Promise.withResolvers<never>();
  /** Times an arbiter was ended in the middle. */
  crashes = 0;

  constructor(moments: readonly Moment[]) {
    this.#moments = [...moments];
    this.paper.room('401', [1, 2]);
    this.paper.room('402', [3]);
  }

  /** Until nothing is left that could happen. */
  async run(): Promise<void> {
    this.#broken.promise.catch(() => undefined); // asked for below, perhaps later than it happens
    do {
      this.#act(this.#moments.shift()?.acts ?? []);
      this.#arbiter.wake();
      await Promise.race([this.#arbiter.idle(), this.#crashed.promise, this.#broken.promise]);
    } while (this.#moments.length > 0);
    this.#arbiter.wake();
    await Promise.race([this.#arbiter.idle(), this.#broken.promise]);
  }

  #seated(): Arbiter {
    const one: Arbiter = new Arbiter(this.#portsFor(() => one));
    return one;
  }

  #portsFor(self: () => Arbiter): ArbiterPorts {
    const { paper } = this;
    // Each page begins a little before what was asked for: the feed says things twice.
    const page = <Row>(rows: readonly Row[]) => ({ rows: rows.slice(0, 3), ended: rows.length <= 3 });
    return {
      roomsAfter: (seq) => this.#await(self, () => page(paper.roomRows(seq - 1))),
      staysAfter: (seq) => this.#await(self, () => page(paper.stayRows(seq - 1))),
      write: async (answers) => {
        for (const one of answers) await this.#await(self, () => this.#stored(one));
      },
      now: () => 0,
      onTrouble: () => undefined,
      pause: () => Promise.resolve(),
    };
  }

  /** Something of the arbiter's that takes time: people work before it and after it, and it can end badly at either side. */
  async #await<Value>(self: () => Arbiter, effect: () => Value): Promise<Value> {
    await this.#moment(self);
    const value = effect();
    await this.#moment(self);
    return value;
  }

  async #moment(self: () => Arbiter): Promise<void> {
    await Promise.resolve();
    if (self() !== this.#arbiter) return forever(); // ended long ago
    const { acts, fate } = this.#moments.shift() ?? { acts: [], fate: 'goes on' };
    this.#act(acts);
    if (fate === 'fails') throw new Error('the disk was full');
    if (fate === 'goes on') return;
    this.crashes += 1;
    this.#arbiter = this.#seated();
    const { resolve } = this.#crashed;
    this.#crashed = Promise.withResolvers();
    resolve();
    return forever();
  }

  #act(acts: readonly Act[]): void {
    for (const { stay, does, bed, missed } of acts) {
      if (does === 'claims')
        this.paper.does(stay, { kind: 'claimed', data: { patient: 'Sara', ...placeOf(bed) }, missed });
      if (does === 'leaves') this.paper.does(stay, { kind: 'left', data: { reason: 'went home' }, missed });
      if (does === 'gives up') this.paper.does(stay, { kind: 'withdrawn', data: { reason: 'went home' }, missed });
      if (does === 'rooms change') this.paper.room('401', bed === 1 ? [1] : [1, 2]);
      this.#look();
    }
    if (acts.length > 0) this.#arbiter.wake();
  }

  #stored({ stay, entries }: Answers): void {
    const refused = this.paper.stored(stay, entries);
    if (refused.length > 0) this.#breaks(`the arbiter's answer was refused: ${refused[0]?.code}`);
    this.#look();
  }

  /** A3 and A1, after every single step. */
  #look(): void {
    for (const [bed, holders] of this.paper.holders())
      if (holders.length > 1) this.#breaks(`${bed} has the holders ${holders}`);
    for (const { entries } of this.paper.everyStay) {
      const answered = entries.flatMap(({ kind, data }) =>
        kind === 'confirmed' || kind === 'declined' ? [String(data.claim)] : [],
      );
      if (new Set(answered).size < answered.length) this.#breaks(`answered twice: ${answered}`);
    }
  }

  #breaks(rule: string): void {
    this.#arbiter = this.#seated(); // the one at work never gets further
    this.#broken.reject(new Error(rule));
  }
}

function forever(): Promise<never> {
  return new Promise(() => undefined);
}

const anyDrill = fc.array(anyMoment, { minLength: 5, maxLength: 60 });

test('A1, A3, A4 never two holders, each claim answered once, none left: whatever crashes and whatever people do meanwhile', async () => {
  let crashes = 0;
  let held = 0;
  await fc.assert(
    fc.asyncProperty(anyDrill, async (moments) => {
      const drill = new Drill(moments);
      await drill.run();
      for (const { claims, _id } of drill.paper.everyStay)
        for (const { answer } of claims) expect(answer.is, _id).not.toBe('waiting');
      crashes += drill.crashes;
      held += drill.paper.holders().size;
    }),
    { numRuns: 400 },
  );
  // The drill is one: arbiters did crash, and beds were given.
  expect(crashes).toBeGreaterThan(200);
  expect(held).toBeGreaterThan(200);
});

test('stopped, it finishes what is under way, begins nothing more, and does not wait out its pause', async () => {
  const paper = new PaperHospital();
  paper.room('401', [1, 2]);
  const entered = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const stored: string[] = [];
  const arbiter = new Arbiter({
    roomsAfter: async (seq) => ({ rows: paper.roomRows(seq), ended: true }),
    staysAfter: async (seq) => ({ rows: paper.stayRows(seq), ended: true }),
    async write(answers) {
      entered.resolve();
      await gate.promise;
      stored.push(...answers.map(({ stay }) => stay));
    },
    now: () => 0,
    onTrouble: () => undefined,
  });
  paper.does('s1', { kind: 'claimed', data: { patient: 'Sara', ...placeOf(1) } });
  arbiter.wake();
  await entered.promise;
  paper.does('s2', { kind: 'claimed', data: { patient: 'Omar', ...placeOf(2) } });
  arbiter.wake();
  const stopped = arbiter.stop();
  gate.resolve();
  await stopped;
  expect(stored).toEqual(['s1']);
  arbiter.wake();
  await arbiter.idle();
  expect(stored).toEqual(['s1']);
});

test('M5 a bed that was closed before the claim came is not given, also when both came while the arbiter was reading', async () => {
  const paper = new PaperHospital();
  paper.room('401', [1, 2]);
  let reads = 0;
  /** After the first read of whatever is read first. */
  const meanwhile = () => {
    reads += 1;
    if (reads !== 1) return;
    paper.inRoom('401', 'bedClosed', { bed: 'bed-1', reason: 'broken' });
    paper.does('s1', { kind: 'claimed', data: { patient: 'Sara', ...placeOf(1) } });
  };
  const arbiter = new Arbiter({
    roomsAfter: async (seq) => {
      const rows = paper.roomRows(seq);
      meanwhile();
      return { rows, ended: true };
    },
    staysAfter: async (seq) => {
      const rows = paper.stayRows(seq);
      meanwhile();
      return { rows, ended: true };
    },
    write: async (answers) => {
      for (const { stay, entries } of answers) paper.stored(stay, entries);
    },
    now: () => 0,
    onTrouble: () => undefined,
  });
  arbiter.wake();
  await arbiter.idle();
  arbiter.wake(); // the feed told of the claim
  await arbiter.idle();
  expect(paper.stay('s1')?.claims[0]?.answer).toMatchObject({ is: 'declined', code: 'bed/closed' });
});

test('a write that failed is tried again by itself, with the same answers', async () => {
  const paper = new PaperHospital();
  paper.room('401', [1, 2]);
  paper.does('s1', { kind: 'claimed', data: { patient: 'Sara', ...placeOf(1) } });
  const asked: (readonly Answers[])[] = [];
  const troubles: unknown[] = [];
  const arbiter = new Arbiter({
    roomsAfter: async (seq) => ({ rows: paper.roomRows(seq), ended: true }),
    staysAfter: async (seq) => ({ rows: paper.stayRows(seq), ended: true }),
    async write(answers) {
      asked.push(answers);
      if (asked.length === 1) throw new Error('the disk was full');
      for (const { stay, entries } of answers) paper.stored(stay, entries);
    },
    now: () => 0,
    onTrouble: (trouble) => void troubles.push(trouble),
    pause: () => Promise.resolve(),
  });
  arbiter.wake();
  await arbiter.idle();
  expect(asked).toHaveLength(2);
  expect(asked[1]).toEqual(asked[0]);
  expect(troubles).toEqual([new Error('the disk was full')]);
  expect(paper.stay('s1')?.state).toBe('confirmed');
});

test('answers that the server refuses are thought about anew, from what the documents say', async () => {
  const paper = new PaperHospital();
  paper.room('401', [1, 2]);
  paper.does('s1', { kind: 'claimed', data: { patient: 'Sara', ...placeOf(1) } });
  const begun: number[] = [];
  let refused = 0;
  const arbiter = new Arbiter({
    roomsAfter: async (seq) => ({ rows: paper.roomRows(seq), ended: true }),
    staysAfter: async (seq) => {
      begun.push(seq);
      return { rows: paper.stayRows(seq), ended: true };
    },
    async write(answers) {
      if (begun.length === 1) throw new AnswersRefused(['claim/answered']);
      for (const { stay, entries } of answers) refused += paper.stored(stay, entries).length;
    },
    now: () => 0,
    onTrouble: () => undefined,
    pause: () => Promise.resolve(),
  });
  arbiter.wake();
  await arbiter.idle();
  expect(begun).toEqual([0, 0]);
  expect(refused).toBe(0);
  expect(paper.stay('s1')?.state).toBe('confirmed');
});

test('what cannot be read is told, and tried again until the arbiter is stopped', async () => {
  const troubled = Promise.withResolvers<unknown>();
  const arbiter = new Arbiter({
    roomsAfter: () => Promise.reject(new Error('no disk')),
    staysAfter: () => Promise.reject(new Error('no disk')),
    write: async () => undefined,
    now: () => 0,
    onTrouble: troubled.resolve,
  });
  arbiter.wake();
  expect(await troubled.promise).toEqual(new Error('no disk'));
  await arbiter.stop(); // in the middle of its pause
});
