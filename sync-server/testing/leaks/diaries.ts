import { type AnyAggregate, anyAggregate, defineAggregate, type Rights } from '@healthcare/domain';
import { z } from 'zod';

const written = z.strictObject({ owner: z.string().min(1).max(40), text: z.string().min(1).max(200) });
const DiaryView = z.strictObject({ owner: z.string(), text: z.string() });
type DiaryView = Readonly<z.infer<typeof DiaryView>>;

const rights = {
  written: {
    patient: 'own',
    nurse: 'own',
    headNurse: 'own',
    doctor: 'own',
    headDoctor: 'own',
    pharmacist: 'own',
    hr: 'own',
    admin: 'own',
  },
} as const satisfies Rights;

/** Only for tests: documents that belong to one person, as messages and own records will. */
export const diaries: AnyAggregate = anyAggregate(
  defineAggregate<DiaryView, { readonly written: typeof written }>({
    name: 'diaries',
    version: 0,
    entries: { written },
    view: DiaryView,
    indexes: [],
    empty: { owner: '', text: '' },
    apply: (diary, { data }) => ({ ...diary, ...data }),
    decide: () => null,
    standing: (_diary, { data }, author) => ({ own: data.owner === author.user, ward: false }),
    rights,
    scopes: ({ owner }) => (owner ? [`user:${owner}`] : []),
  }),
);
