export { type GrantKey, type GrantKeys, grantKeysIn, type KeptKey, type KeyPlace, keysInMemory } from './grant-key.ts';
export { idbKeys } from './idb-keys.ts';
export { type Proven, type Prover, workstationProver } from './prover.ts';
