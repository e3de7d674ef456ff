import { stampMs } from '@healthcare/domain';
import { elapsed, Age as RunningAge } from '@healthcare/ui';
import type { Call } from './call.ts';

/** How long ago the call was raised, running; of a closed one how long it lasted; nothing before its raise is here. */
export function Age({ call, className = '' }: { readonly call: Call; readonly className?: string }) {
  if (!call.raisedAt) return null;
  const raisedMs = stampMs(call.raisedAt);
  const closing = call.closings[0];
  if (!closing) return <RunningAge sinceMs={raisedMs} className={className} />;
  return <span className={`${className} ltr`}>{elapsed(stampMs(closing.at) - raisedMs)}</span>;
}
