import { expect, test } from 'vitest';
import { settingsPage } from './settings-page.ts';
import { stoppedPage } from './stopped-page.ts';

test('the page of wrong settings names the field and the place in both languages', () => {
  const html = settingsPage([
    { code: 'setting/not-an-address', field: 'serverUrl', source: '/etc/healthcare/policy.json' },
  ]);
  expect(html.match(/<code>serverUrl<\/code>/g)).toHaveLength(2);
  expect(html.match(/<code>\/etc\/healthcare\/policy\.json<\/code>/g)).toHaveLength(2);
  expect(html).toContain('<section lang="en" dir="ltr">');
  expect(html).toContain('<section lang="ar" dir="rtl">');
});

test('a setting cannot bring markup into the page', () => {
  const html = settingsPage([{ code: 'setting/unknown', field: '<img src=x>', source: '"><script>' }]);
  expect(html).not.toMatch(/<img|<script/);
  expect(html).toContain('&lt;img src=x&gt;');
});

test('the allowed values are said', () => {
  const problem = { code: 'setting/not-allowed', field: 'language', source: 'x', allowed: 'en, ar' } as const;
  expect(settingsPage([problem])).toContain('Allowed: <code>en, ar</code>.');
});

test('only where trying again can help is there a way back', () => {
  expect(
    stoppedPage('renderer/keeps-dying', 'app://ward/index.html').match(/href="app:\/\/ward\/index.html"/g),
  ).toHaveLength(2);
  expect(stoppedPage('profile/too-new', 'app://ward/index.html')).not.toContain('href="app:');
});
