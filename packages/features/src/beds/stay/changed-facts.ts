import { type StayFacts, stayEntries } from '@healthcare/domain/stays';
import type { z } from 'zod';
import type { FactsBefore, FactTexts } from './FactFields.tsx';

/** The facts to be said, or the fields that the domain does not take as they are. */
export type FactsSaid =
  | { readonly ok: true; readonly facts: z.infer<typeof stayEntries.amended> }
  | { readonly ok: false; readonly fields: readonly string[] };

/** Only what is otherwise than before, judged by the domain's own shape: what nobody touched is not said anew. */
export function changedFacts(texts: FactTexts, before: FactsBefore): FactsSaid {
  const changed = Object.entries(texts).filter(([field, text]) => {
    const was = before[field as keyof StayFacts] ?? (field === 'isolation' ? 'none' : '');
    return text.trim() !== was && text.trim() !== '';
  });
  const parsed = stayEntries.amended.safeParse(Object.fromEntries(changed));
  if (parsed.success) return { ok: true, facts: parsed.data };
  return { ok: false, fields: [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))] };
}
