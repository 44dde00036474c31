export interface MarkProps {
  size?: number
  /** Only this petal (0 to 4, clockwise from the top) is in the accent; absent: all are. */
  petal?: number
}

/** Five petals around one heart: the platform's mark, in the accent. */
export function Mark({ size = 24, petal }: MarkProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      {[0, 1, 2, 3, 4].map((index) => (
        <ellipse
          key={index}
          cx="16"
          cy="8.4"
          rx="4.6"
          ry="6.6"
          transform={`rotate(${index * 72} 16 16.6)`}
          fill={petal === undefined || petal === index ? 'var(--accent)' : 'var(--hairline)'}
        />
      ))}
      <circle cx="16" cy="16.6" r="2.6" fill="var(--paper)" />
    </svg>
  )
}
