import './no-eval.ts'
import '@digital-go-jp/design-tokens/dist/tokens.css'
import '../assets/styles/fonts.css'
import '../assets/styles/theme.css'
import '../assets/styles/base.css'
import './styles/shell.css'
import './styles/parts.css'
import './styles/card.css'
import './styles/request.css'
import './styles/picture.css'
import './styles/pages.css'
import './styles/narrow.css'
import './styles/special.css'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { takeDoubleClicksAsOne } from './single-click.ts'
import { connect } from './state/connection.ts'
import { createPageStore } from './state/store.ts'
import { httpTransport } from './transport/http.ts'
import { ipcTransport } from './transport/ipc.ts'

const store = createPageStore()
const client = connect(ipcTransport(window) ?? httpTransport(), store)
const root = document.getElementById('page') as HTMLElement
takeDoubleClicksAsOne(root)
createRoot(root).render(<App store={store} client={client} />)
