import { nodesIn, type SyntaxNode } from './syntax.ts';

/** Props whose text a person reads or hears: HTML's and ARIA's, and those of our own parts. */
const spoken = new Set([
  'act',
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'description',
  'does',
  'error',
  'heading',
  'label',
  'message',
  'placeholder',
  'title',
  'what',
  'why',
  'word',
  'wrong',
]);

/** They write `<style>` elements at run time, which the policy `style-src 'self'` refuses. */
const forbidden = new Set(['Grid', 'SimpleGrid', 'Flex', 'AppShell']);
const breakpoints = new Set(['base', 'xs', 'sm', 'md', 'lg', 'xl']);

/**
 * Words written straight into a screen instead of into the words of both languages: JSX text, spoken props, and
 * whatever string an expression in those places can come to (`open ? 'Open' : 'Closed'`). Empty when there are none.
 */
export function literalStringsIn(text: string, file: string): readonly string[] {
  return nodesIn(text, file).flatMap((node) => {
    if (node.type === 'JSXText') return readable(node.value);
    if (node.type === 'JSXAttribute') return spoken.has(nameOf(node)) ? stringsOf(node.value) : [];
    if (node.type !== 'JSXElement' && node.type !== 'JSXFragment') return [];
    return (node.children as readonly SyntaxNode[])
      .filter(({ type }) => type === 'JSXExpressionContainer')
      .flatMap(stringsOf);
  });
}

/** What the content policy refuses of Mantine: four layout parts, responsive props, and `style` in markup put in as text. */
export function forbiddenMantineIn(text: string, file: string): readonly string[] {
  return nodesIn(text, file).flatMap((node) => {
    if (node.type === 'ImportDeclaration') return forbiddenImports(node);
    if (node.type !== 'JSXAttribute') return [];
    if (nameOf(node) === 'dangerouslySetInnerHTML') return ['dangerouslySetInnerHTML'];
    return isResponsive(node) ? [`responsive ${nameOf(node)}`] : [];
  });
}

/** Strings that an expression can come to. A call is not followed: `t('key')` names a word, it is none. */
function stringsOf(value: unknown): readonly string[] {
  const node = value as SyntaxNode | null;
  switch (node?.type) {
    case 'Literal':
      return readable(node.value);
    case 'TemplateElement':
      return readable((node.value as { readonly raw: string }).raw);
    case 'TemplateLiteral':
      return (node.quasis as readonly SyntaxNode[]).flatMap(stringsOf);
    case 'JSXExpressionContainer':
    case 'ParenthesizedExpression':
      return stringsOf(node.expression);
    case 'ConditionalExpression':
      return [...stringsOf(node.consequent), ...stringsOf(node.alternate)];
    case 'LogicalExpression':
      return [...stringsOf(node.left), ...stringsOf(node.right)];
    case 'BinaryExpression':
      return node.operator === '+' ? [...stringsOf(node.left), ...stringsOf(node.right)] : [];
  }
  return [];
}

/** Two letters make a word; a lone letter, a number or a sign says the same in both languages. */
function readable(value: unknown): readonly string[] {
  const text = typeof value === 'string' ? value.trim() : '';
  return /\p{Letter}{2,}/u.test(text) ? [text] : [];
}

function nameOf({ name }: SyntaxNode): string {
  const said = (name as { readonly name?: unknown }).name;
  return typeof said === 'string' ? said : '';
}

function forbiddenImports(node: SyntaxNode): readonly string[] {
  const source = (node.source as { readonly value: string }).value;
  if (!source.startsWith('@mantine/')) return [];
  return (node.specifiers as readonly { readonly imported?: { readonly name: string } }[])
    .map(({ imported }) => imported?.name ?? '')
    .filter((name) => forbidden.has(name));
}

function isResponsive(node: SyntaxNode): boolean {
  const value = node.value as { readonly expression?: SyntaxNode } | null;
  if (value?.expression?.type !== 'ObjectExpression') return false;
  const properties = value.expression.properties as readonly { readonly key?: { readonly name?: string } }[];
  return properties.length > 0 && properties.every(({ key }) => breakpoints.has(key?.name ?? ''));
}
