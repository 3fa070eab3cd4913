import type { Store } from '#access'
import type { ServiceLine } from '#kernel/service-line'
import type { VolunteerFile, VolunteerRole } from '#kernel/volunteer'
import { NotFound } from '#platform/errors'
import { serviceLines } from '#service-lines'
import type { Crumb } from '#ui'

/** The lines among these in which somebody can be matched. */
export const withHelpers = (lines: readonly ServiceLine[]): ServiceLine[] =>
  lines.filter((line) => line.match !== undefined)

export const lineOfRole = (role: Pick<VolunteerRole, 'line'>): ServiceLine | undefined =>
  serviceLines.find((line) => line.key === role.line)

/** A role in this file, with its line. @throws NotFound */
export async function openRole({
  store,
  params,
}: {
  store: Store
  params: { readonly volunteerId: string; readonly roleId: string }
}) {
  const file = await store.volunteers.file(params.volunteerId)
  const role = file.roles.find(({ id }) => id === params.roleId)
  const line = role && lineOfRole(role)
  if (!role || !line?.match) throw new NotFound()
  return { file, role, line, declared: line.match, demands: file.demands.filter((one) => one.line === line.key) }
}

export const pathOf = (id: string): string => `/vrijwilligers/${id}`

/** The way to a page about a volunteer. */
export const trailOf = ({ volunteer }: Pick<VolunteerFile, 'volunteer'>): Crumb[] => [
  { to: '/vrijwilligers', label: 'Vrijwilligers' },
  { to: pathOf(volunteer.id), label: volunteer.name },
]
