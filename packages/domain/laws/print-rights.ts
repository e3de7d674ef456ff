// Writes RIGHTS.md anew: `node packages/domain/laws/print-rights.ts`.
import { writeFileSync } from 'node:fs';
import { rightsInPrint, rightsTable } from '../src/rights/index.ts';

writeFileSync(new URL('../RIGHTS.md', import.meta.url), rightsInPrint(rightsTable));
