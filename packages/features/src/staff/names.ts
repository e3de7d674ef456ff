import type { Role } from '@healthcare/domain';
import type { MemberView } from '@healthcare/domain/staff';
import { type Language, useWords } from '@healthcare/ui';
import { useMemo } from 'react';
import { type Directory, useDirectoryQuery } from './staff-api.ts';

/** How people are named on the screen, in the language in force. */
export interface Names {
  readonly directory: Directory;
  /** The name; the staff id when the directory does not have the person. */
  nameOf(user: string): string;
  /** "Head nurse", in Arabic by sex; empty when unknown. */
  roleOf(user: string): string;
  /** The same for the role of a session, which the directory may not tell yet. */
  roleNamed(session: { readonly user: string; readonly role: Role }): string;
  /** Doctors are drawn square, everybody else round. */
  shapeOf(user: string): 'square' | 'round';
}

const nobody: Directory = {};

/** The same object for as long as nobody's entry and not the language changes: a list asks once and hands it to its rows. */
export function useNames(): Names {
  const { t, language } = useWords('staff');
  const { data: directory = nobody } = useDirectoryQuery();
  return useMemo(
    () => ({
      directory,
      nameOf: (user) => nameIn(directory[user], language) ?? user,
      roleOf: (user) => roleIn(directory[user], t),
      roleNamed: ({ user, role }) => t(`role.${role}`, { sex: directory[user]?.sex ?? 'female' }),
      shapeOf: (user) => roleShape(directory[user]?.role ?? ''),
    }),
    [directory, language, t],
  );
}

/** Doctors are drawn square, everybody else round. */
export function roleShape(role: string): 'square' | 'round' {
  return role.toLowerCase().includes('doctor') ? 'square' : 'round';
}

function nameIn(member: MemberView | undefined, language: Language): string | undefined {
  return member?.name[language] || undefined;
}

function roleIn(member: MemberView | undefined, t: (key: string, values: Record<string, unknown>) => string): string {
  return member ? t(`role.${member.role}`, { sex: member.sex }) : '';
}
