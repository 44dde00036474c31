import { downloadHeaders } from '#kernel/files/download.ts'
import { Refusal } from '#kernel/refusal.ts'
import { getPublicFile } from '../services/reading.ts'

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** A file that was approved together with a note. Its bytes never change, but it may be taken back. */
export async function answerFile(context: { req: { param: (name: string) => string } }): Promise<Response> {
  const id = context.req.param('id')
  if (!isId(id)) throw new Refusal('not-found', '没有这份公开附件，请从任务页面打开。')
  const file = await getPublicFile(id)
  return new Response(file.body as Uint8Array<ArrayBuffer>, {
    headers: {
      ...downloadHeaders(file.name, file.mediaType, file.inline),
      'cache-control': 'public, max-age=0, s-maxage=60, must-revalidate',
    },
  })
}
