/** Throws when the two differ; the order of fields says nothing. Plain, so that it runs in a page as well. */
export function same(got: unknown, wanted: unknown): void {
  const [a, b] = [inOrder(got), inOrder(wanted)];
  if (a !== b) throw new Error(`got ${a}, wanted ${b}`);
}

function inOrder(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) =>
      part !== null && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? 'undefined'
  );
}
