import type { SignedIn } from '@healthcare/protocol';
import { firstValueFrom } from 'rxjs';
import { expect, test } from 'vitest';
import { keyFor } from '../seals/data-key.ts';
import { Keyring, type KeyringPlace, MOST_FAILURES } from './keyring.ts';
import { type KnownTime, knownTimeIn } from './known-time.ts';
import { pinTrouble } from './pin.ts';

const hour = 3_600_000;
const cheap = { memoryKiB: 64, passes: 1 };
const right = '720518';

const signedIn: SignedIn = {
  token: 'a-token-of-twenty-two-chars',
  session: {
    grant: 'g1',
    user: 'salma',
    role: 'nurse',
    wards: ['4B'],
    workstation: 'wk-1',
    kind: 'ward',
    wardId: '4B',
    scopes: ['ward:4B'],
    issuedAt: new Date(0).toISOString(),
    expiresAt: new Date(12 * hour).toISOString(),
    serverTime: new Date(0).toISOString(),
  },
};
const opened = { ...signedIn, workstation: 'w'.repeat(43), person: 'p'.repeat(43) };
const salma = { user: 'salma', name: { en: 'Salma Nasr', ar: 'سلمى نصر' }, role: 'nurse', sex: 'female' } as const;

function disk(): KeyringPlace & { text: string | undefined } {
  return {
    text: undefined,
    async read() {
      return this.text;
    },
    async write(text) {
      this.text = text;
    },
  };
}

const shownKey = keyFor('people', new Uint8Array(32).fill(3));
/** A workstation that knows the time as it is told here. */
function timeBy(now: () => number): KnownTime {
  let aheadMs = 0;
  return {
    now: () => now() + aheadMs,
    heard: (serverMs) => {
      aheadMs = serverMs - now();
    },
  };
}

async function keyringOn(place: KeyringPlace, { now = (): number => hour, workstation = 'wk-1' } = {}) {
  return Keyring.open({ place, shownKey: await shownKey, workstation, time: timeBy(now), cost: cheap });
}

test.each([
  ['12345', 'pin/short'],
  ['111111', 'pin/simple'],
  ['123456', 'pin/simple'],
  ['987654', 'pin/simple'],
  ['789012', 'pin/simple'],
  ['121212', 'pin/simple'],
  ['482482', 'pin/simple'],
  ['١٢٣٤٥٦', 'pin/simple'],
  ['112233', 'pin/simple'],
  ['abcdef', 'pin/simple'],
  ['000001', 'pin/own-number'],
  ['01000000001', 'pin/own-number'],
  ['x'.repeat(65), 'pin/long'],
  ['720518', undefined],
  ['٧٢٠٥١٨', undefined],
  ['blue ward 7', undefined],
] as const)('the PIN %s of 0100 000 0001 is answered with %s', (pin, trouble) => {
  expect(pinTrouble(pin, ['0100 000 0001'])).toBe(trouble);
});

test('the right PIN gives back the pass and the keys, also after a restart, typed on any keyboard; a wrong one nothing', async () => {
  const place = disk();
  const keyring = await keyringOn(place);
  await keyring.set(salma, right, opened);
  expect(await keyring.unlock('salma', '720519')).toEqual({ ok: false, code: 'pin/wrong', left: 9 });
  const later = await keyringOn(place);
  expect(await later.unlock('salma', '٧٢٠٥١٨')).toEqual({ ok: true, opened });
  expect(await later.unlock('omar', right)).toEqual({ ok: false, code: 'pin/none' });
});

test('X6 nothing readable is on the disk: no name, no token, no key, no PIN', async () => {
  const place = disk();
  await (await keyringOn(place)).set(salma, right, opened);
  for (const secret of ['Salma', 'salma', 'سلمى', signedIn.token, 'wwww', 'pppp', right])
    expect(place.text).not.toContain(secret);
});

test('X7 the tenth wrong PIN destroys what it opened: the right one no longer helps, also from the disk as it then is', async () => {
  const place = disk();
  const keyring = await keyringOn(place);
  await keyring.set(salma, right, opened);
  const before = place.text?.length ?? 0;
  for (let left = MOST_FAILURES - 1; left > 0; left -= 1)
    expect(await keyring.unlock('salma', '999999')).toEqual({ ok: false, code: 'pin/wrong', left });
  expect(await keyring.unlock('salma', '999999')).toEqual({ ok: false, code: 'pin/destroyed' });
  expect(place.text?.length).toBeLessThan(before / 2); // the box is gone, not only forbidden
  const later = await keyringOn(place);
  expect(await later.unlock('salma', right)).toEqual({ ok: false, code: 'pin/destroyed' });
  expect(await firstValueFrom(later.people)).toMatchObject([{ user: 'salma', destroyed: true }]);
  await later.set(salma, right, opened); // after a full sign-in
  expect(await later.unlock('salma', right)).toMatchObject({ ok: true });
});

test('a right PIN begins the count anew', async () => {
  const keyring = await keyringOn(disk());
  await keyring.set(salma, right, opened);
  for (let n = 0; n < 9; n += 1) await keyring.unlock('salma', '999999');
  expect(await keyring.unlock('salma', right)).toMatchObject({ ok: true });
  expect(await keyring.unlock('salma', '999999')).toMatchObject({ left: 9 });
});

test('X7 a try counts before it is made: ending the program in the middle of it, again and again, gives no more than ten', async () => {
  const place = disk();
  await (await keyringOn(place)).set(salma, right, opened);
  for (let n = 0; n < MOST_FAILURES; n += 1) {
    const tried = await keyringOn(place);
    const written = place.write.bind(place);
    let counted = false;
    place.write = async (text) => {
      if (counted) throw new Error('the program has ended');
      counted = true;
      await written(text);
    };
    await tried.unlock('salma', '999999').catch(() => undefined);
    place.write = written;
  }
  expect(await (await keyringOn(place)).unlock('salma', right)).toMatchObject({ ok: false });
});

test('tries that are made at once count one by one', async () => {
  const keyring = await keyringOn(disk());
  await keyring.set(salma, right, opened);
  const answers = await Promise.all(Array.from({ length: 20 }, () => keyring.unlock('salma', '999999')));
  expect(answers.filter(({ ok }) => ok)).toEqual([]);
  expect(answers.filter((one) => !one.ok && one.code === 'pin/destroyed')).toHaveLength(11);
});

test('a box does not open at another workstation, nor in the place of another person', async () => {
  const place = disk();
  const keyring = await keyringOn(place);
  await keyring.set(salma, right, opened);
  expect(await (await keyringOn(place, { workstation: 'wk-2' })).unlock('salma', right)).toMatchObject({ ok: false });
});

test('who has shown again who they are has another token: the PIN opens that one, and only the person who is here can change it', async () => {
  const place = disk();
  const keyring = await keyringOn(place);
  await keyring.set(salma, right, opened);
  await keyring.renew('salma', { ...signedIn, token: 'another-token-of-the-session' });
  const later = await keyringOn(place);
  await later.renew('salma', { ...signedIn, token: 'a-token-from-nobody-who-is-here' });
  expect(await later.unlock('salma', right)).toEqual({
    ok: true,
    opened: { ...opened, token: 'another-token-of-the-session' },
  });
});

test('with the sign-in ends the PIN: it is not shown, opens nothing, and is not kept once the server has said so', async () => {
  const place = disk();
  const keyring = await keyringOn(place);
  await keyring.set(salma, right, opened);
  const later = await keyringOn(place, { now: () => 13 * hour });
  expect(await firstValueFrom(later.people)).toEqual([]);
  expect(await later.unlock('salma', right)).toEqual({ ok: false, code: 'pin/none' });
  expect(await (await keyringOn(place)).unlock('salma', right)).toMatchObject({ ok: true }); // its clock was wrong, and is right again
  await later.heard(13 * hour);
  expect(await (await keyringOn(place)).unlock('salma', right)).toEqual({ ok: false, code: 'pin/none' });
});

test('a PIN whose sign-in has been over for a day is not kept, also where no server was heard', async () => {
  const place = disk();
  await (await keyringOn(place)).set(salma, right, opened);
  await keyringOn(place, { now: () => 37 * hour });
  expect(await (await keyringOn(place)).unlock('salma', right)).toEqual({ ok: false, code: 'pin/none' });
});

test('X22 a PIN that has ended by the server is not brought back by a clock that is set back', async () => {
  const [place, clocks] = [disk(), { wallMs: hour, steadyMs: 0 }];
  const told: { text: string | null } = { text: null };
  const time = () =>
    knownTimeIn(
      { read: () => told.text, write: (text) => void Object.assign(told, { text }) },
      { wall: () => clocks.wallMs, steady: () => clocks.steadyMs },
    );
  const parts = { place, shownKey: await shownKey, workstation: 'wk-1', cost: cheap };
  const keyring = await Keyring.open({ ...parts, time: time() });
  await keyring.heard(hour);
  await keyring.set(salma, right, opened);
  clocks.steadyMs = 11.5 * hour; // eleven and a half hours of work, and the clock says that none has passed
  expect(await keyring.unlock('salma', right)).toEqual({ ok: false, code: 'pin/none' });
  expect(await firstValueFrom(keyring.people)).toMatchObject([{ user: 'salma' }]); // as it was told last
  keyring.passed();
  expect(await firstValueFrom(keyring.people)).toEqual([]);
  const again = await Keyring.open({ ...parts, time: time() });
  expect(await again.unlock('salma', right)).toEqual({ ok: false, code: 'pin/none' });
});

test('whoever set a PIN before the staff directory was here, or has another name since, is shown by the name it has now', async () => {
  const place = disk();
  const keyring = await keyringOn(place);
  await keyring.set({ ...salma, name: { en: 'salma', ar: 'salma' } }, right, opened);
  const { name, role, sex } = salma;
  await keyring.named({ salma: { name, role, sex }, omar: { name, role, sex } });
  expect(await firstValueFrom((await keyringOn(place)).people)).toMatchObject([{ user: 'salma', name, role, sex }]);
  await keyring.named({}); // a directory that is not here yet
  expect(await firstValueFrom(keyring.people)).toMatchObject([{ user: 'salma', name }]);
  expect(await keyring.unlock('salma', right)).toMatchObject({ ok: true });
});

test('U9 a badge that was given, changed or taken away counts here once the server has told of it', async () => {
  const place = disk();
  const keyring = await keyringOn(place);
  await keyring.set({ ...salma, badges: ['01000000001', 'hc2044'] }, right, opened);
  const badges = async () => (await firstValueFrom((await keyringOn(place)).people)).map((one) => one.badges);
  await keyring.knows([{ user: 'salma', badges: ['0100 000 0001', 'HC-2045'] }]);
  expect(await badges()).toEqual([['01000000001', 'hc2045']]);
  expect([keyring.isBadgeOfAnother('HC-2044', 'omar'), keyring.isBadgeOfAnother('HC-2045', 'omar')]).toEqual([
    false,
    true,
  ]);
  await keyring.knows([]); // their sign-in waits here no longer
  expect(await badges()).toEqual([[]]);
  expect(await keyring.unlock('salma', right)).toMatchObject({ ok: true });
});
