// `npm run audit -- verify [data folder]`: reads the whole trail, says what is wrong and where; ends with 1 when something is.
import { parseArgs } from 'node:util';
import { configFrom } from '../config/config.ts';
import { openSecrets } from '../secrets/index.ts';
import { auditFolder } from './audit.ts';
import { headKey } from './heads.ts';
import { verified } from './verified.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const [command, folder] = positionals;
const read = configFrom(process.env);
if (command !== 'verify' || !read.ok) {
  process.stderr.write('npm run audit -- verify [data folder]\n');
  process.exit(64);
}
const config = { ...read.config, ...(folder !== undefined && { data: folder }) };
const { entries, vouchedFor, findings } = verified(auditFolder(config.data), headKey(openSecrets(config)));
for (const { what, file, line, seq } of findings)
  process.stdout.write(`${what}: entry ${seq}${line > 0 ? `, ${file} line ${line}` : `, behind the end of ${file}`}\n`);
const end = findings.length === 0 ? 'nothing is wrong' : `${findings.length} found`;
process.stdout.write(`${entries} entries, ${end}. Signed heads vouch for entries up to ${vouchedFor}.\n`);
process.exit(findings.length === 0 ? 0 : 1);
