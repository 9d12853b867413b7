import { AddressNames } from '../parts/address-names.tsx'
import { BackLink, Nothing } from '../parts/screen-head.tsx'
import { UtmForm } from '../parts/utm-form.tsx'
import { useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { dayAndTime } from '../words/dates.ts'
import { Words } from '../words/phrases.tsx'

/** The office's network box: what it told today, what names machines have, how it is heard. */
export const NetworkPage = () => {
  const t = useText()
  const { network, settings } = useSnapshot()
  const when = (at: string) => dayAndTime(at, t.language)
  const lines = network
    ? [
        network.since ? t('network.since', { time: when(network.since) }) : t('network.never'),
        network.lastLineAt ? t('network.last', { time: when(network.lastLineAt) }) : null,
        t('network.lines', { count: network.linesToday }),
        t('network.today', { count: network.blockedToday }),
        network.unreadableToday > 0
          ? t('network.unreadable', { count: network.unreadableToday })
          : network.linesToday > 0
            ? t('network.allRead')
            : null,
      ].filter((line) => line !== null)
    : []
  return (
    <>
      <BackLink href={hashOf('settings')}>{t('settings.title')}</BackLink>
      <h1>
        <Words>{t('network.title')}</Words>
      </h1>
      {!network && <Nothing title={t('network.off')} />}
      {lines.map((line) => (
        <p key={line}>
          <Words>{line}</Words>
        </p>
      ))}
      <ul className="dots">
        {network?.devices.map((d) => (
          <li key={d.id}>
            <Words>
              {t('network.device', {
                name: `${[d.vendor, d.product].filter(Boolean).join(' ') || t('network.unknownDevice')} ${d.id}`,
                count: d.lines,
              })}
            </Words>
          </li>
        ))}
      </ul>
      <AddressNames names={settings.utm.names} />
      <UtmForm utm={settings.utm} />
    </>
  )
}
