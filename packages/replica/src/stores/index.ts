export type { AgainRow, Aside, HandledRow, RefusalRow, RefusalRows } from './aside.ts';
export { dexieStorage } from './dexie-storage.ts';
export { MapStore } from './map-store.ts';
export * from './open-database.ts';
export { RxStore } from './rx-store.ts';
export { heldSchema } from './schemas.ts';
export { sealedStorage } from './sealed-storage.ts';
export type { InTheClear } from './taken-over.ts';
export type { UpgradeProgress } from './upgrading.ts';
