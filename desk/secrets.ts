import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits, fit for URLs and headers. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is stored of a token: it cannot be turned back. Only for secrets of full entropy. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** The same token for the same `name`, impossible to guess without `key`. */
export const derivedSecret = (key: string, name: string): string =>
  createHmac('sha256', key).update(name).digest('base64url')

/** Compares without telling by its duration how much was right. */
export const sameSecret = (a: string, b: string): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())
