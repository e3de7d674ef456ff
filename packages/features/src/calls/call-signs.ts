import type { CallPriority } from '@healthcare/domain/calls';
import {
  type Icon,
  IconAlertOctagonFilled,
  IconAlertTriangleFilled,
  IconBan,
  IconBell,
  IconCircleCheckFilled,
  IconWalk,
  type Tone,
} from '@healthcare/ui';
import { sectionOf } from './board.ts';
import type { Call } from './call.ts';

/** Shape says the priority even in black and white: octagon, triangle, bell. */
export const priorityIcon: Readonly<Record<CallPriority, Icon>> = {
  high: IconAlertOctagonFilled,
  medium: IconAlertTriangleFilled,
  low: IconBell,
};

const priorityTone: Readonly<Record<CallPriority, Tone>> = { high: 'urgent', medium: 'attention', low: 'plain' };

/** An accepted call is calmer than an unaccepted one, whatever its priority. */
export function toneOf(call: Call): Tone {
  switch (sectionOf(call)) {
    case 'waiting':
      return priorityTone[call.priority];
    case 'onTheWay':
      return 'plain';
    case 'there':
      return 'present';
    case 'closed':
      return 'quiet';
  }
}

/** The mark of where the call stands. */
export function signOf(call: Call): Icon {
  switch (sectionOf(call)) {
    case 'waiting':
      return priorityIcon[call.priority];
    case 'onTheWay':
      return IconWalk;
    case 'there':
      return IconCircleCheckFilled;
    case 'closed':
      return call.state === 'cancelled' ? IconBan : IconCircleCheckFilled;
  }
}

/** Only a high-priority call that nobody has accepted moves on the screen. */
export function pulses(call: Call): boolean {
  return call.priority === 'high' && sectionOf(call) === 'waiting';
}
