import type { MeasureKey } from '../plan/measure.ts'

/** A unit asked to be relieved of a task before signing for it (非本单位职责). */
export interface Decline {
  readonly measure: MeasureKey
  readonly unitCode: string
  readonly as: 'lead' | 'partner'
  readonly askedOn: string
  readonly reason: string
  readonly basis: string
  readonly proposedUnitCode: string
  readonly decidedOn: string
  readonly decision: 'reassigned' | 'refused'
  readonly opinion: string
}

export const declines: readonly Decline[] = [
  {
    measure: '3.5.4',
    unitCode: 'SWJ',
    as: 'lead',
    askedOn: '2026-03-18',
    reason: '冷链集配中心和乡镇网点属于物流基础设施建设，本单位没有工程建设管理职责。',
    basis: '本单位职能配置规定中关于农村市场体系建设的条款。',
    proposedUnitCode: 'JTJ',
    decidedOn: '2026-03-20',
    decision: 'refused',
    opinion:
      '农村商贸流通体系建设为商务部门职责，道路运输环节已由配合单位承担，印发方案确定的牵头部门不作调整，请签收办理。',
  },
  {
    measure: '4.2.3',
    unitCode: 'ZFW',
    as: 'partner',
    askedOn: '2026-03-18',
    reason: '查找失联领款人需要公安机关直接协助，本单位只承担统筹协调，不掌握身份信息。',
    basis: '人民法院与公安机关执行协作的有关规定。',
    proposedUnitCode: 'GAJ',
    decidedOn: '2026-03-19',
    decision: 'reassigned',
    opinion: '理由成立，增列市公安局为配合单位承担协查工作，市委政法委继续参与协调，按程序下发补充通知。',
  },
  {
    measure: '2.2.5',
    unitCode: 'GDGS',
    as: 'partner',
    askedOn: '2026-03-17',
    reason: '小型低风险项目审批不涉及供电企业的审批权限，配合内容不明确。',
    basis: '工程建设项目审批事项清单中没有供电企业实施的事项。',
    proposedUnitCode: 'ZJJ',
    decidedOn: '2026-03-19',
    decision: 'refused',
    opinion:
      '措施包含免于办理外线接入许可，需要供电企业同步简化报装流程，配合内容已请牵头部门书面明确，请签收办理。',
  },
  {
    measure: '1.4.1',
    unitCode: 'ZSJ',
    as: 'partner',
    askedOn: '2026-03-18',
    reason: '税费远程办理中心由税务部门独立建设运行，不使用市级政务服务系统，本单位无具体配合任务。',
    basis: '税务系统信息化项目由其上级主管部门统一管理。',
    proposedUnitCode: 'SHUIWU',
    decidedOn: '2026-03-20',
    decision: 'refused',
    opinion: '远程办理中心需要接入政务服务大厅预约系统和自助终端，配合内容明确，不予退回。',
  },
]
