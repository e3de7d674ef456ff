import type { Journaled } from '@healthcare/replica/core';
import { callsOnServer, signInByApi } from '../e2e/server-side.ts';
import type { Terminal } from '../e2e/terminal.ts';
import type { WardUnderTest } from '../e2e/ward-under-test.ts';

/** Where everything is that was said, for whoever looks for what is missing: on the server, refused there, waiting here, on the screen. */
export async function killReport(ward: WardUnderTest, { page }: Terminal, missing: readonly string[]): Promise<string> {
  const { ask } = await signInByApi(ward, 'adam', 'admin');
  const parts: Readonly<Record<string, () => Promise<unknown>>> = {
    'on the server': async () => (await callsOnServer(ward)).map(({ _id, entries }) => ({ _id, entries })),
    'refused by the server': () => ask('/api/refusals'),
    'in the journal, not answered for': () => page.evaluate(journalOfPage),
    'how the page says it stands': () => page.getByRole('status').allInnerTexts(),
    'calls on the screen': () => page.getByRole('article').allInnerTexts(),
    'drafts in the profile': () => page.evaluate(() => localStorage.getItem('healthcare.drafts')),
  };
  const lines = [`missing: ${missing.join(', ')}`];
  for (const [what, read] of Object.entries(parts)) {
    const found = await read().catch((trouble: unknown) => `cannot be read: ${trouble}`);
    lines.push(`${what}:\n${JSON.stringify(found, null, 1)}`);
  }
  return lines.join('\n\n');
}

/** Runs in the page: what it has not been answered for. */
async function journalOfPage(): Promise<readonly Journaled[]> {
  const { workstation } = window as unknown as { workstation: { journal: { pending(): Promise<Journaled[]> } } };
  return await workstation.journal.pending();
}
