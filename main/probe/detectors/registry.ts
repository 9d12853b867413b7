import { createAccountDetector } from './account.ts'
import { createBadTrafficDetector } from './bad-traffic.ts'
import type { Detector } from './detector.ts'
import { createListeningPortDetector } from './listening-port.ts'
import { createLoginOutsideDetector } from './login-outside.ts'
import { createNetworkSettingDetector } from './network-setting.ts'
import { createPasswordGuessingDetector } from './password-guessing.ts'
import { createPersistenceDetector } from './persistence.ts'
import { createProtectionDetector } from './protection.ts'
import { createRansomwareDetector } from './ransomware.ts'
import { createRemoteControlDetector } from './remote-control.ts'
import { createUsbDetector } from './usb.ts'

export type DetectorOptions = {
  /** The provider's own support tools (`supportTools` of the profile): recorded, never more than a notice. */
  allowedRemoteTools?: readonly string[]
}

/** All detectors, fresh ones with empty memory. They are the same on every system: events are normalised. */
export const platformDetectors = ({ allowedRemoteTools = [] }: DetectorOptions = {}): Detector[] => [
  createRansomwareDetector(),
  createPasswordGuessingDetector(),
  createRemoteControlDetector({ allowed: allowedRemoteTools }),
  createPersistenceDetector(),
  createLoginOutsideDetector(),
  createUsbDetector(),
  createProtectionDetector(),
  createBadTrafficDetector(),
  createNetworkSettingDetector(),
  createListeningPortDetector(),
  createAccountDetector(),
]
