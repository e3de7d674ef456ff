import { afterEach, expect, test, vi } from 'vitest';
import { launchWorkstation, type Workstation } from '../index.ts';
import { type Break, builtDesk, freshProfile } from './desk.ts';
import { type ForeignServer, foreignServer } from './foreign-server.ts';
import { type ShellRule, shellRules, withoutPagePolicy } from './shell-rules.ts';

vi.setConfig({ testTimeout: 60_000 });

const env = { HEALTHCARE_SERVER_URL: 'http://127.0.0.1:9' };
let workstation: Workstation | undefined;
let foreign: ForeignServer | undefined;

async function holdsIn(rule: ShellRule, breaks: readonly Break[]): Promise<boolean> {
  const userData = freshProfile();
  foreign = await foreignServer();
  workstation = await launchWorkstation({ main: await builtDesk(breaks), userData, env });
  return rule.holds({ workstation, userData, foreign });
}

afterEach(async () => {
  await workstation?.kill();
  await foreign?.close();
  workstation = undefined;
});

test.each(shellRules)('$name', async (rule) => {
  expect(await holdsIn(rule, [])).toBe(true);
});

test.each(shellRules)('taken out, it is seen: $name', async (rule) => {
  expect(await holdsIn(rule, rule.breaks)).toBe(false);
});

test('without the page’s policy the request guard stands alone', async () => {
  const rule = shellRules.find(({ name }) => name.startsWith('no request leaves'))!;
  expect(await holdsIn(rule, withoutPagePolicy)).toBe(true);
});
