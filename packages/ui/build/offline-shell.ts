import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const source = new URL('./sw.js', import.meta.url);

/** Adds `sw.js` to the build, with the list of every file of this build and a version made of their content. */
export function offlineShell(): Plugin {
  return {
    name: 'offline-shell',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const files = Object.values(bundle).filter(({ fileName }) => !fileName.endsWith('.map'));
      const sum = createHash('sha256');
      for (const file of files.toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1)))
        sum.update(file.fileName).update(file.type === 'chunk' ? file.code : file.source);
      const shell = {
        version: sum.digest('hex').slice(0, 16),
        files: ['icon.svg', ...files.map(({ fileName }) => fileName)],
      };
      const text = readFileSync(source, 'utf8').replace('= __SHELL__;', `= ${JSON.stringify(shell)};`);
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: text });
    },
  };
}
