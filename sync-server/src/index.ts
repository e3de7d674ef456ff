export * from './config/config.ts';
export * from './gateway/unite.ts';
export * from './log/log.ts';
export { serverNodeOptions } from './node-options.ts';
export { type Seed, seedFolder } from './seed.ts';
export { type Account, hashPassword } from './sessions/accounts.ts';
export { workstationIdFrom } from './sessions/workstation-id.ts';
export * from './start.ts';
export type { GivenCode } from './workstations/index.ts';
