import { type ModulePages, page } from '#workspace/page.ts'

const permissions = ['suggestions.read']

export const suggestionPages: ModulePages = {
  pages: [
    page({
      path: '/suggestions',
      title: '公众意见',
      load: () => import('./SuggestionListPage.tsx'),
      permissions,
      menu: { group: 'office', order: 40 },
      key: 's',
      words: '投诉 建议 咨询 表扬 群众 企业 答复',
    }),
    page({
      path: '/suggestions/:id',
      title: '公众意见',
      load: () => import('./SuggestionPage.tsx'),
      permissions,
    }),
  ],
  acts: { suggestion: async () => (await import('./act-on-suggestion.ts')).act },
}
