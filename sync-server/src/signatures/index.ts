export { auditSignatures, type SignatureAudit } from './audit.ts';
export { openServerKey, ServerKeyLost } from './server-key.ts';
export { allRight, ed25519Signatures, type Signatures, signedByServer } from './signatures.ts';
export { type GrantClaims, signedGrant } from './signed-grant.ts';
