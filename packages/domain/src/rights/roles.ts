import { z } from 'zod';

/** Each is a real role with its own rights (product.md, "Who uses it"). */
export const roles = ['patient', 'nurse', 'headNurse', 'doctor', 'headDoctor', 'pharmacist', 'hr', 'admin'] as const;
export const Role = z.enum(roles);
export type Role = (typeof roles)[number];

/** Somebody who acts: staff id (or patient id), role, and the wards they are assigned to. */
export interface Person {
  readonly user: string;
  readonly role: Role;
  readonly wards: readonly string[];
}
