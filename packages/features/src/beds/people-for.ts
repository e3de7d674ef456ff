import type { Names } from '../staff/index.ts';

/** Who can answer for a patient, by name: doctors or nurses who work here. */
export function peopleFor({ directory, nameOf }: Names, as: 'doctor' | 'nurse') {
  const roles = as === 'doctor' ? ['doctor', 'headDoctor'] : ['nurse', 'headNurse'];
  return Object.values(directory)
    .filter(({ role, state }) => state === 'employed' && roles.includes(role))
    .map(({ person }) => ({ value: person, label: nameOf(person) }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
