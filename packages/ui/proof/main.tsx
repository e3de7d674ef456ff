import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import 'virtual:theme.css';
import '../src/theme/base.css';
import { addWords, startLanguage, Theme } from '../src/index.ts';
import { pageAsked } from './asked.ts';
import { EntryPage } from './pages/EntryPage.tsx';
import { KitPage } from './pages/KitPage.tsx';
import { ListPage } from './pages/ListPage.tsx';
import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

const pages = { kit: KitPage, entry: EntryPage, list: ListPage } as const;

addWords('proof', { en, ar });
startLanguage();
const Page = pages[pageAsked()];
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Theme>
      <Page />
    </Theme>
  </StrictMode>,
);
