import { drawVideo } from './redraw.ts'

/** Can this browser be asked for its screen? */
export const canShareScreen = (): boolean => typeof navigator.mediaDevices?.getDisplayMedia === 'function'

/**
 * One picture of the screen that the user picks in the browser's own window; the sharing ends with it. Rejects where the
 * user or the system says no.
 */
export const takeSharedScreen = async (): Promise<HTMLCanvasElement> => {
  const stream = await navigator.mediaDevices.getDisplayMedia({ video: true, audio: false })
  try {
    const video = document.createElement('video')
    video.muted = true
    video.srcObject = stream
    await video.play()
    // The first picture may still be empty: wait for one that has been shown.
    await new Promise<void>((shown) => video.requestVideoFrameCallback(() => shown()))
    return drawVideo(video)
  } finally {
    for (const track of stream.getTracks()) track.stop()
  }
}
