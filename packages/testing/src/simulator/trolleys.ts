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
const holder = z.strictObject({ holder: z.string().min(1).max(40) });
const label = z.strictObject({ label: z.string().max(20) });

const trolleyEntries = { registered: place, moved: place, lent: holder, labelled: label } as const;

const TrolleyView = z.strictObject({
  wardId: z.string().max(20),
  holder: z.string().max(40),
  label: z.string().max(20),
  standing: z.array(Standpoint),
});
type TrolleyView = Readonly<z.infer<typeof TrolleyView>>;

const handling = { nurse: 'ward', doctor: 'own', headNurse: 'yes', pharmacist: 'yes', admin: 'yes' } as const;

const rights = {
  registered: { headNurse: 'yes', pharmacist: 'yes', admin: 'yes' },
  moved: handling,
  lent: handling,
  labelled: handling,
} as const satisfies Rights;

/** Only for the simulator: documents that go from ward to ward and to a person alone, as nothing in the product does yet as often. */
export const trolleys: AnyAggregate = anyAggregate(
  defineAggregate<TrolleyView, typeof trolleyEntries>({
    name: 'trolleys',
    version: 0,
    entries: trolleyEntries,
    view: TrolleyView,
    indexes: [['wardId']],
    empty: { wardId: '', holder: '', label: '', standing: [] },
    apply: (trolley, entry, knows) => {
      const after = withFacts(trolley, entry, entry.data, knows);
      return entry.kind === 'moved' ? { ...after, holder: '' } : after;
    },
    decide: () => null,
    standing: (trolley, _entry, author) => ({
      own: trolley.holder === author.user,
      ward: trolley.holder === author.user || author.wards.includes(trolley.wardId),
    }),
    rights,
    scopes: ({ wardId, holder: whose }) => {
      if (!wardId) return [];
      return [whose ? `user:${whose}` : `ward:${wardId}`];
    },
  }),
);
