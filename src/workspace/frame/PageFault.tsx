import { Button } from 'antd'
import { Component, type ReactNode } from 'react'
import { EmptyState } from '../pieces/EmptyState.tsx'

/** A page that breaks does not take the frame with it. */
export class PageFault extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <div role="alert">
        <EmptyState
          whole
          title="这个页面没有打开"
          action={<Button onClick={() => window.location.reload()}>重新打开</Button>}
        >
          可能是网络中断，或平台刚刚更新过。重新打开即可；如仍不行，请把本页地址告知调度中心。
        </EmptyState>
      </div>
    )
  }
}
