import { stampMs } from '@healthcare/domain';
import { Age as RunningAge } from '@healthcare/ui';
import type { Call } from './call.ts';

/** How long ago the call was raised, running; nothing before its raise is here. */
export function Age({ call, className }: { readonly call: Call; readonly className?: string }) {
  return call.raisedAt ? <RunningAge sinceMs={stampMs(call.raisedAt)} className={className} /> : null;
}
