import { existsSync } from 'node:fs';
import type { Workstation } from '../index.ts';
import { type Break, type DeskWindow, logged } from './desk.ts';

/** What a rule needs to be tried: the running app, its folder, and a server it was never told of. */
export interface Tried {
  readonly workstation: Workstation;
  readonly userData: string;
  readonly foreign: { readonly url: string; readonly asked: () => number };
}

/** A rule of the shell: how to see whether it holds, and what to take out of the shell so that it does not. */
export interface ShellRule {
  readonly name: string;
  /** `true` when the rule holds. */
  readonly holds: (tried: Tried) => Promise<boolean>;
  readonly breaks: readonly Break[];
}

const openCsp: Break = { file: 'content-policy.ts', text: '"default-src \'none\'"', becomes: '"default-src *"' };
const openScripts: Break = {
  file: 'content-policy.ts',
  text: "script-src 'self' 'wasm-unsafe-eval'",
  becomes: "script-src 'unsafe-inline' *",
};
const openConnections: Break = { file: 'content-policy.ts', text: "connect-src 'self'", becomes: 'connect-src *' };
const anyRequest: Break = { file: 'session-guards.ts', text: 'answer({ cancel: !may })', becomes: 'answer({})' };

/** Every one of these must hold in the app as it is, and must be seen to fail when its guard is gone. */
export const shellRules: readonly ShellRule[] = [
  {
    name: 'a page that is not ours gets no answer from main',
    async holds({ workstation }) {
      const page = await workstation.page();
      await page.goto('about:blank');
      const said = await page.evaluate(() =>
        (window as unknown as DeskWindow).workstation.secret().catch((error: Error) => error.message),
      );
      return said === 'ipc/foreign-sender';
    },
    breaks: [{ file: 'reply-to-page.ts', text: '!isAppPage(sender.url, context.host)', becomes: 'false' }],
  },
  {
    name: 'a script in the page itself does not run',
    async holds({ workstation }) {
      const page = await workstation.page();
      return (await page.evaluate(() => (window as unknown as DeskWindow).inlineRan)) === undefined;
    },
    breaks: [openCsp, openScripts],
  },
  {
    name: 'no path leads out of the folder of the page',
    async holds({ workstation }) {
      const page = await workstation.page();
      const statuses = await page.evaluate(() => {
        const paths = [
          '/..%2fmain.cjs',
          '/%2e%2e%2fpackage.json',
          '/..%5cpackage.json',
          '/.%2e/package.json',
          '//package.json',
        ];
        return Promise.all(
          [...paths, '/page.js'].map(async (path) => (await fetch(new URL(`${location.origin}${path}`))).status),
        );
      });
      return statuses.join() === '404,404,404,404,404,200';
    },
    breaks: [
      { file: 'app-files.ts', text: '|| isOdd', becomes: '' },
      { file: 'app-files.ts', text: 'real.startsWith(realRoot + sep)', becomes: 'true' },
    ],
  },
  {
    name: 'the page leads nowhere else',
    async holds({ workstation, userData, foreign }) {
      const page = await workstation.page();
      const own = page.url();
      const left = page
        .waitForURL((url) => url.href.startsWith(foreign.url))
        .then(
          () => true,
          () => false, // the page was closed at the end of the test, still where it was
        );
      await page.evaluate((url) => void location.assign(url), foreign.url);
      const denied = (async () => {
        while (!logged(userData).some(({ event }) => event === 'window/navigation-denied')) await page.title();
        return false;
      })();
      return !(await Promise.race([left, denied])) && page.url() === own && foreign.asked() === 0;
    },
    breaks: [
      {
        file: 'window-guards.ts',
        text: "event.preventDefault();\n    log.warn('window/navigation-denied');",
        becomes: '',
      },
      { file: 'session-guards.ts', text: 'answer({ cancel: !may })', becomes: 'answer({})' },
    ],
  },
  {
    name: 'no second window opens',
    async holds({ workstation, userData }) {
      const page = await workstation.page();
      const ended = workstation.exited.then(() => true); // the double does not model a second window and says so
      await page.evaluate(() => void window.open('/page.js')).catch(() => undefined); // it may end before it answers
      const denied = (async () => {
        while (!logged(userData).some(({ event }) => event === 'window/open-denied')) await page.title();
        return false;
      })();
      return !(await Promise.race([ended, denied.catch(() => true)]));
    },
    breaks: [
      { file: 'window-guards.ts', text: "log.warn('window/open-denied');", becomes: '' },
      { file: 'window-guards.ts', text: "{ action: 'deny' }", becomes: "{ action: 'allow' }" },
    ],
  },
  {
    name: 'no permission is granted',
    async holds({ workstation }) {
      const page = await workstation.page();
      const states = await page.evaluate(() =>
        Promise.all(
          (['geolocation', 'notifications', 'camera'] as const).map(
            async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
          ),
        ),
      );
      return states.every((state) => state === 'denied');
    },
    breaks: [{ file: 'session-guards.ts', text: 'return localNetwork', becomes: 'return true || localNetwork' }],
  },
  {
    name: 'no request leaves for another server, even when the page’s own policy is gone',
    async holds({ workstation, foreign }) {
      const page = await workstation.page();
      const answers = await page.evaluate(async (url) => {
        const fetched = await fetch(url, { mode: 'no-cors' }).then(
          () => 'answered',
          () => 'refused',
        );
        const socket = await new Promise((ok) => {
          const opened = new WebSocket(url.replace('http', 'ws'));
          opened.onopen = () => ok('answered');
          opened.onerror = () => ok('refused');
        });
        return [fetched, socket];
      }, foreign.url);
      return answers.join() === 'refused,refused' && foreign.asked() === 0;
    },
    breaks: [openCsp, openConnections, anyRequest],
  },
  {
    name: 'nothing is downloaded',
    async holds({ workstation }) {
      const page = await workstation.page();
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
      if ((await download.failure()) === 'canceled') return true;
      const path = await download.path();
      return waitedFor(() => !existsSync(path));
    },
    breaks: [{ file: 'session-guards.ts', text: 'event.preventDefault();', becomes: '' }],
  },
];

/** Looks for two seconds whether it comes true: the app takes a refused file away as soon as it hears that it is there. */
async function waitedFor(comesTrue: () => boolean): Promise<boolean> {
  for (const end = performance.now() + 2000; performance.now() < end; ) {
    if (comesTrue()) return true;
    await new Promise((looked) => setImmediate(looked));
  }
  return false;
}

/** Takes the page's own policy away, so that the guard behind it is seen to stand alone. */
export const withoutPagePolicy: readonly Break[] = [openCsp, openConnections];
