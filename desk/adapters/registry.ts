import type { Adapter } from './adapter.ts'
import type { HandoverConfig } from './config.ts'

/** Makes the adapter of one entry; its library is loaded only when it is used. */
export const createAdapter = async (config: HandoverConfig): Promise<Adapter> => {
  switch (config.type) {
    case 'zammad':
      return (await import('./zammad.ts')).createZammad(config)
    case 'kintone':
      return (await import('./kintone.ts')).createKintone(config)
    case 'mail':
      return (await import('./mail.ts')).createMail(config)
    case 'webhook':
      return (await import('./webhook.ts')).createWebhook(config)
  }
}
