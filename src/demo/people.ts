export type DemoRole =
  | 'dispatcher'
  | 'dispatch-head'
  | 'liaison'
  | 'unit-leader'
  | 'city-leader'
  | 'secrecy-reviewer'
  | 'district-dispatcher'
  | 'system-admin'
  | 'security-admin'
  | 'audit-admin'

export const roleLabels: Readonly<Record<DemoRole, string>> = {
  dispatcher: '调度员',
  'dispatch-head': '调度负责人',
  liaison: '联络员',
  'unit-leader': '单位领导',
  'city-leader': '市领导',
  'secrecy-reviewer': '保密审查员',
  'district-dispatcher': '旗区调度员',
  'system-admin': '系统管理员',
  'security-admin': '安全管理员',
  'audit-admin': '审计管理员',
}

export interface DemoPost {
  readonly unitCode: string
  readonly role: DemoRole
  readonly title: string
}

export interface DemoPerson {
  readonly name: string
  /** The name in pinyin, as it is typed at sign-in. */
  readonly signInName: string
  /** From a block that no operator gives out: 1990000 and four digits. */
  readonly phone: string
  readonly posts: readonly DemoPost[]
}

type Post = readonly [unitCode: string, role: DemoRole, title: string]
type Row = readonly [name: string, signInName: string, ...posts: Post[]]

const rows: readonly Row[] = [
  // City leaders and the office of the city government
  ['祁望舒', 'qiwangshu', ['SZF', 'city-leader', '市长']],
  ['阿古达木', 'agudamu', ['SZF', 'city-leader', '常务副市长']],
  ['卢景澄', 'lujingcheng', ['SZF', 'city-leader', '副市长（分管营商环境）']],
  ['萨仁格日乐', 'sarengerile', ['SZF', 'city-leader', '副市长（分管工业和科技）']],
  ['牛敬轩', 'niujingxuan', ['SZF', 'unit-leader', '市政府秘书长'], ['ZFB', 'unit-leader', '办公室主任']],
  ['贺知远', 'hezhiyuan', ['SZF', 'liaison', '市政府督查室一级主任科员'], ['ZFB', 'liaison', '督查室联络员']],
  ['麻雨桐', 'mayutong', ['ZFB', 'secrecy-reviewer', '政务公开科科长']],
  ['边少聪', 'bianshaocong', ['ZFB', 'audit-admin', '电子政务科四级主任科员']],
  // Dispatch centre
  ['辛若谷', 'xinruogu', ['DDZX', 'dispatcher', '调度一科科长']],
  ['乌力罕', 'wulihan', ['DDZX', 'dispatcher', '调度一科科员']],
  ['苗予安', 'miaoyuan', ['DDZX', 'dispatcher', '调度二科科员']],
  [
    '冉庭芳',
    'rantingfang',
    ['DDZX', 'dispatch-head', '副主任（分管调度）'],
    ['DDZX', 'unit-leader', '副主任'],
  ],
  ['仇伯谦', 'qiuboqian', ['DDZX', 'dispatch-head', '综合协调科科长']],
  ['计秋实', 'jiqiushi', ['DDZX', 'liaison', '政策研究科科员']],
  ['敖登花', 'aodenghua', ['DDZX', 'secrecy-reviewer', '综合协调科副科长']],
  ['沃子墨', 'wozimo', ['DDZX', 'system-admin', '信息科科员']],
  // Party bodies
  ['谷思勉', 'gusimian', ['ZZB', 'unit-leader', '副部长']],
  ['童可欣', 'tongkexin', ['ZZB', 'liaison', '人才科科长']],
  ['段立衡', 'duanliheng', ['ZFW', 'unit-leader', '副书记']],
  ['庞月明', 'pangyueming', ['ZFW', 'liaison', '执法监督科科员']],
  ['门德巴雅', 'mendebaya', ['BB', 'unit-leader', '副主任']],
  ['左清妍', 'zuoqingyan', ['BB', 'liaison', '体制改革科科员']],
  ['简维桢', 'jianweizhen', ['JRB', 'unit-leader', '常务副主任']],
  ['穆嘉禾', 'mujiahe', ['JRB', 'liaison', '地方金融科科长']],
  // Departments of the city government
  ['曲鸿逵', 'quhongkui', ['FGW', 'unit-leader', '主任']],
  ['巩丽娅', 'gongliya', ['FGW', 'unit-leader', '副主任（分管信用和招投标）']],
  ['费一鸣', 'feiyiming', ['FGW', 'liaison', '营商环境科科长']],
  ['呼斯楞', 'husileng', ['FGW', 'liaison', '财金和信用建设科科员']],
  ['郎振业', 'langzhenye', ['GXJ', 'unit-leader', '局长']],
  ['窦书瑶', 'doushuyao', ['GXJ', 'liaison', '中小企业科科长']],
  ['明安图雅', 'mingantuya', ['GXJ', 'liaison', '运行监测科科员']],
  ['詹克诚', 'zhankecheng', ['KJJ', 'unit-leader', '局长']],
  ['车晓棠', 'chexiaotang', ['KJJ', 'liaison', '成果转化科副科长']],
  ['靳守谅', 'jinshouliang', ['GAJ', 'unit-leader', '副局长']],
  ['柏霖', 'bailin', ['GAJ', 'liaison', '法制支队政务服务民警']],
  ['朝伦', 'chaolun', ['GAJ', 'liaison', '交通管理支队秘书科民警']],
  ['宫允和', 'gongyunhe', ['SFJ', 'unit-leader', '局长']],
  ['俞静姝', 'yujingshu', ['SFJ', 'liaison', '行政执法协调监督科科长']],
  ['海日汗', 'hairihan', ['SFJ', 'liaison', '公共法律服务科科员']],
  ['倪崇文', 'nichongwen', ['CZJ', 'unit-leader', '副局长']],
  ['蔺晚晴', 'linwanqing', ['CZJ', 'liaison', '政府采购管理科科长']],
  ['隋宇航', 'suiyuhang', ['CZJ', 'liaison', '企业科科员']],
  ['康德厚', 'kangdehou', ['RSJ', 'unit-leader', '局长']],
  ['其木格日', 'qimugeri', ['RSJ', 'liaison', '就业促进科科长']],
  ['祝思齐', 'zhusiqi', ['RSJ', 'liaison', '职业能力建设科科员']],
  ['屈长川', 'quchangchuan', ['ZRZY', 'unit-leader', '局长']],
  ['米雪飞', 'mixuefei', ['ZRZY', 'unit-leader', '副局长（分管不动产登记）']],
  ['骆亦凡', 'luoyifan', ['ZRZY', 'liaison', '行政审批科科长']],
  ['乐小满', 'yuexiaoman', ['ZRZY', 'liaison', '不动产登记中心业务科科员']],
  ['桑学礼', 'sangxueli', ['STHJ', 'unit-leader', '局长']],
  ['那日苏荣', 'narisurong', ['STHJ', 'liaison', '环境影响评价科科长']],
  ['闵国桢', 'minguozhen', ['ZJJ', 'unit-leader', '局长']],
  ['解文韬', 'xiewentao', ['ZJJ', 'unit-leader', '副局长（分管工程审批改革）']],
  ['褚丹青', 'chudanqing', ['ZJJ', 'liaison', '行政审批服务科科长']],
  ['岳嵩', 'yuesong', ['ZJJ', 'liaison', '城市建设科科员']],
  ['巴彦苏', 'bayansu', ['ZJJ', 'liaison', '公用事业科科员']],
  ['农兆丰', 'nongzhaofeng', ['JTJ', 'unit-leader', '局长']],
  ['和静怡', 'hejingyi', ['JTJ', 'liaison', '运输管理科科长']],
  ['宝音德力', 'baoyindeli', ['JTJ', 'liaison', '综合规划科科员']],
  ['欧书勤', 'oushuqin', ['SWJ', 'unit-leader', '局长']],
  ['阮星辰', 'ruanxingchen', ['SWJ', 'liaison', '对外贸易科科长']],
  ['商立夏', 'shanglixia', ['SWJ', 'liaison', '市场体系建设科科员']],
  ['耿以宁', 'gengyining', ['SCJG', 'unit-leader', '局长']],
  ['席慕言', 'ximuyan', ['SCJG', 'unit-leader', '副局长（分管知识产权）']],
  ['甄若兰', 'zhenruolan', ['SCJG', 'liaison', '登记注册科科长']],
  ['朝格巴图', 'chaogebatu', ['SCJG', 'liaison', '信用监督管理科科员']],
  ['佘小溪', 'shexiaoxi', ['SCJG', 'liaison', '知识产权促进科科员']],
  ['伏承祖', 'fuchengzu', ['SCJG', 'liaison', '反垄断和公平竞争科科长']],
  ['傅明谦', 'fumingqian', ['ZSJ', 'unit-leader', '局长']],
  ['经纬岚', 'jingweilan', ['ZSJ', 'unit-leader', '副局长（分管数据管理）']],
  ['丛安然', 'conganran', ['ZSJ', 'liaison', '政务服务科科长']],
  ['德力格', 'delige', ['ZSJ', 'liaison', '数据资源科科员']],
  ['訾含章', 'zihanzhang', ['ZSJ', 'liaison', '政务热线管理科科长']],
  ['仲夏阳', 'zhongxiayang', ['ZSJ', 'security-admin', '网络安全科科员']],
  ['薄怀瑾', 'bohuaijin', ['JYZX', 'unit-leader', '主任']],
  ['翁雅琴', 'wengyaqin', ['JYZX', 'liaison', '交易服务科科长']],
  // Vertical units
  ['雷定邦', 'leidingbang', ['SHUIWU', 'unit-leader', '副局长']],
  ['舒畅然', 'shuchangran', ['SHUIWU', 'liaison', '纳税服务科科长']],
  ['图门乌', 'tumenwu', ['SHUIWU', 'liaison', '货物和劳务税科科员']],
  ['池海峰', 'chihaifeng', ['HG', 'unit-leader', '副关长']],
  ['华露微', 'hualuwei', ['HG', 'liaison', '综合业务科科长']],
  ['庄启泰', 'zhuangqitai', ['RMYH', 'unit-leader', '副行长']],
  ['应佳怡', 'yingjiayi', ['RMYH', 'liaison', '货币信贷科科长']],
  ['柴万钧', 'chaiwanjun', ['JGFJ', 'unit-leader', '副局长']],
  ['凤依林', 'fengyilin', ['JGFJ', 'liaison', '普惠金融科科长']],
  ['索振北', 'suozhenbei', ['XFJY', 'unit-leader', '副支队长']],
  ['连小北', 'lianxiaobei', ['XFJY', 'liaison', '防火监督科参谋']],
  // Court, procuratorate, power supply
  ['国正庭', 'guozhengting', ['ZY', 'unit-leader', '副院长']],
  ['晏采薇', 'yancaiwei', ['ZY', 'liaison', '审判管理办公室法官助理']],
  ['扎力根', 'zhaligen', ['ZY', 'liaison', '民事审判第二庭法官助理']],
  ['公羊澈', 'gongyangche', ['JCY', 'unit-leader', '副检察长']],
  ['别明哲', 'biemingzhe', ['JCY', 'liaison', '第四检察部检察官助理']],
  ['钮广源', 'niuguangyuan', ['GDGS', 'unit-leader', '副总经理']],
  ['茹小冬', 'ruxiaodong', ['GDGS', 'liaison', '市场营销部专责']],
  // Districts, banners and the park
  ['莫敬之', 'mojingzhi', ['WCZF', 'unit-leader', '区委常委、副区长']],
  ['蒲晓月', 'puxiaoyue', ['WCZF', 'liaison', '区营商环境服务中心科员']],
  ['东方策', 'dongfangce', ['WCZF', 'district-dispatcher', '区营商环境服务中心副主任']],
  ['古怀远', 'guhuaiyuan', ['LCZF', 'unit-leader', '副区长']],
  ['云其格', 'yunqige', ['LCZF', 'liaison', '区发展改革委科员']],
  ['时念慈', 'shinianci', ['LCZF', 'district-dispatcher', '区发展改革委副主任']],
  ['布和朝克', 'buhechaoke', ['QGLZF', 'unit-leader', '副旗长']],
  ['杭晓雯', 'hangxiaowen', ['QGLZF', 'liaison', '旗政务服务局科员']],
  ['纪远帆', 'jiyuanfan', ['QGLZF', 'district-dispatcher', '旗政府督查室主任']],
  ['额尔德木', 'eerdemu', ['BYCZF', 'unit-leader', '副旗长']],
  [
    '红格尔珠',
    'honggeerzhu',
    ['BYCZF', 'liaison', '旗发展改革委科员'],
    ['BYCZF', 'district-dispatcher', '旗营商办负责人'],
  ],
  ['苍明礼', 'cangmingli', ['WLDZF', 'unit-leader', '副旗长']],
  ['娜布其雅', 'nabuqiya', ['WLDZF', 'liaison', '旗政府办科员']],
  ['郜一凡', 'gaoyifan', ['WLDZF', 'district-dispatcher', '旗政府办副主任']],
  ['盛其昌', 'shengqichang', ['HRQZF', 'unit-leader', '副旗长']],
  [
    '塔拉珠',
    'talazhu',
    ['HRQZF', 'liaison', '旗工信和科技局科员'],
    ['HRQZF', 'district-dispatcher', '旗营商办科员'],
  ],
  ['牧仁苏', 'murensu', ['EETZF', 'unit-leader', '副旗长']],
  [
    '焦念真',
    'jiaonianzhen',
    ['EETZF', 'liaison', '旗政务服务局科员'],
    ['EETZF', 'district-dispatcher', '旗政务服务局副局长'],
  ],
  ['党修远', 'dangxiuyuan', ['SJTZF', 'unit-leader', '副旗长']],
  ['格根宝', 'gegenbao', ['SJTZF', 'liaison', '旗发展改革委科员']],
  ['沙若水', 'sharuoshui', ['SJTZF', 'district-dispatcher', '旗发展改革委副主任']],
  ['哈斯尔敦', 'hasierdun', ['SJTQZF', 'unit-leader', '副旗长']],
  [
    '栗文心',
    'liwenxin',
    ['SJTQZF', 'liaison', '旗政府办科员'],
    ['SJTQZF', 'district-dispatcher', '旗政府督查室副主任'],
  ],
  ['司徒霁', 'situji', ['YGZF', 'unit-leader', '管委会副主任']],
  ['房新雨', 'fangxinyu', ['YGZF', 'liaison', '企业服务局科员']],
  ['乌云嘎', 'wuyunga', ['YGZF', 'district-dispatcher', '企业服务局局长']],
]

/** The people of the sample city; no name was taken from a real office-holder. */
export const people: readonly DemoPerson[] = rows.map(([name, signInName, ...posts], index) => ({
  name,
  signInName,
  phone: `1990000${String(1001 + index)}`,
  posts: posts.map(([unitCode, role, title]) => ({ unitCode, role, title })),
}))
