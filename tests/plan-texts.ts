/** Plans as a city prints them, for tests: each text differs, because the same file is taken once only. */

export interface PrintedMeasure {
  title: string
  lead?: string
  partners?: string
  deadline?: string
}

let printed = 0

/** The lines of a plan with one action and one field. */
export function planText(measures: readonly PrintedMeasure[], title = '澄江市优化营商环境行动方案'): string {
  printed += 1
  const lines = measures.flatMap(({ title: name, lead, partners, deadline }, i) => [
    `${i + 1}.${name}。对第${printed}批第${i + 1}类事项压缩办理时限，公开办理结果。`,
    ...(lead ? [`牵头单位：${lead}`] : []),
    ...(partners ? [`配合单位：${partners}`] : []),
    ...(deadline ? [`完成时限：${deadline}`] : []),
  ])
  return [title, '（2026年）', '一、优化政务服务', '（一）提升办事效率', ...lines].join('\n')
}

export const planFile = (text: string, name = '方案.txt'): File =>
  new File([text], name, { type: 'text/plain' })
