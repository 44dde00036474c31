import { getCity } from '#modules/people/contract.ts'
import { useAnswer } from '../api/use-answer.ts'

/** How the city calls itself and its platform; plain words until the answer is there. */
export function useCity() {
  const answer = useAnswer(getCity, {}, { topics: ['setting'], fresh: 10 * 60_000 })
  return (
    answer.data ?? {
      name: '',
      bareName: '',
      portalTitle: '',
      workspaceTitle: '营商环境工作平台',
      brand: '',
      brandMeaning: [] as string[],
      issuingBody: '',
      documentNumberPrefix: '',
      hotline: '',
    }
  )
}
