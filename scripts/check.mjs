// npm run check: the fast part, for every change.
import { installPackages } from './install.mjs';

installPackages();
const { biome, runAll, types, vitest } = await import('./steps.mjs');
await runAll([biome, types, vitest('boundaries and unit', ['boundaries', 'unit'])]);
