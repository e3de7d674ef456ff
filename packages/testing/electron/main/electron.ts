// The main half of the double: what `require('electron')` answers in a process started with register.cjs. Tests only.
import type Electron from 'electron';
import { app } from './app.ts';
import { dialog, Menu, net, powerMonitor, screen } from './around-the-app.ts';
import { BrowserWindow } from './browser-window.ts';
import { answerTheDriver } from './driver-channel.ts';
import { ipcMain } from './ipc-main.ts';
import { safeStorage } from './safe-storage.ts';
import { protocol, session } from './session.ts';
import { strict } from './strict.ts';

const electron = strict(
  {
    app: strict(app, 'app'),
    BrowserWindow,
    dialog: strict(dialog, 'dialog'),
    ipcMain: strict(ipcMain, 'ipcMain'),
    Menu: strict(Menu, 'Menu'),
    net: strict(net, 'net'),
    powerMonitor: strict(powerMonitor, 'powerMonitor'),
    protocol: strict(protocol, 'protocol'),
    safeStorage: strict(safeStorage, 'safeStorage'),
    screen: strict(screen, 'screen'),
    session: strict(session, 'session'),
  } satisfies Partial<Record<keyof typeof Electron, unknown>>,
  'electron',
);

answerTheDriver(electron, () => app.exit(0));

// `require` of this module answers the object itself, as electron's own index does.
export { electron as 'module.exports' };
