import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { useStore } from 'zustand'
import type { Client } from '../../main/contract/api.ts'
import type { Language } from '../../main/contract/settings.ts'
import type { Snapshot } from '../../main/contract/state.ts'
import { createText, languageOf, type Text } from '../../main/contract/text.ts'
import type { PageState, PageStore } from './store.ts'

const PageContext = createContext<{ store: PageStore; client: Client } | null>(null)
const TextContext = createContext<Text | null>(null)

const usePage = () => {
  const page = useContext(PageContext)
  if (!page) throw new Error('outside of the page')
  return page
}

/** Gives every screen the store, the client and the words. */
export const PageProvider = ({
  store,
  client,
  children,
}: {
  store: PageStore
  client: Client
  children: ReactNode
}) => {
  const value = useMemo(() => ({ store, client }), [store, client])
  const language = useStore(store, (s) => s.snapshot?.settings.language ?? browserLanguage())
  const text = useMemo(() => createText(language, { ruby: true }), [language])
  return (
    <PageContext value={value}>
      <TextContext value={text}>{children}</TextContext>
    </PageContext>
  )
}

/** Before the first snapshot: the browser's own language. */
const browserLanguage = (): Language => languageOf(navigator.language)

export const useClient = (): Client => usePage().client
export const usePageState = <T,>(pick: (state: PageState) => T): T => useStore(usePage().store, pick)

/** The snapshot; only under `<App>`'s loaded branch, where there is one. */
export const useSnapshot = (): Snapshot => {
  const snapshot = usePageState((s) => s.snapshot)
  if (!snapshot) throw new Error('no snapshot yet')
  return snapshot
}

/** The words of the page, with readings: show them through `<Words>`. */
export const useText = (): Text => {
  const text = useContext(TextContext)
  if (!text) throw new Error('outside of the page')
  return text
}

/** The same words without readings: for names of controls, titles, options. */
export const usePlainText = (): Text => {
  const { language } = useText()
  return useMemo(() => createText(language), [language])
}
