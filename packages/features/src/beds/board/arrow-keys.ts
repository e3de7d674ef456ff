/** Where something lies on the screen. */
export type Box = Pick<DOMRectReadOnly, 'left' | 'top' | 'width' | 'height'>;

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Aside counts more than ahead, so that the arrow stays in its row or column as long as there is something in it. */
const ASIDE = 3;

/** The box that an arrow key leads to from the one at `from`: the nearest that lies in its direction. Null where there is none, and for other keys. */
export function boxAfterKey(boxes: readonly Box[], from: number, key: string): number | null {
  const way = directions[key];
  const here = boxes[from];
  if (!way || !here) return null;
  const [x, y] = centreOf(here);
  let best: { readonly at: number; readonly far: number } | null = null;
  for (const [at, box] of boxes.entries()) {
    const [dx, dy] = [centreOf(box)[0] - x, centreOf(box)[1] - y];
    const ahead = dx * way[0] + dy * way[1];
    const aside = Math.abs(dx * way[1] + dy * way[0]);
    if (at === from || ahead <= 1) continue;
    const far = ahead + ASIDE * aside;
    if (!best || far < best.far) best = { at, far };
  }
  return best?.at ?? null;
}

function centreOf({ left, top, width, height }: Box): readonly [number, number] {
  return [left + width / 2, top + height / 2];
}
