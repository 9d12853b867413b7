import { createHash } from 'node:crypto'
import { Agent } from 'node:https'
import { type ConnectionOptions, connect } from 'node:tls'
import { pinText } from '../contract/desk.ts'

/**
 * HTTPS to a desk on a LAN without a public certificate: whoever holds the key that the activation code names is the
 * desk, whatever the certificate says. The socket is handed out only after that check, so no token ever goes to
 * anybody else.
 */
export const createPinnedAgent = (pin: string): Agent => {
  // A resumed session shows no certificate to check.
  const agent = new Agent({ keepAlive: true, maxCachedSessions: 0 })
  const createConnection = (
    options: ConnectionOptions,
    done: (error: Error | null, socket?: unknown) => void,
  ) => {
    const socket = connect({ ...options, rejectUnauthorized: false, minVersion: 'TLSv1.2' })
    const fail = (error: Error) => done(error)
    socket.once('error', fail)
    socket.once('secureConnect', () => {
      const key = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' })
      socket.off('error', fail)
      if (key && pinText(createHash('sha256').update(key).digest()) === pin) return done(null, socket)
      socket.destroy()
      done(new Error('the desk shows another key than the activation code names'))
    })
    return undefined
  }
  return Object.assign(agent, { createConnection })
}
