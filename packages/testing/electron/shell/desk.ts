import { cpSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WorkstationApi } from '@healthcare/desktop/api';
import { build, type Plugin } from 'esbuild';
import type { Page } from 'playwright-core';
import { vi } from 'vitest';
import type { Workstation } from '../index.ts';

/** What the fixture's page offers to a test inside `page.evaluate`. */
export interface DeskWindow {
  readonly workstation: WorkstationApi;
  readonly desk: { add(number: number): Promise<unknown>; count(): Promise<number> };
  readonly inlineRan?: true;
}

/** One rule taken out of the shell: in the file of this name, this text becomes that one. */
export interface Break {
  readonly file: string;
  readonly text: string;
  readonly becomes: string;
}

/** Builds the fixture app on the real shell, with some of its rules taken out; answers its main file. */
export async function builtDesk(breaks: readonly Break[] = []): Promise<string> {
  const fixture = fileURLToPath(new URL('../fixtures/desk/', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'desk-'));
  cpSync(join(fixture, 'renderer'), join(folder, 'renderer'), { recursive: true });
  cpSync(join(fixture, 'package.json'), join(folder, 'package.json'));
  for (const half of ['main', 'preload']) {
    await build({
      entryPoints: [join(fixture, `${half}.ts`)],
      outfile: join(folder, `${half}.cjs`),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      external: ['electron'],
      define: { 'import.meta.dirname': '__dirname' },
      plugins: half === 'main' ? [broken(breaks)] : [],
    });
  }
  return join(folder, 'main.cjs');
}

/** A profile folder of its own. */
export function freshProfile(): string {
  return mkdtempSync(join(tmpdir(), 'desk-profile-'));
}

/** The lines of the shell's log, oldest first. */
export function logged(userData: string): readonly { readonly event: string }[] {
  const path = join(userData, 'logs', 'shell.log');
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly event: string });
}

/** Resolves with the number of lines of this event once there are at least so many. */
export function loggedTimes(userData: string, event: string, times = 1): Promise<number> {
  const count = () => logged(userData).filter((line) => line.event === event).length;
  return vi.waitUntil(() => (count() >= times ? count() : 0), { timeout: 20_000, interval: 20 });
}

function broken(breaks: readonly Break[]): Plugin {
  return {
    name: 'broken-rules',
    setup(setup) {
      setup.onLoad({ filter: /packages\/desktop\/src\/.*\.ts$/ }, ({ path }) => {
        let contents = readFileSync(path, 'utf8');
        for (const { file, text, becomes } of breaks.filter((one) => one.file === basename(path))) {
          if (!contents.includes(text)) throw new Error(`${file} does not hold: ${text}`);
          contents = contents.replace(text, becomes);
        }
        return { contents, loader: 'ts' };
      });
    },
  };
}

/** The page that shows this text, once one does: one page may be on its way out while the next is on its way in. */
export function pageShowing({ page }: Workstation, text: string): Promise<Page> {
  return vi.waitUntil(
    async () => {
      const shown = await page();
      const shows = await shown
        .getByText(text)
        .isVisible()
        .catch(() => false); // it has gone meanwhile
      return shows ? shown : undefined;
    },
    { timeout: 20_000, interval: 20 },
  );
}
