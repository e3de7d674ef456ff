export { electronBinary } from './driver/electron-binary.ts';
export type { LaunchOptions, MainExit, Workstation } from './driver/launch-workstation.ts';
export { launchWorkstation } from './driver/launch-workstation.ts';
