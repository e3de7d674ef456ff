import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from 'app-builder-lib';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { expect, test } from 'vitest';

const app = join(import.meta.dirname, '../../apps/ward');
const configuration = await getConfig(app, join(import.meta.dirname, '../../electron-builder.yml'), null);
const valid = (changed: object) => validateConfiguration({ ...configuration, ...changed }, new DebugLogger(false));

test('electron-builder accepts the configuration, for linux, win and mac at once', async () => {
  expect(Object.keys(configuration)).toEqual(expect.arrayContaining(['linux', 'win', 'mac']));
  await expect(valid({})).resolves.toBeUndefined();
});

test.each([
  ['linux', { linux: { target: 'deb', categry: 'MedicalSoftware' } }, 'configuration.linux'],
  ['win', { win: { target: 'nsis', sigingHashAlgorithms: ['sha256'] } }, 'configuration.win'],
  ['mac', { mac: { hardenedRuntime: 'yes' } }, 'configuration.mac'],
])('a wrong setting for %s is refused, and its place named', async (_system, changed, place) => {
  await expect(valid(changed)).rejects.toThrow(place);
});

test('the configuration packs the Electron that is pinned, and every icon is there', async () => {
  const { devDependencies } = (await import('../../apps/ward/package.json', { with: { type: 'json' } })).default;
  expect(configuration.electronVersion).toBe(devDependencies.electron);
  const icons = [configuration.linux, configuration.win, configuration.mac].map((system) => system?.icon ?? '');
  for (const icon of icons) expect(existsSync(join(app, icon)), icon).toBe(true);
});

test('taking the program away leaves unsent work where it is, and nothing is published by itself', () => {
  const { nsis, publish } = configuration satisfies Configuration;
  expect(nsis?.deleteAppDataOnUninstall).toBe(false);
  expect(publish).toBeNull();
});
