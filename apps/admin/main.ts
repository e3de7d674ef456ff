import { join } from 'node:path';
import { startWorkstation } from '@healthcare/desktop/main';

startWorkstation({
  kind: 'admin',
  host: 'admin',
  title: 'HealthCare Administration',
  rendererRoot: join(import.meta.dirname, 'renderer'),
  preloadPath: join(import.meta.dirname, 'preload.cjs'),
});
