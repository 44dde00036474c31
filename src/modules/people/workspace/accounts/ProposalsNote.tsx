import { useAnswer } from '#workspace/api/use-answer.ts'
import { NumberLink } from '#workspace/pieces/NumberLink.tsx'
import { listPostProposals } from '../../contract.ts'

/** What waits for the security administrator. */
export default function ProposalsNote() {
  const { data } = useAnswer(listPostProposals, {}, { topics: ['session'] })
  if (!data || data.rows.length === 0) return null
  return (
    <p style={{ marginBottom: 16, fontSize: 16 }}>
      有 <NumberLink to="/post-proposals" value={data.rows.length} label="待审定的拟授岗位" />{' '}
      项拟授岗位待审定。
    </p>
  )
}
