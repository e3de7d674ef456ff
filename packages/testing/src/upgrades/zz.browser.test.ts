import { expect, test } from 'vitest';
import { pageUnderTest } from './page-under-test.ts';
test('time', async () => {
  const place = await pageUnderTest('./page.ts');
  const page = await (await place.context()).newPage();
  await page.goto(place.url);
  for (const n of [1000, 3000, 6000]) {
  const t = await page.evaluate(async (n) => { const a = performance.now(); await (globalThis as any).inPage.fillWith('w'+n, n); const b = performance.now(); await (globalThis as any).inPage.counts('w'+n); return [n, b - a, performance.now() - b]; }, n);
  console.log(t);
  }
  await place.close();
});
