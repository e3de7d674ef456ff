import type { Step } from './acts.ts';
import type { Call } from './call.ts';
import { useCallWords } from './call-words.ts';
import { useCallAct } from './use-call-act.ts';

export interface StepButtonProps {
  readonly call: Call;
  readonly step: Step;
  readonly className?: string;
}

/** The one act of a call. The place is part of its name, so that a list of equal buttons can be told apart by ear. */
export function StepButton({ call, step, className }: StepButtonProps) {
  const { t, place } = useCallWords();
  const act = useCallAct();
  return (
    <button
      type="button"
      className={className ?? ''}
      // A key that is held down would go on through the next acts.
      onKeyDown={(event) => event.repeat && event.preventDefault()}
      data-first={step === 'accepted' || undefined}
      onClick={(event) => {
        // The second press of a double click would meet the next act, which has taken the place of this one.
        if (event.detail < 2) void act(call, { kind: step, data: {} });
      }}
    >
      {t(`act.${step}`)}
      <span className="unseen"> {place(call)}</span>
    </button>
  );
}
