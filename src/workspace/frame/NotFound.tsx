import { EmptyState } from '../pieces/EmptyState.tsx'
import { GoTo } from '../pieces/GoTo.tsx'

export function NotFound() {
  return (
    <EmptyState whole title="没有这个页面" action={<GoTo to="/">回到“现在要办”</GoTo>}>
      地址可能不完整，或页面已经移走。按 Ctrl+K 可以查找任务、单位、人员和页面。
    </EmptyState>
  )
}
