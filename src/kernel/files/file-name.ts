import { Refusal } from '../refusal.ts'

export type FileName = { safeName: string; extension: string }

const longestName = 120

/** What a double click starts. Hidden before another extension (`通知.exe.pdf`) it deceives whoever reads the name. */
const runnable = new Set(
  (
    'exe com bat cmd scr pif msi msp cpl dll sys hta lnk url js jse mjs vbs vbe wsf wsh ps1 psm1 reg jar apk ' +
    'sh bash py pl php phtml php3 php5 asp aspx ashx jsp jspx cgi htm html xhtml shtml mht mhtml svg svgz xml xsl ' +
    'docm dotm xlsm xltm xlam pptm iso img vhd htaccess desktop'
  ).split(' '),
)

/** Names that Windows gives to devices, with any extension. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/**
 * Judges the name under which a file was sent. Percent signs are decoded first, so that `a%2Eexe` is
 * seen for what it is.
 *
 * @throws {Refusal} a name that deceives its reader, leaves its folder or has no extension.
 */
export function checkFileName(sent: string, field: string): FileName {
  const name = decoded(sent).normalize('NFC').trim()
  const refuse = (why: string) => new Refusal('invalid', `文件名${why}，请改名后重新上传。`, { field })

  if (name === '') throw refuse('为空')
  if (!name.isWellFormed() || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\uFFFD]/u.test(name))
    throw refuse('含有不可见字符或乱码')
  if (/[\\/]/.test(name)) throw refuse('含有斜线')
  if ([...name].length > longestName) throw refuse(`超过 ${longestName} 个字`)
  if (device.test(name)) throw refuse('是系统保留名称')
  const segments = name.split('.')
  const extension = segments.pop()!.toLowerCase()
  const base = segments.join('.').trim()
  if (segments.length === 0 || base.replaceAll('.', '') === '') throw refuse('没有扩展名或只有扩展名')
  if (!/^[a-z0-9]{1,8}$/.test(extension)) throw refuse('的扩展名不规范')
  const hidden = segments.slice(1).find((segment) => runnable.has(segment.trim().toLowerCase()))
  if (hidden !== undefined) throw refuse(`含有双重扩展名“.${hidden.trim()}.${extension}”`)
  // Windows cannot keep these in a name; their full-width forms say the same.
  const kept = base.replace(/[<>:"|?*]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0))
  return { safeName: `${kept}.${extension}`, extension }
}

/** Decodes until nothing changes; a percent sign that encodes nothing (`增长20%`) stays as it is. */
function decoded(sent: string): string {
  let name = sent
  for (let round = 0; round < 5 && name.includes('%'); round += 1) {
    let next: string
    try {
      next = decodeURIComponent(name)
    } catch {
      // One broken sequence must not protect the others.
      next = name.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    }
    if (next === name) break
    name = next
  }
  return name
}
