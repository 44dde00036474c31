import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const root = import.meta.dirname

export default defineConfig({
  root: join(root, 'src/workspace'),
  base: '/workspace/',
  plugins: [react()],
  build: {
    outDir: join(root, 'dist/workspace'),
    emptyOutDir: true,
    // Windows 7 machines end at Chromium 109; 360 and UOS browsers follow it.
    target: 'chrome109',
    // The content security policy allows no inline script, and the polyfill is one.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: true,
  },
  server: { proxy: { '/api': 'http://localhost:5050' } },
})
