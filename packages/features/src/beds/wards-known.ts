import { useMemo } from 'react';
import { useNames } from '../staff/index.ts';

/** Wards in which somebody works, in order; what a terminal knows of other wards without a server. */
export function useWardsKnown(): readonly string[] {
  const { directory } = useNames();
  return useMemo(() => {
    const wards = Object.values(directory).flatMap(({ wards: of, state }) => (state === 'employed' ? of : []));
    return [...new Set(wards)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  }, [directory]);
}
