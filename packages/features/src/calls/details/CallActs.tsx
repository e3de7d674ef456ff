import type { Person } from '@healthcare/domain';
import type { Session } from '@healthcare/protocol';
import { Button } from '@mantine/core';
import { actsFor, nextStep, type OtherAct, otherActs } from '../acts.ts';
import type { Call } from '../call.ts';
import { useCallWords } from '../call-words.ts';
import { StepButton } from '../StepButton.tsx';
import { useCallAct } from '../use-call-act.ts';
import { AmendDialog } from './AmendDialog.tsx';
import css from './CallDetails.module.css';
import { CallReasonDialog } from './CallReasonDialog.tsx';

/** An act that asks for words first, in a dialog of its own. */
export type Asking = 'cancelled' | 'handedBack' | 'amended' | 'done';

export interface CallActsProps {
  readonly call: Call;
  readonly person: Person;
  readonly session: Session;
  readonly asking: Asking | null;
  readonly onAsk: (asking: Asking | null) => void;
}

/** Everything this person can do to the call; what their role may not do is not there. */
export function CallActs({ call, person, session, asking, onAsk }: CallActsProps) {
  const { t } = useCallWords();
  const act = useCallAct();
  const possible = new Set<string>(actsFor(call, person));
  const others = otherActs.filter((one) => possible.has(one));
  const step = nextStep(call, person);
  const press = (one: OtherAct) => {
    if (one === 'seen' || one === 'takenOver') void act(call, { kind: one, data: {} });
    else onAsk(one);
  };
  if (!step && others.length === 0) return null;
  const close = () => onAsk(null);
  return (
    <div className={css.acts}>
      {step && <StepButton call={call} step={step} className={css.step ?? ''} />}
      <div className={css.others}>
        {others.map((one) => (
          <Button key={one} variant="default" onClick={() => press(one)}>
            {t(`act.${one}`)}
          </Button>
        ))}
        {possible.has('done') && (
          <Button variant="default" onClick={() => onAsk('done')}>
            {t('act.doneWithOutcome')}
          </Button>
        )}
      </div>
      <CallReasonDialog call={call} reasonFor="cancelled" opened={asking === 'cancelled'} onClose={close} />
      <CallReasonDialog call={call} reasonFor="done" opened={asking === 'done'} onClose={close} />
      <CallReasonDialog call={call} reasonFor="handedBack" opened={asking === 'handedBack'} onClose={close} />
      <AmendDialog call={call} session={session} opened={asking === 'amended'} onClose={close} />
    </div>
  );
}
