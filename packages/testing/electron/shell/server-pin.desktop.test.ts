import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, startServer } from '@healthcare/sync-server';
import { expect, onTestFinished, test } from 'vitest';
import { launchWorkstation, type Workstation } from '../index.ts';
import { builtDesk, type DeskWindow, freshProfile, loggedTimes } from './desk.ts';

/** A server that makes a certificate of its own. */
async function serverOn(port = 0): Promise<RunningServer> {
  const data = join(mkdtempSync(join(tmpdir(), 'pinned-')), 'server');
  // The double tunnels https unread: the server sees the page's own origin.
  const allowedOrigins = ['https://desk.app.localhost'];
  const server = await startServer({ config: { port, data, tls: 'on', allowedOrigins, logLevel: 'silent' } });
  onTestFinished(() => server.stop());
  return server;
}

async function deskAt(url: string, userData: string): Promise<Workstation> {
  const workstation = await launchWorkstation({
    main: await builtDesk(),
    userData,
    env: { HEALTHCARE_SERVER_URL: url },
  });
  onTestFinished(async () => void (await workstation.close()));
  return workstation;
}

/** What the page gets from the server, or that it gets nothing. */
async function asked(workstation: Workstation, url: string): Promise<string> {
  const page = await workstation.page();
  return page.evaluate(
    (address) =>
      fetch(`${address}/health`).then(
        (answer) => String(answer.status),
        () => 'nothing',
      ),
    url,
  );
}

async function pin(workstation: Workstation, fingerprint: string | null): Promise<void> {
  const page = await workstation.page();
  await page.evaluate((given) => (window as unknown as DeskWindow).workstation.pinServer(given), fingerprint);
}

async function settingsIn(workstation: Workstation) {
  const page = await workstation.page();
  return page.evaluate(() => (window as unknown as DeskWindow).workstation.settings());
}

test('N9 the certificate that was pinned is taken, another one is refused, also after a restart, and the page is told', async () => {
  const [userData, first] = [freshProfile(), await serverOn()];
  const desk = await deskAt(first.url, userData);
  expect(await asked(desk, first.url)).toBe('200'); // before it is enrolled there is nothing to compare with
  expect((await settingsIn(desk)).serverFingerprint).toBe(first.fingerprint);
  await pin(desk, first.fingerprint ?? '');
  expect(await asked(desk, first.url)).toBe('200');
  await desk.close();
  await first.stop();
  const other = await serverOn(first.port);
  expect(other.fingerprint).not.toBe(first.fingerprint);
  const again = await deskAt(other.url, userData);
  expect(await asked(again, other.url)).toBe('nothing');
  await loggedTimes(userData, 'server/certificate-changed');
  expect((await settingsIn(again)).banners).toContain('server/certificate-changed');
}, 60_000);

test('N9 where nothing was compared, only what the operating system trusts is taken', async () => {
  const [userData, server] = [freshProfile(), await serverOn()];
  const desk = await deskAt(server.url, userData);
  await pin(desk, null);
  await desk.close();
  expect(await asked(await deskAt(server.url, userData), server.url)).toBe('nothing');
}, 60_000);
