export { SecretFileProblem } from './secret-file.ts';
export { openSecrets, type Purpose, type Secrets, secretsFrom } from './secrets.ts';
