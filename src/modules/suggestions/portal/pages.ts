import type { PortalPage } from '#kernel/module.ts'
import { answerFollow, followPage } from './follow-page.ts'
import { suggestPage, takeSuggestion } from './suggest-page.ts'

export const publicPages: PortalPage[] = [
  { path: '/suggest', menu: { label: '提意见', place: 40 }, respond: suggestPage },
  { method: 'POST', path: '/suggest', respond: takeSuggestion },
  { path: '/suggestions', menu: { label: '查办理', place: 50 }, respond: followPage },
  { method: 'POST', path: '/suggestions', respond: answerFollow },
]
