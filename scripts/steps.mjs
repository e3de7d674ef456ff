// Runs the steps of npm test and npm run check one after another, counts, and ends with "N passed, N failed".
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment, node24, root } from './install.mjs';

const reports = mkdtempSync(join(tmpdir(), 'healthcare-test-'));
const module = (path) => join(root, 'node_modules', path);

/** @typedef {{ name: string, args: string[], report?: string, env?: Record<string, string> }} Step */

/** A step that either passes or fails. @param {string} name @param {string[]} args @returns {Step} */
export const plain = (name, args) => ({ name, args });

/** Projects of vitest.config.ts. @param {string} name @param {string[]} projects @returns {Step} */
export function vitest(name, projects) {
  const report = join(reports, `${name}.json`);
  const args = [
    module('vitest/vitest.mjs'),
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  return { name, args, report };
}

/** Journeys in the browser. @param {string} name @param {string} config @returns {Step} */
export function playwright(name, config) {
  const report = join(reports, `${name}.json`);
  return {
    name,
    args: [module('@playwright/test/cli.js'), 'test', '-c', config, '--reporter=list,json'],
    report,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  };
}

export const biome = plain('format and lint', [
  module('@biomejs/biome/bin/biome'),
  'ci',
  '.',
  '--diagnostic-level=warn',
]);
export const types = plain('types', [join(root, 'scripts/types.mjs')]);
export const build = plain('build', [join(root, 'scripts/build.mjs')]);

/** Runs all of them, also after a failure, so that one run tells everything. @param {readonly Step[]} steps */
export async function runAll(steps) {
  const total = { passed: 0, failed: 0 };
  /** @type {string[]} */
  const red = [];
  for (const step of steps) {
    console.log(`\n== ${step.name}`);
    const start = Date.now();
    const ok = await ran(step);
    const counted = countIn(step, ok);
    total.passed += counted.passed;
    total.failed += counted.failed;
    if (counted.failed > 0) red.push(...failuresIn(step).map((failure) => `${step.name}: ${failure}`));
    console.log(
      `== ${step.name}: ${counted.passed} passed, ${counted.failed} failed, ${((Date.now() - start) / 1000).toFixed(1)} s`,
    );
  }
  rmSync(reports, { recursive: true, force: true });
  if (red.length > 0) console.log(`\nWhat failed:\n${red.join('\n')}`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
}

/** @param {Step} step @returns {Promise<boolean>} */
function ran({ args, env }) {
  return new Promise((done) => {
    const child = spawn(node24, ['--no-warnings', ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: environment({ FORCE_COLOR: '0', ...env }),
    });
    child.on('close', (code) => done(code === 0));
  });
}

/**
 * What a step counts for. A file that could not be loaded is a failure of its own; a runner that fails without a report, or with a
 * report in which nothing failed, is one failure, so that no red run looks green.
 * @param {Step} step @param {boolean} ok
 */
export function countIn({ report }, ok) {
  if (report === undefined) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const told = JSON.parse(readFileSync(report, 'utf8'));
  const { passed, failed } = told.stats ? countOfPlaywright(told) : countOfVitest(told);
  return { passed, failed: failed === 0 && !ok ? 1 : failed };
}

/**
 * What of a step failed, each with the beginning of why, so that the last lines of a long run tell it.
 * @param {Step} step @returns {string[]}
 */
export function failuresIn({ report }) {
  if (report === undefined || !existsSync(report)) return ['the step itself'];
  const told = JSON.parse(readFileSync(report, 'utf8'));
  const failures = told.stats ? told.suites.flatMap(failedJourneys) : told.testResults.flatMap(failedTests);
  return failures.length > 0 ? failures : ['something was thrown beside the tests, see above'];
}

/** @param {{ name: string, status: string, message?: string, assertionResults: readonly { status: string, fullName: string, failureMessages: readonly string[] }[] }} file */
function failedTests({ name, status, message, assertionResults }) {
  const failed = assertionResults.filter((one) => one.status === 'failed');
  if (failed.length === 0)
    return status === 'failed' ? [`${inRepository(name)} could not be loaded: ${beginning(message)}`] : [];
  return failed.map((one) => `${inRepository(name)}: ${one.fullName}\n  ${beginning(one.failureMessages[0])}`);
}

/** @param {{ specs?: readonly any[], suites?: readonly any[] }} suite @returns {string[]} */
function failedJourneys({ specs = [], suites = [] }) {
  const failed = specs.filter((spec) => !spec.ok);
  const why = (spec) => spec.tests.flatMap((one) => one.results).find((result) => result.error)?.error.message;
  return [
    ...failed.map((spec) => `${spec.file}: ${spec.title}\n  ${beginning(why(spec))}`),
    ...suites.flatMap(failedJourneys),
  ];
}

const inRepository = (/** @type {string} */ path) => path.replace(root, '');
const beginning = (/** @type {string | undefined} */ text) => (text ?? '').split('\n').slice(0, 12).join('\n  ');

/** @param {{ stats: { expected: number, unexpected: number, flaky: number }, errors?: readonly unknown[] }} told */
function countOfPlaywright({ stats, errors = [] }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/** @param {{ numPassedTests: number, numFailedTests: number, testResults: readonly { status: string, assertionResults: readonly { status: string }[] }[] }} told */
function countOfVitest({ numPassedTests, numFailedTests, testResults }) {
  const notLoaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  );
  return { passed: numPassedTests, failed: numFailedTests + notLoaded.length };
}
