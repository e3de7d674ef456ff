import type { ServerAct } from '@healthcare/domain';

/**
 * Every route, as `openPaths` names it, and the act of the rights table that it is. A route that is not here is answered as if it did
 * not exist (R2): whoever adds one adds its row here, and, for a new act, in `serverRights` of the domain.
 */
export const routeRights: Readonly<Record<string, ServerAct>> = {
  'GET /health': 'lookAtServer',
  'GET ': 'lookAtServer',
  'GET /_up': 'lookAtServer',
  'GET /_session': 'lookAtServer',
  'GET /_all_dbs': 'readDocuments',
  'GET /db': 'lookAtServer',
  'GET /db/_up': 'lookAtServer',
  'GET /db/_session': 'lookAtServer',
  'GET /db/_all_dbs': 'readDocuments',
  'GET /db/:name/_changes': 'readDocuments',
  'POST /db/:name/_bulk_docs': 'writeEntries',
  'POST /db/files/_all_docs': 'exchangeFiles',
  'GET /db/files/:chunk/chunk': 'exchangeFiles',
  'PUT /db/files/:chunk/chunk': 'exchangeFiles',

  'POST /api/session': 'signIn',
  'POST /api/sign-in': 'signIn',
  'POST /api/sign-in/:attempt/resend': 'signIn',
  'POST /api/sign-in/:attempt/code': 'signIn',
  'POST /api/password-reset': 'signIn',
  'POST /api/password': 'signIn',
  'GET /api/mail': 'seeMail',
  'PUT /api/accounts/:user/email': 'setAddressOfOthers',
  'GET /mailbox': 'lookAtServer',
  'GET /mailbox/messages': 'lookAtServer',
  'GET /api/session': 'ownSession',
  'DELETE /api/session': 'ownSession',
  'GET /api/session/keys': 'ownSession',
  'PUT /api/session/pin': 'ownSession',
  'PUT /api/session/ward': 'ownSession',
  'PUT /api/session/key': 'ownSession',

  'GET /api/account/sessions': 'ownSessions',
  'DELETE /api/account/sessions': 'ownSessions',
  'DELETE /api/account/sessions/:grant': 'ownSessions',
  'GET /api/account/factors': 'ownFactors',
  'POST /api/account/factors/totp': 'ownFactors',
  'PUT /api/account/factors/totp': 'ownFactors',
  'DELETE /api/account/factors/totp': 'ownFactors',
  'POST /api/account/factors/recovery-codes': 'ownFactors',
  'POST /api/account/factors/passkeys': 'ownFactors',
  'POST /api/account/factors/passkeys/options': 'ownFactors',
  'DELETE /api/account/factors/passkeys/:id': 'ownFactors',

  'PUT /api/account/password': 'ownPassword',

  'POST /api/reauthenticate': 'proveAgain',
  'POST /api/reauthenticate/:attempt/code': 'proveAgain',

  'GET /api/accounts/:user/sessions': 'seeSessionsOfOthers',
  'DELETE /api/accounts/:user/sessions': 'endSessionsOfOthers',
  'DELETE /api/accounts/:user/sessions/:grant': 'endSessionsOfOthers',
  'DELETE /api/accounts/:user/factors': 'resetFactorsOfOthers',
  'PUT /api/accounts/:user/assignment': 'assignAccounts',
  'GET /api/connections': 'seeConnections',
  'GET /api/factor-policy': 'seeFactorPolicy',
  'PUT /api/factor-policy': 'changeFactorPolicy',

  'GET /api/audit': 'seeAudit',
  'GET /api/audit/export': 'exportAudit',
  'GET /api/account/readers': 'seeOwnReaders',
  'GET /api/patients/:patient/readers': 'seeReaders',

  'GET /api/refusals': 'seeRefusals',
  'POST /api/refusals/:id/handled': 'handleRefusals',
};
