import { codesFor } from '@healthcare/sync-server/both-steps';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Locator,
  type Page,
} from '@playwright/test';
import type { AuthenticatorApp } from './second-step.ts';
import { enrolling, type PersonId, password, people, type WardUnderTest } from './ward-under-test.ts';

/** The words of the screens that journeys press and read, as a person would. */
export const words = {
  en: {
    user: 'Phone or staff number',
    password: 'Password',
    signIn: 'Sign in',
    code: 'Enter the code',
    calls: 'Calls',
    raise: 'Raise a call',
    accept: 'Accept',
    arrive: 'I am there',
    done: 'Done',
    live: 'Live',
    disconnected: 'Disconnected',
    emergency: 'Emergency',
    switchUser: /Switch user/,
    setPin: 'Set a PIN',
    newPin: 'New PIN',
    again: 'The same again',
    keepPin: 'Set the PIN',
    unlock: 'Unlock',
    another: 'Another person',
  },
  ar: {
    user: 'الهاتف أو رقم الموظف',
    password: 'كلمة المرور',
    signIn: 'دخول',
    code: 'أدخل الرمز',
    calls: 'النداءات',
    raise: 'نداء جديد',
    accept: 'قبول',
    arrive: 'وصلت',
    done: 'تم',
    live: 'متصل',
    disconnected: 'انقطع الاتصال',
    emergency: 'طوارئ',
    switchUser: /تبديل المستخدم/,
    setPin: 'وضع رقم سري',
    newPin: 'الرقم السري الجديد',
    again: 'الرقم نفسه مرة أخرى',
    keepPin: 'حفظ الرقم السري',
    unlock: 'فتح القفل',
    another: 'شخص آخر',
  },
} as const;

/** A ward terminal: a browser profile of its own, and somebody in front of it. */
export interface Terminal {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly card: (place: string) => Locator;
  /** The server whose mailbox has the codes, where the page does not come from it. */
  readonly server?: string;
}

/** Opens a terminal of the ward; closed when the journey's browser is given back (`closeTerminals`). */
export async function openTerminal(
  browser: Browser,
  ward: WardUnderTest,
  options: BrowserContextOptions = {},
  /** As what it enrols itself. */
  enrolledBy = enrolling('ward'),
): Promise<Terminal> {
  const secret = enrolledBy === enrolling('ward') ? ward.takeNursesStation() : null;
  const context = await browser.newContext({
    ...options,
    ...(secret !== null && { storageState: keptIn(ward, secret) }),
  });
  const page = await context.newPage();
  await page.goto(ward.url + enrolledBy);
  if (enrolledBy) await page.locator('input[name="user"]').waitFor(); // enrolled: a page that goes before is enrolled at its next start only (N14)
  return { page, context, card: (place) => page.getByRole('article', { name: place, exact: true }) };
}

/** A browser profile in which a workstation has been before. */
function keptIn({ url }: WardUnderTest, secret: string) {
  const localStorage = [{ name: 'healthcare.workstation', value: secret }];
  return { cookies: [], origins: [{ origin: new URL(url).origin, localStorage }] };
}

/** Pages that stay open would go on working, and take the machine from the next journey. */
export async function closeTerminals(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}

export interface SignInBy {
  readonly language?: 'en' | 'ar';
  /** Of whoever has one: then no mail is sent. */
  readonly app?: AuthenticatorApp;
  readonly server?: string | undefined;
}

export async function signIn({ page, server }: Terminal, who: PersonId, by: SignInBy = {}): Promise<void> {
  const { language = 'en' } = by;
  await enter(page, who, { server, ...by });
  await expect(page.getByRole('heading', { name: words[language].calls, exact: true })).toBeVisible();
}

/** A terminal where somebody has signed in, and everything up to now is there. */
export async function liveTerminal(browser: Browser, ward: WardUnderTest, who: PersonId): Promise<Terminal> {
  const terminal = await openTerminal(browser, ward);
  await signIn(terminal, who);
  await becomesLive(terminal);
  return terminal;
}

/** Through the door of whatever app the page shows. */
export async function enter(page: Page, who: PersonId, { language = 'en', app, server }: SignInBy = {}): Promise<void> {
  await enterPassword(page, who, language);
  await page.getByRole('heading', { name: words[language].code, exact: true }).waitFor();
  await typeCode(page, app ? app.codeNow() : await newestCode(page, who, server));
}

/** The first of the two steps. */
export async function enterPassword(page: Page, who: PersonId, language: 'en' | 'ar' = 'en'): Promise<void> {
  const w = words[language];
  await page.getByLabel(w.user).fill(people[who].login);
  await page.getByLabel(w.password, { exact: true }).fill(password);
  await page.getByRole('button', { name: w.signIn, exact: true }).click();
}

/** The six digits of the newest mail to this person, from the mailbox of the page's server. */
export async function newestCode(page: Page, who: PersonId, server = new URL(page.url()).origin): Promise<string> {
  const [code] = await codesFor(server, { kind: 'email', to: `${who}@hospital.example` });
  if (code === undefined) throw new Error(`no mail to ${who}`);
  return code;
}

/** As a person types it: the last digit sends it. */
export async function typeCode(page: Page, code: string): Promise<void> {
  await page.locator('input[autocomplete="one-time-code"]').first().click();
  await page.keyboard.type(code);
}

/** Of everybody in the journeys. */
export const pin = '720518';

/**
 * The person who has signed in sets their PIN for this terminal: from then on they can come back to it without the server, once the browser
 * keeps the program, too.
 */
export async function setPin({ page }: Pick<Terminal, 'page'>, language: 'en' | 'ar' = 'en'): Promise<void> {
  const w = words[language];
  await page.getByRole('button', { name: w.setPin, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(w.newPin, { exact: true }).fill(pin);
  await dialog.getByLabel(w.again, { exact: true }).fill(pin);
  await dialog.getByRole('button', { name: w.keepPin, exact: true }).click();
  await expect(dialog).toBeHidden();
  await page.evaluate(async () => {
    // The desktop has none: its program is on its own disk.
    if (await navigator.serviceWorker?.getRegistration()) await navigator.serviceWorker.ready;
  });
}

/** At the lock screen: a name, then the PIN; then the ward's board. */
export async function unlock({ page }: Terminal, who: PersonId, language: 'en' | 'ar' = 'en'): Promise<void> {
  await enterByPin(page, who, language);
  await expect(page.getByRole('heading', { name: words[language].calls, exact: true })).toBeVisible();
}

/** The same in whatever app the page shows. */
export async function enterByPin(page: Page, who: PersonId, language: 'en' | 'ar' = 'en'): Promise<void> {
  const w = words[language];
  await page.getByRole('button', { name: people[who][language] }).click();
  await page.locator('#pin').fill(pin);
  await page.getByRole('button', { name: w.unlock, exact: true }).click();
}

/** Raises an emergency at a bed and waits until the screen shows it, which is when it is saved. */
export async function raise(terminal: Terminal, room: string, bed: string): Promise<void> {
  const { page } = terminal;
  await page.getByRole('button', { name: words.en.raise, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: words.en.emergency, exact: true }).click();
  await dialog.getByRole('button', { name: `Room ${room}, bed ${bed}`, exact: true }).click();
  await dialog.getByRole('button', { name: /^Raise: / }).click();
  await expect(dialog).toBeHidden();
}

/** As a scanner does: a keyboard that types all at once and ends with Enter. Nothing is waited for between two keys. */
export async function scan({ page, context }: Pick<Terminal, 'page' | 'context'>, text: string): Promise<void> {
  const scanner = await context.newCDPSession(page);
  await Promise.all([...text].map((key) => scanner.send('Input.dispatchKeyEvent', { type: 'char', text: key })));
  await page.keyboard.press('Enter');
}

export async function becomesLive({ page }: Pick<Terminal, 'page'>): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: words.en.live })).toBeVisible({ timeout: 60_000 }); // a slow machine takes its time
}
