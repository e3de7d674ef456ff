import { type AuditEntry, AuditPage } from '@healthcare/protocol';
import { useCallback, useEffect, useRef, useState } from 'react';
import { usePorts } from '../state/index.ts';
import { type AuditFilter, queryOf } from './audit-filter.ts';

/** What was found of the trail so far. `wrong`: why the last question had no answer. */
export interface Trail {
  readonly entries: readonly AuditEntry[];
  readonly asking: boolean;
  readonly wrong: string | null;
  /** Asks for older ones; null where there are none. */
  readonly more: (() => void) | null;
  readonly again: () => void;
}

const PAGE = '200';
/** A rare thing in years of lines comes page by page: so many are asked for before the person is asked whether to go on. */
const MOST_EMPTY = 20;

/** The trail as the filter narrows it, the newest first, a page at a time. */
export function useTrail(filter: AuditFilter): Trail {
  const { server } = usePorts();
  const [found, setFound] = useState<Omit<Trail, 'again' | 'more'> & { readonly next: number | null }>(nothing);
  const turn = useRef(0);
  const ask = useCallback(
    async (known: readonly AuditEntry[], before: number | null) => {
      turn.current += 1;
      const asked = turn.current;
      setFound((was) => ({ ...was, asking: true }));
      let entries = known;
      let next = before;
      for (let pages = 0; pages < MOST_EMPTY; pages += 1) {
        const query = queryOf(filter, { limit: PAGE, ...(next !== null && { before: String(next) }) });
        const answer = await server.ask(`/api/audit?${query}`, { shape: AuditPage });
        if (asked !== turn.current) return; // another question by now
        if (!answer.ok) {
          setFound({ entries, asking: false, wrong: answer.code, next });
          return;
        }
        entries = [...entries, ...answer.value.entries];
        next = answer.value.next;
        if (next === null || answer.value.entries.length > 0) break;
      }
      setFound({ entries, asking: false, wrong: null, next });
    },
    [server, filter],
  );
  const again = useCallback(() => void ask([], null), [ask]);
  useEffect(() => {
    setFound(nothing);
    again();
  }, [again]);
  const { next, ...shown } = found;
  return { ...shown, again, more: next === null || shown.asking ? null : () => void ask(found.entries, next) };
}

const nothing = { entries: [], asking: true, wrong: null, next: null } as const;
