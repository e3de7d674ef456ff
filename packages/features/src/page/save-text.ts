import type { WorkstationApi } from '@healthcare/desktop/api';

/** How a text file leaves the page: by the desktop's own dialog, or as a download of the browser. */
export function saveTextBy(desktop: WorkstationApi | null): (suggestedName: string, text: string) => Promise<boolean> {
  return desktop ? async (name, text) => (await desktop.saveText(name, text)).saved : downloaded;
}

/** The same for a table. */
export function saveCsvBy(desktop: WorkstationApi | null): (suggestedName: string, text: string) => Promise<boolean> {
  return desktop
    ? async (name, text) => (await desktop.saveCsv(name, text)).saved
    : (name, text) => downloaded(`${name}.csv`, text);
}

async function downloaded(name: string, text: string): Promise<boolean> {
  const isTable = name.endsWith('.csv');
  const type = isTable ? 'text/csv;charset=utf-8' : 'text/plain;charset=utf-8';
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = isTable ? name : `${name}.txt`;
  link.click();
  URL.revokeObjectURL(url);
  return true;
}
