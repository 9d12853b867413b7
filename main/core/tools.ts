import type { RecordStore } from '../alerts/record-store.ts'
import type { Snapshot } from '../contract/state.ts'
import type { Text } from '../contract/text.ts'
import { type Clock, isoTime } from '../ports/clock.ts'
import type { RunCommand } from '../ports/run-command.ts'
import type { ScreenPicture } from '../ports/screen-picture.ts'
import { createCheckSheet } from './check-sheet.ts'
import { createDrills } from './drills.ts'
import { createEvidencePack, type EvidencePackOptions } from './evidence-pack.ts'
import { createHelpTools } from './help-tools.ts'
import type { Incidents } from './incidents.ts'
import { createNetworkCut } from './network-cut.ts'
import { createPapers } from './papers.ts'
import { createPhotos } from './photos.ts'
import { createScreenHelp } from './screen-help.ts'
import type { Standing } from './standing.ts'
import type { SystemLook } from './system-look.ts'
import type { ToldNotices } from './told-notices.ts'

export type ToolsOptions = {
  snapshot: () => Snapshot
  incidents: Incidents
  record: RecordStore
  clock: Clock
  run: RunCommand
  timeZone: string
  close: (id: string) => void
  standing: Pick<Standing, 'card' | 'diary'>
  momentOf: (alertId: string) => unknown
  look: SystemLook
  /** The app's own folder. */
  folder: string
  newId: () => string
  text: () => Text
  /** Keeping and sending of the pack. */
  pack: Pick<EvidencePackOptions, 'keep' | 'send'>
  screenPicture: ScreenPicture | undefined
  /** What this app has told lately. */
  told: ToldNotices['lately']
}

/** Everything around an incident that is worked out on this PC: papers, evidence, dates, exercises, the network switch. */
export const createTools = ({
  snapshot,
  incidents,
  record,
  clock,
  run,
  timeZone,
  close,
  standing,
  momentOf,
  look,
  folder,
  newId,
  text,
  pack,
  screenPicture,
  told,
}: ToolsOptions) => {
  const alertOf = incidents.store.get
  const now = () => isoTime(clock.now())
  const photos = createPhotos({ folder, record, alertOf, now })
  return {
    ...createPapers({
      snapshot,
      alertOf,
      record,
      now: clock.now,
      timeZone,
      diary: standing.diary.read,
      photo: photos.bytesOf,
      onCard: standing.card.made,
    }),
    ...photos.handlers,
    ...createHelpTools({ snapshot, now: clock.now, timeZone }),
    ...createEvidencePack({ snapshot, alertOf, record, now, newId, text, system: look, momentOf, ...pack }),
    ...createCheckSheet({ snapshot, record, now }),
    ...createNetworkCut({
      run,
      platform: process.platform,
      folder,
      record,
      now,
      text,
      wait: (ms) => new Promise((done) => clock.after(ms, done)),
    }),
    ...createScreenHelp({ run, platform: process.platform, snapshot, now: clock.now, screenPicture, told }),
    ...createDrills({ record, now, raise: incidents.raise, alertOf, close, tell: incidents.tellDrill }),
  }
}
