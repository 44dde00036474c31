import type { Find } from '#workspace/page.ts'
import { listColleagues, listUnits } from '../contract.ts'

const most = 5

export const findUnits: Find = async (call, words, signal) => {
  const { rows } = await call(listUnits, { query: words }, { signal })
  return rows.slice(0, most).map(({ id, shortName, fullName }) => ({
    title: shortName,
    detail: fullName,
    to: `/units/${id}`,
  }))
}

export const findColleagues: Find = async (call, words, signal) => {
  const { rows } = await call(listColleagues, { query: words, size: most }, { signal })
  return rows.map(({ name, posts }) => ({
    title: name,
    detail: posts
      .map(({ unitShortName, roleLabel, title }) => `${unitShortName} ${title || roleLabel}`)
      .join('，'),
    to: `/colleagues?q=${encodeURIComponent(name)}`,
  }))
}
