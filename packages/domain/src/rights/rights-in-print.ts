import { actors, type RightRow } from './table.ts';

const intro = `# Who may do what

Generated from the rights table by \`node packages/domain/laws/print-rights.ts\`; a test fails when it is not current. Rules: \`src/rights/rights.spec.md\`.

**yes** always · **own** what one holds or made oneself · **ward** in a ward one is assigned to · **own or ward** either · empty: refused.
`;

/** R4: the table as a page of the documentation. */
export function rightsInPrint(table: readonly RightRow[]): string {
  const areas = [...new Set(table.map(({ area }) => area))];
  const parts = areas.map((area) => `## ${area}\n\n${linesOf(table.filter((row) => row.area === area)).join('\n')}\n`);
  return [intro, ...parts].join('\n');
}

function linesOf(rows: readonly RightRow[]): readonly string[] {
  return [
    `| | ${actors.join(' | ')} |`,
    `| --- | ${actors.map(() => '---').join(' | ')} |`,
    ...rows.map(({ act, strangers, rights }) => {
      const cells = actors.map((role) => ({ no: '', ownOrWard: 'own or ward' })[rights[role] as 'no'] ?? rights[role]);
      return `| ${act}${strangers ? ' (also without a session)' : ''} | ${cells.join(' | ')} |`;
    }),
  ];
}
