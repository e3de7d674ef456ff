import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorFacts, openShellLog } from './shell-log.ts';

const at = new Date('2026-03-01T10:00:00Z');

function opened(maxBytes = 10_000) {
  const folder = join(mkdtempSync(join(tmpdir(), 'log-')), 'logs');
  const path = join(folder, 'shell.log');
  const log = openShellLog({ path, maxBytes, kept: 2 }, () => at);
  return {
    folder,
    log,
    lines: () =>
      readFileSync(path, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
  };
}

test('each event is one line of JSON', () => {
  const { log, lines } = opened();
  log.info('shell/started', { version: '1.2.3', generation: 4 });
  log.error('renderer/died', { reason: 'crashed' });
  expect(lines()).toEqual([
    { at: '2026-03-01T10:00:00.000Z', level: 'info', event: 'shell/started', version: '1.2.3', generation: 4 },
    { at: '2026-03-01T10:00:00.000Z', level: 'error', event: 'renderer/died', reason: 'crashed' },
  ]);
});

test('words about a person do not get into it, by whatever way', () => {
  const { folder, log } = opened();
  log.warn('Mr Khalil fell', { note: 'Mr Khalil, bed 3', name: 'خليل' });
  log.error('x/failed', errorFacts(new Error('cannot save Mr Khalil')));
  const text = readFileSync(join(folder, 'shell.log'), 'utf8');
  expect(text).not.toMatch(/Khalil|خليل|bed 3/);
  expect(text).toContain('"error":"Error"');
});

test('an error is logged by its name and code', () => {
  expect(errorFacts(Object.assign(new TypeError('x'), { code: 'ENOSPC' }))).toEqual({
    error: 'TypeError',
    code: 'ENOSPC',
  });
  expect(errorFacts('thrown text')).toEqual({ error: 'string' });
});

test('a full file makes room, and only so many old ones are kept', () => {
  const { folder, log } = opened(500);
  for (let count = 0; count < 100; count += 1) log.info('shell/started', { count });
  expect(readdirSync(folder).sort()).toEqual(['shell.log', 'shell.log.1', 'shell.log.2']);
  expect(readFileSync(join(folder, 'shell.log'), 'utf8')).toContain('"count":99');
});
