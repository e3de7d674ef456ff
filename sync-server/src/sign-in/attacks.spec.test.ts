import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const repository = join(import.meta.dirname, '../../..');

test('every attack of the list is tried by a test that names it, and no test names one that is not on the list', () => {
  const spec = readFileSync(join(import.meta.dirname, 'attacks.spec.md'), 'utf8');
  const listed = [...spec.matchAll(/^(X\d+) /gm)].map(([, id]) => id ?? '');
  const files = globSync(['sync-server/src/**/*.test.ts', 'packages/*/src/**/*.test.ts', 'apps/*/*e2e/*.ts'], {
    cwd: repository,
  });
  const named = files.flatMap((file) =>
    [
      ...readFileSync(join(repository, file), 'utf8').matchAll(
        /^\s*(?:test\(|test\.each\(.*\)\()?\s*['`]((?:X\d+,? )+)/gm,
      ),
    ]
      .flatMap(([, ids = '']) => ids.split(/[ ,]+/))
      .filter(Boolean),
  );
  expect([...new Set(named)].sort()).toEqual([...listed].sort());
});
