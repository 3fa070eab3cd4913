import type { Vault } from '#access'
import { type Delivered, type MailSetting, openMailer } from '#platform/mail'
import { type SmsSetting, sendSms } from '#platform/sms'

/** What leaves the house by mail or as a text message, and what opens the envelopes. Without it nothing leaves: so in the demo. */
export interface Outside {
  vault: Vault
  /** The address that people type: for a link in a message. */
  site: string
  can: { mail: boolean; sms: boolean }
  hand(one: {
    way: 'mail' | 'sms'
    to: string
    fromName: string
    subject: string
    text: string
    key: string
  }): Promise<Delivered>
  close(): void
}

export interface OutsideSettings {
  vault: Vault
  site: string
  mail?: MailSetting | undefined
  sms?: SmsSetting | undefined
}

/** Opens the ways out that there are settings for; undefined when there are none. */
export function openOutside({ vault, site, mail, sms }: OutsideSettings): Outside | undefined {
  if (!mail && !sms) return undefined
  const mailer = mail && openMailer(mail)
  return {
    ...{ vault, site, can: { mail: mailer !== undefined, sms: sms !== undefined } },
    hand({ way, ...one }) {
      if (way === 'mail' && mailer) return mailer.deliver(one)
      if (way === 'sms' && sms) return sendSms(sms, one)
      return Promise.resolve({ is: 'later', why: 'off', away: true })
    },
    close: () => mailer?.close(),
  }
}
