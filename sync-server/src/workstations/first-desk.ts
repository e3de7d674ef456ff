import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import type { EnrolmentCodes } from './enrolment-codes.ts';
import { isOut, type Workstations } from './workstations.ts';

export interface FirstDeskParts {
  readonly config: Pick<Config, 'enrolment' | 'data'>;
  readonly workstations: Workstations;
  readonly codes: EnrolmentCodes;
  readonly log: Logger;
}

const HOURS = 336;

/**
 * Codes are made at an administrator's desk, and the first desk needs one too. So where enrolment is required and there is no desk, each
 * start of the server writes a code for one into a file beside the data, which only the server's user can read; it goes with the next start
 * after there is a desk. The log says where it is, never what.
 */
export async function firstDesk({ config, workstations, codes, log }: FirstDeskParts): Promise<void> {
  const path = `${resolve(config.data)}.first-desk-code`;
  const hasDesk = workstations.list().some((one) => one.kind === 'admin' && !isOut(one));
  if (config.enrolment === 'open' || hasDesk) return rmSync(path, { force: true });
  if (codes.list().some(({ kind }) => kind === 'admin') && !existsSync(path)) return; // the operator has brought one along
  for (const { id, madeBy } of codes.list()) if (madeBy === 'server') await codes.withdraw(id);
  const asked = { name: 'First desk', kind: 'admin', wards: [], uses: 1, hours: HOURS } as const;
  const { code } = await codes.make({ ...asked, wards: [] }, 'server');
  rmSync(path, { force: true }); // one that was brought along would keep its own rights
  writeFileSync(path, `${code}\n`, { mode: 0o600, flag: 'wx', flush: true });
  log.warn({ file: path }, 'no administrator\u2019s desk is enrolled: the code for the first one is in this file');
}
