import type { Checkpoint, Parcel, Wire } from '../core/index.ts';
import { type Address, requested } from './request.ts';
import { answersFrom, pageFrom } from './rows.ts';

/** One database of the server, over HTTP. */
export function httpWire(address: Address, db: string): Wire {
  const path = `/db/${encodeURIComponent(db)}`;
  return {
    changes: async (at, limit) => pageFrom(await requested(address, `${path}/_changes?${queryOf(at, limit)}`)),
    newest: async (limit, lineage) => {
      const query = new URLSearchParams({ lineage, descending: 'true', limit: String(limit), include_docs: 'true' });
      const page = pageFrom(await requested(address, `${path}/_changes?${query}`));
      return page.restarted ? [] : page.rows;
    },
    push: async (parcels, lineage) => {
      const body = { docs: parcels.map(documentOf) };
      const query = new URLSearchParams({ lineage });
      return answersFrom(await requested(address, `${path}/_bulk_docs?${query}`, { method: 'POST', body }));
    },
  };
}

/** The way of a workstation that is taken away: without a session, and it is told nothing of what is stored. */
export function handInWire(address: Address, db: string): Pick<Wire, 'push'> {
  const path = `/api/workstation/hand-in/${encodeURIComponent(db)}`;
  return {
    push: async (parcels) => {
      const body = { docs: parcels.map(documentOf) };
      const byKey = { ...address, token: () => undefined };
      return answersFrom(await requested(byKey, path, { method: 'POST', body }));
    },
  };
}

function queryOf(at: Checkpoint | undefined, limit: number): string {
  const place = { since: String(at?.since ?? 0), lineage: at?.lineage ?? '' };
  return String(new URLSearchParams({ ...place, limit: String(limit), include_docs: 'true' }));
}

function documentOf({ id, rev, entries }: Parcel): unknown {
  return { _id: id, ...(rev !== undefined && { _rev: rev }), entries };
}
