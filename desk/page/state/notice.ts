/** Asks once whether the browser may show notices; a no is kept by the browser itself. */
export const askForNotices = (): void => {
  if ('Notification' in globalThis && Notification.permission === 'default')
    void Notification.requestPermission()
}

/** Shows one notice of the operating system where the browser may; a click brings the page to the front. */
export const showNotice = (title: string): void => {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return
  const notice = new Notification(title, { tag: 'new-request' })
  notice.onclick = () => {
    window.focus()
    notice.close()
  }
}
