import type { WorkstationApi } from '@healthcare/desktop/api';

/** How the page reaches paper: by the desktop's own printing, or by the browser's dialog. Neither needs the server. */
export function printPageBy(desktop: WorkstationApi | null): () => Promise<boolean> {
  return async () => {
    if (desktop) return (await desktop.print()).printed;
    window.print(); // comes back when its dialog is closed
    return true;
  };
}
