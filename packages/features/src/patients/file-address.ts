/** The parts of a patient's file. */
export const fileParts = [
  'timeline',
  'allergies',
  'history',
  'records',
  'stays',
  'calls',
  'details',
  'opened',
] as const;
export type FilePart = (typeof fileParts)[number];

/** The address of a patient's file as a screen: what opens over a screen stays over the same file. */
export function fileScreen(patient: string, part: FilePart = 'timeline'): string {
  return `patients/${encodeURIComponent(patient)}${part === 'timeline' ? '' : `/${part}`}`;
}

/** Whose file a screen is, and which part of it; null where the screen is no file. */
export function fileOf(screen: string): { readonly patient: string; readonly part: FilePart } | null {
  const [area, patient, part] = screen.split('/');
  if (area !== 'patients' || !patient) return null;
  return { patient: decodedOr(patient), part: fileParts.find((one) => one === part) ?? 'timeline' };
}

/** An address that somebody damaged leads to a file that is not here. */
function decodedOr(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
