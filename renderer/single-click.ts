/**
 * Makes a double click on a button or link one click, wherever it is: people who double-click everything must neither
 * do a thing twice nor press what the next screen puts under the pointer. Call it before React takes `root`, so that
 * this hears a click first. Text keeps its double click.
 */
export const takeDoubleClicksAsOne = (root: HTMLElement): void => {
  root.addEventListener('click', (event) => {
    // `detail` counts clicks as the system does; those by keyboard, touch reader or program have 0.
    if (event.detail < 2 || !(event.target instanceof Element) || !event.target.closest('button, a')) return
    event.preventDefault()
    event.stopImmediatePropagation()
  })
}
