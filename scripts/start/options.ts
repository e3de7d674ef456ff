import { parseArgs } from 'node:util';

const apps = ['ward', 'admin'] as const;

export interface StartOptions {
  readonly app: (typeof apps)[number];
  readonly ui: 'auto' | 'electron' | 'browser';
  readonly open: boolean;
  /** Given explicitly, it is used or the start fails; otherwise the next free one is taken. */
  readonly port: number | null;
  readonly data: string;
  readonly fresh: boolean;
  readonly beds: number;
}

export const help = `npm start -- [options]
  --app ward        which workstation to open (ward, admin)
  --electron        open it in Electron, or fail saying why not
  --browser         open it in the browser
  --no-open         start everything, open nothing
  --port <number>   port of the server (default 4600, or the next free one)
  --data <folder>   where the hospital is kept (default .data)
  --fresh           begin with a new demo hospital; the old one is moved aside, not deleted
  --beds <number>   beds of a new demo hospital, 40 to 2000 (default 48)
  --help`;

/** The options, or a sentence that names what is wrong with them. `null` asks for help. */
export function optionsFrom(args: readonly string[]): StartOptions | string | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        app: { type: 'string', default: 'ward' },
        electron: { type: 'boolean', default: false },
        browser: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        port: { type: 'string' },
        data: { type: 'string', default: '.data' },
        fresh: { type: 'boolean', default: false },
        beds: { type: 'string', default: '48' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return null;
    const app = apps.find((one) => one === values.app);
    if (!app) return `--app ${values.app}: one of ${apps.join(', ')}`;
    if (values.electron && values.browser) return '--electron and --browser exclude each other';
    const port = values.port === undefined ? null : Number(values.port);
    if (port !== null && !(Number.isInteger(port) && port > 0 && port < 65_536))
      return `--port ${values.port}: a number from 1 to 65535`;
    const beds = Number(values.beds);
    if (!(Number.isInteger(beds) && beds >= 40 && beds <= 2000))
      return `--beds ${values.beds}: a number from 40 to 2000`;
    const ui = values.electron ? 'electron' : values.browser ? 'browser' : 'auto';
    return { app, ui, open: !values['no-open'], port, data: values.data, fresh: values.fresh, beds };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
