import { regions } from './city.ts'

export type DemoUnitKind =
  | 'party'
  | 'government'
  | 'vertical'
  | 'judicial'
  | 'state-owned'
  | 'region'
  | 'park'

/** A name that the unit carried before, and the last day on which it did. */
export interface FormerName {
  readonly name: string
  readonly until: string
}

export interface DemoUnit {
  readonly code: string
  readonly fullName: string
  /** The official short name (规范简称). */
  readonly shortName: string
  readonly otherNames: readonly string[]
  readonly formerNames: readonly FormerName[]
  readonly kind: DemoUnitKind
  readonly parentCode: string | null
  readonly regionCode: string | null
  readonly validFrom: string
  /** Codes of the dissolved units whose duties this one took over. */
  readonly successionOf?: readonly string[]
}

/** A unit that no longer exists; its duties went to `successorCode` on the day after `validTo`. */
export interface DissolvedUnit extends DemoUnit {
  readonly validTo: string
  readonly successorCode: string
}

/** A collective name in papers, and the units that it stood for from `validFrom` on. */
export interface DemoCollective {
  readonly name: string
  readonly otherNames: readonly string[]
  readonly memberCodes: readonly string[]
  readonly validFrom: string
}

type Names = readonly [code: string, fullName: string, shortName: string, otherNames: readonly string[]]

interface Rest {
  readonly kind?: DemoUnitKind
  readonly parentCode?: string | null
  readonly formerNames?: readonly FormerName[]
  readonly validFrom?: string
  readonly successionOf?: readonly string[]
}

function unit([code, fullName, shortName, otherNames]: Names, rest: Rest = {}): DemoUnit {
  const { kind = 'government', formerNames = [], validFrom = '2019-02-01', successionOf } = rest
  const parentCode = rest.parentCode !== undefined ? rest.parentCode : kind === 'government' ? 'SZF' : null
  return {
    code,
    fullName,
    shortName,
    otherNames,
    formerNames,
    kind,
    parentCode,
    regionCode: null,
    validFrom,
    ...(successionOf ? { successionOf } : {}),
  }
}

const partyUnits: readonly DemoUnit[] = [
  unit(['ZZB', '中共瀚宁市委组织部', '市委组织部', ['组织部', '中共瀚宁市委员会组织部']], { kind: 'party' }),
  unit(['ZFW', '中共瀚宁市委政法委员会', '市委政法委', ['市委政法委员会', '政法委']], { kind: 'party' }),
  unit(['BB', '中共瀚宁市委机构编制委员会办公室', '市委编办', ['市委机构编制委员会办公室', '编办']], {
    kind: 'party',
    formerNames: [{ name: '市机构编制委员会办公室', until: '2019-01-31' }],
  }),
  unit(['JRB', '中共瀚宁市委金融委员会办公室', '市委金融办', ['市委金融委员会办公室', '市金融办']], {
    kind: 'party',
    validFrom: '2024-03-01',
    successionOf: ['JRGZB'],
  }),
]

const governmentUnits: readonly DemoUnit[] = [
  unit(['SZF', '瀚宁市人民政府', '市政府', ['市人民政府']], { parentCode: null, validFrom: '2001-06-01' }),
  unit(['ZFB', '瀚宁市人民政府办公室', '市政府办公室', ['市人民政府办公室', '市政府办', '政府办']]),
  unit(['DDZX', '瀚宁市营商环境调度中心', '市营商环境调度中心', ['市调度中心', '营商环境调度中心']], {
    validFrom: '2023-09-01',
    successionOf: ['TCZX'],
  }),
  unit(['FGW', '瀚宁市发展和改革委员会', '市发展改革委', ['市发展和改革委员会', '市发改委', '发改委']]),
  unit(['GXJ', '瀚宁市工业和信息化局', '市工信局', ['市工业和信息化局', '工信局']], {
    formerNames: [{ name: '市经济和信息化委员会', until: '2019-01-31' }],
  }),
  unit(['KJJ', '瀚宁市科学技术局', '市科技局', ['市科学技术局', '科技局']]),
  unit(['GAJ', '瀚宁市公安局', '市公安局', ['公安局']]),
  unit(['SFJ', '瀚宁市司法局', '市司法局', ['司法局']], {
    formerNames: [{ name: '市人民政府法制办公室', until: '2019-01-31' }],
  }),
  unit(['CZJ', '瀚宁市财政局', '市财政局', ['财政局']]),
  unit([
    'RSJ',
    '瀚宁市人力资源和社会保障局',
    '市人力资源社会保障局',
    ['市人力资源和社会保障局', '市人社局', '人社局'],
  ]),
  unit(['ZRZY', '瀚宁市自然资源局', '市自然资源局', ['市自规局', '自然资源局']], {
    formerNames: [
      { name: '市国土资源局', until: '2019-01-31' },
      { name: '市规划局', until: '2019-01-31' },
    ],
  }),
  unit(['STHJ', '瀚宁市生态环境局', '市生态环境局', ['生态环境局', '市环境局']], {
    formerNames: [{ name: '市环境保护局', until: '2019-01-31' }],
  }),
  unit(['ZJJ', '瀚宁市住房和城乡建设局', '市住房城乡建设局', ['市住房和城乡建设局', '市住建局', '住建局']]),
  unit(['JTJ', '瀚宁市交通运输局', '市交通运输局', ['市交通局', '交通运输局']]),
  unit(['SWJ', '瀚宁市商务局', '市商务局', ['商务局']], {
    formerNames: [{ name: '市商务和口岸管理局', until: '2022-12-31' }],
  }),
  unit(
    [
      'SCJG',
      '瀚宁市市场监督管理局',
      '市市场监管局',
      ['市市场监督管理局', '市市监局', '市场监管局', '市知识产权局'],
    ],
    {
      formerNames: [
        { name: '市工商行政管理局', until: '2019-01-31' },
        { name: '市质量技术监督局', until: '2019-01-31' },
      ],
    },
  ),
  unit(
    [
      'ZSJ',
      '瀚宁市政务服务与数据管理局',
      '市政务服务与数据局',
      ['市政务服务与数据管理局', '市政数局', '市政务服务和数据管理局', '市数据局'],
    ],
    {
      formerNames: [
        { name: '市行政审批和政务服务局', until: '2021-06-30' },
        { name: '市政务服务局', until: '2024-01-31' },
      ],
      successionOf: ['DSJ'],
    },
  ),
  unit(['JYZX', '瀚宁市公共资源交易中心', '市公共资源交易中心', ['市交易中心', '公共资源交易中心']], {
    parentCode: 'ZSJ',
    formerNames: [{ name: '市招标投标服务中心', until: '2020-12-31' }],
  }),
]

const verticalUnits: readonly DemoUnit[] = [
  unit(['SHUIWU', '国家税务总局瀚宁市税务局', '瀚宁税务局', ['瀚宁市税务局', '市税务局', '税务局']], {
    kind: 'vertical',
    formerNames: [
      { name: '瀚宁市国家税务局', until: '2018-07-04' },
      { name: '瀚宁市地方税务局', until: '2018-07-04' },
    ],
  }),
  unit(['HG', '中华人民共和国瀚宁海关', '瀚宁海关', ['海关']], { kind: 'vertical' }),
  unit(
    [
      'RMYH',
      '中国人民银行瀚宁市分行',
      '人民银行瀚宁市分行',
      ['人行瀚宁市分行', '人民银行瀚宁分行', '市人民银行'],
    ],
    {
      kind: 'vertical',
      formerNames: [{ name: '人民银行瀚宁市中心支行', until: '2023-08-17' }],
    },
  ),
  unit(
    [
      'JGFJ',
      '国家金融监督管理总局瀚宁监管分局',
      '瀚宁金融监管分局',
      ['金融监管总局瀚宁监管分局', '市金融监管分局'],
    ],
    {
      kind: 'vertical',
      validFrom: '2023-07-20',
      successionOf: ['YBJ'],
    },
  ),
  unit(['XFJY', '瀚宁市消防救援支队', '市消防救援支队', ['消防救援支队', '市消防支队']], {
    kind: 'vertical',
  }),
]

const otherUnits: readonly DemoUnit[] = [
  unit(['ZY', '瀚宁市中级人民法院', '市中级法院', ['市中级人民法院', '市中院', '瀚宁中院']], {
    kind: 'judicial',
  }),
  unit(['JCY', '瀚宁市人民检察院', '市检察院', ['市人民检察院', '检察院']], { kind: 'judicial' }),
  unit(
    [
      'GDGS',
      '朔原电力集团有限责任公司瀚宁供电公司',
      '瀚宁供电公司',
      ['市供电公司', '供电公司', '朔原电力瀚宁供电公司'],
    ],
    {
      kind: 'state-owned',
      formerNames: [{ name: '瀚宁电业局', until: '2020-09-30' }],
    },
  ),
]

const regionUnits: readonly DemoUnit[] = regions.map(({ code, name, kind }): DemoUnit => {
  const park = kind === 'park'
  return {
    code: `${code}ZF`,
    fullName: park ? '瀚宁云谷产业园区管理委员会' : `${name}人民政府`,
    shortName: park ? '云谷园区管委会' : `${name}政府`,
    otherNames: park ? ['云谷产业园区管委会', '云谷产业园区管理委员会', '云谷园区'] : [name],
    formerNames: park ? [{ name: '北山口工业园区管委会', until: '2022-06-30' }] : [],
    kind: park ? 'park' : 'region',
    parentCode: 'SZF',
    regionCode: code,
    validFrom: park ? '2016-04-01' : '2001-06-01',
  }
})

/** The forty units of the sample city that exist today. */
export const units: readonly DemoUnit[] = [
  ...partyUnits,
  ...governmentUnits,
  ...verticalUnits,
  ...otherUnits,
  ...regionUnits,
]

function dissolved(names: Names, validFrom: string, validTo: string, successorCode: string): DissolvedUnit {
  const successor = units.find((each) => each.code === successorCode)
  return { ...unit(names, { validFrom, kind: successor?.kind ?? 'government' }), validTo, successorCode }
}

/** Units that were dissolved or merged; older papers still name them. */
export const dissolvedUnits: readonly DissolvedUnit[] = [
  dissolved(
    ['TCZX', '瀚宁市投资促进服务中心', '市投资促进服务中心', ['市投促中心']],
    '2019-02-01',
    '2023-08-31',
    'DDZX',
  ),
  dissolved(
    ['DSJ', '瀚宁市大数据发展局', '市大数据局', ['市大数据发展局', '大数据局']],
    '2019-02-01',
    '2024-01-31',
    'ZSJ',
  ),
  dissolved(
    ['JRGZB', '瀚宁市金融工作办公室', '市金融工作办', ['市金融工作办公室']],
    '2019-02-01',
    '2024-02-29',
    'JRB',
  ),
  dissolved(
    ['YBJ', '中国银行保险监督管理委员会瀚宁监管分局', '瀚宁银保监分局', ['银保监会瀚宁监管分局']],
    '2019-01-10',
    '2023-07-19',
    'JGFJ',
  ),
]

const departments = governmentUnits
  .filter(({ code }) => !['SZF', 'JYZX'].includes(code))
  .map(({ code }) => code)

export const collectives: readonly DemoCollective[] = [
  {
    name: '各旗区人民政府',
    otherNames: ['各旗区', '各旗区政府', '各旗（区）人民政府'],
    memberCodes: regionUnits.filter(({ kind }) => kind === 'region').map(({ code }) => code),
    validFrom: '2001-06-01',
  },
  {
    name: '市直各部门',
    otherNames: ['市直有关部门', '市直相关部门', '市级各有关部门', '市各有关部门'],
    memberCodes: departments,
    validFrom: '2024-02-01',
  },
  {
    name: '各招标投标行政监督部门',
    otherNames: ['各招投标行政监督部门'],
    memberCodes: ['FGW', 'GXJ', 'ZRZY', 'ZJJ', 'JTJ'],
    validFrom: '2021-07-01',
  },
  {
    name: '各涉企行政执法部门',
    otherNames: ['各涉企行政执法单位', '各行政执法部门'],
    memberCodes: ['GAJ', 'RSJ', 'ZRZY', 'STHJ', 'ZJJ', 'JTJ', 'SWJ', 'SCJG', 'XFJY'],
    validFrom: '2024-02-01',
  },
  {
    name: '各行业主管部门',
    otherNames: ['行业主管部门'],
    memberCodes: ['FGW', 'GXJ', 'KJJ', 'ZJJ', 'JTJ', 'SWJ', 'SCJG'],
    validFrom: '2019-02-01',
  },
]
