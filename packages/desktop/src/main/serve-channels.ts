import type Electron from 'electron';
import type { Channel } from '../api.ts';
import { type ReplyContext, type Routes, replyToPage, type Sender } from './reply-to-page.ts';

/** Hangs the routes on one window's own `webContents.ipc`: no other window's page can reach them. */
export function serveChannels(contents: Electron.WebContents, context: ReplyContext, routes: Routes): void {
  for (const channel of Object.keys(routes) as Channel[]) {
    contents.ipc.handle(channel, (event, ...args: unknown[]) => {
      const sender = senderOf(event, contents);
      return replyToPage(context, channel, routes[channel] as never, { sender, args });
    });
  }
}

/** Read at once: after an await the frame may show another document. A frame that is gone is `null`, and foreign. */
function senderOf(event: Electron.IpcMainInvokeEvent, contents: Electron.WebContents): Sender | null {
  const frame = event.senderFrame;
  if (!frame) return null;
  return { url: frame.url, isMainFrame: event.sender === contents && frame.parent === null };
}
