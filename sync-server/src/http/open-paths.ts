import type { Express, Handler } from 'express';

/** What Express 4 keeps of each thing that was mounted; its types do not tell. */
interface Layer {
  readonly regexp: RegExp;
  readonly keys: readonly { readonly name: string }[];
  readonly route?: { readonly path: string | readonly string[]; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: Handler & { readonly stack?: readonly Layer[] };
}

/** `all` names every method that Node knows; whoever means so many means all. */
const MOST_NAMED = 10;

/**
 * Every route that this application answers, as `PUT /api/accounts/:user/assignment`: asked of the running router, so that a test of
 * all of them cannot forget one. Parts that answer below `use` without a route (the databases, the page's files) are not in it.
 */
export function openPaths(app: Express): readonly string[] {
  const { stack } = (app as unknown as { readonly _router: { readonly stack: readonly Layer[] } })._router;
  return [...new Set(pathsIn(stack, ''))].sort();
}

function pathsIn(stack: readonly Layer[], under: string): readonly string[] {
  return stack.flatMap((layer) => {
    if (layer.route) return routesAt(under, layer.route);
    const inner = layer.handle.stack;
    return inner ? mountsOf(layer).flatMap((mount) => pathsIn(inner, under + mount)) : [];
  });
}

function routesAt(under: string, { path, methods }: NonNullable<Layer['route']>): readonly string[] {
  const every = Object.keys(methods).map((method) => method.toUpperCase());
  const names = every.length > MOST_NAMED ? ['ALL'] : every;
  return [path].flat().flatMap((one) => names.map((name) => `${name} ${under}${one === '/' ? '' : one}`));
}

/** Where a router was mounted, read back from what Express made of it: `^\/api\/session\/?(?=\/|$)`. */
function mountsOf({ regexp, keys }: Layer): readonly string[] {
  const names = keys.map(({ name }) => name);
  return regexp.source.split('|^').map((source) =>
    source
      .replace(/^\^/, '')
      .replace(/\\\/\?\(\?=\\\/(\|\$\))?$/, '')
      .replace(/\(\?:\\\/\(\[\^\/\]\+\?\)\)/g, () => `/:${names.shift() ?? 'unnamed'}`)
      .replaceAll('\\', ''),
  );
}
