import { roles } from '#platform/asker'
import { choice, email, phone, text } from '#platform/fields'

/** What is known of somebody who works here. The same words for adding and changing. */
export const accountFields = {
  name: text('Naam', { maxLength: 100, hint: 'Voornaam en achternaam, zoals collega’s die kennen' }),
  role: choice('Rol', roles, { hint: 'De rol bepaalt wat iemand mag zien en doen' }),
  phone: phone('Telefoonnummer van het werk', {
    optional: true,
    hint: 'Vrijwilligers bellen hiermee hun coördinator',
  }),
}

export const emailField = email('E-mailadres van het werk', { hint: 'Hiermee meldt iemand zich aan' })
