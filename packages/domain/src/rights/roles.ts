import { z } from 'zod';

/** Each is a real role with its own rights (product.md, "Who uses it"). */
export const roles = ['patient', 'nurse', 'headNurse', 'doctor', 'headDoctor', 'pharmacist', 'hr', 'admin'] as const;
export const Role = z.enum(roles);
export type Role = (typeof roles)[number];

/** The role of the server itself. Not among `roles`, so no account, session or directory entry can have it. */
export const serverRole = 'server';
export type ActingRole = Role | typeof serverRole;

/** Somebody who acts: staff id (or patient id), role, and the wards they are assigned to; or the server. */
export interface Person {
  readonly user: string;
  readonly role: ActingRole;
  readonly wards: readonly string[];
}

/** The author of what the server does by itself, such as answering claims. */
export const serverAuthor: Person = { user: 'server', role: serverRole, wards: [] };
