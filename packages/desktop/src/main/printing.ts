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

export interface PdfParts {
  readonly window: Electron.BrowserWindow;
  readonly dialog: Electron.Dialog;
  readonly folder: string;
  readonly log: ShellLog;
}

/** Asks where, then writes the page as A4 by Chromium's own printing, the only way that shapes Arabic correctly. */
export async function savePageAsPdf({ window, dialog, folder, log }: PdfParts, name: string): Promise<SaveAnswer> {
  const chosen = await dialog.showSaveDialog(window, {
    defaultPath: join(folder, pdfFileName(name)),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  });
  if (chosen.canceled || !chosen.filePath) return { saved: false, why: 'cancelled' };
  try {
    const pdf = await window.webContents.printToPDF({ pageSize: 'A4', printBackground: true, preferCSSPageSize: true });
    await writeFile(chosen.filePath, pdf);
    return { saved: true };
  } catch (error) {
    log.warn('pdf/not-saved', errorFacts(error));
    return { saved: false, why: 'failed' };
  }
}

/** A name every file system takes, without folders. */
export function pdfFileName(name: string): string {
  const plain = name
    .replace(/\.pdf$/i, '')
    .replace(/[^\p{L}\p{N} _-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80);
  return `${plain || 'document'}.pdf`;
}
