import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configFrom, variableOf } from './config.ts';

test('without settings the server listens on loopback', () => {
  const read = configFrom({});
  expect(read.ok && [read.config.host, read.config.port, read.config.allowedOrigins]).toEqual([
    '127.0.0.1',
    4600,
    ['app://ward', 'app://admin'],
  ]);
});

test('every wrong setting is named, not only the first, and under the name it was written', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'healthcare-config-')), 'server.json');
  writeFileSync(file, JSON.stringify({ sessionHours: -1, colour: 'red' }));
  const read = configFrom({ HEALTHCARE_CONFIG: file, HEALTHCARE_PORT: 'many', HEALTHCARE_ALLOWED_ORIGINS: 'ward' });
  expect(read.ok ? [] : read.wrong.map(({ setting }) => setting).sort()).toEqual(
    ['HEALTHCARE_ALLOWED_ORIGINS', 'HEALTHCARE_PORT', 'colour', 'sessionHours'].sort(),
  );
});

test('attachments are taken where it is said, and never beside the sealed parts of a file', () => {
  const attachable = (value?: string) => {
    const read = configFrom({ HEALTHCARE_ATTACHMENTS_IN: value });
    return read.ok ? read.config.attachmentsIn : read.wrong.map(({ setting }) => setting);
  };
  expect(attachable()).toEqual(['calls', 'patients']);
  expect(attachable('none')).toEqual([]);
  expect(attachable('stays, rooms')).toEqual(['stays', 'rooms']);
  expect(attachable('records')).toEqual(['HEALTHCARE_ATTACHMENTS_IN']);
});

test('the environment wins over the file', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'healthcare-config-')), 'server.json');
  writeFileSync(file, JSON.stringify({ port: 5000, sessionHours: 8 }));
  const read = configFrom({ HEALTHCARE_CONFIG: file, HEALTHCARE_PORT: '6000' });
  expect(read.ok && [read.config.port, read.config.sessionHours]).toEqual([6000, 8]);
  expect(variableOf('sessionHours')).toBe('HEALTHCARE_SESSION_HOURS');
});

test.each(['/nowhere/server.json', import.meta.filename])('a file that cannot be read is named: %s', (path) => {
  const read = configFrom({ HEALTHCARE_CONFIG: path });
  expect(read.ok ? '' : read.wrong[0]?.setting).toBe(`HEALTHCARE_CONFIG=${path}`);
});
