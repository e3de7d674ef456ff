import { wardCounts } from '@healthcare/domain/stays';
import type { WardShown, WardsShown } from '@healthcare/protocol';
import { Router } from 'express';
import type { Docket } from '../arbiter/docket.ts';

/** `GET /api/wards`: the beds of every ward in numbers. Who may ask says the rights table; counted again only when something has changed. */
export function wardRoutes(parts: { readonly docket: () => Docket; readonly now: () => number }) {
  let counted: { readonly docket: Docket; readonly wards: readonly WardShown[] } | undefined;
  const router = Router();
  router.get('/', (_request, response) => {
    const docket = parts.docket();
    if (counted?.docket !== docket) counted = { docket, wards: countsIn(docket) };
    const answer: WardsShown = { nowMs: parts.now(), wards: [...counted.wards] };
    response.json(answer);
  });
  return router;
}

/** Without the ward's name: it is a word of its rooms, which only those may read who hold them. */
function countsIn({ rooms, stays }: Docket): readonly WardShown[] {
  const counts = wardCounts(
    [...rooms].map(([id, room]) => ({ ...room, id })),
    [...stays].map(([id, { view }]) => ({ ...view, id })),
  );
  return counts.map(({ wardName: _, ...ward }) => ward);
}
