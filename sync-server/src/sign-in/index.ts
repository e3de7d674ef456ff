export { openAttempts } from './attempts.ts';
export { type Brake, openBrake } from './brake.ts';
export { codeHashes } from './code-hashes.ts';
export { CODE_LASTS_MS, type CodeMail, digitsOf, emailStep, newCode } from './email-step.ts';
export { type Links, openLinks } from './links.ts';
export { linkRoutes, mailRoutes } from './password-routes.ts';
export { type SignInFlow, signInFlow } from './sign-in.ts';
export { signInRoutes } from './sign-in-routes.ts';
