import { useEffect } from 'react'
import { useCity } from './city.ts'

/** Tells the document what the platform is called, for the titles of tabs. */
export function CityName() {
  const { workspaceTitle } = useCity()
  useEffect(() => {
    document.documentElement.dataset.workspace = workspaceTitle
    if (document.title === '工作平台') document.title = workspaceTitle
  }, [workspaceTitle])
  return null
}
