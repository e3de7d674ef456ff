import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type Electron from 'electron';
import type { PrintAnswer, SaveAnswer } from '../api.ts';
import { errorFacts, type ShellLog } from './shell-log.ts';

/** The system's print dialog. */
export function printPage(contents: Electron.WebContents, log: ShellLog): Promise<PrintAnswer> {
  return new Promise((answer) => {
    contents.print({ printBackground: true }, (printed, why) => {
      if (printed) return answer({ printed: true });
      const cancelled = /cancel/i.test(why);
      if (!cancelled) log.warn('print/failed');
      answer({ printed: false, why: cancelled ? 'cancelled' : 'failed' });
    });
  });
}

export interface SavingParts {
  readonly window: Electron.BrowserWindow;
  readonly dialog: Electron.Dialog;
  readonly folder: string;
  readonly log: ShellLog;
}

/** Asks where, then writes the page as A4 by Chromium's own printing, the only way that shapes Arabic correctly. */
export function savePageAsPdf(parts: SavingParts, name: string): Promise<SaveAnswer> {
  const page = { printBackground: true, preferCSSPageSize: true } as const;
  return saved(parts, { name, type: 'pdf' }, () => parts.window.webContents.printToPDF({ pageSize: 'A4', ...page }));
}

/** Asks where, then writes the text as it is. */
export function saveText(parts: SavingParts, name: string, text: string): Promise<SaveAnswer> {
  return saved(parts, { name, type: 'txt' }, async () => text);
}

/** The same for a table. */
export function saveCsv(parts: SavingParts, name: string, text: string): Promise<SaveAnswer> {
  return saved(parts, { name, type: 'csv' }, async () => text);
}

interface Wanted {
  readonly name: string;
  readonly type: 'pdf' | 'txt' | 'csv';
}

async function saved(
  { window, dialog, folder, log }: SavingParts,
  { name, type }: Wanted,
  made: () => Promise<string | Uint8Array>,
): Promise<SaveAnswer> {
  const chosen = await dialog.showSaveDialog(window, {
    defaultPath: join(folder, fileName(name, type)),
    filters: [{ name: type.toUpperCase(), extensions: [type] }],
  });
  if (chosen.canceled || !chosen.filePath) return { saved: false, why: 'cancelled' };
  try {
    await writeFile(chosen.filePath, await made());
    return { saved: true };
  } catch (error) {
    log.warn(`${type}/not-saved`, errorFacts(error));
    return { saved: false, why: 'failed' };
  }
}

/** A name every file system takes, without folders. */
export function fileName(name: string, type: Wanted['type']): string {
  const plain = name
    .replace(/\.(pdf|txt|csv)$/i, '')
    .replace(/[^\p{L}\p{N} _-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80);
  return `${plain || 'document'}.${type}`;
}
