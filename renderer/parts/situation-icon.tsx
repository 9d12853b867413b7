import type { ReactNode } from 'react'
import type { SituationId } from '../state/situations.ts'

const screen = 'M3 5h18v11H3zM9 20h6M12 16v4'

/** One picture for each trouble, in the same stroke as the other icons. */
const shapes: Record<SituationId, ReactNode> = {
  'fake-warning': <path d={`${screen}M12 7.5v3.5M12 13.4v.1`} />,
  'remote-control': <path d="M3 5h12v9H3zM6 18h6M9 14v4M14 12l7 7M21 15v4h-4M17 4a4 4 0 0 1 4 4" />,
  'strange-login': <path d="M11 4h9v16h-9M3 12h11M10 8l4 4-4 4M17 12v.1" />,
  'virus-found': (
    <path d="M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM12 3v4M12 17v4M3 12h4M17 12h4M5.6 5.6l2.8 2.8M15.6 15.6l2.8 2.8M18.4 5.6l-2.8 2.8M8.4 15.6l-2.8 2.8" />
  ),
  'files-locked': (
    <path d="M5 3.5h8l4 4V10M5 3.5v17h6M13 3.5v4h4M13 15h8v6h-8zM15 15v-1.5a2 2 0 0 1 4 0V15" />
  ),
  'bad-talk': (
    <path d="M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM3.5 12h17M12 3.5c-5 5-5 12 0 17M12 3.5c5 5 5 12 0 17" />
  ),
  phishing: <path d="M3 7h18v10H3zM7 12h.1M11 12h.1M15 12h.1M18 10v4" />,
  'fake-boss': (
    <path d="M12 4a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM5 20.5c0-4 3-6.5 7-6.5s7 2.5 7 6.5M9.5 7.5h5" />
  ),
  'voice-phishing': (
    <path d="M6 4l2.5.5 1 3.5L7.5 9.5a10 10 0 0 0 5 5l1.5-2 3.5 1 .5 2.5c0 1-1 2-2 2A14 14 0 0 1 4 6c0-1 1-2 2-2zM14.5 4v5M17.5 2.5v8M20.5 4v5" />
  ),
  'spam-from-us': <path d="M3 6h14v10H3zM3 7l7 5 7-5M15 19h6M18.5 16.5L21 19l-2.5 2.5" />,
  'protection-off': <path d="M12 3.5l7 2.5v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6zM9 9.5l6 5M15 9.5l-6 5" />,
  'website-changed': <path d="M3 5h18v14H3zM3 9h18M6 7h.1M9 7h.1M8 16l6-4 2 2-6 3z" />,
  'mis-sent': <path d="M3 6h13v10H3zM3 7l6.5 5L16 7M17 20l4-4M17 16l4 4" />,
  lost: <path d="M7 3.5h8v12H7zM10.5 13h1M17 13.5a2.2 2.2 0 1 1 2.5 2.2c-.6.2-.9.6-.9 1.3M18.6 20v.1" />,
}

/** The picture beside a trouble's name. */
export const SituationIcon = ({ id }: { id: SituationId }) => (
  <svg
    className="icon"
    width="2.5rem"
    height="2.5rem"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth={2}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    {shapes[id]}
  </svg>
)
