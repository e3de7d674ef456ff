import { addWords, uiWords } from '@healthcare/ui';
import { callsWords } from '../calls/index.ts';
import { refusalsWords } from '../refusals/index.ts';
import { roomsWords } from '../rooms/index.ts';
import { sessionWords } from '../session/index.ts';
import { settingsWords } from '../settings/index.ts';
import { staffWords } from '../staff/index.ts';
import { syncWords } from '../sync/index.ts';

/** Every namespace with its words in every language. */
export const allWords = {
  ui: uiWords,
  calls: callsWords,
  refusals: refusalsWords,
  rooms: roomsWords,
  session: sessionWords,
  settings: settingsWords,
  staff: staffWords,
  sync: syncWords,
} as const;

/** Has to run once, after the language engine has started and before the first screen. */
export function addAllWords(): void {
  for (const [namespace, words] of Object.entries(allWords)) addWords(namespace, words);
}
