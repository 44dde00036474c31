import type { CallInputOf, Download, Endpoint } from '#kernel/endpoint.ts'
import { call } from './call.ts'

/** Fetches a file from an endpoint and hands it to the reader's downloads. */
export async function saveDownload<E extends Endpoint>(endpoint: E, input: CallInputOf<E>): Promise<string> {
  const file = (await call(endpoint, input)) as Download
  const address = URL.createObjectURL(
    new Blob([file.body as Uint8Array<ArrayBuffer>], { type: file.mediaType }),
  )
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
  // Some browsers of the 360 family read the address only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
  return file.name
}
