import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hashPassword, seedFolder } from '@healthcare/sync-server';
import { demoHospital } from '@healthcare/testing/hospital';

/** Everybody's password in the demo hospital; printed at every start, so nobody mistakes it for a secret. */
export const demoPassword = 'a long night shift';

/** Who to sign in as, for the list that is printed. */
export interface DemoSignIn {
  readonly role: string;
  readonly name: string;
  readonly login: string;
  readonly wards: readonly string[];
}

const shown = ['nurse', 'headNurse', 'doctor', 'headDoctor', 'pharmacist', 'admin'] as const;

/** The hospital's folder, filled with a demo hospital the first time. `--fresh` moves the old one aside and says where. */
export async function hospitalData(options: {
  readonly data: string;
  readonly fresh: boolean;
  readonly beds: number;
}): Promise<{ readonly folder: string; readonly demo: readonly DemoSignIn[] }> {
  const folder = resolve(options.data);
  const told = join(folder, 'demo.json');
  if (options.fresh && existsSync(folder)) {
    const aside = `${folder}-${new Date().toISOString().replace(/[:.]/g, '-')}`;
    renameSync(folder, aside);
    console.log(`the old hospital was moved to ${aside}`);
  }
  if (existsSync(told)) return { folder: join(folder, 'server'), demo: JSON.parse(readFileSync(told, 'utf8')) };
  mkdirSync(folder, { recursive: true });
  console.log(`making a demo hospital with ${options.beds} beds …`);
  const { accounts, documents } = demoHospital({ seed: 7, beds: options.beds, nowMs: Date.now() });
  const passwordHash = await hashPassword(demoPassword);
  await seedFolder(join(folder, 'server'), {
    accounts: accounts.map(({ id, logins, role, wards }) => ({ _id: id, logins, role, wards, passwordHash })),
    documents,
  });
  const demo = shown.flatMap((role): readonly DemoSignIn[] => {
    const somebody = accounts.filter((account) => account.role === role).slice(0, role === 'nurse' ? 2 : 1);
    return somebody.map(({ logins, name, wards }) => ({ role, name: name.en, login: logins[1] ?? '', wards }));
  });
  writeFileSync(told, JSON.stringify(demo, null, 2)); // written last: a half-made hospital is made again
  return { folder: join(folder, 'server'), demo };
}
