// npm test: everything CI runs. Installs what is missing, also a browser; ends with "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { installPackages } from './install.mjs';

installPackages();
installChromium();
const { biome, build, playwright, runAll, types, vitest } = await import('./steps.mjs');
await runAll([
  biome,
  types,
  vitest('boundaries', ['boundaries']),
  vitest('unit', ['unit']),
  vitest('server', ['server']),
  vitest('simulator', ['simulator']),
  build,
  vitest('browser', ['browser']),
  vitest('desktop', ['desktop']),
  playwright('journeys', 'apps/ward/e2e/playwright.config.ts'),
  playwright('journeys of the desk', 'apps/admin/e2e/playwright.config.ts'),
]);

/** Journeys need a browser of the system: Debian's, by apt, where we may; otherwise a sentence how. */
function installChromium() {
  const path = process.env.CHROMIUM ?? '/usr/bin/chromium';
  if (existsSync(path)) return;
  const mayInstall = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (mayInstall) {
    console.log('installing chromium (apt) …');
    const apt = (...args) =>
      spawnSync('apt-get', args, {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    apt('update', '-q');
    apt('install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-core');
    if (existsSync(path)) return;
  }
  console.error(
    `No browser for the journeys: ${path} is not there. On Debian: sudo apt-get install chromium. Elsewhere: set CHROMIUM to the path of a Chromium or Chrome.`,
  );
  process.exit(1);
}
