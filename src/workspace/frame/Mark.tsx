/** Five petals around one heart: the platform's mark, in the accent. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <g fill="var(--accent)">
        {[0, 72, 144, 216, 288].map((turn) => (
          <ellipse key={turn} cx="16" cy="8.4" rx="4.6" ry="6.6" transform={`rotate(${turn} 16 16.6)`} />
        ))}
      </g>
      <circle cx="16" cy="16.6" r="2.6" fill="var(--paper)" />
    </svg>
  )
}
