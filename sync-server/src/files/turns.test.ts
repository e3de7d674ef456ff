import { expect, test } from 'vitest';
import { InOrder, Turns } from './turns.ts';

/** Work that ends when it is told to. */
function held() {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((done) => {
    end = done;
  });
  return { ended, end };
}

test('no more than the most run at once; the next runs when one has ended, also when it failed', async () => {
  const turns = new Turns({ most: 2, mostEach: 5 });
  const works = [held(), held(), held()];
  const running: number[] = [];
  const all = works.map(({ ended }, at) =>
    turns.run(`owner ${at}`, async () => {
      running.push(at);
      await ended;
      if (at === 0) throw new Error('broken off');
    }),
  );
  expect(running).toEqual([0, 1]);
  works[0]?.end();
  await expect(all[0]).rejects.toThrow('broken off');
  expect(running).toEqual([0, 1, 2]);
  for (const { end } of works) end();
  await Promise.allSettled(all);
  expect(turns.busy).toBe(0);
});

test('one owner has no more than their share, and has it again afterwards', async () => {
  const turns = new Turns({ most: 5, mostEach: 1 });
  const { ended, end } = held();
  const first = turns.run('a', () => ended);
  expect(await turns.run('a', async () => 'mine')).toBe('taken');
  expect(await turns.run('b', async () => 'theirs')).toBe('theirs');
  end();
  await first;
  expect(await turns.run('a', async () => 'mine')).toBe('mine');
});

test('what has one name runs one after another, over failures', async () => {
  const inOrder = new InOrder();
  const said: string[] = [];
  const { ended, end } = held();
  const first = inOrder.run('a', async () => {
    await ended;
    said.push('first');
    throw new Error('no');
  });
  const second = inOrder.run('a', async () => void said.push('second'));
  await inOrder.run('b', async () => void said.push('other'));
  end();
  await expect(first).rejects.toThrow('no');
  await second;
  expect(said).toEqual(['other', 'first', 'second']);
});
