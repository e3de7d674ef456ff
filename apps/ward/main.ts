import { join } from 'node:path';
import { startWorkstation } from '@healthcare/desktop/main';

startWorkstation({
  kind: 'ward',
  host: 'ward',
  title: 'HealthCare Ward',
  rendererRoot: join(import.meta.dirname, 'renderer'),
  preloadPath: join(import.meta.dirname, 'preload.cjs'),
});
