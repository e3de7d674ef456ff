import type { z } from 'zod';
import type { Channel, Channels, Reply } from '../api.ts';
import { isAppPage } from './app-origin.ts';

/** What is read of the frame that asked, before anything is awaited. */
export interface Sender {
  readonly url: string;
  readonly isMainFrame: boolean;
}

export interface Route<C extends Channel> {
  readonly accepts: z.ZodType<Channels[C]['ask']>;
  readonly serve: (...ask: Channels[C]['ask']) => Promise<Channels[C]['answer']>;
}

export type Routes = { readonly [C in Channel]: Route<C> };

/** A refusal whose code the page may see; any other error crosses as `ipc/failed`. */
export class PageRefusal extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export interface ReplyContext {
  readonly host: string;
  /** Told of every refusal; gets codes and channel names only. */
  readonly refused: (channel: Channel, code: string, cause: unknown) => void;
}

/** Only our own top frame is answered, and only when what it sends has the expected shape. */
export async function replyToPage<C extends Channel>(
  context: ReplyContext,
  channel: C,
  route: Route<C>,
  { sender, args }: { readonly sender: Sender | null; readonly args: readonly unknown[] },
): Promise<Reply<C>> {
  const refuse = (code: string, cause?: unknown): Reply<C> => {
    context.refused(channel, code, cause);
    return { ok: false, code };
  };
  if (!sender?.isMainFrame || !isAppPage(sender.url, context.host)) return refuse('ipc/foreign-sender');
  const ask = route.accepts.safeParse(args);
  if (!ask.success) return refuse('ipc/bad-request');
  try {
    return { ok: true, value: await route.serve(...ask.data) };
  } catch (error) {
    return refuse(error instanceof PageRefusal ? error.code : 'ipc/failed', error);
  }
}
