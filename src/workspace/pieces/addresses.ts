/** Where the workspace lies. */
export const base = '/workspace'

/** `/workspace/tasks` and `/tasks` are the same page; the latter is how the workspace itself calls it. */
export const below = (address: string): string =>
  address === base ? '/' : address.startsWith(`${base}/`) ? address.slice(base.length) : address
