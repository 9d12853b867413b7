/** Keeps small secrets (the desk's device token) out of settings, logs and database. */
export type Secrets = {
  get: (name: string) => string | null
  set: (name: string, value: string) => void
  remove: (name: string) => void
}
