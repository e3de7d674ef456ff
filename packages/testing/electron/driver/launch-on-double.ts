import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { LaunchOptions, MainExit, RequestSeen, Workstation } from './launch-workstation.ts';
import { livePage } from './live-page.ts';
import { processIsGone } from './process-is-gone.ts';

interface Started {
  readonly debuggerUrl: string;
  readonly chromiumPid: number;
}

type FromMain = Partial<Started> & { readonly id?: number; readonly ok?: boolean; readonly value?: unknown };

/** Node runs main with register.cjs; a second DevTools client, Playwright, looks at its pages. */
export async function launchOnDouble(options: LaunchOptions): Promise<Workstation> {
  const main = fork(options.main, [`--user-data-dir=${options.userData}`, ...(options.args ?? [])], {
    execArgv: ['--disable-warning=ExperimentalWarning', '--require', registerFile()],
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  const exited = once(main, 'exit').then(([code, signal]): MainExit => ({ code, signal }));
  const started = await Promise.race([
    firstMessage(main),
    exited.then(({ code, signal }) => {
      throw new Error(`the main process ended with ${code ?? signal} before it opened a window`);
    }),
  ]);
  const asked = askingMain(main);
  let browser: Promise<Browser> = chromium.connectOverCDP(started.debuggerUrl);
  const page = async (): Promise<Page> => {
    // A client that has seen a page crash holds it for dead, even after it was loaded anew: look with fresh eyes.
    if ((await browser).contexts().some((context) => context.pages().some((known) => crashed.has(known)))) {
      await (await browser).close();
      browser = chromium.connectOverCDP(started.debuggerUrl);
    }
    return livePage(await browser, crashed);
  };
  const crashed = new WeakSet<Page>();
  await page();
  return {
    engine: 'double',
    exited,
    page,
    origin: (host) => `https://${host}.app.localhost`,
    evaluate: (run, argument) => asked({ run: String(run), argument }) as never,
    requests: async () => (await asked({ requests: true })) as readonly RequestSeen[],
    async killRenderer() {
      const pages = (await browser).contexts().flatMap((context) => context.pages());
      const noticed = pages.map((known) => known.waitForEvent('crash').then(() => crashed.add(known)));
      await killRenderers(await browser);
      await Promise.all(noticed);
    },
    async kill() {
      process.kill(started.chromiumPid, 'SIGKILL');
      main.kill('SIGKILL');
      const exit = await exited;
      await (await browser).close().catch(() => {}); // it was cut off already
      await processIsGone(started.chromiumPid);
      return exit;
    },
    async close() {
      void asked({ run: '({ app }) => app.quit()' }).catch(() => {}); // the process may be gone before it answers
      const exit = await exited;
      await (await browser).close().catch(() => {}); // its Chromium has ended
      await processIsGone(started.chromiumPid);
      return exit;
    },
  };
}

function registerFile(): string {
  return fileURLToPath(new URL('../register.cjs', import.meta.url));
}

function firstMessage(main: ChildProcess): Promise<Started> {
  return new Promise((ok) => {
    main.on('message', ({ debuggerUrl, chromiumPid }: FromMain) => {
      if (debuggerUrl && chromiumPid) ok({ debuggerUrl, chromiumPid });
    });
  });
}

function askingMain(main: ChildProcess): (ask: object) => Promise<unknown> {
  const waiting = new Map<number, readonly [(value: unknown) => void, (error: Error) => void]>();
  let lastId = 0;
  main.on('message', ({ id, ok, value }: FromMain) => {
    if (id === undefined) return;
    const settle = waiting.get(id);
    waiting.delete(id);
    if (ok) settle?.[0](value);
    else settle?.[1](new Error(String(value)));
  });
  return (ask) =>
    new Promise((ok, no) => {
      lastId += 1;
      waiting.set(lastId, [ok, no]);
      main.send({ ...ask, id: lastId }, (error) => error && no(error));
    });
}

async function killRenderers(browser: Browser): Promise<void> {
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  for (const { type, id } of processInfo) if (type === 'renderer') process.kill(id, 'SIGKILL');
  await cdp.detach();
}
