import { useEffect, useState } from 'react'
import type { EvidenceItem } from '../../main/contract/tools.ts'
import { Button } from '../parts/button.tsx'
import { EvidencePart } from '../parts/evidence-part.tsx'
import { Problem } from '../parts/problem.tsx'
import { BackLink } from '../parts/screen-head.tsx'
import { Tick } from '../parts/tick.tsx'
import { useAsk } from '../parts/use-ask.ts'
import { useSnapshot, useText } from '../state/page.tsx'
import { hashOf } from '../state/route.ts'
import { number } from '../words/dates.ts'
import { keepFile } from '../words/keep-file.ts'
import { Words } from '../words/phrases.tsx'

/** What the engineer may have: every part with its size, readable first, personal ones left out, only with consent. */
export const EvidencePage = ({ id }: { id: string }) => {
  const t = useText()
  const { requests } = useSnapshot()
  const list = useAsk('evidence.list')
  const pack = useAsk('evidence.pack')
  const send = useAsk('evidence.send')
  const [listing, setListing] = useState<{ listing: string; items: readonly EvidenceItem[] } | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [agreed, setAgreed] = useState(false)
  const [packed, setPacked] = useState(false)
  const collect = async () => {
    const listed = await list.run({ alertId: id })
    if (!listed) return
    setListing(listed.out)
    setChosen(new Set(listed.out.items.filter((i) => !i.personal).map((i) => i.name)))
    setAgreed(false)
    setPacked(false)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: collected once for each incident; the button collects again.
  useEffect(() => void collect(), [id])
  const choose = (name: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(name)
    else next.delete(name)
    setChosen(next)
    setPacked(false)
  }
  const choice = { listing: listing?.listing ?? '', names: [...chosen] }
  const keep = async () => {
    const made = await pack.run(choice)
    if (!made) return
    keepFile(made.out.name, { base64: made.out.base64 }, 'application/zip')
    setPacked(true)
  }
  const go = async () => {
    const sent = await send.run(choice)
    if (sent) location.hash = hashOf('requests', sent.out.requestId)
  }
  const items = listing?.items
  const size = (items ?? []).filter((i) => chosen.has(i.name)).reduce((sum, i) => sum + i.size, 0)
  const open = requests.find((r) => r.alertId === id && r.status !== 'done' && r.status !== 'cancelled')
  const ready = agreed && chosen.size > 0 && !pack.busy && !send.busy
  return (
    <>
      <BackLink href={hashOf('papers', id)}>{t('papers.back')}</BackLink>
      <h1>
        <Words>{t('evidence.title')}</Words>
      </h1>
      <p>
        <Words>{t('evidence.lead')}</Words> <Words>{t('evidence.hidden')}</Words>
      </p>
      <h2>
        <Words>{t('evidence.list')}</Words>
      </h2>
      {list.busy && (
        <p role="status">
          <Words>{t('evidence.loading')}</Words>
        </p>
      )}
      <Problem text={list.problem ?? pack.problem ?? send.problem} />
      <ul className="rows">
        {items?.map((item) => (
          <EvidencePart
            key={item.name}
            item={item}
            chosen={chosen.has(item.name)}
            choose={(on) => choose(item.name, on)}
          />
        ))}
      </ul>
      {items && (
        <>
          <p data-testid="evidence-chosen">
            <Words>
              {chosen.size === 0
                ? t('evidence.nothing')
                : t('evidence.chosen', {
                    count: chosen.size,
                    size: number(Math.ceil(size / 1024), t.language),
                  })}
            </Words>
          </p>
          <Tick on={agreed} change={setAgreed} data-testid="evidence-consent">
            {t('evidence.consent')}
          </Tick>
          <p>
            <Words>{open ? t('evidence.sendTo', { receipt: open.receipt }) : t('evidence.sendNew')}</Words>
          </p>
          <div className="actions">
            <Button look="main" isDisabled={!ready} onPress={() => void go()} data-testid="evidence-send">
              {t('evidence.send')}
            </Button>
            <Button isDisabled={!ready} onPress={() => void keep()} data-testid="evidence-pack">
              {t('evidence.pack')}
            </Button>
          </div>
          <Button
            look="quiet"
            isDisabled={list.busy}
            onPress={() => void collect()}
            data-testid="evidence-again"
          >
            {t('evidence.again')}
          </Button>
        </>
      )}
      <p role="status">
        <Words>{packed ? t('evidence.packed') : ''}</Words>
      </p>
    </>
  )
}
