/** The faces of an official document by the names that Word and WPS know (5.2.2, 7.2–7.5 of GB/T 9704-2012). */
export const FACE = {
  mark: '方正小标宋简体',
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  kai: '楷体_GB2312',
  hei: '黑体',
  song: '宋体',
  latin: 'Times New Roman',
} as const

export type Face = (typeof FACE)[keyof typeof FACE]

/** Fonts of a run: Chinese in `face`, Latin letters and digits in Times New Roman (local custom) unless told. */
export const fonts = (face: Face, latin: string = FACE.latin) => ({
  ascii: latin,
  hAnsi: latin,
  cs: latin,
  eastAsia: face,
})

type FontEntry = {
  name: string
  fallback: string
  family: 'roman' | 'modern' | 'script' | 'swiss'
  charset: string
}

const CHINESE = '86'

/**
 * What a machine without the named face takes instead. The first three are missing from most machines and from every
 * server; without a named fallback a reader takes any font, and the page is no longer the one that was proof-read.
 */
export const FONT_TABLE: readonly FontEntry[] = [
  { name: FACE.mark, fallback: '华文中宋', family: 'roman', charset: CHINESE },
  { name: FACE.body, fallback: '仿宋', family: 'modern', charset: CHINESE },
  { name: FACE.kai, fallback: '楷体', family: 'modern', charset: CHINESE },
  { name: FACE.hei, fallback: 'SimHei', family: 'swiss', charset: CHINESE },
  { name: FACE.song, fallback: 'SimSun', family: 'roman', charset: CHINESE },
  { name: FACE.latin, fallback: 'Liberation Serif', family: 'roman', charset: '00' },
]

/** `word/fontTable.xml`: the faces and their fallbacks (`w:altName`), which the `docx` package cannot name. */
export const fontTableXml = (): string => {
  const font = ({ name, fallback, family, charset }: FontEntry) =>
    `<w:font w:name="${name}"><w:altName w:val="${fallback}"/><w:charset w:val="${charset}"/>` +
    `<w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
    `${FONT_TABLE.map(font).join('')}</w:fonts>`
  )
}
