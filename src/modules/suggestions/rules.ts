/** Letters and digits that nobody confuses when reading, writing or dictating: no 0 O Q, 1 I L, 2 Z, 5 S, 8 B, U V. */
export const codeAlphabet = 'ACDEFGHJKMNPRTWXY34679'
export const codeLength = 12

/** `7XKP-M3RA-WDTC`, as it is shown. */
export const spacedCode = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? ''

/** What somebody typed, as it is compared: width, case, spaces and hyphens make no difference. Null: no code at all. */
export function readCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
  return code.length === codeLength && [...code].every((one) => codeAlphabet.includes(one)) ? code : null
}

/** A code out of random bytes; bytes that would favour some letters are skipped. Needs about 13, takes up to 32. */
export function codeFrom(bytes: Uint8Array): string | null {
  const fair = Math.floor(256 / codeAlphabet.length) * codeAlphabet.length
  const letters = [...bytes]
    .filter((byte) => byte < fair)
    .map((byte) => codeAlphabet[byte % codeAlphabet.length]!)
  return letters.length < codeLength ? null : letters.slice(0, codeLength).join('')
}

/** How often one source may do something. */
export const limits = {
  submit: { perHour: 10, perDay: 40 },
  /** Query codes that do not exist: a guess, or a slip of the pen. */
  follow: { perHour: 20, perDay: 60 },
} as const
export type Purpose = keyof typeof limits

/**
 * The network that counts as one source: an IPv4 address, or the /64 of an IPv6 address, because a household or a
 * phone has a whole /64 to itself.
 */
export function networkOf(address: string | null): string {
  if (!address) return 'unknown'
  const plain = address.split('%')[0]!.toLowerCase()
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)
  if (mapped) return mapped[1]!
  if (!plain.includes(':')) return plain
  const [head, tail] = plain.split('::') as [string, string | undefined]
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups =
    tail === undefined
      ? left
      : [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
