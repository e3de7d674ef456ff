import type { Names } from './names.ts';

/** Doctors who work here now, by name, as a list to choose from. */
export function doctorsIn({ directory, nameOf }: Names): { readonly value: string; readonly label: string }[] {
  return Object.values(directory)
    .filter(({ role, state }) => state === 'employed' && (role === 'doctor' || role === 'headDoctor'))
    .map(({ person }) => ({ value: person, label: nameOf(person) }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
