/** Name under which a damaged file is kept: `<file>.damaged-YYYYMMDD-HHMMSS` (UTC). Pure. */
export const putAsideName = (file: string, now: number): string =>
  `${file}.damaged-${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}`
