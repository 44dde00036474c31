/** What a browser may show in its own window: types that it draws without running anything. */
const drawable = new Set(['application/pdf', 'image/jpeg', 'image/png', 'text/plain'])

/**
 * Headers of an answer that carries a file.
 *
 * The name goes out twice: in UTF-8 for browsers (RFC 6266, RFC 8187), in plain letters for programs that
 * know no better. Nothing is shown inside the page but what cannot carry script, whatever `inline` says.
 */
export function downloadHeaders(name: string, mediaType: string, inline = false): Record<string, string> {
  const type = mediaType.split(';')[0]!.trim().toLowerCase()
  const shown = inline && drawable.has(type)
  const full = cleaned(name)
  return {
    'content-type': mediaType,
    'content-disposition': `${shown ? 'inline' : 'attachment'}; filename="${plain(full)}"; filename*=UTF-8''${encoded(full)}`,
    'x-content-type-options': 'nosniff',
    // The sandbox would also switch off the browser's own viewer of PDF files.
    'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; ${
      type === 'application/pdf' && shown ? "object-src 'self'" : 'sandbox'
    }`,
  }
}

/** No header can be broken by it, no folder left, no direction turned. */
function cleaned(name: string): string {
  const clean = name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[\\/]/g, '_')
  return clean.trim() === '' ? '文件' : clean.trim()
}

function plain(name: string): string {
  if (/^[\x20-\x7e]+$/.test(name)) return name.replace(/["%\\;]/g, '_')
  const extension = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? ''
  return `file${extension}`
}

function encoded(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
