import { PageHeader } from '../pieces/PageHeader.tsx'

export default function InboxPage() {
  return <PageHeader title="现在要办" />
}
