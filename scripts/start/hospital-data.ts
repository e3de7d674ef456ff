import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { GivenCode } from '@healthcare/sync-server';
import { z } from 'zod';

/** Everybody's password in the demo hospital; printed at every start, so nobody mistakes it for a secret. */
export const demoPassword = 'a long night shift';

const DemoSignIn = z.strictObject({
  role: z.string(),
  name: z.string(),
  login: z.string(),
  phone: z.string(),
  wards: z.array(z.string()),
});
/** Who to sign in as, for the list that is printed. */
export type DemoSignIn = Readonly<z.infer<typeof DemoSignIn>>;

const Demo = z.strictObject({ beds: z.number(), signIns: z.array(DemoSignIn) });
/** What is known of a demo hospital without opening its databases. */
export type Demo = Readonly<z.infer<typeof Demo>>;

export interface HospitalPlace {
  /** Folder of the server's embedded databases. */
  readonly server: string;
  /** Null: the folder holds a hospital that npm start has not made. */
  readonly demo: Demo | null;
}

/** One of each role, two nurses: two terminals need two people. */
const shown = ['nurse', 'nurse', 'headNurse', 'doctor', 'headDoctor', 'pharmacist', 'hr', 'admin'] as const;

/** Moves what is in the folder aside and returns where to; null when there was nothing. Nothing is deleted. */
export function movedAside(data: string, now: Date): string | null {
  const folder = resolve(data);
  if (!existsSync(folder)) return null;
  const aside = `${folder}-${now.toISOString().replace(/[:.]/g, '-')}`;
  renameSync(folder, aside);
  return aside;
}

/** The hospital's folder, filled with a demo hospital the first time. */
export async function hospitalIn(data: string, beds: number): Promise<HospitalPlace> {
  const folder = resolve(data);
  const server = join(folder, 'server');
  const told = join(folder, 'demo.json');
  if (!existsSync(server)) {
    console.log(`making a demo hospital with ${beds} beds …`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(told, `${JSON.stringify(await madeIn(`${server}-in-the-making`, beds), null, 2)}\n`);
    renameSync(`${server}-in-the-making.secret`, `${server}.secret`);
    // Last: a hospital that was interrupted in the making is begun anew, never half used.
    renameSync(`${server}-in-the-making`, server);
  }
  return { server, demo: existsSync(told) ? Demo.parse(JSON.parse(readFileSync(told, 'utf8'))) : null };
}

/** Codes by which the pages of the demo enrol themselves, one for each app. */
export interface DemoCodes {
  readonly ward: string;
  readonly admin: string;
}

/** Made anew at each start, for as many workstations as anybody opens in a fortnight. The server must not run. */
export async function demoCodes(folder: string): Promise<DemoCodes> {
  const { seedFolder } = await import('@healthcare/sync-server');
  const code = () => `demo-${randomBytes(6).toString('hex')}`;
  const codes = { ward: code(), admin: code() };
  const enrolmentCodes = (['ward', 'admin'] as const).map((kind): GivenCode => {
    return { code: codes[kind], kind, name: 'Demo', wards: [], uses: 500, hours: 336, demo: true };
  });
  await seedFolder(folder, { accounts: [], documents: {}, enrolmentCodes });
  return codes;
}

async function madeIn(folder: string, beds: number): Promise<Demo> {
  // Only the first start needs them, and they take their time to load.
  const { hashPassword, seedFolder } = await import('@healthcare/sync-server');
  const { demoHospital } = await import('@healthcare/testing/hospital');
  rmSync(folder, { recursive: true, force: true });
  rmSync(`${folder}.secret`, { force: true });
  mkdirSync(folder);
  const { accounts, documents } = demoHospital({ seed: 7, beds, nowMs: Date.now() });
  const passwordHash = await hashPassword(demoPassword);
  await seedFolder(folder, {
    accounts: accounts.map(({ id, name: _, ...account }) => ({ _id: id, ...account, passwordHash })),
    documents,
  });
  const left = [...accounts];
  const signIns = shown.flatMap((role): readonly DemoSignIn[] => {
    const at = left.findIndex((account) => account.role === role);
    const [found] = at < 0 ? [] : left.splice(at, 1);
    const [phone = '', login = ''] = found?.logins ?? [];
    return found ? [{ role, name: `${found.name.en} ${found.name.ar}`, login, phone, wards: [...found.wards] }] : [];
  });
  return { beds, signIns };
}
