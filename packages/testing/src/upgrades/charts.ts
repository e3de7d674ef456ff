import { type AnyAggregate, anyAggregate, defineAggregate, type Entry, type Saying, stamp } from '@healthcare/domain';
import { z } from 'zod';

const opened = z.strictObject({ wardId: z.string().min(1).max(20), title: z.string().max(60) });
const text = z.string().min(1).max(200);
const everybody = { nurse: 'yes', headNurse: 'yes', admin: 'yes' } as const;
const standing = () => ({ own: false, ward: true });
const scopes = ({ wardId }: { readonly wardId: string }) => (wardId ? [`ward:${wardId}`] : []);

const firstEntries = { opened, noted: z.strictObject({ text }) } as const;
const FirstView = z.strictObject({ wardId: z.string().max(20), title: z.string().max(60), notes: z.array(z.string()) });

/** A chart with notes, as a first program has it. */
const first = defineAggregate<z.infer<typeof FirstView>, typeof firstEntries>({
  name: 'charts',
  version: 0,
  entries: firstEntries,
  view: FirstView,
  indexes: [['wardId']],
  empty: { wardId: '', title: '', notes: [] },
  apply: (chart, entry) =>
    entry.kind === 'opened' ? { ...chart, ...entry.data } : { ...chart, notes: [...chart.notes, entry.data.text] },
  decide: () => null,
  standing,
  rights: { opened: everybody, noted: everybody },
  scopes,
});

const tone = z.enum(['calm', 'urgent']);
const secondEntries = {
  opened,
  noted: z.strictObject({ text, tone }),
  flagged: z.strictObject({ why: text }),
} as const;
const SecondView = z.strictObject({
  wardId: z.string().max(20),
  title: z.string().max(60),
  lines: z.array(z.strictObject({ text: z.string(), tone })),
  state: z.enum(['plain', 'flagged']),
});

/** The same in the next program: notes have a tone, charts can be flagged, and are found by that; the view has another shape. */
const second = defineAggregate<z.infer<typeof SecondView>, typeof secondEntries>({
  name: 'charts',
  version: 1,
  upcasts: [withTone],
  entries: secondEntries,
  view: SecondView,
  indexes: [['wardId'], ['state']],
  empty: { wardId: '', title: '', lines: [], state: 'plain' },
  apply: (chart, entry) => {
    switch (entry.kind) {
      case 'opened':
        return { ...chart, ...entry.data };
      case 'noted':
        return { ...chart, lines: [...chart.lines, entry.data] };
      case 'flagged':
        return { ...chart, state: 'flagged' };
    }
  },
  decide: () => null,
  standing,
  rights: { opened: everybody, noted: everybody, flagged: everybody },
  scopes,
});

/** Before there were tones, every note was calm. */
function withTone({ kind, data }: Saying): Saying {
  return kind === 'noted' ? { kind, data: { ...data, tone: 'calm' } } : { kind, data };
}

/** The program of yesterday and that of today. */
export const before: AnyAggregate = anyAggregate(first);
export const after: AnyAggregate = anyAggregate(second);

let made = 0;

/** An entry in the words of either program. */
export function entryOf(kind: string, data: Entry['data'], more: Partial<Entry> = {}): Entry {
  made += 1;
  const by = { user: 'salma', grant: 'g1', workstation: 'wk-1' };
  return { id: `e${made}`, kind, at: stamp(1_700_000_000_000 + made, 0, 'wk-1'), by, after: [], data, ...more };
}
