import { useEffect } from 'react'
import { setHue } from '../theme/theme.ts'
import { useCity } from './city.ts'

const plain = '工作平台'

/** Tells the document what the platform is called, and what colour the city has. */
export function CityName() {
  const { workspaceTitle = plain, hue } = useCity()
  useEffect(() => {
    const before = document.documentElement.dataset.workspace ?? plain
    document.documentElement.dataset.workspace = workspaceTitle
    document.title = document.title.endsWith(before)
      ? document.title.slice(0, -before.length) + workspaceTitle
      : document.title
  }, [workspaceTitle])
  useEffect(() => {
    if (hue !== undefined) setHue(hue)
  }, [hue])
  return null
}
