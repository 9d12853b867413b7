import type { ReactNode } from 'react'

/** Our own icons: one stroke of 2 on a field of 24, round ends, in the colour of the text. */
const shapes = {
  home: <path d="M4 11l8-7 8 7v8.5H4zM10 19.5v-6h4v6" />,
  alerts: <path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10.5 21h3" />,
  requests: <path d="M4 5h16v11h-9l-4 4v-4H4zM8 9h8M8 12h5" />,
  help: (
    <path d="M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.5v.1" />
  ),
  checks: <path d="M6 4.5h12v16H6zM9.5 3h5v3h-5zM9 13l2.2 2.2L15.5 10.5" />,
  papers: <path d="M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 15.5h6" />,
  contract: <path d="M4 6h16v12H4zM7.5 14.5l2-2 2 2 2-2 2 2M7.5 9.5h5" />,
  settings: <path d="M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4M4 12h3M11 12h9M9 10v4" />,
  more: <path d="M5 12h.1M12 12h.1M19 12h.1" />,
  phone: (
    <path d="M6.5 3.5l3 .5 1 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1 .5 3c0 1-1 2-2 2A15.5 15.5 0 0 1 4.5 5.5c0-1 1-2 2-2z" />
  ),
  car: (
    <path d="M3.5 16v-4l2-5h10l3.5 4.5 1.5 1V16h-2M8 16h7M3.5 16h.5M6 7.5V12h12M6 14a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM17 14a2 2 0 1 0 0 4 2 2 0 0 0 0-4z" />
  ),
  close: <path d="M6 6l12 12M18 6L6 18" />,
  search: <path d="M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l5 5" />,
  back: <path d="M14 5l-7 7 7 7" />,
  open: <path d="M10 5l7 7-7 7" />,
  eye: (
    <path d="M2.5 12s3.5-6 9.5-6 9.5 6 9.5 6-3.5 6-9.5 6-9.5-6-9.5-6zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z" />
  ),
  eyeOff: (
    <path d="M4 4l16 16M9 6.5A9 9 0 0 1 12 6c6 0 9.5 6 9.5 6a16 16 0 0 1-3 3.5M6 8.2A15 15 0 0 0 2.5 12s3.5 6 9.5 6a9.3 9.3 0 0 0 3.5-.7" />
  ),
  hourglass: (
    <path d="M7 3.5h10M7 20.5h10M8 3.5c0 5 8 6 8 8.5s-8 3.5-8 8.5M16 3.5c0 5-8 6-8 8.5s8 3.5 8 8.5" />
  ),
  done: <path d="M5 12.5l4.5 4.5L19 7.5" />,
  dont: <path d="M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM6 6l12 12" />,
  practice: <path d="M4 20l1-4L16 5l3 3L8 19zM14 7l3 3" />,
  urgent: <path d="M8.5 3h7L21 8.5v7L15.5 21h-7L3 15.5v-7zM12 7.5v5.5M12 16.5v.1" />,
  check: <path d="M12 3.5L21.5 20.5h-19zM12 10v5M12 17.8v.1" />,
  notice: <path d="M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v6M12 7.5v.1" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof shapes

/** A picture beside words; it says nothing itself, so readers skip it. `size` in pixels at 100 % text. */
export const Icon = ({ name, size = 24 }: { name: IconName; size?: number }) => (
  <svg
    className="icon"
    width={`${size / 16}rem`}
    height={`${size / 16}rem`}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth={name === 'more' ? 3 : 2}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    {shapes[name]}
  </svg>
)
