import { useLocation, useParams } from '@tanstack/react-router'
import { Suspense } from 'react'
import type { Page } from '../page.ts'
import { EmptyState } from '../pieces/EmptyState.tsx'
import { Loading } from '../pieces/Loading.tsx'
import { useMay, useMe } from '../session/me.ts'
import { PageFault } from './PageFault.tsx'
import { componentOf } from './preload.ts'

/** Draws a page of the list: its right, its code, its parameters, its faults. */
export function PageHost({ page }: { page: Page }) {
  const params = useParams({ strict: false }) as Record<string, string>
  const location = useLocation()
  const begin = new URLSearchParams(location.searchStr).get('do')
  const me = useMe()
  const may = useMay()
  if (page.permissions && !page.permissions.some(may)) {
    return (
      <EmptyState whole title={`您的岗位不能查看“${page.title}”`}>
        当前岗位是{me.post.unitShortName} {me.post.roleLabel}
        。如有其他岗位，可在右上角切换；如需授权，请联系安全管理员。
      </EmptyState>
    )
  }
  const Component = componentOf(page)
  return (
    <PageFault key={location.pathname}>
      <Suspense fallback={<Loading rows={6} />}>
        <Component params={params} embedded={false} begin={begin} />
      </Suspense>
    </PageFault>
  )
}
