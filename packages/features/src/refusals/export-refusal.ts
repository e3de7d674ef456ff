import type { KnownRefusal } from '@healthcare/replica';

/** One line of an exported refusal: what it is called, and what it says. */
export type ExportLine = readonly [label: string, value: string];

/** A file that a person can read, and below it every fact as the program keeps it, for whoever has to repair something. */
export function exportText(title: string, lines: readonly ExportLine[], cases: readonly KnownRefusal[]): string {
  const readable = lines.map(([label, value]) => `${label}: ${value}`);
  const facts = cases.map((refusal) => JSON.stringify(refusal, null, 2));
  return [title, '', ...readable, '', '----', ...facts, ''].join('\n');
}

/** Names no patient. */
export function exportName({ entry }: KnownRefusal): string {
  return `refusal-${entry.id}`;
}
