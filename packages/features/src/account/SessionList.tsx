import type { SessionShown } from '@healthcare/protocol';
import { ConfirmDialog, IconDeviceDesktop, IconMapPin, momentOf, Pill, tell, useNow, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { usePorts } from '../state/index.ts';
import css from './Account.module.css';
import { accountServer } from './account-server.ts';
import { Known, Row, Section, Wrong } from './Section.tsx';
import { useAsked } from './use-asked.ts';

export interface SessionListProps {
  /** Somebody else, for an administrator; null: oneself. */
  readonly whose: { readonly user: string; readonly name: string } | null;
}

/** Where somebody is signed in; one or all others can be ended. */
export function SessionList({ whose }: SessionListProps) {
  const { t } = useWords('account');
  const server = accountServer(usePorts().server);
  const user = whose?.user ?? null;
  const asked = useAsked(() => server.sessions(user));
  const [wrong, setWrong] = useState<string | null>(null);
  const ended = async (ending: ReturnType<typeof server.endSession>, title: string) => {
    const answer = await ending;
    setWrong(answer.ok ? null : answer.code);
    if (answer.ok) tell({ title });
    asked.again();
  };
  return (
    <Section title={whose ? t('sessions.whose', { name: whose.name }) : t('sessions.title')} why={t('sessions.why')}>
      <Known asked={asked}>
        {({ sessions }) => (
          <>
            <div className={css.rows}>
              {sessions.map((one) => (
                <SessionRow
                  key={one.grant}
                  one={one}
                  onEnd={() => ended(server.endSession(user, one.grant), t('sessions.ended'))}
                />
              ))}
            </div>
            <Wrong code={wrong} />
            <EndOthers
              count={sessions.filter(({ isThis }) => !isThis).length}
              name={whose?.name ?? null}
              onEnd={() =>
                ended(server.endOtherSessions(user), t(whose ? 'sessions.allEnded' : 'sessions.othersEnded'))
              }
            />
          </>
        )}
      </Known>
    </Section>
  );
}

function SessionRow({ one, onEnd }: { readonly one: SessionShown; readonly onEnd: () => void }) {
  const { t, language } = useWords('account');
  const nowMs = useNow(60_000);
  const { kind, wardId, issuedAt, lastUsedAt, address, isThis } = one;
  const at = (iso: string) => momentOf(Date.parse(iso), nowMs, language);
  const place =
    wardId === null
      ? t(`sessions.kind.${kind}`)
      : t('sessions.inWard', { kind: t(`sessions.kind.${kind}`), ward: wardId });
  return (
    <Row
      icon={IconDeviceDesktop}
      on={isThis}
      title={
        <>
          {place}
          {isThis && (
            <Pill icon={IconMapPin} tone="present">
              {t('sessions.this')}
            </Pill>
          )}
        </>
      }
      state={
        <>
          {t('sessions.since', { at: at(issuedAt), used: at(lastUsedAt) })}
          {address !== null && <> {t('sessions.from', { address })}</>}
        </>
      }
    >
      {!isThis && (
        <Button variant="default" onClick={onEnd} aria-label={t('sessions.endOf', { place, at: at(issuedAt) })}>
          {t('sessions.end')}
        </Button>
      )}
    </Row>
  );
}

interface EndOthersProps {
  readonly count: number;
  /** Somebody else's; null: one's own, of which this one stays. */
  readonly name: string | null;
  readonly onEnd: () => void;
}

function EndOthers({ count, name, onEnd }: EndOthersProps) {
  const { t } = useWords('account');
  const [opened, setOpened] = useState(false);
  if (count === 0) return null;
  const act = name === null ? t('sessions.endOthers') : t('sessions.endAll');
  return (
    <div className={css.below}>
      <Button variant="default" onClick={() => setOpened(true)}>
        {act}
      </Button>
      <ConfirmDialog
        title={name === null ? t('sessions.othersTitle') : t('sessions.allTitle', { name })}
        what={t('sessions.othersWhat', { count })}
        act={act}
        opened={opened}
        onClose={() => setOpened(false)}
        onAct={() => {
          setOpened(false);
          onEnd();
        }}
      />
    </div>
  );
}
