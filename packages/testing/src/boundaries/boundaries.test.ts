import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { breachesIn, layerOf } from './breaches.ts';

const repository = join(import.meta.dirname, '../../../..');

/** A repository with one file in it. */
function repositoryWith(file: string, text: string): string {
  const root = mkdtempSync(join(tmpdir(), 'healthcare-layers-'));
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
  return root;
}

test.each([
  ['packages/domain/src/x.ts', "import fs from 'node:fs';", 'node:fs'],
  ['packages/domain/src/x.ts', "import fs from 'fs';", 'fs'],
  ['packages/domain/src/x.ts', "export * from '@healthcare/replica';", '@healthcare/replica'],
  ['packages/domain/src/x.ts', "import type { Page } from '@healthcare/protocol';", '@healthcare/protocol'],
  ['packages/domain/src/x.ts', "let x: import('rxdb').RxDatabase;", 'rxdb'],
  ['packages/domain/src/x.ts', "import { story } from '../laws/story.ts';", '../laws/story.ts'],
  ['packages/ui/src/x.ts', "const e = await import('electron');", 'electron'],
  ['packages/ui/src/x.ts', "import { a } from '../../domain/src/a.ts';", '../../domain/src/a.ts'],
  ['packages/ui/src/x.tsx', 'import {\n  a,\n  b,\n} from "rxdb";', 'rxdb'],
  ['packages/features/src/calls/x.ts', "import { a } from '../rooms/rooms-api.ts';", '../rooms/rooms-api.ts'],
  ['packages/features/src/calls/x.ts', "import { a } from '@healthcare/sync-server';", '@healthcare/sync-server'],
  ['packages/features/src/calls/x.ts', "import { steps } from '@healthcare/replica/core';", '@healthcare/replica/core'],
  ['packages/desktop/src/preload/x.ts', "import { readFileSync } from 'node:fs';", 'node:fs'],
  ['apps/ward/renderer/x.tsx', "import { join } from 'node:path';", 'node:path'],
  ['packages/desktop/src/main/x.ts', "import { calls } from '@healthcare/domain/calls';", '@healthcare/domain/calls'],
  [
    'sync-server/src/x.ts',
    "import { demoHospital } from '@healthcare/testing/hospital';",
    '@healthcare/testing/hospital',
  ],
  ['sync-server/src/x.ts', "import { serverUnderTest } from '../testing/server.ts';", '../testing/server.ts'],
  ['apps/ward/renderer/x.ts', "const t = require('@healthcare/testing/electron');", '@healthcare/testing/electron'],
])('%s may not have %s', (file, text, imports) => {
  expect(breachesIn(repositoryWith(file, text))).toEqual([{ file, imports }]);
});

test.each([
  [
    'packages/features/src/calls/x.tsx',
    "import { Call } from '@healthcare/domain/calls';\nimport { useState } from 'react';\nimport { rooms } from '../rooms/index.ts';",
  ],
  ['packages/domain/src/calls/x.test.ts', "import { test } from 'vitest';\nimport fc from 'fast-check';"],
  ['packages/desktop/src/main/x.ts', "import { join } from 'node:path';\nimport { app } from 'electron';"],
  ['sync-server/src/x.ts', "import { join } from 'node:path';\nimport { judge } from '@healthcare/domain';"],
])('what %s has is allowed', (file, text) => {
  expect(breachesIn(repositoryWith(file, text))).toEqual([]);
});

test('this repository keeps its layers', () => {
  expect(breachesIn(repository)).toEqual([]);
});

test('every workspace has a layer', () => {
  const folders = ['apps', 'packages'].flatMap((group) =>
    readdirSync(join(repository, group)).map((name) => `${group}/${name}`),
  );
  expect([...folders, 'sync-server'].filter((folder) => !layerOf(`${folder}/src/x.ts`))).toEqual([]);
});

test('the domain has no clock, no random, no id and no timer of its own', () => {
  const domain = join(repository, 'packages/domain/src');
  const found = readdirSync(domain, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) =>
      /Date\.now|new Date\(|Math\.random|randomUUID|getRandomValues|setTimeout|setInterval/.test(
        readFileSync(join(domain, file), 'utf8'),
      ),
    );
  expect(found).toEqual([]);
});

test('the top level of the repository holds what ARCHITECTURE.md says, and nothing else', () => {
  const allowed = new Set([
    'apps',
    'packages',
    'resources',
    'scripts',
    'sync-server',
    'package.json',
    'package-lock.json',
    'tsconfig.base.json',
    'electron-builder.yml',
    'biome.json',
    'vitest.config.ts',
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'LICENSE',
  ]);
  const ignored = readFileSync(join(repository, '.gitignore'), 'utf8')
    .split('\n')
    .map((line) => line.replace(/\/$/, ''));
  expect(
    readdirSync(repository).filter((name) => !name.startsWith('.') && !allowed.has(name) && !ignored.includes(name)),
  ).toEqual([]);
});
