import type { Knowledge } from '../reading/plan-reading.ts'

/** A small table of units of the invented city 瀚宁市, for the documents that need one. */
export const hanning: Knowledge = {
  units: [
    {
      id: 'sjj',
      fullName: '瀚宁市市场监督管理局',
      shortName: '市市场监管局',
      formerNames: ['市工商行政管理局', '市工商局'],
    },
    { id: 'fgw', fullName: '瀚宁市发展和改革委员会', shortName: '市发展改革委', otherNames: ['市发改委'] },
    {
      id: 'zsj',
      fullName: '瀚宁市政务服务与数据管理局',
      shortName: '市政务服务数据局',
      otherNames: ['市政数局'],
      formerNames: ['市行政审批和政务服务局', '市大数据中心'],
    },
    { id: 'gxj', fullName: '瀚宁市工业和信息化局', shortName: '市工信局' },
    { id: 'zjj', fullName: '瀚宁市住房和城乡建设局', shortName: '市住建局' },
    { id: 'rsj', fullName: '瀚宁市人力资源和社会保障局', shortName: '市人社局' },
    { id: 'gaj', fullName: '瀚宁市公安局', shortName: '市公安局' },
    { id: 'swj', fullName: '国家税务总局瀚宁市税务局', shortName: '市税务局', otherNames: ['瀚宁税务局'] },
    { id: 'fy', fullName: '瀚宁市中级人民法院', shortName: '市中级法院', otherNames: ['市中院', '市法院'] },
    { id: 'wc', fullName: '望川区人民政府', shortName: '望川区政府' },
    { id: 'lc', fullName: '临澄区人民政府', shortName: '临澄区政府' },
    { id: 'yg', fullName: '云谷园区管理委员会', shortName: '云谷园区管委会' },
  ],
  collectives: [{ name: '各旗区人民政府', otherNames: ['各旗区'], members: ['wc', 'lc', 'yg'] }],
}
