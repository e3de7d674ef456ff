import type { FactorOffer, SignInBegun } from '@healthcare/protocol';
import { elapsed, leftToRight, useNow, useWords } from '@healthcare/ui';
import { Anchor } from '@mantine/core';
import { useMemo } from 'react';
import css from './SignInForm.module.css';

interface CodeTimesProps {
  readonly begun: Pick<SignInBegun, 'serverTime'>;
  readonly offer: Pick<FactorOffer, 'expiresAt' | 'resendAfter'>;
  readonly onResend: () => void;
}

/** How long the code counts, and when another one can be asked for; by the clock of the server, whose times they are. */
export function CodeTimes({ begun, offer, onResend }: CodeTimesProps) {
  const { t } = useWords('session');
  const now = useNow();
  const aheadMs = useMemo(() => Date.parse(begun.serverTime) - Date.now(), [begun]);
  const leftOf = (until: string | undefined) => (until === undefined ? 0 : Date.parse(until) - (now + aheadMs));
  const [valid, resend] = [leftOf(offer.expiresAt), leftOf(offer.resendAfter)];
  return (
    <p className={css.split}>
      <span>{valid > 0 ? t('code.valid', { time: leftToRight(elapsed(valid)) }) : t('code.over')}</span>
      {resend > 0 ? (
        <span>{t('code.resendIn', { time: leftToRight(elapsed(resend)) })}</span>
      ) : (
        <Anchor component="button" type="button" className={css.link} onClick={onResend}>
          {t('code.resend')}
        </Anchor>
      )}
    </p>
  );
}
