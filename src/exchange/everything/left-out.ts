/**
 * Tables that do not leave the house, and why. Every other table does: a test looks at the database and not at this list.
 */
export const tablesLeftOut: Readonly<Record<string, string>> = {
  account_secrets: 'geheim: waarmee mensen aantonen wie ze zijn',
  passkeys: 'geheim: sleutels van telefoons',
  passkey_answers: 'geheim: hoort bij het aanmelden met een telefoon',
  sessions: 'geheim: wie er nu is aangemeld',
  invitations: 'geheim: links die iemand binnenlaten',
  message_envelopes: 'geheim: adressen en links van berichten die nog weg moeten',
  drafts: 'van wie het typte en van niemand anders; het wordt bewaard of na een tijd gewist',
  sent_forms: 'geheugen van een dag: welk formulier al bewaard is',
  searches: 'is binnen een uur weer weg: waar net naar is gezocht',
  person_words: 'afgeleid: om mensen te vinden, gemaakt uit hun gegevens',
  person_places: 'afgeleid: om mensen te vinden, gemaakt uit hun adressen',
  case_words: 'afgeleid: om zaken te vinden, gemaakt uit hun adressen',
  document_contents: 'de documenten zelf: die staan als losse bestanden in de map documenten, met hun sleutel als naam',
  import_files: 'het ingelezen bestand zelf, dat je al hebt; het wordt na een tijd gewist',
  import_work: 'hoe ver een inlezing is: er wordt nu aan gewerkt',
  installation: 'gaat over deze computer en niet over de organisatie',
  migrations: 'gaat over deze computer en niet over de organisatie',
}

/** Columns that are left out of a table that does go along. */
export const columnsLeftOut: Readonly<Record<string, string>> = {
  'change_content.salt': 'geheim: maakt dat niemand een gewiste wijziging kan raden',
  'file_copy_contents.pdf': 'de pdf zelf; is zij gegeven, dan staat zij bij de documenten',
  'calendar_feeds.token_hash': 'geheim: opent een agenda',
  'survey_links.token_hash': 'geheim: opent een evaluatie',
  'survey_links.token_sealed': 'geheim: opent een evaluatie',
  'letterheads.logo': 'het plaatje zelf, dat je al hebt',
  'letterheads.word': 'het sjabloon zelf; je haalt het op bij Briefpapier',
  'access_lines.session': 'wie er was aangemeld, staat in account',
  'access_lines.xact': 'telt de database voor zichzelf',
  'changes.xact': 'telt de database voor zichzelf',
  'security_events.xact': 'telt de database voor zichzelf',
  'import_rows.told_xact': 'telt de database voor zichzelf',
}

/** By its name a column may hold what lets somebody in. Such a column is named above, or said to be harmless here. */
export const looksSecret = /hash|token|secret|sealed|password|salt|credential|public_key/
export const harmless: readonly string[] = [
  'seals.hash', // what the log is checked with
  'seals.sealed_at',
  'imports.file_hash', // by which a file is recognised
  'import_rows.row_hash', // by which a row is recognised
  'import_rows.before_hash', // the same, of the import before it
]
