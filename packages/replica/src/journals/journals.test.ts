import { describe, test } from 'vitest';
import { journalCases } from './conformance/cases.ts';
import { MemoryJournal } from './memory-journal.ts';

describe('a Map as journal', () => {
  test.each(journalCases)('$name', ({ run }) => run({ journal: new MemoryJournal(), reopen: undefined }));
});
