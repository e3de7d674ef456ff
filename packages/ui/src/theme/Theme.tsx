import { DirectionProvider, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { useWords } from '../language/use-words.ts';
import { noticeStore } from '../shell/notices.tsx';
import { theme } from './mantine.ts';
import { useScheme } from './scheme.ts';

/** Look, direction and notices around an app. The app imports `virtual:theme.css` and `@healthcare/ui/theme/base.css` once. */
export function Theme({ children }: { readonly children: ReactNode }) {
  const scheme = useScheme();
  const { language } = useWords('ui');
  return (
    <DirectionProvider>
      {/* withCssVariables and withGlobalClasses are off: build/theme-css.ts has put both into the style sheet. */}
      <MantineProvider theme={theme} forceColorScheme={scheme} withCssVariables={false} withGlobalClasses={false}>
        {/* "bottom-right" is physical in Mantine: the reading end has to be chosen by hand. */}
        <Notifications store={noticeStore} position={language === 'ar' ? 'bottom-left' : 'bottom-right'} limit={3} />
        {children}
      </MantineProvider>
    </DirectionProvider>
  );
}
