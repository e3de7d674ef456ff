import type { Role } from '@healthcare/domain';
import type { Session } from '@healthcare/protocol';
import {
  type Icon,
  IconArrowsSplit2,
  IconBed,
  IconClipboardX,
  IconDeviceDesktop,
  IconFileSearch,
  IconListCheck,
  IconLockOpen,
  IconMail,
  IconShieldLock,
  IconUserCircle,
} from '@healthcare/ui';
import type { ComponentType } from 'react';
import { ReviewDesk } from '../../access/index.ts';
import { AccountScreen, SignInDesk } from '../../account/index.ts';
import { AuditDesk } from '../../audit/index.ts';
import { RoomDesk } from '../../beds/index.ts';
import { DisputeList } from '../../disputes/index.ts';
import { MailQueue } from '../../mail/index.ts';
import { RefusalList } from '../../refusals/index.ts';
import { RightsPage } from '../../rights/index.ts';
import { WorkstationList } from '../../workstations/index.ts';

/** A place of the administrator's desk. Its word on the rail is `area.<id>` of the namespace `admin`. */
export interface AdminArea {
  /** Also its screen in the address. */
  readonly id: string;
  readonly icon: Icon;
  /** Who finds it on the rail; the server decides by itself what they are given. */
  readonly roles: readonly Role[];
  readonly Screen: ComponentType<{ readonly session: Session }>;
}

/** In the order of the rail; the first that somebody may use is where they begin. To add an area is to add its line here, and its word. */
export const adminAreas: readonly AdminArea[] = [
  { id: 'refusals', icon: IconClipboardX, roles: ['admin', 'hr'], Screen: RefusalList },
  { id: 'disputes', icon: IconArrowsSplit2, roles: ['admin', 'hr'], Screen: DisputeList },
  { id: 'emergencies', icon: IconLockOpen, roles: ['admin'], Screen: ReviewDesk },
  { id: 'workstations', icon: IconDeviceDesktop, roles: ['admin'], Screen: WorkstationList },
  { id: 'mail', icon: IconMail, roles: ['admin'], Screen: MailQueue },
  { id: 'sign-in', icon: IconShieldLock, roles: ['admin'], Screen: SignInDesk },
  { id: 'audit', icon: IconFileSearch, roles: ['admin'], Screen: AuditDesk },
  { id: 'rights', icon: IconListCheck, roles: ['admin'], Screen: RightsPage },
  { id: 'rooms', icon: IconBed, roles: ['admin'], Screen: RoomDesk },
  { id: 'account', icon: IconUserCircle, roles: ['admin', 'hr'], Screen: AccountScreen },
];

/** The areas of this person. */
export function areasFor({ role }: Pick<Session, 'role'>): readonly AdminArea[] {
  return adminAreas.filter(({ roles }) => roles.includes(role));
}
