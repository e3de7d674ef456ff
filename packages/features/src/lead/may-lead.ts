import type { Person } from '@healthcare/domain';

/** Who leads a ward sees its figures and decides about its people; administrators see to it that calls go on. */
export function mayLead({ role }: Pick<Person, 'role'>): boolean {
  return role === 'headNurse' || role === 'headDoctor' || role === 'admin';
}
