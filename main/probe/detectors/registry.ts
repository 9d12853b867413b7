import type { Detector } from './detector.ts'
import { createPasswordGuessingDetector } from './password-guessing.ts'
import { createPersistenceDetector } from './persistence.ts'
import { createRansomwareDetector } from './ransomware.ts'
import { createRemoteControlDetector } from './remote-control.ts'

/** All detectors, fresh ones with empty memory. They are the same on every system: events are normalised. */
export const platformDetectors = (): Detector[] => [
  createRansomwareDetector(),
  createPasswordGuessingDetector(),
  createRemoteControlDetector(),
  createPersistenceDetector(),
]
