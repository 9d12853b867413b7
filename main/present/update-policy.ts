import type { TrayState } from './tray-state.ts'

export type UpdateMoment = {
  overall: TrayState
  /** The moment, read in local time. */
  now: Date
  /** Seconds since somebody touched keyboard or mouse. */
  idle: number
}

/** May the update be installed when the app ends? Never in the middle of an urgent incident. Pure. */
export const mayInstallAtQuit = (overall: TrayState): boolean => overall !== 'urgent'

/** Between 1 and 5 at night, with nobody at the PC for half an hour and no urgent incident: the app may restart. Pure. */
export const mayInstallNow = ({ overall, now, idle }: UpdateMoment): boolean =>
  mayInstallAtQuit(overall) && now.getHours() >= 1 && now.getHours() < 5 && idle >= 30 * 60
