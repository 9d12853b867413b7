import { useEffect, useRef } from 'react'
import type { Client } from '../main/contract/api.ts'
import { plain } from '../main/contract/ruby.ts'
import { localeOf } from '../main/contract/text.ts'
import { AlertPage } from './pages/alert.tsx'
import { AlertsPage } from './pages/alerts.tsx'
import { AskPage } from './pages/ask.tsx'
import { ChangesPage } from './pages/changes.tsx'
import { CheckSheetPage } from './pages/check-sheet.tsx'
import { ChecksPage } from './pages/checks.tsx'
import { ClockPage } from './pages/clock.tsx'
import { ContractPage } from './pages/contract.tsx'
import { CrashReportsPage } from './pages/crash-reports.tsx'
import { CutPage } from './pages/cut.tsx'
import { DrillPage } from './pages/drill.tsx'
import { DrillsPage } from './pages/drills.tsx'
import { EvidencePage } from './pages/evidence.tsx'
import { GenuinePage } from './pages/genuine.tsx'
import { HandOverPage } from './pages/hand-over.tsx'
import { HelpPage } from './pages/help.tsx'
import { HomePage } from './pages/home.tsx'
import { MorePage } from './pages/more.tsx'
import { NetworkPage } from './pages/network.tsx'
import { PaperPage } from './pages/paper.tsx'
import { PapersPage } from './pages/papers.tsx'
import { PreviewPage } from './pages/preview.tsx'
import { RequestPage } from './pages/request.tsx'
import { RequestsPage } from './pages/requests.tsx'
import { SettingsPage } from './pages/settings.tsx'
import { SituationPage } from './pages/situation.tsx'
import { StartPage } from './pages/start.tsx'
import { StatisticsPage } from './pages/statistics.tsx'
import { AlertAnnouncer } from './parts/alert-announcer.tsx'
import { AppMark } from './parts/app-mark.tsx'
import { HostNotices } from './parts/host-notices.tsx'
import { Icon } from './parts/icon.tsx'
import { LineTrouble } from './parts/line-trouble.tsx'
import { Navigation } from './parts/navigation.tsx'
import { PageProvider, usePageState, useSnapshot, useText } from './state/page.tsx'
import { type Route, useRoute } from './state/route.ts'
import type { PageStore } from './state/store.ts'
import { useProviderColour } from './state/use-provider-colour.ts'
import { Words } from './words/phrases.tsx'

/** The whole page. */
export const App = ({ store, client }: { store: PageStore; client: Client }) => (
  <PageProvider store={store} client={client}>
    <Frame />
  </PageProvider>
)

const Frame = () => {
  const t = useText()
  const loaded = usePageState((s) => s.snapshot !== null)
  useEffect(() => {
    document.documentElement.lang = localeOf(t.language)
    document.title = plain(t('common.appName'))
  }, [t])
  return loaded ? <Loaded /> : <Loading />
}

const Loading = () => {
  const t = useText()
  const trouble = usePageState((s) => s.trouble)
  return (
    <main className="loading">
      <h1 className="app-name">
        <AppMark />
        <Words>{t('common.appName')}</Words>
      </h1>
      {!trouble && (
        <p role="status" data-testid="loading">
          <Icon name="hourglass" size={40} />
          <Words>{t('line.loading')}</Words>
        </p>
      )}
      <LineTrouble />
    </main>
  )
}

const Loaded = () => {
  const t = useText()
  const route = useRoute()
  const { settings, desk, profile } = useSnapshot()
  useProviderColour(profile?.colour ?? null)
  const main = useRef<HTMLElement>(null)
  const place = `${route.screen}/${route.id}/${route.rest}`
  const first = useRef(place)
  useEffect(() => {
    document.documentElement.dataset.theme = settings.theme
    document.documentElement.dataset.bigText = String(settings.textSize >= 150)
    document.documentElement.style.fontSize = `${settings.textSize}%`
  }, [settings.theme, settings.textSize])
  useEffect(() => {
    if (first.current === place) return
    first.current = ''
    window.scrollTo(0, 0)
    main.current?.focus({ preventScroll: true })
  }, [place])
  return (
    <div className="shell">
      <button type="button" className="skip" onClick={() => main.current?.focus()}>
        <Words>{t('nav.skip')}</Words>
      </button>
      <header className="top">
        <span className="app-name">
          <AppMark />
          <Words>{t('common.appName')}</Words>
        </span>
        {profile && (
          <span className="service" data-testid="service">
            {profile.service}
          </span>
        )}
        {desk.mode === 'practice' && (
          <p className="practice" data-testid="practice-banner">
            <Icon name="practice" size={20} />
            <Words>{t('banner.practice')}</Words>
          </p>
        )}
      </header>
      <Navigation screen={route.screen} />
      <main ref={main} id="main" tabIndex={-1}>
        <LineTrouble />
        <HostNotices />
        <CurrentPage key={place} {...route} />
      </main>
      <AlertAnnouncer />
    </div>
  )
}

const CurrentPage = ({ screen, id, rest }: Route) => {
  switch (screen) {
    case 'alerts':
      return id ? <AlertPage id={id} /> : <AlertsPage />
    case 'ask':
      return <AskPage kind={id === 'dispatch' ? 'dispatch' : 'consultation'} alertId={rest} />
    case 'requests':
      return id ? <RequestPage id={id} /> : <RequestsPage />
    case 'settings':
      return <SettingsPage />
    case 'more':
      return <MorePage />
    case 'help':
      if (rest === 'consultation' || rest === 'dispatch')
        return <AskPage kind={rest} alertId={null} situation={id} />
      return id ? <SituationPage id={id} /> : <HelpPage />
    case 'checks':
      return <ChecksPage />
    case 'papers':
      return id ? <PaperPage id={id} /> : <PapersPage />
    case 'paper':
      return <PreviewPage kind={id} alertId={rest} />
    case 'check-sheet':
      return <CheckSheetPage />
    case 'changes':
      return <ChangesPage />
    case 'crash-reports':
      return <CrashReportsPage />
    case 'clock':
      return <ClockPage id={id} />
    case 'cut':
      return <CutPage id={id} />
    case 'drill':
      return id ? <DrillPage id={id} /> : <DrillsPage />
    case 'evidence':
      return <EvidencePage id={id ?? ''} />
    case 'hand-over':
      return <HandOverPage id={id ?? ''} />
    case 'statistics':
      return <StatisticsPage />
    case 'network':
      return <NetworkPage />
    case 'genuine':
      return <GenuinePage />
    case 'contract':
      return <ContractPage />
    case 'start':
      return <StartPage />
    case 'home':
      return <HomePage />
  }
}
