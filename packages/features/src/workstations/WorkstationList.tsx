import { Connections, WorkstationsShown } from '@healthcare/protocol';
import {
  EmptyState,
  IconCloudOff,
  IconPlus,
  momentOf,
  Page,
  Segments,
  Skeleton,
  useNow,
  useWords,
} from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { ProofGate, useAsked } from '../account/index.ts';
import { useRoomsQuery } from '../rooms/index.ts';
import { type Answered, type ServerDoor, usePorts } from '../state/index.ts';
import { useWardPagesQuery } from '../wards/index.ts';
import { AddWorkstation } from './AddWorkstation.tsx';
import { CodeList } from './CodeList.tsx';
import { LackingWards } from './LackingWards.tsx';
import { PrimaryStations } from './PrimaryStations.tsx';
import { primaryStations } from './primary-stations.ts';
import { SilentWards } from './SilentWards.tsx';
import { Stations } from './Stations.tsx';
import { stationsFrom } from './stations.ts';
import css from './Workstations.module.css';

/** Long enough to cost the server nothing, short enough for somebody who waits for a ward to come back (ms). */
const LOOK_EVERY_MS = 10_000;

/** For administrators: every workstation of the hospital and how it stands; adding one, changing its name and wards, taking one out of use. */
export function WorkstationList() {
  return (
    <ProofGate>
      <List />
    </ProofGate>
  );
}

/** What the page lists: the computers, or the wards with the one each relies on. */
const lists = ['stations', 'wards'] as const;

interface Heard {
  readonly known: WorkstationsShown;
  readonly heard: Connections;
}

function List() {
  const { t } = useWords('workstations');
  const { server } = usePorts();
  const { answer, again } = useAsked(() => heardBy(server));
  const [adding, setAdding] = useState(false);
  useEffect(() => {
    const looking = setInterval(again, LOOK_EVERY_MS);
    return () => clearInterval(looking);
  }, [again]);
  const added = () => {
    setAdding(false);
    again();
  };
  return (
    <Page title={t('title')} why={t('why')} wide>
      {!answer && <Skeleton />}
      {answer && !answer.ok && <EmptyState icon={IconCloudOff} title={t('unreachable')} why={t('unreachableWhy')} />}
      {answer?.ok && <All of={answer.value} onAdd={() => setAdding(true)} onChanged={again} />}
      {adding && <AddWorkstation onClose={added} />}
    </Page>
  );
}

interface AllProps {
  readonly of: Heard;
  readonly onAdd: () => void;
  readonly onChanged: () => void;
}

function All({ of: { known, heard }, onAdd, onChanged }: AllProps) {
  const { t, language } = useWords('workstations');
  const nowMs = useNow(60_000);
  const { data: rooms = [] } = useRoomsQuery();
  const { data: pages } = useWardPagesQuery();
  const [list, setList] = useState<(typeof lists)[number]>('stations');
  const stations = stationsFrom(known.workstations, heard.connections, heard.nowMs);
  const wards = pages ? primaryStations(rooms, pages, stations) : null;
  const at = (ms: number) => momentOf(ms, nowMs, language);
  return (
    <>
      <div className={css.head}>
        <p>{t('server', { version: heard.version, since: at(heard.startedMs), at: at(heard.nowMs) })}</p>
        <Button variant="default" onClick={onChanged}>
          {t('again')}
        </Button>
        <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={onAdd}>
          {t('add')}
        </Button>
      </div>
      <SilentWards stations={stations} />
      {list === 'stations' && wards && <LackingWards of={wards} stations={stations} onSee={() => setList('wards')} />}
      <div className={css.lists}>
        <Segments
          label={t('listed')}
          segments={lists.map((id) => ({ id, word: t(`lists.${id}`) }))}
          chosen={list}
          onChoose={setList}
        />
      </div>
      {list === 'stations' && <Stations all={stations} onChanged={onChanged} />}
      {list === 'wards' && (wards ? <PrimaryStations of={wards} stations={stations} /> : <Skeleton />)}
      {list === 'stations' && known.codes.length > 0 && <CodeList of={known.codes} onChanged={onChanged} />}
    </>
  );
}

/** What is enrolled, and what is on the line at the same time. */
async function heardBy(server: ServerDoor): Promise<Answered<Heard>> {
  const [known, heard] = await Promise.all([
    server.ask('/api/workstations', { shape: WorkstationsShown }),
    server.ask('/api/connections', { shape: Connections }),
  ]);
  if (!known.ok) return known;
  return heard.ok ? { ok: true, value: { known: known.value, heard: heard.value } } : heard;
}
