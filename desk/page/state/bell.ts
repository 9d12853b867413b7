/** A short sound for a new request, made by the browser itself. Needs one press of the user before it may sound. */
export type Bell = { ring: () => void }

export const createBell = (): Bell => {
  const audio = new AudioContext()
  return {
    ring() {
      for (const [i, pitch] of [660, 880].entries()) {
        const tone = audio.createOscillator()
        const volume = audio.createGain()
        const start = audio.currentTime + i * 0.22
        tone.frequency.value = pitch
        volume.gain.setValueAtTime(0.15, start)
        volume.gain.exponentialRampToValueAtTime(0.001, start + 0.2)
        tone.connect(volume).connect(audio.destination)
        tone.start(start)
        tone.stop(start + 0.2)
      }
    },
  }
}

/** Whether this browser is to ring; kept over a reload. */
export const bellWanted = (): boolean => localStorage.getItem('bell') === 'on'
export const keepBell = (on: boolean): void => localStorage.setItem('bell', on ? 'on' : 'off')

/** Calls `f` at the first press of a key or pointer, which is what browsers ask for before a sound. */
export const atFirstPress = (f: () => void): (() => void) => {
  const events = ['pointerdown', 'keydown'] as const
  const once = () => {
    stop()
    f()
  }
  const stop = () => {
    for (const name of events) removeEventListener(name, once, true)
  }
  for (const name of events) addEventListener(name, once, true)
  return stop
}
