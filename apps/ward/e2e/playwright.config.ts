import { defineConfig } from '@playwright/test';

/** Journeys in Debian's Chromium. Two at a time: each file has a server and workstations of its own, and a journey mostly waits. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  outputDir: '../../../test-results',
  reporter: process.env.CI ? [['line']] : [['list']],
  use: {
    headless: true,
    locale: 'en-GB',
    timezoneId: 'Africa/Cairo',
    viewport: { width: 1366, height: 768 },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--autoplay-policy=no-user-gesture-required',
      ],
    },
  },
});
