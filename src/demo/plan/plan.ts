import { action1 } from './action-1.ts'
import { action2 } from './action-2.ts'
import { action3 } from './action-3.ts'
import { action4 } from './action-4.ts'
import { action5 } from './action-5.ts'
import type { MeasureKey, PlanAction, PlanMeasure } from './measure.ts'

/** The plan of the sample city: the notice that issues it, and the text that it issues. */
export const plan = {
  notice: {
    documentNumber: '瀚政办发〔2026〕8号',
    title: '瀚宁市人民政府办公室关于印发《瀚宁市优化营商环境行动方案（5.0版）》的通知',
    addressees: '各旗区人民政府，云谷园区管委会，市人民政府各部门，各直属单位，各大企事业单位：',
    body: [
      '《瀚宁市优化营商环境行动方案（5.0版）》已经市政府2026年第4次常务会议审议通过，现印发给你们，请结合实际，认真组织实施。',
    ],
    signature: '瀚宁市人民政府办公室',
    date: '2026年3月16日',
    footnote: '（此件公开发布）',
  },
  title: '瀚宁市优化营商环境行动方案（5.0版）',
  version: '5.0',
  ordinal: 6,
  year: 2026,
  issuedOn: '2026-03-16',
  meeting: '市政府2026年第4次常务会议',
  preamble: [
    '为持续打造“暖城·五心”营商环境品牌，切实解决企业和群众办事创业中的难点堵点，更大激发经营主体活力，结合我市实际，制定本方案。',
  ],
  generalHeading: '总体要求',
  general: [
    '坚持以企业满意为标准，以数字赋能为支撑，对标国内先进地区和国际通行经贸规则，聚焦企业全生命周期需求，部署5个专项行动、23个重点领域、100条具体措施。到2026年底，全市政务服务事项网上可办率、惠企资金按期兑付率、企业诉求按期办结率均达到98%以上，经营主体总量保持平稳增长，企业获得感明显增强。',
    '各项措施由牵头部门负总责，配合单位各负其责，实行清单管理、按月调度、闭环销号，做到件件有着落、事事有回音。',
  ],
  tasksHeading: '重点任务',
  actions: [action1, action2, action3, action4, action5] as readonly PlanAction[],
  safeguardsHeading: '保障措施',
  safeguards: [
    {
      title: '加强组织领导',
      text: '市优化营商环境工作领导小组统筹推进方案实施，研究解决跨部门、跨层级的重大问题。各牵头部门主要负责同志为第一责任人，应当逐条明确分管领导、责任科室和联络员，于方案印发后5个工作日内报市营商环境调度中心备案。',
    },
    {
      title: '强化调度督办',
      text: '各牵头部门每月25日前通过营商环境工作任务调度平台填报进展。市营商环境调度中心按月通报进展、按季组织点评，对进展缓慢的下发提示单、督办函，对连续两个月未达到序时进度的提请约谈。',
    },
    {
      title: '主动接受监督',
      text: '方案各项措施和办理进展向社会公开，企业和群众可以逐条查询、提出建议和投诉。聘请营商环境体验官参与明察暗访，将企业评价作为检验工作成效的重要依据。',
    },
    {
      title: '注重总结宣传',
      text: '及时梳理可复制、可推广的经验做法，选树一批先进典型。严格控制检查考核频次，不得要求企业重复填报材料，不得将登录次数、积分等作为考核内容，切实减轻基层和企业负担。',
    },
  ],
} as const

/** Where a measure stands, with the names of its field and action. */
export interface PlacedMeasure extends PlanMeasure {
  readonly key: MeasureKey
  readonly action: string
  readonly field: string
}

/** The hundred measures in the order of the plan. */
export const measures: readonly PlacedMeasure[] = plan.actions.flatMap((action, a) =>
  action.fields.flatMap((field, f) =>
    field.measures.map(
      (measure, m): PlacedMeasure => ({
        ...measure,
        key: `${a + 1}.${f + 1}.${m + 1}`,
        action: action.name,
        field: field.name,
      }),
    ),
  ),
)
