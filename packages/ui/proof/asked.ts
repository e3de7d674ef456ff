import type { LinkFacts } from '../src/index.ts';

const asked = new URLSearchParams(typeof location === 'undefined' ? '' : location.search);

export type ProofPage = 'kit' | 'entry' | 'list';

/** `?page=entry` */
export function pageAsked(): ProofPage {
  const page = asked.get('page');
  return page === 'entry' || page === 'list' ? page : 'kit';
}

const quiet = { sinceMs: 0, unsent: 0, oldestUnsentMs: null, refused: 0, progress: null } as const;

/** Every state of the link, as the caller of the shell would give it. */
const links = {
  live: () => ({ ...quiet, link: 'live' }),
  sending: (now) => ({ ...quiet, link: 'live', unsent: 1, oldestUnsentMs: now - 900 }),
  catching: (now) => ({ ...quiet, link: 'catching-up', unsent: 6, oldestUnsentMs: now - 252_000 }),
  receiving: () => ({ ...quiet, link: 'catching-up', progress: { done: 12_400, total: 50_000 } }),
  refused: () => ({ ...quiet, link: 'live', refused: 2 }),
  cut: (now) => ({ ...quiet, link: 'disconnected', sinceMs: now - 252_000, unsent: 6, oldestUnsentMs: now - 120_000 }),
  starting: () => ({ ...quiet, link: 'starting' }),
  'signed-out': () => ({ ...quiet, link: 'signed-out', unsent: 3 }),
} as const satisfies Record<string, (nowMs: number) => LinkFacts>;

export type LinkAsked = keyof typeof links;
export const linkStates = Object.keys(links) as readonly LinkAsked[];

/** `?link=cut` */
export function linkAsked(nowMs: number): LinkFacts {
  const name = linkStates.find((one) => one === asked.get('link')) ?? 'live';
  return links[name](nowMs);
}
