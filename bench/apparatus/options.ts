/** `--quick`: short rounds and small tables, to see that a measurement works. */
export const quick = process.argv.includes('--quick')

/** Rounds of which the table shows the median. */
export const rounds = quick ? 1 : 5
export const roundSeconds = quick ? 1 : 4
export const warmUpSeconds = quick ? 1 : 3
export const connections = 16
