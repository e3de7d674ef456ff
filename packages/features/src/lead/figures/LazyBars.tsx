import { Skeleton } from '@healthcare/ui';
import { lazy, Suspense } from 'react';
import type { BarsProps } from './Bars.tsx';

const Bars = lazy(() => import('./Bars.tsx').then((file) => ({ default: file.Bars })));

/** Charts are a third of the page's size and nobody's first look: they come when they are asked for. */
export function LazyBars(props: BarsProps) {
  return (
    <Suspense fallback={<Skeleton />}>
      <Bars {...props} />
    </Suspense>
  );
}
