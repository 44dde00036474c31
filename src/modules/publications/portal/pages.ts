import type { PortalPage } from '#kernel/module.ts'
import { aboutPage } from './about-page.ts'
import { answerFile } from './file.ts'
import { homePage } from './home-page.ts'
import { measurePage } from './measure-page.ts'
import { measuresPage } from './measures-page.ts'
import { unitPage } from './unit-page.ts'
import { unitsPage } from './units-page.ts'

export const publicPages: PortalPage[] = [
  { path: '/', menu: { label: '首页', place: 10 }, respond: homePage },
  { path: '/measures', menu: { label: '任务', place: 20 }, respond: measuresPage },
  { path: '/measures/:number', respond: measurePage },
  { path: '/units', menu: { label: '单位', place: 30 }, respond: unitsPage },
  { path: '/units/:id', respond: unitPage },
  { path: '/files/:id', respond: answerFile },
  { path: '/about', respond: aboutPage },
]
