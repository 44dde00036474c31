import type { Flag, Range, Severity } from './plan-reading.ts'

/** Every doubt that the reader can raise, with its weight and its sentence. */
const SENTENCES = {
  'no-lead': ['check', '未注明牵头单位，请指定'],
  'no-deadline': ['check', '未注明完成时限，请填写'],
  'no-text': ['check', '只有标题，没有具体措施'],
  'first-as-lead': ['check', '只列责任单位，按惯例以第一位为牵头单位，其余为配合单位，请确认'],
  'first-as-lead-stated': ['info', '文件写明列第一位的责任单位为牵头单位'],
  'rest-as-partners': ['check', '牵头单位之后未写明分工的单位按配合单位读取，请确认'],
  'both-roles': ['check', '牵头单位与配合单位写在一起，按第一位牵头读取，请确认'],
  'bare-list': ['check', '括号内只有单位名称，按责任单位读取，请确认'],
  'from-sentence': ['check', '责任单位取自正文末句，请确认'],
  'open-list': ['check', '单位名单后有“等”字，未列全，请补充'],
  'unknown-unit': ['error', '单位名称不在单位库中，请对应到单位'],
  'ambiguous-unit': ['error', '单位名称可对应到几个单位，请选定'],
  'guessed-unit': ['check', '单位名称按通行简称对应，请确认'],
  'former-unit': ['info', '所印为单位曾用名'],
  'restored-prefix': ['check', '单位名称前的省略字按前一单位补出，请确认'],
  'collective-open': ['check', '集合名称未对应到具体单位，请展开'],
  'not-a-unit': ['error', '责任栏中有不像单位名称的文字，请核对'],
  'deadline-from-text': ['check', '完成时限取自正文，请确认'],
  'several-duties': ['check', '同一编号下有几处责任分工，已按分工分开，请确认'],
  'inherited-duty': ['check', '本条未印责任单位，沿用上级标题所印，请确认'],
  'text-after-duty': ['info', '责任单位之后还有文字，已并入本条'],
  'numbering-gap': ['check', '编号不连续，请核对是否漏读'],
  'numbering-repeat': ['check', '编号重复，请核对'],
  'in-requirements': ['check', '列在保障措施或工作要求中，但注明了责任单位，已作为一条读取，请确认'],
  'duty-on-heading': ['check', '标题处印有责任单位，下级各条另有责任单位，请核对'],
  'hidden-row': ['check', '所在行或列在表中被隐藏，请确认是否仍然有效'],
  'copied-above': ['info', '单元格印有“同上”，内容取自上一行'],
  'blank-as-above': ['check', '单元格为空，按同上一行读取，请确认'],
  'column-unknown': ['info', '有未识别的栏目，内容保存在其他栏目中'],
  'sequence-repaired': ['check', '序号显示为小数，按顺序还原，请核对'],
  'no-duties': ['check', '全文未见责任单位，按编号读取任务，请逐条指定'],
  'children-as-text': ['info', '下级编号没有单独的责任单位，作为本条内容读取'],
  'secret-words': ['error', '出现密级字样，涉密事项不得进入本平台，请核对'],
  'tracked-changes': ['check', '文件含修订痕迹，已按接受全部修订读取，请核对'],
  'hidden-text': ['check', '文件含隐藏文字，未读入，请核对'],
  'hidden-sheet': ['check', '工作簿有隐藏的工作表，未读入，请核对'],
  'printed-twice': ['check', '正文与附件重复刊印的同一条，请保留其一'],
  'list-twice': ['error', '同一批任务在文件中刊印了两次，已全部读出，请核对后保留其一'],
  'count-decides': ['check', '下级编号是否各为一条有两种读法，已按文件所述条数取与其一致的一种，请核对'],
  'count-differs': ['error', '文件所述条数与读出的条数不一致，请核对'],
  'title-from-name': ['check', '文中未找到标题，以文件名代替'],
  'no-year': ['check', '文件未注明年度，只印月份的时限无法换算'],
  'year-guessed': ['check', '标题、文号和日期中均未见年度，取正文中出现最多的年份，请核对'],
  'broken-characters': ['check', '文件中有无法识别的字符，请与原件核对'],
  converted: ['check', '原件为旧版格式，由系统转换后读取，版式可能有出入，请与原件核对'],
  'image-content': ['check', '文件中有图片，图片中的文字未读入，请核对'],
} as const satisfies Record<string, [Severity, string]>

export type FlagCode = keyof typeof SENTENCES

/** A flag with its standing sentence, or with one that names the case. */
export function flag(code: FlagCode, span?: Range, detail?: string): Flag {
  const [severity, sentence] = SENTENCES[code]
  return {
    code,
    message: detail ? `${detail}：${sentence}` : sentence,
    severity,
    ...(span ? { span: { start: span.start, end: span.end } } : {}),
  }
}
