import { useEffect, useMemo, useRef, useState } from 'react'
import { createText } from '../../main/contract/text.ts'
import { AdministrationPage } from './pages/administration-page.tsx'
import { AlertsPage } from './pages/alerts-page.tsx'
import { ClosedPage } from './pages/closed-page.tsx'
import { CustomersPage } from './pages/customers-page.tsx'
import { HandoversPage } from './pages/handovers-page.tsx'
import { PasswordPage } from './pages/password-page.tsx'
import { RequestsPage } from './pages/requests-page.tsx'
import { SignInPage } from './pages/sign-in-page.tsx'
import { StatisticsPage } from './pages/statistics-page.tsx'
import { Header } from './parts/header.tsx'
import { followChanges } from './state/live.ts'
import { useRoute } from './state/route.ts'
import { loadMe, useDesk } from './state/store.ts'
import { useBell } from './state/use-bell.ts'
import { keepLanguage, keptLanguage, TextContext } from './state/words.ts'

const Page = ({ page, selected }: { page: string; selected: string | null }) => {
  switch (page) {
    case 'alerts':
      return <AlertsPage />
    case 'customers':
      return <CustomersPage />
    case 'statistics':
      return <StatisticsPage />
    case 'handovers':
      return <HandoversPage />
    case 'administration':
      return <AdministrationPage />
    case 'password':
      return <PasswordPage />
    default:
      return <RequestsPage selected={selected} />
  }
}

/** The operator's page: entry, header, and the screen that the address names. */
export const App = () => {
  const [language, setLanguage] = useState(keptLanguage)
  const text = useMemo(() => createText(language), [language])
  const me = useDesk((s) => s.me)
  const bell = useBell()
  // Another language must not begin the line anew: what arrives just then would be missed.
  const ring = useRef(() => {})
  ring.current = () => bell.ring(text('desk.notice.new'))
  const unread = useDesk((s) => s.requests?.filter((r) => r.unread && r.status !== 'cancelled').length ?? 0)
  const [page = 'requests', ref] = useRoute()
  const signedIn = me?.me != null

  useEffect(() => {
    document.documentElement.lang = language === 'en' ? 'en' : 'ja'
    const name = me ? `${text('desk.title')} ${me.deskName}` : text('desk.title')
    // Seen also where the page lies behind others.
    document.title = unread > 0 ? `(${unread}) ${name}` : name
  }, [language, me, text, unread])
  useEffect(() => {
    const tryAgain = () => loadMe().catch(() => setTimeout(tryAgain, 3000))
    void tryAgain()
  }, [])
  useEffect(() => {
    if (!signedIn) return
    return followChanges(() => ring.current())
  }, [signedIn])

  if (!me) return null
  const swap = () => {
    const next = language === 'en' ? 'ja' : 'en'
    keepLanguage(next)
    setLanguage(next)
  }
  return (
    <TextContext value={text}>
      <Header me={me} page={page} onSwapLanguage={swap} bell={bell} />
      {me.me ? (
        <Page page={page} selected={ref ?? null} />
      ) : me.practice ? (
        <ClosedPage />
      ) : (
        <SignInPage needsSetup={me.needsSetup} once={page === 'setup' ? (ref ?? '') : ''} />
      )}
    </TextContext>
  )
}
