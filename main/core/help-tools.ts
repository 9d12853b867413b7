import type { Handlers } from '../contract/api.ts'
import type { Snapshot } from '../contract/state.ts'
import { type Day, wallClock } from '../present/business-calendar.ts'
import { deskHours } from '../present/desk-hours.ts'
import { daysLeft, reportingDates } from '../present/reporting-clock.ts'
import { statisticsCsv, statisticsOf } from '../present/statistics.ts'

export type HelpToolsOptions = { snapshot: () => Snapshot; now: () => number; timeZone: string }

/** Small questions of the page that are answered from what is known here: hours, dates, counts. Nothing is sent. */
export const createHelpTools = ({
  snapshot,
  now,
  timeZone,
}: HelpToolsOptions): Pick<Handlers, 'desk.hours' | 'clock.read' | 'statistics.preview'> => {
  const today = (): Day => wallClock(new Date(now()), timeZone).day
  return {
    'desk.hours'({ at }) {
      const desk = snapshot().profile?.desk
      return {
        ...deskHours(desk?.opening ?? null, new Date(at ?? now()), timeZone),
        emergency: desk?.emergency ?? null,
      }
    },
    'clock.read'({ knownOn, personalData, attack }) {
      const dates = reportingDates(knownOn ?? today(), { personalData, attack })
      return {
        ...dates,
        daysLeft: { first: daysLeft(today(), dates.first.until), final: daysLeft(today(), dates.final) },
      }
    },
    'statistics.preview'() {
      const { alerts, settings } = snapshot()
      const statistics = statisticsOf(alerts, { sizeBand: settings.sizeBand, today: today(), timeZone })
      return { statistics, csv: statisticsCsv(statistics) }
    },
  }
}
