import { parseSync } from 'oxc-parser';

/** Attributes whose text a person reads or hears. */
const spoken = new Set(['alt', 'aria-label', 'aria-description', 'description', 'label', 'placeholder', 'title']);
/** They write `<style>` elements at run time, which the policy `style-src 'self'` refuses. */
const forbidden = new Set(['Grid', 'SimpleGrid', 'Flex', 'AppShell']);
const responsiveKeys = new Set(['base', 'xs', 'sm', 'md', 'lg', 'xl']);

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Words written straight into a screen instead of into the words of both languages. */
export function literalsIn(file: string, text: string): readonly string[] {
  return nodesIn(file, text).flatMap((node) => {
    if (node.type === 'JSXText') return readable(String(node.value));
    if (node.type !== 'JSXAttribute') return [];
    const name = (node.name as { readonly name?: unknown }).name;
    const value = node.value as { readonly type?: string; readonly value?: unknown } | null;
    return typeof name === 'string' && spoken.has(name) && value?.type === 'Literal'
      ? readable(String(value.value))
      : [];
  });
}

/** Parts of Mantine that the content policy refuses, and responsive props, which do the same. */
export function forbiddenIn(file: string, text: string): readonly string[] {
  return nodesIn(file, text).flatMap((node) => {
    if (node.type === 'ImportDeclaration') return forbiddenImports(node);
    return node.type === 'JSXAttribute' && isResponsive(node) ? ['responsive prop'] : [];
  });
}

function readable(text: string): readonly string[] {
  const trimmed = text.trim();
  return /\p{Letter}{2,}/u.test(trimmed) ? [trimmed] : [];
}

function forbiddenImports(node: Node): readonly string[] {
  const source = (node.source as { readonly value: string }).value;
  if (!source.startsWith('@mantine/')) return [];
  return (node.specifiers as readonly { readonly imported?: { readonly name: string } }[])
    .map(({ imported }) => imported?.name ?? '')
    .filter((name) => forbidden.has(name));
}

function isResponsive(node: Node): boolean {
  const value = node.value as { readonly expression?: Node } | null;
  if (value?.expression?.type !== 'ObjectExpression') return false;
  const properties = value.expression.properties as readonly { readonly key?: { readonly name?: string } }[];
  return properties.some(({ key }) => responsiveKeys.has(key?.name ?? ''));
}

function nodesIn(file: string, text: string): readonly Node[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const nodes: Node[] = [];
  collect(program, nodes);
  return nodes;
}

function collect(value: unknown, into: Node[]): void {
  if (Array.isArray(value)) for (const one of value) collect(one, into);
  else if (value !== null && typeof value === 'object') {
    if ('type' in value) into.push(value as Node);
    for (const field of Object.values(value)) collect(field, into);
  }
}
