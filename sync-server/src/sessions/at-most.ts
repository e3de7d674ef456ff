/** Runs at most `count` pieces of work at a time; the others wait in order. */
export function atMost(count: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= count) await new Promise<void>((turn) => waiting.push(turn));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift(); // the place is handed on, not given back
      if (next) next();
      else running -= 1;
    }
  };
}
