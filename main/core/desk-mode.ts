import type { DeskState, Snapshot } from '../contract/state.ts'
import type { CoreOptions } from './core-options.ts'
import type { Sharing } from './incidents.ts'

/** Who answers on the other side, before anything was tried. */
export const firstDesk = ({
  profile,
  deskUrl,
  startPracticeDesk,
}: Pick<CoreOptions, 'profile' | 'deskUrl' | 'startPracticeDesk'>): DeskState => ({
  mode: profile ? 'provider' : deskUrl ? 'provider' : startPracticeDesk ? 'practice' : 'none',
  name: profile?.operator ?? '',
  phone: profile?.desk.phone ?? '',
  reachable: null,
  waiting: 0,
  nextTryAt: null,
})

/** May alerts go to the desk? `named`: the desk was named on the command line, the engineer's own wish. */
export const sharingOf = ({ desk, settings }: Snapshot, named: boolean): Sharing => {
  if (desk.mode === 'none') return 'never'
  // The practice desk is this PC itself.
  if (desk.mode === 'practice' || named) return 'send'
  return settings.shareAlerts === 'yes' ? 'send' : settings.shareAlerts === 'ask' ? 'hold' : 'never'
}
