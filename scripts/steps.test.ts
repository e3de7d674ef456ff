import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countIn, failuresIn } from './steps.mjs';

function reportOf(told: unknown): { readonly name: string; readonly args: string[]; readonly report: string } {
  const report = join(mkdtempSync(join(tmpdir(), 'healthcare-steps-')), 'report.json');
  writeFileSync(report, JSON.stringify(told));
  return { name: 'any', args: [], report };
}
const file = (status: string, ...tests: readonly string[]) => ({
  status,
  assertionResults: tests.map((one) => ({ status: one })),
});

test.each([
  ['a plain step that ends well', { name: 'any', args: [] }, true, { passed: 1, failed: 0 }],
  ['a plain step that does not', { name: 'any', args: [] }, false, { passed: 0, failed: 1 }],
  ['a runner that wrote no report', { name: 'any', args: [], report: '/nowhere.json' }, true, { passed: 0, failed: 1 }],
  [
    'vitest: tests, and a file that could not be loaded',
    reportOf({
      numPassedTests: 3,
      numFailedTests: 1,
      testResults: [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed'), file('failed')],
    }),
    false,
    { passed: 3, failed: 2 },
  ],
  [
    'vitest: all tests pass, but something was thrown beside them',
    reportOf({ numPassedTests: 3, numFailedTests: 0, testResults: [file('passed', 'passed')] }),
    false,
    { passed: 3, failed: 1 },
  ],
  [
    'Playwright: a test that passed only when it was tried again did not pass',
    reportOf({ stats: { expected: 5, unexpected: 1, flaky: 1 }, errors: [] }),
    false,
    { passed: 5, failed: 2 },
  ],
  [
    'Playwright: a journey that could not be loaded',
    reportOf({ stats: { expected: 0, unexpected: 0, flaky: 0 }, errors: [{ message: 'no such file' }] }),
    false,
    { passed: 0, failed: 1 },
  ],
])('%s', (_name, step, ok, counted) => {
  expect(countIn(step, ok)).toEqual(counted);
});

test('what failed is told by file, name and the beginning of why', () => {
  const vitest = reportOf({
    testResults: [
      {
        name: '/repository/a.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'holds', failureMessages: [] },
          { status: 'failed', fullName: 'breaks', failureMessages: ['expected 1 to be 2\n    at a.test.ts'] },
        ],
      },
      { name: '/repository/b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
    ],
  });
  expect(failuresIn(vitest)).toEqual([
    '/repository/a.test.ts: breaks\n  expected 1 to be 2\n      at a.test.ts',
    '/repository/b.test.ts could not be loaded: no such module',
  ]);
  const failed = {
    file: 'c.spec.ts',
    title: 'a journey',
    ok: false,
    tests: [{ results: [{ error: { message: 'gone' } }] }],
  };
  const journeys = reportOf({ stats: {}, suites: [{ specs: [], suites: [{ specs: [failed] }] }] });
  expect(failuresIn(journeys)).toEqual(['c.spec.ts: a journey\n  gone']);
  expect(failuresIn(reportOf({ testResults: [] }))).toEqual(['something was thrown beside the tests, see above']);
});
