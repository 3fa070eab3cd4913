/**
 * The tables without row security, and why each may be one. The web role has no grants on them (but on the kind of
 * installation, which is no secret): it reaches them through functions that test the tenant themselves.
 */
export const rowSecurityExceptions = [
  'migrations', // which steps were taken
  'installation', // demo or real
  'account_secrets', // nobody has a tenant yet when they sign in
  'sessions', // the same
  'invitations', // nor when they follow a link that lets them in
  'security_events', // a refused sign-in may have no account at all
  'person_words', // searched by search_persons, which tests the tenant
  'person_places', // the same
  'case_words', // searched by search_cases, which tests the tenant
]
