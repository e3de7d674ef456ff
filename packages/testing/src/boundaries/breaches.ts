import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';
import { isForTests, type Layer, layers } from './layers.ts';

/** An import that the layer of the file may not have. */
export interface Breach {
  readonly file: string;
  readonly imports: string;
}

/** Every import under `root` that points up, sideways, or out. Type-only imports count. */
export function breachesIn(root: string): readonly Breach[] {
  return [...new Set(layers.map(({ folder }) => folder.split('/').slice(0, 2).join('/')))]
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => sourcesIn(join(root, folder)))
    .flatMap((path) => breachesOf(root, relative(root, path)));
}

function breachesOf(root: string, file: string): readonly Breach[] {
  const layer = layerOf(file);
  if (!layer || (isForTests(file) && !/^packages\/ui\/src\/testing\/(screens|words|index)\.ts$/.test(file))) return [];
  return importsIn(file, readFileSync(join(root, file), 'utf8'))
    .filter((name) => !mayImport(root, layer, file, name))
    .map((imports) => ({ file, imports }));
}

/** The layer with the longest folder that holds the file. */
export function layerOf(file: string): Layer | undefined {
  return layers
    .filter(({ folder }) => file.startsWith(`${folder}/`))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
}

function mayImport(root: string, layer: Layer, file: string, name: string): boolean {
  if (name.startsWith('.')) return mayReach(root, layer, file, name);
  const workspace = /^@healthcare\/([a-z-]+)(\/|$)/.exec(name)?.[1];
  if (workspace !== undefined) return mayUse(layer, workspace, name);
  if (isBuiltin(name)) return layer.node;
  return layer.outside.some((pattern) => pattern.test(name));
}

function mayUse({ below, indexOnly = [] }: Layer, workspace: string, name: string): boolean {
  if (!below.includes('*') && !below.includes(workspace)) return false;
  return !indexOnly.includes(workspace) || name === `@healthcare/${workspace}`;
}

/** Relative imports stay in their workspace, but for the sounds that every build carries; a feature reaches another only through its index; nothing shipped reaches tests. */
function mayReach(root: string, layer: Layer, file: string, name: string): boolean {
  const target = relative(root, resolve(dirname(join(root, file)), name));
  if (layer.folder === 'packages/features' && /^resources\/sounds\/[a-z]+\.wav$/.test(target)) return true;
  const workspace = file
    .split('/')
    .slice(0, file.startsWith('sync-server/') ? 1 : 2)
    .join('/');
  if (!target.startsWith(`${workspace}/`)) return false;
  if (isForTests(target) && layer.folder !== 'packages/ui/src/testing') return false;
  const [mine, theirs] = [featureOf(file), featureOf(target)];
  if (mine === null || theirs === null || mine === theirs) return true;
  return target === `packages/features/src/${theirs}/index.ts`;
}

function featureOf(file: string): string | null {
  return /^packages\/features\/src\/([^/]+)\//.exec(file)?.[1] ?? null;
}

/** Every module a source names: imports, exports from, dynamic imports, `import type`, and `require` of a literal. */
export function importsIn(file: string, text: string): readonly string[] {
  const { module, program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const fixed = module.staticImports.map(({ moduleRequest }) => moduleRequest.value);
  const from = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
  );
  return [...new Set([...fixed, ...from, ...calledWithText(program)])];
}

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** `import('x')`, `require('x')` and `import('x')` in types. */
function calledWithText(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(calledWithText);
  if (value === null || typeof value !== 'object') return [];
  const inside = Object.values(value).flatMap(calledWithText);
  const node = value as Node;
  if (node.type === 'ImportExpression' || node.type === 'TSImportType')
    return [...textOf(node.source ?? node.argument), ...inside];
  if (node.type !== 'CallExpression') return inside;
  const callee = node.callee as { readonly name?: string };
  return callee.name === 'require' ? [...textOf((node.arguments as readonly unknown[])[0]), ...inside] : inside;
}

function textOf(node: unknown): readonly string[] {
  const literal = node as { readonly value?: unknown; readonly literal?: { readonly value?: unknown } } | undefined;
  const value = literal?.value ?? literal?.literal?.value;
  return typeof value === 'string' ? [value] : [];
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (file) => /\.tsx?$/.test(file) && !/(^|\/)(node_modules|dist|release)\//.test(file) && !file.endsWith('.d.ts'),
    )
    .map((file) => join(folder, file));
}
