import { DirectionProvider, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { useWords } from '../language/use-words.ts';
import { noticeStore } from '../shell/notices.tsx';
import { theme } from './mantine.ts';
import { useScheme } from './scheme.ts';
import css from './Theme.module.css';

/** Look, direction and notices around an app. The app imports `virtual:theme.css` and `@healthcare/ui/theme/base.css` once. */
export function Theme({ children }: { readonly children: ReactNode }) {
  const scheme = useScheme();
  const { language } = useWords('ui');
  return (
    <DirectionProvider>
      {/* withCssVariables and withGlobalClasses are off: build/theme-css.ts has put both into the style sheet. */}
      <MantineProvider theme={theme} forceColorScheme={scheme} withCssVariables={false} withGlobalClasses={false}>
        {/* Where reading begins, beside the rail: what acts on a screen or in a drawer stands at the other end. The words are physical in Mantine. */}
        <Notifications
          store={noticeStore}
          className={css.notices ?? ''}
          position={language === 'ar' ? 'bottom-right' : 'bottom-left'}
          containerWidth={360}
          limit={3}
        />
        {children}
      </MantineProvider>
    </DirectionProvider>
  );
}
