export { openAttempts } from './attempts.ts';
export { type Brake, openBrake, triedByPassword } from './brake.ts';
export { type CodeHashes, codeHashes } from './code-hashes.ts';
export { CODE_LASTS_MS, type CodeMail, digitsOf, emailStep, newCode, RESEND_AFTER_MS } from './email-step.ts';
export { type Links, openLinks } from './links.ts';
export { mailRoutes } from './mail-routes.ts';
export { invited, linkRoutes } from './password-routes.ts';
export { type SignInFlow, signInFlow } from './sign-in.ts';
export { signInRoutes } from './sign-in-routes.ts';
