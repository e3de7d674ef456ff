import type Electron from 'electron';
import { ModelledEmitter } from './strict.ts';

// What surrounds an app on a real desktop. Where a person would answer, a test must say what they answer, by replacing the
// function through the driver's `evaluate`.

function unanswered(name: string): () => never {
  return () => {
    throw new Error(`electron double: ${name} has no scripted answer`);
  };
}

export const dialog: Record<'showMessageBox' | 'showOpenDialog' | 'showSaveDialog' | 'showErrorBox', () => never> = {
  showMessageBox: unanswered('dialog.showMessageBox'),
  showOpenDialog: unanswered('dialog.showOpenDialog'),
  showSaveDialog: unanswered('dialog.showSaveDialog'),
  showErrorBox: unanswered('dialog.showErrorBox'),
} satisfies Pick<Electron.Dialog, 'showMessageBox' | 'showOpenDialog' | 'showSaveDialog' | 'showErrorBox'>;

interface PowerEvents {
  resume: [];
  suspend: [];
  'lock-screen': [];
  'unlock-screen': [];
  shutdown: [];
}

export const powerMonitor = new ModelledEmitter<PowerEvents>('powerMonitor', [
  'resume',
  'suspend',
  'lock-screen',
  'unlock-screen',
  'shutdown',
]);

export const net = { isOnline: () => true } satisfies Pick<Electron.Net, 'isOnline'>;

const display = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } };
export const screen = {
  getAllDisplays: () => [display] as Electron.Display[],
} satisfies Pick<Electron.Screen, 'getAllDisplays'>;

let applicationMenu: Electron.Menu | null = null;
export const Menu = {
  setApplicationMenu(menu: Electron.Menu | null) {
    if (menu) throw new Error('electron double: a menu is not modelled');
    applicationMenu = menu;
  },
  getApplicationMenu: () => applicationMenu,
} satisfies Pick<typeof Electron.Menu, 'setApplicationMenu' | 'getApplicationMenu'>;
