import { median, spread } from './figures.ts'

export interface Contest {
  application: number
  limit: number
  /** Of the medians. */
  ratio: number
  /** Of the ratios of the rounds, each taken within seconds. */
  spread: string
}

/** Runs both by turns and compares; figures are per second, more is better. */
export async function contest(
  rounds: number,
  application: () => Promise<number>,
  limit: () => Promise<number>,
): Promise<Contest> {
  const [ours, least]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    // Who begins changes, so that a machine that slows down favours neither.
    if (round % 2 === 0) ours.push(await application())
    least.push(await limit())
    if (round % 2 === 1) ours.push(await application())
  }
  return {
    application: median(ours),
    limit: median(least),
    ratio: median(ours) / median(least),
    spread: spread(ours.map((figure, round) => figure / least[round]!)),
  }
}
