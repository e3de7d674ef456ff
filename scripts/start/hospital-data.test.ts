import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hospitalIn, movedAside } from './hospital-data.ts';

const emptyFolder = () => mkdtempSync(join(tmpdir(), 'healthcare-start-'));

test('a hospital that was interrupted in the making is begun anew; one that is there is kept as it is', async () => {
  const data = join(emptyFolder(), 'data');
  mkdirSync(join(data, 'server-in-the-making'), { recursive: true });
  writeFileSync(join(data, 'server-in-the-making', 'half'), 'a torn file');
  writeFileSync(join(data, 'demo.json'), '{ torn');
  const first = await hospitalIn(data, 40);
  expect(first.demo?.signIns.map(({ role }) => role)).toEqual([
    'nurse',
    'nurse',
    'headNurse',
    'doctor',
    'headDoctor',
    'pharmacist',
    'hr',
    'admin',
  ]);
  expect(readdirSync(first.server)).not.toContain('half');
  expect(existsSync(join(data, 'server-in-the-making'))).toBe(false);
  const told = readFileSync(join(data, 'demo.json'), 'utf8');
  expect(await hospitalIn(data, 200)).toEqual(first);
  expect(readFileSync(join(data, 'demo.json'), 'utf8')).toBe(told);
});

test('a hospital that somebody else has filled is used, and no demo sign-ins are claimed for it', async () => {
  const data = emptyFolder();
  mkdirSync(join(data, 'server'));
  expect(await hospitalIn(data, 40)).toEqual({ server: join(data, 'server'), demo: null });
  expect(readdirSync(join(data, 'server'))).toEqual([]);
});

test('what is moved aside is there afterwards, under the name that was told', () => {
  const data = join(emptyFolder(), 'data');
  expect(movedAside(data, new Date(0))).toBeNull();
  mkdirSync(data);
  writeFileSync(join(data, 'kept'), 'old work');
  const aside = movedAside(data, new Date(0));
  expect(aside).toBe(`${data}-1970-01-01T00-00-00-000Z`);
  expect(readFileSync(join(aside ?? '', 'kept'), 'utf8')).toBe('old work');
  expect(existsSync(data)).toBe(false);
});
