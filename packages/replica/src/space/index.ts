export type { DiskSpace } from './reserve.ts';
export { diskSpace, lookForSpace, NoSpace, spaceToWrite, untilSpace, watchDisk } from './space-here.ts';
