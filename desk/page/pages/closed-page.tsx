import { useText } from '../state/words.ts'

/** What a visitor without a session sees at a practice desk. */
export const ClosedPage = () => {
  const text = useText()
  return (
    <main className="narrow">
      <h1>{text('desk.closed.title')}</h1>
      <p>{text('desk.closed.body')}</p>
    </main>
  )
}
