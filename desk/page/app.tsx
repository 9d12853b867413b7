import { useEffect, useMemo, useRef, useState } from 'react'
import { createText } from '../../main/contract/text.ts'
import { AdministrationPage } from './pages/administration-page.tsx'
import { AlertsPage } from './pages/alerts-page.tsx'
import { ClosedPage } from './pages/closed-page.tsx'
import { CustomersPage } from './pages/customers-page.tsx'
import { HandoversPage } from './pages/handovers-page.tsx'
import { RequestsPage } from './pages/requests-page.tsx'
import { SignInPage } from './pages/sign-in-page.tsx'
import { StatisticsPage } from './pages/statistics-page.tsx'
import { Header } from './parts/header.tsx'
import { type Bell, createBell } from './state/bell.ts'
import { followChanges } from './state/live.ts'
import { askForNotices, showNotice } from './state/notice.ts'
import { useRoute } from './state/route.ts'
import { loadMe, useDesk } from './state/store.ts'
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
    default:
      return <RequestsPage selected={selected} />
  }
}

/** The operator's page: entry, header, and the screen that the address names. */
export const App = () => {
  const [language, setLanguage] = useState(keptLanguage)
  const text = useMemo(() => createText(language), [language])
  const me = useDesk((s) => s.me)
  const bell = useRef<Bell | null>(null)
  const [bellOn, setBellOn] = useState(false)
  const [page = 'requests', ref] = useRoute()
  const signedIn = me?.me != null

  useEffect(() => {
    document.documentElement.lang = language === 'en' ? 'en' : 'ja'
    document.title = me ? `${text('desk.title')} ${me.deskName}` : text('desk.title')
  }, [language, me, text])
  useEffect(() => {
    const tryAgain = () => loadMe().catch(() => setTimeout(tryAgain, 3000))
    void tryAgain()
  }, [])
  useEffect(() => {
    if (!signedIn) return
    return followChanges(() => {
      bell.current?.ring()
      if (bell.current) showNotice(text('desk.notice.new'))
    })
  }, [signedIn, text])

  if (!me) return null
  const swap = () => {
    const next = language === 'en' ? 'ja' : 'en'
    keepLanguage(next)
    setLanguage(next)
  }
  const turnBellOn = () => {
    bell.current ??= createBell()
    bell.current.ring()
    askForNotices()
    setBellOn(true)
  }
  return (
    <TextContext value={text}>
      <Header me={me} page={page} onSwapLanguage={swap} bellOn={bellOn} onBell={turnBellOn} />
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
