import type { StationsOfWard } from '@healthcare/protocol';
import { type Say, useWords } from '@healthcare/ui';

type Station = Pick<StationsOfWard['stations'][number], 'workstation' | 'name'>;

/** "Nurses' station (wk-4b1)": ids are read from left to right in every language. */
export function stationName({ workstation, name }: Station, t: Say): string {
  const id = `\u2066${workstation}\u2069`;
  return name === '' ? t('primary.unnamed', { id }) : t('primary.named', { name: `\u2068${name}\u2069`, id });
}

/** How a workstation of the ward is called, also one that the server does not tell of now. */
export function useStationNames(known: StationsOfWard | null | undefined): (workstation: string) => string {
  const { t } = useWords('wards');
  return (workstation) =>
    stationName(known?.stations.find((one) => one.workstation === workstation) ?? { workstation, name: '' }, t);
}
