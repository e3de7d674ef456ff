import { useEffect } from 'react';
import { type Ports, usePorts } from '../state/index.ts';

/** K3: which calls are painted on this screen, as the server is told. Several places may paint one call. */
export class PaintedCalls {
  readonly #count = new Map<string, number>();
  readonly #tell: (ids: readonly string[]) => void;
  #told = false;
  #hidden = false;

  constructor(tell: (ids: readonly string[]) => void) {
    this.#tell = tell;
  }

  /** A window that nobody can see shows nothing. */
  hide(hidden: boolean): void {
    this.#hidden = hidden;
    this.#soon();
  }

  add(id: string): void {
    this.#count.set(id, (this.#count.get(id) ?? 0) + 1);
    this.#soon();
  }

  remove(id: string): void {
    const left = (this.#count.get(id) ?? 1) - 1;
    if (left > 0) this.#count.set(id, left);
    else this.#count.delete(id);
    this.#soon();
  }

  /** Once for everything that changed in one paint. */
  #soon(): void {
    if (this.#told) return;
    this.#told = true;
    queueMicrotask(() => {
      this.#told = false;
      this.#tell(this.#hidden ? [] : [...this.#count.keys()]);
    });
  }
}

const painted = new WeakMap<Ports['replica'], PaintedCalls>();

/** Tells that the call is on the screen for as long as the component is. */
export function usePainted(id: string): void {
  const { replica } = usePorts();
  useEffect(() => {
    const calls = paintedOf(replica);
    calls.add(id);
    return () => calls.remove(id);
  }, [replica, id]);
}

function paintedOf(replica: Ports['replica']): PaintedCalls {
  const known = painted.get(replica);
  if (known) return known;
  const made = new PaintedCalls((ids) => replica.showing('calls', ids));
  document.addEventListener('visibilitychange', () => made.hide(document.hidden));
  painted.set(replica, made);
  return made;
}
