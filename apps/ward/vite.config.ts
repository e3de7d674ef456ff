import { offlineShell, pageBuild, themeCss } from '@healthcare/ui/build';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: new URL('./renderer', import.meta.url).pathname,
  // Relative, because the page is also served from the desktop's own scheme and never knows its own origin.
  base: './',
  plugins: [react(), themeCss(), offlineShell()],
  build: pageBuild,
});
