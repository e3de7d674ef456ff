export { type DesktopFile, desktopJournal } from './desktop-journal.ts';
export { type OpenIdbJournal, openIdbJournal } from './idb-journal.ts';
export { MemoryJournal } from './memory-journal.ts';
