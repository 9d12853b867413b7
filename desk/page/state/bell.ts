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
