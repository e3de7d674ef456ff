import { elapsed, useNow } from '@healthcare/ui';
import { ageOf } from './board.ts';
import type { Call } from './call.ts';

/** How long ago it was raised, running. Read out as a duration, not as a clock time. */
export function Age({ call, className }: { readonly call: Call; readonly className?: string }) {
  const ms = ageOf(call, useNow());
  return (
    <time className={`${className ?? ''} ltr`} dateTime={`PT${Math.floor(ms / 1000)}S`}>
      {elapsed(ms)}
    </time>
  );
}
