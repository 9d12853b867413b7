/** A picture of every screen as it looks now, as PNG, the main one first. Rejects where the system refuses. */
export type ScreenPicture = () => Promise<Uint8Array[]>
