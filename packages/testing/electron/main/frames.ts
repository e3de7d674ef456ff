import type { CdpSession } from './cdp.ts';
import { preloadWorld } from './page-scripts.ts';
import { asAppUrl } from './schemes.ts';
import { strict } from './strict.ts';

/** What the double knows of a WebFrameMain. */
export interface Frame {
  readonly url: string;
  readonly origin: string;
  readonly parent: Frame | null;
  readonly top: Frame | null;
  readonly detached: boolean;
  readonly frameTreeNodeId: number;
}

interface Known {
  readonly id: string;
  readonly parentId: string | undefined;
  readonly frame: Frame;
  url: string;
}

/** The frames of one page, and which of them each execution context of the preload's world belongs to. */
export class Frames {
  private readonly known = new Map<string, Known>();
  private readonly contexts = new Map<number, string>();
  private mainId = '';
  private lastNode = 0;
  /** The context of the main frame's preload, once it has run. */
  mainContext: number | undefined;

  async follow(cdp: CdpSession): Promise<void> {
    cdp.on('Page.frameAttached', ({ frameId, parentFrameId }) => this.add(frameId, parentFrameId, 'about:blank'));
    cdp.on('Page.frameDetached', ({ frameId }) => this.known.delete(frameId));
    cdp.on('Page.frameNavigated', ({ frame }) => {
      const known = this.known.get(frame.id) ?? this.add(frame.id, frame.parentId, frame.url);
      known.url = frame.url + (frame.urlFragment ?? '');
    });
    cdp.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const known = this.known.get(frameId);
      if (known) known.url = url;
    });
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      const frameId = (context.auxData as { readonly frameId?: string } | undefined)?.frameId;
      if (context.name !== preloadWorld || !frameId) return;
      this.contexts.set(context.id, frameId);
      if (frameId === this.mainId) this.mainContext = context.id;
    });
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      this.contexts.delete(executionContextId);
      if (this.mainContext === executionContextId) this.mainContext = undefined;
    });
    cdp.on('Runtime.executionContextsCleared', () => {
      this.contexts.clear();
      this.mainContext = undefined;
    });
    const { frameTree } = await cdp.send('Page.getFrameTree');
    this.mainId = frameTree.frame.id;
    this.add(this.mainId, undefined, frameTree.frame.url);
  }

  /** `null` when the frame has gone or navigated since it spoke. */
  ofContext(contextId: number): Frame | null {
    const frameId = this.contexts.get(contextId);
    return (frameId && this.known.get(frameId)?.frame) || null;
  }

  isMain(frameId: string | undefined): boolean {
    return frameId === this.mainId;
  }

  get main(): Frame {
    const main = this.known.get(this.mainId);
    if (!main) throw new Error('electron double: the main frame of a window that has not opened yet is not modelled');
    return main.frame;
  }

  get mainUrl(): string {
    return this.known.get(this.mainId)?.frame.url ?? '';
  }

  private add(id: string, parentId: string | undefined, url: string): Known {
    const frames = this;
    this.lastNode += 1;
    const frameTreeNodeId = this.lastNode;
    const known: Known = {
      id,
      parentId,
      url,
      frame: strict(
        {
          get url() {
            return asAppUrl(known.url);
          },
          get origin() {
            return originOf(asAppUrl(known.url));
          },
          get parent() {
            return (parentId && frames.known.get(parentId)?.frame) || null;
          },
          get top() {
            return frames.known.get(frames.mainId)?.frame ?? null;
          },
          get detached() {
            return !frames.known.has(id);
          },
          frameTreeNodeId,
        },
        'WebFrameMain',
      ),
    };
    this.known.set(id, known);
    return known;
  }
}

function originOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/.exec(url)?.[0] ?? 'null';
}
