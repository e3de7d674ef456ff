import { useNow } from '@healthcare/ui';
import { useEffect } from 'react';
import { useSelector } from 'react-redux';
import { usePorts } from '../../state/index.ts';
import type { Call } from '../call.ts';
import { useHeardCalls } from '../escalation/use-heard-calls.ts';
import { silenceOf } from '../silence-slice.ts';
import { soundingOf } from '../sounding.ts';

const none: readonly Call[] = [];

/** K2: keeps the terminal sounding while somebody is asked for, signed in or not. Draws nothing; stands once, at the root. */
export function CallSounding() {
  const { sound, replica } = usePorts();
  const calls = useHeardCalls() ?? none;
  const asked = soundingOf(calls, replica.workstation, useSelector(silenceOf), useNow());
  const { priority = null, isEmergency = false } = asked ?? {};
  useEffect(() => sound.sound(priority && { priority, isEmergency }), [sound, priority, isEmergency]);
  useEffect(() => () => sound.sound(null), [sound]);
  return null;
}
