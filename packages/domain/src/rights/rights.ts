import type { ActingRole } from './roles.ts';

/** `ward`: only for documents of a ward one is assigned to. `own`: only for what one holds oneself. */
export type Right = 'yes' | 'own' | 'ward' | 'ownOrWard' | 'no';

/** Per kind of entry, what each role may do. A role that is not named may not (R1). */
export type Rights<Kind extends string = string> = Readonly<Record<Kind, Readonly<Partial<Record<ActingRole, Right>>>>>;

/** How a person stands to a document. */
export interface Standing {
  readonly own: boolean;
  readonly ward: boolean;
}

export function rightOf(rights: Rights, kind: string, role: ActingRole): Right {
  return (Object.hasOwn(rights, kind) ? rights[kind]?.[role] : undefined) ?? 'no';
}

/** The one question the screen asks to hide, and the server asks to refuse. */
export function mayAct(rights: Rights, kind: string, role: ActingRole, standing: Standing): boolean {
  return covers(rightOf(rights, kind, role), standing);
}

/** R3. */
export function covers(right: Right, { own, ward }: Standing): boolean {
  switch (right) {
    case 'yes':
      return true;
    case 'own':
      return own;
    case 'ward':
      return ward;
    case 'ownOrWard':
      return own || ward;
    case 'no':
      return false;
  }
}
