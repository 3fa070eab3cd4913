import { Choosing, EveryField, LongList, Nothing, SignIn } from './gallery/blocks.tsx'
import { Cases, Factsheet, Idle, OneCase, Record as RecordTalk, Today } from './gallery/screens.tsx'

/** Every block in use, as whole pages: for the tests, for pictures, and for who builds a page and looks for a sibling. */
export const gallery = {
  vandaag: <Today />,
  zaken: <Cases />,
  zaak: <OneCase />,
  factsheet: <Factsheet />,
  vastleggen: <RecordTalk />,
  formulier: <EveryField />,
  lijst: <LongList />,
  leeg: <Nothing />,
  kiezen: <Choosing />,
  inloggen: <SignIn />,
  inactief: <Idle />,
}
