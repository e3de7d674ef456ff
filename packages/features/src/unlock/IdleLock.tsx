import type { Session } from '@healthcare/protocol';
import { Dialog, DialogActs, IconLock, useNow, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useEffect, useLayoutEffect, useState } from 'react';
import { useSelector } from 'react-redux';
import { usePorts } from '../state/index.ts';
import { isCut } from '../sync/index.ts';
import css from './IdleLock.module.css';
import { idleFrom } from './idle.ts';

interface IdleLockProps {
  readonly session: Session;
  readonly onLock: () => void;
}

/** The last three also come from a screen reader or by voice, without a pointer. */
const touches = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'click', 'input', 'focusin'] as const;

/**
 * What ends the warning. No movement: a warning that went at the first one would let the press on "Stay" land on what lay under it.
 */
const answers: ReadonlySet<string> = new Set(['click', 'keydown', 'input']);

/** Locks a screen that nobody has touched for a while, after a warning that any press or key ends. */
export function IdleLock({ session, onLock }: IdleLockProps) {
  const { t } = useWords('unlock');
  const { settings, unlocking } = usePorts();
  const cut = useSelector(isCut);
  const nowMs = useNow();
  const last = useLastTouch();
  const lastMs = last.ms;
  const lockMs = settings.idleLockSeconds * 1000;
  const idle = idleFrom(nowMs - lastMs, lockMs);
  // Nobody could come back: a screen that stays open is the smaller harm, and it is said.
  const held = cut && !unlocking.has(session.user);
  const warned = idle.phase === 'warn' && !held;
  useLayoutEffect(() => {
    last.warned = warned; // before the warning takes the focus
  }, [last, warned]);
  const locked = idle.phase === 'locked' && !held;
  useEffect(() => {
    // Asked again: when the clock is set back, what was last drawn lies days behind the touch that followed.
    if (locked && Date.now() - lastMs >= lockMs) onLock();
  }, [locked, lastMs, lockMs, onLock]);
  if (held) return idle.phase === 'here' ? null : <NotLocked />;
  const seconds = idle.phase === 'warn' ? Math.ceil(idle.leftMs / 1000) : 0;
  return (
    <Dialog title={t('idle.title')} opened={warned} onClose={() => undefined}>
      <p>{t(settings.kind === 'admin' ? 'idle.whatDesk' : 'idle.what')}</p>
      <p className={css.left} role="timer">
        <IconLock size={20} aria-hidden />
        {t('idle.left', { seconds })}
      </p>
      <DialogActs>
        <Button data-autofocus>{t('idle.stay')}</Button>
      </DialogActs>
    </Dialog>
  );
}

function NotLocked() {
  const { t } = useWords('unlock');
  return (
    <p className={css.held} role="status">
      <IconLock size={20} aria-hidden />
      {t('idle.held')}
    </p>
  );
}

/** What the page does by itself: a mouse that lies still is told of what comes to lie under it. */
function isNoTouch(event: Event): boolean {
  return (
    event instanceof PointerEvent && event.type === 'pointermove' && event.movementX === 0 && event.movementY === 0
  );
}

interface LastTouch {
  /** Wall ms. */
  ms: number;
  /** The warning stands: only an answer to it is a touch. */
  warned: boolean;
}

/** A pause between two touches that is worth drawing again for (ms). */
const NOTICED_MS = 2000;

/** The last touch of any kind. Drawn again by the clock, not by every movement of the mouse. */
function useLastTouch(): LastTouch {
  const [last] = useState<LastTouch>(() => ({ ms: Date.now(), warned: false }));
  const [, redraw] = useState(0);
  useEffect(() => {
    const touched = (event: Event) => {
      if (isNoTouch(event) || (last.warned && !answers.has(event.type))) return;
      const untouchedMs = Date.now() - last.ms;
      last.ms = Date.now();
      if (untouchedMs > NOTICED_MS) redraw((times) => times + 1); // a warning goes at once
    };
    for (const touch of touches) addEventListener(touch, touched, { capture: true, passive: true });
    return () => {
      for (const touch of touches) removeEventListener(touch, touched, { capture: true });
    };
  }, [last]);
  return last;
}
