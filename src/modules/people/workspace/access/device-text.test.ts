import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deviceText } from './device-text.ts'

test('devices are named as their owners would', () => {
  for (const [agent, words] of [
    [
      'Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 Chrome/109.0.0.0 Safari/537.36 QIHU 360SE',
      'Windows 7，360 浏览器',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0',
      'Windows，Edge',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 UOS Chrome/109 Safari/537.36', '统信 UOS，Chrome'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Safari/604.1',
      'iOS，Safari',
    ],
    ['curl/8.5.0', 'curl/8.5.0'],
  ] as const) {
    assert.equal(deviceText(agent), words)
  }
  assert.equal(deviceText(null), '未知设备')
})
