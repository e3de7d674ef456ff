import {
  type AnyAggregate,
  anyAggregate,
  defineAggregate,
  type Rights,
  Standpoint,
  withFacts,
} from '@healthcare/domain';
import { z } from 'zod';

const place = z.strictObject({ wardId: z.string().min(1).max(20) });
const label = z.strictObject({ label: z.string().max(20) });

const trolleyEntries = { registered: place, moved: place, labelled: label } as const;

const TrolleyView = z.strictObject({
  wardId: z.string().max(20),
  label: z.string().max(20),
  standing: z.array(Standpoint),
});
type TrolleyView = Readonly<z.infer<typeof TrolleyView>>;

const rights = {
  registered: { headNurse: 'yes', admin: 'yes' },
  moved: { headNurse: 'yes', admin: 'yes' },
  labelled: { headNurse: 'yes', admin: 'yes' },
} as const satisfies Rights;

/** Only for the simulator: documents that go from ward to ward, as nothing in the product does yet as often. */
export const trolleys: AnyAggregate = anyAggregate(
  defineAggregate<TrolleyView, typeof trolleyEntries>({
    name: 'trolleys',
    version: 0,
    entries: trolleyEntries,
    view: TrolleyView,
    indexes: [['wardId']],
    empty: { wardId: '', label: '', standing: [] },
    apply: (trolley, entry, knows) => withFacts(trolley, entry, entry.data, knows),
    decide: () => null,
    standing: () => ({ own: false, ward: true }),
    rights,
    scopes: ({ wardId }) => (wardId ? [`ward:${wardId}`] : []),
  }),
);
