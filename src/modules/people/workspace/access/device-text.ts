const browsers: readonly [RegExp, string][] = [
  [/QIHU|360SE|360EE/i, '360 浏览器'],
  [/MicroMessenger/i, '微信'],
  [/DingTalk/i, '钉钉'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: readonly [RegExp, string][] = [
  [/Windows NT 6\.1/, 'Windows 7'],
  [/Windows NT/, 'Windows'],
  [/UOS|Uniontech/i, '统信 UOS'],
  [/Kylin/i, '麒麟'],
  [/HarmonyOS/i, '鸿蒙'],
  [/Android/, '安卓'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** A browser's name for itself, as somebody would recognise his own device: `Windows 7，360 浏览器`. */
export function deviceText(userAgent: string | null): string {
  if (!userAgent) return '未知设备'
  const found = [systems, browsers].map((list) => list.find(([pattern]) => pattern.test(userAgent))?.[1])
  return found.filter(Boolean).join('，') || userAgent.slice(0, 40)
}
