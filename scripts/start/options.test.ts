import { expect, test } from 'vitest';
import { optionsFrom } from './options.ts';

test('without options: the ward, its own data folder, any free port, whatever can show it', () => {
  expect(optionsFrom([])).toEqual({
    app: 'ward',
    ui: 'auto',
    open: true,
    port: null,
    data: '.data',
    fresh: false,
    beds: 48,
  });
});

test.each([
  [['--port', 'x'], '--port x'],
  [['--port', '70000'], '--port 70000'],
  [['--beds', '39'], '--beds 39'],
  [['--beds', '2001'], '--beds 2001'],
  [['--app', 'pharmacy'], '--app pharmacy'],
  [['--electron', '--browser'], '--electron and --browser'],
  [['--colour', 'red'], '--colour'],
  [['ward'], 'ward'],
])('%j is wrong, and the sentence names it', (args, named) => {
  expect(optionsFrom(args)).toEqual(expect.stringContaining(named));
});

test('--help asks for help', () => {
  expect(optionsFrom(['--help', '--no-open'])).toBeNull();
});
