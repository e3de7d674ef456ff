import { Connections } from '@healthcare/protocol';
import {
  EmptyState,
  IconAlertTriangleFilled,
  IconCloudOff,
  momentOf,
  Page,
  Skeleton,
  Table,
  useNow,
  useWords,
} from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useAsked } from '../account/index.ts';
import { useRoomsQuery } from '../rooms/index.ts';
import { useNames } from '../staff/index.ts';
import { usePorts } from '../state/index.ts';
import css from './ConnectionList.module.css';
import { inOrder, silentWards } from './silent-wards.ts';

/** Long enough to cost the server nothing, short enough for somebody who waits for a ward to come back (ms). */
const LOOK_EVERY_MS = 10_000;

/** For administrators: which workstations the server hears now, and the wards of which it hears none. */
export function ConnectionList() {
  const { t, language } = useWords('connections');
  const { server } = usePorts();
  const { answer, again } = useAsked(() => server.ask('/api/connections', { shape: Connections }));
  const nowMs = useNow(60_000);
  useEffect(() => {
    const looking = setInterval(again, LOOK_EVERY_MS);
    return () => clearInterval(looking);
  }, [again]);
  const at = (ms: number) => momentOf(ms, nowMs, language);
  return (
    <Page title={t('title')} why={t('why')}>
      {!answer && <Skeleton />}
      {answer && !answer.ok && <EmptyState icon={IconCloudOff} title={t('unreachable')} why={t('unreachableWhy')} />}
      {answer?.ok && (
        <>
          <p className={css.server}>
            {t('server', {
              version: answer.value.version,
              since: at(answer.value.startedMs),
              at: at(answer.value.nowMs),
            })}
            <Button variant="subtle" onClick={again}>
              {t('again')}
            </Button>
          </p>
          <SilentWards of={answer.value} />
          <OnTheLine of={answer.value} at={at} />
        </>
      )}
    </Page>
  );
}

function SilentWards({ of: { connections } }: { readonly of: Connections }) {
  const { t } = useWords('connections');
  const { data: rooms = [] } = useRoomsQuery();
  const silent = silentWards(rooms, connections);
  if (silent.length === 0) return null;
  return (
    <div className={css.silent} role="status">
      <IconAlertTriangleFilled size={24} aria-hidden />
      <div>
        <h2>{t('silent', { count: silent.length })}</h2>
        <p className={css.wards}>
          {silent.map((ward) => (
            <bdi key={ward}>{t('kind.ward', { ward })}</bdi>
          ))}
        </p>
        <p>{t('silentWhy')}</p>
      </div>
    </div>
  );
}

function OnTheLine({ of: { connections }, at }: { readonly of: Connections; readonly at: (ms: number) => string }) {
  const { t } = useWords('connections');
  const { nameOf, roleNamed } = useNames();
  const { replica } = usePorts();
  if (connections.length === 0) return <EmptyState icon={IconCloudOff} title={t('nobody')} why={t('nobodyWhy')} />;
  return (
    <Table columns={[t('place'), t('person'), t('since'), t('id')]}>
      {inOrder(connections).map((one) => (
        <tr key={`${one.workstation} ${one.sinceMs}`}>
          <th scope="row">{t(`kind.${one.kind}`, { ward: one.wardId ?? '' })}</th>
          <td>
            <bdi>{nameOf(one.user)}</bdi> <span className={css.quiet}>{roleNamed(one)}</span>
          </td>
          <td>{at(one.sinceMs)}</td>
          <td>
            {one.workstation === replica.workstation ? t('here') : <span className="ltr">{one.workstation}</span>}
          </td>
        </tr>
      ))}
    </Table>
  );
}
