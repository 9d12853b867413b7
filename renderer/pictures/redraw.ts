import { pictureLimits } from '../../main/contract/attachment.ts'
import type { Box } from './boxes.ts'

/** Why a file is no picture that can go. */
export type PictureProblem = 'notPicture' | 'tooBig'
export class PictureError extends Error {
  readonly problem: PictureProblem
  constructor(problem: PictureProblem) {
    super(problem)
    this.problem = problem
  }
}

/** Largest file that is opened at all (bytes): a phone's best photo has room in it. */
const largestFile = 30 * 1024 * 1024

const canvasOf = (width: number, height: number) => {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) throw new PictureError('notPicture')
  return { canvas, context }
}

const scaled = (source: CanvasImageSource, width: number, height: number, longest: number) => {
  const scale = Math.min(1, longest / Math.max(width, height))
  const { canvas, context } = canvasOf(
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  )
  // A see-through picture must not turn black, or nobody could see what is blacked out.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** Draws a picture onto a canvas, upright and not larger than it need be. Throws `PictureError`. */
export const openPicture = async (file: Blob): Promise<HTMLCanvasElement> => {
  if (file.size > largestFile) throw new PictureError('tooBig')
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new PictureError('notPicture')
  })
  try {
    return scaled(bitmap, bitmap.width, bitmap.height, pictureLimits.side)
  } finally {
    bitmap.close()
  }
}

/** A moment of a running picture (the shared screen) on a canvas. */
export const drawVideo = (video: HTMLVideoElement): HTMLCanvasElement =>
  scaled(video, video.videoWidth, video.videoHeight, pictureLimits.side)

const encode = (canvas: HTMLCanvasElement, quality: number): Promise<Blob> =>
  new Promise((done, fail) =>
    canvas.toBlob((b) => (b ? done(b) : fail(new PictureError('notPicture'))), 'image/jpeg', quality),
  )

/**
 * The picture as it goes: what lies under a box is gone from the pixels, what the camera wrote beside the picture (place,
 * time, owner) was never drawn. A JPEG within the limit. Throws `PictureError`.
 */
export const burn = async (canvas: HTMLCanvasElement, boxes: readonly Box[]): Promise<Blob> => {
  const { canvas: drawn, context } = canvasOf(canvas.width, canvas.height)
  context.drawImage(canvas, 0, 0)
  context.fillStyle = '#000'
  for (const { x, y, width, height } of boxes) context.fillRect(x, y, width, height)
  for (const side of [pictureLimits.side, pictureLimits.side / 2])
    for (const quality of [0.88, 0.7, 0.5]) {
      const smaller = side < Math.max(drawn.width, drawn.height)
      const blob = await encode(smaller ? scaled(drawn, drawn.width, drawn.height, side) : drawn, quality)
      if (blob.size <= pictureLimits.bytes) return blob
    }
  throw new PictureError('tooBig')
}

/** The bytes of a blob in base64. */
export const base64Of = (blob: Blob): Promise<string> =>
  new Promise((done, fail) => {
    const reader = new FileReader()
    reader.onload = () => done(String(reader.result).split(',')[1] ?? '')
    reader.onerror = () => fail(reader.error)
    reader.readAsDataURL(blob)
  })
