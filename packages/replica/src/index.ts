export { type Answered, askServer, type Question } from './ask-server.ts';
export { WireFailure } from './core/index.ts';
export { type EnrolmentDoor, enrolmentDoor } from './enrolment.ts';
export {
  type ChunkDatabase,
  type FileAbout,
  type FileAdded,
  type FileLeft,
  FileNotOpened,
  type FileOpened,
  type FileState,
  type FileStorage,
  type Files,
  type FileTrouble,
} from './files/index.ts';
export {
  type GrantKey,
  type GrantKeys,
  grantKeysIn,
  idbKeys,
  type KeyPlace,
  keysInMemory,
  type Prover,
  workstationProver,
} from './identity/index.ts';
export { type DesktopFile, desktopJournal, type OpenIdbJournal, openIdbJournal } from './journals/index.ts';
export { NotSaved, type NotSavedCode } from './not-saved.ts';
export { openReplica, type ReplicaOptions } from './open-replica.ts';
export type { Recovery, Witness, WitnessNote } from './recovery.ts';
export type * from './replica.ts';
export { type SealedReplica, sealedReplica } from './sealed-replica.ts';
export { fromBase64url, toBase64url } from './seals/base64.ts';
export { type DataKey, dataKeyFrom, keyFor, keyToWrap } from './seals/data-key.ts';
export { openedText, sealedText } from './seals/sealed-text.ts';
export * from './sign-in.ts';
export { type DiskSpace, diskSpace, untilSpace, watchDisk } from './space/index.ts';
export { DatabaseNotOpened, type OpenTrouble } from './stores/open-database.ts';
export type { UpgradeProgress } from './stores/upgrading.ts';
export * from './unlock/index.ts';
export type { ProvenServer } from './wire/index.ts';
export { type SecretPlace, workstationIdFrom, workstationSecret } from './workstation.ts';
