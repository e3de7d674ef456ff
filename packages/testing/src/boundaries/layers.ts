/** A layer, the workspaces below it that it may import, and what it may import from outside. */
export interface Layer {
  readonly folder: string;
  readonly below: readonly string[];
  readonly outside: readonly RegExp[];
  /** May it use Node's own modules? */
  readonly node: boolean;
  /** Of these it may import the index only, none of the further doors in their `exports`. */
  readonly indexOnly?: readonly string[];
}

const react = [/^react($|\/)/, /^react-dom($|\/)/];

/** The map of ARCHITECTURE.md: arrows point down only. The longest folder that fits a file is its layer. */
export const layers: readonly Layer[] = [
  { folder: 'packages/domain', below: [], outside: [/^zod$/], node: false },
  { folder: 'packages/protocol', below: ['domain'], outside: [/^zod$/], node: false },
  {
    folder: 'packages/replica',
    below: ['domain', 'protocol'],
    outside: [
      /^rxdb($|\/)/,
      /^rxjs$/,
      /^dexie$/,
      /^hash-wasm$/,
      /^pouchdb-(core|adapter-idb)$/,
      /^socket\.io-client$/,
      /^uuid$/,
      /^zod$/,
    ],
    node: false,
  },
  {
    folder: 'packages/ui',
    below: [],
    outside: [...react, /^@mantine\//, /^@tabler\//, /^@tanstack\/react-virtual$/, /^i18next/, /^virtual:theme\.css$/],
    node: false,
  },
  { folder: 'packages/ui/build', below: ['ui'], outside: [/^@mantine\//, /^vite$/], node: true },
  { folder: 'packages/ui/src/testing', below: ['ui'], outside: [/^oxc-parser$/, /^intl-messageformat$/], node: true },
  {
    folder: 'packages/features',
    below: ['domain', 'protocol', 'replica', 'ui'],
    indexOnly: ['replica', 'ui', 'protocol'],
    outside: [
      ...react,
      /^@mantine\//,
      /^@reduxjs\/toolkit/,
      /^react-redux$/,
      /^@tanstack\/react-virtual$/,
      /^zod$/,
      /^rxjs$/,
      /^minisearch$/,
      /^pdfjs-dist/,
      /^dicom-parser$/,
      /^jpeg-lossless-decoder-js$/,
      /^@cornerstonejs\/codec-(openjpeg|openjph|charls)\//,
      /^utif2$/,
      /^uqr$/,
      /^@simplewebauthn\/browser$/,
    ],
    node: false,
  },
  // Brings a page to life wherever it runs: in a browser, or in the desktop whose calls it knows by type.
  {
    folder: 'packages/features/src/page',
    below: ['desktop', 'domain', 'protocol', 'replica', 'ui'],
    indexOnly: ['replica', 'ui', 'protocol'],
    outside: react,
    node: false,
  },
  // The preload is sandboxed, and `api.ts` is read by pages: neither has Node.
  { folder: 'packages/desktop', below: [], outside: [/^electron$/, /^zod$/], node: false },
  { folder: 'packages/desktop/src/main', below: [], outside: [/^electron$/, /^zod$/], node: true },
  { folder: 'packages/testing', below: ['*'], outside: [/./], node: true },
  {
    folder: 'sync-server',
    below: ['domain', 'protocol'],
    outside: [
      /^express$/,
      /^pino$/,
      /^socket\.io$/,
      /^zod$/,
      /^@node-rs\/argon2$/,
      /^otplib$/,
      /^@simplewebauthn\/server$/,
      /^rate-limiter-flexible$/,
      /^compression$/,
      /^(express-)?pouchdb(-|$)/,
      /^leveldown$/,
      /^canonicalize$/,
      /^@peculiar\/x509$/,
      /^reflect-metadata$/,
      /^nodemailer$/,
      /^@react-email\/(components|render)$/,
      /^react$/,
    ],
    node: true,
  },
  ...['ward', 'admin'].flatMap(layersOfApp),
];

/** What an app is made of: its three small files, and a page. */
function layersOfApp(app: string): readonly Layer[] {
  const below = ['desktop', 'domain', 'features', 'protocol', 'replica', 'ui'];
  return [
    { folder: `apps/${app}`, below, outside: [/^vite$/, /^@vitejs\//], node: true },
    { folder: `apps/${app}/renderer`, below, outside: [...react, /^virtual:theme\.css$/], node: false },
  ];
}

/** Files that are no part of the product: they may import anything. */
export const isForTests = (file: string): boolean =>
  /\.(test|spec)\.tsx?$/.test(file) ||
  /\/(e2e|desktop-e2e|testing|laws|proof|conformance|fixtures)\//.test(file) ||
  /(test|playwright)\.config\.ts$/.test(file);
