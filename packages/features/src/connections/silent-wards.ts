import type { Connection } from '@healthcare/protocol';

const byNumber = new Intl.Collator('en', { numeric: true });

/** The wards that have rooms and of which no workstation is on the line, in the order in which people count. */
export function silentWards(
  rooms: readonly { readonly wardId: string }[],
  connections: readonly Pick<Connection, 'wardId'>[],
): readonly string[] {
  const heard = new Set(connections.map(({ wardId }) => wardId));
  const wards = new Set(rooms.map(({ wardId }) => wardId));
  return [...wards].filter((ward) => !heard.has(ward)).sort(byNumber.compare);
}

/** Wards first, then desks; each by its place, the longest on the line first. */
export function inOrder(connections: readonly Connection[]): readonly Connection[] {
  const place = ({ kind, wardId }: Connection) => (kind === 'ward' ? `0 ${wardId}` : `1 ${kind}`);
  return connections.toSorted((a, b) => byNumber.compare(place(a), place(b)) || a.sinceMs - b.sinceMs);
}
