import { defineConfig } from 'vitest/config';

/** In a real browser, or in the desktop shell: minutes, so not in the fast check. */
const slow = ['**/*.browser.test.{ts,tsx}', '**/*.desktop.test.{ts,tsx}'];
const never = ['**/node_modules/**', '**/dist/**', '**/release/**', '**/.mutant-*/**'];
const extendsRoot = { extends: true } as const;

export default defineConfig({
  test: {
    // Native modules (LevelDB, argon2) do not live in worker threads.
    pool: 'forks',
    // One per core: by default one core is left for a watcher.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        ...extendsRoot,
        test: {
          name: 'boundaries',
          include: ['packages/testing/src/boundaries/**/*.test.ts'],
          exclude: never,
        },
      },
      {
        ...extendsRoot,
        test: {
          name: 'unit',
          include: ['packages/**/*.test.{ts,tsx}', 'apps/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: [...never, ...slow, 'packages/testing/src/{boundaries,simulator,faults}/**', 'apps/*/e2e/**'],
        },
      },
      { ...extendsRoot, test: { name: 'server', include: ['sync-server/**/*.test.ts'], exclude: [...never, ...slow] } },
      {
        ...extendsRoot,
        test: {
          name: 'simulator',
          include: ['packages/testing/src/{simulator,faults}/**/*.test.ts'],
          exclude: [...never, ...slow],
          testTimeout: 120_000,
        },
      },
      {
        ...extendsRoot,
        test: {
          name: 'browser',
          include: ['**/*.browser.test.{ts,tsx}'],
          exclude: never,
          fileParallelism: false,
          testTimeout: 180_000,
        },
      },
      {
        ...extendsRoot,
        test: {
          name: 'desktop',
          include: ['**/*.desktop.test.{ts,tsx}'],
          exclude: never,
          fileParallelism: false,
          testTimeout: 180_000,
        },
      },
    ],
  },
});
