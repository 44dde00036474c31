/**
 * What can be said of a printed name by its shape alone, without a table of units: whether it can be a
 * unit, whether it names a group, and whether it carries a prefix of its own (市, 区, 各, a place).
 * All patterns read folded text.
 */

const ENDING =
  /(?:局|委|办|厅|署|机关|督查室|研究室|政研室|编研室|法院|检察院|研究院|设计院|科学院|政府|公司|集团|银行|分行|支行|海关|单位|部门|管委会|委员会|办公室|中心|支队|总队|大队|中队|法制办|学校|大学|学院|专班|指挥部|领导小组|工作组|协会|商会|学会|总会|总工会|工会|工商联|残联|妇联|侨联|社科联|科协|文联|贸促会|供销社|联社|合作社|机构|企业|开发区|园区|示范区|高新区|经开区|新区|保税区|旗区|市区|区县|县区|区市|县市|区域|地区|功能区|旗县|旗|县|区|州|盟|街道|街道办|乡镇|镇街|镇|乡|村|社区|部|组|处|所|站|馆|台|局等|税务|人行|央行|金监|分局|总局|党校|院|社|委等|高院|中院|军分区|人武部|武警|联通|移动|电信|铁塔|电网|供电|燃气|热力|水务|广电|邮政|烟草|石油|团市委|团区委|团县委|团州委|团旗委|团省委|政协|人大|平台公司|库区|矿区|基地|联盟|基金会|公证处|仲裁委|律协|市委|区委|县委|旗委|州委|省委|党委|党组|纪委|监委|编委|国资|中央|地方|会)$/

/** Endings that are safe enough to cut a list at 和 or 及 behind them. */
const FIRM_ENDING =
  /(?:局|委|办|厅|署|院|政府|公司|集团|银行|分行|海关|单位|部门|会|办公室|中心|支队|总队|大队|学校|大学|学院|专班|指挥部|小组|工商联|残联|妇联|侨联|科协|机构|企业|区|县|旗|州|盟|街道|乡镇|镇街|镇|部|\)|处|台|社|市)$/

const NEVER =
  /[。!?"“”《》<>=\d%]|^(?:推进|推动|加强|加快|完善|建立|实施|开展|提升|落实|确保|实现|全面|深化|进一步|完成|力争|持续|按照|根据|以|对(?!外)|将|在|为|从)|(?:年底|工作日|措施|方案|制度|机制|以上|以下)$/

/** Whether a printed name can be a unit or a group of units. */
export function looksLikeUnit(name: string): boolean {
  const plain = withoutNotes(name)
  if (plain.length < 2 || plain.length > 30) return false
  if (isGroup(plain)) return true
  if (NEVER.test(plain.replace(/(?:12345|12315|110|12333|\d{1,2}(?:个|家))/g, ''))) return false
  return ENDING.test(plain)
}

/** Whether a list may be cut behind this name where 和 or 及 follows. */
export function endsFirmly(name: string): boolean {
  const plain = name.trim()
  return plain.length >= 2 && FIRM_ENDING.test(plain) && !/^(?:和|及|与)/.test(plain)
}

/** The name without notes in brackets at its end. */
export function withoutNotes(name: string): string {
  return name.replace(/ ?[([][^()[\]]{0,40}[)\]]$/, '').trim()
}

const GROUP = [
  /^(?:各|所有|全体|其他|其它|相关|有关|涉及|属地|所在|辖区|全[市区县州盟旗省]各|国务院(?:各|有关|相关))/,
  /^(?:全?[市区县州盟旗省]|自治区)(?:级|直|政府)?(?:各|有关|相关|直属各)/,
  /(?:各|有关|相关|成员|职能|责任|主管|行业|牵头|配合|其他|市直|区直|县直|州直|市级|县级|区级|驻.{1,4})(?:职能|责任|主管|行业|成员|直属)?(?:部门|单位|地区|地方|企业|机构|方面|委办局)(?:及单位|和单位)?$/,
  /^(?:各?(?:县|区|旗|市|州|盟|镇|乡|街道|\(|\)|、|功能区|园区|开发区|产业园区|镇街)){2,8}(?:人民政府|政府|党委|管委会|办事处|党工委)?(?:\((?:管委会|办事处)\))?$/,
  /^(?:县|区|旗|乡镇|镇|街道|镇街|属地)(?:级|直)?(?:人民)?政府$/,
  /^[省市区县州旗盟]、.{2,16}(?:部门|政府|单位|机构)$/,
  /^(?:县级市|县市区|市县区|各地|各级政府|各级人民政府)$/,
  /^驻.{1,6}(?:各)?(?:有关|相关)?(?:单位|部门|企业|机构)$/,
]

/** Names of groups: 各旗区人民政府, 市直有关部门, 州直相关单位, 县(市、区)人民政府 … */
export function isGroup(name: string): boolean {
  return GROUP.some((pattern) => pattern.test(name))
}

/** 市 as the prefix of a unit of the city, not the first character of 市场监管局 or 市容局. */
const CITY = /^市(?!场|容|域|区|政(?!府|务|协|数|法|研|审)|民(?:中心|服务|热线|卡))/
const LEVELS: [prefix: string, pattern: RegExp][] = [
  ['自治区', /^自治区(?!.{0,2}(?:州|旗|县))/],
  ['自治州', /^自治州/],
  ['省', /^省(?!际|外|内)/],
  ['州', /^州/],
  ['盟', /^盟/],
  ['市', CITY],
  ['区', /^区(?!域|块|际|内|外)/],
  ['县', /^县(?!域)/],
  ['旗', /^旗/],
  ['镇', /^镇/],
  ['乡', /^乡(?!村)/],
]

/** The level word that a name begins with (市, 区, 县 …), or null. */
export function levelOf(name: string): string | null {
  for (const [prefix, pattern] of LEVELS)
    if (pattern.test(name) && name.length > prefix.length + 1) return prefix
  return null
}

/** Whether it is a body of the party: an elided 宣传部 after 市公安局 is 市委宣传部. */
const PARTY =
  /^(?:组织部|宣传部|统战部|政法委|编办|机构编制委员会办公室|网信办|社会工作部|社工部|老干部局|改革办|巡察办|国安办|依法治[市区县州]办|财经办|直属机关工委|市直机关工委|机关工委|台办|党史研究室|讲师团|文明办|保密办|机要局|政研室|人才办)/

/** Names of the vertical and the corporate kind, which are printed without a prefix of the city. */
const OWN_NAME =
  /^(?:中国|国家|中央|中共|全国|人民银行|人行|中国人民银行|外汇|银保监|金融监管总局|证监|国网|国能|南方电网|中石|中海|工商银行|农业银行|建设银行|交通银行|团[市区县州盟旗省]委|团中央|共青团|驻|军分区|武警|华电|大唐|华能|铁路|民航|第三方|企业|行业协会|商会|协会|属地|村|社区|园区|高新区|经开区|开发区|新区|自贸|综保|保税|法院|检察院)/
const OWN_ENDING =
  /(?:管委会|开发区|园区|高新区|经开区|新区|分行|支行|海关|公司|集团|银行|大学|学院|机场|街道|街道办事处|镇|乡|镇人民政府|乡人民政府)$/

/** Whether the name needs no prefix from the names before it. `places` are names of places known here. */
export function standsAlone(name: string, places: ReadonlySet<string>): boolean {
  if (isGroup(name) || OWN_NAME.test(name) || OWN_ENDING.test(name)) return true
  for (let length = 2; length <= Math.min(5, name.length - 2); length++)
    if (places.has(name.slice(0, length))) return true
  return (
    /^[\u4e00-\u9fff]{2,4}(?:市|区|县|旗|州|盟|省)(?!场|域|块)[\u4e00-\u9fff]{2,}/.test(name) &&
    !levelOf(name)
  )
}

/** 发改 in 市发改、公安、商务等部门: the office is called by its field alone. */
const FIELD_OF_OFFICE =
  /^(?:发改|发展改革|公安|商务|财政|教育|科技|工信|民政|司法|人社|自然资源|资规|生态环境|环保|住建|城管|交通|交通运输|水利|水务|农业农村|文旅|文广旅|卫健|卫生健康|应急|应急管理|审计|国资|市场监管|统计|医保|林草|林业|税务|海关|邮政|气象|金融|政数|政务服务|大数据|行政审批|规划|信访|乡村振兴|能源|体育|人防|园林|消防|烟草|供销|供电|通信|药监|知识产权|退役军人)$/

export function isFieldOfOffice(name: string): boolean {
  return FIELD_OF_OFFICE.test(name)
}

/** The name with the prefix carried over from the names before it. */
export function withPrefix(name: string, prefix: string): string {
  return PARTY.test(name) ? `${prefix}委${name}` : `${prefix}${name}`
}

/**
 * Places by which vertical units are called (云州 for 云州海关): stems of the place names in a title,
 * in the issuing body and in the table of units.
 */
export function placesIn(texts: Iterable<string>): Set<string> {
  const places = new Set<string>()
  for (const text of texts)
    for (const match of fold4(text).matchAll(
      /(?:^|[^\u4e00-\u9fff])([\u4e00-\u9fff]{2,4}?)(?=(?:特别|壮族|回族|维吾尔|土家族|苗族|藏族|彝族|蒙古族|朝鲜族|傣族|哈萨克)*(?:自治)?(?:省|市|州|盟|县|区|旗))/g,
    ))
      places.add(match[1] ?? '')
  return places
}

function fold4(text: string): string {
  return text.replace(/关于|印发|《|》|\d{4}年?/g, ' ')
}
