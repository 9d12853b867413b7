/** The app's own mark beside its name; the same drawing as `assets/icons/icon.svg`. */
export const AppMark = () => (
  <svg className="app-mark" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
    <rect x="2" y="2" width="60" height="60" rx="14" fill="#0055ad" />
    <path
      fill="#fff"
      fillRule="evenodd"
      d="M19 12H45A7 7 0 0 1 52 19V31A7 7 0 0 1 45 38H36L26 46V38H19A7 7 0 0 1 12 31V19A7 7 0 0 1 19 12ZM22.5 24.5 29.5 31.5 42 19 38.8 15.8 29.5 25.1 25.7 21.3Z"
    />
    <path fill="#ffd24d" d="M10 46H18L22 51H42L46 46H54V52A4 4 0 0 1 50 56H14A4 4 0 0 1 10 52Z" />
  </svg>
)
