export { type Answered, askServer, type Question } from './ask-server.ts';
export {
  type ChunkDatabase,
  type FileAbout,
  type FileAdded,
  FileNotOpened,
  type FileOpened,
  type FileState,
  type FileStorage,
  type Files,
  type FileTrouble,
} from './files/index.ts';
export { type DesktopFile, desktopJournal, openIdbJournal } from './journals/index.ts';
export { NotSaved, type NotSavedCode } from './not-saved.ts';
export { openReplica, type ReplicaOptions } from './open-replica.ts';
export type { Recovery, Witness, WitnessNote } from './recovery.ts';
export type * from './replica.ts';
export { isSignedIn, type SignInAnswer, signIn, signOut } from './sign-in.ts';
export { DatabaseNotOpened, type OpenTrouble } from './stores/open-database.ts';
export { type SecretPlace, workstationIdFrom, workstationSecret } from './workstation.ts';
