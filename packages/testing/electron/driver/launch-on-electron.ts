import { once } from 'node:events';
import { _electron } from 'playwright-core';
import type { LaunchOptions, MainExit, Workstation } from './launch-workstation.ts';

/** Playwright's own driver of a real Electron binary. */
export async function launchOnElectron(binary: string, options: LaunchOptions): Promise<Workstation> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({
    executablePath: binary,
    args: [...asRoot, options.main, `--user-data-dir=${options.userData}`, ...(options.args ?? [])],
    env: { ...(process.env as Record<string, string>), ...options.env },
  });
  const main = app.process();
  const exited = once(main, 'exit').then(([code, signal]): MainExit => ({ code, signal }));
  await app.firstWindow();
  return {
    engine: 'electron',
    exited,
    origin: (host) => `app://${host}`,
    page: async () => app.windows().at(-1) ?? (await app.waitForEvent('window')),
    evaluate: (run, argument) => app.evaluate(run as never, argument) as never,
    requests: async () => [],
    async killRenderer() {
      const pids = await app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => window.webContents.getOSProcessId()),
      );
      for (const pid of pids) process.kill(pid, 'SIGKILL');
    },
    async kill() {
      main.kill('SIGKILL');
      return exited;
    },
    async close() {
      await app.close();
      return exited;
    },
  };
}
