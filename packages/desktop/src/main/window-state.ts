import { readFileSync, writeFileSync } from 'node:fs';
import type { Display, Rectangle } from 'electron';
import { z } from 'zod';

const stateShape = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(640).max(20_000),
  height: z.int().min(480).max(20_000),
  maximized: z.boolean(),
});

/** Where a window goes; without a place the system chooses one. */
export interface WindowState {
  readonly bounds: Readonly<Rectangle> | Readonly<Pick<Rectangle, 'width' | 'height'>>;
  readonly maximized: boolean;
}

/** 1366 × 768 is the smallest screen on the wards; there the window fills it. */
const firstState: WindowState = { bounds: { width: 1366, height: 768 }, maximized: true };

/** A place that no screen shows any more is forgotten: a window nobody sees looks like a program that does not start. */
export function readWindowState(path: string, displays: readonly Pick<Display, 'workArea'>[]): WindowState {
  try {
    const { maximized, ...bounds } = stateShape.parse(JSON.parse(readFileSync(path, 'utf8')));
    const isShown = displays.some(({ workArea }) => overlaps(workArea, bounds));
    return { bounds: isShown ? bounds : { width: bounds.width, height: bounds.height }, maximized };
  } catch {
    return firstState; // none yet, or not ours: a convenience only
  }
}

export function keepWindowState(path: string, bounds: Rectangle, maximized: boolean): void {
  try {
    writeFileSync(path, JSON.stringify({ ...bounds, maximized } satisfies z.infer<typeof stateShape>));
  } catch {
    // A full disk must not keep a window from closing.
  }
}

function overlaps(area: Rectangle, window: Rectangle): boolean {
  const visible = 100; // enough of the title bar to drag it back by
  return (
    window.x + window.width > area.x + visible &&
    window.x < area.x + area.width - visible &&
    window.y >= area.y &&
    window.y < area.y + area.height - visible
  );
}
