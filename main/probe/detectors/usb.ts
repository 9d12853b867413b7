import type { Detector } from './detector.ts'
import { stateDetector, stateFinding } from './state-finding.ts'

/** A USB memory or disk that this PC has never seen. */
export const createUsbDetector = (): Detector =>
  stateDetector('usb', ['usb'], (event) =>
    event.action === 'added'
      ? stateFinding(event, 'usb-new', 'notice', `usb:${event.subject}`, { name: event.subject })
      : null,
  )
