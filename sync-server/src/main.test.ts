import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { accounts, callerAt, raise } from '../testing/server-under-test.ts';
import { seedFolder } from './seed.ts';

const main = join(import.meta.dirname, 'main.ts');

function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'healthcare-process-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

interface ServerProcess {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

function run(settings: Readonly<Record<string, string>>): ServerProcess {
  const env = { PATH: process.env.PATH ?? '', HEALTHCARE_PORT: '0', ...settings };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => (said += String(text)));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, said: () => said, ended };
}

async function listening(server: ServerProcess): Promise<string> {
  const early = server.ended.then(() => {
    throw new Error(`it ended: ${server.said()}`);
  });
  const [told] = (await Promise.race([once(server.child, 'message'), early])) as [{ readonly listening: string }];
  early.catch(() => undefined); // its later end is asked for
  return told.listening;
}

async function running(data: string): Promise<ServerProcess & { readonly url: string }> {
  const server = run({ HEALTHCARE_DATA: data, HEALTHCARE_ENROLMENT: 'open' });
  return { ...server, url: await listening(server) };
}

async function folderWithPeople(): Promise<string> {
  const data = tempFolder();
  await seedFolder(data, { accounts: await accounts(), documents: {} });
  return data;
}

test('SIGKILL in the middle of 200 pushes loses no answered entry, and none is there twice (promises 1, 4)', async () => {
  const data = await folderWithPeople();
  const first = await running(data);
  const salma = await callerAt(first.url, 'salma');
  const raised = salma.entry('raised', raise);
  await salma.push([{ _id: 'c0', entries: [raised] }]);
  const answered = new Set<string>([raised.id]);
  // Ten hands with twenty writes each, one after the other: at the kill most are still to come, however quick the server is.
  const hands = Array.from({ length: 10 }, async (_, hand) => {
    for (let n = hand * 20; n < hand * 20 + 20; n++) {
      const id = n % 2 === 0 ? `c${n}` : 'c0';
      const entry =
        n % 2 === 0 ? salma.entry('raised', raise) : salma.entry('amended', { bed: String(n) }, { after: [raised.id] });
      const [answer] = await salma.push([{ _id: id, entries: [entry] }]);
      if (answer?.ok && answer.refused?.length === 0) answered.add(entry.id);
      if (answered.size === 60) first.child.kill('SIGKILL');
    }
  });
  const ends = await Promise.allSettled(hands);
  expect(await first.ended).toBeNull();
  expect(ends.some(({ status }) => status === 'rejected')).toBe(true);
  const second = await running(data);
  const again = await callerAt(second.url, 'salma');
  const page = (await (await again.request('/db/calls/_changes?lineage=&limit=1000')).json()) as {
    readonly results: readonly { readonly doc: { readonly entries: readonly { readonly id: string }[] } }[];
  };
  const there = page.results.flatMap(({ doc }) => doc.entries.map(({ id }) => id));
  expect([...answered].filter((id) => !there.includes(id))).toEqual([]);
  expect(new Set(there).size).toBe(there.length);
});

test('SIGTERM: what is under way is answered and kept, then the process ends with 0', async () => {
  const data = await folderWithPeople();
  const first = await running(data);
  const salma = await callerAt(first.url, 'salma');
  const answered: string[] = [];
  const pushes = Array.from({ length: 100 }, async (_, n) => {
    const [answer] = await salma.push([{ _id: `c${n}`, entries: [salma.entry('raised', raise)] }]);
    if (answer?.ok) answered.push(answer.id);
    if (answered.length === 1) first.child.kill('SIGTERM');
  });
  await Promise.allSettled(pushes);
  expect(await first.ended).toBe(0);
  const second = await running(data);
  const again = await callerAt(second.url, 'salma');
  const page = (await (await again.request('/db/calls/_changes?lineage=')).json()) as {
    readonly results: readonly { id: string }[];
  };
  const there = page.results.map(({ id }) => id);
  expect(answered.length).toBeGreaterThan(0);
  expect(answered.filter((id) => !there.includes(id))).toEqual([]);
});

test('a session survives a restart, and the one who is signed in works on', async () => {
  const data = await folderWithPeople();
  const first = await running(data);
  const salma = await callerAt(first.url, 'salma');
  first.child.kill('SIGKILL');
  await first.ended;
  const second = await running(data);
  const response = await fetch(`${second.url}/api/session`, { headers: { authorization: `Bearer ${salma.token}` } });
  expect(await response.json()).toMatchObject({ user: 'salma', grant: salma.session.grant });
});

test('wrong settings: each is named in a plain sentence, and the code says not to try again unchanged', async () => {
  const file = join(tempFolder(), 'server.json');
  writeFileSync(file, '{ "sessionHours": "long", "colour": "red" }');
  const server = run({ HEALTHCARE_CONFIG: file, HEALTHCARE_PORT: 'many', HEALTHCARE_LOG_LEVEL: 'loud' });
  expect(await server.ended).toBe(78);
  for (const name of ['HEALTHCARE_PORT', 'HEALTHCARE_LOG_LEVEL', 'sessionHours', 'colour'])
    expect(server.said()).toContain(`the setting ${name} is wrong`);
});

test('a port that is taken, a folder that cannot be used and one that another server uses are named', async () => {
  const data = await folderWithPeople();
  const first = await running(data);
  const port = new URL(first.url).port;
  const file = join(tempFolder(), 'a-file');
  writeFileSync(file, '');
  const others = [
    run({ HEALTHCARE_DATA: tempFolder(), HEALTHCARE_PORT: port }),
    run({ HEALTHCARE_DATA: data }),
    run({ HEALTHCARE_DATA: file }),
  ];
  expect(await Promise.all(others.map(({ ended }) => ended))).toEqual([78, 78, 78]);
  expect(others.map((other) => /the setting (\w+)/.exec(other.said())?.[1])).toEqual([
    'HEALTHCARE_PORT',
    'HEALTHCARE_DATA',
    'HEALTHCARE_DATA',
  ]);
});
