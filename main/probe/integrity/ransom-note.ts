/**
 * Does a new file's name read like a ransom note? Only lowers the alarm's threshold, never raises it alone.
 * Words as they occur in published incident reports of many families; a plain README is not one.
 */
const words =
  /(decrypt|restore|recover|ransom|unlock|encrypted|instruction|help[_ -]?me|how[_ -]?to|your[_ -]?files|attention|warning)/i
const kinds = /\.(txt|html?|hta|url|md|rtf|bmp|png|jpe?g)$/i

/** A plain `README.md` is an office's own; one that pushes itself to the front of the list is not. */
const loud = /^[_!#@+[({-]+.{0,12}read.?me/i

/** True for `README_RESTORE.txt`, `HOW_TO_DECRYPT.html` and their like. */
export const isNoteName = (name: string): boolean => kinds.test(name) && (words.test(name) || loud.test(name))
