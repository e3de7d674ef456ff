import { useNow } from '@healthcare/ui';
import { useMemo } from 'react';
import { useSelector } from 'react-redux';
import { isCut } from '../../sync/index.ts';
import { useWardPagesQuery, type WardPages } from '../../wards/index.ts';
import type { Call } from '../call.ts';
import { useOpenCallsQuery } from '../calls-api.ts';
import { heardNow } from './heard.ts';

const noPages: WardPages = {};

/** The open calls as they have to be shown and heard now; undefined while they are read. */
export function useHeardCalls(): readonly Call[] | undefined {
  const { data: calls } = useOpenCallsQuery();
  const { data: pages = noPages } = useWardPagesQuery();
  const cut = useSelector(isCut);
  const nowMs = useNow(cut ? 1000 : 60_000);
  return useMemo(() => calls && heardNow(calls, pages, nowMs, cut), [calls, pages, nowMs, cut]);
}
