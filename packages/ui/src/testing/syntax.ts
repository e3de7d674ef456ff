import { parseSync } from 'oxc-parser';

/** A node of the ESTree syntax tree (with JSX), as loosely as the searches here need it. */
export interface SyntaxNode {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Every node of a TypeScript file, outer before inner. Throws when the file cannot be parsed. */
export function nodesIn(text: string, file: string): readonly SyntaxNode[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const nodes: SyntaxNode[] = [];
  collect(program, nodes);
  return nodes;
}

function collect(value: unknown, into: SyntaxNode[]): void {
  if (Array.isArray(value)) for (const one of value) collect(one, into);
  else if (value !== null && typeof value === 'object') {
    if ('type' in value) into.push(value as SyntaxNode);
    for (const field of Object.values(value)) collect(field, into);
  }
}
