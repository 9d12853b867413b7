/** The desktop app's own scheme and host. A standard, secure scheme has a real origin, unlike `file:`. */
export const pageScheme = 'app'
export const pageHost = 'otasuke'
/** Where the page starts. */
export const pageUrl = `${pageScheme}://${pageHost}/index.html`

/** Is this address part of our own page? */
export const isOurs = (address: string): boolean => {
  try {
    const url = new URL(address)
    return (
      url.protocol === `${pageScheme}:` && url.host === pageHost && url.username === '' && url.password === ''
    )
  } catch {
    return false
  }
}
